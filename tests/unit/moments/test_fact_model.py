"""What a file can say about things and moments, each from the file to the question."""

import pytest

from quiz.questions.model import Choice, MultiSelect, Typed
from tests.tools.moments import CAST, facts, made, questions

THREE = """
- won: Best Pop
  winner: taylor
  year: 2021
- won: Best Pop
  winner: shakira
  year: 2022
- won: Best Pop
  winner: karolg
  year: 2023
"""


def options(found, within=""):
    return [
        (question, set(question.body.options))
        for question in found
        if isinstance(question.body, Choice | MultiSelect) and within in question.ask
    ]


def shown(found, within=""):
    return {option for _, names in options(found, within) for option in names}


def test_a_group_and_its_members_never_stand_against_each_other():
    found = options(questions("- won: Best Group\n  winner: band\n  year: 2023\n" + THREE))
    assert any("The Band" in names for _, names in found)
    for _, names in found:
        assert not ("The Band" in names and {"Rema", "Dove Cameron"} & names)


def test_a_part_and_its_whole_never_stand_against_each_other():
    cast = """
things:
  uk: {name: United Kingdom, type: country}
  wales: {name: Wales, type: country, part_of: uk}
  spain: {name: Spain, type: country}
  france: {name: France, type: country}
  italy: {name: Italy, type: country}
  one: {name: One, type: city}
  two: {name: Two, type: city}
  three: {name: Three, type: city}
  four: {name: Four, type: city}
"""
    told = """
- capital: uk
  city: one
- capital: spain
  city: two
- capital: france
  city: three
- capital: wales
  city: four
- capital: italy
  city: Five
"""
    found = [question.body for question, _ in options(questions(told, cast))]
    pair = {"United Kingdom", "Wales"}
    assert any(pair & {body.answer} for body in found)
    assert not any(body.answer in pair and pair & set(body.wrong) for body in found)


def test_any_alias_finds_the_thing_and_is_taken_as_an_answer():
    cast = CAST.replace("name: Halle", "").replace(
        "{name: Ice Spice, type: artist}", "{name: Ice Spice, type: artist, aliases: [Isis]}"
    )
    told = "- won: Best New Artist\n  winner: ISIS\n  year: 2023\n" + THREE
    assert facts(told, cast).moments[0].roles["winner"] == ("icespice",)
    typed = [
        q for q in questions(told, cast) if isinstance(q.body, Typed) and "New Artist" in q.ask
    ]
    assert typed
    assert all("Isis" in question.body.accepted for question in typed)


def test_a_former_name_may_be_right_and_is_never_wrong():
    cast = CAST.replace(
        "{name: Karol G, type: artist}", "{name: Karol G, type: artist, until: 2023}"
    )
    found = options(questions(THREE, cast))
    assert any("Karol G" in names for _, names in found)
    assert all("Karol G" not in question.body.wrong for question, _ in found)


def test_a_symmetric_kind_is_asked_from_both_sides():
    told = """
- hugged: [rema, selena]
  source: round_up
- hugged: [taylor, dove]
  source: round_up
"""
    asks = [question.ask for question in questions(told)]
    assert any("hug with Rema" in ask for ask in asks)
    assert any("hug with Selena Gomez" in ask for ask in asks)


def test_a_joint_win_is_shared_and_a_tie_is_not():
    joint = "- won: Best Afrobeats\n  winner: [selena, rema]\n  year: 2023\n" + THREE
    tie = joint.replace("  year: 2023\n", "  year: 2023\n  jointly: false\n", 1)
    assert facts(tie).moments[0].jointly is False
    assert any(question.form == "pair" for question in questions(joint))
    assert not any(question.form == "pair" for question in questions(tie))
    for told in (joint, tie):
        for question, names in options(questions(told), "Best Afrobeats"):
            if isinstance(question.body, MultiSelect):
                assert set(question.body.answers) == {"Selena Gomez", "Rema"}
            else:
                assert not {"Selena Gomez", "Rema"} <= names


@pytest.mark.parametrize("doubt", ["inferred: true", "disputed: true", "status: draft"])
def test_what_is_not_sure_is_neither_asked_nor_wrong(doubt):
    told = THREE + f"- won: Best Pop\n  winner: dove\n  year: 2023\n  {doubt}\n"
    found = questions(told)
    assert all(
        question.body.answer != "Dove Cameron"
        for question in found
        if isinstance(question.body, Choice)
    )
    assert "Dove Cameron" not in shown(found, "2023")


@pytest.mark.parametrize("mark", ["sensitive: true", "ask: false"])
def test_whom_one_does_not_ask_about_is_in_no_question(mark):
    cast = CAST.replace("{name: Karol G, type: artist}", f"{{name: Karol G, type: artist, {mark}}}")
    for question in questions(THREE, cast):
        assert "Karol G" not in question.ask
        assert "Karol G" not in getattr(question.body, "options", ())


OPEN_KIND = """
kinds:
  baked:
    roles:
      cake:  {is: dish, open: true}
      baker: {is: person, many: true}
      year:  {is: year, open: true}
    pinned_by: [[cake, year]]
    WHOLE
    say: "{baker} baked {cake}[ in {year}]."
    ask: {baker: {one: "who baked {cake}[ in {year}]?"}}
types: {dish: {noun: dish, plural: dishes}}
"""
BAKED = """
- baked: Sachertorte
  baker: taylor
  year: 2021
- baked: Sachertorte
  baker: dove
  year: 2022
- baked: Sachertorte
  baker: rema
  year: 2023
"""


def test_a_new_kind_needs_no_python_and_is_asked_only_where_its_list_is_whole():
    is_open = OPEN_KIND.replace("WHOLE", "head: cake")
    assert questions(BAKED, extra=is_open) == []
    by_kind = OPEN_KIND.replace("WHOLE", "complete: [baker]")
    assert {q.ask[-5:-1] for q in questions(BAKED, extra=by_kind)} == {"2021", "2022", "2023"}
    by_row = BAKED.replace("  year: 2022\n", "  year: 2022\n  complete: [baker]\n")
    assert {q.ask[-5:-1] for q in questions(by_row, extra=is_open)} == {"2022"}
    by_source = BAKED.replace("year: 2023", "year: 2023\n  source: round_up")
    found = questions(by_source, extra=is_open)
    assert found
    assert all(question.ask.startswith("In the round-up, ") for question in found)
    report = made(BAKED, extra=is_open).report
    assert {skip.reason for skip in report.skips} == {"“baker” is not declared complete"}


def test_an_occasion_is_part_of_what_is_asked():
    told = """
- hugged: [rema, selena]
  during: Best Afrobeats
  source: round_up
- hugged: [rema, dove]
  during: vmas
  source: round_up
- hugged: [taylor, karolg]
  source: round_up
"""
    read = facts(told)
    assert read.moments[0].roles["when"] == ("during Best Afrobeats",)
    assert read.moments[1].roles["when"] == ("during the 2023 VMAs",)
    found = questions(told)
    for question in found:
        if "with Rema during Best Afrobeats" in question.ask and isinstance(question.body, Choice):
            assert question.body.answer == "Selena Gomez"
    assert any("during Best Afrobeats" in question.ask for question in found)


def test_an_occasion_is_the_event_where_a_kind_has_one():
    read = facts("- won: Best Pop\n  winner: taylor\n  during: vmas\n")
    assert read.moments[0].roles["at"] == ("vmas",)


def test_completeness_by_kind_is_the_kinds_own_default():
    assert facts(THREE).moments[0].complete == {"winner"}
