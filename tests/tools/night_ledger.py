"""What is on disk of a night, compared with what everyone was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.night.course import revealed
from quiz.questions.kinds import right_options
from quiz.rounds.model import Dealt
from quiz.services.nights import given
from quiz.services.shelf import Shelf
from quiz.store import night_answers, night_results, nights, seats
from quiz.store.night_records import AnswerRecord, NightRecord
from quiz.store.store import Store
from tests.tools.night_clients import Phone
from tests.tools.night_host import Host


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer on disk: the number of the change, the place chosen, whether it is right."""

    revision: int
    places: tuple[str, ...]
    is_right: bool
    record: AnswerRecord


@dataclass(frozen=True, slots=True)
class Page:
    """A night on disk. ``answers`` and ``marks`` are by question and seat."""

    night: NightRecord
    answers: dict[tuple[int, str], Kept]
    marks: dict[tuple[int, str], str]
    points: dict[str, int]
    seats: tuple[str, ...]


def read(url: str, night_id: str) -> Page:
    """Read a night, with a connection that is gone when this returns."""
    store = Store(url)
    shelf = Shelf()
    try:
        with store.reading() as tx:
            night = nights.load(tx, night_id)
            assert night is not None
            answers = {}
            for record in night_answers.of_night(tx, night_id):
                slot = night.plan.slot(record.number)
                question = shelf.edition(tx, slot.digest).questions[slot.question_id]
                answers[record.number, record.seat_id] = Kept(
                    record.revision,
                    given.places(Dealt(question, slot.order), record.given),
                    record.given == right_options(question.body),
                    record,
                )
            results = night_results.results(tx, night_id)
            sitting = tuple(seat.id for seat in seats.all_of(tx, night_id))
    finally:
        store.close()
    points: dict[str, int] = dict.fromkeys(sitting, 0)
    for result in results:
        points[result.seat_id] += result.points
    marks = {(result.number, result.seat_id): result.mark for result in results}
    return Page(night, answers, marks, points, sitting)


def faults(page: Page, phones: Iterable[Phone], host: Host | None = None) -> list[str]:
    """Return every promise that was broken, in words; none is how it should be.

    - What was acknowledged is there, as it was sent, or a later change of the same phone is.
    - What is there was sent, and nobody was told that it does not count.
    - A question that was revealed is marked by what is there, for everybody.
    - The night is no earlier than its host was told.
    """
    found = []
    everyone = list(phones)
    for phone in everyone:
        found += phone.wrong
        for number, sent in phone.sent.items():
            found += _of_answer(phone, number, sent, page.answers.get((number, phone.seat)))
    for number in revealed(page.night.state):
        for phone in everyone:
            kept = page.answers.get((number, phone.seat))
            due = "none" if kept is None else "right" if kept.is_right else "wrong"
            told = page.marks.get((number, phone.seat), "missing")
            if told != due:
                found.append(f"{phone.seat}: question {number} is marked {told}, not {due}")
    if host is not None and page.night.state.version < host.version:
        found.append(f"version {page.night.state.version}, the host was told {host.version}")
    return found


def _of_answer(phone: Phone, number: int, sent: dict[int, str], kept: Kept | None) -> list[str]:
    told = phone.saved.get(number, 0)
    what = f"{phone.seat}: question {number}"
    if kept is None:
        return [f"{what}: change {told} was acknowledged and is lost"] if told else []
    if kept.revision < told:
        return [f"{what}: change {told} was acknowledged, {kept.revision} is there"]
    if kept.revision not in sent or kept.places != (sent[kept.revision],):
        return [f"{what}: {kept.revision} {kept.places} is there and was never sent"]
    if (number, kept.revision) in phone.refused:
        return [f"{what}: change {kept.revision} was refused and is there"]
    return []
