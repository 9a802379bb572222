"""Each team with somebody in it has one captain, whoever goes and however they go."""

from dataclasses import replace

import pytest

from quiz.errors import ConflictError
from quiz.services import people
from quiz.services.nights import roster, seating
from quiz.store import seats
from quiz.store.people import add_player
from quiz.store.records import PlayerRecord
from tests.tools.night_teams import REDS, Team


@pytest.fixture
def team(house, clock):
    return Team(house, clock, team_score="captain")


def captains(team):
    return [name for name in REDS if (seat := team.seat(name)) and seat.is_captain]


def ids(team, *names):
    return [team.night.seats[name] for name in names]


@pytest.mark.parametrize("way", ["minutes", "away"])
def test_the_next_leads_when_a_purge_takes_the_captain(team, clock, way):
    clock.wait(600)
    team.night.join("Emil", team_id=team.red)
    team.ask(Bob=True, Charlie=True, Emil=True)
    clock.wait(200)
    roster.purge(team.night.house, team.night.night_id, team.night.key, way, 30)
    assert team.seat("Alice") is None
    assert captains(team) == ["Bob"]


@pytest.mark.parametrize("way", [roster.kick, roster.ban])
def test_who_is_sent_out_together_with_the_captain_does_not_lead(team, way):
    way(team.night.house, team.night.night_id, team.night.key, ids(team, "Alice", "Bob"))
    assert captains(team) == ["Charlie"]


def test_a_captain_who_is_let_in_together_with_the_heir_leads_alone(team):
    team.leave("Alice")
    with team.night.house.store.writing() as tx:
        seats.put(tx, replace(team.seat("Alice"), status="waiting"))
    assert captains(team) == ["Alice", "Bob"]  # she leads again when she is in
    team.night.clock.wait(1)
    roster.admit(team.night.house, team.night.night_id, team.night.key, ids(team, "Alice", "Bob"))
    assert captains(team) == ["Alice"]


def test_who_waits_at_the_door_is_not_made_captain(team):
    with team.night.house.store.writing() as tx:
        seats.put(tx, replace(team.seat("Bob"), status="waiting"))
    with pytest.raises(ConflictError, match="Let them in first"):
        team.lead("Bob")
    assert captains(team) == ["Alice"]


def test_the_next_leads_when_the_captain_deletes_their_account(team, clock):
    with team.night.house.store.writing() as tx:
        add_player(tx, PlayerRecord("ann", "Ann", clock(), clock()))
        seats.put(tx, replace(team.seat("Alice"), player_id="ann"))
    people.delete(team.night.house, "ann", None)
    assert captains(team) == ["Bob"]
    team.ask(Bob=True)
    team.night.go_on()
    assert team.points["Reds"] == 1


def test_a_captain_who_is_moved_leaves_the_lead_behind(team):
    night = team.night
    roster.move(night.house, night.night_id, night.key, night.seats["Alice"], "")
    assert captains(team) == ["Bob"]
    team.wish("Alice", seating.PickTeam(team_id=team.red))
    assert captains(team) == ["Bob"]
