"""Honest names of any script pass; impostors, tricks and slurs are told why they do not."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.night.names import (
    CODE_LETTERS,
    LONGEST,
    check_name,
    drawn_name,
    name_key,
    new_code,
    read_code,
)

HONEST = (
    "Alice", "Scunthorpe United", "Alf Uckfield", "Dick Van Dyke", "Hancock", "Takeshita",
    "Pornchai", "Nigeria", "Ghost", "Hostess", "Charlie Host", "Müller", "Łukasz", "Zoë",
    "Nguyễn Thị Hạnh", "Phuc", "محمد", "علی\u200cرضا", "ශ්\u200dරීමාලි", "Соскин", "Нина",
    "Νίκος", "たいき", "김민준", "हिन्दी", "ประเสริฐ", "דָּוִד", "👨\u200d👩\u200d👧 Quiz", "❤️ Team",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f England", "Therapist",
    "Grape", "Pakistan", "O’Brien", "Team 10", "M*A*S*H", "Quizzy McQuizface", "Snigger",
    "Peacock", "Essex", "R2-D2", "A", "7", "🎸", "Rio Negro", "José & Ana", "Arsenal", "MC Hammer",
    "System of a Down", "x" * LONGEST,
)  # fmt: skip
IMPOSTORS = (
    "Host", "h0st", "THE HOST", "host 1", "Quiz Host", "Admin", "adm1n", "Аdmin", "ΗOST", "нost",
    "Green Room", "GreenRoom!", "Quizmaster", "quiz-master", "𝓗𝓸𝓼𝓽", "ＨＯＳＴ", "Hóst",
    "M0derator",
)  # fmt: skip
TRICKS = (
    "Bob\u202e", "\u2067Bob", "Bob\u200f", "B\u200bob", "B\u200dob", "B\u200cob", "B\u00adob",
    "Bob\ufeff", "\u3164", "\u2800", "B\ufe0fob", "Bob\U000e0041", "Bob\x00",
    "B" + "\u0335\u0322" * 5,
)  # fmt: skip
SLURS = (
    "fuck", "f u c k", "f.u.c.k", "f_u_c_k", "fu ck", "fuuuck", "fuuck", "f*ck", "sh1t", "5h1t",
    "FUCKING hell", "n1gg3r", "niggger", "сука", "cyka", "fuсk", "bullsh1t", "ｆｕｃｋ", "ƒuck",
    "𝓯𝓾𝓬𝓴", "c u n t s", "K.K.K.", "fùck", "$hit", "Naz1", "Heil-Hitler",
)  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_name_passes_as_it_is_typed(name):
    assert check_name(f"  {name} ", ["Bob"]) == name


def test_spaces_and_compatible_forms_are_tidied():
    assert check_name(" Bob\t the\n  Ｂuilder ") == "Bob the Builder"


@pytest.mark.parametrize("name", IMPOSTORS)
def test_nobody_passes_for_the_host(name):
    with pytest.raises(BadInputError, match="pass for the host"):
        check_name(name)


@pytest.mark.parametrize("name", TRICKS)
def test_nothing_invisible_and_nothing_that_turns_the_text(name):
    with pytest.raises(BadInputError, match=r"invisible|direction|marks"):
        check_name(name)


@pytest.mark.parametrize("name", SLURS)
def test_slurs_are_refused_in_disguise_too(name):
    with pytest.raises(BadInputError, match="not for a screen"):
        check_name(name)


@pytest.mark.parametrize(
    ("name", "told"),
    [("", "Type a name"), (" \t ", "Type a name"), ("?!", "needs a letter"),
     ("…", "needs a letter"),
     ("x" * 25, "at most 24 characters; this has 25"), ("x" * 200, "this has 200")],
)  # fmt: skip
def test_a_name_is_something_and_short(name, told):
    with pytest.raises(BadInputError, match=told):
        check_name(name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("bob", "Bob"), ("Bób", "Bob"), ("B o b", "Bob"), ("Bob.", "Bob"), ("B0b", "Bob"),
        ("Воb", "Bob"), ("AIice", "Alice"), ("A1ice", "Alice"), ("Αlice", "Alice"),
        ("Daνe", "Dave"), ("ΝICK", "nick"), ("PauI", "Paul"), ("VVill", "Will"), ("Bob🏽", "Bob"),
        ("ΝΊΚΟΣ", "νίκος"), ("НИНА", "Нина"), ("Straße", "STRASSE"),
    ],
)  # fmt: skip
def test_what_looks_like_a_taken_name_is_taken(name, other):
    for taken in (other, name_key(other)):
        with pytest.raises(BadInputError, match="looks like it"):
            check_name(name, ["Zed", taken])


@pytest.mark.parametrize(
    ("name", "other"),
    [("Neil", "Nell"), ("Elia", "Ella"), ("Arnie", "Amie"), ("Bob 2", "Bob 3"), ("かき", "かぎ"),
     ("Bob 🎸", "Bob 🎹"), ("Gail", "Gali")],
)  # fmt: skip
def test_other_names_are_free(name, other):
    assert check_name(name, [other]) == name


@given(st.text(max_size=30))
def test_a_name_is_refused_with_a_sentence_or_can_be_shown(text):
    try:
        name = check_name(text)
    except BadInputError as error:
        told = str(error)
    else:
        assert check_name(name) == name
        assert 0 < len(name) <= LONGEST
        told = "."
    assert told.endswith(".")


@given(st.text(max_size=30) | st.text("aAiIlL1vV νΝηΗнНοО0", max_size=12))
def test_the_key_of_a_key_is_itself(text):
    assert name_key(name_key(text)) == name_key(text)


def test_drawn_names_are_free_even_when_all_are_taken():
    taken = {name_key(drawn_name(Random(seed))) for seed in range(40)}
    for seed in range(40):
        name = check_name(drawn_name(Random(seed), taken), taken)
        taken.add(name_key(name))
    assert len(taken) > 40


class _Stuck(Random):
    def choice(self, seq):
        return seq[0]


def test_a_drawn_name_gets_a_number_in_the_end():
    first = drawn_name(_Stuck())
    assert drawn_name(_Stuck(), [first, f"{first} 2"]) == f"{first} 3"


class TestCodes:
    @given(st.integers())
    def test_a_code_has_six_letters_without_look_alikes(self, seed):
        code = new_code(Random(seed))
        assert re.fullmatch(r"[A-HJ-KM-NP-Z2-9]{6}", code)
        assert read_code(code) == code

    def test_there_are_31_letters(self):
        assert len(set(CODE_LETTERS)) == 31

    @pytest.mark.parametrize("text", ["abc234", " ABC-234 ", "a b c 2 3 4", "ＡＢＣ２３４"])
    def test_a_code_is_read_however_it_is_typed(self, text):
        assert read_code(text) == "ABC234"

    @pytest.mark.parametrize("text", ["", "ABC23", "ABC2345", "ABC23O", "ABC23!", "АBC234"])
    def test_what_cannot_be_a_code_is_told(self, text):
        with pytest.raises(BadInputError, match="code"):
            read_code(text)
