"""What the page of a pack shows beside its questions: whose it is, what players think, versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.packs.comparing import Comparison, compare
from quiz.packs.model import Pack
from quiz.services.house import House
from quiz.services.library import finding
from quiz.services.library.keeping import credited
from quiz.store import own_packs as rows
from quiz.store import packs as version_rows
from quiz.store import people as people_rows
from quiz.store import ratings
from quiz.store.own_records import OwnPackRecord, PackStepRecord, Visibility
from quiz.store.store import Transaction

MOST_STARS = 5
VERSIONS = 8
"""How many versions are told at once."""


@dataclass(frozen=True, slots=True)
class CreditView:
    """What a pack is based on. ``is_here``: who looks may open it; ``by`` may be unknown by now."""

    pack_id: str
    title: str
    by: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of a pack. ``stars`` is the mean of ``ratings``, ``given`` one's own, or 0.

    ``may_rate`` who has played it; of a pack of the house ``visibility`` is None.
    """

    by: str
    plays: int
    stars: float
    ratings: int
    given: int
    may_rate: bool
    is_mine: bool
    visibility: Visibility | None
    versions: int
    is_drafted: bool
    file: str
    credit: CreditView | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version, and what it changed of the one before; None where that is forgotten."""

    number: int
    note: str
    saved_at: datetime
    count: int
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class History:
    """Versions of a pack that are remembered, the latest first.

    ``older`` is the number before which there are more, or 0.
    """

    title: str
    by: str
    rows: tuple[VersionRow, ...]
    older: int


def sheet(house: House, player_id: str | None, pack_id: str) -> Sheet:
    """Return what is known of a pack. Raises NotFoundError for one that is not at hand."""
    with house.store.reading() as tx:
        _check(house, tx, player_id, pack_id)
        own = rows.pack(tx, pack_id)
        record = own[0] if own else None
        stars = ratings.totals(tx, pack_id)
        return Sheet(
            by=_by(tx, house, pack_id, record),
            plays=ratings.plays(tx, pack_id).get(pack_id, 0),
            stars=finding.mean(stars, pack_id),
            ratings=stars.get(pack_id, (0, 0))[1],
            given=ratings.given(tx, pack_id, player_id) if player_id else 0,
            may_rate=_may_rate(tx, record, pack_id, player_id),
            is_mine=record is not None and record.owner_id == player_id,
            visibility=record.visibility if record else None,
            versions=record.version if record else 1,
            is_drafted=bool(record and rows.drafted(tx, (pack_id,))),
            file=record.draft_id or "" if record and record.owner_id == player_id else "",
            credit=_credit(house, tx, player_id, record) if record else None,
        )


def rate(house: House, player_id: str, pack_id: str, stars: int) -> None:
    """Keep how many stars of five a player gives a pack; 0 takes them back.

    Raises NotFoundError for a pack that is not at hand, BadInputError for other numbers,
    ConflictError for one's own pack and for one that was not played to an end.
    """
    if not 0 <= stars <= MOST_STARS:
        raise BadInputError(f"Give one to {MOST_STARS} stars.")
    with house.store.writing() as tx:
        _check(house, tx, player_id, pack_id)
        own = rows.pack(tx, pack_id)
        if not _may_rate(tx, own[0] if own else None, pack_id, player_id):
            raise ConflictError("Play a round of the pack to its end first, then rate it.")
        if stars:
            ratings.put(tx, pack_id, player_id, stars, house.clock())
        else:
            ratings.remove(tx, pack_id, player_id)


def history(house: House, player_id: str | None, pack_id: str, before: int = 0) -> History:
    """Return versions of a person's pack, and what each changed; those ``before`` one, if told.

    Raises NotFoundError for a pack that is not at hand, or of the house.
    """
    with house.store.reading() as tx:
        _check(house, tx, player_id, pack_id)
        own = rows.pack(tx, pack_id)
        if own is None:
            raise NotFoundError("The versions of this pack are in its file, not here.")
        steps = [one for one in rows.steps(tx, pack_id) if not before or one.number < before]
        looked = steps[: VERSIONS + 1]  # one more, to tell what the last of them changed
        bodies = version_rows.bodies(tx, [step.digest for step in looked])
        by = _by(tx, house, pack_id, own[0])

    def told() -> tuple[VersionRow, ...]:
        packs = [version_rows.unpack(bodies[step.digest]) for step in looked]
        pairs = zip(looked, packs, [*packs[1:], None], strict=True)
        return tuple(_version(step, pack, old) for step, pack, old in pairs)

    shown = house.heavy(told)[:VERSIONS]
    older = shown[-1].number if len(steps) > VERSIONS else 0
    return History(own[1].title, by, shown, older)


def _version(step: PackStepRecord, pack: Pack, old: Pack | None) -> VersionRow:
    comparison = compare(old, pack) if old else None
    return VersionRow(step.number, step.note, step.saved_at, len(pack.questions), comparison)


def _check(house: House, tx: Transaction, player_id: str | None, pack_id: str) -> None:
    if pack_id not in house.shelf.at_hand(tx, player_id, (pack_id,)):
        raise NotFoundError(f"There is no pack “{pack_id}” here.")


def _may_rate(
    tx: Transaction, record: OwnPackRecord | None, pack_id: str, player_id: str | None
) -> bool:
    if player_id is None or (record is not None and record.owner_id == player_id):
        return False
    return ratings.has_played(tx, pack_id, player_id)


def _by(tx: Transaction, house: House, pack_id: str, record: OwnPackRecord | None) -> str:
    if record is None:
        return ", ".join(house.shelf.summary(pack_id).authors)
    found = rows.pack(tx, pack_id)
    authors = found[1].authors if found else ()
    return credited(authors, people_rows.names(tx, {record.owner_id}).get(record.owner_id, ""))


def _credit(
    house: House, tx: Transaction, player_id: str | None, record: OwnPackRecord
) -> CreditView | None:
    credit = record.credit
    if credit is None:
        return None
    owner = credit.owner_id or ""
    by = credit.by or (people_rows.names(tx, {owner}).get(owner, "") if owner else "")
    here = credit.pack_id in house.shelf.at_hand(tx, player_id, (credit.pack_id,))
    return CreditView(credit.pack_id, credit.title, by, here)
