"""Accounts: made, entered, left; and nobody acts as someone else."""

import re

import pytest

from tests.web.conftest import answer

GOOD = "correct horse battery"


def sign_up(browser, name="Alice", password=GOOD):
    return browser.open("/sign-up").press("Make the account", username=name, password=password)


def sign_in(browser, name="Alice", password=GOOD):
    return browser.open("/sign-in").press("Sign in", username=name, password=password)


def finish_round(browser):
    browser.open("/packs/stagecraft").press("Play", pick=("5", "20 s", "all", "Accuracy first"))
    for place in range(1, 6):
        answer(browser)
        browser.press("Next question" if place < 5 else "See the result")
    return browser


def test_a_guest_plays_at_once_and_chooses_a_name_at_the_end(bob):
    finish_round(bob).press("Save the name", name="Bob")
    assert '<p class="tape pass-name">Bob</p>' in bob.html
    assert "You play as Bob" in bob.html


def test_a_guests_scores_move_to_the_new_account(bob):
    finish_round(bob)
    sign_up(bob, "Bob")
    bob.open("/leaderboards?length=5")
    assert re.search(r"Bob\s*<span class=\"you\">", bob.html)


def test_signing_in_brings_a_guests_scores_along(bob, charlie):
    sign_up(bob, "Bob")
    bob.open("/account").press("Sign out here")
    finish_round(bob)
    sign_in(bob, "Bob")
    assert re.search(r"Bob\s*<span class=\"you\">", bob.open("/leaderboards?length=5").html)


def test_one_signs_out_and_in_again(bob):
    sign_up(bob, "Bob")
    bob.open("/account").press("Sign out here")
    assert "Sign in" in bob.read().links
    sign_in(bob, "Bob")
    assert "Bob" in bob.read().links


@pytest.mark.parametrize(("name", "password"), [("Nobody", GOOD), ("Alice", "wrong password")])
def test_a_wrong_name_or_password_is_refused_alike(bob, charlie, name, password):
    sign_up(charlie)
    sign_in(bob, name, password)
    assert bob.status == 400
    assert "Name or password is wrong." in bob.html


@pytest.mark.parametrize(
    ("name", "password"), [("", GOOD), ("x" * 41, GOOD), ("Bob", "short"), ("Bo\u202eb", GOOD)]
)
def test_a_bad_name_or_password_is_refused_with_a_reason(bob, name, password):
    sign_up(bob, name, password)
    assert bob.status == 400
    assert 'role="alert"' in bob.html
    assert password not in bob.html or not password


def test_a_taken_name_is_refused(bob, charlie):
    sign_up(bob, "Alice")
    sign_up(charlie, "ALICE")
    assert charlie.status == 400
    assert "taken" in charlie.html


def test_the_account_is_closed_to_visitors(charlie):
    charlie.open("/account")
    assert charlie.read().heading == "Sign in"
    told = charlie.client.get("/account", headers={"HX-Request": "true"})
    assert told.headers["HX-Redirect"].startswith("/sign-in?next=")
    for path in ("password", "revoke", "delete"):
        assert charlie.client.post(f"/account/{path}").status_code in {303, 400}
    assert charlie.client.get("/account/export.json").status_code == 303


def test_after_signing_in_one_goes_on_to_where_one_wanted(bob, charlie):
    sign_up(charlie, "Alice")
    bob.open("/account").press("Sign in", username="Alice", password=GOOD)
    assert bob.url == "/account"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil",
    ],
)
def test_signing_in_never_leads_to_another_site(bob, charlie, elsewhere):
    sign_up(charlie, "Alice")
    bob.open("/sign-in")
    token = next(f.value for f in bob.read().forms[0].fields if f.name == "csrf_token")
    told = bob.client.post(
        "/sign-in",
        data={"username": "Alice", "password": GOOD, "next": elsewhere, "csrf_token": token},
    )
    assert told.headers["Location"] == "/"


def test_a_form_without_its_token_is_refused(bob):
    sign_up(bob, "Bob")
    for path in ("/sign-out", "/account/delete", "/account/revoke", "/account/password"):
        assert bob.client.post(path).status_code == 400
    assert bob.client.post("/sign-in", data={"username": "Bob"}).status_code == 400
    assert "Bob" in bob.open("/").read().links


def test_a_changed_password_signs_other_devices_out(bob, charlie):
    sign_up(bob, "Bob")
    sign_in(charlie, "Bob")
    bob.open("/account").press("Change the password", old=GOOD, new="another good sentence")
    assert "The password is changed" in bob.html
    assert charlie.open("/account").read().heading == "Sign in"
    assert bob.open("/account").read().heading == "Bob"


def test_a_wrong_old_password_changes_nothing(bob):
    sign_up(bob, "Bob")
    bob.open("/account").press("Change the password", old="nonsense", new="another good sentence")
    assert bob.status == 400
    assert "The old password is wrong." in bob.html


def test_another_device_can_be_signed_out(bob, charlie):
    sign_up(bob, "Bob")
    sign_in(charlie, "Bob")
    bob.open("/account")
    button = next(
        text
        for form in bob.read().forms
        for text, _, _ in form.buttons
        if "Sign out " in text and "here" not in text
    )
    bob.press(button)
    assert "That device is signed out." in bob.html
    assert charlie.open("/account").read().heading == "Sign in"


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app, bob):
    sign_up(bob, "Bob")
    copied = bob.client.get_cookie("greenroom").value
    bob.open("/account").press("Sign out here")
    thief = app.test_client()
    thief.set_cookie("greenroom", copied)
    assert thief.get("/account").status_code == 303


def test_everything_kept_can_be_taken_along(bob):
    finish_round(bob)
    sign_up(bob, "Bob")
    told = bob.client.get("/account/export.json")
    assert "attachment" in told.headers["Content-Disposition"]
    assert "Bob" in told.text
    assert told.headers["Cache-Control"] == "no-store"


def test_one_can_be_forgotten(bob):
    finish_round(bob)
    sign_up(bob, "Bob")
    bob.open("/account").press("Delete everything now", confirm="nonsense")
    assert "nothing was deleted" in bob.html
    bob.open("/account").press("Delete everything now", confirm=GOOD)
    assert "Everything about you is deleted." in bob.html
    assert "Bob" not in bob.open("/leaderboards?length=5").html
    assert sign_in(bob, "Bob").status == 400


def test_guessing_is_slowed_down_and_a_right_password_is_not_counted(app, charlie):
    from tests.tools.plain import PlainBrowser

    sign_up(charlie, "Alice")
    thief = PlainBrowser(app.test_client())
    for _ in range(10):
        assert sign_in(thief, "Alice", "wrong password").status == 400
    assert sign_in(thief, "Alice", "wrong password").status == 429
    assert thief.read().heading == "Too many tries"


def test_signing_in_often_is_no_guessing(app, charlie):
    from tests.tools.plain import PlainBrowser

    sign_up(charlie, "Alice")
    for _ in range(12):
        assert sign_in(PlainBrowser(app.test_client())).status == 200


def test_a_name_with_markup_is_text(bob):
    finish_round(bob).press("Save the name", name="<script>alert(1)</script>")
    assert "<script>alert" not in bob.html
    assert "&lt;script&gt;" in bob.open("/leaderboards?length=5").html
