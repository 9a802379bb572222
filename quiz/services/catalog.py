"""The packs that can be played, and the files that cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from quiz.errors import NotFoundError, Problem
from quiz.services.house import House
from quiz.services.learning import at_level
from quiz.services.loading import load
from quiz.services.rows import PackCard
from quiz.services.shelf import OWN
from quiz.store import learning as learning_rows
from quiz.store import own_packs as own_rows
from quiz.store.records import PackSummary

__all__ = ["at_hand", "card_of", "load", "own", "pack", "packs", "problems"]


def packs(house: House, player_id: str | None = None) -> tuple[PackCard, ...]:
    """Return what is on the shelf, by title; before it what this player saved, the latest first."""
    cards = map(card_of, house.shelf.summaries.values())
    shelf = tuple(sorted(cards, key=lambda card: card.title.casefold()))
    return (*own(house, player_id), *shelf) if player_id else shelf


def own(house: House, player_id: str) -> tuple[PackCard, ...]:
    """Return a player's own packs that can be played, the latest first."""
    with house.store.reading() as tx:
        found = own_rows.of_owner(tx, player_id)
    return tuple(_own_card(one, player_id) for one in found if one[0].version)


def pack(house: House, pack_id: str, player_id: str | None = None) -> PackCard:
    """Return a pack. Raises NotFoundError, also for one of somebody else's that is not shared."""
    if not pack_id.startswith(OWN):
        return _at_level(house, card_of(house.shelf.summary(pack_id)))
    with house.store.reading() as tx:
        if pack_id not in house.shelf.at_hand(tx, player_id, (pack_id,)):
            raise NotFoundError(f"There is no pack “{pack_id}” here.")
        found = own_rows.pack(tx, pack_id)
    if found is None:
        raise NotFoundError(f"There is no pack “{pack_id}” here.")
    return _own_card(found, player_id)


def _at_level(house: House, card: PackCard) -> PackCard:
    """Count the questions by the levels that play has shown, where it has shown any."""
    with house.store.reading() as tx:
        if all(play.rating.is_provisional for play in learning_rows.plays(tx, [card.id])):
            return card
        (edition,) = at_level(tx, house.shelf.current(tx, card.id))
    counts = Counter[str](question.difficulty for question in edition.pool)
    return replace(card, levels={level: counts[level] for level in card.levels})


def at_hand(house: House, player_id: str | None, named: Iterable[str] = ()) -> frozenset[str]:
    """Return the ids of the packs somebody may play; see ``Shelf.at_hand``."""
    with house.store.reading() as tx:
        return house.shelf.at_hand(tx, player_id, named)


def problems(house: House) -> tuple[Problem, ...]:
    """Return what was wrong with the files that are not served."""
    return house.shelf.problems


def _own_card(found: own_rows.Found, player_id: str | None) -> PackCard:
    record, summary = found
    card = replace(card_of(summary), id=record.pack_id, is_own=True, is_shared=record.is_shared)
    return replace(card, file=record.draft_id or "") if record.owner_id == player_id else card


def card_of(summary: PackSummary) -> PackCard:
    """Return a pack as it is shown."""
    return PackCard(
        id=summary.id,
        title=summary.title,
        description=summary.description,
        count=summary.count,
        levels=summary.levels,
        tags=summary.tags,
        license=summary.license,
        source=summary.source,
        version=summary.version,
        authors=summary.authors,
        language=summary.language,
        titles=summary.titles,
        abouts=summary.abouts,
        asked=summary.asked,
    )
