"""What stays of a night that is planned anew."""

from dataclasses import replace

import pytest

from quiz.night.commands import Back, LockDoor, Next
from quiz.night.model import Rules, State
from quiz.services.nights import keeping, planning, seating
from quiz.services.nights.desk import NightDraft, RoundDraft
from quiz.store import night_results, nights, seats
from tests.tools.nights import begin, draft

SUMS = RoundDraft("Sums", pack="sums", count=5)
STAGE = RoundDraft("Stage", pack="stage", count=4)
WORDS = RoundDraft("Words", pack="words", count=1)
TEA = RoundDraft("Tea", "break", count=0, seconds=0)


def anew(night, *rounds, **rules):
    planned = NightDraft("Anew", rounds, Rules(**rules))
    planning.replan(night.house, night.night_id, night.key, night.version, planned)
    return night


def asks(night):
    return [[row.ask for row in planned.rows] for planned in night.desk.plan]


def jokers(night):
    with night.house.store.reading() as tx:
        return {seat.name: seat.joker for seat in seats.all_of(tx, night.night_id)}


@pytest.mark.parametrize(
    ("after", "stays"),
    [
        ((SUMS, TEA, STAGE), {0: 0, 1: 1, 2: 2}),
        ((STAGE, SUMS), {0: 2, 1: 0}),
        ((replace(SUMS, title="Else", seconds=5, note="Hm."),), {0: 0}),
        ((replace(SUMS, count=6), STAGE), {1: 2}),
        ((replace(SUMS, level="hard"), replace(STAGE, pack="sums")), {}),
        ((replace(SUMS, title="Again"), SUMS), {1: 0}),
    ],
)
def test_a_round_stays_when_what_is_asked_was_not_touched(after, stays):
    before = draft(SUMS, TEA, STAGE)
    assert keeping.kept(before, draft(*after)) == stays


def test_rounds_that_stay_keep_even_questions_that_were_swapped(house, clock):
    night = begin(house, clock, draft(SUMS, STAGE))
    planning.swap(house, night.night_id, night.key, 1, 2)
    before = asks(night)
    anew(night, TEA, replace(STAGE, seconds=0), replace(SUMS, title="Else"))
    assert asks(night) == [[], before[1], before[0]]
    slots = night.record.plan.slots
    assert [slot.number for slot in slots] == list(range(1, 10))
    assert {slot.seconds for slot in slots[:4]} == {0}


def test_a_new_round_asks_nothing_that_another_asks_already(house, clock):
    night = begin(house, clock, draft(SUMS))
    anew(night, replace(SUMS, title="More", count=15), SUMS)
    first, second = asks(night)
    assert len({*first, *second}) == 20


def test_all_is_dealt_anew_where_what_stays_leaves_too_little(house, clock):
    night = begin(house, clock, draft(replace(SUMS, pack=""), STAGE))
    anew(night, replace(SUMS, pack=""), replace(STAGE, pack="sums", count=20))
    assert [len(each) for each in asks(night)] == [5, 20]


def test_jokers_go_with_their_round_and_others_come_back(house, clock):
    night = begin(house, clock, draft(SUMS, STAGE, jokers=True)).join("Alice", "Bob")
    seating.settle_in(house, night.night_id, night.tokens["Alice"], seating.Joker(on=True))
    assert jokers(night) == {"Alice": 0, "Bob": None}
    anew(night, STAGE, SUMS, jokers=True)
    assert jokers(night) == {"Alice": 1, "Bob": None}
    anew(night, replace(SUMS, count=3), STAGE, jokers=True)
    assert jokers(night) == {"Alice": None, "Bob": None}


def test_nothing_said_of_the_old_questions_is_left(house, clock):
    night = begin(house, clock, draft(RoundDraft("In", "wager", pack="stage", count=1), SUMS))
    night.join("Alice")
    night.do(Next)
    seating.settle_in(house, night.night_id, night.tokens["Alice"], seating.PutIn(100))
    night.do(Back)
    night.do(LockDoor, locked=True)
    with house.store.writing() as tx:
        state = replace(night.record.state, void=frozenset({2}), accepted={1: ("x",)})
        nights.put_state(tx, night.night_id, state, clock())
    version = night.version
    anew(night, SUMS)
    state = night.record.state
    assert (state.version, state.door_locked) == (version + 1, True)
    assert state == State(state.version, door_locked=True)
    with house.store.reading() as tx:
        assert night_results.wagers(tx, night.night_id, 1) == {}


def test_teams_and_who_waits_stay(house, clock):
    night = begin(house, clock, draft(SUMS, teams="shared", approve=True)).join("Alice", "Bob")
    before = [(row.seat_id, row.name, row.team, row.status) for row in night.desk.roster]
    anew(night, STAGE, teams="shared", approve=True)
    assert [(r.seat_id, r.name, r.team, r.status) for r in night.desk.roster] == before
    assert night.me("Bob").status == "waiting"


def test_each_phone_plays_where_each_is_a_team_from_now_on(house, clock):
    night = begin(house, clock, draft(SUMS, teams="own")).join("Alice", new_team="Bob")
    red = night.me("Alice").teams[0][0]
    night.join("Bob", team_id=red).join("Charlie", new_team="Blues").join("Dora", team_id=red)
    night.join("Emil")
    anew(night, SUMS, teams="shared", scoring="pub")
    names = ("Alice", "Bob", "Charlie", "Dora")
    assert [night.me(name).team for name in names] == ["Bob", "Bob 2", "Blues", "Dora"]
    assert all(night.me(name).is_captain for name in names)
    night.to("question")
    for name in (*names, "Emil"):
        night.answer(name)
    night.to("standings")
    assert [place.points for place in night.stage.places] == [1] * 5


def test_everybody_is_told(house, clock):
    night, told = begin(house, clock, draft(SUMS)), []
    house.bus.listen(told.append)
    before = night.stage.head
    anew(night, STAGE)
    assert [(news.room, news.topic) for news in told] == [(night.night_id, "state")]
    assert night.stage.head.sequence > before.sequence
    assert (night.stage.head.title, night.stage.head.rounds) == ("Anew", 1)
