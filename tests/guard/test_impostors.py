"""Row 21: planted and copied cookies, headers only a proxy may set, and where ``?next=`` leads."""

import itertools
import re
from urllib.parse import urljoin, urlsplit

import pytest

from quiz.web.app import create_app
from tests.tools import house as houses
from tests.tools.plain import PlainBrowser
from tests.web.test_people import GOOD, sign_in, sign_up

OURS = "http://localhost"
EVIL = "evil.invalid"


def cookie_of(browser):
    return browser.client.get_cookie("greenroom").value


def with_cookie(app, cookie):
    browser = PlainBrowser(app.test_client())
    browser.client.set_cookie("greenroom", cookie)
    return browser


def who(browser):
    """Return whose account a browser sees, or that it is asked to sign in."""
    return browser.open("/account").read().heading


# ---- cookies


@pytest.mark.parametrize("enter", [sign_in, sign_up])
def test_a_cookie_that_was_planted_before_is_nobodys_after(app, browser, enter):
    """Mallory plays as a guest and gives Alice's browser that cookie; then Alice signs in."""
    if enter is sign_in:
        sign_up(browser())
    mallory = browser()
    mallory.client.post("/rounds")
    planted = cookie_of(mallory)
    alice = with_cookie(app, planted)
    assert enter(alice).url == "/"
    assert who(alice) == "Alice"
    assert cookie_of(alice) != planted
    for copied in (mallory, with_cookie(app, planted)):
        assert who(copied) != "Alice"


def test_no_copy_of_a_cookie_outlives_what_ends_it(app, browser):
    ends = {
        "Sign out here": {},
        "Change the password": {"old": GOOD, "new": "another good sentence"},
        "Delete everything now": {"confirm": "another good sentence"},
    }
    alice = sign_up(browser())
    for button, fields in ends.items():
        copies = [cookie_of(alice)]
        alice.open("/account")
        copies.append(cookie_of(alice))
        alice.press(button, **fields)
        assert alice.status == 200
        for copied in copies:
            assert who(with_cookie(app, copied)) == "Sign in", button
        if button == "Sign out here":
            sign_in(alice)
    assert sign_in(alice, password="another good sentence").status == 400


def test_what_a_cookie_says_cannot_be_changed(app, browser):
    payload, at, signature = cookie_of(sign_up(browser())).rsplit(".", 2)
    other = cookie_of(sign_up(browser(), "Mallory")).rsplit(".", 2)[0]
    forged = (
        f"{other}.{at}.{signature}", f"{payload}.{at}.", f"{payload}.{at}.{signature[:-1]}",
        f"{payload}..{signature}", payload, f".{payload}.{at}.{signature}", "x" * 4_000,
    )  # fmt: skip
    for cookie in forged:
        assert who(with_cookie(app, cookie)) == "Sign in"


# ---- headers that only a proxy may set

SPOOFED = [
    {"X-Forwarded-Host": EVIL}, {"X-Forwarded-Server": EVIL}, {"X-Host": EVIL},
    {"Forwarded": f"for=1.2.3.4;host={EVIL};proto=https"}, {"X-Forwarded-Proto": "https"},
    {"X-Forwarded-Port": "1"}, {"X-Forwarded-Prefix": f"//{EVIL}"}, {"X-Script-Name": f"//{EVIL}"},
    {"X-Forwarded-Prefix": f"https://{EVIL}"}, {"X-Forwarded-Prefix": f"/\\{EVIL}"},
    {"X-Original-URL": "/account"}, {"X-Rewrite-URL": "/account"},
    {"X-HTTP-Method-Override": "POST"},
    {"X-Forwarded-Prefix": f"/a/..//{EVIL}"}, {"X-Forwarded-Prefix": f"/a?{EVIL}#"},
]  # fmt: skip


def led_to(location):
    """Return the site that a browser would go to: it takes tabs out, and turns some slashes."""
    wish = re.sub(r"[\t\n\r]", "", location.strip("\0\t\n\r \x0b\x0c")).replace("\\", "/")
    parts = urlsplit(urljoin(OURS + "/sign-in", wish))
    return f"{parts.scheme}://{parts.netloc}"


def behind(built, clock, folder, hops):
    settings = {"proxy_hops": hops, "trusted_hosts": ("localhost",)} if hops else {}
    return houses.copy(built, folder, clock=clock, **settings)


