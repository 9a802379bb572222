"""Traps of years and numbers: those that are right, too, and those that nobody could tell apart."""

from __future__ import annotations

from itertools import pairwise

from quiz.questions.model import Choice, Number
from tests.tools.moments import CAST, questions
from tests.tools.traps import asks, wrong

CUP = """
closed: [cup]
kinds:
  cup:
    roles: {team: {is: country, open: true}, year: {is: year, open: true}}
    pinned_by: [[year]]
    complete: [team, year]
    say: "{team} won the cup of {year}."
    ask:
      team: {one: "which {noun} won the cup of {year}?"}
      year:
        one: "in which year did {team} win the cup?"
        many: "in which {n} years did {team} win the cup?"
        of_these: "in which of these years did {team} win the cup?"
        count: "how many times did {team} win the cup?"
"""
WINS = "".join(
    f"- {{cup: {team}, year: {year}}}\n"
    for year, team in (
        (1990, "Peru"), (1993, "Chad"), (1996, "Peru"), (1997, "Cuba"), (1999, "Peru"),
        (2002, "Peru"), (2005, "Peru"), (2008, "Laos"), (2011, "Mali"), (2023, "Fiji"),
    )
)  # fmt: skip
EVERY_FOURTH = "".join(
    f"- {{cup: {team}, year: {1982 + 4 * at}}}\n"
    for at, team in enumerate(("Peru", "Chad", "Cuba", "Laos", "Mali", "Fiji", "Oman"))
)
SIZES = """
kinds:
  counted:
    roles: {show: {is: event}, seats: {is: number, open: true}}
    pinned_by: [[show]]
    complete: [seats]
    say: "{show} had {seats} {seats|seat|seats}."
    ask: {seats: {one: "how many seats did {show} have?", within: 5}}
"""
# Told of a span with hardly any room, in which options would have to stand side by side.
METALS = {"silver": 1992, "gold": 1990, "zinc": 2023}
SHOWS = "\nthings:\n" + "".join(f"  {n}: {{name: Show {n}, type: event}}\n" for n in "ABCDEFG")


def test_a_year_that_is_right_too_is_no_wrong_year() -> None:
    found = [q for q in questions(WINS, "", CUP, seeds=25) if "these years did Peru" in q.ask]
    assert found
    for question in found:
        assert not {"1990", "1996", "1999", "2002", "2005"} & set(wrong(question))


def test_a_year_that_a_doubtful_fact_tells_is_no_wrong_year() -> None:
    doubted = WINS + "".join(
        f"- {{cup: Laos, year: {year}, disputed: true}}\n"
        for year in (1999, 2002, 2004, 2011, 2012)
    )
    found = [q for q in questions(doubted, "", CUP, seeds=25) if "did Laos win" in q.ask]
    assert found
    for question in found:
        assert not {"1999", "2002", "2004", "2011", "2012"} & set(wrong(question))


def test_years_that_would_count_as_right_are_no_wrong_years() -> None:
    """Where a year too many or too few is allowed, options lie far enough from it to be wrong."""
    cast = "\nthings:\n" + "".join(f"  {n}: {{name: {n}, type: element}}\n" for n in METALS)
    told = "".join(
        f"- {{discovered: {name}, discoverer: Ann, year: {year}, complete: [year]}}\n"
        for name, year in METALS.items()
    )
    found = [q for q in questions(told, cast, seeds=30) if isinstance(q.body, Choice)]
    years = [[int(option) for option in q.body.options] for q in found if "silver" in q.ask]
    assert years
    for shown in years:
        assert all(later - earlier > 2 for earlier, later in pairwise(sorted(shown)))


def test_of_what_comes_every_fourth_year_no_year_between_is_offered() -> None:
    found = [q for q in questions(EVERY_FOURTH, "", CUP) if isinstance(q.body, Choice)]
    years = [int(year) for q in found if "which year" in q.ask for year in wrong(q)]
    assert years
    assert {year % 4 for year in years} == {1982 % 4}


def test_a_number_that_would_count_as_right_is_no_wrong_number() -> None:
    seats = (100, 103, 97, 250, 400, 104, 600)
    told = "".join(
        f"- {{counted: {n}, seats: {count}}}\n" for n, count in zip("ABCDEFG", seats, strict=True)
    )
    found = [q for q in questions(told, SHOWS, SIZES) if "Show A have" in q.ask]
    assert any(isinstance(q.body, Number) for q in found)
    for question in found:
        assert not {"103", "97", "104"} & set(wrong(question))


def test_one_seat_is_told_in_the_singular() -> None:
    told = "- {counted: A, seats: 1}\n- {counted: B, seats: 200}\n"
    shown = {q.explain for q in questions(told, SHOWS, SIZES)}
    assert shown == {"Show A had 1 seat.", "Show B had 200 seats."}


def test_how_often_somebody_won_counts_every_year_of_a_closed_record() -> None:
    counts = {q.ask: q.body for q in questions(WINS, "", CUP, seeds=20) if q.form == "count"}
    assert counts["How many times did Peru win the cup?"] == Number(5)
    assert all(body == Number(1) for ask, body in counts.items() if "Peru" not in ask)


def test_who_was_not_so_called_yet_is_no_option() -> None:
    """The edge counts: who is so called since 1993 may be an option for 1993."""
    cast = "\nthings:\n  Slovakia: {type: country, since: 1996}\n"
    told = (
        WINS.replace("2023, Fiji", "2023, Slovakia")
        .replace("team: Fiji", "")
        .replace("cup: Fiji", "cup: Slovakia")
    )
    offered = {
        q.ask[-5:-1]
        for q in questions(told, cast, CUP, seeds=40)
        if "country won" in q.ask and "Slovakia" in wrong(q)
    }
    assert offered
    assert min(offered) >= "1996"


def test_a_name_that_is_no_longer_borne_is_not_asked_of_a_later_year() -> None:
    cast = "\nthings:\n  Peru: {type: country, until: 1999}\n"
    found = questions(WINS, cast, CUP)
    assert not [q for q in asks(found, "won the cup of 2002") if "True or false" not in q.ask]
    assert asks(found, "won the cup of 1999")
    for question in found:
        assert "Peru won the cup of 2002" not in question.ask


def test_no_count_is_asked_of_a_name_that_was_given_up() -> None:
    """West Germany and Germany: whose titles those are is what people quarrel about."""
    cast = (
        "\nthings:\n  old: {name: West Land, type: country, aliases: [Land], until: 1999}\n"
        "  new: {name: Land, type: country}\n"
    )
    told = WINS.replace("cup: Peru, year: 1990", "cup: old, year: 1990").replace("Laos", "new")
    for question in questions(told, cast, CUP, seeds=20):
        assert "did Land win" not in question.ask
        assert "did West Land win" not in question.ask


def test_a_name_given_up_and_the_one_that_followed_are_wrong_for_neither() -> None:
    cast = (
        CAST + "  old: {name: The Quarrymen, type: group, aliases: [The Beatles], until: 1959}\n"
        "  new: {name: The Beatles, type: group}\n"
    )
    won = """
    - {won: Best Group, winner: new, at: vmas}
    - {won: Best Band, winner: trio, at: vmas}
    - {won: Best Choir, winner: quartet, at: vmas}
    - {won: Best Skiffle, winner: old, at: vmas}
    """
    found = questions(won, cast)
    for question in found:
        if "Skiffle" in question.ask:
            assert "The Beatles" not in wrong(question)
        assert "The Quarrymen" not in wrong(question)
