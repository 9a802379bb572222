"""A question that is keyed anew is marked as if it had been written so; undone, as it was."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.night import machine
from quiz.night.commands import Rekey
from quiz.night.keys import in_places, keyed, mark_keyed, tidy
from quiz.night.model import Answer, Plan, PlannedRound, Rules, Seat, Slot, Stage, State
from quiz.night.scoring import Terms, judge
from quiz.questions.kinds import kind_of, options_of, right_options
from quiz.questions.marking import mark
from quiz.questions.model import Match, MultiSelect, Number, Order, Question

WORDS = st.lists(st.text("abcdé ", min_size=1, max_size=4), min_size=3, max_size=8, unique=True)
NOW = None  # no key waits for a moment


@st.composite
def bodies(draw):
    words = tuple(draw(WORDS))
    kind = draw(st.sampled_from(["order", "match", "multi"]))
    if kind == "order":
        return Order(words)
    if kind == "match":
        return Match(tuple((f"left {place}", word) for place, word in enumerate(words[:6])))
    few = draw(st.integers(1, len(words) - 1))
    options = tuple(f"option {place}" for place in range(len(words)))
    return MultiSelect(options[:few], options[few:])


def other_key(draw, body):
    """Return another key, and the question as its pack would have it with that key."""
    if isinstance(body, MultiSelect):
        rights = tuple(draw(st.lists(st.sampled_from(body.options), min_size=1, unique=True)))
        wrong = tuple(text for text in body.options if text not in rights)
        return rights, MultiSelect(rights, wrong)
    rights = tuple(draw(st.permutations(options_of(body))))
    if isinstance(body, Order):
        return rights, Order(rights)
    return rights, Match(tuple(zip(body.lefts, rights, strict=True)))


def scores(body, state, answers):
    """Judge stored answers by the key of the state, as a night does."""
    questions = keyed(Question("q", "What?", body), state.rekeyed.get(1, ()))
    marks = {answer.seat_id: mark_keyed(questions, answer.given) for answer in answers}
    seats = [Seat(answer.seat_id, answer.seat_id) for answer in answers]
    terms = Terms(slot_of(body), Rules(), length=3, jokers={"seat 1"})
    return judge(questions[0].body, terms, marks, answers, seats)


def slot_of(body):
    return Slot(1, "d", "p", "q", kind_of(body), tuple(range(len(options_of(body)))))


def press(body, state, right):
    plan = Plan((PlannedRound("One", slots=(slot_of(body),)),))
    return machine.apply(plan, Rules(), state, Rekey(state.version, 1, right), NOW)


@given(bodies(), st.data())
def test_points_follow_the_key_from_the_stored_answers_and_come_back_with_it(body, data):
    options = st.permutations(options_of(body)) | st.lists(st.sampled_from(options_of(body)))
    answers = [
        Answer(f"seat {place}", tuple(texts), used=3.0 * place)
        for place, texts in enumerate(data.draw(st.lists(options, max_size=4)))
        if texts
    ]
    answers.append(Answer("knows", right_options(body), 1.0))
    asked = State(stage=Stage("reveal", 0, 1))
    before = scores(body, asked, answers)
    rights, as_written = other_key(data.draw, body)
    after = press(body, asked, rights)
    assert scores(body, after, answers) == scores(as_written, asked, answers)
    winner = Answer("new", rights, 2.0)
    assert scores(body, after, [winner])[0].mark == "right"
    assert scores(body, press(body, after, ()), answers) == before
    assert after.version == asked.version + 1


@given(bodies(), st.data())
def test_a_key_with_something_else_in_it_is_passed_over(body, data):
    rights, _ = other_key(data.draw, body)
    if isinstance(body, MultiSelect):
        return
    for strange in (rights[:-1], (*rights[:-1], "strange"), rights + rights):
        assert keyed(Question("q", "What?", body), strange)[0].body == body


@given(WORDS, st.data())
def test_each_item_stands_where_it_was_placed(items, data):
    places = data.draw(st.permutations(range(1, len(items) + 1)))
    order = in_places(items, places)
    assert all(order[place - 1] == item for item, place in zip(items, places, strict=True))
    assert mark(Order(order), order) == "right"


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ((1, 1, 3), "Place 1 is given to “Doors” and “Bow”"),
        ((1, 2), "2 are given"),
        ((1, 2, 3, 4), "4 are given"),
        ((0, 1, 2), "from 1 to 3"),
        ((1, 2, 9), "from 1 to 3"),
        ((1, 2, -1), "from 1 to 3"),
    ],
)
def test_a_place_that_is_no_place_is_told(places, told):
    with pytest.raises(BadInputError, match=told):
        in_places(("Doors", "Bow", "Encore"), places)


def test_a_tie_break_measures_from_the_key_of_the_host():
    found = keyed(Question("q", "How many?", Number(10)), ("12",))
    assert found[0].body == Number(12)


@given(st.lists(st.text(max_size=20), max_size=5))
def test_what_is_declared_right_can_be_kept_and_read(texts):
    """A database takes no NUL, and no half of a character."""
    tidied = tidy([*texts, "Bey\x00onc\xe9\x1b", "\ud800"])
    assert "Bey onc\xe9" in tidied
    for text in tidied:
        assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in text)
        assert text.encode()
    assert tidy(tidied) == tidied
