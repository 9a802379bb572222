"""The moments editor: written by form or by hand, asked at once, saved as a pack; one's own."""

import io
import re

import pytest
from markupsafe import escape

from tests.tools.plain import PlainBrowser
from tests.web.test_people import sign_up

FILE = """\
format: 1
id: club
title: The film club
license: CC0-1.0
things:
  night: {name: film night, type: event, article: the}
  ann:   {name: Ann Bell, type: person}   # she sings
  carl:  {name: Carl Dorn, type: person}
  eve:   {name: Eve Fox, type: person}
  dan:   {name: Dan Hale, type: person}
moments:
  # the prizes
  - won: Best Popcorn
    winner: ann
    at: night
  - won: Best Costume
    winner: [carl, eve]
    at: night
"""


@pytest.fixture
def alice(app):
    return sign_up(PlainBrowser(app.test_client()))


@pytest.fixture
def desk(alice):
    """Alice, at the file above."""
    return upload(alice, FILE)


def upload(browser, text):
    data = {"csrf_token": token(browser.open("/moments")), "begin": "upload"}
    sent = text if isinstance(text, bytes) else text.encode()
    answer = browser.client.post("/moments", data=data | {"file": (io.BytesIO(sent), "a.yaml")})
    if answer.status_code == 303:
        return browser.open(answer.headers["Location"])
    browser.status, browser.html = answer.status_code, answer.text
    return browser


def token(browser):
    return re.search(r'name="csrf_token" value="([^"]+)"', browser.html)[1]


def home_of(browser):
    """Return the address of the file that a browser is at."""
    return re.match(r"/moments/\w+", browser.url)[0]


def send(browser, errand, *, part=False, **fields):
    """Send a form of the desk as a browser does, at the revision it was shown."""
    home = home_of(browser)
    data = {"csrf_token": token(browser), "revision": revision(browser)} | fields
    headers = {"HX-Request": "true"} if part else {}
    answer = browser.client.post(f"{home}/{errand}", data=data, headers=headers)
    browser.status = answer.status_code
    if answer.status_code == 303:
        return browser.open(answer.headers["Location"])
    browser.html = answer.text
    return browser


def revision(browser):
    return re.search(r'name="revision" value="(\d+)"', browser.html)[1]


def file_of(browser):
    return browser.client.get(f"{home_of(browser)}/moments.yaml").text


def asked(browser):
    return re.findall(r'<h3 class="desk-ask">([^<]*)<', browser.html)


def add_popcorn(browser, winner="Dan Hale", **fields):
    roles = {"role.prize": "Best Snack", "role.at": "film night", "role.winner": winner}
    return send(browser, "moment", kind="won", **roles, **fields)


def test_a_file_begins_empty_and_says_how_to_go_on(alice):
    alice.open("/moments").press("Begin", title="Our film night")
    assert alice.read().heading == "Our film night"
    assert "Questions appear here as soon as there are moments" in alice.html
    send(alice, "moment", kind="won", **{"role.prize": "Best Snack", "role.winner": "Dan Hale"})
    assert "Dan Hale won Best Snack." in alice.html
    assert "New in the cast: Dan Hale, as person." in alice.html
    assert "dan-hale: {name: Dan Hale, type: person}" in file_of(alice)


def test_a_moment_added_by_form_is_asked_at_once_and_marked(desk):
    before = asked(desk)
    assert "Who won Best Popcorn at the film night?" in before
    add_popcorn(desk)
    assert "Who won Best Snack at the film night?" in asked(desk)
    assert re.search(r'data-mark="new">\+\d+', desk.html)
    assert file_of(desk) == FILE + "  - won: Best Snack\n    winner: dan\n    at: night\n"


