"""A host's season: who came how often, and what it added up to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from quiz.night.model import Standing
from quiz.night.names import name_key
from quiz.services.house import House
from quiz.services.nights import judging
from quiz.services.nights.room import ENDED, Room
from quiz.store import nights as night_rows
from quiz.store import seats as seat_rows

_MOST_NIGHTS = 30


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """A player or team over several nights; equal points share ``rank``."""

    rank: int
    name: str
    points: int
    nights: int
    wins: int


@dataclass(frozen=True, slots=True)
class Season:
    """The nights that count, the latest first, and the table."""

    nights: tuple[str, ...]
    rows: tuple[SeasonRow, ...]


def season(house: House, owner_id: str) -> Season:
    """Add up the last 30 nights of a host that reached the podium and had players.

    Guests have no account, so one who is called alike in two nights is taken for the same; case,
    accents and look-alikes do not matter. Nights are added up whatever their way of scoring.
    """
    titles: list[str] = []
    places: defaultdict[str, list[Standing]] = defaultdict(list)
    with house.store.reading() as tx:
        for record, _ in night_rows.owned_by(tx, owner_id)[:_MOST_NIGHTS]:
            if record.state.stage.phase not in ENDED:
                continue
            seats = seat_rows.all_of(tx, record.id)
            rows = judging.places(Room(record, house.shelf, tx), seats, moves=False)
            if rows:
                titles.append(record.title)
            for row in rows:
                places[name_key(row.name)].append(row)
    sums = sorted(places.values(), key=lambda each: (-_points(each), each[0].name.casefold()))
    made: list[SeasonRow] = []
    for place, mine in enumerate(sums, 1):
        points = _points(mine)
        is_level = made and made[-1].points == points
        rank = made[-1].rank if is_level else place
        wins = sum(row.rank == 1 for row in mine)
        made.append(SeasonRow(rank, mine[0].name, points, len(mine), wins))
    return Season(tuple(titles), tuple(made))


def _points(rows: list[Standing]) -> int:
    return sum(row.points for row in rows)
