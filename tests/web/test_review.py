"""The review by links and forms alone: what was missed, when it is due, and whose it is."""

import re
from dataclasses import replace

import pytest

from quiz.night import commands
from tests.tools.a_night import ANight, join
from tests.tools.house import PACK, RIGHT
from tests.web.conftest import answer

HOUR = 3600


def play_out(browser, wrong=2):
    """Go on with a round to its end, with so many answers wrong at first; return the page."""
    for place in range(1, 6):
        answer(browser, right=place > wrong)
        browser.press("Next question" if place < 5 else "See the result")
    return browser


@pytest.fixture
def missing(playing, clock):
    """Bob, an hour after a round in which he missed two."""
    play_out(playing)
    clock.pass_seconds(HOUR)
    return playing


def words(browser):
    return " ".join(browser.html.split())


def test_the_result_says_when_what_was_missed_comes_back(playing):
    play_out(playing)
    assert "What you missed goes to your review." in playing.html
    assert "The next question comes back in 10 minutes." in words(playing)
    playing.follow("Your review")
    assert playing.read().heading == "Nothing is due"
    assert "The next one comes back in 10 minutes." in playing.html


def test_who_missed_nothing_is_told_nothing(playing):
    play_out(playing, wrong=0)
    assert "review." not in words(playing)
    assert "is due" not in playing.open("/").html


def test_the_front_page_and_the_result_count_what_is_due(missing, clock):
    assert "2 questions are due" in missing.open("/").html
    missing.follow("Stagecraft").press("Play", pick=("5", "20 s", "all", "Accuracy first"))
    for _ in range(4):
        missing.press("Skip").press("Next question")
    clock.pass_seconds(HOUR)
    missing.open(missing.url).press("See the result")
    assert "4 questions are due in your review." in missing.html
    missing.follow("Have another look").press("Review 4 questions")


def test_a_review_is_played_from_the_front_page_by_links_and_forms_alone(missing, clock):
    missing.open("/")
    link = next(text for text in missing.read().links if "are due" in text)
    missing.follow(link)
    assert missing.read().heading == "Time for another look"
    missing.press("Review 2 questions")
    for place in (1, 2):
        assert missing.read().heading in RIGHT
        assert "No timer" in missing.html
        answer(missing)
        assert missing.read().heading == "Right"
        assert "canary-explain" in missing.html
        assert "canary-source" in missing.html
        assert "points" not in missing.html.lower()
        missing.press("Next question" if place == 1 else "See the result")
    assert missing.status == 200
    assert "of 2 right" in missing.html
    assert "comes back in 1 day" in words(missing)
    assert "are due" not in missing.open("/").html
    clock.pass_seconds(24 * HOUR)
    assert "2 questions are due" in missing.open("/").html


def test_what_is_missed_again_can_be_reviewed_again(missing, clock):
    missing.open("/review").press("Review 2 questions")
    missing.press("Skip").press("Next question").press("Skip")
    clock.pass_seconds(HOUR)
    missing.press("See the result")
    assert "2 questions are due in your review." in missing.html
    missing.press("Review more")
    assert missing.read().heading in RIGHT


def test_nothing_that_depends_on_the_answer_is_sent_before_the_reveal(missing):
    told = set(re.findall(r"[Cc]anary[\w-]*", PACK))
    missing.open("/review")
    assert not [canary for canary in told if canary in missing.html]
    missing.press("Review 2 questions")
    for place in (1, 2):
        question = missing.html + str(missing.headers)
        assert not [canary for canary in told if canary in question]
        answer(missing)
        missing.press("Next question" if place == 1 else "See the result")


def test_a_review_left_halfway_waits(missing):
    missing.open("/review").press("Review 2 questions")
    url = missing.url
    missing.press("Skip").press("Next question").open("/review")
    assert "You stopped at question 2 of 2." in missing.html
    missing.follow("Go on")
    assert missing.url == url
    assert missing.client.post("/review").location == url
    assert "Go on with question 2 of 2" in missing.open("/").html


