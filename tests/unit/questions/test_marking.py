"""Marking is fair: what is meant right is right, what is another thing is not."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.questions.kinds import right_options
from quiz.questions.marking import NO_NAMES, mark, names_of, share
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
from quiz.text import fold
from tests.tools.strategies import apart, bodies, matches, names, orders, texts

WHO = "Who first walked on the Moon?"


def typed(accepted: str, given_text: str, ask: str = "", known=NO_NAMES) -> str:
    return mark(Typed((accepted,)), (given_text,), ask=ask, names=known)


def known(*options: str):
    return names_of([Question("q", "Which one?", Choice(options[0], options[1:]))])


def test_the_right_option_is_right_and_every_other_wrong():
    body = Choice("Mars", ("Venus", "mars attacks"))
    assert mark(body, ("Mars",)) == "right"
    for given_texts in [("Venus",), ("mars attacks",), (), ("Mars", "Venus"), ("mars",)]:
        assert mark(body, given_texts) == "wrong"


def test_of_several_exactly_the_right_set_is_right():
    body = MultiSelect(("Jupiter", "Saturn"), ("Mars",))
    assert mark(body, ("Saturn", "Jupiter")) == "right"
    for given_texts in [
        (), ("Jupiter",), ("Jupiter", "Mars"), ("Jupiter", "Saturn", "Mars"),
        ("Jupiter", "Jupiter"), ("Jupiter", "Saturn", "Saturn"),
    ]:  # fmt: skip
        assert mark(body, given_texts) == "wrong"


@pytest.mark.parametrize("truth", [True, False])
def test_a_statement_is_true_or_false(truth):
    right, wrong = ("true", "false") if truth else ("false", "true")
    assert mark(TrueFalse(truth), (right,)) == "right"
    assert mark(TrueFalse(truth), (right.title(),)) == "right"
    assert mark(TrueFalse(truth), (wrong,)) == "wrong"
    assert mark(TrueFalse(truth), ()) == "wrong"


@pytest.mark.parametrize(
    ("accepted", "given_text"),
    [
        ("Beyoncé", "BEYONCE"),
        ("*NSYNC", "'N Sync"),
        ("The Beatles", "beatles"),
        ("Beatles", "The Beatles"),
        ("The Beatles", "Beatles, The"),
        ("The Beatles", "the beetles"),
        ("A Star Is Born", "star is born"),
        ("Star Is Born", "A Star is Born"),
        ("The A-Team", "A Team"),
        ("Neil Armstrong", "Armstrong, Neil"),
        ("Neil Armstrong", "Niel Amstrong"),
        ("Rema and Selena Gomez", "Selena Gomez & Rema"),
        ("Simon & Garfunkel", "simon garfunkel"),
        ("Spider-Man", "spiderman"),
        ("Apollo 11", "apollo eleven"),
        ("Apollo 11", "Appolo XI"),
        ("Ocean's Eleven", "oceans 11"),
        ("Ocean's Eleven", "Oceans Elevn"),
        ("World War II", "world war two"),
        ("Henry VIII", "henry 8"),
        ("1,000", "1000"),
        ("1000 Islands", "1,000 islands"),
        ("C#", "c sharp"),
        ("O−", "O-"),
        ("AC/DC", "acdc"),
        ("Straße", "strasse"),
        ("東京", "東京"),
        ("X Factor", "the x factor"),
    ],
)
def test_what_nobody_means_as_a_difference_is_right(accepted, given_text):
    assert typed(accepted, given_text) == "right"


@pytest.mark.parametrize(
    ("accepted", "given_text"),
    [
        ("Apollo 11", "Apollo 12"),
        ("Apollo 11", "apollo 1 1"),
        ("1985", "1986"),
        ("World War II", "World War I"),
        ("World War II", "world war iii"),
        ("Henry VIII", "Henry VII"),
        ("Ocean's Eleven", "Ocean's Twelve"),
        ("2-1", "1-2"),
        ("1.5", "15"),
        ("1000", "100"),
        ("C#", "C"),
        ("C", "C++"),
        ("-5", "5"),
        ("O-", "O+"),
        ("Neil Armstrong", "Louis Armstrong"),
        ("Iran", "Iraq"),
        ("Mars", "Venus"),
        ("Mars", ""),
        ("Mars", "  "),
        ("Mars", "?"),
        ("Rema and Selena Gomez", "Rema"),
    ],
)
def test_another_thing_is_wrong(accepted, given_text):
    assert typed(accepted, given_text) == "wrong"


@pytest.mark.parametrize(
    ("accepted", "given_text"),
    [
        ("Monet", "Manet"),
        ("Ireland", "Iceland"),
        ("Australia", "Austria"),
        ("Apollo 11", "Apollo"),
        ("World War II", "World War"),
        ("Neil Armstrong", "Neil Alden Armstrong"),
        ("Paris", "Paris, France"),
        ("South Korea", "Korea"),
        ("Vitamin C", "Vitamin"),
        ("Vitamin", "Vitamin C"),
        ("Spider-Man", "spidrman"),
    ],
)
def test_nearly_is_told_and_not_right(accepted, given_text):
    assert typed(accepted, given_text) == "close"


def test_every_alias_counts():
    body = Typed(("United Kingdom", "UK", "Great Britain"))
    assert [mark(body, (text,)) for text in ("uk", "great britian", "U.K.")] == ["right"] * 3


class TestSurnames:
    @pytest.mark.parametrize(
        ("accepted", "given_text"),
        [
            ("Neil Armstrong", "armstrong"),
            ("Neil Armstrong", "Amstrong"),
            ("Vincent van Gogh", "Gogh"),
            ("Vincent van Gogh", "van Gogh"),
            ("Martin Luther King Jr.", "King"),
            ("J. K. Rowling", "rowling"),
        ],
    )
    def test_a_surname_is_right_for_a_person(self, accepted, given_text):
        assert typed(accepted, given_text, WHO) == "right"

    @pytest.mark.parametrize(
        "ask", ["Which Dutch painter was it?", "What singer sang it?", "By whom?"]
    )
    def test_the_question_may_ask_for_a_person_in_other_words(self, ask):
        assert typed("Johannes Vermeer", "vermeer", ask) == "right"

    def test_it_is_only_close_if_no_person_is_asked_for(self):
        assert typed("New Orleans", "Orleans", "Which city is it?") == "close"
        assert typed("Calm Down", "Down", "Which song won?") == "close"

    def test_it_is_only_close_if_another_in_the_pack_has_it(self):
        sisters = known("Serena Williams", "Venus Williams")
        assert typed("Serena Williams", "Williams", WHO, sisters) == "close"
        assert typed("Serena Williams", "Willams", WHO, sisters) == "close"

    def test_two_spellings_of_one_person_do_not_share_it(self):
        pack = names_of(
            [
                Question("a", WHO, Typed(("Neil Armstrong", "Armstrong", "Neil A. Armstrong"))),
                Question("b", WHO, Choice("Neil Armstrong", ("Buzz Aldrin",))),
            ]
        )
        assert typed("Neil Armstrong", "Armstrong", WHO, pack) == "right"

    def test_a_group_and_a_number_have_none(self):
        assert typed("Rema and Selena Gomez", "Gomez", WHO) == "wrong"
        assert typed("Henry VIII", "viii", WHO) == "wrong"

    def test_a_first_name_is_no_surname(self):
        assert typed("Neil Armstrong", "Neil", WHO) == "wrong"


class TestNamesOfThePack:
    def test_another_name_is_wrong_however_near(self):
        assert typed("Ireland", "Iceland", known=known("Ireland", "Iceland")) == "wrong"
        assert typed("Carolina", "Caroline") == "right"
        assert typed("Carolina", "Caroline", known=known("Carolina", "Caroline")) == "wrong"

    def test_a_slip_that_is_no_name_is_still_right(self):
        assert typed("Ireland", "Irland", known=known("Ireland", "Iceland")) == "right"

    def test_an_alias_of_the_answer_is_no_other_name(self):
        pack = names_of([Question("q", WHO, Typed(("United Kingdom", "UK")))])
        assert mark(Typed(("United Kingdom", "UK")), ("uk",), names=pack) == "right"

    @given(apart(2, 5))
    def test_no_option_of_the_pack_is_right_for_another(self, options):
        pack = known(*options)
        for accepted in options:
            for other in options:
                right = typed(accepted, other, known=pack) == "right"
                same = fold(accepted).replace(" ", "") == fold(other).replace(" ", "")
                assert right == (accepted == other) or _reads_alike(accepted, other) or same


def _reads_alike(left: str, right: str) -> bool:
    """Words that the rules do not mind: articles, “and”, order, 11 for eleven."""
    return typed(left, right) == typed(right, left) == "right"


class TestNumbers:
    @pytest.mark.parametrize(
        ("given_text", "expected"),
        [
            ("384,400", "right"),
            ("384.400", "right"),
            ("384 400 km", "right"),
            ("about 400000 kilometres", "right"),
            ("384 thousand", "right"),
            ("365180", "right"),
            ("365179", "close"),
            ("420000", "close"),
            ("430000", "wrong"),
            ("384400 miles", "close"),
            ("384400 or 10", "wrong"),
            ("far", "wrong"),
            ("", "wrong"),
        ],
    )
    def test_it_counts_within_the_tolerance(self, given_text, expected):
        body = Number(384400, within=5, percent=True, unit="km")
        assert mark(body, (given_text,)) == expected

    @pytest.mark.parametrize(
        ("value", "given_text", "expected"),
        [
            (1985, "1985", "right"),
            (1985, "in 1,985", "right"),
            (1985, "1986", "close"),
            (1985, "1987", "wrong"),
            (2, "two", "right"),
            (2, "3", "wrong"),
            (0.1 + 0.2, "0.3", "right"),
            (-40, "−40 °C", "close"),
            (-40, "40", "wrong"),
            (0, "0", "right"),
        ],
    )
    def test_without_a_tolerance_it_is_exact(self, value, given_text, expected):
        assert mark(Number(value), (given_text,)) == expected

    @given(st.floats(-1e9, 1e9), st.floats(0, 100), st.floats(0, 3))
    def test_nearer_is_never_worse(self, value, within, factor):
        body = Number(value, within)
        rank = ["wrong", "close", "right"]
        marks = [
            rank.index(mark(body, (f"{value + within * share:.12f}",)))
            for share in (0, factor / 3, factor)
        ]
        assert marks == sorted(marks, reverse=True)


@given(st.lists(names(), min_size=1, max_size=4), st.data())
def test_an_accepted_answer_is_always_right(accepted, data):
    body = Typed(tuple(accepted))
    pack = names_of([Question("q", WHO, body)])
    assert mark(body, (data.draw(st.sampled_from(accepted)),), ask=WHO, names=pack) == "right"


@given(names(), st.sampled_from([str.upper, str.lower, str.title, str.casefold]))
def test_case_never_changes_the_mark(text, change):
    assume(fold(change(text)) == fold(text))  # a few letters have no upper case of their own
    assert typed(text, change(text)) == "right"


@given(names(), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_way_accents_are_encoded_never_changes_the_mark(text, form):
    assume(fold(unicodedata.normalize(form, text)) == fold(text))
    assert typed(text, unicodedata.normalize(form, text)) == "right"


@given(names(), st.sampled_from(["  {}", "{}  ", "{}.", "“{}”", "{}!"]))
def test_space_and_punctuation_around_never_change_the_mark(text, frame):
    assert typed(text, frame.format(text)) == "right"


@given(
    st.lists(st.from_regex(r"[A-Za-z]{4,9}", fullmatch=True), min_size=2, max_size=4), st.randoms()
)
def test_the_order_of_words_never_changes_the_mark(words, rng):
    turned = list(words)
    rng.shuffle(turned)
    assert typed(" ".join(words), " ".join(turned)) == "right"


@given(
    st.from_regex(r"[A-Za-z]{3,8}( [A-Za-z]{3,8})?", fullmatch=True),
    st.integers(0, 9999),
    st.integers(0, 9999),
)
def test_another_number_is_never_right(text, number, other):
    assume(number != other)
    assert typed(f"{text} {number}", f"{text} {other}") == "wrong"


@given(bodies(), st.lists(texts(), max_size=4), texts())
def test_anything_can_be_marked(body, given_texts, ask):
    assert mark(body, tuple(given_texts), ask=ask) in {"right", "close", "wrong"}


class TestPlaces:
    FIVE = Order(("a1", "b2", "c3", "d4", "e5"))
    FOUR = Match((("w", "a1"), ("x", "b2"), ("y", "c3"), ("z", "d4")))

    @pytest.mark.parametrize(
        ("answer", "expected", "part"),
        [
            ("a1 b2 c3 d4 e5", "right", 1.0),
            ("b2 a1 c3 d4 e5", "close", 0.6),
            ("a1 b2 c3 e5 d4", "close", 0.6),
            ("b2 a1 c3 e5 d4", "wrong", 0.2),  # two swaps
            ("c3 b2 a1 d4 e5", "wrong", 0.6),  # no neighbours
            ("b2 c3 d4 e5 a1", "wrong", 0.0),
            ("e5 d4 c3 b2 a1", "wrong", 0.2),
        ],
    )
    def test_an_order_is_close_when_two_neighbours_are_swapped(self, answer, expected, part):
        texts = tuple(answer.split())
        assert mark(self.FIVE, texts) == expected
        assert share(self.FIVE, texts) == pytest.approx(part)

    @pytest.mark.parametrize(
        ("answer", "expected", "part"),
        [
            ("a1 b2 c3 d4", "right", 1.0),
            ("d4 b2 c3 a1", "close", 0.5),
            ("b2 c3 a1 d4", "wrong", 0.25),
            ("d4 c3 b2 a1", "wrong", 0.0),
        ],
    )
    def test_a_match_is_close_when_two_partners_are_swapped(self, answer, expected, part):
        texts = tuple(answer.split())
        assert mark(self.FOUR, texts) == expected
        assert share(self.FOUR, texts) == pytest.approx(part)

    def test_of_three_pairs_one_swap_is_wrong(self):
        assert mark(Match(self.FOUR.pairs[:3]), ("b2", "a1", "c3")) == "wrong"

    def test_what_is_unfinished_is_wrong_and_has_its_share(self):
        assert mark(self.FIVE, ("a1", "b2", "", "", "")) == "wrong"
        assert share(self.FIVE, ("a1", "b2", "", "", "")) == pytest.approx(0.4)
        assert mark(self.FOUR, ("a1", "b2", "", "")) == "wrong"
        assert mark(self.FIVE, self.FIVE.items[:4]) == "wrong"
        assert share(self.FIVE, self.FIVE.items[:4]) == pytest.approx(0.8)
        assert share(self.FIVE, ()) == 0

    @given(st.one_of(orders(), matches()), st.randoms(use_true_random=False))
    def test_all_in_place_is_right_and_nothing_else(self, body, rng):
        right = right_options(body)
        mixed = tuple(rng.sample(right, len(right)))
        assert (mark(body, mixed) == "right") == (mixed == right) == (share(body, mixed) == 1)
        if mark(body, mixed) == "close":
            assert share(body, mixed) == pytest.approx(1 - 2 / len(right))

    @given(bodies(), st.lists(st.text(max_size=5), max_size=9).map(tuple))
    def test_a_share_lies_between_nothing_and_all(self, body, answer):
        part = share(body, answer)
        assert 0 <= part <= 1
        if right_options(body):
            assert share(body, right_options(body)) == 1
            assert (mark(body, answer) == "right") == (part == 1)

    def test_items_and_both_sides_are_names(self):
        pack = [Question("o", "Which order?", self.FIVE), Question("m", "Match.", self.FOUR)]
        theirs = names_of([*pack, Question("x", "What?", Order(("Iceland", "Peru", "Chad")))])
        assert {"a1", "e5", "w", "z", "d4", "iceland"} <= theirs.keys
        assert typed("Ireland", "Iceland", known=theirs) == "wrong"
