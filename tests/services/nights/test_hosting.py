"""A host leads a night: what is pressed, what counts, what is said about it afterwards."""

from datetime import timedelta
from threading import Thread

import pytest

from quiz.errors import BadInputError, ConflictError, NotAllowedError
from quiz.night.commands import (
    Accept,
    AddTime,
    Back,
    Finish,
    LockDoor,
    Next,
    Pause,
    Rekey,
    Resume,
    Skip,
    Unvoid,
    Void,
)
from quiz.services.nights import pages, seating, stage
from quiz.services.nights.desk import RoundDraft
from quiz.store import night_results, packs
from tests.tools.nights import STAGE, begin, draft, put

TYPED = RoundDraft("Words", pack="words", count=1)


@pytest.fixture
def night(house, clock):
    return begin(house, clock, draft()).join("Alice", "Bob")


def points(night, name):
    return night.me(name).total


def results(night):
    with night.house.store.reading() as tx:
        return night_results.results(tx, night.night_id)


def audit(night):
    return [line for _, line in night.desk.audit]


def test_a_whole_night_of_two_rounds_with_three_seats_and_a_team(either_house, clock):
    night = begin(either_house, clock, draft(teams="own", team_score="best"))
    night.join("Alice", new_team="Owls").join("Bob")
    night.join("Charlie", team_id=night.me("Alice").teams[0][0])
    for round_of_five in range(2):
        assert night.go_on().stage.head.phase == "intro"
        assert night.stage.head.round == round_of_five + 1
        for position in range(1, 6):
            night.to("question")
            assert night.stage.head.position == position
            night.answer("Alice")
            night.answer("Bob", right=position == 1)
            night.answer("Charlie", right=False)  # all have answered: it is revealed
            assert night.stage.head.phase == "reveal"
            assert night.stage.reveal.right == (2 if position == 1 else 1)
        night.go_on()
        assert [(p.rank, p.name) for p in night.stage.places] == [(1, "Owls"), (2, "Bob")]
        assert night.stage.places[0].gained > 5_000
    assert night.go_on().stage.head.phase == "podium"
    assert night.stage.places[0].points > 10_000 > night.stage.places[1].points > 2_000
    assert {award.title for award in night.stage.awards} >= {"Longest streak"}
    assert night.go_on().stage.head.phase == "over"
    assert night.record.code is None
    assert pages.hosted_by(either_house, "nobody") == ()


def test_only_who_has_the_key_moves_a_night(night):
    with pytest.raises(NotAllowedError):
        stage.do(night.house, night.night_id, "another", Next(1))
    with pytest.raises(NotAllowedError):
        pages.host(night.house, night.night_id, "another")
    assert night.version == 1


def test_two_hosts_who_press_next_at_once_make_one_transition(either_house, clock):
    night = begin(either_house, clock, draft())
    told = []

    def press():
        try:
            told.append(stage.do(either_house, night.night_id, night.key, Next(1)))
        except ConflictError as error:
            told.append(str(error))

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 2
    assert told.count(2) == 1
    assert night.record.state.stage.phase == "intro"


def test_time_that_is_up_reveals_without_anybody(night, clock):
    night.to("question").answer("Alice")
    due = stage.wanted(night.house)[night.night_id]
    assert not stage.tick(night.house, night.night_id)
    clock.now = due
    assert stage.tick(night.house, night.night_id)
    assert not stage.tick(night.house, night.night_id)
    assert night.stage.head.phase == "reveal"
    assert stage.wanted(night.house) == {}
    assert points(night, "Alice") >= 1000
    assert points(night, "Bob") == 0