def test_a_moment_is_changed_on_its_own_lines_and_what_was_not_touched_stays(desk):
    home = home_of(desk)
    desk.open(f"{home}?moment=1")
    assert 'value="Carl Dorn"' in desk.html
    form = next(f for f in desk.read().forms if f.action == f"{home}/moment")
    same = desk.client.post(f"{home}/moment", data=dict_of(form) | {"action": "save"})
    assert same.status_code == 303
    assert file_of(desk) == FILE
    data = dict_of(form)
    data["role.winner"] = ["Carl Dorn", "Dan Hale"]
    desk.client.post(f"{home}/moment", data=data | {"action": "save"})
    assert file_of(desk) == FILE.replace("[carl, eve]", "[carl, dan]")


def dict_of(form):
    data = {}
    for name, value in form.filled():
        data.setdefault(name, []).append(value)
    return data


def test_a_moment_is_deleted_and_comes_back(desk):
    send(desk, "moment", number="0", kind="won", action="delete")
    assert "Best Popcorn" not in file_of(desk)
    assert "# the prizes" in file_of(desk)
    desk.press("Undo: Deleted: Ann Bell won Best Popcorn at the film night.")
    assert file_of(desk) == FILE
    assert "disabled>" in desk.html


def test_a_thing_is_added_changed_and_deleted_where_nothing_names_it(desk):
    send(desk, "thing", key="", name="Gus Hall", type="person", aliases="Gussie; G. H.")
    assert "  gus-hall: {name: Gus Hall, type: person, aliases: [Gussie, G. H.]}\n" in file_of(desk)
    send(desk, "thing", key="ann", name="Ann Bell", type="artist")
    assert "  ann: {name: Ann Bell, type: artist}   # she sings\n" in file_of(desk)
    send(desk, "thing", key="gus-hall", action="delete")
    assert "gus-hall" not in file_of(desk)
    send(desk, "thing", key="eve", action="delete")
    assert desk.status == 409
    assert "1 moment still name “Eve Fox”" in desk.html


def test_a_name_that_lies_near_another_is_doubted_until_its_author_is_sure(desk):
    add_popcorn(desk, winner="Dan Hall")
    assert desk.status == 400
    assert "There is no “Dan Hall”; did you mean “Dan Hale”?" in desk.html
    assert 'value="Best Snack"' in desk.html
    assert file_of(desk) == FILE
    add_popcorn(desk, winner="Dan Hall", sure="yes")
    assert "dan-hall: {name: Dan Hall, type: person}" in file_of(desk)


def test_what_cannot_be_is_refused_in_its_field_with_everything_as_it_was_typed(desk):
    add_popcorn(desk, winner=["Dan Hale", "film night"])
    assert desk.status == 400
    assert "“film night” is a event, and “winner” takes a person or group." in desk.html
    send(desk, "moment", kind="won", **{"role.prize": "Best Snack"})
    assert desk.status == 400
    assert "“won” needs “winner”." in desk.html
    send(desk, "moment", kind="nonsense")
    assert desk.status == 400
    assert file_of(desk) == FILE


def test_a_second_tab_overwrites_nothing_and_is_shown_both(desk):
    old = desk.html
    add_popcorn(desk)
    desk.html = old
    send(desk, "moment", kind="hugged", **{"role.who": "Ann Bell", "role.with": "Eve Fox"})
    assert desk.status == 409
    assert "changed elsewhere" in desk.html
    assert "Dan Hale won Best Snack" in desk.html
    assert 'value="Eve Fox"' in desk.html
    send(desk, "moment", kind="hugged", **{"role.who": "Ann Bell", "role.with": "Eve Fox"})
    assert "hugged: [ann, eve]" in file_of(desk)
    desk.html = old
    send(desk, "text", text="mine: all mine\n")
    assert desk.status == 409
    assert "mine: all mine" in desk.html
    assert "hugged: [ann, eve]" in desk.html


def test_a_file_with_faults_is_kept_with_every_fault_at_its_place_and_is_no_pack(desk):
    send(desk, "text", text=FILE.replace("winner: ann", "winer: ann\r"))
    assert desk.status == 200
    assert "Line 14:5" in desk.html
    assert "did you mean “winner”?" in desk.html
    assert "winer: ann" in file_of(desk)
    assert "\r" not in file_of(desk)
    add_popcorn(desk)
    assert desk.status == 409
    send(desk, "pack", title="A pack", license="")
    assert desk.status == 400
    assert "mend it" in desk.html
    desk.press("Undo: Changed the file by hand")
    assert file_of(desk) == FILE


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "empty"), (b"\xffa", "UTF-8"), (b"a\0b", "zero bytes")],
    ids=["empty", "no UTF-8", "binary"],
)
def test_what_is_no_file_of_moments_is_refused_in_words(alice, content, why):
    upload(alice, content)
    assert alice.status == 400
    assert why in alice.html


