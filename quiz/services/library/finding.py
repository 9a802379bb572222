"""The library: the packs of the house and those that people made public, searched and sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quiz.services.catalog import card_of
from quiz.services.house import House
from quiz.services.library.keeping import credited
from quiz.services.rows import PackCard
from quiz.store import own_packs as rows
from quiz.store import people as people_rows
from quiz.store import ratings
from quiz.store import reports as report_rows
from quiz.store.own_records import OwnPackRecord, Visibility
from quiz.store.records import PackSummary
from quiz.text import fold

PAGE = 30
_PRIOR, _WEIGHT = 3.5, 5
LENGTHS: Mapping[str, tuple[int, int]] = {
    "short": (1, 19),
    "medium": (20, 59),
    "long": (60, 10**9),
}
"""From how many questions to how many."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; what is empty is all the same. ``sort``: plays, rating, new or title."""

    words: str = ""
    tag: str = ""
    language: str = ""
    license: str = ""
    level: str = ""
    length: str = ""
    sort: str = "plays"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A pack of the library. ``stars`` is the mean of ``ratings``, 0 where there is none."""

    card: PackCard
    language: str
    by: str
    plays: int
    stars: float
    ratings: int
    saved_at: datetime | None
    is_mine: bool

    @property
    def level(self) -> str:
        """The level that most of its questions have."""
        return max(self.card.levels, key=lambda level: self.card.levels[level])


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found, and what there is to choose from."""

    rows: tuple[Row, ...]
    found: int
    total: int
    page: int
    pages: int
    tags: tuple[tuple[str, int], ...]
    languages: tuple[str, ...]
    licenses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MyPack:
    """A pack of one's own. ``version`` 0 was never published, ``is_drafted`` has changes waiting.

    ``file`` is the moments file it is made of, if it is.
    """

    id: str
    title: str
    count: int
    version: int
    visibility: Visibility
    saved_at: datetime
    is_drafted: bool
    file: str
    plays: int
    stars: float
    ratings: int
    license: str
    credit: str


@dataclass(frozen=True, slots=True)
class Mine:
    """One's own packs, and how many reports on them wait."""

    packs: tuple[MyPack, ...]
    reports: int


def find(house: House, player_id: str | None, wish: Wish) -> Found:
    """Return a page of the packs that fit a wish; a page too far is the last.

    A wish for what there is not fits nothing.
    """
    with house.store.reading() as tx:
        public = rows.public(tx)
        names = people_rows.names(tx, {record.owner_id for record, _ in public})
        plays, stars = ratings.plays(tx), ratings.totals(tx)
    every = [_row(one, None, "", plays, stars, player_id) for one in house.shelf.summaries.values()]
    every += [
        _row(one, record, names.get(record.owner_id, ""), plays, stars, player_id)
        for record, one in public
    ]
    fitting = sorted(filter(lambda row: _fits(row, wish), every), key=_order(wish.sort))
    pages = max(1, -(-len(fitting) // PAGE))
    page = min(max(1, wish.page), pages)
    tags = Counter(tag for row in every for tag in dict.fromkeys(row.card.tags))
    return Found(
        rows=tuple(fitting[(page - 1) * PAGE : page * PAGE]),
        found=len(fitting),
        total=len(every),
        page=page,
        pages=pages,
        tags=tuple(sorted(tags.items(), key=lambda one: (-one[1], one[0]))[:40]),
        languages=tuple(sorted({tag for r in every for tag in (r.language, *r.card.titles)})),
        licenses=tuple(sorted({row.card.license for row in every if row.card.license})),
    )


def mine(house: House, owner_id: str) -> Mine:
    """Return a person's own packs, the one saved last first."""
    with house.store.reading() as tx:
        found = rows.of_owner(tx, owner_id)
        drafted = rows.drafted(tx, [record.pack_id for record, _ in found])
        plays, stars = ratings.plays(tx), ratings.totals(tx)
        waiting = report_rows.count_open(tx, owner_id)
    return Mine(
        tuple(
            MyPack(
                id=record.pack_id,
                title=summary.title,
                count=summary.count,
                version=record.version,
                visibility=record.visibility,
                saved_at=record.saved_at,
                is_drafted=record.pack_id in drafted,
                file=record.draft_id or "",
                plays=plays.get(record.pack_id, 0),
                stars=mean(stars, record.pack_id),
                ratings=stars.get(record.pack_id, (0, 0))[1],
                license=summary.license,
                credit=record.credit.title if record.credit else "",
            )
            for record, summary in found
        ),
        waiting,
    )


def mean(stars: Mapping[str, tuple[int, int]], pack_id: str) -> float:
    """Return the mean of the stars of a pack, 0 where there are none."""
    total, count = stars.get(pack_id, (0, 0))
    return total / count if count else 0.0


def _row(
    summary: PackSummary,
    record: OwnPackRecord | None,
    owner: str,
    plays: Mapping[str, int],
    stars: Mapping[str, tuple[int, int]],
    player_id: str | None,
) -> Row:
    return Row(
        card=card_of(summary),
        language=summary.language,
        by=credited(summary.authors, owner),
        plays=plays.get(summary.id, 0),
        stars=mean(stars, summary.id),
        ratings=stars.get(summary.id, (0, 0))[1],
        saved_at=record.saved_at if record else None,
        is_mine=record is not None and record.owner_id == player_id,
    )


def _fits(row: Row, wish: Wish) -> bool:
    card = row.card
    least, most = LENGTHS.get(wish.length, (0, 0)) if wish.length else (0, 10**9)
    titles = " ".join((card.title, *card.titles.values()))
    about = " ".join((card.description, *card.abouts.values()))
    text = fold(f"{titles} {about} {row.by} {' '.join(card.tags)}")
    return (
        all(word in text for word in fold(wish.words).split())
        and (not wish.tag or wish.tag in card.tags)
        and wish.language in {"", row.language, *card.titles}
        and wish.license in {"", card.license}
        and wish.level in {"", row.level}
        and least <= card.count <= most
    )


def _order(sort: str) -> Callable[[Row], tuple[Any, ...]]:
    """Return what to sort by. Few stars count for little: a pack begins with 5 times 3.5."""

    def key(row: Row) -> tuple[Any, ...]:
        title = (fold(row.card.title), row.card.id)
        if sort == "rating":
            weighed = row.stars * row.ratings + _PRIOR * _WEIGHT
            return (-weighed / (row.ratings + _WEIGHT), -row.plays, *title)
        if sort == "new":
            return (-row.saved_at.timestamp() if row.saved_at else 0.0, *title)
        return title if sort == "title" else (-row.plays, *title)

    return key
