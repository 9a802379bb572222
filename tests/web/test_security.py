"""What browsers are told, and which of their requests are refused."""

from dataclasses import replace

import pytest

from quiz.errors import StorageError
from quiz.web.app import create_app
from tests.tools import house as houses

PAGES = ["/", "/packs/stagecraft", "/leaderboards", "/sign-in", "/sign-up", "/nowhere", "/livez"]


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_is_guarded(charlie, page):
    headers = charlie.client.get(page).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("page", PAGES)
def test_no_page_carries_inline_style_or_script(charlie, page):
    html = charlie.client.get(page).text
    assert "style=" not in html
    assert "<style" not in html
    assert "onclick" not in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    "sent",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
def test_it_refuses_what_another_site_sends(charlie, sent):
    told = charlie.client.post("/rounds", headers=sent)
    assert told.status_code == 403
    assert "another site" in told.text


@pytest.mark.parametrize(
    "sent", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"},
             {"Origin": "http://localhost"}]
)  # fmt: skip
def test_it_takes_what_our_own_pages_send(charlie, sent):
    assert charlie.client.post("/rounds", headers=sent).status_code == 303


def test_it_refuses_a_name_that_is_not_ours(charlie):
    told = charlie.client.get("/", headers={"Host": "evil.example"})
    assert told.status_code == 400
    assert "does not go by that name" in told.text


def test_cookies_are_out_of_reach_for_scripts_and_other_sites(charlie):
    cookie = charlie.client.post("/rounds").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_behind_https_cookies_are_bound_to_it(built, clock, tmp_path):
    house = houses.copy(built, tmp_path, clock=clock, https=True)
    told = create_app(house).test_client().post("/rounds", base_url="https://localhost")
    assert told.headers["Set-Cookie"].startswith("__Host-greenroom=")
    assert "Secure" in told.headers["Set-Cookie"]
    assert told.headers["Strict-Transport-Security"]
    house.store.close()


def test_forwarded_headers_count_only_when_a_proxy_is_set(charlie):
    charlie.client.get("/", headers={"X-Forwarded-Host": "evil.example"})
    told = charlie.client.get("/account", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil" not in told.headers["Location"]


def test_the_style_guide_is_for_development(charlie, built, clock, tmp_path):
    assert charlie.client.get("/styleguide").status_code == 404
    house = houses.copy(built, tmp_path / "x", clock=clock, debug=True)
    client = create_app(house).test_client()
    assert client.get("/styleguide").status_code == 200
    house.store.close()


@pytest.mark.parametrize(
    ("method", "page", "status"),
    [
        ("get", "/nowhere", 404),
        ("get", "/rounds/none", 404),
        ("post", "/", 405),
        ("get", "/rounds", 405),
        ("get", "/sign-out", 405),
        ("get", "/static/x/nothing.css", 404),
        ("get", "/static/x/../../pyproject.toml", 404),
    ],
)
def test_a_wrong_address_or_method_is_told(charlie, method, page, status):
    told = getattr(charlie.client, method)(page)
    assert told.status_code == status
    assert "<h1" in told.text
    assert "To the front page" in told.text


def test_too_much_at_once_is_refused(charlie):
    told = charlie.client.post("/rounds", data={"pack": "x" * 100_000})
    assert told.status_code == 413


def test_a_storage_that_fails_is_told_and_asked_again(app, charlie):
    def full(*_args):
        raise StorageError("The disk is full.")

    app.add_url_rule("/full", "full", full)
    told = charlie.client.get("/full")
    assert told.status_code == 503
    assert told.headers["Retry-After"]
    assert "The disk is full." in told.text


def test_a_fault_of_ours_is_a_page_and_tells_nothing_inside(house):
    app = create_app(replace(house))
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def broken():
        raise RuntimeError("secret inside")

    app.add_url_rule("/broken", "broken", broken)
    told = app.test_client().get("/broken")
    assert told.status_code == 500
    assert "secret inside" not in told.text
    assert "Something broke on our side" in told.text


def test_it_says_whether_it_lives_and_serves(charlie, house):
    assert charlie.client.get("/livez").text == "ok\n"
    assert charlie.client.get("/readyz").text == "ok\n"
    assert "Set-Cookie" not in charlie.client.get("/livez").headers
    house.store.close()
