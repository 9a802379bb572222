"""Static files: kept for ever, the same for everybody, one sheet of style."""

import gzip
import re


def address(client, end):
    return re.search(rf'"(/static/[0-9a-f]+/{re.escape(end)})"', client.get("/").text).group(1)


def test_a_file_is_kept_for_a_year_under_the_hash_of_its_content(charlie):
    told = charlie.client.get(address(charlie.client, "style.css"))
    assert "immutable" in told.headers["Cache-Control"]
    assert told.content_type.startswith("text/css")


def test_a_file_is_the_same_for_everybody(charlie):
    charlie.client.post("/rounds")
    told = charlie.client.get(address(charlie.client, "style.css"))
    assert "Cookie" not in told.headers.get("Vary", "")
    assert "Set-Cookie" not in told.headers


def test_an_old_address_gives_the_file_but_is_not_kept(charlie):
    told = charlie.client.get("/static/000000000000/style.css")
    assert told.status_code == 200
    assert told.headers["Cache-Control"] == "no-cache"


def test_text_is_sent_compressed_to_those_who_can(charlie):
    style = address(charlie.client, "style.css")
    packed = charlie.client.get(style, headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data) == charlie.client.get(style).data


def test_pages_are_compressed_unless_they_carry_a_secret(charlie):
    asks = {"Accept-Encoding": "gzip"}
    assert charlie.client.get("/", headers=asks).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in charlie.client.get("/sign-in", headers=asks).headers


def test_every_file_of_ours_that_a_page_names_is_there(charlie):
    charlie.open("/").press("Play")
    named = set(re.findall(r'"(/static/[^"]+)"', charlie.html))
    assert any(one.endswith("/style.css") for one in named)
    for one in named:
        assert charlie.client.get(one).status_code == 200


def test_a_page_waits_for_one_sheet_of_style_only(charlie):
    charlie.open("/").press("Play")
    assert len(re.findall(r'rel="stylesheet"', charlie.html)) == 1
    for script in re.findall(r"<script[^>]*>", charlie.html):
        assert "defer" in script or "module" in script


def test_a_phone_can_keep_it_on_its_home_screen(charlie):
    told = charlie.client.get("/manifest.webmanifest")
    assert told.get_json()["name"] == "Greenroom"
    icon = told.get_json()["icons"][0]["src"]
    assert charlie.client.get(icon).status_code == 200
