import time
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.night import stage_names
from quiz.services import clock, inputs, passwords
from quiz.services.devices import label_of


@given(st.text())
def test_a_line_is_one_line_and_stays_what_it_is(text):
    line = inputs.line(text)
    assert inputs.line(line) == line
    assert "\n" not in line
    assert "\x00" not in line
    line.encode()  # no half of a surrogate pair


@given(st.text())
def test_a_name_is_refused_or_fit_to_be_shown(text):
    try:
        name = inputs.name(text)
    except BadInputError:
        return
    assert 1 <= len(name) <= 40
    assert inputs.name(name) == name
    assert not set(name) & set("\x00\n\t\u200b\u202e\u2066\ufeff")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Bob  ", "Bob"),
        ("Zoe\u0308", "Zoë"),
        ("Bob\u00a0\u2003B.", "Bob B."),
        ("👩‍🚀 Alice", "👩‍🚀 Alice"),
        ("नि\u200dखि", "नि\u200dखि"),
    ],
)
def test_a_name_is_tidied(written, kept):
    assert inputs.name(written) == kept


def test_a_password_is_taken_to_the_letter():
    hashed = passwords.hash_password(" Ünïcode  ")
    assert passwords.is_right(hashed, " Ünïcode  ")
    assert not passwords.is_right(hashed, "Ünïcode")
    assert not passwords.is_right(None, " Ünïcode  ")
    assert not passwords.is_right("no hash", " Ünïcode  ")
    assert not passwords.is_right(None, "nobody has this password")


def test_who_does_not_exist_takes_as_long_to_refuse():
    hashed = passwords.hash_password("correct horse")
    passwords.is_right(None, "warm up")

    def spent(known):
        started = time.perf_counter()
        passwords.is_right(known, "wrong horse")
        return time.perf_counter() - started

    known = min(spent(hashed) for _ in range(5))
    unknown = min(spent(None) for _ in range(5))
    assert 1 / 3 < known / unknown < 3


@pytest.mark.parametrize(
    ("browser", "label"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.0", "A device"),
        ("", "A device"),
    ],
)
def test_a_device_is_known_by_what_its_owner_knows_it_by(browser, label):
    assert label_of(browser) == label


def test_stage_names_fit_and_differ():
    names = {stage_names.draw(Random(seed)) for seed in range(200)}
    assert len(names) > 150
    assert all(inputs.name(name) == name for name in names)


def test_the_clock_goes_on_and_is_near_the_real_one():
    first, second = clock.now(), clock.now()
    assert first <= second
    assert abs(second - datetime.now(UTC)) < timedelta(seconds=5)  # noqa: TID251 - to compare


def test_dice_never_fall_alike():
    assert clock.dice().random() != clock.dice().random()
