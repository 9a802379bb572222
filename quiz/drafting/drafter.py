"""A text → draft moments: sentences, their names, their relations, and the things that makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quiz.drafting.gazetteer import Gazetteer
from quiz.drafting.matching import LONGEST, Coded, encode, folded_key, relations, with_pronouns
from quiz.drafting.model import UNKNOWN, Draft, Drafted, Found, Mention, NewThing, Sentence
from quiz.drafting.names import Namer, small_words
from quiz.drafting.referring import Memory
from quiz.drafting.rules import Rules
from quiz.drafting.sentences import split
from quiz.drafting.shapes import Token, tokens_of
from quiz.moments.cast import slug
from quiz.moments.library import Library, needed_roles
from quiz.moments.model import Kind

_NEW_NAME, _REFERRED, _SURE_AT_LEAST = 0.03, 0.25, 0.3
_LONGEST_TEXT = 1500  # characters: as many words as are looked at are seldom longer
_NEAR = 40  # characters: when and where something was is told close behind it, or before
_SMALL = {"of", "the", "in", "a", "an", "by", "or", "and"}
NO_NAMES, NO_RELATION, TOO_LONG = "no names", "names, but nothing they did", "too long"


@dataclass(slots=True)
class _Read:
    """A sentence with what was found in it."""

    sentence: Sentence
    coded: Coded
    found: list[Found]


@dataclass(slots=True)
class Drafter:
    """Drafts one text."""

    library: Library
    rules: Rules
    gazetteer: Gazetteer
    types: dict[str, Counter[str]] = field(default_factory=dict)
    things: dict[str, NewThing] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    needed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def draft(self, text: str) -> Drafted:
        """Draft all sentences. What is drafted is a guess: nothing is complete, nothing asked."""
        sentences = split(text)
        namer = Namer(self.rules, self.gazetteer, small_words([s.text for s in sentences]))
        reads: list[_Read | None] = []
        named: list[list[Mention]] = []
        for sentence in sentences:
            tokens = tokens_of(sentence.text) if len(sentence.text) <= _LONGEST_TEXT else []
            mentions = namer.find(sentence.text, tokens) if len(tokens) <= LONGEST else []
            named.append(mentions)
            reads.append(self._read(sentence, tokens, mentions) if mentions else None)
        for read in reads:
            if read:
                self._vote(read)
        drafts: list[Draft] = []
        left: list[tuple[Sentence, str]] = []
        memory = Memory()
        for sentence, read, mentions in zip(sentences, reads, named, strict=True):
            made = self._drafts(read, memory) if read else []
            drafts += made
            if not made:
                left.append((sentence, self._reason(sentence, mentions)))
        names = {at: self._names(read, named[at]) for at, read in enumerate(reads)}
        return Drafted(self.things, tuple(drafts), sentences, tuple(left), names)

    @staticmethod
    def _reason(sentence: Sentence, mentions: list[Mention]) -> str:
        length = len(sentence.text)
        if length > _LONGEST_TEXT or (length > LONGEST and len(tokens_of(sentence.text)) > LONGEST):
            return TOO_LONG
        return NO_RELATION if any(not m.weak for m in mentions) else NO_NAMES

    def _read(self, sentence: Sentence, tokens: Sequence[Token], named: list[Mention]) -> _Read:
        mentions = with_pronouns(sentence.text, tokens, named, self.rules)
        coded = encode(sentence.text, tokens, mentions, self.library, self.rules)
        return _Read(sentence, coded, relations(coded, self.rules))

    def _vote(self, read: _Read) -> None:
        """Count what each name of an unknown type may be, by cues and by the roles it fills."""
        for mention in read.coded.mentions:
            if mention.type != UNKNOWN and not mention.known:
                self._votes(mention)[mention.type] += 2
        for found in read.found:
            kind = self.library.kinds[found.kind]
            for role, places in found.roles.items():
                wanted = kind.roles[role].types
                for place in places:
                    mention = read.coded.mentions[place]
                    if mention.type == UNKNOWN and not mention.refers:
                        only = wanted[0] if len(wanted) == 1 else ""
                        self._votes(mention)[only or UNKNOWN] += 1

    def _votes(self, mention: Mention) -> Counter[str]:
        return self.types.setdefault(folded_key(mention), Counter())

    def type_of(self, mention: Mention) -> str:
        """Return the type of a name: the known one, else what the text says most, else a person."""
        if mention.known:
            return self.gazetteer.things[mention.known].type
        votes = [(n, t) for t, n in self._votes(mention).items() if t != UNKNOWN]
        return max(votes)[1] if votes else mention.type if mention.type != UNKNOWN else "person"

    def _drafts(self, read: _Read, memory: Memory) -> list[Draft]:
        made: list[Draft] = []
        for found in read.found:
            kind = self.library.kinds[found.kind]
            resolved, penalty = memory.resolve(found, read.coded.mentions, self.gazetteer)
            if resolved is None:
                continue
            for one in self._singly(resolved, kind):
                draft = self._draft(replace(found, sure=found.sure - penalty), one, kind, read)
                if draft and not any(draft.kind == d.kind and draft.roles == d.roles for d in made):
                    made.append(draft)
        memory.note(read.coded.mentions, read.found)
        return made

    def _singly(
        self, roles: dict[str, tuple[Mention, ...]], kind: Kind
    ) -> list[dict[str, tuple[Mention, ...]]]:
        """Return a set of roles for each of several names that fill a role for one alone."""
        many = next((r for r in roles if len(roles[r]) > 1 and not kind.roles[r].many), "")
        if not many:
            return [roles]
        if many in kind.complete:
            return []  # several presented: one of them alone would be said to be all
        return [{**roles, many: (mention,)} for mention in roles[many]]

    def _draft(
        self, found: Found, roles: dict[str, tuple[Mention, ...]], kind: Kind, read: _Read
    ) -> Draft | None:
        texts = dict(found.texts)
        for circumstance, told in read.coded.aside.items():
            role = {"event": "at"}.get(circumstance, circumstance)
            if role in kind.roles and role not in roles and role not in texts:
                nearest = min(told, key=lambda t: abs(t[0] - read.coded.origin(found.start)))
                if nearest[0] <= read.coded.origin(found.end) + _NEAR:
                    texts[role] = nearest[1]
        wanted = [(role, mention) for role, mentions in roles.items() for mention in mentions]
        if not self._fits(wanted, kind) or not {*roles, *texts}.issuperset(self._needed(kind)):
            return None
        filled: dict[str, tuple[str, ...]] = {}
        for role, mention in wanted:
            filled[role] = (*filled.get(role, ()), self.key_of(mention))
        new = sum(self.things[key].guessed for keys in filled.values() for key in keys)
        for role, words in texts.items():
            if kind.roles[role].text:
                filled[role] = (words,)
            else:
                mention = self._named(words, kind.roles[role].types[0], read)
                filled[role] = (self.key_of(mention),)
        ordered = {role: filled[role] for role in kind.roles if role in filled}
        sure = round(max(_SURE_AT_LEAST, found.sure - _NEW_NAME * new), 2)
        return Draft(kind.name, ordered, read.sentence, read.sentence.text, sure)

    def _needed(self, kind: Kind) -> tuple[str, ...]:
        if kind.name not in self.needed:
            self.needed[kind.name] = needed_roles(kind)
        return self.needed[kind.name]

    def _fits(self, wanted: list[tuple[str, Mention]], kind: Kind) -> bool:
        """Tell whether every name is of a type that its role takes, and none is named twice."""
        names = [folded_key(mention) for _, mention in wanted]
        return len(set(names)) == len(names) and all(
            any(self.library.widens(self.type_of(m), t) for t in kind.roles[role].types)
            for role, m in wanted
        )

    @staticmethod
    def _named(words: str, type_: str, read: _Read) -> Mention:
        """Return the mention of these words, or one of a type that circumstances told."""
        for mention in read.coded.mentions:
            if mention.text == words:
                return mention
        return Mention(words[:1].upper() + words[1:], type_, 0, 0)

    def key_of(self, mention: Mention) -> str:
        """Return the key of the thing that a mention names, making it where it is new."""
        own = folded_key(mention)
        if own in self.keys:
            return self.keys[own]
        thing = self.gazetteer.things.get(mention.known)
        name = thing.name if thing else _titled(mention.text)
        key = base = thing.key if thing else slug(name) or "thing"
        count = 1
        while key in self.things:
            count += 1
            key = f"{base}-{count}"
        if thing:
            self.things[key] = NewThing(
                key, name, thing.type, guessed=False, aliases=thing.aliases, article=thing.article,
                pronouns=thing.pronouns, ask=thing.ask, sensitive=thing.sensitive,
            )  # fmt: skip
        else:
            self.things[key] = NewThing(key, name, self.type_of(mention))
        self.keys[own] = key
        return key

    def _names(self, read: _Read | None, named: list[Mention]) -> tuple[tuple[str, str], ...]:
        """Return the names of a sentence with their types, the weak ones only where they act."""
        if read is None:
            return ()
        acting = {
            folded_key(read.coded.mentions[p])
            for f in read.found
            for ps in f.roles.values()
            for p in ps
        }
        return tuple(
            (m.text, self.type_of(m)) for m in named
            if m.type != "year" and (not m.weak or m.known or folded_key(m) in acting)
        )  # fmt: skip


def _titled(name: str) -> str:
    """Return a name that was written small ("best new artist") as a name is written."""
    if not name.islower() or name.count(" ") == 0:
        return name
    return " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in name.split())


def draft(text: str, library: Library, rules: Rules, gazetteer: Gazetteer) -> Drafted:
    """Return the draft moments of a text."""
    return Drafter(library, rules, gazetteer).draft(text)
