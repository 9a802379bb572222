"""How the library calls what its services tell: languages, who sees a pack, what was changed."""

from __future__ import annotations

from collections.abc import Sequence

from babel import Locale, UnknownLocaleError

from quiz.packs.comparing import Comparison
from quiz.web.languages import gettext as _
from quiz.web.languages import later as _later
from quiz.web.languages import locale, ngettext

_SEEN = {
    "private": _later("yours alone"),
    "unlisted": _later("shared by link"),
    "public": _later("public"),
}
_SEEN_BY = {
    "private": _later("Nobody else sees the pack now."),
    "unlisted": _later("Whoever has the link may play it now."),
    "public": _later("The pack is in the library now, for everybody."),
}
_PARTS = {
    "ask": _later("question"),
    "body": _later("answers"),
    "explain": _later("explanation"),
    "source": _later("source"),
    "difficulty": _later("level"),
    "proof": _later("reasons"),
    "tags": _later("tags"),
    "picture": _later("picture"),
    "audio": _later("sound"),
    "time": _later("time"),
    "title": _later("title"),
    "description": _later("description"),
    "license": _later("licence"),
    "language": _later("language"),
    "authors": _later("authors"),
}
_LENGTHS = {
    "short": _later("up to 19 questions"),
    "medium": _later("20 to 59"),
    "long": _later("60 and more"),
}
_SORTS = {
    "plays": _later("Most played"),
    "rating": _later("Best rated"),
    "new": _later("Newest"),
    "title": _later("By title"),
}
_UNITS = {
    "line": _later("line %(at)s"),
    "row": _later("row %(at)s"),
    "question": _later("question %(at)s"),
}


def seen(visibility: str) -> str:
    """Say in a word or two who sees a pack."""
    return str(_SEEN[visibility])


def seen_by(visibility: str) -> str:
    """Say who sees a pack from now on."""
    return str(_SEEN_BY[visibility])


def part(name: str) -> str:
    """Name a part of a question or of a pack."""
    return str(_PARTS.get(name, name))


def parts(names: Sequence[str]) -> str:
    """Name some parts."""
    return ", ".join(map(part, names))


def lengths() -> list[tuple[str, str]]:
    """Return how long packs may be, as values and words."""
    return [(name, str(word)) for name, word in _LENGTHS.items()]


def sorts() -> list[tuple[str, str]]:
    """Return the orders to choose from."""
    return [(name, str(word)) for name, word in _SORTS.items()]


def language(code: str) -> str:
    """Name a language in the language of the reader; its code where nobody knows it."""
    try:
        found = Locale.parse(code, sep="-").get_display_name(locale())
    except (UnknownLocaleError, ValueError):
        return code
    return found or code


def place(unit: str, at: int) -> str:
    """Say where in a file something is."""
    return str(_UNITS[unit]) % {"at": at}


def _translations(tags: Sequence[str]) -> str:
    names = ", ".join(map(language, tags))
    return ngettext(
        "translation into %(names)s", "translations into %(names)s", len(tags), names=names
    )


def told(comparison: Comparison) -> str:
    """Sum a change up in a line."""
    added, changed, removed = map(len, (comparison.added, comparison.changed, comparison.removed))
    counted = (
        (added, ngettext("%(num)s added", "%(num)s added", added)),
        (changed, ngettext("%(num)s changed", "%(num)s changed", changed)),
        (removed, ngettext("%(num)s removed", "%(num)s removed", removed)),
        (comparison.moved, _("another order")),
        (len(comparison.head), parts(comparison.head)),
        (len(comparison.languages), _translations(comparison.languages)),
    )
    return ", ".join(words for count, words in counted if count) or _("nothing changed")
