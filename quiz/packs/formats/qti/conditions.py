"""What the conditions of QTI 1.2 say is right.

A ``respcondition`` gives marks (``setvar``) for responses that meet its ``conditionvar``. What it
gives marks for is right, unless it stands in a ``not``; what gives most is right where only one
option can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.packs.formats.qti.shown import verbatim
from quiz.packs.formats.xml import Element

_EQUAL = frozenset({"varequal", "varsubset", "varsubstring"})
_LEAST = frozenset({"vargte", "vargt"})
_CORRECT = "correct"
_MOST = frozenset({"varlte", "varlt"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A response that gets marks: of which question, which value, how many, in which condition."""

    response: str
    value: str
    worth: float
    condition: int


class Conditions:
    """The conditions of an item."""

    def __init__(self, item: Element) -> None:
        """Find the conditions, however deep."""
        self._all = list(item.every("respcondition"))
        self._marked = tuple(self._find())

    def right(self, response: str | None = None) -> tuple[Marked, ...]:
        """Return what gets marks, of one response or of all."""
        return tuple(each for each in self._marked if response in {None, each.response})

    def numbers(self) -> Iterator[tuple[str, str, str]]:
        """Yield numbers that get marks: the number itself, the least and the most that count."""
        for condition in self._all:
            if _worth(condition) <= 0:
                continue
            equal = _texts(condition, _EQUAL)
            least, most = _texts(condition, _LEAST), _texts(condition, _MOST)
            if equal or (least and most):
                yield next(iter(equal), ""), next(iter(least), ""), next(iter(most), "")

    def feedback(self) -> Iterator[tuple[str, str]]:
        """Yield values and the names of the feedback that is shown to those who gave them."""
        for condition in self._all:
            values = [value for _, value in _met(condition)]
            if len(values) == 1:
                yield from ((values[0], name) for name in _links(condition))

    def _find(self) -> Iterator[Marked]:
        totals: dict[tuple[str, str], float] = {}
        first: dict[tuple[str, str], int] = {}
        for number, condition in enumerate(self._all):
            worth = _worth(condition)
            for key in dict.fromkeys(_met(condition)) if worth else ():
                totals[key] = totals.get(key, 0.0) + worth
                first.setdefault(key, number)
        for (response, value), worth in totals.items():
            if worth > 0:
                yield Marked(response, value, worth, first[response, value])


def _worth(condition: Element) -> float:
    """Return the marks that a condition gives; 1 where it is only called correct."""
    total = 0.0
    told = False
    for change in condition.all("setvar"):
        name = change.attributes.get("varname", change.attributes.get("variablename", ""))
        if "incorrect" in name.casefold() or "negative" in name.casefold():
            continue
        told = True
        if change.attributes.get("action", "Set").casefold() in {"set", "add"}:
            total += _marks(change.text())
    if told:
        return total
    title = condition.attributes.get("title", "").casefold()
    return 1.0 if _CORRECT in {title, *_links(condition)} else 0.0


def _links(condition: Element) -> list[str]:
    return [shown.attributes.get("linkrefid", "") for shown in condition.all("displayfeedback")]


def _marks(text: str) -> float:
    if text.casefold().endswith("max"):
        return 100.0
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return 0.0


def _met(condition: Element) -> Iterator[tuple[str, str]]:
    """Yield what must be answered to meet a condition: the response and its value."""
    for part in condition.parts:
        if isinstance(part, Element) and part.name in _EQUAL:
            value = verbatim(part).strip()
            if value:
                yield part.attributes.get("respident", ""), value
        elif isinstance(part, Element) and part.name != "not":
            yield from _met(part)


def _texts(condition: Element, names: frozenset[str]) -> list[str]:
    return [part.text() for part in condition.every(*names)]
