"""Row 16: every route, and who may use it. A route that is not in the table fails the build.

The letters: **s**tranger; **g**uest, who has played a round and sits in no night; **p**layer of
this night; **f**oreign player, who sits in another night; **h**ost of this night; foreign host
(**x**), who hosts another night; **o**wner: the account that made this night, on a device without
the host link; **a**nother account, which owns nothing of all this. Where a path says “own”, it is
of the owner: the other account is refused there.
"""

import json
import re
import sqlite3
from urllib.parse import urlsplit

import pytest

from quiz.night.model import Rules
from quiz.services import draft_desk, media
from quiz.services.editor import files, saving
from quiz.services.library import keeping, receiving
from quiz.services.nights import access, pages, templates
from quiz.services.nights.desk import NightDraft, RoundDraft
from tests.tools.a_night import ANight, join
from tests.tools.media import picture
from tests.tools.plain import PlainBrowser

ALL = "sgpfhxoa"
TABLE = {
    # method, path: (who may, form)
    ("GET", "/"): (ALL, {}),
    ("GET", "/packs/<pack_id>"): (ALL, {}),
    # what play says of a pack: to those with an account, of their own packs and of nobody's
    ("GET", "/packs/<pack_id>/analysis"): ("oa", {}),
    ("GET", "/packs/<pack_id>/analysis.csv"): ("oa", {}),
    ("GET", "/leaderboards"): (ALL, {}),
    ("GET", "/manifest.webmanifest"): (ALL, {}),
    ("GET", "/static/<version>/<path:name>"): (ALL, {}),
    ("GET", "/media/<name>"): (ALL, {}),
    ("GET", "/livez"): (ALL, {}),
    ("GET", "/readyz"): (ALL, {}),
    # accounts: what one has is one's own
    ("GET", "/sign-up"): (ALL, {}),
    ("POST", "/sign-up"): (ALL, {"csrf": "yes", "username": "x", "password": "y"}),
    ("GET", "/sign-in"): (ALL, {}),
    ("POST", "/sign-in"): (ALL, {"csrf": "yes", "username": "x", "password": "y"}),
    ("GET", "/account"): ("gxoa", {}),
    ("GET", "/account/export.json"): ("gxoa", {}),
    ("POST", "/account/password"): ("gxoa", {"csrf": "yes", "old": "x", "new": "y"}),
    ("POST", "/name"): ("gxoa", {"name": "Somebody"}),
    # drafts of moments: those with an account, each their own
    ("GET", "/drafts"): ("oa", {}),
    ("POST", "/drafts"): ("oa", {"csrf": "yes", "title": "x", "text": "Ann hugged Carl."}),
    ("GET", "/drafts/<draft_id>"): ("o", {}),
    ("GET", "/drafts/<draft_id>/moments.yaml"): ("o", {}),
    ("POST", "/drafts/<draft_id>"): ("o", {"csrf": "yes", "mark": "x", "action": "accept"}),
    ("POST", "/drafts/<draft_id>/delete"): ("o", {"csrf": "yes"}),
    # the moments editor, likewise; a pack of one's own is nobody else's either
    ("GET", "/moments"): ("oa", {}),
    ("POST", "/moments"): ("oa", {"csrf": "yes", "begin": "empty", "title": "x"}),
    ("GET", "/moments/<file_id>"): ("o", {}),
    ("GET", "/moments/<file_id>/moments.yaml"): ("o", {}),
    ("POST", "/moments/<file_id>/moment"): ("o", {"csrf": "yes", "kind": "won", "revision": "0"}),
    ("POST", "/moments/<file_id>/thing"): ("o", {"csrf": "yes", "name": "x", "revision": "0"}),
    ("POST", "/moments/<file_id>/source"): ("o", {"csrf": "yes", "title": "x", "revision": "9"}),
    ("POST", "/moments/<file_id>/head"): ("o", {"csrf": "yes", "title": "x", "revision": "9"}),
    ("POST", "/moments/<file_id>/text"): ("o", {"csrf": "yes", "text": "x", "revision": "9"}),
    ("POST", "/moments/<file_id>/undo"): ("o", {"csrf": "yes", "revision": "0"}),
    ("GET", "/packs/<own pack>"): ("o", {}),
    ("GET", "/host?pack=<own pack>"): ("o", {}),
    ("POST", "/moments/<file_id>/pack"): ("o", {"csrf": "yes", "title": "x", "revision": "0"}),
    ("POST", "/moments/<file_id>/delete"): ("o", {"csrf": "yes"}),
    # the pack editor: packs that one wrote, each their own
    ("GET", "/packs/new"): ("oa", {}),
    ("POST", "/packs/new"): ("oa", {"csrf": "yes", "title": "x"}),
    ("GET", "/packs/<own_id>/edit"): ("o", {}),
    ("POST", "/packs/<own_id>/edit/question"): ("o", {"csrf": "yes", "revision": "0"}),
    ("POST", "/packs/<own_id>/edit/media"): ("o", {"csrf": "yes", "revision": "0"}),
    ("POST", "/packs/<own_id>/edit/list"): ("o", {"csrf": "yes", "action": "add", "revision": "0"}),
    ("POST", "/packs/<own_id>/edit/head"): ("o", {"csrf": "yes", "title": "x", "revision": "0"}),
    ("POST", "/packs/<own_id>/edit/step"): ("o", {"csrf": "yes", "revision": "0"}),
    ("POST", "/packs/<own_id>/edit/try"): ("o", {"csrf": "yes"}),
    # the library is everybody's; one's own packs, files on their way in and reports are not
    ("GET", "/packs"): (ALL, {}),
    ("GET", "/packs/<pack_id>/download"): (ALL, {}),
    ("GET", "/packs/<pack_id>/download/<format_name>"): (ALL, {}),
    # who brings a translation, or takes one out, owns the pack
    ("GET", "/packs/<pack_id>/translations"): (ALL, {}),
    ("GET", "/packs/<pack_id>/translations/file"): (ALL, {}),
    ("POST", "/packs/<own_id>/translations/bring"): ("o", {"csrf": "yes"}),
    ("POST", "/packs/<own_id>/translations/delete"): ("o", {"csrf": "yes", "language": "de"}),
    ("POST", "/packs/<pack_id>/rating"): (ALL, {"csrf": "yes", "stars": "5"}),
    ("POST", "/packs/<pack_id>/copy"): ("oa", {"csrf": "yes"}),
    ("GET", "/packs/mine"): ("oa", {}),
    ("GET", "/packs/upload"): ("oa", {}),
    ("POST", "/packs/upload"): ("oa", {"csrf": "yes"}),
    ("GET", "/packs/upload/<upload_id>"): ("o", {}),
    ("POST", "/packs/upload/<upload_id>"): ("o", {"csrf": "yes", "title": "x"}),
    ("GET", "/packs/reports"): ("oa", {}),
    ("POST", "/packs/reports/<report_id>"): ("o", {"csrf": "yes", "state": "done"}),
    ("GET", "/packs/<pack_id>/history"): ("", {}),  # a pack of the house has none
    ("POST", "/packs/<own_id>/visibility"): ("o", {"csrf": "yes", "seen": "public"}),
    # a round is of the one who plays it: here the guest's
    ("POST", "/rounds"): (ALL, {}),
    ("GET", "/rounds/<round_id>"): ("g", {}),
    ("POST", "/rounds/<round_id>/answer"): ("g", {"position": "1", "action": "skip"}),
    ("POST", "/rounds/<round_id>/next"): ("g", {"position": "1"}),
    ("POST", "/rounds/<round_id>/report"): ("g", {"position": "1", "reason": "unclear"}),
    # what is due for review is one's own; who has missed nothing sees an empty page
    ("GET", "/review"): (ALL, {}),
    ("POST", "/review"): (ALL, {}),
    # anybody may plan a night, and is its host then; templates are of whoever kept them
    ("GET", "/host"): (ALL, {}),
    ("POST", "/host"): (ALL, {"preset": "none"}),
    ("POST", "/host/forget"): ("o", {"template": "<template>"}),
    # the night: its host
    ("GET", "/nights/<night_id>/host"): ("h", {}),
    ("GET", "/nights/<night_id>/remote"): ("h", {}),
    ("GET", "/nights/<night_id>/plan"): ("h", {}),
    ("POST", "/nights/<night_id>/plan"): ("h", {"title": "x", "version": "1"}),
    ("POST", "/nights/<night_id>/do"): ("h", {"command": "add_time", "version": "1"}),
    ("POST", "/nights/<night_id>/people"): ("h", {"action": "balance"}),
    ("GET", "/nights/<night_id>/report"): ("h", {}),
    ("GET", "/nights/<night_id>/report/<name>.csv"): ("h", {}),
    ("GET", "/nights/<night_id>/report.xlsx"): ("h", {}),
    ("GET", "/nights/<night_id>/sheets/<which>.pdf"): ("h", {}),
    ("GET", "/nights/<night_id>/now?as=host"): ("h", {}),
    ("GET", "/nights/<night_id>/stream?as=host"): ("h", {}),
    # the night: its players
    ("GET", "/nights/<night_id>/play"): ("p", {}),
    ("GET", "/nights/<night_id>/now"): ("p", {}),
    ("GET", "/nights/<night_id>/stream"): ("p", {}),
    ("GET", "/nights/<night_id>/mine"): ("p", {}),
    ("GET", "/nights/<night_id>/mine/<seat_id>/<key>"): (ALL, {}),
    ("GET", "/nights/<night_id>/mine/<seat_id>/wrong"): ("", {}),
    ("GET", "/nights/<night_id>/mine/<seat_id>/<key>/card.svg"): (ALL, {}),
    ("POST", "/nights/<night_id>/mine/report"): ("p", {"number": "1", "reason": "typo"}),
    ("POST", "/nights/<night_id>/mine/<seat_id>/<key>"): (ALL, {}),
    ("POST", "/nights/<night_id>/mine/<seat_id>/wrong"): ("", {}),
    ("POST", "/nights/<night_id>/answer"): ("p", {"number": "1", "choice": "0"}),
    ("POST", "/nights/<night_id>/seat"): ("p", {"action": "extra_time", "on": "yes"}),
    # what one must know instead of being: the code, the screen's address, the host link
    ("GET", "/join"): (ALL, {}),
    ("GET", "/j/<code>"): (ALL, {}),
    ("POST", "/j/<code>"): (ALL, {"name": "canary"}),
    ("POST", "/j/<code>/back"): ("", {"rescue": "AAAA-BBBB"}),
    ("GET", "/screen/<key>"): (ALL, {}),
    ("GET", "/screen/wrong"): ("", {}),
    ("GET", "/nights/<night_id>/now?as=screen&key=<key>"): (ALL, {}),
    ("GET", "/nights/<night_id>/stream?as=screen&key=<key>"): (ALL, {}),
    ("GET", "/nights/<night_id>/now?as=screen&key=wrong"): ("", {}),
    ("GET", "/nights/<night_id>/stream?as=screen&key=<other key>"): ("", {}),
    ("GET", "/nights/<night_id>/host/<key>"): (ALL, {}),
    ("POST", "/nights/<night_id>/host/<key>"): (ALL, {}),
    ("GET", "/nights/<night_id>/host/wrong"): ("", {}),
    ("POST", "/nights/<night_id>/host/wrong"): ("", {}),
    ("GET", "/nights/<night_id>/host/<screen key>"): ("", {}),
    ("GET", "/nights/<night_id>/host/<other host key>"): ("", {}),
    # the last, as they end what the others need; a device is of one account
    ("POST", "/packs/<own_id>/delete"): ("o", {"csrf": "yes"}),
    ("POST", "/account/delete"): ("gxoa", {"csrf": "yes", "confirm": "wrong"}),
    ("POST", "/account/revoke"): ("o", {"csrf": "yes", "device": "<device>"}),
    ("POST", "/sign-out"): (ALL, {"csrf": "yes"}),
}
A_FILE = (
    json.dumps(
        {
            "format": "aiken", "title": "Aiken", "unit": "line", "found": 0, "imported": 0,
            "changed": [], "skipped": [],
        }
    ).encode(),
    b"",
)  # fmt: skip
PASSWORD = "a long enough sentence"
NOT_OURS = {"HEAD", "OPTIONS"}


