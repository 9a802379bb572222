"""Taking answers: many at a time in one transaction, acknowledged when they are on disk.

The transaction holds off the host's commands for its nights. So whoever is told “saved” is saved
before the question is judged, and what counts as late is decided by the state that is in the
database, with the instant at which each answer reached the server.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from threading import Lock

from quiz.errors import BadInputError, NotAllowedError
from quiz.live.bus import News
from quiz.services.house import House
from quiz.services.nights import access, stage
from quiz.services.nights.answer_desk import Desk, Saved, Wish
from quiz.services.nights.presence import AWAY
from quiz.store import night_answers as rows
from quiz.store import night_intake

MOST_REVISION = 1_000_000
_COUNTED_EVERY = timedelta(seconds=1)


@dataclass(slots=True)
class _Missing:
    """How many answers to a question were missing when they were counted last, less those since."""

    left: int = 0
    counted_at: datetime | None = None
    lock: Lock = field(default_factory=Lock)


def answer(  # noqa: PLR0913 - what a phone posts
    house: House,
    night_id: str,
    token: str,
    number: int,
    posted: tuple[str, ...],
    *,
    ms: float | None,
    revision: int | None,
    received: datetime,
    is_draft: bool = False,
) -> Saved:
    """Save a seat's answer to a question and return what is saved then.

    ``posted`` is what the form has: places of options, or the typed text; nothing clears the
    answer. ``ms`` is what the page measured from the question's first paint to the tap.
    ``revision`` numbers the changes of an answer; one that is not above the saved one was sent
    before and is acknowledged with what is saved. None is always a change. ``received`` is when
    all of it had arrived. ``is_draft``: the player is still at it. A draft counts like any answer
    when the question is locked, but nobody is taken to have answered by it.

    Raises ConflictError when the answer does not count (early, late, paused, closed, another
    question), NotAllowedError for one who does not sit in this night, BadInputError for what is no
    answer to the question, StorageError when nothing could be saved.
    """
    if revision is not None and not 0 < revision <= MOST_REVISION:
        raise BadInputError("That is no number of a change. Load the page again.")
    if not access.is_id(night_id):
        raise NotAllowedError(access.NOT_SEATED)
    measured = ms if ms is not None and math.isfinite(ms) else None
    hashed = access.hash_of(token)
    wish = Wish(night_id, hashed, number, posted, measured, revision, received, is_draft)
    return house.answers.submit(wish, partial(_write, house), partial(_after, house))


def _write(house: House, wishes: Sequence[Wish]) -> list[Saved | Exception]:
    with house.store.writing() as tx:
        desk = Desk(house, tx, wishes)
        outcomes = [desk.attempt(wish) for wish in wishes]
        is_whole = night_intake.put_last(tx, list(desk.fresh.values()))
    house.seen.note((night_id, seat_id) for night_id, _, seat_id in desk.fresh)
    if is_whole:
        return outcomes
    # Another process was first with one of them: what is there is what we tell.
    with house.store.reading() as desk.tx:
        stored = rows.some(desk.tx, desk.fresh)
        return [desk.told(wish, stored, was) for wish, was in zip(wishes, outcomes, strict=True)]


def _after(house: House, wishes: Sequence[Wish]) -> None:
    """Tell of the answers of a group, and lock a question that all have answered."""
    fresh: Counter[tuple[str, int]] = Counter()
    sequences: dict[str, int] = {}
    for wish in wishes:
        if wish.news is not None:
            sequences[wish.night_id], newly = wish.news
            fresh[wish.night_id, wish.number] += newly
    for night_id, sequence in sequences.items():
        house.bus.publish(News(night_id, "progress", sequence))
    done = [
        night_id
        for (night_id, number), count in fresh.items()
        if count and _may_be_all(house, night_id, number, count)
    ]
    if done:
        stage.lock_if_all(house, done)


def _may_be_all(house: House, night_id: str, number: int, count: int) -> bool:
    """Say whether a question may have been answered by all, after ``count`` more whole answers.

    In a house of one process nobody counts again before as many have answered as were missing, or
    a second went by: somebody who was waited for may have gone away.
    """
    now = house.clock()
    missing = house.recent.get(("missing", night_id, number), _Missing)
    with missing.lock:  # groups follow each other closely, and none of them is to be forgotten
        missing.left -= count
        is_fresh = missing.counted_at is not None and now - missing.counted_at < _COUNTED_EVERY
        if house.settings.workers == 1 and missing.left > 0 and is_fresh:
            return False
        with house.store.reading() as tx:
            answered, of = rows.progress(tx, night_id, number, now - AWAY)
        missing.left, missing.counted_at = of - answered, now
    return answered >= of > 0
