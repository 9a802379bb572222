"""Edits of packs: whatever was done is taken back, and done again."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quiz.packs import edits
from quiz.packs.model import Pack
from quiz.questions.model import Choice, Question

PACK = Pack("p", "Planets", tuple(Question(i, i, Choice("a", ("b",))) for i in "abcde"))
IDS = st.sampled_from("abcdefg")
CHANGES = st.one_of(
    st.tuples(st.just("add"), IDS, IDS),
    st.tuples(st.just("delete"), IDS, IDS),
    st.tuples(st.just("move"), IDS, st.integers(-2, 9)),
    st.tuples(st.just("ask"), IDS, IDS),
    st.tuples(st.just("title"), IDS, IDS),
)


def done(pack, change):
    what, one, other = change
    if what == "add" and edits.place_of(pack, one) < 0:
        return edits.added(pack, Question(one, other, Choice("x", ("y",))), other)
    if what == "delete":
        return edits.without(pack, one)
    if what == "move":
        return edits.moved(pack, one, other)
    if what == "ask" and edits.place_of(pack, one) >= 0:
        asked = replace(pack.questions[edits.place_of(pack, one)], ask=other)
        return edits.with_question(pack, asked)
    return replace(pack, title=one)


@given(st.lists(CHANGES, max_size=12))
def test_all_that_was_done_is_taken_back_and_done_again(changes):
    states, steps = [PACK], []
    for change in changes:
        states.append(done(states[-1], change))
        steps.append(edits.edit_between(states[-2], states[-1]))
    pack = states[-1]
    for step, before in zip(steps[::-1], states[-2::-1], strict=True):
        pack = edits.undone(pack, step)
        assert pack == before
    for step, after in zip(steps, states[1:], strict=True):
        pack = edits.redone(pack, step)
        assert pack == after


@given(CHANGES, CHANGES)
def test_two_edits_become_one(first, second):
    one = done(PACK, first)
    two = done(one, second)
    both = edits.merged(one, edits.edit_between(PACK, one), two)
    assert edits.undone(two, both) == PACK
    assert edits.redone(PACK, both) == two


def test_a_step_keeps_only_what_differs():
    step = edits.edit_between(PACK, edits.without(PACK, "c"))
    assert [q.id for q in step.before.questions] == ["c"]
    assert step.after.questions == ()


def test_a_question_comes_after_another_or_last_and_moves_to_where_there_is_a_place():
    new = Question("z", "z", Choice("a", ("b",)))
    assert [q.id for q in edits.added(PACK, new, "b").questions] == list("abzcde")
    assert [q.id for q in edits.added(PACK, new).questions] == list("abcdez")
    assert [q.id for q in edits.moved(PACK, "d", 0).questions] == list("dabce")
    assert [q.id for q in edits.moved(PACK, "a", 99).questions] == list("bcdea")
