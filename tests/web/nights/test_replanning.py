"""A night is planned anew from the lobby: on the same board, with the same people."""

import re

import pytest

from quiz.night.commands import Back, LockDoor
from quiz.services.nights import pages
from tests.tools.a_night import ANight, join


@pytest.fixture
def night(house):
    return ANight(house)


@pytest.fixture
def alice(bob, night):
    """Alice's browser, at the desk of her night."""
    return bob.open(f"/nights/{night.id}/host/{night.key}")


@pytest.fixture
def board(alice):
    """The same, on the drawing board."""
    alice.follow("Change the plan")
    assert (alice.status, alice.read().heading) == (200, "Change the plan")
    return alice


def values(browser, name):
    forms = [f for f in browser.read().forms if any(x.name == "title" for x in f.fields)]
    return [field.value for field in forms[0].fields if field.name == name]


def ticked(browser):
    forms = [f for f in browser.read().forms if any(x.name == "title" for x in f.fields)]
    return {field.name for field in forms[0].fields if field.checked}


def plan(night):
    view = pages.host(night.house, night.id, night.key)
    return [(planned.title, [row.ask for row in planned.rows]) for planned in view.plan]


def alert(browser):
    return re.search(r'role="alert">(?:<span>)?([^<]*)', browser.html)[1]


def test_everything_is_on_the_board_as_it_was_planned(board):
    assert values(board, "title") == ["Friday at the Crown"]
    assert values(board, "round_title") == ["Load-in", "Show"]
    assert values(board, "round_count") == ["4", "1"]
    assert values(board, "round_seconds") == ["20", "20"]
    assert values(board, "capacity") == ["200"]
    assert values(board, "scoring") == ["accuracy"]
    assert ticked(board) == {"own_names", "late_join", "audience", "extra_time"}


def test_what_is_saved_changes_the_night_and_nobody_has_to_come_again(board, charlie, night):
    join(charlie, night, "Charlie")
    seat, code = night.me(charlie).seat_id, night.code
    board.press("Save the plan", title="Saturday", scoring="pub", capacity="7")
    assert (board.status, board.url) == (200, f"/nights/{night.id}/host")
    assert "Planned the night anew, as “Saturday”." in board.html
    assert night.stage.head.title == "Saturday"
    assert night.stage.head.scoring == "pub"
    assert night.stage.head.code == code
    assert night.me(charlie).seat_id == seat
    assert "Saturday" in charlie.open(f"/nights/{night.id}/play").html
    assert "Saturday" in charlie.open(f"/j/{code}").html
    assert values(board.follow("Change the plan"), "capacity") == ["7"]


def test_rounds_that_stay_keep_their_questions(board, night):
    before = plan(night)
    board.press("Move round 2 up").press("Save the plan", title="Saturday")
    assert plan(night) == before[::-1]


def test_rounds_are_added_without_a_word_to_anybody_until_they_are_saved(board, night):
    board.press("Add a break")
    assert values(board, "round_title") == ["Load-in", "Show", "Half-time"]
    assert len(plan(night)) == 2
    board.press("Save the plan")
    assert [title for title, _ in plan(night)] == ["Load-in", "Show", "Half-time"]


def test_what_is_wrong_is_told_and_stays_as_it_was_typed(board, night):
    before = night.stage
    board.press("Save the plan", title="Saturday", round_count="29", capacity="12")
    assert board.status == 400
    assert "29 questions" in alert(board) or "twenty-nine" in alert(board)
    assert values(board, "title") == ["Saturday"]
    assert values(board, "capacity") == ["12"]
    assert night.stage == before
    board.press("Save the plan", round_count="2")
    assert board.status == 200


def test_a_plan_that_was_changed_elsewhere_is_told_before_it_is_written_over(board, night):
    night.say(LockDoor, locked=True)
    board.press("Save the plan", title="Saturday")
    assert board.status == 409
    assert "changed elsewhere meanwhile" in alert(board)
    assert night.stage.head.title == "Friday at the Crown"
    assert values(board, "title") == ["Saturday"]
    board.press("Save the plan")
    assert night.stage.head.title == "Saturday"
    assert night.stage.door_locked


def test_the_second_of_two_saves_is_told(board, night, app):
    data = {"title": "One", "version": values(board, "version")[0], "edit": ""}
    form = next(f for f in board.read().forms if f.action.endswith("/plan"))
    sent = {**{f.name: [] for f in form.fields}}
    for one in form.fields:
        if one.kind != "checkbox" or one.checked:
            sent[one.name].append(one.value)
    told = [board.client.post(form.action, data={**sent, **data}).status_code for _ in range(2)]
    assert told == [303, 409]


def test_when_the_night_has_begun_it_is_too_late(board, night):
    night.on()
    board.press("Save the plan", title="Saturday")
    assert board.status == 409
    assert "has begun" in alert(board)
    assert values(board, "title") == ["Saturday"]
    assert night.stage.head.title == "Friday at the Crown"
    desk = board.open(f"/nights/{night.id}/plan")
    assert desk.status == 409
    assert "has begun" in desk.html
    assert "Change the plan" not in desk.html


def test_when_somebody_has_answered_it_is_too_late(alice, charlie, house, night):
    join(charlie, night, "Charlie")
    night.on(2)
    house.clock.pass_seconds(10)
    number = night.number
    field = "choice" if night.stage.question.options else "text"
    data = {"number": number, field: "0", "revision": 1}
    assert charlie.client.post(f"/nights/{night.id}/answer", data=data).status_code < 400
    while night.stage.head.phase != "lobby":
        night.say(Back)
    told = alice.open(f"/nights/{night.id}/plan")
    assert told.status == 409
    assert "have answered in this night already" in told.html


def test_a_script_gets_the_board_alone_and_is_sent_to_the_desk(board, night):
    form = next(f for f in board.read().forms if f.action.endswith("/plan"))
    data: dict = {}
    for one in form.fields:
        data.setdefault(one.name, []).append(one.value)
    script = {"HX-Request": "true"}
    told = board.client.post(form.action, data={**data, "edit": "add"}, headers=script)
    assert "<html" not in told.text
    assert f'action="/nights/{night.id}/plan"' in told.text
    assert 'name="version"' in told.text
    told = board.client.post(form.action, data={**data, "edit": ""}, headers=script)
    assert told.headers["HX-Redirect"] == f"/nights/{night.id}/host"


def test_the_plan_is_kept_as_a_template_from_here_too(board, night):
    board.press("Keep as a template", title="For next week")
    assert "Kept." in board.html
    assert values(board, "version")
    assert "For next week" in board.open("/host").html
