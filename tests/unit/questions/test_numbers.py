"""Numbers are read as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.questions.numbers import read_number


def values(text: str, unit: str = "") -> set[float]:
    reading = read_number(text, unit)
    return set(reading.values) if reading else set()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1985", 1985),
        (" 1 000 000 ", 1e6),
        ("1\u202f000", 1000),
        ("1'000", 1000),
        ("1’000", 1000),
        ("1,000.5", 1000.5),
        ("1.000,5", 1000.5),
        ("1,000,000", 1e6),
        ("1.000.000", 1e6),
        ("0,5", 0.5),
        ("0.500", 0.5),
        ("3.14", 3.14),
        ("-40", -40),
        ("\u2212 40", -40),
        ("+7", 7),
        ("minus 40", -40),
        ("minus two", -2),
        ("seven", 7),
        ("Twenty", 20),
        ("1.5 million", 1.5e6),
        ("two hundred thousand", 2e5),
        ("a million", 1e6),
        ("million", 1e6),
        ("10000,00", 10000),
    ],
)
def test_it_reads_a_number(text, value):
    assert values(text) == {value}


@pytest.mark.parametrize("text", ["1,000", "1.000", "384.400", "12,345"])
def test_a_single_mark_before_three_digits_can_be_either(text):
    digits = text.replace(",", "").replace(".", "")
    assert values(text) == {float(digits), float(digits) / 1000}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "many",
        "12 or 13",
        "1-2",
        "1 2",
        "12,34,56",
        "1,2.3,4",
        "1..2",
        "12:30",
        "two three",
    ],
)
def test_it_reads_no_number_where_there_is_none_or_two(text):
    assert values(text) == set()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 km", "km"),
        ("5km", "km"),
        ("5 Kilometres", "km"),
        ("about 5 kilometers", "km"),
        ("5 km", "kilometres"),
        ("5 °C", "°C"),
        ("5 degrees Celsius", "°C"),
        ("5%", "%"),
        ("5 per cent", "percent"),
        ("5 percent", "%"),
        ("$5", "$"),
        ("5 moon", "moons"),
        ("5 km²", "km²"),
        ("in the year 1985", ""),
        ("5", "km"),
    ],
)
def test_the_unit_may_stand_beside_it(text, unit):
    reading = read_number(text, unit)
    assert reading is not None
    assert reading.is_clean


@pytest.mark.parametrize(
    ("text", "unit"),
    [("5 miles", "km"), ("5 m", "km"), ("44 BC", ""), ("not 5", ""), ("5 dozen", "")],
)
def test_it_tells_what_else_stands_beside_it(text, unit):
    reading = read_number(text, unit)
    assert reading is not None
    assert not reading.is_clean


@given(st.integers(-(10**12), 10**12))
def test_every_way_of_grouping_reads_back(number):
    for mark in (",", "_"):
        text = f"{number:{mark}}"
        for shown in {
            text,
            text.replace(mark, " "),
            text.replace(mark, "."),
            text.replace(mark, "’"),
        }:
            if "_" not in shown:
                assert float(number) in values(shown)


@given(st.decimals(-1000, 1000, places=2, allow_nan=False))
def test_point_and_comma_are_decimal_marks(number):
    assert values(f"{number}") == values(f"{number}".replace(".", ",")) == {float(number)}


@given(st.text(max_size=60), st.text(max_size=10))
def test_any_text_can_be_read(text, unit):
    read_number(text, unit)
