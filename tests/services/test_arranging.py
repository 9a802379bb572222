"""Orders and matches from dealing to the result, as the pages see them."""

import pytest

from quiz.errors import BadInputError
from quiz.packs.model import Pack
from quiz.questions.model import Match, Order, Question
from quiz.services import exporting, people, play
from quiz.services.views import QuestionPage, ResultPage, RoundChoice
from tests.services.conftest import put

OUTWARDS = Order(("Mercury", "Venus", "Earth", "Mars"))
MOONS = Match((("Titan", "Saturn"), ("Io", "Jupiter"), ("Phobos", "Mars"), ("Triton", "Neptune")))
PACK = Pack(
    "arrange",
    "To arrange",
    (
        *(Question(f"o{n}", f"Outwards, please. ({n})", OUTWARDS) for n in range(3)),
        *(Question(f"m{n}", f"Which planet, please? ({n})", MOONS) for n in range(3)),
    ),
)
ROUND = RoundChoice("arrange", 5, "mixed", 20, "accuracy")


@pytest.fixture
def alice(house):
    put(house, PACK)
    return people.by_token(house, people.guest(house, "Alice")).id


def reach(house, player, kind):
    """Begin a round and skip to the first question of a kind."""
    round_id = play.start(house, player, ROUND)
    while (page := play.see(house, player, round_id)).kind != kind:
        play.skip(house, player, round_id, page.head.position)
        play.advance(house, player, round_id, page.head.position)
    return round_id, page


def places(page, *texts):
    """What the form posts for these texts."""
    index = {option.text: str(option.index) for option in page.options}
    return tuple(index.get(text, "") for text in texts)


RIGHT = {"order": OUTWARDS.items, "match": MOONS.rights}


def test_a_round_of_both_kinds_is_played_through(house, alice):
    round_id = play.start(house, alice, ROUND)
    kinds = set()
    while isinstance(page := play.see(house, alice, round_id), QuestionPage):
        kinds.add(page.kind)
        assert tuple(option.text for option in page.options) != RIGHT[page.kind]
        assert page.lefts == (MOONS.lefts if page.kind == "match" else ())
        position = page.head.position
        given = places(page, *RIGHT[page.kind])
        play.answer(house, alice, round_id, position, given, lock=True)
        assert play.see(house, alice, round_id).mark == "right"
        play.advance(house, alice, round_id, position)
    assert kinds == {"order", "match"}
    assert isinstance(page, ResultPage)
    assert (page.right, page.total) == (5, 5)
    assert all(row.given == row.answer for row in page.rows)


def test_a_part_is_saved_and_comes_back_where_it_was(house, alice):
    round_id, page = reach(house, alice, "match")
    given = places(page, "", "Mars", "", "Saturn")
    play.answer(house, alice, round_id, page.head.position, given, lock=False)
    chosen = play.see(house, alice, round_id).chosen
    assert chosen == tuple(int(place) if place else -1 for place in given)
    nothing = ("",) * 4
    play.answer(house, alice, round_id, page.head.position, nothing, lock=False)
    assert play.see(house, alice, round_id).chosen == ()


def test_what_is_unfinished_cannot_be_locked(house, alice):
    round_id, page = reach(house, alice, "order")
    given = places(page, "Mercury", "Venus", "", "Mars")
    with pytest.raises(BadInputError, match="Nothing is chosen for place 3 yet"):
        play.answer(house, alice, round_id, page.head.position, given, lock=True)
    twice = places(page, "Mercury", "Venus", "Venus", "Mars")
    with pytest.raises(BadInputError, match="“Venus” is chosen for place 2 and for place 3"):
        play.answer(house, alice, round_id, page.head.position, twice, lock=True)
    seen = play.see(house, alice, round_id)
    assert isinstance(seen, QuestionPage)
    # What was sound of it is kept: nobody has to begin again.
    assert seen.chosen == (int(twice[0]), int(twice[1]), -1, int(twice[3]))


def test_the_reveal_has_each_place_with_what_was_given(house, alice):
    round_id, page = reach(house, alice, "order")
    given = places(page, "Mercury", "Earth", "Venus", "Mars")
    play.answer(house, alice, round_id, page.head.position, given, lock=True)
    seen = play.see(house, alice, round_id)
    assert (seen.mark, seen.points) == ("close", 0)
    assert seen.given == "Mercury, then Earth, then Venus, then Mars"
    assert seen.answer == "Mercury, then Venus, then Earth, then Mars"
    assert [(p.left, p.right.text, p.given.text, p.is_right) for p in seen.places] == [
        ("", "Mercury", "Mercury", True),
        ("", "Venus", "Earth", False),
        ("", "Earth", "Venus", False),
        ("", "Mars", "Mars", True),
    ]
    letters = {option.text: option.letter for option in page.options}
    assert [place.right.letter for place in seen.places] == [letters[t] for t in OUTWARDS.items]


def test_what_was_placed_when_time_ran_out_counts(house, clock, alice):
    round_id, page = reach(house, alice, "match")
    given = places(page, "Saturn", "", "Mars", "")
    play.answer(house, alice, round_id, page.head.position, given, lock=False)
    clock.wait(25)
    seen = play.see(house, alice, round_id)
    assert (seen.mark, seen.given) == (
        "wrong",
        "Titan – Saturn; Io – ?; Phobos – Mars; Triton – ?",
    )
    assert [place.given and place.given.text for place in seen.places] == [
        *("Saturn", None, "Mars", None),
    ]
    assert [place.is_right for place in seen.places] == [True, False, True, False]


def test_without_an_answer_every_place_is_empty(house, alice):
    round_id, page = reach(house, alice, "order")
    play.skip(house, alice, round_id, page.head.position)
    seen = play.see(house, alice, round_id)
    assert (seen.mark, seen.given) == ("skipped", "")
    assert [place.given for place in seen.places] == [None] * 4


def test_what_was_arranged_is_exported(house, alice):
    round_id, page = reach(house, alice, "order")
    given = places(page, *OUTWARDS.items)
    play.answer(house, alice, round_id, page.head.position, given, lock=True)
    cards = exporting.export(house, alice)["rounds"][0]["cards"]
    assert cards[-1]["given"] == list(OUTWARDS.items)
