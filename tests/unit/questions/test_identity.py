"""A question is the same as long as one who plays it has the same chance to be right."""

from dataclasses import replace

from hypothesis import given, settings

from quiz.questions.identity import content_of
from quiz.questions.model import Choice, MultiSelect, Proof, Question, Typed
from tests.tools.strategies import questions

MARS = Question("q", "Which planet is red?", Choice("Mars", ("Venus", "Io")))


@settings(max_examples=20)
@given(questions())
def test_words_around_it_level_and_name_do_not_make_another_question(question):
    other = replace(
        question, id="x", explain="So.", source="Here", difficulty="hard", proof=Proof("author")
    )
    assert content_of(other) == content_of(question)
    assert len(content_of(question)) == 16


def test_wrong_options_in_another_order_are_the_same():
    assert content_of(replace(MARS, body=Choice("Mars", ("Io", "Venus")))) == content_of(MARS)
    pair = replace(MARS, body=MultiSelect(("a", "b"), ("c", "d")))
    assert content_of(replace(MARS, body=MultiSelect(("b", "a"), ("d", "c")))) == content_of(pair)


def test_another_question_key_or_option_is_another():
    others = [
        replace(MARS, ask="Which planet is small?"),
        replace(MARS, body=Choice("Mars", ("Venus", "Pan"))),
        replace(MARS, body=Choice("Mars", ("Venus",))),
        replace(MARS, body=Choice("Io", ("Venus", "Mars"))),
        replace(MARS, body=Typed(("Mars",))),
    ]
    assert len({content_of(one) for one in (MARS, *others)}) == 6