def test_several_processes_may_tick_at_once(either_house, clock):
    night = begin(either_house, clock, draft()).join("Alice").to("question")
    clock.wait(60)
    told = []
    threads = [
        Thread(target=lambda: told.append(stage.tick(either_house, night.night_id)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [False, False, False, True]
    assert len(results(night)) == 1


def test_a_command_that_comes_too_late_keeps_what_time_has_done(night, clock):
    night.to("question").answer("Alice")
    version = night.version
    clock.wait(60)
    with pytest.raises(ConflictError):
        night.do(AddTime, version=version)
    assert night.stage.head.phase == "reveal"
    assert len(results(night)) == 2


def test_a_new_house_goes_on_with_the_time_that_was_left(make_house, database_url, clock):
    night = begin(make_house(database_url), clock, draft()).join("Alice").to("question")
    left = night.stage.question.remaining
    night.house = make_house(database_url)  # its shelf has other packs by now
    clock.wait(3)
    assert night.stage.question.remaining == pytest.approx(left - 3)
    night.answer("Alice")
    assert night.stage.head.phase == "reveal"
    assert points(night, "Alice") >= 1000


def test_a_pack_that_is_gone_or_changed_is_still_asked_as_it_was(night):
    put(night.house)
    night.to("question")
    assert "number" in night.stage.question.ask
    night.answer("Alice")
    night.answer("Bob", right=False)
    assert night.stage.reveal.answer.startswith("w")


def words(house, clock, *names):
    """A night with one typed question, opened."""
    night = begin(house, clock, draft(RoundDraft("Stage", pack="stage", count=7, level="mixed")))
    night.join(*names)
    for _ in range(7):
        night.to("question")
        if night.stage.question.kind == "typed":
            return night
        night.go_on()
    raise AssertionError


def test_one_tap_accepts_an_answer_for_everyone_and_says_so(either_house, clock):
    night = words(either_house, clock, "Alice", "Bob", "Charlie")
    night.say("Alice", "Queen K")
    night.say("Bob", "queen k.")
    night.say("Charlie", "Beyonce")
    number = night.stage.head.position
    assert night.stage.reveal.right == 1
    group = night.desk.groups[0]
    assert (group.count, group.mark, group.is_accepted) == (2, "wrong", False)
    night.do(Accept, number=number, texts=group.texts)
    assert night.stage.reveal.right == 3
    assert points(night, "Alice") >= 1000
    assert audit(night)[0].startswith("Accepted “")
    assert audit(night)[0].endswith(f"for question {number}: +2 right.")
    assert night.desk.groups[-1].is_accepted or night.desk.groups[0].is_accepted
    assert "Also accepted" in night.stage.reveal.note
    night.do(Rekey, number=number, right=())
    assert points(night, "Alice") == 0


def test_what_was_accepted_before_the_reveal_counts_at_the_reveal(house, clock):
    night = words(house, clock, "Alice", "Bob")
    number = night.stage.head.position
    night.say("Alice", "Queen K")
    night.do(Accept, number=number, texts=("Queen K",))
    night.say("Bob", "nobody")
    assert night.me("Alice").result.mark == "right"
    assert "+1" not in audit(night)[0]


def test_a_question_that_is_voided_counts_for_nobody_until_it_counts_again(night):
    night.to("question")
    night.answer("Alice")
    night.answer("Bob", right=False)
    before = points(night, "Alice")
    night.do(Void, number=1)
    assert points(night, "Alice") == 0
    assert results(night) == ()
    assert night.me("Alice").result.mark == "void"
    assert "does not count" in night.stage.reveal.note
    assert audit(night)[0] == "Question 1 counts for nobody: -1 right."
    night.go_on()
    night.do(Unvoid, number=1)
    assert points(night, "Alice") == before
    assert audit(night)[0] == "Question 1 counts again: +1 right."


def test_another_key_moves_the_scores_at_any_later_time(night):
    night.to("question")
    night.answer("Alice")
    night.answer("Bob", right=False)
    bob = night.me("Bob").result.given
    night.go_on()
    night.do(Rekey, number=1, right=(bob,))
    assert points(night, "Alice") == 0
    assert points(night, "Bob") >= 1000
    assert bob in audit(night)[0]
    assert audit(night)[0].endswith("+0 right.")
    with pytest.raises(BadInputError, match="none of the options"):
        night.do(Rekey, number=1, right=("Neither",))
    with pytest.raises(ConflictError):
        night.do(Rekey, number=9, right=(bob,))


def test_going_back_from_the_reveal_takes_the_points_back(night):
    night.to("question")
    night.answer("Alice")
    night.answer("Bob")
    assert points(night, "Alice") >= 1000
    night.do(Back)
    assert night.stage.head.phase == "question"
    assert night.stage.question.remaining >= 10
    assert points(night, "Alice") == 0
    assert results(night) == ()
    night.do(Next)
    assert points(night, "Alice") >= 1000
    assert audit(night)[0].startswith("Went back from the answer to question 1")


def test_a_question_that_is_left_out_earns_nothing(night):
    night.to("question").answer("Alice")
    night.do(Skip)
    assert results(night) == ()
    assert night.stage.head.phase == "question"
    assert [row.state for row in night.desk.plan[0].rows[:3]] == ["skipped", "now", "ahead"]


def test_a_pause_stops_the_clock_and_the_door_can_be_locked(night, clock):
    night.to("question")
    left = night.stage.question.remaining
    night.do(Pause)
    clock.wait(600)
    assert night.stage.question.remaining == left
    assert not night.stage.question.is_open
    assert stage.wanted(night.house) == {night.night_id: None}
    night.do(Resume)
    night.do(AddTime, seconds=15)
    assert night.stage.question.remaining == pytest.approx(left + 15)
    night.do(LockDoor, locked=True)
    assert night.stage.door_locked
    assert audit(night)[:2] == ["Locked the door.", "Gave 15 more seconds for question 1."]
    night.do(Finish)
    assert night.stage.head.phase == "podium"


def test_the_slowest_with_extra_time_are_waited_for(night, clock):
    seating.settle_in(night.house, night.night_id, night.tokens["Bob"], seating.ExtraTime(on=True))
    assert night.me("Bob").extra_share == 0.5  # known before the first question: it comes alone
    assert night.me("Alice").extra_share == 0.0
    night.to("question").answer("Alice")
    clock.wait(night.stage.question.remaining + 5)
    assert not stage.tick(night.house, night.night_id)
    night.answer("Bob")
    assert night.stage.head.phase == "reveal"
    assert night.me("Bob").result.mark == "right"


def test_who_went_home_is_not_waited_for(night, clock):
    clock.wait(120)
    night.gone.add("Bob")
    night.to("question").answer("Alice")
    assert night.desk.online == 1
    assert night.stage.head.phase == "reveal"


def test_a_night_that_nobody_touches_for_a_day_ends_and_frees_its_code(night, clock):
    other = begin(night.house, clock, draft())
    clock.now += timedelta(hours=20)
    other.go_on()
    clock.now += timedelta(hours=5)
    assert stage.end_untouched(night.house) == 1
    assert night.record.code is None
    assert night.stage.head.phase == "over"
    assert other.record.code
    assert stage.end_untouched(night.house) == 0
    assert night.record.title == "Our night"


def test_the_stage_pack_has_every_kind():
    assert len({type(question.body) for question in STAGE.questions}) == 7
    assert packs.decode(packs.encode(STAGE)) == STAGE


def test_a_press_that_meant_to_lock_when_time_just_had_is_no_quarrel(house, clock):
    night = begin(house, clock, draft()).join("Bob").to("question")
    version, lines = night.version, len(night.desk.audit)
    clock.wait(60)
    assert night.do(Next, version=version) == night.version
    assert night.stage.head.phase == "reveal"
    assert len(night.desk.audit) == lines
    with pytest.raises(ConflictError):
        night.do(Next, version=version)
