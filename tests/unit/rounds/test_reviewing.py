"""When what was missed comes back."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quiz.questions.model import Choice, Proof, Question
from quiz.rounds.reviewing import MOST, SOON, Memory, looked, missed, pick

NOW = datetime(2026, 3, 14, 20, tzinfo=UTC)
YEAR = timedelta(days=365)
waits = st.timedeltas(timedelta(0), timedelta(days=400))
looks = st.lists(st.tuples(st.booleans(), waits), max_size=12)


def after(history, now=NOW):
    """Miss a question, and look at it again after these waits; return what is left, and when."""
    memory = missed(now)
    for right, wait in history:
        now += wait
        memory = looked(memory, right=right, now=now)
    return memory, now


def question(number, *facts):
    return Question(f"q{number}", f"{number}?", Choice("a", ("b",)), proof=Proof("x", facts=facts))


def test_what_is_right_at_once_needs_no_card_and_what_is_missed_does():
    assert looked(None, right=True, now=NOW) is None
    assert looked(None, right=False, now=NOW) == missed(NOW)


@given(looks)
def test_a_miss_comes_back_within_the_day_whatever_was_before(history):
    memory, now = after([*history, (False, timedelta(hours=1))])
    assert memory.due - now == SOON <= timedelta(days=1)
    assert memory.seen_at == now


@given(looks)
def test_each_right_answer_to_a_due_card_makes_the_wait_longer_up_to_a_year(history):
    memory, _ = after(history)
    gaps = []
    for _ in range(12):
        now = memory.due
        memory = looked(memory, right=True, now=now)
        gaps.append(memory.due - now)
    day = timedelta(days=1)
    assert gaps[0] >= day
    for gap, longer in pairwise(gaps):
        assert gap < longer or gap == longer in (day, YEAR)  # they are whole days
    assert gaps[-1] > timedelta(days=30)


def test_the_waits_are_a_day_two_a_week_and_so_on():
    memory, gaps = missed(NOW), []
    for _ in range(8):
        now = memory.due
        memory = looked(memory, right=True, now=now)
        gaps.append((memory.due - now).days)
    assert gaps == [1, 2, 6, 18, 45, 105, 226, 365]


@given(looks, st.timedeltas(timedelta(seconds=1), YEAR))
def test_a_right_answer_before_it_is_due_changes_nothing(history, early):
    memory, _ = after(history)
    assert looked(memory, right=True, now=memory.due - early) == memory


@given(looks)
def test_what_was_missed_more_often_comes_back_sooner(history):
    memory, now = after([*history, (False, timedelta(hours=1))])
    again = looked(memory, right=False, now=now + SOON)
    once, twice = (looked(m, right=True, now=m.due) for m in (memory, again))
    assert twice.due - twice.seen_at <= once.due - once.seen_at
    assert twice.stability <= once.stability


@given(looks)
def test_the_same_looks_give_the_same_times_in_any_zone(history):
    there = timezone(timedelta(hours=-7))
    memory, _ = after(history)
    again, _ = after(history, NOW.astimezone(there))
    assert memory == again
    assert memory.due.tzinfo is UTC
    assert Memory.of(memory.card) == memory


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=2), max_size=50))
def test_no_two_questions_of_a_review_rest_on_one_fact(facts):
    due = [question(number, *some) for number, some in enumerate(facts)]
    picked = pick(due)
    told = [fact for one in picked for fact in one.proof.facts]
    assert len(told) == len(set(told))
    assert len(picked) <= MOST
    assert [one for one in due if one in picked] == list(picked)
    left = [one for one in due if one not in picked]
    if len(picked) < MOST:
        assert all(set(told) & set(one.proof.facts) for one in left)
    if due:
        assert picked[0] == due[0]
