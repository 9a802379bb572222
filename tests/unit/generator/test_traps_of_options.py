"""Traps of options: two that fall together, one that stands out, and what the stem gives away."""

from __future__ import annotations

from quiz.questions.model import Choice, MultiSelect, Typed
from quiz.text import fold
from tests.tools.moments import CAST, questions
from tests.tools.traps import OTHER_PRIZES, SHARED, asks, reasons, right, wrong

AS_AN_ARTIST = CAST.replace("type: group, members", "type: artist, members")
MORE = """
- {won: Best Rock, winner: dove, at: vmas}
- {won: Best Rap, winner: rema, at: vmas}
- {won: Best Group, winner: band, at: vmas}
"""


def test_a_band_and_its_member_are_not_both_offered_as_wrong() -> None:
    found = asks(questions(OTHER_PRIZES + MORE, AS_AN_ARTIST, seeds=30), "won Best Pop")
    assert any("The Band" in wrong(q) for q in found)
    for question in found:
        shown = set(wrong(question))
        assert "The Band" not in shown or not {"Rema", "Dove Cameron"} & shown


def test_two_names_of_one_are_not_both_offered_as_wrong() -> None:
    cast = CAST + (
        "  diddy: {name: Diddy, type: artist}\n"
        "  puff: {name: Puff Daddy, type: artist, aliases: [Diddy]}\n"
    )
    won = OTHER_PRIZES + (
        "- {won: Best Rock, winner: diddy, at: vmas}\n- {won: Best Rap, winner: puff, at: vmas}\n"
    )
    found = asks(questions(won, cast, seeds=30), "won Best Pop")
    assert any("Diddy" in wrong(q) for q in found)
    assert all(not {"Diddy", "Puff Daddy"} <= set(wrong(q)) for q in found)


def test_names_that_read_alike_are_offered_once() -> None:
    cast = CAST.replace("name: Dove Cameron", "name: REMA!") + "  d: {name: Réma, type: artist}\n"
    won = OTHER_PRIZES + MORE + "- {won: Best Song, winner: d, at: vmas}\n"
    found = [q for q in asks(questions(won, cast, seeds=30), "won Best Pop") if wrong(q)]
    assert found
    for question in found:
        assert [fold(option) for option in wrong(question)].count("rema") <= 1


def test_a_member_and_its_band_are_not_two_answers_to_choose() -> None:
    for cast in (CAST, AS_AN_ARTIST):
        won = OTHER_PRIZES + "- {won: Best Duet, winner: [band, rema], at: vmas}\n"
        found = asks(questions(won, cast), "Best Duet")
        assert not [q for q in found if isinstance(q.body, MultiSelect) or q.form == "pair"]
    assert "two of the answers could be taken for one" in reasons(won, AS_AN_ARTIST)


def test_two_names_of_one_are_no_pair() -> None:
    cast = CAST + "  rema2: {name: Divine, type: artist, aliases: [Rema]}\n"
    won = OTHER_PRIZES + "- {won: Best Duet, winner: [rema2, rema], at: vmas}\n"
    found = asks(questions(won, cast), "Best Duet")
    assert not [q for q in found if isinstance(q.body, MultiSelect) or q.form == "pair"]


def test_an_alias_that_the_question_tells_is_not_to_be_typed() -> None:
    cast = CAST.replace(
        "{name: Ice Spice, type: artist}",
        "{name: Ice Spice, type: artist, aliases: [The Princess]}",
    )
    won = SHARED.replace("won: Best New Artist", "won: The Princess Prize")
    found = asks(questions(won, cast), "The Princess Prize")
    assert found
    assert not [q for q in found if isinstance(q.body, Typed)]


def test_a_name_with_the_surname_first_is_the_same_name() -> None:
    cast = CAST + '  swift: {name: "Swift, Taylor", type: artist}\n'
    won = SHARED + "- {won: Best Dance, winner: swift, at: vmas}\n"
    for question in asks(questions(won, cast), "won Best Pop"):
        assert "Swift, Taylor" not in wrong(question)


def test_a_name_in_the_title_of_a_prize_is_no_option() -> None:
    won = SHARED.replace("won: Best New Artist", "won: The Rema Prize")
    found = [q for q in asks(questions(won), "won The Rema Prize") if wrong(q)]
    assert found
    assert all("Rema" not in wrong(q) for q in found)


def test_a_word_of_the_question_does_not_point_to_the_key() -> None:
    won = SHARED.replace("won: Best Pop", "won: The Swift Award")
    assert not [q for q in asks(questions(won), "won The Swift Award") if right(q)]


def test_a_name_inside_another_is_not_offered_beside_it() -> None:
    cast = CAST.replace("name: Rema,", "name: Ana,").replace(
        "name: Dove Cameron", "name: Ana Maria"
    )
    found = questions(OTHER_PRIZES + MORE, cast, seeds=30)
    assert any({"Ana", "Ana Maria"} & set(wrong(q)) for q in found)
    for question in found:
        if isinstance(question.body, Choice):
            assert not {"Ana", "Ana Maria"} <= set(question.body.options)


def test_a_key_that_is_much_longer_than_all_others_is_not_shown() -> None:
    name = "Wolfgang Amadeus Theophilus Johannes Chrysostomus Mozart"
    cast = CAST.replace("name: Taylor Swift", f"name: {name}")
    assert not [q for q in asks(questions(SHARED, cast), "won Best Pop") if name in right(q)]


def test_a_question_is_no_longer_than_can_be_read_in_time() -> None:
    long = " ".join(f"Word{n}" for n in range(24))
    assert not asks(questions(SHARED.replace("won: Best Pop", f"won: {long}")), "won Word0")


def test_a_prize_whose_name_denies_is_not_asked_with_options() -> None:
    won = SHARED.replace("won: Best Pop", "won: The Never Again Award")
    found = asks(questions(won), "won The Never Again Award")
    assert found
    assert all(isinstance(q.body, Typed) for q in found)


def test_negatives_are_at_most_a_tenth_of_a_pack() -> None:
    kinds = """
kinds:
  visited:
    roles: {place: {is: event}, who: {is: person, many: true}}
    pinned_by: [[place]]
    complete: [who]
    say: "{who} visited {place}."
    ask:
      who:
        of_these: "which of these {nouns} visited {place}?"
        never: "which of these {nouns} did NOT visit {place}?"
"""
    stars = ("rema", "selena", "taylor", "dove", "shakira", "karolg", "icespice")
    cast = CAST + "".join(f"  show{n}: {{name: Show {n}, type: event}}\n" for n in range(30))
    told = "".join(
        f"- {{visited: show{n}, who: [{stars[n % 7]}, {stars[(n + 2) % 7]}]}}\n" for n in range(30)
    )
    found = questions(told, cast, kinds, seeds=1)
    negative = [q for q in found if q.form == "not"]
    assert 0 < len(negative) <= len(found) / 10


def test_as_many_claims_are_true_as_are_false() -> None:
    stars = ("rema", "selena", "taylor", "dove", "shakira", "karolg") * 2
    won = "".join(
        f"- {{won: Prize {letter}, winner: {key}, at: vmas}}\n"
        for letter, key in zip("ABCDEFGHIJKL", stars, strict=True)
    )
    claims = [q.body.answer for q in questions(won, seeds=1) if q.form == "true-false"]  # type: ignore[union-attr]
    assert claims
    assert claims.count(True) * 2 == len(claims)
