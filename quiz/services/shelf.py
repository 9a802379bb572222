"""The packs at hand: what each is, and its questions once someone plays them."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from quiz.errors import NotFoundError, Problem
from quiz.packs.coding import encode
from quiz.packs.model import Pack
from quiz.packs.translations.applying import spoken, translation_of
from quiz.packs.translations.languages import best
from quiz.questions.identity import content_of
from quiz.questions.marking import Names, names_of
from quiz.questions.model import Question
from quiz.services.files import Source
from quiz.store import own_packs as own_rows
from quiz.store import packs as pack_rows
from quiz.store.records import PackSummary
from quiz.store.store import Transaction

_OLD_EDITIONS = 16
_SPOKEN = 64
OWN = "own-"
"""How the ids of packs begin that belong to people; the others come from files."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a pack, ready to be played.

    ``pool`` holds the questions with ids, and facts, that are unique among all packs:
    ``pack/question``. ``is_translated``: it was put into another language than its author's.
    """

    digest: str
    pack: Pack
    questions: Mapping[str, Question]
    pool: tuple[Question, ...]
    names: Names
    is_translated: bool = False
    _contents: dict[str, str] = field(default_factory=dict, repr=False)

    def content(self, question_id: str) -> str:
        """Return the digest of a question's content, or nothing when there is no such question."""
        if question_id not in self._contents:
            question = self.questions.get(question_id)
            self._contents[question_id] = content_of(question) if question else ""
        return self._contents[question_id]


@dataclass(slots=True)
class Shelf:
    """What ``catalog.load`` found. Editions are read when they are first wanted, and kept.

    ``files`` says of which file a pack was made.
    """

    summaries: Mapping[str, PackSummary] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, Source] = field(default_factory=dict)
    _editions: OrderedDict[str, Edition] = field(default_factory=OrderedDict)
    _spoken: OrderedDict[tuple[str, str], Edition] = field(default_factory=OrderedDict)

    def fill(
        self,
        summaries: Iterable[PackSummary],
        problems: Iterable[Problem],
        files: Mapping[str, Source] | None = None,
    ) -> None:
        """Put these packs on the shelf in place of what stood there."""
        self.summaries = {summary.id: summary for summary in summaries}
        self.problems = tuple(sorted(problems))
        self.files = files or {}

    def summary(self, pack_id: str) -> PackSummary:
        """Return what is known of a pack. Raises NotFoundError."""
        if pack_id not in self.summaries:
            raise NotFoundError(f"There is no pack “{pack_id}” here.")
        return self.summaries[pack_id]

    def current(self, tx: Transaction, scope: str) -> tuple[Edition, ...]:
        """Return the pack of that id, or all packs of the house when ``scope`` is empty.

        Who may play an author's own pack is not asked here: see ``at_hand``.
        """
        if scope.startswith(OWN):
            found = own_rows.pack(tx, scope)
            if found is None:
                raise NotFoundError(f"There is no pack “{scope}” here.")
            return (self.edition(tx, found[1].digest),)
        chosen = [self.summary(scope)] if scope else list(self.summaries.values())
        return tuple(self.edition(tx, summary.digest) for summary in chosen)

    def spoken(self, edition: Edition, wishes: Iterable[str]) -> Edition:
        """Return an edition in the first language that is wished for and that its pack has.

        Else it is in the language of the pack. Whoever keeps its digest sees to ``keep``.
        """
        pack = edition.pack
        if not pack.translations:
            return edition
        language = best(wishes, (one.language for one in pack.translations), pack.language)
        translation = translation_of(pack, language)
        if translation is None:
            return edition
        key = (edition.digest, language)
        found = self._spoken.get(key)
        if found is None:
            made = spoken(pack, translation)
            digest = hashlib.sha256(encode(made)).hexdigest()
            found = self._spoken[key] = edition_of(digest, made)
        self._spoken.move_to_end(key)
        while len(self._spoken) > _SPOKEN:
            self._spoken.popitem(last=False)
        return found

    def keep(self, tx: Transaction, digests: Iterable[str], now: datetime) -> None:
        """Keep those of these editions that ``spoken`` made, so that they can be played on."""
        wanted = set(digests)
        made = {one.digest: one for one in self._spoken.values() if one.digest in wanted}
        for digest in made.keys() - pack_rows.there(tx, made.keys()):
            pack_rows.keep(tx, made[digest].pack, now)

    def at_hand(
        self, tx: Transaction, player_id: str | None, named: Iterable[str] = ()
    ) -> frozenset[str]:
        """Return the ids of the packs somebody may play: the house's, their own, and shared ones.

        Of shared ones only those that are ``named``: nobody is shown the others.
        """
        own = own_rows.of_owner(tx, player_id) if player_id else ()
        found = {record.pack_id for record, _ in own if record.version}
        for pack_id in {one for one in named if one.startswith(OWN)} - found:
            shared = own_rows.pack(tx, pack_id)
            if shared and shared[0].is_shared and shared[0].version:
                found.add(pack_id)
        return frozenset(found | self.summaries.keys())

    def has(self, tx: Transaction, pack_id: str) -> bool:
        """Tell whether there is such a pack, whoever may play it."""
        if pack_id.startswith(OWN):
            return own_rows.pack(tx, pack_id) is not None
        return pack_id in self.summaries

    def edition(self, tx: Transaction, digest: str) -> Edition:
        """Return a version of a pack, also one that is current no more."""
        found = self._editions.get(digest)
        if found is None:
            pack = pack_rows.load(tx, digest)
            if pack is None:
                raise NotFoundError("The questions of this round are gone.")
            found = edition_of(digest, pack)
        self.put(found)
        return found

    def put(self, edition: Edition) -> None:
        """Have an edition at hand: one of a long pack takes a while to be made."""
        self._editions[edition.digest] = edition
        self._editions.move_to_end(edition.digest)
        while len(self._editions) > len(self.summaries) + _OLD_EDITIONS:
            self._editions.popitem(last=False)


def edition_of(digest: str, pack: Pack) -> Edition:
    """Make a version of a pack ready to be played."""
    return Edition(
        digest=digest,
        pack=pack,
        questions={question.id: question for question in pack.questions},
        pool=tuple(_among_all(pack.id, question) for question in pack.questions),
        names=names_of(pack.questions),
        is_translated=any(one.language or one.original for one in pack.questions),
    )


def _among_all(pack_id: str, question: Question) -> Question:
    facts = tuple(f"{pack_id}/{fact}" for fact in question.proof.facts)
    proof = replace(question.proof, facts=facts)
    return replace(question, id=f"{pack_id}/{question.id}", proof=proof)
