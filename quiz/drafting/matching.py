"""A sentence in code, and the relations whose patterns fit it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from quiz.drafting.model import Found, Mention
from quiz.drafting.patterns import FIRST_PLACE, FROM, LAST_PLACE, REFERS, Pattern, type_sign
from quiz.drafting.rules import Rules
from quiz.drafting.shapes import Token
from quiz.moments.library import Library
from quiz.text import fold

LONGEST = 120  # words; what is longer is no caption, and is not looked at
_PLACES = re.compile(f"[{chr(FIRST_PLACE)}-{chr(LAST_PLACE)}]")
_NAME = f"[{chr(0xE000)}-{chr(0xE7FF)}{chr(0xF000)}-{chr(0xF0FF)}]{_PLACES.pattern} "
_LIST = re.compile(f"{_NAME}(?:(?:, and |, |and |& ){_NAME})*")
_CIRCUMSTANTIAL = {"event", "year", "award", "tour", "song", "film"}
_OBJECTS = {"her"}
_AFTER_OBJECT = {"on", "at", "in", "with", "for", "to", "after", "backstage", "and", "from", "by",
                 "during", "as", "before", "along", "onto"}  # fmt: skip
_CLAUSE = re.compile(r"[,;:.!?–—]")
_PARENTHESES = re.compile(r"\( [^()]*\) ")


@dataclass(slots=True)
class Coded:
    """A sentence as patterns see it; ``offsets`` gives where each of its words began."""

    text: str
    sentence: str
    offsets: list[int]
    ends: list[int]
    mentions: list[Mention]
    aside: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def origin(self, at: int) -> int:
        """Return where in the sentence the word at a place of the code stands."""
        return self.offsets[min(self._word(at), len(self.offsets) - 1)] if self.offsets else 0

    def words(self, start: int, end: int) -> str:
        """Return the words of the sentence that a span of the code stands for."""
        first, last = self._word(start), self._word(end) - 1
        return self.sentence[self.offsets[first] : self.ends[last]].strip("“”\"'’ ,")

    def _word(self, at: int) -> int:
        return self.text.count(" ", 1, at) if at > 1 else 0


def with_pronouns(
    text: str, tokens: Sequence[Token], named: list[Mention], rules: Rules
) -> list[Mention]:
    """Add the words that refer to somebody named before ("they", "the pair")."""
    found = list(named)
    begin = {words.split()[0] for words in rules.refers}
    for at, token in enumerate(tokens):
        if token.text.lower() not in begin or any(m.start <= token.start < m.end for m in named):
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        two = f"{token.text} {after.text}".lower() if after else ""
        if two in rules.refers and after:
            kind, end = rules.refers[two], after.end
            if len(tokens) > at + 2 and any(m.start == tokens[at + 2].start for m in named):
                continue  # "the singer Adele"
        elif token.text.lower() in rules.refers and not token.tail:
            kind, end = rules.refers[token.text.lower()], token.end
            if token.text.lower() in _OBJECTS and after and not (
                after.text.lower() in _AFTER_OBJECT or not after.text[0].isalnum()
                or any(m.start == after.start for m in named)
            ):  # fmt: skip
                continue  # "her sons"
        else:
            continue
        if kind == "many" and two.startswith("both"):
            continue
        found.append(Mention(text[token.start : end], "?", token.start, end, refers=kind))
    return sorted(found, key=lambda mention: mention.start)


def encode(
    text: str, tokens: Sequence[Token], mentions: list[Mention], library: Library, rules: Rules
) -> Coded:
    """Return a sentence in code, its circumstances taken out."""
    words: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    starts = {mention.start: at for at, mention in enumerate(mentions)}
    until = -1
    for token in tokens:
        if token.start in starts:
            mention = mentions[starts[token.start]]
            sign = (
                chr(REFERS[mention.refers]) if mention.refers
                else type_sign(library, mention.type, mention.sort)
            )  # fmt: skip
            words.append(sign + chr(FIRST_PLACE + starts[token.start]))
            offsets.append(token.start)
            ends.append(mention.end)
            until = mention.end
        elif token.start >= until and token.text not in "“”\"‘’'":
            words.append(token.text.lower().replace("’", "'"))
            offsets.append(token.start)
            ends.append(token.end)
        if token.tail and token.end >= until:
            words.append("'s")
            offsets.append(token.end)
            ends.append(token.end + len(token.tail))
    coded = Coded(" " + "".join(f"{word} " for word in words), text, offsets, ends, mentions)
    _blank(coded, _PARENTHESES)
    for pattern in rules.circumstances:
        for match in list(pattern.full.finditer(coded.text)):
            told = match[pattern.kind].strip()
            place = _PLACES.search(told)
            told = mentions[ord(place[0]) - FIRST_PLACE].text if place else told
            coded.aside.setdefault(pattern.kind, []).append((coded.origin(match.start()), told))
        _blank(coded, pattern.full)
    return coded


def _blank(coded: Coded, pattern: re.Pattern[str]) -> None:
    """Take out of the code what a pattern fits, and the places of its words with it."""
    while match := pattern.search(coded.text):
        first = coded.text.count(" ", 1, match.start()) if match.start() > 1 else 0
        count = match[0].count(" ")
        del coded.offsets[first : first + count]
        del coded.ends[first : first + count]
        coded.text = coded.text[: match.start()] + coded.text[match.end() :]


def relations(coded: Coded, rules: Rules) -> list[Found]:
    """Return the relations that a sentence tells, the surest of those that overlap."""
    words = set(coded.text.split())
    worth = sorted({at for word in words for at in rules.triggers.get(word, ())})
    found: list[Found] = []
    for at in worth:
        pattern = rules.patterns[at]
        matches = [(m, False) for m in pattern.full.finditer(coded.text)]
        if pattern.led and not matches:
            matches = [(m, True) for m in pattern.led.finditer(coded.text)]
        for match, led in matches:
            relation = _relation(coded, pattern, match, led=led)
            if relation and not _doubtful(coded, match, rules):
                found.append(relation)
    return _best(found)


def _relation(coded: Coded, pattern: Pattern, match: re.Match[str], *, led: bool) -> Found | None:
    roles: dict[str, tuple[int, ...]] = {}
    texts: dict[str, str] = {}
    for role, value in match.groupdict().items():
        if value is None:
            continue
        places = tuple(ord(c) - FIRST_PLACE for c in _PLACES.findall(FROM.sub("", value)))
        if role in pattern.texts:
            texts[role] = coded.words(match.start(role), match.end(role))
        elif role == "both":
            roles["who"], roles["with"] = places[:-1] or places, places[-1:]
        else:
            roles[role] = places
    if led:
        leader = _leader(coded, coded.origin(match.start()))
        if not leader:  # "... and struck a pose": with whom the sentence before began
            start = coded.origin(match.start())
            coded.mentions.append(Mention("", "?", start, start, refers="one"))
            leader = (len(coded.mentions) - 1,)
        if set(leader) & {place for places in roles.values() for place in places}:
            return None
        roles[pattern.leader] = leader
    sure = 0.9 - 0.1 * led
    return Found(pattern.kind, roles, texts, match.start(), match.end(), sure)


def _leader(coded: Coded, before: int) -> tuple[int, ...]:
    """Return with whom the sentence began: its first name or list of names, before a place."""
    for match in _LIST.finditer(coded.text):
        places = tuple(ord(c) - FIRST_PLACE for c in _PLACES.findall(match[0]))
        if coded.mentions[places[0]].start >= before:
            break
        if coded.mentions[places[0]].type not in _CIRCUMSTANTIAL:
            return places
    return ()


def _doubtful(coded: Coded, match: re.Match[str], rules: Rules) -> bool:
    """Tell whether the clause up to the end of a match has a word that takes it back."""
    before = coded.text[: match.start()]
    cut = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    clause = coded.text[cut : match.end()].split()
    return any(word in rules.doubt or word.endswith("n't") for word in clause)


def _best(found: list[Found]) -> list[Found]:
    """Of relations of one kind that overlap, keep the one that tells most."""
    kept: list[Found] = []
    order = sorted(
        found, key=lambda f: (-len(f.roles) - len(f.texts), -_names(f), f.end - f.start, f.start)
    )
    for one in order:
        if not any(k.kind == one.kind and k.start < one.end and one.start < k.end for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: (f.start, f.kind))


def _names(found: Found) -> int:
    return len({place for places in found.roles.values() for place in places})


def folded_key(mention: Mention) -> str:
    """Return what two mentions of one name have in common."""
    return mention.known or fold(mention.text)
