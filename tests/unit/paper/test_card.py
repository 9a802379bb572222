"""The card that a player shares: a picture for any name, which is whole in itself."""

import re

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from quiz.paper import card as cards
from quiz.paper import marks
from quiz.paper.card import HEIGHT, WIDTH, Card
from quiz.paper.lettering import clean, fitted, measure, written
from quiz.resources import resource

TEXTS = st.text(max_size=80) | st.text("AWil .-é🎸", max_size=80)
MARKS = st.sampled_from(("right", "close", "wrong", "none", "void"))
PLAIN = Card("Friday at the Crown", "Bob", "6,790", "points", "7 of 9 right", [["right"] * 9])
UNSAFE = {"style", "class", "href", "id"}
SVG = "{http://www.w3.org/2000/svg}"


def drawn(card):
    return ElementTree.fromstring(cards.svg(card))


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.lists(st.lists(MARKS, max_size=12), max_size=12))
def test_whatever_people_are_called_it_is_a_picture_and_nothing_else(
    title, name, team, why, rounds
):
    picture = drawn(Card(title, name, "0", "points", "", rounds, [(title, why)], team, name))
    assert picture.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    for node in picture.iter():
        assert node.tag.removeprefix(SVG) in {
            "svg", "defs", "radialGradient", "linearGradient", "stop",
            "g", "path", "rect", "circle", "polygon", "text",
        }  # fmt: skip
        known = {"id"} if node.tag.endswith("Gradient") else set()
        named = {name for name in node.attrib if name in UNSAFE or name.startswith("on")}
        assert named <= known


@given(TEXTS, st.integers(1, 3), st.sampled_from(("title", "bold")))
def test_a_text_fits_its_lines_and_loses_nothing_unless_it_ends_in_dots(text, most, face):
    block = fitted(text, face, 400, (60, 40), most)
    assert 1 <= len(block.lines) <= most
    assert all(measure(line, face) * block.size <= 400.01 for line in block.lines)
    if not block.lines[-1].endswith("…"):
        assert "".join(block.lines).replace(" ", "") == clean(text).replace(" ", "")


@pytest.mark.parametrize("word", ["W" * 80, "Donaudampfschifffahrtsgesellschaft" * 2, "語" * 80])
def test_a_word_too_long_is_broken_within_the_width(word):
    block = fitted(word, "title", 400, (60, 40), 2)
    assert len(block.lines) == 2
    assert all(measure(line, "title") * block.size <= 400 for line in block.lines)


def test_lines_are_about_equally_long():
    block = fitted("one two three four five", "bold", 500, (60,), 2)
    assert block.lines == ("one two three", "four five")


def test_no_family_is_torn_apart():
    family = "👩\u200d👩\u200d👧"
    block = fitted(family * 9, "title", 400, (60,), 1)
    assert block.lines[0].removesuffix("…").count("👧") == len(block.lines[0]) // 5


def test_our_letters_are_outlines_and_the_rest_is_left_to_other_fonts():
    assert "<text" not in written("The Encores & Łódź, 7:0", "title", 0, 0, 10)
    mixed = written("Bob 🎸 <b>", "title", 0, 0, 10)
    assert re.findall(r"<text[^>]*>([^<]*)</text>", mixed) == ["🎸"]
    assert mixed.count("<path") == len("Bob<b>")
    whole = written("عبد & Bob", "title", 0, 0, 10)
    assert re.findall(r"<text[^>]*>([^<]*)</text>", whole) == ["عبد &amp; Bob"]
    assert 'direction="rtl"' in whole


@given(st.lists(st.integers(0, 40), max_size=30))
def test_every_question_has_its_mark_and_rows_stay_in_the_window(lengths):
    size, rows = marks.grid(lengths)
    assert sum(rows) == sum(lengths)
    assert all(row * size <= 700 for row in rows)
    assert len(rows) * size <= 400


def test_each_round_has_a_row_while_marks_can_be_told_apart():
    size, rows = marks.grid([7] * 7)
    assert rows == [7] * 7
    assert size >= 40
    assert marks.grid([3]) == (104, [3])
    assert marks.grid([7])[1] == [4, 3]
    assert marks.grid([10] * 25)[0] >= 24


def test_marks_are_told_apart_by_their_form():
    forms = {
        mark: re.sub(r'(fill|stroke)="#\w+"', "", marks.window([[mark]], [1], 100, 0, 0))
        for mark in ("right", "close", "wrong", "none", "void")
    }
    assert len(set(forms.values())) == 5


def test_nothing_leaves_the_pass_however_much_there_is():
    """A pass that would be too tall is drawn smaller, name and team still above what is below."""
    much = Card("A long title " * 6, "W" * 24, "1,234", "points", "x " * 60, [["right"] * 60] * 9,
                [("Longest streak", "12 in a row")] * 4, "W" * 24, "Greenroom")  # fmt: skip
    for card in (PLAIN, much):
        found = re.search(r"translate\([\d.]+ ([\d.]+)\) scale\(([\d.]+)\)", cards.svg(card))
        top, scale = map(float, found.groups())
        tall = float(re.search(r'<rect x="100" width="880" height="(\d+)"', cards.svg(card))[1])
        assert top >= 40
        assert top + tall * scale <= HEIGHT - 80


def test_the_colours_are_those_of_the_house():
    tokens = (resource("static") / "css" / "tokens.css").read_text()
    names = ("amber", "blue", "pink", "green", "violet", "lime", "coral", "aqua", "sand")
    assert tuple(re.search(rf"--{name}: (#\w+);", tokens)[1] for name in names) == marks.GELS
    for colour in (
        cards.INK,
        cards.PRINT,
        cards.TAPE,
        cards.DIM,
        cards.VELVET,
        cards.MAGENTA,
        cards.WARM,
    ):
        assert f": {colour};" in tokens