@pytest.mark.parametrize("hops", [0, 1])
def test_no_header_leads_elsewhere_or_changes_what_is_asked(built, clock, tmp_path, hops):
    """Behind a proxy that sets the address alone, as many do, the others are a visitor's own."""
    house = behind(built, clock, tmp_path, hops)
    app = create_app(house)
    plain = app.test_client().get("/").text
    for headers in SPOOFED:
        client = app.test_client()
        told = client.get("/account", headers=headers)
        if told.status_code == 400:  # a host that is none of ours
            continue
        assert led_to(told.headers["Location"]).removeprefix("https") in {OURS, "://localhost"}
        assert EVIL not in str(told.headers), headers
        page = client.get("/", headers=headers)
        assert page.status_code == 200, headers
        assert EVIL not in page.text, headers
        assert EVIL not in str(page.headers), headers
        if not hops:
            assert len(page.text) == len(plain)
            assert "Strict-Transport-Security" not in page.headers
    house.store.close()


def test_a_proxy_may_say_under_which_path_the_game_lies(built, clock, tmp_path):
    house = behind(built, clock, tmp_path, 1)
    told = create_app(house).test_client().get("/account", headers={"X-Forwarded-Prefix": "/quiz"})
    assert told.headers["Location"].startswith("/quiz/sign-in")
    house.store.close()


@pytest.mark.parametrize("hops", [0, 1])
def test_who_guesses_is_counted_whatever_addresses_they_claim(built, clock, tmp_path, hops):
    house = behind(built, clock, tmp_path, hops)
    app = create_app(house)
    sign_up(PlainBrowser(app.test_client()))
    statuses = []
    for n in range(12):
        thief = PlainBrowser(app.test_client())
        thief.open("/sign-in")
        # What the proxy saw comes last; what the visitor claimed before it.
        claimed = f"198.51.100.{n}, 203.0.113.7" if hops else f"198.51.100.{n}"
        headers = {
            "X-Forwarded-For": claimed, "X-Real-IP": f"198.51.100.{n}",
            "Forwarded": f"for=198.51.100.{n}", "True-Client-IP": f"198.51.100.{n}",
        }  # fmt: skip
        form = next(form for form in thief.read().forms if "Sign in" in str(form.buttons))
        sent = dict(form.filled()) | {"username": "Alice", "password": "wrong password"}
        statuses.append(thief.client.post("/sign-in", data=sent, headers=headers).status_code)
    assert statuses[-1] == 429
    house.store.close()


# ---- where ``?next=`` leads

_STARTS = (
    "//", "///", "////", "/\\", "\\\\", "\\/", "/\t/", "/\n/", "/\r/", "\t//", " //", "\x00//",
    "/\x0b/", "http://", "https://", "HTTP:", "https:/", "https:", "http:\\\\", "ftp://", "//\\",
    "/.//", "/..//", "/%2f/", "/%5c", "%2f%2f", "/\u2028/", "\u3000//", "/\xa0/", "//user@", "\\",
    "/\u202e/", "javascript://", "java\tscript://", "data://", ".//", "..//", "@", ":", ";//",
)  # fmt: skip
_ENDS = (
    EVIL, f"{EVIL}/account", f"{EVIL}\\@localhost", f"localhost@{EVIL}", f"{EVIL}%00.localhost",
    f"{EVIL}#localhost",
)  # fmt: skip


def test_of_two_hundred_wishes_none_leads_to_another_site(app, browser):
    wishes = ["".join(pair) for pair in itertools.product(_STARTS, _ENDS)]
    wishes += [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "",
        " ",
        "/" * 5_000,
        "\ud7ff",
    ]
    assert len(wishes) > 200
    bob = browser()
    bob.client.post("/rounds")
    away = {}
    for wish in wishes:
        told = bob.client.post("/name", data={"name": "Bob", "next": wish})
        assert told.status_code == 303, ascii(wish)
        if led_to(told.headers["Location"]) != OURS or "\n" in told.headers["Location"]:
            away[wish] = told.headers["Location"]
    assert away == {}
    assert (
        bob.client.post("/name", data={"name": "Bob", "next": "/packs"}).headers["Location"]
        == "/packs"
    )


def test_the_form_to_sign_in_keeps_no_wish_that_leads_away(browser):
    bob = browser()
    for start in _STARTS:
        page = bob.open("/sign-in").client.get("/sign-in", query_string={"next": start + EVIL}).text
        kept = re.search(r'name="next" value="([^"]*)"', page)
        assert kept is None or led_to(kept[1]) == OURS, ascii(start)