def test_a_stranger_is_invited_to_play_and_has_no_review(missing, charlie):
    charlie.open("/review")
    assert charlie.read().heading == "Nothing missed so far"
    assert charlie.client.post("/review").location == "/review"
    charlie.press("Play a round")
    assert 'id="question"' in charlie.html
    missing.open("/review").press("Review 2 questions")
    assert charlie.open(missing.url).status == 404


def test_a_script_gets_the_question_of_a_review_alone(missing):
    missing.open("/review").press("Review 2 questions")
    part = missing.client.get(missing.url, headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith('<section id="question"')
    assert "<html" not in part.text


def test_a_guest_is_told_for_how_long_the_review_is_kept(missing):
    missing.open("/review")
    assert "You are a guest: what you missed is forgotten when you stay away for 30 days." in words(
        missing
    )
    missing.follow("An account keeps it.").press(
        "Make the account", username="Bob", password="a long enough sentence"
    )
    missing.open("/review")
    assert missing.read().heading == "Time for another look"
    assert "You are a guest" not in missing.html


def test_a_question_that_left_its_pack_leaves_the_review_and_that_is_told(missing, house):
    (summary,) = house.shelf.summaries.values()
    with house.store.reading() as tx:
        edition = house.shelf.edition(tx, summary.digest)
    house.shelf._editions[summary.digest] = replace(edition, pool=())
    try:
        missing.open("/review").press("Review 2 questions")
    finally:
        house.shelf._editions[summary.digest] = edition
    assert "2 questions were taken out of their packs, and so of your review." in missing.html
    assert missing.read().heading == "Nothing missed so far"


@pytest.fixture
def night(house):
    return ANight(house)


@pytest.fixture
def after(bob, night, clock):
    """Bob, on his page after a night in which he gave no answer to the one question."""
    join(bob, night, "Bob")
    night.on(2)
    clock.pass_seconds(60)
    night.on(2)
    night.say(commands.Finish)
    night.on()
    return bob.open(f"/nights/{night.id}/mine")


def test_the_misses_of_a_night_are_added_by_one_press_and_only_once(after, clock):
    url = after.url
    after.press("Add 1 miss to my review")
    assert after.url == url
    assert "All you missed is in your review." in after.html
    form = re.search(r'action="(/nights/\w+/mine/\w+/[\w-]+)"', after.html)
    assert form is None
    clock.pass_seconds(HOUR)
    after.follow("Your review").press("Review 1 question")
    answer(after)
    assert after.read().heading == "Right"


def test_who_has_the_private_link_adds_the_misses_on_any_device(after, charlie):
    charlie.open("/sign-up").press(
        "Make the account", username="Charlie", password="a long enough sentence"
    )
    link = re.search(r'href="http://localhost(/nights/\w+/mine/\w+/[\w-]+)"', after.html)[1]
    charlie.open(link).press("Add 1 miss to my review")
    assert charlie.url == link
    assert "All you missed is in your review." in charlie.html
    assert "Add 1 miss" in after.open(after.url).html  # whose own review it is not in
    assert charlie.client.post(f"{link}x").status_code == 404


def test_pressing_again_changes_nothing_of_what_was_learned_since(after, clock):
    press = re.search(r'action="(/nights/\w+/mine/\w+/[\w-]+)"', after.html)[1]
    after.press("Add 1 miss to my review")
    clock.pass_seconds(HOUR)
    after.open("/review").press("Review 1 question")
    answer(after)
    assert after.client.post(press).status_code == 303
    after.press("See the result").open("/review")
    assert "comes back in 1 day" in after.html


def test_what_was_right_or_counts_for_nobody_is_no_miss(bob, night, clock):
    join(bob, night, "Bob")
    night.on(2)
    clock.pass_seconds(night.stage.question.lead + 1)
    field = "choice" if night.stage.question.options else "text"
    form = {"number": "1", "ms": "900", field: list(night.right())}
    assert bob.client.post(f"/nights/{night.id}/answer", data=form).status_code == 303
    night.on(5)  # its lock and reveal, the next question, its lock and reveal
    assert "Add 1 miss to my review" in bob.open(f"/nights/{night.id}/mine").html
    night.say(commands.Void, number=2)
    assert "to my review" not in bob.open(f"/nights/{night.id}/mine").html
