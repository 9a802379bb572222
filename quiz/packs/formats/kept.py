"""What each format keeps, in words and as a table, as its writer claims it (``Format.holds``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from quiz.packs.formats.losses import EVERYTHING
from quiz.packs.formats.model import Format, Holds
from quiz.text import join_names

_KINDS = {
    "choice": "one right option",
    "multi": "several right options",
    "truefalse": "true or false",
    "typed": "answers to type",
    "number": "numbers",
    "order": "things in order",
    "match": "pairs",
}
_KEYS = {
    "id": "ids",
    "explain": "explanations",
    "why_wrong": "why options are wrong",
    "source": "sources",
    "difficulty": "levels",
    "tags": "tags",
    "time": "times",
    "proof": "proofs",
    "picture": "pictures",
    "audio": "sounds",
}
_HEAD = {
    "title": "title",
    "description": "description",
    "language": "language",
    "version": "version",
    "authors": "authors",
    "license": "licence",
    "source": "source",
    "tags": "tags",
}


def keeps(form: Format) -> str:
    """Say in a line what a format keeps: “every kind; ids, tags; of the pack its title”."""
    holds = form.holds
    if _is_everything(holds):
        told = "everything"
    else:
        head = _named(holds.head, _HEAD)
        parts = (_kinds(holds), _named(holds.keys, _KEYS), head and f"of the pack its {head}")
        told = "; ".join(filter(None, parts))
    return f"{told}. {form.limits}" if form.limits else f"{told}."


def table(forms: Iterable[Format]) -> str:
    """Return the table of the documents, in Markdown: our own first, then by title."""
    ordered = sorted(forms, key=lambda one: (not _is_everything(one.holds), one.title.casefold()))
    head = "| format | file | | questions | with them | of the pack | besides |"
    return "\n".join((head, "|---|---|---|---|---|---|---|", *map(_row, ordered)))


def _row(form: Format) -> str:
    ways = "in and out" if form.write else "in"
    holds, rest = form.holds, form.limits
    told = (_kinds(holds), _whole(holds.keys, _KEYS), _whole(holds.head, _HEAD))
    cells = (f"{form.title} (`{form.name}`)", f"`{form.ending}`", ways, *told, rest)
    return f"| {' | '.join(cells)} |"


def _is_everything(holds: Holds) -> bool:
    return all(
        set(one) == set(every)
        for one, every in (
            (holds.kinds, EVERYTHING.kinds),
            (holds.keys, EVERYTHING.keys),
            (holds.head, EVERYTHING.head),
        )
    )


def _kinds(holds: Holds) -> str:
    missing = [told for kind, told in _KINDS.items() if kind not in holds.kinds]
    if not missing:
        return "every kind"
    if len(missing) <= 2:
        return f"every kind but {join_names(missing)}"
    return _named(holds.kinds, _KINDS)


def _named(held: Collection[str], words: dict[str, str]) -> str:
    return ", ".join(told for key, told in words.items() if key in held)


def _whole(held: Collection[str], words: dict[str, str]) -> str:
    return "all" if set(words) <= set(held) else _named(held, words) or "–"
