"""Bad networks, other networks, and phones that were locked: nothing is dropped without a word."""

import sys
import threading
import time
from collections import Counter
from random import Random

import pytest

from tests.tools.bad_network import BadNetwork
from tests.tools.night_clients import Browser
from tests.tools.night_streams import Stream

PLAYERS = 30
_THERE = {True: "is there", False: "is not there"}
AFTERWARDS = 2.5  # for so long a page still offers an answer, to be told "too late"


def answer_once(phone, seconds, said):
    """Think, answer once, and note what one was told."""
    ends = time.monotonic() + seconds
    time.sleep(phone.dice.random() * seconds / 2)
    said.append((phone.answer(patience=ends + AFTERWARDS - time.monotonic()), phone))


def ask_all(night, seconds):
    """Have everyone answer a question once; return what each was told."""
    said, threads = [], []
    for phone in night.phones:
        threads.append(threading.Thread(target=answer_once, args=(phone, seconds, said)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return said


def play_badly(night, seconds, questions):
    """Play over a bad network; return what was told, and how often it was not the truth."""
    night.serve()
    network = BadNetwork(night.port, loss=0.3, delay=1.0, dice=Random(9))
    try:
        night.begin(0, seconds=seconds)
        night.join_through(network.port, PLAYERS)
        tally, without_a_word = Counter(), 0
        for _ in range(questions):
            night.host.to_question()
            number = night.page().night.state.stage.number
            night.wait(
                lambda n=number: sum(p.number >= n for p in night.phones) > PLAYERS / 2,
                "the question comes to nobody",
            )
            said = ask_all(night, seconds)
            page = night.page()
            for outcome, phone in said:
                kept = page.answers.get((phone.number, phone.seat)) is not None
                without_a_word += kept != (outcome == "saved") and outcome != "unsure"
                tally[outcome if outcome != "unsure" else f"unsure, {_THERE[kept]}"] += 1
            assert night.faults() == []
    finally:
        night.leave()
        network.stop()
    assert without_a_word == 0
    assert tally["saved"] > 0
    return tally, f"{network.lost} of {network.pieces}"


def test_on_a_bad_network_every_answer_is_saved_or_told_not_to_be(night, measured):
    tally, lost = play_badly(night, 8, 1)
    measured("9", "short", phones=PLAYERS, pieces_lost=lost, told=dict(tally), dropped=0)


@pytest.mark.soak
def test_on_a_bad_network_for_long(night, measured):
    tally, lost = play_badly(night, 20, 12)
    measured("9", "full", phones=PLAYERS, pieces_lost=lost, told=dict(tally), dropped=0)


def seated(night, questions=4):
    """Play some questions, so that there is something to lose; return who and with how much."""
    night.serve()
    night.begin(3)
    for _ in range(questions):
        for phone in night.phones:
            phone.answer("0")
        night.next_question()
    first = [phone.mine() for phone in night.phones]
    assert all(mine["points"] for mine in first)
    assert len({mine["seat"] for mine in first}) == 3
    return [(mine["seat"], mine["points"]) for mine in first]


def same(night, first):
    """Whether everybody still has the same seat and the same score."""
    return [(mine["seat"], mine["points"]) for mine in (p.mine() for p in night.phones)] == first


def come_and_go(night, times, between):
    """Do something to every phone again and again; return how often one was not known."""
    first = seated(night)
    strangers = 0
    for turn in range(times):
        between(turn)
        strangers += not same(night, first)
    for phone in night.phones:
        assert phone.answer("1") == "saved"
    assert night.faults() == []
    return strangers


def reload_all(_turn):
    """Do nothing: ``same`` loads every page."""


def move_all(night):
    """Return what takes every phone to another network: an address, a browser, a stream."""

    def move(turn):
        for place, (phone, stream) in enumerate(zip(night.phones, night.streams, strict=True)):
            cookies = phone.browser.cookies
            phone.browser.hang_up()
            phone.browser = Browser(
                night.port, source=f"127.{place + 1}.{turn % 250}.7", agent=f"Phone {turn}"
            )
            phone.browser.cookies = cookies
            stream.cut()

    return move


def test_reloads_and_other_networks_keep_seat_and_score(night, measured):
    assert come_and_go(night, 10, reload_all) == 0
    night.leave()
    night.served.stop()
    if sys.platform == "linux":  # elsewhere a machine has but one address of its own
        assert come_and_go(night, 10, move_all(night)) == 0
    measured("10", "short", reloads=10, networks=10, strangers=0)


@pytest.mark.soak
def test_a_hundred_reloads_and_networks_keep_seat_and_score(night, measured):
    assert come_and_go(night, 100, reload_all) == 0
    night.leave()
    night.served.stop()
    assert come_and_go(night, 100, move_all(night)) == 0
    measured("10", "full", reloads=100, networks=100, strangers=0)


@pytest.fixture
def locking(night, tmp_path, monkeypatch):
    """Give what locks all phones for five minutes, on a server whose time the test lets pass."""
    control = tmp_path / "clock"
    control.write_text("0")
    monkeypatch.setenv("ALTERED_CLOCK", str(control))
    start = night.start
    night.start = lambda **more: start(program=("tests.tools.altered", "sleeper"), **more)

    def lock(turn):
        for stream in night.streams:
            stream.close()
        control.write_text(str(300 * (turn + 1)))
        night.streams = [Stream(phone).open() for phone in night.phones]

    return lock


def test_a_phone_that_was_locked_keeps_seat_and_score(night, locking, measured):
    assert come_and_go(night, 10, locking) == 0
    measured("10", "short", locks_of_5_min=10, strangers=0)


@pytest.mark.soak
def test_a_phone_that_was_locked_a_hundred_times_keeps_seat_and_score(night, locking, measured):
    assert come_and_go(night, 100, locking) == 0
    measured("10", "full", locks_of_5_min=100, strangers=0)


def test_a_phone_without_its_cookie_is_caught(night):
    """The oracle compares seats: a phone that lost its cookie is no longer the same."""
    first = seated(night, 1)
    assert same(night, first)
    night.phones[0].browser.cookies = night.phones[1].browser.cookies
    assert not same(night, first)