class World:
    """Two nights, and eight people, each of them a cookie."""

    def __init__(self, app, house):
        self.app, self.house = app, house
        self.night, self.other = ANight(house), ANight(house)
        self.cookies = {"s": ""}
        self.beside, self.read = sqlite3.connect(self.file), (0, 0)
        self.picture = media.keep(house, "m1.png", picture())
        self.stand_in()
        self.night.on(2)
        house.clock.pass_seconds(10)  # the question is open
        self.values = {
            "night_id": self.night.id,
            "code": self.night.code,
            "pack_id": "stagecraft",
            "round_id": self.round,
            "name": "players",
            "which": "questions",
            "screen key": self.screen_key(self.night),
            "other key": self.screen_key(self.other),
            "other host key": self.other.key,
            "template": self.template,
            "device": self.device,
            "draft_id": self.draft,
            "file_id": self.file_id,
            "own pack": self.own_pack,
            "own_id": self.kept_pack,
            "format_name": "yaml",
            "upload_id": self.upload,
            "report_id": "0123456789abcdef",
            "seat_id": self.seat,
            "page key": access.page_key(house, self.night.id, self.seat),
        }

    def stand_in(self):
        seven = [PlainBrowser(self.app.test_client()) for _ in ALL[1:]]
        guest, bob, carol, alice, alan, olive, mallory = seven
        guest.open("/packs/stagecraft").press("Play", pick=("5", "20 s", "all", "Accuracy first"))
        self.round = guest.url.rpartition("/")[2]
        olive.open("/sign-up").press("Make the account", username="Olive", password=PASSWORD)
        owner = self.one("SELECT id FROM players WHERE name = 'Olive'")
        self.device = self.one("SELECT id FROM devices WHERE player_id = ?", owner)
        with sqlite3.connect(self.file) as database:
            database.execute("UPDATE nights SET owner_id = ? WHERE id = ?", (owner, self.night.id))
        draft = NightDraft("Mine", (RoundDraft("One", count=1),), Rules())
        self.template = templates.save(self.house, owner, draft)
        self.draft = draft_desk.create(self.house, owner, "Ann Bell hugged Carl Dorn.")
        self.file_id = files.copy(self.house, owner, "vma-2023")
        at = files.At(owner, self.file_id, 0)
        self.own_pack = saving.save(self.house, at, "Mine", "", shared=False)
        self.kept_pack = self.pack_of(owner)
        self.upload = self.upload_of(owner)
        mallory.open("/sign-up").press("Make the account", username="Mallory", password=PASSWORD)
        alan.client.post("/rounds")
        alan.open(f"/nights/{self.other.id}/host/{self.other.key}")
        alice.open(f"/nights/{self.night.id}/host/{self.night.key}")
        join(bob, self.night, "Bob")
        join(carol, self.other, "Carol")
        self.seat = self.one("SELECT id FROM seats WHERE night_id = ?", self.night.id)
        for letter, person in zip(ALL[1:], seven, strict=True):
            assert person.status == 200
            self.cookies[letter] = person.client.get_cookie("greenroom").value

    def pack_of(self, owner):
        """Keep a pack of one's own, of which a question is reported; return its id."""
        with self.house.store.reading() as tx:
            (edition,) = self.house.shelf.current(tx, "stagecraft")
        pack_id = keeping.create(self.house, owner, edition.pack)
        values = ("0123456789abcdef", edition.digest, pack_id, "gobo", "typo", "", "2026-01-01")
        with sqlite3.connect(self.file) as database:
            database.execute(
                "INSERT INTO reports (id, digest, pack_id, question_id, reason, note, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                values,
            )
        return pack_id

    def upload_of(self, owner):
        """Keep a file that is looked at; return its id."""
        return receiving.keep(self.house, owner, "a.txt", *A_FILE)

    @property
    def file(self):
        return self.house.settings.data / "greenroom.db"

    def one(self, query, *values):
        with sqlite3.connect(self.file) as database:
            return database.execute(query, values).fetchone()[0]

    def kept(self):
        """Return all that is kept, but for when a device was last seen.

        It is read anew only when somebody has written meanwhile, which SQLite tells for nothing.
        """
        (written,) = self.beside.execute("PRAGMA data_version").fetchone()
        if written != self.read[0]:
            lines = [line for line in self.beside.iterdump() if '"devices"' not in line]
            self.read = (written, hash("\n".join(lines)))
        return self.read[1]

    def screen_key(self, night):
        return pages.screen_key(self.house, night.id, night.key)

    def path(self, path):
        if path.startswith("/static"):
            return re.search(r'href="(/static/[^"]+)"', self.as_("s").get("/").text)[1]
        if path.startswith("/media"):
            return f"/{self.picture}"
        key = self.values["screen key"]
        if "/host/" in path:
            key = self.night.key
        elif "/mine/" in path:
            key = self.values["page key"]
        return re.sub(r"<([^>]+)>", lambda found: {**self.values, "key": key}[found[1]], path)

    def as_(self, letter):
        """Return a browser of one of them, that comes from an address of its own."""
        client = self.app.test_client()
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{ALL.index(letter) + 1}"
        if self.cookies[letter]:
            client.set_cookie("greenroom", self.cookies[letter])
        return client

    def ask(self, letter, method, path, form, **headers):
        client, data = self.as_(letter), dict(form)
        if data.pop("csrf", ""):
            page = client.get("/sign-in").text
            data["csrf_token"] = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        data = {name: self.path(value) for name, value in data.items()}
        answer = client.open(self.path(path), method=method, data=data or None, headers=headers)
        answer.close()  # a stream goes on otherwise
        return answer


