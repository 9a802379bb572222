"""A pub shares one address: a guest who guesses codes keeps nobody else out, and learns nothing."""

import re
from random import Random

import pytest

from quiz.night.names import new_code
from quiz.services.nights import access
from quiz.web.nights import address, joining
from tests.guard.test_codes import guesses
from tests.tools.plain import PlainBrowser

PUB = "192.0.2.1"
ADDRESS = [int(rule.split()[0]) for rule in joining.WRONG_CODES.split("; ")]
DEVICE = [1 + int(rule.split()[0]) for rule in joining.WRONG_CODES_OF_A_DEVICE.split("; ")]


@pytest.fixture
def guest(app):
    """Open a browser in the pub; ``keeps=False``: one that forgets every cookie."""

    def come(*, keeps=True):
        client = app.test_client(use_cookies=keeps)
        client.environ_base["REMOTE_ADDR"] = PUB
        return PlainBrowser(client)

    return come


@pytest.fixture
def link(app, night):
    """The link that the host gives and the QR code leads to, as a path."""
    with app.test_request_context("http://localhost/"):
        told = address.join(night.code)
    assert told.startswith("http://localhost/j/")
    return told.removeprefix("http://localhost")


@pytest.fixture
def besieged(guest):
    """Have somebody without cookies use up all tries that the address has in a minute."""
    mallory = guest(keeps=False)
    told = [mallory.open(f"/j/{code}").status for code in guesses(ADDRESS[0] + 1)]
    assert told == [404] * ADDRESS[0] + [429]
    return mallory


def test_who_scans_or_follows_the_link_is_let_in_whatever_others_do(besieged, guest, night, link):
    for n in range(5):
        bob = guest().open(link).press("Join", name=f"Bob {n}")
        assert (bob.status, bob.url) == (200, f"/nights/{night.id}/play")


def test_what_the_door_leads_to_works_as_well(besieged, guest, link):
    bob = guest().open(link)
    again = re.search(r'class="door-redraw" href="([^"]+)"', bob.html)[1].replace("&amp;", "&")
    assert bob.open(again).status == 200
    assert bob.press("Join", name="Bob").url.endswith("/play")
    charlie = guest().open(again)
    assert charlie.press("Join", name="Bob").status == 400  # told what is wrong, not sent away
    assert charlie.press("Join", name="Charlie").url.endswith("/play")


def test_nobody_learns_of_a_right_code_without_the_link(besieged, house, guest, night, link):
    """What is asked after the limit is answered in the same way, right or wrong."""
    key = link[-8:]
    foreign = access.link_key(house, new_code(Random(5)))
    for query in ("", "?k=", "?k=AAAAAAAA", "?k=%00", "?k=é", f"?k={foreign}", f"?k={key[:7]}"):
        for code in (night.code, "AAAAAA"):
            assert besieged.open(f"/j/{code}{query}").status == 429, (code, query)
    assert besieged.open(f"/join?code={night.code}").status == 429
    assert besieged.client.post(f"/j/{night.code}", data={"name": "M"}).status_code == 429


def test_the_key_of_a_link_opens_one_door_only(house, night):
    keys = {access.link_key(house, code) for code in [night.code, *guesses(500)]}
    assert len(keys) == 501
    assert {len(key) for key in keys} == {8}  # 48 bits


def test_a_wrong_code_with_a_key_is_counted_like_another(guest, night, link):
    mallory = guest(keeps=False)
    key = link.partition("?")[2]
    told = [mallory.open(f"/j/{code}?{key}").status for code in guesses(ADDRESS[0] + 1)]
    assert told == [404] * ADDRESS[0] + [429]


def test_a_browser_that_guesses_is_stopped_before_it_costs_the_others(guest, night):
    for _ in range(ADDRESS[0] // DEVICE[0] - 1):
        guesser = guest()
        told = [guesser.open(f"/j/{code}").status for code in guesses(DEVICE[0] + 10)]
        assert told == [404] * DEVICE[0] + [429] * 10
        assert guesser.open(f"/j/{night.code}").status == 429  # not even a hit is told
        assert guesser.open(f"/join?code={night.code}").status == 429
    charlie = guest()
    for code in guesses(DEVICE[0] - 1):
        assert charlie.open("/join").press("To the door", code=code).status == 404
    assert charlie.open("/join").press("To the door", code=night.code).status == 200
    assert charlie.press("Join", name="Charlie").url == f"/nights/{night.id}/play"


def test_no_number_of_browsers_has_more_tries_than_the_address(guest):
    """The device only takes away: the bound is the address's, whoever keeps cookies and who not."""
    codes = guesses(1_000)
    told = [guest(keeps=bool(n % 3)).open(f"/j/{next(codes)}").status for n in range(70)]
    assert told == [404] * ADDRESS[0] + [429] * 10
    assert ADDRESS[1] <= 3_600


def test_who_comes_when_it_is_closed_is_told_what_goes_on_working(besieged, guest, night):
    bob = guest().open("/join")
    assert bob.status == 200  # to ask costs nothing
    bob.press("To the door", code=night.code)
    assert bob.status == 429
    assert "Scan the code on the big screen" in bob.html
    assert "To the door" in [text for form in bob.read().forms for text, _n, _v in form.buttons]


def test_who_was_here_before_comes_back_whatever_others_guess(besieged, guest, night, link):
    bob = guest().open(link).press("Join", name="Bob")
    rescue = night.me(bob).rescue
    charlie = guest().open(link).press("Back in", rescue=rescue)
    assert charlie.url == f"/nights/{night.id}/play"


def test_rescue_codes_are_limited_also_behind_the_door(guest, night, link):
    mallory = guest(keeps=False)
    back = link.replace("?", "/back?")
    told = [
        mallory.client.post(back, data={"rescue": f"{code}AA"}).status_code
        for code in guesses(ADDRESS[0] + 1)
    ]
    assert told == [404] * ADDRESS[0] + [429]
    assert guest().open(f"/j/{night.code}").status == 200  # which has another count
