"""What is right in an item of QTI 2.x → the keys of a question."""

from __future__ import annotations

from collections.abc import Callable

from quiz.errors import BadInputError
from quiz.packs.formats.model import Value
from quiz.packs.formats.options import option_keys
from quiz.packs.formats.qti.item import Item, options_of
from quiz.packs.formats.qti.shown import verbatim
from quiz.packs.formats.xml import Element

_NUMERIC = frozenset({"integer", "float"})
_Keys = dict[str, Value]


def _known(item: Item) -> dict[str, str]:
    """Return the texts of the options by their identifiers."""
    return {
        option.attributes.get("identifier", ""): item.text(option)
        for option in options_of(item.interaction)
    }


def _choice(item: Item) -> _Keys:
    known, right = _known(item), item.right()
    chosen = tuple(dict.fromkeys(name for name in right if name in known))
    if not chosen:
        raise BadInputError(_untold(right))
    if len(chosen) > 1 and not item.is_many():
        item.changes.append("of several right options the first is kept")
        known = {name: text for name, text in known.items() if name not in chosen[1:]}
        chosen = chosen[:1]
    wrong = tuple(text for name, text in known.items() if name not in chosen)
    return option_keys(tuple(known[name] for name in chosen), wrong)


def _untold(right: tuple[str, ...]) -> str:
    if right:
        return "what is right is none of its options"
    return "the file does not tell what is right"


def _typed(item: Item) -> _Keys:
    if item.declared.attributes.get("baseType") in _NUMERIC:
        return _number(item)
    best = tuple(key for key, worth in item.worth() if worth == item.most())
    if len(best) < len(item.worth()):
        item.changes.append("answers worth a part of the marks are left out")
    texts = tuple(dict.fromkeys(filter(str.strip, (*item.right(), *best))))
    if not texts:
        raise BadInputError(_untold(()))
    return {"typed": texts}


def _number(item: Item) -> _Keys:
    right = item.right()
    if not right:
        raise BadInputError(_untold(()))
    if len(right) > 1:
        item.changes.append("of several right numbers the first is taken")
    holder = next((p for p in item.element.every("p") if p.first("textEntryInteraction")), None)
    unit = verbatim(holder).strip() if holder and item.is_ours else ""
    keys: _Keys = {"number": _digits(right[0]), "unit": unit}
    equal = next(item.element.every("equal"), None)
    mode = equal.attributes.get("toleranceMode", "exact") if equal else "exact"
    if equal is None or mode == "exact":
        return keys
    off = [float(_digits(text)) for text in equal.attributes.get("tolerance", "").split()]
    if len(off) > 1 and off[0] != off[1]:
        item.changes.append("its tolerance is the same above and below now")
    if off:
        keys["within"] = _digits(str(max(off))) + "%" * (mode == "relative")
    return keys


def _digits(text: str) -> str:
    try:
        return repr(float(text.strip().replace(",", "."))).removesuffix(".0")
    except ValueError:
        raise BadInputError(f"“{text[:40]}” is no number") from None


def _order(item: Item) -> _Keys:
    known, right = _known(item), item.right()
    if not right:
        raise BadInputError(_untold(()))
    if frozenset(right) != frozenset(known):
        raise BadInputError("some of its items have no place in the order")
    return {"order": tuple(known[name] for name in right)}


def _match(item: Item) -> _Keys:
    known = _known(item)
    sets = list(item.interaction.all("simpleMatchSet"))
    named = [frozenset(_identifiers(each)) for each in sets]
    pairs = []
    for value in item.right():
        left, _, right = value.strip().partition(" ")
        if len(named) > 1 and left in named[1] and right.strip() in named[0]:
            left, right = right.strip(), left
        pairs.append((known.get(left, ""), known.get(right.strip(), "")))
    if not pairs:
        raise BadInputError(_untold(()))
    used = {text for pair in pairs for text in pair}
    if any(text not in used for text in known.values()):
        item.changes.append("answers that match nothing are left out")
    return {"match": tuple(pairs)}


def _identifiers(element: Element) -> list[str]:
    return [part.attributes.get("identifier", "") for part in element.walk()]


READERS: dict[str, Callable[[Item], _Keys]] = {
    "choiceInteraction": _choice,
    "inlineChoiceInteraction": _choice,
    "textEntryInteraction": _typed,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _match,
}
