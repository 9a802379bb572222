"""Patterns of prose → regular expressions over a sentence whose names are single signs.

A sentence is coded as its words in lower case, each with a space behind, and for each name two
private signs: one for its type, one for its place in the list of names. So a role takes only
names of the types that its kind allows, and a pattern needs no grammar but this:

    {role}        names that may fill the role, a list of them where several may
    {role*}       a list where the kind takes one: a moment for each
    {role~sort}   only names of that sort
    {role: a|b}   one of these words, kept as the text of the role
    {both}        two names or more who do something with each other
    <word>        one of the words listed under that name
    [ ... ]       may be missing
    (a|b c)       one of these
    ...           up to six words that are no names
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quiz.drafting.model import UNKNOWN
from quiz.moments.library import Library
from quiz.moments.model import Kind, Role

FIRST_TYPE, FIRST_PLACE, LAST_PLACE = 0xE000, 0xE800, 0xEFFF
REFERS = {"one": 0xF000, "many": 0xF001, "group": 0xF002}
_PARTS = re.compile(
    r"\{(?P<role>\w+)(?P<each>\*)?(?:~(?P<sort>\w+))?(?::(?P<words>[^{}]*))?\}|<(?P<macro>\w+)>"
    r"|(?P<gap>\.\.\.)|(?P<sign>[\[\]()|,])|(?P<word>[^\s\[\]()|,{}<>]+)"
)
_LAST_LINK = "(?:, )?(?:and|&|plus|along with|as well as) "
_ARTICLES = "(?:the |a |an |his |her |their |its |fellow |both |last year 's |this year 's )"
_NO_NAME = r"[^ \ue000-\uf0ff,.;:!?()–—]+ "
_TEXT = r"(?:[^ ,.;:!?()–—]+ (?:[^ ,.;:!?()–—]+ ){0,13}?)"
_TEXT_ENDS = r"(?=[,.;:!?()–—]|(?:and|with|at|during) |$)"
_ANY_NAME = f"[{chr(FIRST_TYPE)}-{chr(FIRST_PLACE - 1)}][{chr(FIRST_PLACE)}-{chr(LAST_PLACE)}] "
FROM = re.compile(f"(?:from|of) {_ANY_NAME}")
"""Where somebody belongs to, told behind a name; it is no name beside that one."""
_DULL = {
    "a", "an", "the", "of", "to", "for", "at", "in", "on", "by", "and", "with", "from", "was",
    "were", "is", "are", "has", "had", "have", "as", "'s", ",", "who", "which", "that", "be",
    "together", "up", "out",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, ready to search. ``led`` lacks its first role, which an earlier clause names.

    ``each`` is the role of which every name makes a moment of its own, ``texts`` are the roles
    that are filled by words.
    """

    text: str
    kind: str
    full: re.Pattern[str]
    led: re.Pattern[str] | None
    leader: str
    each: str
    texts: frozenset[str]
    triggers: frozenset[str] = field(default_factory=frozenset)


def type_sign(library: Library, type_: str, sort: str = "") -> str:
    """Return the sign of a type and sort in coded sentences."""
    if type_ == UNKNOWN:
        return chr(FIRST_TYPE)
    place = list(library.types).index(type_) if type_ in library.types else 0
    return chr(FIRST_TYPE + 3 * (place + 1) + _sort_place(sort))


def _sort_place(sort: str) -> int:
    return {"": 0, "contest": 1, "honour": 2}.get(sort, 0)


def compile_pattern(
    text: str, name: str, kind: Kind | None, library: Library,
    words: dict[str, str], fillers: tuple[str, ...], cues: dict[str, str],
) -> Pattern:  # fmt: skip
    """Compile a pattern of a kind, or of a circumstance (no kind). Raises ValueError."""
    maker = _Maker(name, kind, library, words, fillers, cues)
    parts = list(_PARTS.finditer(text))
    full = maker.make(parts)
    leader = parts[0]["role"] if parts and parts[0]["role"] and not parts[0]["words"] else ""
    led = None
    if kind and leader and leader != "both" and not maker.is_text(leader):
        lead = "(?:and |but |then |, |– |— )"
        led = re.compile(f"(?<= ){lead}{maker.filler}{maker.make(parts[1:])}")
    return Pattern(
        text, name, re.compile(rf"(?<= ){full}"), led, leader, maker.each,
        frozenset(
            p["role"] for p in parts if p["words"] or (p["role"] and maker.is_text(p["role"]))
        ),
        maker.triggers(parts),
    )  # fmt: skip


