"""Whatever hosts press and whenever they press it, a night stays one that can be played."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quiz.errors import ConflictError, QuizError
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
from quiz.night.model import GRACE, Plan, PlannedRound, Rules, Slot, State
from quiz.night.timing import verdict

START = datetime(2026, 1, 1, 20, tzinfo=UTC)
KINDS = st.sampled_from(["typed", "choice", "multi", "truefalse", "typed", "number", "order"])
FORMATS = st.sampled_from(["general", "moments", "speed", "wager", "tiebreak"])
QUESTIONS = st.tuples(KINDS, st.sampled_from([0, 5, 20, 60]), st.sampled_from([0.0, 1.5, 8.0]))
ROUNDS = st.tuples(FORMATS, st.lists(QUESTIONS, min_size=1, max_size=3) | st.just([]))
WAITS = st.one_of(
    st.sampled_from([0.0, 0.3, 0.5, 1.0, 5.0, 20.0]), st.floats(0, 3), st.floats(0, 200)
)


def plan_of(rounds) -> Plan:
    number, planned = 0, []
    for index, (form, questions) in enumerate(rounds, 1):
        slots = []
        for kind, seconds, lead in questions:
            number += 1
            slots.append(Slot(number, "d", "p", f"q{number}", kind, (), seconds, lead))
        kept = form if slots else "break"
        planned.append(PlannedRound(f"Round {index}", kept, slots=tuple(slots)))
    return Plan(tuple(planned))


class Nights(RuleBasedStateMachine):
    """Alice hosts with two tabs: one sees the state as it is, the other as it was."""

    @initialize(
        rounds=st.lists(ROUNDS, min_size=1, max_size=4),
        auto_reveal=st.booleans(),
        end_early=st.booleans(),
        standings_each=st.booleans(),
        extra=st.sampled_from([0.0, 10.0]),
    )
    def begin(self, rounds, auto_reveal, end_early, standings_each, extra):
        self.plan = plan_of(rounds)
        self.rules = Rules(
            auto_reveal=auto_reveal, end_early=end_early, standings_each=standings_each
        )
        self.extra = extra
        self.state = State()
        self.now = START
        self.old = [self.state.version]

    def press(self, command):
        before = self.state
        can = machine.possible(self.plan, self.rules, before)
        name = {"AddTime": "add_time"}.get(type(command).__name__, type(command).__name__.lower())
        number = getattr(command, "number", before.stage.number)
        refused = ""
        try:
            self.state = machine.apply(self.plan, self.rules, before, command, self.now, self.extra)
        except QuizError as error:
            refused = str(error)
        if refused:
            is_told = name in can and number == before.stage.number
            assert not is_told or name in {"add_time", "accept", "rekey"}, (name, refused)
            assert refused.endswith(".")
            return
        assert self.state.version == before.version + 1
        if name != "lockdoor" and number == before.stage.number:
            assert name in can
        self.old.append(self.state.version)

    @rule(wait=WAITS)
    def time_goes_by(self, wait):
        self.now += timedelta(seconds=wait)

    @rule(wait=WAITS)
    def it_settles(self, wait):
        self.now += timedelta(seconds=wait)
        due = machine.due(self.state)
        after = machine.settle(self.plan, self.rules, self.state, self.now)
        if due is None or self.now < due:
            assert after is self.state
        else:
            assert after.version == self.state.version + 1
            assert after.stage.phase == ("reveal" if self.rules.auto_reveal else "locked")
            assert after.stage.locked_at == due
        assert machine.settle(self.plan, self.rules, after, self.now) is after
        self.state = after

    @rule()
    def all_have_answered(self):
        before = self.state
        self.state = machine.lock_early(self.plan, self.rules, before, self.now)
        is_open = before.stage.phase == "question" and before.paused_at is None
        assert (self.state is not before) == (self.rules.end_early and is_open)

    @rule(times=st.integers(1, 4), waits=st.lists(WAITS, min_size=4, max_size=4))
    def next(self, times, waits):
        for wait in waits[:times]:
            self.once_more()
            self.now += timedelta(seconds=wait)

    def once_more(self):
        key = machine.next_key(self.plan, self.rules, self.state)
        was = self.state
        self.press(Next(was.version))
        phases = {
            "start": "intro", "open": "question", "lock": "locked", "reveal": "reveal",
            "next_question": "question", "standings": "standings", "next_round": "intro",
            "podium": "podium", "end": "over", "resume": was.stage.phase, "": "over",
        }  # fmt: skip
        assert self.state.stage.phase == phases[key]
        assert (self.state is was) == (key == "")

    @rule(which=st.sampled_from([Back, Pause, Resume, Skip, AddTime]))
    def another_command(self, which):
        self.press(which(self.state.version))

    @precondition(lambda self: self.state.stage.phase in {"question", "locked"})
    @rule(which=st.sampled_from([Back, Pause, Skip, AddTime]))
    def a_command_for_the_question(self, which):
        self.press(which(self.state.version))

    @rule(dice=st.integers(0, 30), locked=st.booleans())
    def the_door_or_once_in_a_while_the_podium(self, dice, locked):
        version = self.state.version
        self.press(Finish(version) if dice == 17 else LockDoor(version, locked))

    @rule(which=st.sampled_from([Void, Unvoid, Accept, Rekey]), number=st.integers(0, 12))
    def a_second_thought_about_any_question(self, which, number):
        texts = ("7", "true") if which in {Accept, Rekey} else None
        version = self.state.version
        self.press(which(version, number) if texts is None else which(version, number, texts))

    @precondition(lambda self: machine.asked(self.state))
    @rule(
        which=st.sampled_from([Void, Unvoid, Accept, Rekey]),
        place=st.integers(0, 12),
        texts=st.lists(st.sampled_from(["", "7", "true", "b"]), max_size=3),
    )
    def a_second_thought(self, which, place, texts):
        asked = sorted(machine.asked(self.state))
        number = asked[place % len(asked)]
        more = (tuple(texts),) if which in {Accept, Rekey} else ()
        self.press(which(self.state.version, number, *more))

    @precondition(lambda self: len(self.old) > 1)
    @rule(which=st.sampled_from([Next, Back, Skip, Pause, Finish]), age=st.integers(1, 5))
    def the_other_tab_is_late(self, which, age):
        command = which(self.old[-min(age + 1, len(self.old))])
        with pytest.raises(ConflictError, match="Someone was faster: the night is at"):
            machine.apply(self.plan, self.rules, self.state, command, self.now)

    @precondition(lambda self: self.state.stage.phase == "question" and not self.state.paused_at)
    @rule(wait=st.floats(0.01, 5000))
    def a_pause_costs_no_time(self, wait):
        """Paused and resumed, a question has what it had."""
        slot = self.plan.slot(self.state.stage.number)
        before = machine.clock(self.state, slot, self.now)
        paused = machine.apply(
            self.plan, self.rules, self.state, Pause(self.state.version), self.now
        )
        later = self.now + timedelta(seconds=wait)
        assert machine.clock(paused, slot, later) == before
        assert machine.settle(self.plan, self.rules, paused, later) is paused
        resumed = machine.apply(self.plan, self.rules, paused, Resume(paused.version), later)
        assert machine.clock(resumed, slot, later) == pytest.approx(before)

    @invariant()
    def instants_are_in_order(self):
        stage = self.state.stage
        if stage.phase != "question":
            return
        slot = self.plan.slot(stage.number)
        assert stage.opened_at is not None
        assert stage.locked_at is None
        assert (stage.deadline is None) == (slot.seconds == 0) == (stage.closes_at is None)
        if stage.deadline is not None:
            assert stage.opened_at + timedelta(seconds=slot.seconds) <= stage.deadline
            assert stage.deadline <= stage.closes_at
        lead, left = machine.clock(self.state, slot, self.now)
        assert 0 <= lead <= slot.lead
        assert (left is None) == (slot.seconds == 0)
        assert left is None or left >= 0

    @invariant()
    def the_stage_is_one_of_the_plan(self):
        stage = self.state.stage
        assert -1 <= stage.round < max(1, len(self.plan.rounds))
        if stage.phase in {"question", "locked", "reveal"}:
            assert self.plan.round_of(stage.number) == stage.round
        assert machine.where(self.plan, stage)

    @invariant()
    def only_what_was_revealed_and_counts_is_scored(self):
        state = self.state
        shown = {s.number for s in (*state.past, state.stage) if s.phase == "reveal"}
        assert machine.scored(state) == shown - state.void - state.skipped
        assert machine.scored(state) <= machine.asked(state)
        if state.stage.phase in {"question", "locked"}:
            assert state.stage.number not in machine.scored(state)

    @invariant()
    def no_question_is_asked_twice(self):
        numbers = [s.number for s in (*self.state.past, self.state.stage) if s.phase == "question"]
        assert numbers == sorted(set(numbers))

    @invariant()
    def an_answer_counts_only_in_its_time(self):
        state, stage = self.state, self.state.stage
        for slot in self.plan.slots:
            found = verdict(state, slot, self.now)
            if slot.number != stage.number:
                assert found == "other"
            elif found == "ok":
                assert stage.phase == "question"
                assert stage.opened_at <= self.now
                assert state.paused_at is None or self.now <= state.paused_at + GRACE
                assert stage.deadline is None or self.now <= stage.deadline + GRACE

    @invariant()
    def the_night_can_be_played_to_its_end(self):
        state = self.state
        for _ in range(4 * len(self.plan.slots) + 2 * len(self.plan.rounds) + 4):
            if state.stage.phase == "over":
                break
            state = machine.apply(self.plan, self.rules, state, Next(state.version), self.now)
        assert state.stage.phase == "over"

    @invariant()
    def one_can_go_back_to_the_lobby(self):
        state = self.state
        if state.stage.phase == "over":
            return
        while state.past:
            state = machine.apply(self.plan, self.rules, state, Back(state.version), self.now)
        assert state.stage.phase == "lobby"
        assert not state.skipped


Nights.TestCase.settings = settings(max_examples=100, stateful_step_count=50)
TestAnyNight = Nights.TestCase
