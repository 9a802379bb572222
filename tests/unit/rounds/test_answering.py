"""An answer counts in time, once, and the one who gave it is told what became of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import BadInputError, ConflictError
from quiz.questions.model import (
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Question,
    TrueFalse,
    Typed,
)
from quiz.rounds.answering import (
    GRACE,
    answer,
    open_card,
    outcome,
    read_given,
    seconds_left,
    seconds_used,
    settle,
    skip,
)
from quiz.rounds.model import Dealt

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
MARS = Question("q", "Which planet is red?", Choice("Mars", ("Venus", "Io")))
CARD = open_card(3, 20, START)
UNTIMED = open_card(3, 0, START)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def lock(card, text, seconds):
    return answer(card, 3, (text,), at(seconds), lock=True)


def save(card, text, seconds):
    return answer(card, 3, (text,), at(seconds), lock=False)


class TestInTime:
    def test_a_locked_answer_is_marked(self):
        assert outcome(lock(CARD, "Mars", 4), MARS) == "right"
        assert outcome(lock(CARD, "Io", 4), MARS) == "wrong"

    def test_a_saved_answer_can_be_changed_until_it_is_locked(self):
        card = lock(save(save(CARD, "Io", 2), "Venus", 3), "Mars", 4)
        assert outcome(card, MARS) == "right"
        assert seconds_used(card) == 4

    def test_a_saved_answer_can_be_taken_back(self):
        card = answer(save(CARD, "Io", 2), 3, (), at(3), lock=False)
        assert outcome(settle(card, at(30)), MARS) == "none"

    def test_a_saved_answer_counts_when_time_runs_out(self):
        card = settle(save(CARD, "Mars", 2), at(20.6))
        assert card.ending == "timeout"
        assert outcome(card, MARS) == "right"

    def test_no_answer_at_all_is_none(self):
        card = settle(CARD, at(21))
        assert outcome(card, MARS) == "none"

    def test_what_was_never_locked_used_all_the_time(self):
        assert seconds_used(settle(save(CARD, "Mars", 2), at(40))) == 20
        assert seconds_used(settle(CARD, at(40))) == 20

    def test_half_a_second_of_grace_costs_nothing(self):
        card = lock(CARD, "Mars", 20.5)
        assert outcome(card, MARS) == "right"
        assert seconds_used(card) == 20

    def test_without_a_timer_there_is_all_the_time_in_the_world(self):
        card = lock(UNTIMED, "Mars", 86400)
        assert outcome(card, MARS) == "right"
        assert seconds_used(card) == 86400
        assert settle(UNTIMED, at(1e9)) is UNTIMED

    def test_a_clock_that_is_set_back_makes_no_time(self):
        assert seconds_used(lock(CARD, "Mars", -3600)) == 0


class TestTooLate:
    def test_a_late_answer_is_kept_and_told_and_scores_nothing(self):
        card = lock(CARD, "Mars", 20.51)
        assert card.ending == "late"
        assert card.given == ("Mars",)
        assert outcome(card, MARS) == "late"
        assert seconds_used(card) == 20

    def test_a_late_change_does_not_replace_what_was_saved(self):
        card = save(CARD, "Io", 5)
        with pytest.raises(ConflictError, match="the answer you had chosen before counts"):
            lock(card, "Mars", 21)

    def test_an_empty_late_answer_is_no_answer(self):
        card = answer(CARD, 3, (), at(21), lock=False)
        assert outcome(card, MARS) == "none"


class TestTwice:
    @pytest.mark.parametrize("locks", [True, False])
    def test_an_answered_question_takes_no_other_answer(self, locks):
        card = lock(CARD, "Io", 4)
        with pytest.raises(ConflictError, match="answered already"):
            answer(card, 3, ("Mars",), at(5), lock=locks)

    def test_a_question_whose_time_is_over_takes_no_answer(self):
        with pytest.raises(ConflictError):
            lock(settle(CARD, at(21)), "Mars", 22)

    @pytest.mark.parametrize("position", [2, 4, 0, -1])
    def test_an_answer_to_another_question_is_refused(self, position):
        with pytest.raises(ConflictError, match=f"for question {position}; the round is at 3|3"):
            answer(CARD, position, ("Mars",), at(4), lock=True)

    def test_what_is_over_stays_as_it_is(self):
        card = lock(CARD, "Mars", 4)
        assert settle(card, at(100)) is card


class TestTime:
    def test_the_time_left_runs_to_nothing(self):
        assert [seconds_left(CARD, at(second)) for second in (0, 5, 20, 25)] == [20, 15, 0, 0]

    def test_without_a_timer_no_time_is_left(self):
        assert seconds_left(UNTIMED, at(5)) is None

    def test_an_open_card_has_no_outcome(self):
        with pytest.raises(ValueError, match="still open"):
            outcome(CARD, MARS)
        with pytest.raises(ValueError, match="still open"):
            seconds_used(CARD)


class TestReading:
    CHOICE = Dealt(MARS, (2, 0, 1))
    MULTI = Dealt(
        Question("m", "Which TWO?", MultiSelect(("Mars", "Venus"), ("Io", "Pan"))), (3, 0, 1, 2)
    )
    TRUTH = Dealt(Question("t", "It is so.", TrueFalse(answer=True)), (0, 1))
    TYPED = Dealt(Question("y", "What?", Typed(("Mars",))), ())
    NUMBER = Dealt(Question("n", "How many?", Number(5)), ())

    @pytest.mark.parametrize(
        ("dealt", "given_texts", "read"),
        [
            (CHOICE, ("0",), ("Io",)),
            (CHOICE, ("1",), ("Mars",)),
            (MULTI, ("1", "2"), ("Mars", "Venus")),
            (MULTI, ("2", "1"), ("Mars", "Venus")),
            (TRUTH, ("0",), ("true",)),
            (TRUTH, ("1",), ("false",)),
            (TYPED, (" mars ",), ("mars",)),
            (NUMBER, ("5",), ("5",)),
        ],
    )
    def test_places_become_texts(self, dealt, given_texts, read):
        assert read_given(dealt, given_texts, lock=True) == read

    @pytest.mark.parametrize("place", ["3", "-1", "x", "", "1.0", "٣", "²", "1" * 50, "0x1", " 1"])
    def test_a_place_that_is_none_is_refused(self, place):
        with pytest.raises(BadInputError, match="none of the options"):
            read_given(self.CHOICE, (place,), lock=False)

    @pytest.mark.parametrize(
        ("dealt", "given_texts", "told"),
        [
            (CHOICE, (), "Choose one answer; you chose 0"),
            (MULTI, ("1",), "Choose two answers; you chose 1"),
            (MULTI, ("1", "1"), "Choose two answers; you chose 1"),
            (TYPED, (), "Type an answer first"),
            (TYPED, ("  ",), "Type an answer first"),
        ],
    )
    def test_an_answer_that_is_not_whole_cannot_be_locked_but_saved(self, dealt, given_texts, told):
        with pytest.raises(BadInputError, match=told):
            read_given(dealt, given_texts, lock=True)
        read_given(dealt, given_texts, lock=False)

    @pytest.mark.parametrize("locks", [True, False])
    @pytest.mark.parametrize(
        ("dealt", "given_texts"),
        [
            (CHOICE, ("0", "1")),
            (MULTI, ("0", "1", "2")),
            (TRUTH, ("0", "1")),
            (TYPED, ("a", "b")),
            (TYPED, ("a" * 201,)),
        ],
    )
    def test_too_much_is_refused(self, dealt, given_texts, locks):
        with pytest.raises(BadInputError):
            read_given(dealt, given_texts, lock=locks)


PRESS = st.tuples(st.floats(0, 40), st.sampled_from(["Mars", "Io", ""]), st.booleans())


@given(st.lists(PRESS, max_size=8).map(sorted))
def test_whatever_is_pressed_the_last_answer_in_time_counts_and_no_later_one(presses):
    """A model that knows only the rule, against the card."""
    card, counts, is_locked = CARD, (), False
    for seconds, text, locks in presses:
        given_texts = (text,) if text else ()
        if seconds <= 20 + GRACE.total_seconds() and not is_locked and not (locks and not text):
            counts, is_locked = given_texts, locks
        if locks and not text:
            continue  # `read_given` refuses it
        try:
            card = answer(card, 3, given_texts, at(seconds), lock=locks)
        except ConflictError:
            continue
    card = settle(card, at(60))
    if card.ending == "late":
        assert counts == ()
    else:
        assert card.given == counts
    assert 0 <= seconds_used(card) <= 20


class TestSkipping:
    def test_a_skipped_question_has_no_answer(self):
        card = skip(save(CARD, "Mars", 2), 3, at(4))
        assert outcome(card, MARS) == "skipped"
        assert card.given == ()
        assert seconds_used(card) == 4

    def test_it_is_over_then(self):
        with pytest.raises(ConflictError):
            lock(skip(CARD, 3, at(4)), "Mars", 5)

    def test_an_answer_that_is_locked_cannot_be_skipped(self):
        with pytest.raises(ConflictError):
            skip(lock(CARD, "Io", 4), 3, at(5))

    def test_nor_can_one_whose_time_is_up(self):
        with pytest.raises(ConflictError):
            skip(CARD, 3, CARD.deadline + GRACE + timedelta(milliseconds=1))

    def test_another_question_is_not_skipped(self):
        with pytest.raises(ConflictError):
            skip(CARD, 2, at(1))


class TestPlaces:
    ORDER = Dealt(
        Question("o", "Which first?", Order(("Mars", "Venus", "Io", "Pan"))), (2, 0, 3, 1)
    )
    MATCH = Dealt(
        Question(
            "m",
            "Which to which?",
            Match((("Titan", "Saturn"), ("Io", "Jupiter"), ("Phobos", "Mars"))),
        ),
        (1, 2, 0),
    )

    @pytest.mark.parametrize(
        ("dealt", "given_texts", "read"),
        [
            (ORDER, ("1", "3", "0", "2"), ("Mars", "Venus", "Io", "Pan")),
            (ORDER, ("0", "1", "2", "3"), ("Io", "Mars", "Pan", "Venus")),
            (MATCH, ("2", "0", "1"), ("Saturn", "Jupiter", "Mars")),
            (MATCH, ("0", "1", "2"), ("Jupiter", "Mars", "Saturn")),
        ],
    )
    def test_places_keep_the_order_in_which_they_were_given(self, dealt, given_texts, read):
        for lock in (True, False):
            assert read_given(dealt, given_texts, lock=lock) == read

    @pytest.mark.parametrize(
        ("dealt", "given_texts", "read"),
        [
            (ORDER, ("1", "", "0", ""), ("Mars", "", "Io", "")),
            (ORDER, ("1", "3"), ("Mars", "Venus", "", "")),
            (MATCH, ("", "0", ""), ("", "Jupiter", "")),
            (ORDER, ("", "", "", ""), ()),
            (MATCH, (), ()),
        ],
    )
    def test_a_part_can_be_saved(self, dealt, given_texts, read):
        assert read_given(dealt, given_texts, lock=False) == read

    @pytest.mark.parametrize(
        ("dealt", "given_texts", "told"),
        [
            (ORDER, ("1", "3", "", "2"), "Nothing is chosen for place 3 yet."),
            (ORDER, (), "Nothing is chosen for place 1, place 2, place 3 and place 4 yet."),
            (MATCH, ("", "0", ""), "Nothing is chosen for Titan and Phobos yet."),
            (ORDER, ("1", "1", "0", "2"), "“Mars” is chosen for place 1 and for place 2"),
            (MATCH, ("0", "1", "0"), "“Jupiter” is chosen for Titan and for Phobos"),
            (ORDER, ("0", "1", "2", "3", ""), "There are four places to fill, not 5."),
            (ORDER, ("0", "1", "2", "4"), "That is none of the options"),
            (MATCH, ("0", "x", "2"), "That is none of the options"),
        ],
    )
    def test_an_answer_that_is_none_is_refused_with_a_sentence(self, dealt, given_texts, told):
        with pytest.raises(BadInputError, match=re.escape(told)):
            read_given(dealt, given_texts, lock=True)

    @given(st.permutations(range(4)))
    def test_any_order_of_the_options_can_be_given_back(self, places):
        read = read_given(self.ORDER, tuple(map(str, places)), lock=True)
        assert read == tuple(self.ORDER.options[place] for place in places)
