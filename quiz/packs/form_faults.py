"""What is at fault in a form of a question, field by field.

The form is laid before the reader of packs as if it stood in a file, each field in a line of its
own: there is one check, whether a pack is written by hand or in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.packs.fields import Fields
from quiz.packs.forms import Form, pairs_of, placed_reasons
from quiz.packs.reading import read_question
from quiz.questions.kinds import Kind

_NAMES = {
    "ask": "Question", "answer": "Right answer", "answers": "Right answers",
    "typed": "What counts as right", "wrong": "Wrong answers", "number": "Number",
    "within": "Still right within", "unit": "Unit", "order": "Items", "match": "Pairs",
    "why_wrong": "Why it is wrong", "explain": "Explanation", "source": "Source",
    "time": "Seconds", "difficulty": "Level", "tags": "Tags",
    "alt": "What the picture shows", "transcript": "What is to be heard",
    "credit": "By whom", "license": "Licence",
}  # fmt: skip
_KEY = re.compile(r"“(\w+)”")
_VALUES = frozenset({"number", "within", "time", "difficulty"})


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is at fault in a field: ``right-0``, ``wrong-2``, ``ask``; empty for the whole form."""

    field: str
    code: str
    message: str


@dataclass(slots=True)
class _Paper:
    """The nodes of a form. ``places`` tells the field that stands in each line."""

    places: list[str] = field(default_factory=lambda: [""])

    def text(self, value: str, place: str) -> Node:
        self.places.append(place)
        return Scalar(value, len(self.places) - 1, 1)

    def listing(self, items: Iterable[Node], place: str) -> Node:
        self.places.append(place)
        return Listing(tuple(items), len(self.places) - 1, 1)

    def texts(self, name: str, values: Iterable[str]) -> Node:
        placed = [(f"{name}-{at}", value) for at, value in enumerate(values) if value]
        return self.listing([self.text(value, place) for place, value in placed], f"{name}-0")

    def medium(self, form: Form, file: str, needed: tuple[str, str], of: str) -> Node:
        """Return what is told of a file; ``needed`` are a key that must be there and its field."""
        fields = (needed, ("credit", f"{of}_credit"), ("license", f"{of}_license"))
        values = [(key, name, getattr(form, name)) for key, name in fields]
        told = [
            (key, self.text(text, name)) for key, name, text in values if text or key == needed[0]
        ]
        self.places.append("")
        line = len(self.places) - 1
        entries = [("file", Scalar(file, line, 1)), *told]
        return Mapping(tuple((Scalar(key, line, 1), node) for key, node in entries), line, 1)

    def given(self, form: Form, *names: str) -> list[tuple[str, Node]]:
        """Return those fields that are filled in."""
        values = [(name, getattr(form, name)) for name in names]
        return [(name, self.text(value, name)) for name, value in values if value]


Entries = list[tuple[str, Node]]


def faults_of(form: Form) -> tuple[FieldFault, ...]:
    """Return what the reader of packs says of a form, each with its field. Empty: it is sound."""
    paper = _Paper()
    entries = [("ask", paper.text(form.ask, "ask")), *_BODIES[form.kind](paper, form)]
    reasons = [(Scalar(o, 0, 1), paper.text(why, at)) for o, why, at in placed_reasons(form)]
    if reasons:
        entries.append(("why_wrong", Mapping(tuple(reasons), 0, 1)))
    entries += paper.given(form, "explain", "source", "time")
    entries.append(("difficulty", paper.text(form.difficulty, "difficulty")))
    tags = [paper.text(one, "tags") for one in map(str.strip, form.tags.split(",")) if one]
    entries.append(("tags", paper.listing(tags, "tags")))
    entries += _media(paper, form)
    faults = Faults("")
    nodes = tuple((Scalar(key, 0, 1), node) for key, node in entries)
    read_question(Fields.of(faults, Mapping(nodes, 0, 1)))
    return tuple(
        FieldFault(paper.places[p.line], p.code, _named(p.message)) for p in faults.problems
    )


def _named(message: str) -> str:
    """Return what the reader says with the name of the field, where it begins with its key."""
    key = _KEY.match(message)
    if key is None or key[1] not in _NAMES:
        return message
    rest = message[key.end() :].replace("is an empty list", "is empty")
    return f"“{_NAMES[key[1]]}”{rest}"


def _media(paper: _Paper, form: Form) -> Entries:
    found: Entries = []
    if form.picture:
        told = paper.medium(form, form.picture, ("alt", "alt"), "picture")
        found.append(("picture", told))
    if form.sound:
        told = paper.medium(form, form.sound, ("transcript", "transcript"), "sound")
        found.append(("audio", told))
    return found


def unkept(faults: Iterable[FieldFault]) -> frozenset[str]:
    """Return the fields whose text no question can hold: numbers and levels that are none."""
    return frozenset(fault.field for fault in faults) & _VALUES


def _choice(paper: _Paper, form: Form) -> Entries:
    answer = paper.text(form.right[0] if form.right else "", "right-0")
    return [("answer", answer), ("wrong", paper.texts("wrong", form.wrong))]


def _multi(paper: _Paper, form: Form) -> Entries:
    return [
        ("answers", paper.texts("right", form.right)),
        ("wrong", paper.texts("wrong", form.wrong)),
    ]


def _number(paper: _Paper, form: Form) -> Entries:
    return [("number", paper.text(form.number, "number")), *paper.given(form, "within", "unit")]


def _match(paper: _Paper, form: Form) -> Entries:
    pairs = [
        paper.listing(
            [paper.text(left, f"right-{at}"), paper.text(other, f"wrong-{at}")], f"right-{at}"
        )
        for at, (left, other) in enumerate(pairs_of(form))
        if left or other
    ]
    return [("match", paper.listing(pairs, "right-0"))]


_BODIES: dict[Kind, Callable[[_Paper, Form], Entries]] = {
    "choice": _choice,
    "multi": _multi,
    "truefalse": lambda paper, form: [("answer", paper.text(form.truth, "truth"))],
    "typed": lambda paper, form: [("typed", paper.texts("right", form.right))],
    "number": _number,
    "order": lambda paper, form: [("order", paper.texts("right", form.right))],
    "match": _match,
}
