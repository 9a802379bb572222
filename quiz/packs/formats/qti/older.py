"""An item of QTI 1.2 → a question; as Canvas, Blackboard, Brightspace, ILIAS and others write it.

Its ``presentation`` holds texts (``material``) and what to answer: labels to choose from
(``response_lid``), a text (``response_str``) or number. Where several ``response_lid`` stand in a
row, each with a text of its own and labels to choose from, they are pairs to match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quiz.errors import BadInputError
from quiz.packs.formats.model import Found, Skip, Value
from quiz.packs.formats.options import option_keys
from quiz.packs.formats.qti.conditions import Conditions, Marked
from quiz.packs.formats.qti.feedback import is_praise
from quiz.packs.formats.qti.shown import GAP, with_gaps
from quiz.packs.formats.qti.stated import Stated, labels_of, stated
from quiz.packs.formats.xml import Element

_RESPONSES = ("response_lid", "response_str", "response_num", "response_grp")
_OTHERS = ("response_xy", "response_extension")
_KINDS = frozenset({"question_type", "cc_profile", "qmd_questiontype", "qmd_itemtype", "type"})
_NUMERIC = frozenset({"decimal", "integer", "scientific"})
_NAMES = (
    ("essay", "an essay"),
    ("short response", "an essay"),
    ("file", "asks for a file"),
    ("text_only", "a text, and no question"),
    ("calculated", "calculated from a formula"),
    ("hot spot", "asks to point into a picture"),
    ("opinion", "asks for an opinion"),
    ("likert", "asks for an opinion"),
    ("jumbled", "a text with gaps to fill from a list"),
    ("quiz bowl", "asks for a question"),
)
_BLANK = re.compile(r"\[[\w .-]{1,40}+\]")
_FOR_ALL = re.compile(r"general|correct|solution|explain", re.IGNORECASE)
_FOR_WRONG = re.compile(r"incorrect|wrong", re.IGNORECASE)
_UNTOLD = "the file does not tell what is right"
_Keys = dict[str, Value]


@dataclass(frozen=True, slots=True)
class _Item:
    """An item that is being read; ``changes`` gathers what is told of it."""

    element: Element
    kind: str
    responses: tuple[Element, ...]
    conditions: Conditions
    changes: list[str] = field(default_factory=list)


def read_older(element: Element) -> Found | Skip:
    """Read an item of QTI 1.2."""
    presentation = element.first("presentation") or Element("presentation", {}, element.line)
    told = stated(presentation)
    kind = _kind(element)
    responses = tuple(presentation.every(*_RESPONSES))
    ask = _asked(told, kind, responses) or element.attributes.get("title", "")
    item = _Item(element, kind, responses, Conditions(element))
    try:
        keys = _answered(item, told)
    except BadInputError as error:
        return Skip(element.line, ask, str(error))
    if told.shows_media:
        item.changes.append("its picture or file is not taken over")
    keys = {"ask": ask, **keys, **_feedback(item, keys)}
    return Found(element.line, keys, tuple(dict.fromkeys(item.changes)))


def _kind(item: Element) -> str:
    fields = {
        each.text("fieldlabel").casefold(): each.text("fieldentry")
        for each in item.every("qtimetadatafield")
    }
    named = [fields[key] for key in fields if key in _KINDS]
    named += [each.text() for each in item.every("bbmd_questiontype", "qmd_itemtype")]
    return next(filter(None, named), "").casefold()


def _asked(told: Stated, kind: str, responses: tuple[Element, ...]) -> str:
    is_gapped = kind in {"fill_in_multiple_blanks_question", "multiple_dropdowns_question"}
    text = told.text
    if is_gapped and len(responses) == 1:
        text = _BLANK.sub(GAP, text)
    return with_gaps(text)


def _answered(item: _Item, told: Stated) -> _Keys:
    """Return the keys that say what is right. Raises BadInputError with the reason for none."""
    named = next((named for mark, named in _NAMES if mark in item.kind), "")
    if named:
        verb = "it" if named.startswith("asks") else "it is"
        raise BadInputError(f"{verb} {named}, which is not played here")
    if next(item.element.every(*_OTHERS), None):
        raise BadInputError("it asks to point into a picture or to drag, which is not played here")
    if not item.responses:
        raise BadInputError("it asks for nothing")
    if len(item.responses) > 1:
        return _match(item, told)
    (response,) = item.responses
    if response.name == "response_grp":
        return _grouped(item, response)
    if response.name != "response_lid":
        return _typed(item, response)
    if item.kind == "fill_in_multiple_blanks_question":
        return {"typed": tuple(labels_of(response).values())}
    return _choice(item, response)


def _choice(item: _Item, response: Element) -> _Keys:
    labels = labels_of(response)
    marked = [each for each in item.conditions.right() if each.value in labels]
    if not marked:
        raise BadInputError(_UNTOLD)
    cardinality = response.attributes.get("rcardinality", "Single").casefold()
    if cardinality == "ordered":
        return _order(labels, marked)
    most = max(each.worth for each in marked)
    is_many = cardinality == "multiple"
    right = [each.value for each in marked if is_many or each.worth == most]
    if not is_many:
        gone = {each.value for each in marked} - {right[0]}
        if gone and labels.keys() - gone - {right[0]}:
            item.changes.append("other options that get marks are left out")
            labels = {name: text for name, text in labels.items() if name not in gone}
        elif gone and all(each.worth == most for each in marked):
            raise BadInputError("all its options are right")
        elif gone:
            item.changes.append("options worth a part of the marks count as wrong now")
        right = right[:1]
    wrong = tuple(text for name, text in labels.items() if name not in right)
    return option_keys(tuple(labels[name] for name in dict.fromkeys(right)), wrong)


def _order(labels: dict[str, str], marked: list[Marked]) -> _Keys:
    names = [each.value for each in marked if each.condition == marked[0].condition]
    if len(names) < len(labels):
        raise BadInputError("some of its items have no place in the order")
    return {"order": tuple(labels[name] for name in names)}


def _typed(item: _Item, response: Element) -> _Keys:
    fib = next(response.every("render_fib"), None)
    fib_type = fib.attributes.get("fibtype", "").casefold() if fib else ""
    if response.name == "response_num" or fib_type in _NUMERIC or "numeric" in item.kind:
        return _number(item)
    marked = item.conditions.right()
    if not marked:
        raise BadInputError(_UNTOLD)
    most = max(each.worth for each in marked)
    best = tuple(dict.fromkeys(each.value for each in marked if each.worth == most))
    if len(best) < len({each.value for each in marked}):
        item.changes.append("answers worth a part of the marks are left out")
    return {"typed": best}


def _number(item: _Item) -> _Keys:
    numbers = list(item.conditions.numbers())
    if not numbers:
        raise BadInputError(_UNTOLD)
    if len(numbers) > 1:
        item.changes.append("of several right numbers the first is taken")
    told, least, most = numbers[0]
    if not (least and most):
        return {"number": _digits(_float(told))}
    low, high = _float(least), _float(most)
    value = _float(told) if told else (low + high) / 2
    return {"number": _digits(value), "within": _digits(max(high - value, value - low, 0.0))}


def _float(text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise BadInputError(f"“{text[:40]}” is no number") from None


def _digits(value: float) -> str:
    return repr(float(f"{value:.12g}")).removesuffix(".0")


def _match(item: _Item, told: Stated) -> _Keys:
    """Pair each response with the label that gets marks for it."""
    if "blank" in item.kind or "dropdown" in item.kind:
        raise BadInputError("it has several parts to answer")
    pairs = []
    used: set[str] = set()
    for response in item.responses:
        labels = labels_of(response)
        beside = dict(zip(labels, told.beside, strict=False))
        marked = item.conditions.right(response.attributes.get("ident", ""))
        name = next((each.value for each in marked if each.value in labels), "")
        left = told.lefts.get(id(response), "")
        right = labels.get(name, "") or beside.get(name, "")
        if not left or not right:
            raise BadInputError("it has several parts to answer")
        pairs.append((left, right))
        used.add(right)
    offered = {text for response in item.responses for text in labels_of(response).values()}
    if {text for text in (*offered, *told.beside) if text} - used:
        item.changes.append("answers that match nothing are left out")
    return {"match": tuple(pairs)}


def _grouped(item: _Item, response: Element) -> _Keys:
    """Pair the labels of a group, of which a value names two: ``3,7``."""
    labels = labels_of(response)
    named = [each.value.split(",") for each in item.conditions.right()]
    pairs = [
        (labels.get(names[0].strip(), ""), labels.get(names[1].strip(), ""))
        for names in named
        if len(names) == 2
    ]
    if not pairs:
        raise BadInputError(_UNTOLD)
    return {"match": tuple(pairs)}


def _feedback(item: _Item, keys: _Keys) -> _Keys:
    texts = {
        each.attributes.get("ident", ""): text
        for each in item.element.every("itemfeedback")
        if (text := stated(each).text) and not is_praise(text)
    }
    labels = {name: text for each in item.responses for name, text in labels_of(each).items()}
    reasons = {
        labels[value]: texts[name]
        for value, name in item.conditions.feedback()
        if value in labels and name in texts
    }
    explain = [
        text
        for name, text in texts.items()
        if _FOR_ALL.search(name) and not _FOR_WRONG.search(name)
    ]
    answer = keys.get("answer", "")
    explain += [reason for option, reason in reasons.items() if option == answer]
    made: _Keys = {"explain": "\n".join(dict.fromkeys(explain))}
    wrong = {option: reason for option, reason in reasons.items() if option != answer}
    if wrong and "wrong" in keys:
        made["why_wrong"] = wrong
    return made
