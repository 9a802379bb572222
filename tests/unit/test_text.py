"""Folding: what people do not mean as a difference makes none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quiz.text import did_you_mean, fold

PLAIN = st.text(st.characters(max_codepoint=127))


@given(PLAIN)
def test_plain_letters_fold_as_they_do_beside_others(text: str) -> None:
    beside = fold(f"{text} é")
    words = fold(text) if any(c.isalnum() for c in text) else ""
    assert beside == f"{words} e".strip()


def test_a_text_that_is_all_punctuation_keeps_it() -> None:
    assert fold("+") == "+"
    assert fold(" ?! ") == "?!"
    assert fold("'") == "'"


def test_case_accents_signs_and_spacing_make_no_difference() -> None:
    assert fold("BEYONCE") == fold("Beyoncé")
    assert fold("'N  Sync") == fold("N-Sync") == "n sync"
    assert fold("Tom & Jerry") == fold("tom and jerry")


def test_the_nearest_other_word_is_meant_never_the_same_one() -> None:
    assert did_you_mean("best pop", ["Best Pop", "Best Rock"]) == "; did you mean “Best Pop”?"
    assert did_you_mean("Best Pop", ["Best Pop", "Best Pope"]) == "; did you mean “Best Pope”?"
    assert did_you_mean("Best Pop", ["Best Pop"]) == ""
