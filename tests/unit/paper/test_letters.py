import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.paper.letters import BOX, printable

LATIN = frozenset(map(chr, range(32, 127))) | frozenset("éêł□…")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Beyoncé", "Beyoncé"),
        ("Beyonce\u0301", "Beyoncé"),
        ("ế", "ê"),
        ("ﬁn", "fin"),
        ("１２", "12"),
        ("a\u00a0b\tc", "a b c"),
        ("100 → 200", "100 -> 200"),
        ("中文", BOX * 2),
        ("مرحبا", BOX * 5),
        ("🎸", BOX),
        ("❤\ufe0f", BOX),
        ("\x00\u200d", ""),
        ("a\nb", "a\nb"),
    ],
)
def test_what_cannot_be_printed_is_likened_or_boxed(text, shown):
    assert printable(text, LATIN) == shown


@given(st.text(st.characters()))
def test_only_known_characters_come_out(text):
    assert set(printable(text, LATIN)) <= LATIN | {"\n"}
