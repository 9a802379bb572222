"""A night for tests: a small pack with every kind of question, and people who play it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quiz.night.commands import Next
from quiz.night.model import Rules
from quiz.packs.model import Pack
from quiz.questions.kinds import right_options
from quiz.questions.model import (
    Body,
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Question,
    TrueFalse,
    Typed,
)
from quiz.services.house import House
from quiz.services.nights import answers, door, pages, planning, presence, stage
from quiz.services.nights.desk import NightDraft, RoundDraft
from quiz.store import nights as night_rows
from quiz.store import packs

STAGE = Pack(
    "stage",
    "The stage",
    (
        Question("gobo", "What is the stencil in a lamp called?", Choice("Gobo", ("Gel", "Flag"))),
        Question(
            "tape", "Which two are torn by hand?", MultiSelect(("Gaffer", "Cloth"), ("Rope",))
        ),
        Question("ghost", "A ghost light burns at night.", TrueFalse(answer=True)),
        Question("who", "Who sang Halo?", Typed(("Beyoncé",)), explain="She did, canary."),
        Question("piano", "How many keys has a piano?", Number(88.0, unit="keys")),
        Question("acts", "Put the evening in order.", Order(("Doors", "Overture", "Bow"))),
        Question(
            "jobs",
            "Who works with what?",
            Match((("Fly", "Rope"), ("Light", "Lamp"), ("Set", "Saw"))),
        ),
    ),
    license="CC0-1.0",
)
SUMS = Pack(
    "sums",
    "Sums",
    tuple(
        Question(
            f"s{n}", f"Which word has the number {n} here?", Choice(f"w{n}", (f"x{n}", f"y{n}"))
        )
        for n in range(20)
    ),
    license="CC0-1.0",
)


def put(house: House, *some: Pack) -> None:
    """Lay packs on the shelf, and no others."""
    with house.store.writing() as tx:
        summaries = [packs.add(tx, f"key of {pack.id}", pack, house.clock()) for pack in some]
    house.shelf.fill(summaries, ())


@dataclass
class Played:
    """A night and its people. Every method does what a browser would."""

    house: House
    clock: object
    night_id: str
    key: str
    tokens: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    rescue: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    @property
    def record(self):
        with self.house.store.reading() as tx:
            return night_rows.load(tx, self.night_id)

    @property
    def version(self) -> int:
        return self.record.state.version

    @property
    def stage(self):
        return pages.stage(self.house, self.night_id)

    @property
    def desk(self):
        return pages.host(self.house, self.night_id, self.key)

    @property
    def code(self) -> str:
        return self.record.code

    def join(self, *names: str, **wish) -> Played:
        for name in names:
            admission = door.join(self.house, self.code, door.JoinWish(name, **wish))
            self.tokens[name] = admission.token
            self.seats[name] = admission.seat_id
            self.rescue[name] = admission.rescue
        return self

    def do(self, command, **wish) -> int:
        version = wish.pop("version", None) or self.version
        return stage.do(self.house, self.night_id, self.key, command(version, **wish))

    def go_on(self, times: int = 1) -> Played:
        for _ in range(times):
            self.do(Next)
        return self

    def to(self, phase: str) -> Played:
        """Press Next until a screen is on; the lead of a question is waited for."""
        for _ in range(50):
            self.do(Next)
            if self.stage.head.phase == phase:
                if phase == "question":
                    self.clock.wait(10)
                    here = (self.seats[name] for name in self.seats.keys() - self.gone)
                    self.house.seen.note((self.night_id, seat_id) for seat_id in here)
                    presence.still_here(self.house)
                return self
        raise AssertionError(f"no {phase}")

    def me(self, name: str):
        return pages.phone(self.house, self.night_id, self.seats[name])[1]

    def question(self):
        """Return the question at hand as its pack has it."""
        number = self.record.state.stage.number
        slot = self.record.plan.slot(number)
        with self.house.store.reading() as tx:
            return self.house.shelf.edition(tx, slot.digest).questions[slot.question_id]

    def say(self, name: str, *given: str, ms: float | None = None, revision=None):
        number = self.record.state.stage.number
        return answers.answer(
            self.house,
            self.night_id,
            self.tokens[name],
            number,
            given,
            ms=ms,
            revision=revision,
            received=self.house.clock(),
        )

    def answer(self, name: str, *, right: bool = True):
        """Give the right answer, or a wrong one, as a form posts it."""
        slot = self.record.plan.slot(self.record.state.stage.number)
        return self.say(name, *posted(self.question().body, slot.order, right=right))


def posted(body: Body, order: Sequence[int], *, right: bool) -> tuple[str, ...]:
    """Return what a form posts for a right or a wrong answer."""
    match body:
        case Typed():
            return (body.accepted[0] if right else "Nobody at all",)
        case Number():
            return (f"{body.value + (0 if right else 30):g}",)
        case Order() | Match():
            found = [str(order.index(place)) for place in range(len(order))]
            return tuple(found if right else found[::-1])
        case MultiSelect() | Choice() | TrueFalse():
            count = len(right_options(body))
            if isinstance(body, TrueFalse):
                return (str(0 if body.answer == right else 1),)
            first = 0 if right else len(order) - count
            return tuple(str(order.index(place)) for place in range(first, first + count))


def draft(*rounds: RoundDraft, **rules) -> NightDraft:
    """Return a draft; without rounds two of five questions."""
    some = rounds or (
        RoundDraft("Numbers", pack="sums", count=5),
        RoundDraft("Stage", pack="stage", count=5),
    )
    return NightDraft("Our night", some, Rules(**rules))


def begin(house: House, clock, planned: NightDraft, owner_id: str | None = None) -> Played:
    """Make a night over the two packs above."""
    put(house, STAGE, SUMS)
    hosted = planning.create(house, planned, owner_id)
    return Played(house, clock, hosted.night_id, hosted.host_key)
