"""The pictures that ship: each belongs to one question, tells nothing by itself, and is small."""

from __future__ import annotations

import csv
import io
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from benchmarks.generator import read
from quiz.generator import generate
from quiz.packs.media.pictures import drawn_anew
from quiz.questions.model import Choice
from quiz.text import fold
from tests.tools import draw_flags, draw_tiles
from tests.tools.tables_flags import FLAGS

FOLDER = Path(__file__).parents[3] / "questions" / "moments"
MEDIA = FOLDER / "media"
SETS = {"flags": 50, "maps": 150, "tiles": 50}
OPEN = {"CC0-1.0", "Public domain"}


@cache
def asked(name):
    return generate(read(FOLDER / f"{name}.yaml")).pack.questions


def rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_picture_is_asked_and_every_question_has_its_own():
    shown = Counter(q.picture.file for name in SETS for q in asked(name))
    there = {f"media/{path.name}" for path in MEDIA.iterdir()}
    assert shown.keys() == there
    assert set(shown.values()) == {1}
    assert all(len(asked(name)) >= least for name, least in SETS.items())


def test_all_together_weigh_less_than_a_photo_or_two():
    sizes = [path.stat().st_size for path in MEDIA.iterdir()]
    assert sum(sizes) < 2_000_000
    assert sum(sizes) / len(sizes) < 6_000
    assert max(sizes) < 16_000


def test_they_are_kept_as_they_are_so_they_are_what_would_be_made_of_them():
    """What ships is not drawn anew at the first start: it is clean already."""
    for path in sorted(MEDIA.iterdir())[::20]:
        data = path.read_bytes()
        with (
            Image.open(io.BytesIO(data)) as picture,
            Image.open(io.BytesIO(drawn_anew(data))) as anew,
        ):
            assert picture.format == "WEBP"
            assert set(picture.info) <= {"loop", "background", "timestamp", "duration"}
            assert not ImageChops.difference(picture.convert("RGB"), anew.convert("RGB")).getbbox()


@pytest.mark.parametrize("name", SETS)
def test_each_has_words_for_who_does_not_see_it_a_licence_and_a_source(name):
    for question in asked(name):
        assert question.picture.alt.endswith(".")
        assert question.picture.license in OPEN
        assert question.picture.credit
        assert question.source


@pytest.mark.parametrize("name", SETS)
def test_words_for_who_does_not_see_it_name_no_option(name):
    for question in asked(name):
        if isinstance(question.body, Choice):
            told = f" {fold(question.picture.alt)} "
            assert [o for o in question.body.options if f" {fold(o)} " in told] == []


@pytest.mark.parametrize("name", SETS)
def test_wrong_options_are_those_that_one_mixes_up(name):
    """Three in four are those that the table names near."""
    key = "symbol" if name == "tiles" else "iso"
    countries = {row["iso"]: row["country"] for row in rows("countries")}
    elements = {row["symbol"]: row["element"] for row in rows("elements")}
    names = elements if name == "tiles" else countries
    near = {
        f"media/{row['picture']}": {fold(names[other]) for other in row["near"].split(";") if other}
        for row in rows(name)
    }
    assert all(row[key] not in row["near"].split(";") for row in rows(name))
    wrong = [
        (fold(option), q.picture.file)
        for q in asked(name)
        if isinstance(q.body, Choice)
        for option in q.body.wrong
    ]
    assert sum(option in near[file] for option, file in wrong) >= 0.75 * len(wrong)


def test_no_two_flags_look_alike_or_are_told_alike():
    """Seen as small as on a phone, any two differ in a twentieth of what is seen, or more."""
    small = {}
    for row in rows("flags"):
        with Image.open(MEDIA / row["picture"]) as picture:
            small[row["iso"]] = picture.convert("RGB").resize((48, 32))
    for one, other in combinations(small, 2):
        apart = ImageChops.difference(small[one], small[other]).convert("L")
        differing = sum(apart.point(lambda v: 255 * (v > 24)).histogram()[255:])
        assert differing >= 48 * 32 / 20, (one, other)
    told = [row["told"] for row in rows("flags")]
    assert len(set(told)) == len(told)


def test_flags_are_drawn_from_their_numbers():
    """What lies in the folder is what the numbers make, so that nobody mends one of the two."""
    made = io.BytesIO(draw_flags.drawn(FLAGS["GH"]))
    with Image.open(MEDIA / "flag-gh.webp") as kept, Image.open(made) as anew:
        assert not ImageChops.difference(kept.convert("RGB"), anew.convert("RGB")).getbbox()
    assert {row["iso"] for row in rows("flags")} == FLAGS.keys()


def test_colours_that_are_told_of_a_flag_are_on_it():
    """Stripes stand in the order in which they are told: the words are for who cannot see."""
    for row in rows("flags"):
        kind, *stripes = FLAGS[row["iso"]].shapes[0]
        if kind not in {"across", "upright"} or len(FLAGS[row["iso"]].shapes) > 1:
            continue
        ways = {"across": "stripes from top to bottom", "upright": "upright stripes"}
        if len({width for width, _ in stripes}) == 1:
            assert row["told"].startswith(ways[kind])
            assert len(row["told"].split(": ")[1].split(", ")) == len(stripes)


def test_an_element_stands_where_the_table_of_its_number_says():
    places = {
        1: (1, 1), 2: (1, 18), 4: (2, 2), 5: (2, 13), 26: (4, 8), 57: (6, 0), 71: (6, 0),
        72: (6, 4), 89: (7, 0), 104: (7, 4), 118: (7, 18),
    }  # fmt: skip
    assert {number: tuple(draw_tiles.place_of(number)) for number in places} == places
