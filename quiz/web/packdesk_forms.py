"""The forms of the pack editor, read from requests as the services want them; its words."""

from __future__ import annotations

from flask import request

from quiz.packs.forms import KINDS, Form
from quiz.packs.media import sounds
from quiz.packs.media.model import MOST_BYTES
from quiz.questions.kinds import Kind
from quiz.services import inputs
from quiz.services.packdesk.changes import Head
from quiz.services.packdesk.views import Wish
from quiz.web.languages import later as _later

_MOST = (
    40  # rows of one field: more than any kind takes, so that the reader says which are too many
)
_LONGEST = 20_000  # likewise
_KINDS = {
    "choice": _later("One right answer"),
    "multi": _later("Several right answers"),
    "truefalse": _later("True or false"),
    "typed": _later("Typed answer"),
    "number": _later("A number"),
    "order": _later("Put in order"),
    "match": _later("Match pairs"),
}
LICENSES = {
    "": (_later("None"), _later("Nobody else may use it: the pack stays yours alone.")),
    "CC0-1.0": (_later("CC0"), _later("Anybody may do anything with it. You give it away.")),
    "CC-BY-4.0": (_later("CC BY"), _later("Anybody may use and change it, if they name you.")),
    "CC-BY-SA-4.0": (
        _later("CC BY-SA"),
        _later("The same, and what they make of it is free in turn. As in Wikipedia."),
    ),
    "CC-BY-NC-4.0": (_later("CC BY-NC"), _later("As CC BY, but nobody may earn money with it.")),
}
"""What each licence is called, and what it means in a sentence."""
LARGEST_PICTURE, LARGEST_SOUND = MOST_BYTES >> 20, sounds.MOST_BYTES >> 20
"""In megabytes, as the page tells them."""
ACCEPTED = "image/png,image/jpeg,image/gif,image/webp,audio/mpeg,audio/ogg,audio/wav,.ogg,.opus"
"""What a browser offers to choose among; what a file is is told by its content."""


def kinds() -> list[tuple[Kind, str]]:
    """Return the kinds of questions and how they are called."""
    return [(kind, str(_KINDS[kind])) for kind in KINDS]


def kind_word(kind: Kind) -> str:
    """Say how a kind of question is called."""
    return str(_KINDS[kind])


def licenses() -> list[tuple[str, str, str]]:
    """Return the licences one chooses among: value, name, meaning."""
    return [(value, str(name), str(said)) for value, (name, said) in LICENSES.items()]


def wish() -> Wish:
    """Return which part of a pack an address asks for."""
    asked, first = request.args, request.args.get("first", "")
    return Wish(
        question=asked.get("q", "")[:100],
        find=asked.get("find", "")[:100],
        first=whole(first) if first else None,
    )


def revision() -> int:
    """Return the last revision that a page was told, -1 for none.

    Each form has that of when it was shown; a script adds what it was told since (``now``).
    """
    return max(whole(request.form.get(name, "")) for name in ("revision", "now"))


def question() -> Form:
    """Return what a form says of a question of the kind that it was shown for."""
    return Form(
        kind=kind_of("was"),
        ask=_text("ask"),
        right=_lines("right"),
        wrong=_lines("wrong"),
        why=_lines("why"),
        truth="false" if request.form.get("truth") == "false" else "true",
        number=_line("number").replace(",", ""),
        within=_line("within"),
        unit=_line("unit"),
        explain=_text("explain"),
        source=_line("source"),
        difficulty=_line("difficulty"),
        tags=_line("tags"),
        time=_line("time"),
        alt=_text("alt"),
        picture_credit=_line("picture_credit"),
        picture_license=_line("picture_license"),
        transcript=_text("transcript"),
        sound_credit=_line("sound_credit"),
        sound_license=_line("sound_license"),
    )


def file() -> tuple[str, bytes]:
    """Return the name and the content of the file that was sent; nothing of it without one."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return "", b""
    try:
        return sent.filename[-200:], bytes(sent.read(MOST_BYTES + 1))
    finally:
        sent.close()


def kind_of(name: str) -> Kind:
    """Return a kind of question that a form names, else the first."""
    word = request.form.get(name, "")
    return next((kind for kind in KINDS if kind == word), KINDS[0])


def head() -> Head:
    """Return what a form says of a pack."""
    chosen = _line("license")
    return Head(
        title=_line("title"),
        description=_text("description"),
        language=_line("language"),
        license=_line("other") if chosen == "other" else chosen,
        tags=_line("tags"),
        authors=_line("authors"),
        source=_text("source"),
    )


def whole(text: str) -> int:
    """Return a whole number, -1 for none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _lines(name: str) -> tuple[str, ...]:
    found = [inputs.line(text[:_LONGEST]) for text in request.form.getlist(name)[:_MOST]]
    while found and not found[-1]:
        found.pop()  # rows that wait to be filled
    return tuple(found)


def _line(name: str) -> str:
    return inputs.line(request.form.get(name, "")[:_LONGEST])


def _text(name: str) -> str:
    """Return a text of several lines, as the reader of packs would: trimmed, nothing unseen."""
    lines = request.form.get(name, "")[:_LONGEST].splitlines()
    return "\n".join(map(inputs.line, lines)).strip()
