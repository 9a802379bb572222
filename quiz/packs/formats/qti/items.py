"""An item of QTI 2.x (and 3.0, see ``naming``) → a question.

An item declares its responses, what is right among them (``correctResponse``) or what each is
worth (``mapping``), and asks for them by interactions in its body. Taken are items that ask for
one response by a choice, a gap to fill, an order or pairs.
"""

from __future__ import annotations

from quiz.errors import BadInputError
from quiz.packs.fields import ID
from quiz.packs.formats.model import Found, Skip, Value
from quiz.packs.formats.qti.answers import READERS
from quiz.packs.formats.qti.feedback import Feedback, is_praise
from quiz.packs.formats.qti.item import ASIDE, TOOL, Item, options_of
from quiz.packs.formats.qti.shown import (
    GAP,
    has_formula,
    shown,
    shows_media,
    verbatim,
    with_gaps,
)
from quiz.packs.formats.xml import Element

_GAPS = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
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
    if shows_media(body) and not any(map(shows_media, options_of(interaction))):
        item.changes.append("its picture or file is not taken over")
    try:
        keys = READERS[interaction.name](item)
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
    unknown = next((part.name for part in asked if part.name not in READERS), "")
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
        if part.name in ASIDE:
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


def _feedback(item: Item) -> _Keys:
    feedback = Feedback(item.element, verbatim if item.is_ours else _said)
    right = frozenset(item.right())
    names = {o.attributes.get("identifier", ""): o for o in options_of(item.interaction)}
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
