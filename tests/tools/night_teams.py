"""A night of teams for tests: who leads, who comes and goes, and what a team has."""

from __future__ import annotations

from functools import partial

from quiz.night.commands import Rekey, Unvoid, Void
from quiz.services.nights import door, judging, roster, seating
from quiz.services.nights.desk import RoundDraft
from quiz.services.nights.room import find
from quiz.store import seats
from tests.tools.nights import begin, draft

ROUNDS = (
    RoundDraft("One", pack="sums", count=2),
    RoundDraft("Two", pack="sums", count=2),
    RoundDraft("All in", "wager", pack="sums"),
)
REDS = ("Alice", "Bob", "Charlie")


class Team:
    """A night in which Alice, Bob and Charlie are the Reds, against Dora of the Blues."""

    def __init__(self, house, clock, *rounds, **rules):
        planned = draft(*(rounds or ROUNDS), scoring="pub", teams="own", jokers=True, **rules)
        self.night = begin(house, clock, planned)
        self.night.join("Alice", new_team="Reds")
        self.red = self.seat("Alice").team_id
        for name in ("Bob", "Charlie"):
            clock.wait(1)
            self.night.join(name, team_id=self.red)
        self.night.join("Dora", new_team="Blues")

    def seat(self, name):
        with self.night.house.store.reading() as tx:
            return seats.load(tx, self.night.night_id, self.night.seats[name])

    def wish(self, name, what):
        night = self.night
        seating.settle_in(night.house, night.night_id, night.tokens[name], what)

    def leave(self, name):
        self.wish(name, seating.Leave())
        self.night.gone.add(name)

    def come_back(self, name):
        admission = door.come_back(self.night.house, self.night.code, self.night.rescue[name])
        self.night.tokens[name] = admission.token
        self.night.gone.discard(name)

    def move(self, name, team_id=""):
        night = self.night
        roster.move(night.house, night.night_id, night.key, night.seats[name], team_id)

    def new_team(self, name):
        return roster.new_team(self.night.house, self.night.night_id, self.night.key, name)

    def lead(self, name):
        night = self.night
        roster.captain(night.house, night.night_id, night.key, night.seats[name])

    def judge_anew(self, number):
        """Count a question for nobody, and say what is right anew; then all is as it was."""
        self.rekey(number)
        self.night.do(partial(Void, number=number))
        self.night.do(partial(Unvoid, number=number))

    def rekey(self, number):
        """Say what is right anew, and take it back."""
        wrong = self.night.record.plan.slot(number).question_id.replace("s", "x")
        self.night.do(partial(Rekey, number=number, right=(wrong,)))
        self.night.do(partial(Rekey, number=number, right=()))

    def ask(self, **right):
        """Ask the next question; who is named answers, rightly or wrongly."""
        self.night.to("question")
        for name, is_right in right.items():
            self.night.answer(name, right=is_right)

    @property
    def points(self):
        night = self.night
        with night.house.store.reading() as tx:
            room = find(night.house.shelf, tx, night.night_id)
            rows = judging.places(room, seats.all_of(tx, night.night_id), moves=True)
        return {row.name: row.points for row in rows}
