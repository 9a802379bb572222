"""What cannot be taken back asks once, where it is pressed; lists show what can be done now."""

import re

import pytest

from quiz.night.model import Rules
from tests.tools.a_night import ANight, join


@pytest.fixture
def night(house, request):
    return ANight(house, getattr(request, "param", Rules()))


@pytest.fixture
def alice(bob, night):
    """Alice's browser, at the desk of her night."""
    bob.open(f"/nights/{night.id}/host/{night.key}")
    return bob


def asks(html, button):
    """Return what is asked before a button can be pressed; nothing where it lies open."""
    asked = re.findall(r"<details[^>]*>(?:(?!<details|</details>).)*</details>", html, re.DOTALL)
    found = [one for one in asked if f'id="{button}"' in one]
    assert f'id="{button}"' in html
    return found[0] if found else ""


def test_sending_out_and_barring_ask_first_and_say_what_is_lost(alice, charlie, night):
    join(charlie, night, "Charlie")
    desk = alice.open(f"/nights/{night.id}/host").html
    assert "with nothing" in asks(desk, "seat-kick")
    assert "not come back" in asks(desk, "seat-ban")


def test_ending_the_night_asks_first_on_desk_and_remote(alice, night):
    while night.stage.head.phase != "podium":
        assert 'id="steer-over"' not in alice.open(f"/nights/{night.id}/remote").html
        night.on()
    for page in ("remote", "host"):
        desk = alice.open(f"/nights/{night.id}/{page}")
        assert "for good" in asks(desk.html, "steer-over")
    desk.press("End it now")
    assert night.stage.head.phase == "over"


def test_deleting_a_template_asks_first(bob):
    one = {"title": "Our night", "round_title": "Load-in", "round_format": "general"}
    one |= {"round_pack": "stagecraft", "round_level": "mixed", "round_count": "3"}
    one |= {"round_seconds": "20", "round_note": "", "scoring": "pub", "teams": "solo"}
    bob._took(bob.client.post("/host", data={**one, "capacity": "20", "edit": "save"}))
    kept = bob.open("/host")
    assert re.search(r"<details[^>]*>(?:(?!</details>).)*/host/forget", kept.html, re.DOTALL)
    assert "The template is deleted" in kept.press("Delete it: Our night").html


@pytest.mark.parametrize(
    ("night", "teams"),
    [(Rules(), ()), (Rules(teams="shared"), ("rename",)), (Rules(teams="own"), ("rename", "move",
     "add", "balance"))],
    indirect=["night"],
)  # fmt: skip
def test_the_list_of_people_has_only_what_can_be_done_with_teams(alice, charlie, night, teams):
    join(charlie, night, "Charlie")
    desk = alice.open(f"/nights/{night.id}/host").html
    names = {"rename": "seat-rename-team", "move": "seat-move", "add": "seat-add-team",
             "balance": "seat-balance"}  # fmt: skip
    assert {what for what, name in names.items() if f'id="{name}"' in desk} == set(teams)


@pytest.mark.parametrize("night", [Rules(approve=True, end_early=False)], indirect=True)
def test_the_remote_tells_who_waits_at_the_door_while_a_question_is_on(alice, charlie, night):
    night.on(2)
    join(charlie, night, "Charlie")
    remote = alice.open(f"/nights/{night.id}/remote").html
    assert night.stage.head.phase == "question"
    assert "1 waits at the door" in remote


def test_enter_in_the_list_of_people_tells_which_button_to_press(alice, night):
    told = alice.client.post(f"/nights/{night.id}/people", data={"action": "", "name": "Chuck"})
    assert told.status_code == 400
    assert "Press the button beside it" in told.text
