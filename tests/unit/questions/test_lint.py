"""What gives an answer away is told by its code, and what does not is left in peace."""

import pytest

from quiz.codes import CODES
from quiz.questions.lint import hints
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

PLANETS = Choice("Mars", ("Venus", "Jupiter", "Saturn"))
SOUND = [
    ("Which planet is red?", PLANETS),
    ("The Moon is made of cheese.", TrueFalse(answer=False)),
    ("Put these open strings of a guitar in order of pitch.", Order(("A", "D", "G", "B"))),
    ("Which planet does each moon go around?", Match((("Io", "Jupiter"), ("Titan", "Saturn")))),
    ("How far is the Moon?", Number(384400.0)),
    ("Who sang “No Woman, No Cry”?", Typed(("Bob Marley",))),
]
FLAWED = [
    ("W211", " ".join(["Which planet"] + ["very"] * 24) + " red is it?", PLANETS),
    ("W212", "Name the red planet.", PLANETS),
    ("W213", "Which planet is not red?", Choice("Venus", ("Mars", "Io"))),
    ("W214", "Which fruit is an?", Choice("Apple", ("Pear", "Plum"))),
    ("W215", "Which city is the largest?", Choice("York", ("New York", "Bath"))),
    ("W216", "Which planet is red?", Choice("Mars", ("Venus", "None of the above"))),
    ("W217", "Why is it red?", Choice("Its dust is rich in iron oxide", ("Paint", "Heat"))),
    ("W218", "What is it?", Choice("1969", ("Venus", "Mars"))),
    ("W218", "How many moons are there?", Choice("1000000", ("2", "3"))),
    ("W219", "Which Red Planet is it?", Choice("The red one", ("Venus", "Io"))),
    ("W219", "Who won, Mars or Venus?", MultiSelect(("Mars", "Io"), ("Pan", "Titan"))),
    ("W219", "What number is 42?", Number(42.0)),
    ("W220", "Put them in order.", Order(("Rocky II", "Jaws", "Alien"))),
    ("W220", "Match them.", Match((("Guatemala", "Guatemala City"), ("Peru", "Lima")))),
]


@pytest.mark.parametrize(("ask", "body"), SOUND)
def test_a_sound_question_hears_nothing(ask, body):
    assert hints(Question("q", ask, body)) == ()


@pytest.mark.parametrize(("code", "ask", "body"), FLAWED)
def test_a_flaw_is_told_by_its_code(code, ask, body):
    assert code in {hint.code for hint in hints(Question("q", ask, body))}


def test_every_hint_that_is_documented_can_be_heard():
    assert {code for code, _, _ in FLAWED} == {code for code in CODES if "W210" < code < "W230"}


def test_nothing_is_told_twice_nor_what_only_the_generator_does_wrong():
    odd = Question("q", "Which  [planet] is a? Is it?", PLANETS)
    found = hints(odd)
    assert len(set(found)) == len(found)
    assert all(hint.code for hint in found)
