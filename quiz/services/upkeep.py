"""Looking after the database, and what players say about questions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from quiz.services import media_tidying, people
from quiz.services.house import House, make_folders
from quiz.services.house import upgrade as bring_up_to_date
from quiz.services.nights import stage
from quiz.services.nights.learning import learn_from_nights
from quiz.settings import Settings
from quiz.store import reports as report_rows
from quiz.store import schema
from quiz.store.store import Store


@dataclass(frozen=True, slots=True)
class ReportedQuestion:
    """What someone says is wrong with a question. Who said it is not told."""

    id: str
    pack_id: str
    question_id: str
    ask: str
    reason: str
    note: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many guests lost their names, and how many pictures and sounds nothing called."""

    guests: int
    media: int


def upgrade(settings: Settings) -> bool:
    """Bring the database up to date; return whether there was anything to do."""
    make_folders(settings.data)
    with _opened(settings) as store:
        return bring_up_to_date(store)


def faults(settings: Settings) -> list[str]:
    """Return what is wrong with the database; nothing is changed."""
    with _opened(settings) as store:
        at = schema.revision(store) if store.exists() else None
        if at != schema.HEAD:
            return [f"its schema is {at or 'missing'}, not {schema.HEAD}: run “quiz db upgrade”"]
        return [*store.damage(), *schema.difference(store)]


def tidy(house: House) -> int:
    """Do what is due once in a while; return how many nights were ended because nobody came."""
    ended = stage.end_untouched(house)
    learn_from_nights(house)
    return ended


def reports(house: House, *, settled: bool = False) -> tuple[ReportedQuestion, ...]:
    """Return the reports that wait, the latest first; those that are ``settled``, too, if asked."""
    with house.store.reading() as tx:
        return tuple(
            ReportedQuestion(
                id=report.id,
                pack_id=report.pack_id,
                question_id=report.question_id,
                ask=house.shelf.edition(tx, report.digest).questions[report.question_id].ask,
                reason=report.reason,
                note=report.note,
                created_at=report.created_at,
            )
            for report in report_rows.everyones(tx)
            if settled or report.state == "open"
        )


def forget(house: House) -> Forgotten:
    """Forget what is due to be forgotten: once a day is often enough."""
    return Forgotten(people.forget_guests(house), media_tidying.forget_unused(house))


@contextmanager
def _opened(settings: Settings) -> Iterator[Store]:
    store = Store(settings.database_url)
    try:
        yield store
    finally:
        store.close()