def test_a_file_may_be_as_large_as_is_read_and_no_larger(desk):
    send(desk, "text", text=FILE + "# “–”\n" * 80_000)
    assert desk.status == 200
    send(desk, "text", text=FILE + "# “–”\n" * 95_000)
    assert desk.status == 400
    assert "at most 1,024 kB are kept" in desk.html


def test_a_copy_of_a_file_that_ships_says_where_it_is_from(alice):
    alice.open("/moments").press("Copy it", shipped="vma-2023")
    assert alice.read().heading == "2023 VMAs, backstage"
    assert "which ships with Greenroom under CC0-1.0" in file_of(alice)
    assert len(asked(alice)) == 30
    alice.open(f"{home_of(alice)}?form=multi")
    assert set(asked(alice)) > {"Which two artists won Best Afrobeats at the 2023 VMAs?"}


def test_a_script_gets_the_desk_alone(desk):
    send(
        desk, "moment", part=True, kind="hugged", **{"role.who": "Ann Bell", "role.with": "Eve Fox"}
    )
    assert desk.status == 200
    assert desk.html.lstrip().startswith('<div id="desk">')


def test_it_is_saved_as_a_pack_played_hosted_and_saved_again(desk):
    send(desk, "pack", title="Club quiz", license="CC0-1.0")
    assert "yours alone" in desk.html
    home = home_of(desk)
    pack = re.search(r'href="/packs/(own-\w+)"', desk.html)[1]
    desk.open("/")
    assert "Club quiz" in desk.html
    desk.open(f"/packs/{pack}").press("Play", pick=("5", "No timer", "all", "Accuracy first"))
    assert desk.url.startswith("/rounds/")
    desk.open(f"/host?pack={pack}")
    assert "Club quiz" in desk.html
    desk.press("Open the doors")
    assert re.match(r"/nights/\w+/host", desk.url)
    desk.open(home)
    add_popcorn(desk)
    assert "newer than the pack" in desk.html
    send(desk, "pack", title="Club quiz", license="CC0-1.0")
    assert "Version 2" in desk.html


def test_a_pack_is_its_authors_alone_until_it_is_shared(desk, bob):
    send(desk, "pack", title="Club quiz", license="")
    pack = re.search(r'href="/packs/(own-\w+)"', desk.html)[1]
    sign_up(bob, "Bob")
    for path in (f"/packs/{pack}", f"/host?pack={pack}"):
        assert bob.client.get(path).status_code == 404
    assert bob.client.post("/rounds", data={"pack": pack}).status_code == 404
    assert "Club quiz" not in bob.open("/").html
    send(desk, "pack", title="Club quiz", license="", shared="yes")
    assert desk.status == 400
    assert "name one to share it" in desk.html
    send(desk, "pack", title="Club quiz", license="CC0-1.0", shared="yes")
    bob.open(f"/packs/{pack}").press("Play", pick=("5", "No timer", "all", "Accuracy first"))
    assert bob.url.startswith("/rounds/")
    assert f"/packs/{pack}" not in bob.open("/").html
    assert "Change its moments" not in bob.open(f"/packs/{pack}").html


def test_nobody_else_sees_a_file_changes_it_or_hears_that_it_exists(desk, app, bob):
    sign_up(bob, "Bob")
    home = home_of(desk)
    data = {"csrf_token": token(bob.open("/moments")), "revision": "0", "kind": "won", "text": "x"}
    for path in (home, f"{home}/moments.yaml", "/moments/nosuch"):
        assert bob.client.get(path).status_code == 404
    for errand in ("moment", "thing", "source", "head", "text", "undo", "pack", "delete"):
        assert bob.client.post(f"{home}/{errand}", data=data).status_code == 404
    assert "The film club" not in bob.html
    stranger = app.test_client()
    assert stranger.get(home).headers["Location"].startswith("/sign-in")
    assert file_of(desk) == FILE


