"""How a kind asks: its stems and clues, read from YAML and checked; faults with their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quiz.moments.model import Asking
from quiz.text import did_you_mean

if TYPE_CHECKING:
    from quiz.documents.nodes import Faults, Mapping, Node
    from quiz.moments.model import Role, ThingType

_STEMS = ("one", "many", "of_these", "never", "pair", "count", "order", "match", "odd")
_NEVER_SHOWN = ("order", "match", "odd", "clue", "never")
_HIDING = ("order", "match", "odd")  # they leave out one role of “one”: the items
_ASK_KEYS = (*_STEMS, "clue", "by_clue", "within", "gap")
_PLACEHOLDER = re.compile(r"\{(\w+)(?::\w+)?(?:\|[^{}|]*\|[^{}|]*)?\}")
_FORM = re.compile(r"\{(\w+):(\w+)")
OPTIONAL = re.compile(r"\[[^\[\]]*\]")
_WORDS = {"n", "noun", "nouns", "other", "item", "items", "that"}
SHOWN = "shown"
# What may stand after a colon: an article for a noun; none, pronouns or a picture for a role.
FORMS = ("a", "bare", "they", "them", "their", SHOWN)


def shown_in(template: str) -> tuple[str, ...]:
    """Return the roles whose pictures a template shows."""
    return tuple(name for name, form in _FORM.findall(template) if form == SHOWN)


def placeholders(template: str) -> tuple[str, ...]:
    """Return the names that stand in braces, in order."""
    return tuple(_PLACEHOLDER.findall(template))


def read_asking(
    node: Node | None, roles: dict[str, Role], types: dict[str, ThingType], faults: Faults
) -> tuple[Asking, ...]:
    """Read the stems of every role that can be asked."""
    asking: list[Asking] = []
    for key, stems in faults.mapping(node, "ask") or ():
        role = key.value
        if role not in roles or roles[role].text:
            message = f"“{role}” is no role that can be asked{did_you_mean(role, roles)}"
            faults.add(key, "E307", message)
        elif mapping := faults.mapping(stems, f"the stems for “{role}”"):
            asking.append(_read_stems(role, mapping, roles, types, faults))
    return tuple(asking)


def _read_stems(
    role: str,
    mapping: Mapping,
    roles: dict[str, Role],
    types: dict[str, ThingType],
    faults: Faults,
) -> Asking:
    faults.check_keys(mapping, _ASK_KEYS, "stems")
    texts: dict[str, str] = {}
    for name in (*_STEMS, "clue"):
        node = mapping.get(name)
        if node is not None:
            texts[name] = faults.text(node, name) or ""
            _check_stem(name, node, texts[name], role, roles, faults)
    for name in _HIDING:
        if name in texts:
            _check_hiding(name, mapping, texts, roles, faults)
    if "order" in texts and not all(types[t].ordered for t in roles[role].types if t in types):
        message = f"“{role}” has no order: its types are not “ordered”"
        faults.add(mapping.get("order") or mapping, "E308", message)
    by_clue = faults.texts(mapping.get("by_clue"), "by_clue")
    for name in by_clue:
        if name not in roles or name not in placeholders(texts.get("one", "")):
            message = f"“by_clue” names roles of “one”; “{name}” is none"
            faults.add(mapping.get("by_clue") or mapping, "E307", message)
    within = _read_count(mapping.get("within"), "within", 0, faults)
    gap = _read_count(mapping.get("gap"), "gap", 1, faults)
    shown = _read_shown(mapping, texts, by_clue, faults)
    return Asking(role, **texts, by_clue=by_clue, within=within, gap=gap, shown=shown)


def _read_shown(
    mapping: Mapping, texts: dict[str, str], by_clue: tuple[str, ...], faults: Faults
) -> str:
    """Return the role that the stems show as a picture: one, in every stem, and never described."""
    found = {name: frozenset(shown_in(text)) for name, text in texts.items()}
    roles = frozenset().union(*found.values())
    if not roles:
        return ""
    if len(roles) > 1 or len(set(found.values())) > 1:
        faults.add(mapping, "E308", "all stems for a role show the same one picture, or none does")
    if by_clue or any(name in texts for name in _NEVER_SHOWN):
        told = ", ".join([*_NEVER_SHOWN, "by_clue"])
        faults.add(mapping, "E308", f"what is shown goes with one moment: no {told} with “:shown”")
    return min(roles)


def _check_stem(
    name: str, node: Node, stem: str, role: str, roles: dict[str, Role], faults: Faults
) -> None:
    check_template(node, stem, roles, faults)
    if role in placeholders(stem):
        faults.add(node, "E308", f"the stem tells what it asks: {{{role}}}")
    if name == "clue" and stem.endswith("?"):
        faults.add(node, "E308", "a clue describes the answer, and is no question")
    elif name != "clue" and not stem.endswith("?"):
        faults.add(node, "E308", "a stem ends in “?”")


def _check_hiding(
    name: str, mapping: Mapping, texts: dict[str, str], roles: dict[str, Role], faults: Faults
) -> None:
    """Check that one role of the stems for single answers is left out: the one of the items."""
    stem = next((texts[n] for n in ("one", "many", "of_these") if n in texts), "")
    hidden = set(placeholders(stem)) - set(placeholders(texts[name]))
    items = [role for role in hidden if role in roles and not roles[role].text]
    if len(items) != 1:
        message = f"“{name}” leaves out one role of “one”, that of the items, not {len(items)}"
        faults.add(mapping.get(name) or mapping, "E308", message)


def _read_count(node: Node | None, what: str, default: int, faults: Faults) -> int:
    text = faults.text(node, what) if node is not None else None
    if text is None or node is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        faults.add(node, "E107", f"{what} should be a whole number, not “{text}”")
        return default
    return int(text)


def check_template(node: Node | None, text: str, roles: dict[str, Role], faults: Faults) -> None:
    """Note every field of a template that is none, and brackets that do not close."""
    for name in placeholders(text):
        if node is not None and name not in roles and name not in _WORDS:
            known = sorted({*roles, *_WORDS})
            faults.add(node, "E307", f"there is no role {{{name}}}{did_you_mean(name, known)}")
    for name, form in _FORM.findall(text):
        is_thing = name in roles and not roles[name].text
        if node is not None and (form not in FORMS or (form == "a") == is_thing):
            message = f"there is no {{{name}:{form}}}: write {{noun:a}}, or a role with"
            faults.add(node, "E307", f"{message} bare, they, them, their or shown")
    if node is not None and text.count("[") != text.count("]"):
        faults.add(node, "E308", "a “[” without its “]”")
