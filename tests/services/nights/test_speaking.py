"""Who speaks for a team: what was earned, doubled and put in stays, whoever leads it later."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.errors import ConflictError, QuizError
from quiz.night import stakes
from quiz.night.commands import Back
from quiz.services.nights import roster, seating
from quiz.store import seats
from tests.tools.night_teams import REDS, ROUNDS, Team


@pytest.fixture
def team(house, clock):
    return Team(house, clock, team_score="captain")


def test_a_team_keeps_its_points_when_its_captain_leaves_and_comes_back(team):
    team.ask(Alice=True, Bob=False)
    team.night.go_on()
    assert team.points == {"Reds": 1, "Blues": 0}
    team.leave("Alice")
    assert team.points["Reds"] == 1
    assert team.seat("Bob").is_captain
    team.come_back("Alice")
    assert team.points["Reds"] == 1
    assert [team.seat(name).is_captain for name in REDS] == [True, False, False]


def test_a_host_who_makes_another_captain_changes_what_is_to_come(team):
    team.ask(Alice=True, Bob=False)
    team.night.go_on()
    team.lead("Bob")
    assert team.points["Reds"] == 1
    team.ask(Alice=False, Bob=True)
    team.night.go_on()
    assert team.points["Reds"] == 2
    team.judge_anew(1)
    team.leave("Alice")
    team.come_back("Alice")
    assert team.seat("Bob").is_captain  # the host has said so
    assert team.points["Reds"] == 2


def test_who_spoke_for_a_team_did_so_for_no_other(team):
    team.night.go_on()
    team.wish("Alice", seating.Joker(on=True))
    team.ask(Alice=True)
    team.night.go_on()
    night, blue = team.night, team.seat("Dora").team_id
    roster.move(night.house, night.night_id, night.key, night.seats["Alice"], blue)
    team.judge_anew(1)
    assert team.points == {"Reds": 2, "Blues": 0}
    roster.ban(night.house, night.night_id, night.key, [night.seats["Alice"]])
    team.judge_anew(1)
    assert team.points == {"Reds": 2, "Blues": 0}


def test_a_question_that_is_asked_again_is_for_who_leads_then(team):
    team.ask(Alice=True, Bob=False)
    team.night.go_on()
    team.lead("Bob")
    team.night.do(Back)
    team.night.go_on()
    assert team.points["Reds"] == 0


@pytest.mark.parametrize("rule", ["captain", "best", "mean"])
def test_a_team_plays_one_joker_a_night_and_it_stays(house, clock, rule):
    team = Team(house, clock, team_score=rule)
    team.night.go_on()
    team.wish("Alice", seating.Joker(on=True))
    team.lead("Bob")
    team.wish("Bob", seating.Joker(on=False))  # it is the team's
    team.wish("Bob", seating.Joker(on=True))
    team.leave("Bob")
    team.ask(Charlie=True, Alice=True)
    team.night.go_on()
    team.lead("Charlie")
    team.judge_anew(1)
    assert team.points["Reds"] == 2
    team.ask(Charlie=True, Alice=True)
    team.night.to("standings").to("intro")
    team.lead("Alice")
    with pytest.raises(ConflictError, match="already"):
        team.wish("Alice", seating.Joker(on=True))
    assert team.points["Reds"] == 4
    team.night.join("Emil", team_id=team.red)
    team.lead("Emil")
    with pytest.raises(ConflictError, match="already"):
        team.wish("Emil", seating.Joker(on=True))
    assert not team.night.me("Emil").may_joker


@pytest.mark.parametrize("rule", ["captain", "best"])
def test_a_wager_of_who_left_stands_until_another_speaks(house, clock, rule):
    team = Team(house, clock, *ROUNDS[::2], team_score=rule)
    team.ask(Alice=True)
    team.night.to("standings").to("intro")
    team.wish("Alice", seating.PutIn(1))
    team.leave("Alice")
    team.ask(Bob=True)
    assert team.night.me("Bob").wager == 1
    team.night.go_on()
    assert team.points["Reds"] == {"captain": 2, "best": 1}[rule]  # the best of who is in
    assert team.night.me("Bob").result.points == 1
    team.come_back("Alice")
    team.judge_anew(3)
    assert team.night.me("Bob").result.points == 1


def test_who_waited_at_the_door_was_asked_nothing(house, clock):
    team = Team(house, clock, team_score="mean")
    night = team.night
    with house.store.writing() as tx:
        for name in ("Bob", "Charlie"):
            seats.put(tx, replace(team.seat(name), status="waiting"))
    team.ask(Alice=True)
    night.go_on()
    assert team.points["Reds"] == 1
    clock.wait(1)
    roster.admit(house, night.night_id, night.key, [night.seats["Bob"], night.seats["Charlie"]])
    team.judge_anew(1)
    assert team.points["Reds"] == 1


def test_a_key_that_is_changed_later_is_for_those_who_were_there(house, clock):
    team = Team(house, clock, team_score="mean")
    team.ask(Alice=True)
    team.leave("Bob")
    team.night.go_on()
    team.leave("Charlie")  # who was there, and gave nothing
    team.come_back("Bob")
    team.rekey(1)
    assert team.points["Reds"] == 1
    team.come_back("Charlie")
    assert team.points["Reds"] == 1  # a half, rounded up
    team.rekey(1)
    assert team.points["Reds"] == 1
    team.ask(Alice=True)
    team.night.go_on()
    assert team.points["Reds"] == 1  # a half and a third


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(("leave", "return", "captain", "anew", "joker", "stake")),
        st.sampled_from(REDS),
    ),
    max_size=4,
)
TURNS = st.lists(
    st.tuples(EVENTS, st.tuples(st.booleans(), st.booleans(), st.booleans()), EVENTS, EVENTS),
    min_size=5, max_size=5,
)  # fmt: skip


class Evening:
    """A night with what must come of it, told by one who only looks at the room."""

    def __init__(self, team):
        self.team, self.night = team, team.night
        self.joker = None
        self.stakes = {}
        self.judged = 0
        self.earned = 0

    @property
    def here(self):
        return [name for name in REDS if name not in self.night.gone]

    def happen(self, events):
        for what, name in events:
            with suppress(QuizError):
                self.one(what, name)
            if self.judged:
                assert self.team.points["Reds"] == self.earned, (what, name)

    def one(self, what, name):
        team = self.team
        match what:
            case "leave" if len(self.here) > 1 and name in self.here:
                team.leave(name)
            case "return" if name not in self.here:
                team.come_back(name)
            case "captain":
                team.lead(name)
            case "anew" if self.judged:
                team.judge_anew(1 + len(name) % self.judged)
            case "joker":
                record = self.night.record
                index = stakes.joker_round(record.plan, record.rules, record.state)
                team.wish(name, seating.Joker(on=True))
                assert self.joker is None or self.joker > record.state.stage.round - 1
                self.joker = index
            case "stake":
                team.wish(name, seating.PutIn(len(name) - 3))
                self.stakes[name] = len(name) - 3
            case _:
                pass

    def turn(self, number, before, right, during, after):
        while self.night.stage.head.phase != "question":
            if self.night.stage.head.phase in {"intro", "standings"}:
                self.happen(before)
            self.night.go_on()
        self.night.clock.wait(10)
        answered = {name: is_right for name, is_right in zip(REDS, right, strict=True)
                    if name in self.here}  # fmt: skip
        for name, is_right in answered.items():
            self.night.answer(name, right=is_right)
        self.happen(during)
        (lead,) = [name for name in self.here if self.team.seat(name).is_captain]
        self.night.go_on()
        is_right = answered.get(lead, False)
        if number < 5:
            self.earned += is_right * (2 if self.joker == (number - 1) // 2 else 1)
        else:
            stake = self.stakes.get(lead, max(self.stakes.values(), default=0))
            self.earned += stake if is_right else -stake
        self.judged = number
        assert self.team.points["Reds"] == self.earned
        self.happen(after)


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TURNS)
def test_whoever_leads_a_team_later_its_points_stay(make_house, clock, turns):
    evening = Evening(Team(make_house(), clock, end_early=False, team_score="captain"))
    for number, turn in enumerate(turns, 1):
        evening.turn(number, *turn)
