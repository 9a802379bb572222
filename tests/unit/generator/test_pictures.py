"""Questions that show what a thing looks like: proved as all others, and given away by nothing."""

from __future__ import annotations

from textwrap import dedent

import pytest

from quiz.errors import BadInputError
from quiz.moments.library import read_library
from quiz.questions.kinds import options_of
from quiz.questions.model import Choice, Picture, TrueFalse
from tests.tools.moments import facts, made, questions

FLAGS = {
    "ireland": ("Ireland", "Upright stripes, green, white, orange"),
    "italy": ("Italy", "Upright stripes, green, white, red"),
    "ivory": ("Ivory Coast", "Upright stripes, orange, white, green"),
    "france": ("France", "Upright stripes, blue, white, red"),
    "japan": ("Japan", "A red disc on white"),
}
CAST = "things:\n" + "".join(
    f"  {key}: {{name: {name}, type: country, aliases: [{name} itself]}}\n"
    f"  flag-{key}: {{name: '{told.lower()}', type: flag, picture: {{file: media/{key}.webp,"
    f" alt: '{told}', credit: A hand, license: CC0-1.0}}}}\n"
    for key, (name, told) in FLAGS.items()
)
MOMENTS = "\n".join(
    f"- {{flies: {key}, flag: flag-{key}, near: [{near}]}}"
    for key, near in {
        "ireland": "italy, ivory", "italy": "ireland, france", "ivory": "ireland, italy",
        "france": "italy, ireland", "japan": "france, italy",
    }.items()
)  # fmt: skip


def reasons(written) -> set[str]:
    return {skip.reason for skip in written.report.skips}


def test_a_question_shows_the_picture_instead_of_naming_what_is_on_it() -> None:
    choices = [q for q in questions(MOMENTS, CAST) if isinstance(q.body, Choice)]
    found = [q for q in choices if q.body.answer == "Ireland"]
    assert found
    assert {q.ask for q in found} == {"Which country has this flag?"}
    shown = Picture("media/ireland.webp", "Upright stripes, green, white, orange", "A hand",
                    "CC0-1.0")  # fmt: skip
    assert {q.picture for q in found} == {shown}
    assert all({"Italy", "Ivory Coast"} <= set(q.body.wrong) for q in found)


def test_one_wording_stands_for_as_many_questions_as_there_are_pictures() -> None:
    asked = made(MOMENTS, CAST).pack.questions
    assert sorted(q.picture.file for q in asked) == sorted(f"media/{k}.webp" for k in FLAGS)
    assert len({q.ask for q in asked}) == 1


def test_after_the_answer_each_option_is_told_by_its_own_picture() -> None:
    (ireland,) = [
        q for q in made(MOMENTS, CAST, seed=1).pack.questions if "ireland" in q.picture.file
    ]
    told = "The flag of Ireland has upright stripes, green, white, orange."
    assert ireland.explain == told
    for option, why in ireland.proof.wrong:
        assert why.startswith(f"The flag of {option} has ")
        assert "this flag" not in why


def test_what_is_shown_is_never_claimed_in_words() -> None:
    assert not [q for q in questions(MOMENTS, CAST) if isinstance(q.body, TrueFalse)]


def test_a_country_with_two_flags_is_asked_about_each_and_a_flag_of_two_asks_for_no_one() -> None:
    twice = f"{MOMENTS}\n- {{flies: france, flag: flag-japan}}"
    asked = questions(twice, CAST)
    assert not [q for q in asked if q.picture.file == "media/japan.webp"]
    assert [q for q in asked if q.picture.file == "media/france.webp"]


def test_whom_the_words_for_the_blind_name_is_no_option() -> None:
    cast = CAST.replace("Upright stripes, green, white, orange", "As that of Italy, with orange")
    found = [q for q in questions(MOMENTS, cast) if "ireland" in q.picture.file]
    assert found
    assert not [q for q in found if "Italy" in options_of(q.body)]


@pytest.mark.parametrize("told", ["The Irish say: Ireland", "ireland itself!"])
def test_words_that_name_the_answer_keep_it_from_being_asked(told: str) -> None:
    cast = CAST.replace("alt: 'Upright stripes, green, white, orange'", f"alt: '{told}'")
    written = made(MOMENTS, cast)
    assert not [q for q in written.pack.questions if "ireland" in q.picture.file]
    assert "what is read out of the picture tells the answer" in reasons(written)


def test_what_has_no_picture_is_not_shown_and_the_report_says_so() -> None:
    bare = CAST.replace("picture: {file: media/japan.webp,", "").replace(
        " alt: 'A red disc on white', credit: A hand, license: CC0-1.0}}", "}"
    )
    assert bare != CAST
    written = made(MOMENTS, bare)
    assert len(written.pack.questions) == len(FLAGS) - 1
    assert "“flag” has no picture to show" in reasons(written)


@pytest.mark.parametrize(
    ("picture", "message"),
    [
        ("{file: media/../m.webp, alt: A}", "plain name in the folder media"),
        ("{file: m.webp, alt: A}", "plain name in the folder media"),
        ("{alt: A}", "plain name in the folder media"),
        ("{file: media/m.webp}", "a picture needs words"),
    ],
)
def test_a_picture_without_file_or_words_is_refused(picture: str, message: str) -> None:
    cast = f"things:\n  x: {{name: X, type: flag, picture: {picture}}}\n"
    with pytest.raises(BadInputError) as caught:
        facts("- {flies: x, flag: x}", cast)
    told = [(p.code, p.line > 0, message in p.message) for p in caught.value.problems]
    assert ("E329", True, True) in told


@pytest.mark.parametrize(
    ("say", "stems", "message"),
    [
        ("{flag:shown} is it.", 'one: "who flies {flag}?"', "“say” tells in words"),
        ("{who} has {flag}.", 'one: "who flies {flag:shown}?", many: "which fly {flag}?"',
         "the same one picture"),
        ("{who} has {flag}.", 'one: "who flies {flag:shown}?", clue: "who has {flag:shown}"',
         "no order, match"),
    ],
)  # fmt: skip
def test_a_kind_shows_the_same_in_all_its_stems_and_tells_it_in_words(
    say: str, stems: str, message: str
) -> None:
    kind = f"""
    types: {{flag: {{noun: flag}}, land: {{noun: land}}}}
    kinds:
      flew:
        roles: {{who: {{is: land}}, flag: {{is: flag}}}}
        say: "{say}"
        ask: {{who: {{{stems}}}}}
    """
    with pytest.raises(BadInputError) as caught:
        read_library(dedent(kind), "kinds.yaml")
    assert [p.code for p in caught.value.problems] == ["E308"]
    assert message in caught.value.problems[0].message
