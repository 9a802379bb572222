"""An item of QTI 2.x (and 3.0, see ``naming``) → a question.

An item declares its responses, what is right among them (``correctResponse``) or what each is
worth (``mapping``), and asks for them by interactions in its body. Taken are items that ask for
one response by a choice, a gap to fill, an order or pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from quiz.errors import BadInputError
from quiz.packs.fields import ID
from quiz.packs.formats.model import Found, Skip, Value
from quiz.packs.formats.options import option_keys
from quiz.packs.formats.qti.feedback import Feedback, is_praise
from quiz.packs.formats.qti.shown import (
    GAP,
    described,
    has_formula,
    shown,
    shows_media,
    verbatim,
    with_gaps,
)
from quiz.packs.formats.xml import Element

TOOL = "Greenroom"
_NUMERIC = frozenset({"integer", "float"})
_GAPS = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
_ASIDE = frozenset(
    {"rubricBlock", "feedbackBlock", "feedbackInline", "templateBlock", "templateInline"}
    | {"stylesheet", "infoControl", "catalogInfo"}
)
_NAMES = {
    "extendedTextInteraction": "an essay",
    "uploadInteraction": "asks for a file",
    "gapMatchInteraction": "a text with gaps to fill from a list",
    "hottextInteraction": "asks to mark words in a text",
    "sliderInteraction": "asks to move a slider",
    "drawingInteraction": "asks to draw",
    "mediaInteraction": "something to watch or hear",
    "endAttemptInteraction": "asks for nothing but a button",
}
_Keys = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Item:
    """An item that is being read; ``changes`` gathers what is told of it."""

    element: Element
    interaction: Element
    declared: Element
    changes: list[str] = field(default_factory=list)

    def text(self, element: Element) -> str:
        """Return the text of an option or a side of a pair; that of its picture if it is one."""
        if self.is_ours:
            return verbatim(element)
        text = shown(element, lambda part: "" if part.name in _ASIDE else None)
        if shows_media(element):
            self.changes.append("pictures in its options are not taken over")
        return text or described(element)

    @property
    def is_ours(self) -> bool:
        """Whether we wrote it: then every text is as it stands there."""
        return self.element.attributes.get("toolName") == TOOL

    def right(self) -> tuple[str, ...]:
        """Return what is right: the correct response, else what is worth most."""
        correct = self.declared.first("correctResponse")
        values = _values(correct) if correct else ()
        return values or tuple(key for key, worth in self.worth() if worth == self.most())

    def worth(self) -> tuple[tuple[str, float], ...]:
        """Return what each response is worth, of those that are worth something."""
        entries = (
            entry for mapping in self.declared.all("mapping") for entry in mapping.all("mapEntry")
        )
        pairs = ((e.attributes.get("mapKey", ""), _float(e, "mappedValue")) for e in entries)
        return tuple((key, worth) for key, worth in pairs if worth > 0)

    def most(self) -> float:
        """Return what the best response is worth."""
        return max((worth for _, worth in self.worth()), default=0.0)

    def is_many(self) -> bool:
        """Whether a response may have several values."""
        return self.declared.attributes.get("cardinality", "single") != "single"


def read_item(element: Element) -> Found | Skip:
    """Read an item whose names are those of version 2."""
    body = element.first("itemBody")
    title = element.attributes.get("title", "")
    if body is None:
        return Skip(element.line, title, "it has no body (itemBody)")
    asked = [part for part in body.walk() if part.name.endswith("Interaction")]
    ask = _asked(body, is_ours=element.attributes.get("toolName") == TOOL) or title
    reason = _reason(element, asked)
    if reason:
        return Skip(element.line, ask, reason)
    (interaction,) = asked
    item = Item(element, interaction, _declared(element, interaction))
    if shows_media(body) and not any(map(shows_media, _options(interaction))):
        item.changes.append("its picture or file is not taken over")
    try:
        keys = _READERS[interaction.name](item)
    except BadInputError as error:
        return Skip(element.line, ask, str(error))
    label = element.attributes.get("label", "")
    told = {"id": label} if ID.fullmatch(label) else {}
    keys = {"ask": ask, **keys, **told, **_feedback(item)}
    return Found(element.line, keys, tuple(dict.fromkeys(item.changes)))


def _reason(item: Element, asked: list[Element]) -> str:
    """Say why an item cannot be taken over; nothing if it can."""
    if not asked:
        return "it asks for nothing"
    unknown = next((part.name for part in asked if part.name not in _READERS), "")
    if unknown:
        named = _NAMES.get(unknown, f"of the type “{unknown}”")
        verb = "it is" if named.startswith(("a ", "an ", "of ", "something")) else "it"
        return f"{verb} {named}, which is not played here"
    if len(asked) > 1:
        return "it has several parts to answer"
    if item.first("templateDeclaration"):
        return "its text is made anew each time it is asked"
    if has_formula(item):
        return "it has a formula, which cannot be shown as text"
    return ""


def _asked(body: Element, *, is_ours: bool) -> str:
    def special(part: Element) -> str | None:
        if part.name in _ASIDE:
            return ""
        if not part.name.endswith("Interaction"):
            return None
        if part.name in _GAPS:
            return GAP
        prompt = part.first("prompt")
        return f"\n{shown(prompt, special)}\n" if prompt else ""

    if is_ours:
        holder = next(body.every("prompt"), None) or body.first("p")
        return verbatim(holder) if holder else ""
    return with_gaps(shown(body, special))


def _declared(item: Element, interaction: Element) -> Element:
    name = interaction.attributes.get("responseIdentifier", "")
    found = [d for d in item.all("responseDeclaration") if d.attributes.get("identifier") == name]
    return found[0] if found else Element("responseDeclaration", {}, item.line)


def _options(interaction: Element) -> list[Element]:
    names = ("simpleChoice", "inlineChoice", "simpleAssociableChoice")
    return list(interaction.every(*names))


def _known(item: Item) -> dict[str, str]:
    """Return the texts of the options by their identifiers."""
    return {
        option.attributes.get("identifier", ""): item.text(option)
        for option in _options(item.interaction)
    }


def _feedback(item: Item) -> _Keys:
    feedback = Feedback(item.element, verbatim if item.is_ours else _said)
    right = frozenset(item.right())
    names = {o.attributes.get("identifier", ""): o for o in _options(item.interaction)}
    reasons = {
        item.text(option): feedback.on(name, option)
        for name, option in names.items()
        if name not in right
    }
    told = {option: reason for option, reason in reasons.items() if option and reason}
    on_right = [feedback.on(name, names[name]) for name in names if name in right]
    explain = "\n".join(dict.fromkeys(filter(None, (*feedback.general(), *on_right))))
    keys: _Keys = {"explain": explain} if explain else {}
    is_choice = item.interaction.name in {"choiceInteraction", "inlineChoiceInteraction"}
    return {**keys, "why_wrong": told} if told and is_choice else keys


def _said(element: Element) -> str:
    text = shown(element)
    return "" if is_praise(text) else text


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


def _values(holder: Element) -> tuple[str, ...]:
    return tuple(text for value in holder.all("value") if (text := verbatim(value).strip()))


def _float(element: Element, key: str) -> float:
    try:
        return float(element.attributes.get(key, "0").replace(",", "."))
    except ValueError:
        return 0.0


_READERS: dict[str, Callable[[Item], _Keys]] = {
    "choiceInteraction": _choice,
    "inlineChoiceInteraction": _choice,
    "textEntryInteraction": _typed,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _match,
}