@pytest.fixture
def world(app, house):
    made = World(app, house)
    yield made
    made.beside.close()


def is_refused(answer):
    asked = urlsplit(answer.headers.get("Location", "")).path
    return answer.status_code in {403, 404} or (answer.status_code == 303 and asked == "/sign-in")


def test_every_route_is_in_the_table_and_nothing_else(app):
    routes = {
        (method, str(rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - NOT_OURS
    }
    told = {(method, path.partition("?")[0]) for method, path in TABLE}
    assert routes - told == set()
    assert {r for r in told - routes if not r[1].endswith(("wrong", " key>", " pack>"))} == set()


def test_each_route_lets_in_whom_it_should_and_changes_nothing_for_the_others(world):
    allows, refusals = [], []
    for (method, path), (who, form) in TABLE.items():
        for letter in ALL:
            before = world.kept()
            answer = world.ask(letter, method, path, form)
            assert answer.status_code < 500
            assert answer.status_code not in {405, 413, 429}
            if is_refused(answer):
                refusals += [(method, path, letter)] if letter in who else []
                assert world.kept() == before
            elif letter not in who:
                allows.append((method, path, letter, answer.status_code))
            if method == "GET":
                assert world.kept() == before
    assert allows == []
    assert refusals == []


@pytest.mark.parametrize(
    "sent",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_what_changes_something_refuses_other_sites(world, sent):
    before = world.kept()
    for (method, path), (who, form) in TABLE.items():
        if method != "GET":
            for letter in who or "s":
                assert world.ask(letter, method, path, form, **sent).status_code == 403
        elif "/stream" in path and who:
            assert world.ask(who[0], method, path, form, **sent).status_code == 403
    assert world.kept() == before


def test_what_changes_something_takes_no_get(world):
    getters = {path for method, path in TABLE if method == "GET"}
    before = world.kept()
    for (method, path), (who, _form) in TABLE.items():
        if method != "GET" and path not in getters:
            assert world.ask((who or "s")[0], "GET", path, {}).status_code == 405
    assert world.kept() == before


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("destination", ["document", "image"])
def test_another_site_makes_nobody_a_host_unasked(world, site, destination):
    """Neither by a picture nor by a link: twelve of those would push one's own night out."""
    client = world.as_("p")
    before = client.get(f"/nights/{world.night.id}/host").status_code
    sent = {"Sec-Fetch-Site": site, "Sec-Fetch-Dest": destination}
    link = f"/nights/{world.other.id}/host/{world.other.key}"
    told = client.get(f"{link}?to=remote", headers=sent)
    assert told.status_code == 200
    assert before == client.get(f"/nights/{world.other.id}/host").status_code == 403
    assert client.get(f"/nights/{world.night.id}/play").status_code == 200
    browser = PlainBrowser(client)
    browser.url, browser.html = link, told.text
    browser.press("Host it on this device")
    assert (browser.status, browser.url) == (200, f"/nights/{world.other.id}/remote")


def test_a_host_link_that_was_typed_or_scanned_is_followed_at_once(world):
    client = world.as_("s")
    link = f"/nights/{world.night.id}/host/{world.night.key}"
    assert client.get(link, headers={"Sec-Fetch-Site": "none"}).status_code == 303
    assert client.get(f"/nights/{world.night.id}/host").status_code == 200


def test_the_key_of_the_host_is_shown_to_the_host_alone(world):
    """It is in no page, header or cookie of anybody else, and on no screen."""
    for (method, path), (who, form) in TABLE.items():
        for letter in who.replace("h", ""):
            if "/host/" not in path and "/stream" not in path and method == "GET":
                told = world.ask(letter, method, path, form)
                assert world.night.key not in str(told.headers)
                assert world.night.key.encode() not in told.get_data()
