"""The names in a sentence: known ones first, then quoted works, prizes, years, capitalised runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quiz.drafting.gazetteer import Gazetteer
from quiz.drafting.model import UNKNOWN, Mention
from quiz.drafting.rules import Rules
from quiz.drafting.shapes import (
    YEAR,
    Token,
    fits_shape,
    is_title,
    joined,
    shape_length,
    small_prizes,
)
from quiz.text import fold

_QUOTED = re.compile(r"“([^“”]{1,80})”|\"([^\"]{1,80})\"|(?<![\w])‘([^‘’]{1,80})’(?!\w)")
_SAID = re.compile(
    r"\b(?:said|says|told|asked|joked|added|shouted|called|sang out|wrote)\b", re.IGNORECASE
)
_GERUND = re.compile("[A-Z][a-z]{3,}ing")
_COUNTS = {"two", "three", "four", "five", "six", "seven", "several", "many", "most", "more"}
_OWNING = {"his", "her", "their", "its", "a", "an", "my", "our", "your"}
_LONGEST = 10  # words in a name
_SPEECH = 8  # a quotation of more words is no title


@dataclass(slots=True)
class Namer:
    """Finds names; ``small`` are the words that the whole text also writes in small letters."""

    rules: Rules
    gazetteer: Gazetteer
    small: frozenset[str] = field(default_factory=frozenset)

    def find(self, text: str, tokens: Sequence[Token]) -> list[Mention]:
        """Return the names of a sentence in order; none overlaps another."""
        found = self._quoted(text)
        for start, end in small_prizes(text, self.rules.prizes):
            if not any(m.start < end and start < m.end for m in found):
                found.append(Mention(text[start:end], "award", start, end, "", "contest"))
        shouting = sum(t.is_capital and t.text.isupper() for t in tokens) > 0.7 * len(tokens) > 3
        works = list(found)
        at, first = 0, True
        while at < len(tokens):
            token = tokens[at]
            used = 1
            begins = token.is_capital or token.text[0].isdigit() or token.text[0] in "*$'’"
            if begins and not any(m.start <= token.start < m.end for m in works):
                stop = min((m.start for m in works if m.start > token.start), default=len(text))
                ahead = [t for t in tokens[at : at + _LONGEST + 4] if t.start < stop]
                mention, used = self._at(text, ahead, first=first, loud=shouting)
                if mention:
                    found.append(self._in_context(mention, tokens, at, used))
            at += max(used, 1)
            before = tokens[at - 1].text
            first = (first and not before[0].isalnum()) or before in {":", "–", "—"}
        return sorted(found, key=lambda mention: mention.start)

    def _in_context(self, mention: Mention, tokens: Sequence[Token], at: int, used: int) -> Mention:
        """Return a name with the type that the word before it tells ("the band X").

        One that stands like a word writ large ("her MASSIVE new …") becomes a weak one.
        """
        before = tokens[at - 1].text.lower() if at else ""
        if used == 1 and mention.type == "event" and (before in _COUNTS or before.isdigit()):
            return replace(mention, weak=True)  # "four Grammys"
        if mention.known or mention.type != UNKNOWN or not at:
            return mention
        after = tokens[at + used].text if at + used < len(tokens) else ""
        cue = self.rules.cues.get(before)
        if cue:
            return replace(mention, type=cue, weak=False)
        weak = used == 1 and before in _OWNING and after.islower()
        return replace(mention, weak=True) if weak else mention

    def _quoted(self, text: str) -> list[Mention]:
        works: list[Mention] = []
        for match in _QUOTED.finditer(text):
            words = next(group for group in match.groups() if group is not None)
            title = words.strip().rstrip(",.")
            capitals = sum(w[0].isupper() or not w[0].isalpha() for w in title.split())
            if not title or len(title.split()) > _SPEECH or capitals * 2 < len(title.split()):
                continue
            around = text[max(0, match.start() - 20) : match.start()] + text[match.end() :][:20]
            if words.rstrip().endswith((",", "!")) and _SAID.search(around):
                continue
            start = match.start() + 1
            kind = "film" if self.rules.films & {t.lower() for t in text.split()} else "song"
            key, used = self.gazetteer.longest(fold(title).split())
            if key and used == len(fold(title).split()):
                thing = self.gazetteer.things[key]
                if thing.type in {"song", "film"}:
                    works.append(Mention(title, thing.type, start, start + len(title), key))
                    continue
            works.append(Mention(title, kind, start, start + len(title)))
        return works

    def _at(
        self, text: str, ahead: list[Token], *, first: bool, loud: bool
    ) -> tuple[Mention | None, int]:
        known, used = self._known(text, ahead, first=first)
        if loud or (known and used > 1 and not self._run(ahead) > used):
            return known, used
        shaped, length = self._shaped(text, ahead)
        if shaped and length >= used:
            return shaped, length
        length = self._run(ahead)
        if length == 1 and not known and is_title(ahead):
            length = 2  # Destiny's Child
        if known and used >= length:
            return known, used
        if length:
            mention, cut = self._plain(text, ahead[:length], first=first)
            if cut and (known := self._known(text, ahead[cut:], first=False)[0]):
                return None, cut
            return mention, (length if mention else max(cut, 1))
        return known, used

    def _known(self, text: str, ahead: list[Token], *, first: bool) -> tuple[Mention | None, int]:
        """Return a name of the gazetteer, if one begins here and is written like a name."""
        if not ahead or not (ahead[0].is_capital or ahead[0].text[0] in "*$'’"):
            return None, 0
        lead = ahead[0]
        firsts = {*fold(lead.text).split()[:1], *fold(lead.text + lead.tail).split()[:1]}
        begins = any(word in self.gazetteer.by_first for word in firsts)
        if not begins and lead.text not in {"'", "’"}:
            return None, 0
        words, last = _folded(ahead)
        for folded in (words, self._bare(ahead)):
            key, used = self.gazetteer.longest(folded)
            if key:
                break
        else:
            return None, 0
        last_at = last[used - 1] if folded is words else used - 1
        span = ahead[: last_at + 1]
        if used == 1 and first and self._is_common(ahead[0].text):
            return None, 0
        if not all(t.is_capital or fold(t.text) in {"of", "the", "and", "de"} or len(t.text) < 4
                   for t in span):  # fmt: skip
            return None, 0
        thing = self.gazetteer.things[key]
        whole = folded is words and span[-1].tail and fold(span[-1].text) != words[used - 1]
        end = span[-1].end + (len(span[-1].tail) if whole else 0)
        sort = next((s.sort for s in self.rules.shapes if fits_shape(s, span)), "")
        words_ = text[span[0].start : end]
        return Mention(words_, thing.type, span[0].start, end, key, sort), len(span)

    @staticmethod
    def _bare(ahead: list[Token]) -> list[str]:
        """Return the folded words without their possessives, as long as each is one word."""
        words = []
        for token in ahead[:_LONGEST]:
            folded = fold(token.text)
            if " " in folded or not token.text[-1].isalnum():
                break
            words.append(folded)
        return words

    def _shaped(self, text: str, ahead: list[Token]) -> tuple[Mention | None, int]:
        """Return a prize, event or tour, known by its first or last word."""
        for shape in self.rules.shapes:
            length = shape_length(shape, ahead)
            if length:
                span = ahead[:length]
                words = text[span[0].start : span[-1].end]
                return Mention(
                    words, shape.type, span[0].start, span[-1].end, "", shape.sort
                ), length
        if ahead and YEAR.match(ahead[0].text):
            return Mention(ahead[0].text, "year", ahead[0].start, ahead[0].end), 1
        return None, 0

    def _run(self, ahead: list[Token]) -> int:
        """Return how many words a capitalised run has."""
        if not ahead:
            return 0
        number = ahead[0].text.isdigit() and len(ahead) > 1 and not YEAR.match(ahead[0].text)
        if not (ahead[0].is_capital or (number and joined(ahead, 0) and ahead[1].is_capital)):
            return 0
        length = 1
        while length < len(ahead) and not ahead[length - 1].tail and joined(ahead, length - 1):
            token = ahead[length]
            if token.is_capital or (token.text.isdigit() and len(token.text) < 3):
                length += 1
            elif (
                token.text in self.rules.joiners
                and length + 1 < len(ahead)
                and ahead[length + 1].is_capital
            ):
                length += 2
            else:
                break
        return length

    def _plain(self, text: str, span: list[Token], *, first: bool) -> tuple[Mention | None, int]:
        """Return a name of an unknown type, without the common words that lead to it."""
        cut, cue = 0, ""
        while cut < len(span):
            word = span[cut].text
            if fold(word) in self.rules.cues and (first or cut or len(span) > 1):
                cue = self.rules.cues[fold(word)]
            elif not self._is_common(word, lone=first and cut == 0):
                break
            cut += 1
        kept = span[cut:]
        if not kept:
            return None, len(span)
        words = text[kept[0].start : kept[-1].end]
        if words.isdigit() or not any(c.isalpha() for c in words):
            return None, len(span)
        if first and cut == 0 and len(kept) == 1 and _GERUND.fullmatch(words):
            return None, 1  # "Accepting the award, …"
        weak = first and cut == 0 and len(kept) == 1 and not words[1:].lstrip("*$").isupper()
        kind = cue or UNKNOWN
        return Mention(words, kind, kept[0].start, kept[-1].end, weak=weak), len(span)

    def _is_common(self, word: str, *, lone: bool = True) -> bool:
        folded = word.lower()
        return folded in self.rules.common or (lone and folded in self.small)


def _folded(ahead: list[Token]) -> tuple[list[str], list[int]]:
    """Return the folded words of some tokens, and from which token each of them is."""
    words: list[str] = []
    origins: list[int] = []
    for at, token in enumerate(ahead[:_LONGEST]):
        if token.text[0].isalnum() or token.text[0] in "*$&":
            for word in fold(token.text + token.tail).split():
                words.append(word)
                origins.append(at)
        elif token.text not in {".", "'", "’"}:
            break
    return words, origins


def small_words(texts: Sequence[str]) -> frozenset[str]:
    """Return the words that stand in small letters anywhere: written large, they are no names."""
    return frozenset(w for text in texts for w in re.findall(r"\b[a-z]{2,}\b", text))