def test_a_form_without_its_token_is_refused(desk):
    assert desk.client.post("/moments", data={"title": "x"}).status_code == 400
    assert desk.client.post(f"{home_of(desk)}/undo", data={"revision": "0"}).status_code == 400


def test_what_goes_goes_with_its_pack(desk, house):
    send(desk, "pack", title="Club quiz", license="")
    pack = re.search(r'href="/packs/(own-\w+)"', desk.html)[1]
    desk.open(home_of(desk)).press("Delete it now")
    assert "The file is deleted." in desk.html
    assert desk.client.get(f"/packs/{pack}").status_code == 404
    with house.store.reading() as tx:
        names = [
            row[0] for row in tx.connection().exec_driver_sql("SELECT pack_id FROM pack_versions")
        ]
    assert names == ["stagecraft"]


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }}",
        "=cmd()",
        "won: x",
    ],
)
def test_whatever_is_typed_stays_text(desk, name):
    send(desk, "thing", key="", name=name, type="person", aliases=name)
    assert desk.status == 200
    add_popcorn(desk, winner=name, note=name, place=name)
    assert desk.status == 400
    assert "Choose the source that this is the place in." in desk.html
    add_popcorn(desk, winner=name, note=name)
    assert desk.status == 200
    assert "<script>alert" not in desk.html
    assert "<img src=x" not in desk.html
    send(desk, "pack", title=name, license=name, shared="yes")
    assert desk.status == 200
    for path in ("/moments", "/", home_of(desk)):
        shown = desk.open(path).html
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert escape(name) in shown or path == "/moments"


def test_the_list_counts_the_moments_of_each_file(desk):
    upload(
        desk, FILE.replace("winner: [carl, eve]", "winner:\n    - carl\n    - eve") + "quiet: []\n"
    )
    assert desk.open("/moments").html.count("2 moments") == 2


def test_title_licence_and_date_of_a_file_are_changed_by_form(desk):
    desk.press(
        "Save title and licence", title="Films: a quiz", license="CC-BY-4.0", as_of="2024-05-04"
    )
    assert '<h1 class="desk-title">Films: a quiz</h1>' in desk.html
    told = file_of(desk)
    assert told.replace('title: "Films: a quiz"\nas_of: 2024-05-04\nlicense: CC-BY-4.0',
                        "title: The film club\nlicense: CC0-1.0") == FILE  # fmt: skip
    send(desk, "head", title=" ")
    assert desk.status == 400
    assert "A file needs a title." in desk.html
    assert file_of(desk) == told


def test_a_source_is_added_changed_and_taken_out_by_form_but_not_while_it_is_cited(desk):
    send(desk, "source", title="The minutes", date="2024-05-04", url="https://example.org/m")
    assert "the-minutes: {title: The minutes, date: 2024-05-04, url:" in file_of(desk)
    send(
        desk, "source", key="the-minutes", title="Minutes of May", scope="According to the minutes"
    )
    assert "cited 0 times" in desk.html
    told = file_of(desk)
    assert "title: Minutes of May, date: 2024-05-04" in told
    assert "scope: According to the minutes, complete: true" in told.replace("'", "").replace(
        '"', ""
    )
    send(desk, "source", key="the-minutes", title="Minutes of May", scope="")
    assert "complete" not in file_of(desk)
    add_popcorn(desk, source="the-minutes")
    assert "cited 1 time" in desk.html
    send(desk, "source", key="the-minutes", action="delete")
    assert desk.status == 409
    assert "It is cited by 1 moment" in desk.html
    send(desk, "undo")
    send(desk, "source", key="the-minutes", action="delete")
    assert "the-minutes" not in file_of(desk)
    send(desk, "source", key="the-minutes", title="Gone")
    assert desk.status == 409
