"""Whoever comes, goes, or is moved between the questions: what was earned stays what it was."""

from contextlib import suppress
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.errors import QuizError
from quiz.night.standings import entrant_of
from quiz.services.nights import judging, roster, seating
from quiz.services.nights.desk import RoundDraft
from quiz.services.nights.room import find, seat_of
from quiz.store import night_results, night_teams, seats
from tests.tools.night_teams import Team

ROUNDS = (
    RoundDraft("One", pack="sums", count=2),
    RoundDraft("All in", "wager", pack="sums"),
    RoundDraft("Two", pack="sums", count=1),
)
NAMES = ("Alice", "Bob", "Charlie", "Dora", "Emil", "Finn")
TEAMS = ("", "Reds", "Blues", "Greens")
WHAT = (
    "join", "found", "leave", "return", "kick", "ban", "purge", "wait", "admit", "move", "move",
    "captain", "lay out", "rename", "dissolve", "balance", "joker", "joker", "stake", "pick",
)  # fmt: skip
EVENTS = st.lists(
    st.tuples(st.sampled_from(WHAT), st.sampled_from(NAMES), st.sampled_from(TEAMS)), max_size=5
)
RIGHT = st.fixed_dictionaries({name: st.sampled_from((None, False, True)) for name in NAMES})
TURNS = st.lists(st.tuples(EVENTS, EVENTS, RIGHT, EVENTS), min_size=4, max_size=4)


class Evening:
    """A night of which all that is earned is looked at after each event."""

    def __init__(self, team):
        self.team, self.night = team, team.night
        self.host = (self.night.house, self.night.night_id, self.night.key)
        self.jokers = {}

    def look(self):
        """Return the seats, the teams, what each seat earned, and what each entrant has."""
        with self.night.house.store.reading() as tx:
            night_id = self.night.night_id
            room = find(self.night.house.shelf, tx, night_id)
            everybody = seats.all_of(tx, night_id)
            teams = {team.name: team.id for team in night_teams.of_night(tx, night_id)}
            earned = {
                (one.number, one.seat_id): (one.mark, one.points)
                for one in night_results.results(tx, night_id)
            }
            rows = judging.places(room, everybody, moves=False)
        return everybody, teams, earned, {row.entrant_id: row.points for row in rows}

    def happen(self, events):
        for what, name, team in events:
            before = self.look()
            with suppress(QuizError):
                self.one(what, name, before[1].get(team, ""))
            self.check(what, name, before, self.look())

    def one(self, what, name, team_id):  # noqa: C901, PLR0912 - one line for each thing that happens
        night, team, seat_id = self.night, self.team, self.night.seats.get(name)
        night.clock.wait(1)
        if what in {"join", "found"}:
            if seat_id is None or team.seat(name) is None or name in night.gone:
                wish = {"new_team": name} if what == "found" else {"team_id": team_id}
                night.join(name, **wish)
                night.gone.discard(name)
            return
        if seat_id is None:
            return
        match what:
            case "leave":
                team.leave(name)
            case "return":
                team.come_back(name)
            case "kick" | "ban":
                getattr(roster, what)(*self.host, [seat_id, night.seats["Bob"]])
                night.gone.update({name, "Bob"})
            case "purge":
                roster.purge(*self.host, "minutes", 0.1)
            case "wait":
                with night.house.store.writing() as tx:
                    one = seats.load(tx, night.night_id, seat_id)
                    if one and one.status == "out" and one.token_hash:
                        seats.put(tx, replace(one, status="waiting"))
            case "admit":
                roster.admit(*self.host, list(night.seats.values()))
                night.gone.clear()
            case "move":
                team.move(name, team_id)
            case "captain":
                team.lead(name)
            case "lay out":
                team.new_team("Greens")
            case "rename":
                roster.rename_team(*self.host, team_id, name)
            case "dissolve":
                roster.drop_team(*self.host, team_id)
            case "balance":
                roster.balance(*self.host)
            case "joker":
                team.wish(name, seating.Joker(on=team_id != team.red))
            case "stake":
                team.wish(name, seating.PutIn(len(name) % 2))
            case "pick":
                team.wish(name, seating.PickTeam(team_id))

    def check(self, what, name, before, after):
        told = (what, name)
        everybody, teams, earned, points = after
        was, had = {seat.id: seat for seat in before[0]}, before[3]
        ids = {seat.id for seat in everybody}
        left = {key: value for key, value in before[2].items() if key[1] in ids}
        assert earned == left, told
        rules = self.night.record.rules
        playing = [seat for seat in everybody if seat.status == "in"]
        for team_id in {seat.team_id for seat in playing} - {""}:
            leads = [seat for seat in playing if seat.team_id == team_id and seat.is_captain]
            assert len(leads) == 1, told
            jokers = {seat.joker for seat in everybody if seat.team_id == team_id}
            assert len(jokers) == 1, told
        touched = set()
        for seat in everybody:
            old = was.get(seat.id)
            if old is None or (old.team_id, old.status) != (seat.team_id, seat.status):
                touched |= {entrant_of(rules, seat_of(one)) for one in (seat, old) if one}
        purged = [one for one in before[0] if one.id not in ids]
        touched |= {entrant_of(rules, seat_of(one)) for one in purged}
        for entrant in points.keys() & had.keys():
            is_team = entrant in teams.values()
            if entrant not in touched or (rules.team_score == "captain" and is_team):
                assert points[entrant] == had[entrant], told

    def turn(self, number, before, during, right, after):
        while self.night.stage.head.phase != "question":
            if self.night.stage.head.phase in {"intro", "standings", "lobby"}:
                self.happen(before)
            self.night.go_on()
        self.night.clock.wait(10)
        for name, is_right in right.items():
            if is_right is not None and name in self.night.seats:
                with suppress(QuizError):
                    self.night.answer(name, right=is_right)
        self.happen(during)
        self.night.go_on()
        self.terms(number)
        self.happen(after)
        self.again(number)

    def terms(self, number):
        """All of a team play for the same; it doubles one round."""
        everybody, teams, _, _ = self.look()
        with self.night.house.store.reading() as tx:
            roll = night_results.roll(tx, self.night.night_id, number)
        index = self.night.record.plan.round_of(number)
        for team_id in teams.values():
            there = {s.id for s in everybody if s.team_id == team_id} & roll.there
            if there:
                assert len({roll.stakes.get(one) for one in there}) == 1
                assert there & roll.doubled in (set(), there)
            if there & roll.doubled:
                assert self.jokers.setdefault(team_id, index) == index

    def again(self, last):
        for number in range(1, last + 1):
            before = self.look()
            self.team.judge_anew(number)
            after = self.look()
            assert after[2:] == before[2:], number


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(["mean", "best", "captain"]), TURNS)
def test_nothing_that_was_earned_changes_by_what_happens_to_others(make_house, clock, rule, turns):
    planned = {"end_early": False, "team_score": rule, "late_join": True}
    evening = Evening(Team(make_house(), clock, *ROUNDS, **planned))
    for number, turn in enumerate(turns, 1):
        evening.turn(number, *turn)
