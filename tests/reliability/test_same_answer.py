"""One phone sends an answer many times at once: one row, one score, and all are told the same."""

import json
import threading
from random import Random

import pytest

from tests.tools.night_clients import Browser

THREADS = 50


def crowd(phone):
    """Return so many browsers that all are the same phone."""
    browsers = [Browser(phone.browser.port, patience=30) for _ in range(THREADS)]
    for browser in browsers:
        browser.cookies = dict(phone.browser.cookies)
    return browsers


def send_at_once(phone, browsers, places):
    """Send the same change from all of them at one moment; return what each was told."""
    told, together = [], threading.Barrier(len(browsers))
    path = f"/nights/{phone.night_id}/answer"

    def send(browser, place):
        together.wait()
        form = {"number": phone.number, "choice": place, "ms": "900", "revision": 1}
        answer = browser.post(path, form)
        told.append((answer.status, answer.text))

    threads = [
        threading.Thread(target=send, args=pair) for pair in zip(browsers, places, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def faults_of(page, seat, number, told):
    """Return what is wrong with an answer that was sent by many."""
    kept = page.answers.get((number, seat))
    if kept is None:
        return ["nothing is there"]
    wrong = [f"{answer} was told" for answer in told if answer[0] != 200]
    stored = {"revision": kept.revision, "given": list(kept.places)}
    wrong += [f"{text} was told, {stored} is there" for status, text in told
              if status == 200 and json.loads(text) != stored]  # fmt: skip
    return wrong


def send_again_and_again(night, times):
    """Do so with a question each; the threads agree in every second one."""
    dice = Random(4)
    night.begin(1)
    (phone,), right = night.phones, 0
    browsers = crowd(phone)
    for turn in range(times):
        number = phone.number
        first = str(dice.randrange(3))
        places = [first if turn % 2 else str(dice.randrange(3)) for _ in browsers]
        told = send_at_once(phone, browsers, places)
        page = night.page()
        assert len(told) == THREADS
        assert faults_of(page, phone.seat, number, told) == []
        right += page.answers[number, phone.seat].is_right
        night.next_question()
    for browser in browsers:
        browser.hang_up()
    page = night.page()
    assert len(page.answers) == times
    assert len(page.marks) == times
    assert page.points[phone.seat] == 1000 * right
    return f"{times} of {times}"


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request):
    """A night that is served: by one process on SQLite, by two on PostgreSQL."""
    if request.param == "sqlite":
        live = request.getfixturevalue("night")
    else:
        live = request.getfixturevalue("crowded")
        live.settings["QUIZ_WORKERS"] = "2"
    live.serve()
    return live


def test_one_answer_from_fifty_threads_is_one_row_and_one_score(either, measured):
    once = send_again_and_again(either, 4)
    kind = "PostgreSQL, 2 workers" if either.settings else "SQLite"
    measured("12", "short", database=kind, one_row=once)


@pytest.mark.soak
def test_one_answer_from_fifty_threads_a_thousand_times(either, measured):
    rounds = 1_000 // 250
    kind = "PostgreSQL, 2 workers" if either.settings else "SQLite"
    for done in range(1, rounds + 1):
        send_again_and_again(either, 250)
        either.leave()
        measured("12", "full", database=kind, one_row=f"{250 * done} of {250 * done}")


def test_what_is_told_and_not_there_is_found(night):
    """The oracle compares each word with what is on disk."""
    night.serve()
    night.begin(1)
    (phone,) = night.phones
    assert phone.answer("1") == "saved"
    told = [(200, '{"revision":1,"given":["2"]}')]
    assert len(faults_of(night.page(), phone.seat, phone.number, told)) == 1
    assert faults_of(night.page(), "nobody", phone.number, told) == ["nothing is there"]
