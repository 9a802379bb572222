"""A night of five questions of different kinds, whose stage the test sets as it likes."""

import secrets
from dataclasses import dataclass, replace

import pytest

from quiz.night.commands import Next
from quiz.night.model import Plan, PlannedRound, Rules, Slot, State
from quiz.services.house import House
from quiz.services.nights import access, answers, door, stage
from quiz.store import night_answers, nights, seats
from quiz.store.night_records import NightRecord

KEY = "the key of Alice, who hosts"


@dataclass
class Room:
    """A night, its host, and whoever joins."""

    house: House
    id: str
    code: str

    def do(self, make=Next, *more):
        """Let the host do something."""
        return stage.do(self.house, self.id, KEY, make(self.record.state.version, *more))

    def open(self, number=1):
        """Go on to a question, and to where answers count."""
        while self.record.state.stage.number != number or self.phase != "question":
            self.do()
        self.house.clock.wait(0.1)

    def join(self, name="Bob", **wish):
        """Let somebody in."""
        return door.join(self.house, self.code, door.JoinWish(name, **wish))

    def answer(self, seat, number, *posted, **more):
        """Answer as a phone does."""
        told = {"ms": None, "revision": None, "received": more.pop("at", self.house.clock())} | more
        token = getattr(seat, "token", seat)
        return answers.answer(self.house, self.id, token, number, posted, **told)

    def rules(self, **changes):
        """Change the rules."""
        record = self.record
        with self.house.store.writing() as tx:
            rules = replace(record.rules, **changes)
            nights.put_plan(tx, self.id, record.title, record.plan, rules)
            state = replace(record.state, version=record.state.version + 1)
            nights.put_state(tx, self.id, state, self.house.clock())

    @property
    def record(self):
        with self.house.store.reading() as tx:
            return nights.load(tx, self.id)

    @property
    def phase(self):
        return self.record.state.stage.phase

    @property
    def seats(self):
        with self.house.store.reading() as tx:
            return seats.all_of(tx, self.id)

    def seat(self, seat_id):
        with self.house.store.reading() as tx:
            return seats.load(tx, self.id, seat_id)

    @property
    def answers(self):
        with self.house.store.reading() as tx:
            return night_answers.of_night(tx, self.id)

    @property
    def audit(self):
        with self.house.store.reading() as tx:
            return [line.what for line in nights.audit(tx, self.id)]


def open_room(house, code="K7PMQA", *, end_early=False, **rules):
    """Make a night; see above. Questions stay open when all have answered, unless it is wanted."""
    digest = house.shelf.summary("kinds").digest
    kinds = (("one", "choice", 3), ("many", "multi", 3), ("claim", "truefalse", 2))
    typed = (("word", "typed", 0), ("number", "number", 0))
    slots = tuple(
        Slot(number, digest, "kinds", question, kind, tuple(reversed(range(options))))
        for number, (question, kind, options) in enumerate((*kinds, *typed), 1)
    )
    now = house.clock()
    record = NightRecord(
        id=secrets.token_hex(8),
        code=code,
        host_hash=access.hash_of(KEY),
        screen_key=secrets.token_urlsafe(16),
        owner_id=None,
        title="Alice's night",
        plan=Plan((PlannedRound("All kinds", slots=slots),)),
        rules=Rules(end_early=end_early, **rules),
        state=State(),
        created_at=now,
        touched_at=now,
    )
    with house.store.writing() as tx:
        nights.add(tx, record)
    return Room(house, record.id, code)


@pytest.fixture
def room(house):
    return open_room(house)


@pytest.fixture
def either_room(either_house):
    """On each database."""
    return open_room(either_house)


@pytest.fixture
def news(house):
    """All that is told of a room."""
    told = []
    house.bus.listen(told.append)
    return told
