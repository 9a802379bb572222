"""Somebody sets the clock of the machine in mid-question: no answer and no score suffers.

The server runs under ``tests.tools.altered``, which moves what Python says is the time.
"""

import time

import pytest

from quiz.scores.presets import PRESETS

PLAYERS = 6
SECONDS = 60
_SLACK = 3.0  # seconds that an answer may take on its way through a busy machine


@pytest.fixture
def turn_to(night, tmp_path, monkeypatch):
    """Give what sets the clock of a server, which ``how`` makes honest or naive."""
    control = tmp_path / "clock"
    control.write_text("0")
    monkeypatch.setenv("ALTERED_CLOCK", str(control))
    start = night.start

    def begin(how):
        night.start = lambda **more: start(program=("tests.tools.altered", how), **more)
        night.serve()
        night.begin(PLAYERS, seconds=SECONDS, scoring="speed")
        return lambda seconds: control.write_text(str(seconds))

    return begin


def play_while_it_turns(night, turn, hours):
    """Answer before and after each turn of the clock; return what is wrong, in words."""
    wrong, known = [], {}
    for question, offset in enumerate(hours):
        opened = time.monotonic()
        for place, phone in enumerate(night.phones):
            if place % 2 == question % 2:
                answer(night, phone, opened, known, wrong)
        turn(offset * 3600)
        time.sleep(1.2)  # the clock of the nights looks once a second
        for phone in night.phones:
            answer(night, phone, opened, known, wrong)
        before = night.page().night.state.stage
        if before.phase != "question":
            wrong.append(f"the question closed when the clock was set {offset:+} h")
        go_on(night)
    return wrong + of_scores(night.page(), known, night.phones) + night.faults()


def go_on(night):
    """Reveal the question and open the next."""
    for _ in range(8):
        night.host.insist()
        if night.host.phase == "question":
            break
    number = night.page().night.state.stage.number
    night.wait(lambda: all(p.number == number for p in night.phones), "a phone is behind")


def answer(night, phone, opened, known, wrong):
    """Answer the same again and again: what was said first counts, with its time."""
    asked = time.monotonic()
    outcome = phone.answer("0", patience=5)
    if outcome != "saved":
        wrong.append(f"{phone.seat}: question {phone.number}: {outcome}, {phone.words}")
    known.setdefault((phone.number, phone.seat), (asked - opened, time.monotonic() - opened))


def of_scores(page, known, phones):
    """Compare the points of each answer with what it took by the test's own clock."""
    wrong, earned = [], dict.fromkeys((p.seat for p in phones), 0)
    preset, loose = PRESETS["speed"], dict.fromkeys(earned, 0.0)
    for (number, seat), (least, most) in known.items():
        kept = page.answers.get((number, seat))
        if kept is None:
            continue
        if not least - _SLACK <= kept.record.raw <= most + _SLACK:
            wrong.append(f"{seat}: question {number} took {kept.record.raw} s, not {most:.1f} s")
        if kept.is_right and (number, seat) in page.marks:
            earned[seat] += preset.base + round(preset.bonus * (1 - least / SECONDS))
            loose[seat] += 1 + preset.bonus * (most - least + _SLACK) / SECONDS
    for seat, points in earned.items():
        if abs(page.points[seat] - points) > loose[seat]:
            wrong.append(f"{seat} has {page.points[seat]} points, not {points}")
    return wrong


def test_a_clock_that_is_set_moves_no_deadline_and_no_score(night, turn_to, measured):
    turn = turn_to("clock")
    wrong = play_while_it_turns(night, turn, (1, -1, 0))
    assert wrong == []
    measured("8", "short", turns=3, answers=night.count, wrong_scores=0)


@pytest.mark.soak
def test_a_clock_that_is_set_fifty_times(night, turn_to, measured):
    turn = turn_to("clock")
    wrong = play_while_it_turns(night, turn, (1, -1, 0, 2, -2) * 10)
    assert wrong == []
    measured("8", "full", turns=50, answers=night.count, wrong_scores=0)


@pytest.mark.parametrize("hours", [1, -1])
def test_a_server_that_trusts_the_clock_on_the_wall_is_caught(night, turn_to, hours):
    turn = turn_to("naive")
    assert play_while_it_turns(night, turn, (hours,)) != []