@dataclass(slots=True)
class _Maker:
    name: str
    kind: Kind | None
    library: Library
    words: dict[str, str]
    fillers: tuple[str, ...]
    cues: dict[str, str]
    each: str = ""

    @property
    def filler(self) -> str:
        return f"(?:(?:{'|'.join(self.fillers)}) ){{0,3}}" if self.fillers else ""

    def is_text(self, role: str) -> bool:
        return bool(self.kind and role in self.kind.roles and self.kind.roles[role].text)

    def make(self, parts: list[re.Match[str]]) -> str:
        made, depth = "", 0
        for at, part in enumerate(parts):
            if sign := part["sign"]:
                depth += (sign in "[(") - (sign in "])")
                made += {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|", ",": ", "}[sign]
            elif part["gap"]:
                made += f"(?:{_NO_NAME}){{0,6}}?"
            elif part["macro"]:
                made += self._either(self._macro(part["macro"]))
            elif part["word"]:
                made += re.escape(part["word"].lower()) + " "
            else:
                made += self._slot(part)
                follows = parts[at + 1] if at + 1 < len(parts) else None
                if self.is_text(part["role"]) and not part["words"] and not follows:
                    made += _TEXT_ENDS
                if follows and (follows["word"] or follows["macro"] or follows["sign"] == "("):
                    made += self.filler
        if depth:
            raise ValueError("brackets do not match")
        return made

    def _macro(self, name: str) -> str:
        if name not in self.words:
            raise ValueError(f"there are no words <{name}>")
        return self.words[name]

    def _either(self, listed: str) -> str:
        return "(?:" + "|".join(re.escape(w) + " " for w in self._listed(listed)) + ")"

    def _listed(self, listed: str) -> list[str]:
        """Return the words of a list, those of a macro in it included, in small letters."""
        whole = re.sub(r"<(\w+)>", lambda found: self._macro(found[1]), listed)
        return [w.strip().lower() for w in whole.split("|") if w.strip()]

    def _slot(self, part: re.Match[str]) -> str:
        role = part["role"]
        if part["words"]:
            self._role(role)
            return f"(?P<{role}>{self._either(part['words'])})"
        if self.is_text(role):
            return f"(?P<{role}>{_TEXT})"
        if part["each"]:
            self.each = role
        if role == "both":
            if not (self.kind and self.kind.symmetric):
                raise ValueError("{both} is for kinds that are symmetric")
            one = self._one(self._role("who"), "")
            many = f"{chr(REFERS['many'])}[{chr(FIRST_PLACE)}-{chr(LAST_PLACE)}] "
            return f"(?P<both>{one}(?:, {one}){{0,9}}{_LAST_LINK}{one}|{many})"
        found = self._role(role)
        one = self._one(found, part["sort"] or "")
        alone = one
        if {"person", "group"} & set(found.types):
            signs = "".join(map(chr, REFERS.values()))
            alone = f"(?:[{signs}][{chr(FIRST_PLACE)}-{chr(LAST_PLACE)}] |{one})"
        return f"(?P<{role}>{one}(?:, {one}){{0,9}}{_LAST_LINK}{one}|{alone})"

    def _role(self, name: str) -> Role:
        if self.kind is None:
            return Role(name, (name,) if name in self.library.types else ("event",))
        if name not in self.kind.roles:
            raise ValueError(f"“{self.name}” has no role {{{name}}}")
        return self.kind.roles[name]

    def _one(self, role: Role, sort: str) -> str:
        fitting = [t for t in self.library.types if self._fits(t, role)]
        sorts = (sort,) if sort else ("", "contest", "honour")
        signs = [type_sign(self.library, t, s) for t in fitting for s in sorts]
        if {"person", "group"} & set(role.types):
            signs.append(chr(FIRST_TYPE))
        cues = "|".join(re.escape(cue) for cue in self.cues)
        place = f"[{chr(FIRST_PLACE)}-{chr(LAST_PLACE)}]"
        own = f"{_ARTICLES}?(?:(?:{cues}) )*[{''.join(signs)}]{place} "
        return f"{own}(?:(?:from|of) {_ANY_NAME})?" if {"person"} & set(role.types) else own

    def _fits(self, type_: str, role: Role) -> bool:
        return any(self.library.widens(type_, wanted) for wanted in role.types)

    def triggers(self, parts: list[re.Match[str]]) -> frozenset[str]:
        """Return words of which a sentence must have one: the most telling group of them."""
        groups: list[list[set[str]]] = []  # each a list of alternatives
        optional = depth = 0
        for part in parts:
            sign = part["sign"]
            if sign in {"[", "]"}:
                optional += 1 if sign == "[" else -1
            elif optional or sign == ",":
                continue
            elif sign == "(":
                depth += 1
                groups.append([set()])
            elif sign == "|":
                groups[-1].append(set())
            elif sign == ")":
                depth -= 1
            elif depth:
                told = self._told(part)
                groups[-1][-1:] = [groups[-1][-1] | words for words in told] or groups[-1][-1:]
            elif alone := self._told(part):
                groups.append(alone)
        telling = [{w for words in g for w in words - _DULL} for g in groups if _tells(g)]
        telling = telling or [{w for words in g for w in words} for g in groups]
        return frozenset(max(telling, key=lambda g: min(map(len, g)), default=set()))

    def _told(self, part: re.Match[str]) -> list[set[str]]:
        if part["word"]:
            return [{part["word"].lower()}]
        listed = self._macro(part["macro"]) if part["macro"] else part["words"]
        return [set(w.split()) for w in self._listed(listed)] if listed else []


def _tells(alternatives: list[set[str]]) -> bool:
    """Tell whether each alternative has a word that few sentences have."""
    return bool(alternatives) and all(words - _DULL for words in alternatives)
