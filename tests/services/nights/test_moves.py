"""Who is moved in mid-night: what was earned stays what it was, for them and for all others."""

import pytest

from quiz.errors import ConflictError
from quiz.night.commands import Unvoid, Void
from quiz.services.nights import roster, seating
from tests.tools.night_teams import ROUNDS, Team

RULES = ("mean", "best", "captain")


def own(team, name):
    """Return what one earned with each question, as the private page tells it."""
    return team.night.me(name).result.points


@pytest.fixture(params=["mean", "best"])
def team(request, house, clock):
    return Team(house, clock, team_score=request.param)


def test_who_is_moved_to_a_team_with_a_joker_is_judged_anew_without_it(team):
    team.night.go_on()
    team.wish("Dora", seating.Joker(on=True))
    team.ask(Alice=True, Bob=True)
    team.night.go_on()
    assert own(team, "Bob") == 1
    team.move("Bob", team.seat("Dora").team_id)
    before = team.points
    team.judge_anew(1)
    assert own(team, "Bob") == 1
    assert team.points == before


def test_who_is_moved_away_keeps_what_the_joker_doubled(team):
    team.night.go_on()
    team.wish("Alice", seating.Joker(on=True))
    team.ask(Alice=True, Bob=True)
    team.night.go_on()
    for where in (team.seat("Dora").team_id, ""):
        team.move("Bob", where)
        before = team.points
        team.judge_anew(1)
        assert own(team, "Bob") == own(team, "Alice") == 2
        assert team.points == before


def test_a_question_that_counts_again_counts_for_those_it_was_put_to(house, clock):
    team = Team(house, clock, team_score="mean")
    team.ask(Alice=True)
    team.night.go_on()
    team.leave("Bob")
    team.leave("Charlie")
    team.night.do(lambda version: Void(version, 1))
    team.night.do(lambda version: Unvoid(version, 1))
    assert team.points["Reds"] == 1
    team.come_back("Bob")
    team.come_back("Charlie")
    assert team.points["Reds"] == 0  # a third


@pytest.mark.parametrize("rule", RULES)
def test_what_a_team_put_in_stays_with_it_when_who_did_is_moved(house, clock, rule):
    team = Team(house, clock, *ROUNDS[::2], team_score=rule)
    team.ask(Alice=True, Dora=True)
    team.night.to("standings").to("intro")
    team.wish("Alice", seating.PutIn(1))
    team.move("Alice", team.seat("Dora").team_id)
    assert team.night.me("Bob").wager == 1
    assert not team.night.me("Dora").wager
    team.ask(Bob=True)
    team.night.go_on()
    assert own(team, "Bob") == 1
    assert own(team, "Alice") == own(team, "Dora") == 0


def test_who_founds_a_team_takes_their_own_stake_along(house, clock):
    team = Team(house, clock, *ROUNDS[::2])
    team.move("Bob")
    team.ask(Bob=True)
    team.night.to("standings").to("intro")
    team.wish("Bob", seating.PutIn(1))
    team.wish("Bob", seating.PickTeam(new_team="Greens"))
    assert team.night.me("Bob").wager == 1


def test_a_team_has_one_joker_though_all_who_played_it_were_moved(team):
    team.night.go_on()
    team.wish("Dora", seating.Joker(on=True))
    team.ask(Dora=True)
    team.night.go_on()
    blue = team.seat("Dora").team_id
    team.move("Dora", team.red)
    team.move("Bob", blue)
    assert own(team, "Dora") == 2
    team.night.to("standings").to("intro")
    with pytest.raises(ConflictError, match="already"):
        team.wish("Bob", seating.Joker(on=True))
    assert not team.night.me("Bob").may_joker


class TestFoundedInMidNight:
    """Where captains count, a team that is formed late has what its first captain earned."""

    @pytest.fixture
    def team(self, house, clock):
        team = Team(house, clock, team_score="captain")
        for name in ("Emil", "Finn"):
            team.night.join(name)
        team.ask(Alice=True, Emil=True, Finn=False)
        team.night.go_on()
        team.ask(Alice=True, Bob=True, Emil=False, Finn=True)
        team.night.go_on()
        return team

    def test_it_begins_with_what_who_formed_it_earned_alone(self, team):
        assert team.points == {"Reds": 2, "Blues": 0, "Emil": 1, "Finn": 1}
        team.wish("Emil", seating.PickTeam(new_team="Greens"))
        green = team.seat("Emil").team_id
        assert team.points["Greens"] == 1
        team.wish("Finn", seating.PickTeam(team_id=green))
        team.lead("Finn")
        team.judge_anew(1)
        team.judge_anew(2)
        assert team.points == {"Reds": 2, "Blues": 0, "Greens": 1}
        team.ask(Finn=True, Emil=False)
        team.night.go_on()
        assert team.points["Greens"] == 2

    def test_a_key_that_is_changed_later_is_for_who_formed_it(self, team):
        team.wish("Emil", seating.PickTeam(new_team="Greens"))
        team.night.do(lambda version: Void(version, 1))
        assert team.points["Greens"] == 0
        team.leave("Emil")
        team.night.do(lambda version: Unvoid(version, 1))
        team.come_back("Emil")
        assert team.points["Greens"] == 1

    def test_who_comes_first_into_a_team_that_the_host_made_forms_it(self, team):
        green = team.new_team("Greens")
        team.move("Bob", green)
        assert team.points == {"Reds": 2, "Blues": 0, "Emil": 1, "Finn": 1, "Greens": 1}
        team.move("Finn", green)
        assert team.points["Greens"] == 1

    def test_what_was_earned_for_a_team_stays_with_it(self, team):
        team.move("Alice", team.new_team("Greens"))
        assert team.points == {"Reds": 2, "Blues": 0, "Emil": 1, "Finn": 1, "Greens": 0}
        team.judge_anew(1)
        assert team.points["Reds"] == 2

    def test_a_team_that_is_dissolved_gives_back_what_was_earned_for_it(self, team):
        night = team.night
        roster.drop_team(night.house, night.night_id, night.key, team.red)
        assert team.points == dict.fromkeys(["Emil", "Finn", "Bob"], 1) | {
            "Alice": 2, "Charlie": 0, "Blues": 0,
        }  # fmt: skip
        team.wish("Alice", seating.PickTeam(new_team="Greens"))
        assert team.points["Greens"] == 2

    def test_who_comes_late_forms_a_team_with_nothing(self, team):
        team.night.join("Gina", new_team="Greens")
        assert team.points["Greens"] == 0
        team.move("Emil", team.seat("Gina").team_id)
        assert team.points["Greens"] == 0
