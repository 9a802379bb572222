"""A house with a clock that the test sets, dice that always fall alike, and two small packs."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from quiz.packs.model import Pack
from quiz.questions.model import Choice, MultiSelect, Number, Proof, Question, TrueFalse, Typed
from quiz.services import people
from quiz.services.house import House
from quiz.settings import read_settings
from quiz.store import packs
from quiz.store.store import Store


@dataclass(slots=True)
class Clock:
    now: datetime = field(default=datetime(2026, 5, 6, 20, tzinfo=UTC))  # a Wednesday

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


PLANETS = ("Mercury", "Venus", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune", "Pluto")
SPACE = Pack(
    "space",
    "Space",
    tuple(
        Question(
            f"q{n}",
            f"Which planet has the number {n}?",
            Choice(name, tuple(other for other in PLANETS if other != name)[:3]),
            explain=f"{name} has it.",
            source="The atlas",
            proof=Proof("author", wrong=((PLANETS[(n + 1) % 8], "It has another."),)),
        )
        for n, name in enumerate(PLANETS)
    ),
    license="CC0-1.0",
)
KINDS = Pack(
    "kinds",
    "All kinds",
    (
        Question("one", "Which planet is red?", Choice("Mars", ("Venus", "Saturn"))),
        Question("many", "Which two are giants?", MultiSelect(("Jupiter", "Saturn"), ("Mars",))),
        Question("claim", "Mars has two moons.", TrueFalse(answer=True)),
        Question("word", "Who first walked on the Moon?", Typed(("Neil Armstrong",))),
        Question("number", "How far is the Moon?", Number(384_400.0, 5.0, percent=True, unit="km")),
    ),
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(sqlite_url, tmp_path):
    return read_settings({"QUIZ_DATABASE_URL": sqlite_url}, tmp_path / "data")


@pytest.fixture
def make_house(settings, clock):
    opened = []

    def make(url=None):
        store = Store(url or settings.database_url)
        opened.append(store)
        house = House(settings, store, "a key", clock=clock, dice=lambda: Random(7))
        put(house, SPACE, KINDS)
        return house

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def house(make_house) -> House:
    return make_house()


@pytest.fixture
def either_house(make_house, database_url) -> House:
    """The test runs twice: once on each database."""
    return make_house(database_url)


def put(house, *some):
    with house.store.writing() as tx:
        summaries = [packs.add(tx, pack.id, pack, house.clock()) for pack in some]
    house.shelf.fill(summaries, ())


@pytest.fixture
def join(house):
    """Let a guest in; returns the id of the player."""

    def let_in(name):
        return people.by_token(house, people.guest(house, name)).id

    return let_in


@pytest.fixture
def alice(join) -> str:
    return join("Alice")


@pytest.fixture
def bob(join) -> str:
    return join("Bob")
