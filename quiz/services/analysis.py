"""Item analysis: what play says of each question of a pack, told to whoever can mend it.

Counted is the first time somebody met a question as it reads now, alone or in a night that is
over: what comes later, and what was said of another wording, tells nothing. Nobody is named, and
what the owner of a pack answered to it is left out. What is told of each, see ``items``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quiz.errors import NotAllowedError, NotFoundError
from quiz.questions.kinds import in_original
from quiz.services.house import House
from quiz.services.items import FLAGS, Item, item_of
from quiz.services.nights.learning import teaching
from quiz.services.nights.room import find
from quiz.services.shelf import Edition
from quiz.store import encounters as rows
from quiz.store import own_packs as own_rows
from quiz.store.encounters import Encounter
from quiz.store.store import Transaction


@dataclass(frozen=True, slots=True)
class Analysis:
    """What play says of a pack. ``people`` met at least one of its questions."""

    pack_id: str
    title: str
    people: int
    answers: int
    items: tuple[Item, ...]

    @property
    def shown(self) -> tuple[Item, ...]:
        """The questions whose figures are told."""
        return tuple(item for item in self.items if item.figures)

    @property
    def flagged(self) -> tuple[Item, ...]:
        """The questions to look at: those whose key is in doubt first."""
        found = [item for item in self.items if item.flags]
        return tuple(sorted(found, key=lambda item: (FLAGS.index(item.flags[0]), item.number)))


def for_player(house: House, player_id: str, pack_id: str) -> Analysis:
    """Return what play says of one's own pack, or of one that belongs to no person.

    Raises NotFoundError for a pack that is not at hand, NotAllowedError for somebody else's.
    """
    with house.store.reading() as tx:
        if pack_id not in house.shelf.at_hand(tx, player_id, (pack_id,)):
            raise NotFoundError(f"There is no pack “{pack_id}” here.")
        own = own_rows.pack(tx, pack_id)
    if own is not None and own[0].owner_id != player_id:
        raise NotAllowedError("What play says of a pack is told to whoever owns it.")
    return for_operator(house, pack_id)


def for_operator(house: House, pack_id: str) -> Analysis:
    """Return what play says of any pack that is here. Raises NotFoundError."""
    with house.store.reading() as tx:
        (edition,) = house.shelf.current(tx, pack_id)
        own = own_rows.pack(tx, pack_id)
        met = _as_written(house, tx, _met(house, tx, pack_id))
        contents = _contents(house, tx, met)
    owner = own[0].owner_id if own else None
    return house.heavy(lambda: _analysis(pack_id, edition, _first(met), contents, owner))


def _met(house: House, tx: Transaction, pack_id: str) -> list[Encounter]:
    found: list[Encounter] = []
    for some in rows.of_rounds(tx, pack_id):
        found += some
        house.heavy(_let_others)
    for night_id in rows.nights_with(tx, pack_id):
        room = find(house.shelf, tx, night_id)
        scored = frozenset(teaching(room))
        asked = {
            slot.number: (slot.digest, slot.question_id)
            for slot in room.record.plan.slots
            if slot.pack_id == pack_id and slot.number in scored
        }
        if asked:
            found += rows.of_night(tx, night_id, asked, scored)
            house.heavy(_let_others)
    return found


def _as_written(house: House, tx: Transaction, met: list[Encounter]) -> list[Encounter]:
    """Return answers as they read in the language of the author, whichever they were given in."""

    def one(each: Encounter) -> Encounter:
        edition = house.shelf.edition(tx, each.digest)
        asked = edition.questions.get(each.question_id) if edition.is_translated else None
        return replace(each, given=in_original(asked, each.given)) if asked else each

    return list(map(one, met))


def _let_others() -> None:
    """Do nothing: while we wait for that, whoever plays has their turn."""


def _contents(
    house: House, tx: Transaction, met: Iterable[Encounter]
) -> dict[tuple[str, str], str]:
    """Return what each question asked that was met, by version and question; each version once."""
    pairs = sorted({(one.digest, one.question_id) for one in met})
    return {pair: house.shelf.edition(tx, pair[0]).content(pair[1]) for pair in pairs}


def _first(met: Iterable[Encounter]) -> list[Encounter]:
    """Return the first time that each met each question, whatever it read like then."""
    found: dict[tuple[str, str], Encounter] = {}
    for one in sorted(met, key=lambda one: (one.at, one.digest)):
        found.setdefault((one.who, one.question_id), one)
    return list(found.values())


def _analysis(
    pack_id: str,
    edition: Edition,
    first: Sequence[Encounter],
    contents: Mapping[tuple[str, str], str],
    owner: str | None,
) -> Analysis:
    by_question: dict[str, list[Encounter]] = {}
    for one in first:
        asked = contents[one.digest, one.question_id]
        if one.who != owner and asked == edition.content(one.question_id):
            by_question.setdefault(one.question_id, []).append(one)
    items = tuple(
        item_of(number, question, by_question.get(question.id, []))
        for number, question in enumerate(edition.pack.questions, start=1)
    )
    people = {one.who for some in by_question.values() for one in some}
    answers = sum(item.answered for item in items)
    return Analysis(pack_id, edition.pack.title, len(people), answers, items)
