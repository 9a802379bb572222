"""The door: one step in, straight back, a clear word for whoever cannot come in."""

from dataclasses import replace

import pytest

from quiz.night import commands
from quiz.night.model import Rules
from quiz.services.nights import roster
from quiz.web.nights import joining
from tests.tools.a_night import ANight, join
from tests.tools.plain import PlainBrowser

RULES = Rules()


@pytest.fixture
def night(house):
    return ANight(house)


def with_rules(house, **changed):
    return ANight(house, replace(RULES, **changed))


def test_one_joins_in_one_step_with_a_name_that_is_there_already(bob, night):
    bob.open(f"/j/{night.code}")
    drawn = next(f.value for form in bob.read().forms for f in form.fields if f.name == "name")
    assert len(drawn.split()) == 2
    bob.press("Join")
    assert (bob.status, bob.url) == (200, f"/nights/{night.id}/play")
    assert night.me(bob).name == drawn


def test_a_code_is_read_however_it_is_typed(bob, night):
    code = night.code.lower()
    bob.open("/join").press("To the door", code=f" {code[:3]}-{code[3:]} ")
    assert bob.url == f"/j/{night.code}"
    assert bob.open(f"/j/{code}").status == 200


def test_the_front_page_has_a_field_for_the_code(bob, night):
    bob.open("/").press("Join", code=night.code)
    assert bob.url == f"/j/{night.code}"


@pytest.mark.parametrize(
    "address", ["/j/AAAAAA", "/join?code=AAAAAA", "/j/%00", "/j/much-too-long"]
)
def test_a_wrong_code_is_refused_with_what_to_do(bob, night, address):
    bob.open(address)
    assert bob.status == 404
    assert 'role="alert"' in bob.html
    assert "To the door" in [text for f in bob.read().forms for text, _n, _v in f.buttons]


def test_the_code_of_a_night_that_is_over_opens_nothing(bob, night):
    night.say(commands.Finish)
    night.on()
    assert bob.open(f"/j/{night.code}").status == 404


def test_a_locked_door_says_so(bob, night):
    night.say(commands.LockDoor, locked=True)
    bob.open(f"/j/{night.code}")
    assert "locked" in bob.html
    assert not [f for f in bob.read().forms if f.buttons and f.buttons[0][0] == "Join"]


def test_a_door_that_was_locked_meanwhile_refuses(bob, night):
    bob.open(f"/j/{night.code}")
    night.say(commands.LockDoor, locked=True)
    bob.press("Join", name="Bob")
    assert bob.status == 409
    assert "locked" in bob.html


def test_who_has_a_seat_goes_straight_back_to_it(bob, night):
    seat = night.me(join(bob, night, "Bob")).seat_id
    bob.open(f"/j/{night.code}")
    assert bob.url == f"/nights/{night.id}/play"
    assert night.me(bob).seat_id == seat


def test_two_taps_make_one_seat(bob, night):
    bob.open(f"/j/{night.code}")
    form = {"name": "Bob"}
    bob.client.post(f"/j/{night.code}", data=form)
    assert bob.client.post(f"/j/{night.code}", data=form).status_code == 303
    assert night.stage.people == 1


def test_a_taken_name_is_refused_and_stays_in_the_field(bob, charlie, night):
    join(bob, night, "Bob")
    join(charlie, night, "B0b")
    assert charlie.status == 400
    assert 'value="B0b"' in charlie.html
    charlie.press("Join", name="Charlie")
    assert charlie.status == 200


def test_names_may_be_drawn_alone(bob, house):
    night = with_rules(house, own_names=False)
    bob.open(f"/j/{night.code}")
    assert "name" not in [f.name for form in bob.read().forms for f in form.fields]
    bob.client.post(f"/j/{night.code}", data={"name": "Bob"})
    drawn = night.me(bob).name
    assert drawn != "Bob"
    bob.open(f"/nights/{night.id}/play?still").press("Draw another")
    assert night.me(bob).name not in {drawn, "Bob"}


def test_one_joins_the_audience(bob, night):
    bob.open(f"/j/{night.code}").press("Join the audience: answer along, without points")
    assert night.me(bob).is_audience


def test_one_founds_a_team_and_another_joins_it(bob, charlie, house):
    night = with_rules(house, teams="own")
    bob.open(f"/j/{night.code}").press("Join", name="Bob", new_team="Table seven")
    team = night.me(bob).team
    charlie.open(f"/j/{night.code}")
    assert "Table seven" in charlie.html
    team_id = next(key for key, name in night.me(bob).teams if name == "Table seven")
    charlie.press("Join", name="Charlie", team=team_id)
    assert night.me(charlie).team == team


def test_the_rescue_code_brings_one_back_on_another_device(bob, charlie, night):
    mine = night.me(join(bob, night, "Bob"))
    charlie.open(f"/j/{night.code}").press("Back in", rescue=mine.rescue.lower())
    assert night.me(charlie).seat_id == mine.seat_id
    assert bob.open(f"/nights/{night.id}/play").status == 403


def test_a_wrong_rescue_code_is_refused(charlie, night):
    charlie.open(f"/j/{night.code}").press("Back in", rescue="AAAA-AAAA")
    assert charlie.status == 404
    assert '<details class="door-back" open>' in charlie.html


def test_who_waits_at_the_door_is_told_so(bob, house):
    night = with_rules(house, approve=True)
    join(bob, night, "Bob")
    assert "At the door" in bob.html
    roster.admit(house, night.id, night.key, (night.me(bob).seat_id,))
    assert "At the door" not in bob.open(bob.url).html


def test_wrong_codes_are_limited_and_right_ones_are_not(app, night, monkeypatch):
    most = int(joining.WRONG_CODES.split()[0])
    for _ in range(most + 5):
        assert join(PlainBrowser(app.test_client()), night, "").status == 200
    stranger = PlainBrowser(app.test_client(use_cookies=False))
    tried = [stranger.open(f"/j/AAAA{n // 8 + 22:02}").status for n in range(most)]
    assert set(tried) == {404}
    assert stranger.open("/j/AAAAAA").status == 429
    assert stranger.open("/join?code=AAAAAA").status == 429


def test_another_sites_page_cannot_take_a_seat(app, night):
    client = app.test_client()
    answer = client.post(
        f"/j/{night.code}", data={"name": "Bob"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert night.stage.people == 0


def test_a_banned_device_does_not_come_in_again(bob, house, night):
    seat = night.me(join(bob, night, "Bob")).seat_id
    roster.ban(house, night.id, night.key, (seat,))
    assert bob.open(f"/nights/{night.id}/play").status == 403
    join(bob, night, "Robert")
    assert bob.status == 403
    assert night.stage.people == 0


def test_the_token_of_a_seat_is_in_no_page(bob, app, night):
    join(bob, night, "Bob")
    with bob.client.session_transaction() as kept:
        token = kept["seats"][night.id]
    assert token not in bob.html
    assert "HttpOnly" in bob.client.get(f"/j/{night.code}").headers.get("Set-Cookie", "HttpOnly")
