"""What each command does, screen by screen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from quiz.errors import BadInputError, ConflictError
from quiz.night import machine
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
from quiz.night.model import Plan, PlannedRound, Rules, Slot, State

START = datetime(2026, 1, 1, 20, tzinfo=UTC)
PLAN = Plan(
    (
        PlannedRound("Films", slots=(
            Slot(1, "d", "p", "a", "choice", (0, 1), seconds=20, lead=3.0),
            Slot(2, "d", "p", "b", "typed", seconds=20),
        )),
        PlannedRound("Half-time", "break"),
        PlannedRound("All in", "wager", slots=(Slot(3, "d", "p", "c", "order", (1, 0, 2)),)),
    )
)  # fmt: skip
BY_ITSELF = Rules()
BY_HAND = Rules(auto_reveal=False)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


class Host:
    """Presses what a test says, always with the version that is."""

    def __init__(self, rules=BY_ITSELF, extra=0.0, plan=PLAN):
        self.plan, self.rules, self.extra = plan, rules, extra
        self.state, self.seconds = State(), 0

    def press(self, kind, *args):
        command = kind(self.state.version, *args)
        now = at(self.seconds)
        self.state = machine.apply(self.plan, self.rules, self.state, command, now, self.extra)
        return self

    def next(self, times=1):
        for _ in range(times):
            self.press(Next)
        return self

    def wait(self, seconds):
        self.seconds += seconds
        return self

    def settle(self):
        self.state = machine.settle(self.plan, self.rules, self.state, at(self.seconds))
        return self

    @property
    def phase(self):
        return self.state.stage.phase

    @property
    def number(self):
        return self.state.stage.number

    @property
    def clock(self):
        return machine.clock(self.state, self.plan.slot(self.number), at(self.seconds))

    @property
    def can(self):
        return machine.possible(self.plan, self.rules, self.state)


def phases(host):
    seen = [(host.phase, host.number)]
    while host.phase != "over":
        host.next()
        seen.append((host.phase, host.number))
    return seen


def question(rules=BY_ITSELF, **more):
    """Question 1, with its lead over."""
    return Host(rules, **more).next(2).wait(3)


class TestTheWay:
    def test_next_leads_through_the_night_by_itself(self):
        assert phases(Host()) == [
            ("lobby", 0), ("intro", 0), ("question", 1), ("reveal", 1), ("question", 2),
            ("reveal", 2), ("standings", 2), ("intro", 2), ("intro", 2), ("question", 3),
            ("reveal", 3), ("standings", 3), ("podium", 3), ("over", 3),
        ]  # fmt: skip

    def test_a_host_may_reveal_by_hand_and_show_standings_after_every_question(self):
        seen = phases(Host(Rules(auto_reveal=False, standings_each=True)))
        assert seen[2:7] == [
            ("question", 1), ("locked", 1), ("reveal", 1), ("standings", 1), ("question", 2),
        ]  # fmt: skip

    def test_a_night_without_rounds_is_a_podium(self):
        assert phases(Host(plan=Plan(()))) == [("lobby", 0), ("podium", 0), ("over", 0)]

    def test_after_the_end_nothing_goes_on(self):
        host = Host()
        phases(host)
        assert machine.next_key(PLAN, host.rules, host.state) == ""
        assert host.can == {"void", "rekey"}
        for command in (Next, Back, Pause, Resume, Skip, Finish, AddTime):
            with pytest.raises(ConflictError, match="over"):
                host.press(command)

    def test_a_command_with_an_old_version_is_told_where_the_night_is(self):
        host = question()
        with pytest.raises(ConflictError) as told:
            machine.apply(PLAN, host.rules, host.state, Next(2), at(4))
        assert "Someone was faster: the night is at question 1 of “Films” already." in str(
            told.value
        )


class TestTime:
    def test_a_question_opens_after_its_lead(self):
        host = Host(extra=10).next(2)
        stage = host.state.stage
        assert (stage.opened_at, stage.deadline, stage.closes_at) == (at(3), at(23), at(33))
        assert host.clock == (3, 20)
        assert host.wait(5).clock == (0, 18)

    def test_time_that_is_up_reveals_by_itself_after_the_slowest_and_the_grace(self):
        host = Host(extra=10).next(2)
        assert machine.due(host.state) == at(33.5)
        assert host.wait(33.4).settle().phase == "question"
        assert host.wait(0.1).settle().phase == "reveal"
        assert host.state.version == 4

    def test_where_the_host_reveals_time_that_is_up_only_locks(self):
        host = question(BY_HAND).wait(60).settle()
        assert host.phase == "locked"
        assert host.state.stage.locked_at == at(23.5)

    def test_without_a_timer_a_question_waits_for_the_host(self):
        plan = Plan((PlannedRound("R", slots=(Slot(1, "d", "p", "a", "choice", seconds=0),)),))
        host = Host(plan=plan).next(2)
        assert machine.due(host.state) is None
        assert host.clock == (0, None)
        assert host.wait(9999).settle().phase == "question"

    def test_a_pause_is_not_counted_and_next_ends_it(self):
        host = question().wait(5).press(Pause).wait(600)
        assert machine.next_key(PLAN, host.rules, host.state) == "resume"
        assert machine.due(host.state) is None
        assert host.clock == (0, 15)
        assert host.next().clock == (0, 15)
        assert host.phase == "question"
        with pytest.raises(ConflictError, match="not paused"):
            host.press(Resume)

    def test_a_pause_stops_the_lead_too(self):
        host = Host().next(2).wait(1).press(Pause).wait(50).press(Resume)
        assert host.clock == (2, 20)

    def test_more_time_is_for_everybody(self):
        host = question(extra=10).press(AddTime, 15)
        assert (host.state.stage.deadline, host.state.stage.closes_at) == (at(38), at(48))

    def test_more_time_still_helps_within_the_grace(self):
        host = question().wait(20.4).press(AddTime, 15)
        assert host.clock == (0, 15)

    def test_more_time_is_refused_when_it_was_up_or_nothing_is_open(self):
        with pytest.raises(ConflictError, match="Time was up"):
            question().wait(20.5).press(AddTime, 15)
        with pytest.raises(ConflictError, match="No question is open"):
            Host().press(AddTime, 15)
        with pytest.raises(BadInputError, match="1 to 600"):
            question().press(AddTime, 0)

    def test_all_have_answered(self):
        host = question().wait(2)
        after = machine.lock_early(PLAN, host.rules, host.state, at(host.seconds))
        assert (after.stage.phase, after.version) == ("reveal", host.state.version + 1)
        patient = replace(host.rules, end_early=False)
        assert machine.lock_early(PLAN, patient, host.state, at(5)) is host.state


class TestBack:
    def test_a_question_opened_again_has_what_it_had_left(self):
        host = question().wait(4).next().wait(100).press(Back)
        assert (host.phase, host.clock) == ("question", (0, 16))
        assert host.state.stage.opened_at == at(host.seconds - 4)
        assert machine.scored(host.state) == frozenset()

    def test_it_has_ten_seconds_at_least(self):
        host = question(extra=10).wait(19).next().wait(100).press(Back)
        assert host.clock == (0, 10)
        assert host.state.stage.closes_at == at(host.seconds + 20)

    def test_back_from_a_reveal_leads_past_the_lock(self):
        host = question(BY_HAND).next(2)
        assert host.press(Back).phase == "question"

    def test_later_screens_show_the_one_before(self):
        host = Host().next(6)
        seen = []
        while host.state.past:
            seen.append((host.press(Back).phase, host.number))
        assert seen == [
            ("reveal", 2), ("question", 2), ("reveal", 1), ("question", 1), ("intro", 0),
            ("lobby", 0),
        ]  # fmt: skip
        with pytest.raises(ConflictError, match="nothing before"):
            host.press(Back)

    def test_in_a_pause_the_question_before_waits_for_its_end(self):
        host = question().wait(4).next().press(Pause).wait(9).press(Back).wait(50)
        assert host.clock == (0, 16)
        assert host.press(Resume).clock == (0, 16)

    def test_the_podium_came_too_soon(self):
        host = question().wait(4).press(Finish)
        assert host.phase == "podium"
        host.wait(30).press(Back)
        assert (host.phase, host.clock) == ("question", (0, 16))


class TestLeftOut:
    def test_a_question_that_is_skipped_counts_for_nobody(self):
        host = question().press(Skip)
        assert (host.phase, host.number) == ("question", 2)
        assert host.state.skipped == {1}
        host.next(2)
        assert host.phase == "standings"
        assert machine.scored(host.state) == {2}

    def test_after_the_last_one_come_the_standings(self):
        host = question().next(2).press(Skip)
        assert (host.phase, host.state.skipped) == ("standings", {2})

    def test_back_takes_it_in_again(self):
        host = question().press(Skip).press(Back)
        assert (host.phase, host.number, host.state.skipped) == ("question", 1, frozenset())

    def test_a_locked_one_can_be_left_out_too(self):
        host = question(BY_HAND).next().press(Skip)
        assert (host.number, host.state.skipped) == (2, {1})
        host.press(Back)
        assert (host.phase, host.state.skipped) == ("locked", frozenset())

    def test_a_break_can_be_cut_short(self):
        host = Host().next(7)
        assert (host.phase, host.state.stage.round) == ("intro", 1)
        assert host.press(Skip).state.stage.round == 2

    def test_there_is_nothing_to_skip_at_a_reveal(self):
        with pytest.raises(ConflictError, match="leave out"):
            question().next().press(Skip)


class TestSecondThoughts:
    @pytest.fixture(params=["reveal", "podium", "over"])
    def later(self, request):
        """A night at some screen after both questions of the first round."""
        host = Host().next(5)
        while host.phase != request.param:
            host.next()
        return host

    def test_a_question_is_voided_and_counted_again(self, later):
        counted = machine.scored(later.state)
        assert machine.scored(later.press(Void, 1).state) == counted - {1}
        with pytest.raises(ConflictError, match="nobody already"):
            later.press(Void, 1)
        assert machine.scored(later.press(Unvoid, 1).state) == counted
        with pytest.raises(ConflictError, match="not voided"):
            later.press(Unvoid, 1)

    def test_typed_answers_are_accepted_one_after_the_other(self, later):
        later.press(Accept, 2, ("Bejing", " Bejing ")).press(Accept, 2, ("Pekin", "Bejing"))
        assert later.state.accepted == {2: ("Bejing", "Pekin")}
        with pytest.raises(ConflictError, match="accepted already"):
            later.press(Accept, 2, ("Pekin",))

    def test_another_key_replaces_what_was_accepted_and_no_key_undoes_all(self, later):
        later.press(Accept, 2, ("Pekin",)).press(Rekey, 2, ("Nanking",))
        assert (later.state.accepted, later.state.rekeyed) == ({}, {2: ("Nanking",)})
        later.press(Rekey, 2, ())
        assert later.state.rekeyed == {}

    @pytest.mark.parametrize(
        ("command", "args", "told"),
        [
            (Accept, (1, ("x",)), "Only typed"),
            (Accept, (2, ("", " "))  , "Choose an answer"),
            (Accept, (2, tuple(map(str, range(101)))), "at most 100"),
            (Accept, (2, ("x" * 201,)), "at most 200"),
            (Void, (99,), "no question 99"),
            (Rekey, (99, ()), "no question 99"),
        ],
    )  # fmt: skip
    def test_nonsense_is_refused(self, later, command, args, told):
        with pytest.raises(BadInputError, match=told):
            later.press(command, *args)

    @pytest.mark.parametrize(
        ("right", "told"),
        [(("x",), "There are 3 to place"), (("x", "y", "x"), "“x” is chosen twice")],
    )
    def test_what_is_arranged_has_each_option_once(self, right, told):
        host = Host().next(9)
        assert host.number == 3
        with pytest.raises(BadInputError, match=told):
            host.press(Rekey, 3, right)
        assert host.press(Rekey, 3, ("x", "y", "z")).state.rekeyed == {3: ("x", "y", "z")}

    def test_the_key_there_is_already_changes_nothing(self, later):
        with pytest.raises(ConflictError, match="the key already"):
            later.press(Rekey, 2, ())
        later.press(Rekey, 2, ("Nanking",))
        with pytest.raises(ConflictError, match="the key already"):
            later.press(Rekey, 2, ("Nanking",))

    @pytest.mark.parametrize("command", [(Void, 2), (Accept, 2, ("x",)), (Rekey, 2, ("x",))])
    def test_what_was_not_asked_yet_waits(self, command):
        with pytest.raises(ConflictError, match="not been asked yet"):
            question().press(*command)


def test_the_door_is_locked_and_opened():
    host = Host().press(LockDoor, True)
    assert host.state.door_locked
    assert not host.press(LockDoor, False).state.door_locked


def test_the_host_is_told_what_is_possible():
    assert Host().can == {"next", "pause", "finish"}
    assert question().can == {
        "next", "back", "pause", "finish", "skip", "add_time", "void", "rekey",
    }  # fmt: skip
    assert question().press(Pause).press(Void, 1).can >= {"resume", "unvoid", "add_time"}
    assert question().next(2).can >= {"accept", "rekey"}
