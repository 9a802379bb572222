"""Row 14: until the reveal nothing that is sent depends on the right answer, of no kind.

Two ways to see it. Everything secret about a question has a canary in it, and none is found in any
byte that reaches a phone, a screen or a stranger. And the same night is played twice, with another
option right and other texts about it: what is sent is the same to the byte, lengths and all.
"""

import re
import shutil
import threading
import time
from dataclasses import replace

import pytest

from quiz.night import commands
from quiz.night.model import Rules
from quiz.services.nights import pages, planning, stage
from quiz.services.nights.desk import NightDraft, RoundDraft
from quiz.services.shelf import Shelf
from quiz.web.app import create_app
from tests.tools import canaries, nights
from tests.tools import house as houses
from tests.tools.plain import PlainBrowser

QUIET = Rules(end_early=False, auto_reveal=False, jokers=True)
OPEN_SECONDS = 20
GIVEN = {  # what Bob posts and what he changes it to: places, or texts that are no canary
    "choice": ({"choice": "0"}, {"choice": "1"}),
    "multi": ({"choice": ["0"]}, {"choice": ["1", "2"]}),
    "truefalse": ({"choice": "0"}, {"choice": "1"}),
    "typed": ({"text": "Nobody"}, {"text": "Somebody else"}),
    "number": ({"text": "12"}, {"text": "1,234"}),
    "order": ({"choice": ["0", "", "", ""]}, {"choice": ["3", "2", "1", "0"]}),
    "match": ({"choice": ["0", "", ""]}, {"choice": ["2", "1", "0"]}),
}


def readable(answer):
    """Return the headers of an answer; of a cookie what it says, and its length.

    Its signature has the time in it.
    """
    return tuple(
        (name, (canaries.opened(value), len(value)) if name == "Set-Cookie" else value)
        for name, value in answer.headers
    )


class Listening:
    """Somebody at the end of a stream, who keeps every frame."""

    def __init__(self, client, path):
        self.frames = []
        answer = client.get(path)
        assert answer.status_code == 200
        self.headers = readable(answer)
        self._parts = answer.iter_encoded()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for part in self._parts:
            self.frames += [each + b"\n\n" for each in part.split(b"\n\n") if each]

    def wait_for(self, sequence, event):
        """Wait until a frame was told after the stage of a sequence."""
        for _ in range(4_000):
            told = self.frames[:]
            at = next((i for i, f in enumerate(told) if b"\nid: %d\n" % sequence in f), None)
            if at is not None and any(f.startswith(event) for f in told[at:]):
                return
            time.sleep(0.0125)
        pytest.fail(f"no frame of {sequence}")


class Played:
    """A night of one question; ``told`` holds every byte that was sent, by step and by person."""

    def __init__(self, house, night_id, key, cookies):
        self.house, self.id, self.key = house, night_id, key
        self.kind = self.on.plan.slots[0].kind
        self.app = create_app(house)
        self.people = {name: self.app.test_client() for name in ("bob", "carol", "charlie")}
        for name, cookie in cookies.items():
            self.people[name].set_cookie("greenroom", cookie)
        screen = pages.screen_key(house, night_id, key)
        self.paths = [
            f"/nights/{self.id}/play", f"/nights/{self.id}/now", f"/nights/{self.id}/mine",
            f"/screen/{screen}", f"/nights/{self.id}/now?as=screen&key={screen}",
            f"/nights/{self.id}/now?as=host", f"/nights/{self.id}/host",
            f"/nights/{self.id}/report", f"/nights/{self.id}/sheets/key.pdf",
            f"/j/{self.on.code}", f"/join?code={self.on.code}", "/join", "/nowhere",
        ]  # fmt: skip
        self.streams = {
            "bob": Listening(self.people["bob"], f"/nights/{self.id}/stream"),
            "screen": Listening(
                self.people["charlie"], f"/nights/{self.id}/stream?as=screen&key={screen}"
            ),
        }
        self.told = []
        self.settle()

    @property
    def on(self):
        with self.house.store.reading() as tx:
            return nights.night_rows.load(tx, self.id)

    def settle(self):
        sequence = self.on.sequence
        self.streams["bob"].wait_for(sequence, b"event: stage")
        self.streams["screen"].wait_for(sequence, b"event: progress")

    def do(self, command, **more):
        stage.do(self.house, self.id, self.key, command(self.on.state.version, **more))
        self.settle()

    def look(self):
        """Have everybody ask for everything. Carol sees what Bob does, with another answer."""
        for name, client in self.people.items():
            for path in self.paths[: 3 if name == "carol" else None]:
                self.keep(name, path, client.get(path))
            self.keep(
                name, "part", client.get(f"/nights/{self.id}/play", headers={"HX-Request": "true"})
            )

    def say(self, name, form, **more):
        asked = {"number": "1", **form, **more}
        path = f"/nights/{self.id}/answer"
        self.keep(name, f"POST {asked}", self.people[name].post(path, data=asked))

    def keep(self, name, what, answer):
        self.told.append((name, what, answer.status_code, readable(answer), answer.get_data()))

    def play(self):
        """Play until the question is locked, as everybody may."""
        first, then = GIVEN[self.kind]
        self.look()
        self.do(commands.Next)  # the round
        self.do(commands.Next)  # the question: time to read
        self.look()
        self.say("bob", first, revision="1")
        self.house.clock.pass_seconds(self.on.plan.slots[0].lead + 1)
        self.say("bob", first, revision="1", ms="400")
        self.say("bob", then, revision="2", ms="900")
        self.say("bob", then, revision="1", ms="900")
        self.say("carol", then, ms="1")
        self.say("charlie", then, revision="1")
        for odd in ({"choice": "99"}, {"text": "x" * 300}, {"choice": ["0"] * 30}, {"text": "0"}):
            self.say("carol", odd, revision="9")
        form = {"action": "extra_time", "on": "yes"}
        posted = self.people["carol"].post(f"/nights/{self.id}/seat", data=form)
        self.keep("carol", "seat", posted)
        self.look()
        self.do(commands.Pause)
        self.look()
        self.house.clock.pass_seconds(30)
        self.do(commands.Resume)
        self.do(commands.AddTime)
        self.do(commands.Next)  # the lock
        self.say("bob", first, revision="3")
        self.look()
        assert self.on.state.stage.phase == "locked"
        return self

    def bytes_told(self):
        """Return everything that was sent, as one may search it."""
        for name, what, _status, headers, body in self.told:
            text = body.decode("utf-8", "replace")
            yield f"{name} {what.split()[0]}", "\n".join([text, *map(str, headers)])
        for name, stream in self.streams.items():
            for each in stream.frames:
                yield f"stream of {name}", each.decode()

    def close(self):
        self.house.hub.close()
        self.house.store.close()


def apart(built, folder):
    """Return a house that shares nothing with any other, not even the packs."""
    return replace(houses.copy(built, folder, clock=houses.Clock()), shelf=Shelf())


def prepared(built, folder, ask, body):
    """Make a night of one question, in which Bob and Carol sit; return who they are."""
    house = apart(built, folder)
    nights.put(house, canaries.pack(ask, body))
    rounds = (RoundDraft("One", pack=canaries.PACK_ID, count=1, seconds=OPEN_SECONDS),)
    hosted = planning.create(house, NightDraft("Friday", rounds, QUIET), None)
    app, cookies = create_app(house), {}
    code = pages.stage(house, hosted.night_id).head.code
    for name in ("bob", "carol"):
        client = app.test_client()
        PlainBrowser(client).open(f"/j/{code}").press("Join", name=name.title())
        cookies[name] = client.get_cookie("greenroom").value
    house.store.scrub()
    house.store.close()
    return hosted.night_id, hosted.host_key, cookies


@pytest.fixture
def twins(built, tmp_path, request):
    """The same night twice: the same ids, keys, people and options, and another answer.

    Each is in a house of its own with one application: two of one house would both tell it all.
    """
    ask, body, other = next(each for each in canaries.BODIES if each[0] == request.param)
    who, both = prepared(built, tmp_path / "first", ask, body), []
    for name, right in (("one", body), ("two", other)):
        house = apart(built, tmp_path / name)
        house.store.close()
        shutil.copy(tmp_path / "first/greenroom.db", file := tmp_path / name / "greenroom.db")
        if right is not body:
            canaries.alter(file, right)
        store = type(house.store)(house.settings.database_url)
        both.append(Played(replace(house, store=store), *who))
    yield both
    for each in both:
        each.close()


KINDS = dict(zip((ask for ask, _, _ in canaries.BODIES), canaries.kinds(), strict=True))
every_kind = pytest.mark.parametrize("twins", KINDS, indirect=True, ids=KINDS.get)


def timeless(frames):
    """Return frames without how many answers were in: several may be told of in one."""
    counts = [frame for frame in frames if frame.startswith(b"event: progress")]
    return (
        {re.sub(rb"\d+", b"N", frame) for frame in counts}
        | set(counts[-1:])
        | (set(frames) - set(counts))
    )


def frames_alike(one, other):
    """Say whether both were told the same in the end; what is personal comes after the stage."""
    for _ in range(4_000):
        if timeless(one.frames) == timeless(other.frames):
            return True
        time.sleep(0.0125)
    return timeless(one.frames) == timeless(other.frames)


@every_kind
def test_no_byte_before_the_reveal_depends_on_the_right_answer(twins):
    one, two = (night.play() for night in twins)
    for told in one.bytes_told():
        assert not canaries.hits(told[1]), told
    assert len(one.told) == len(two.told) > 170
    for mine, other in zip(one.told, two.told, strict=True):
        assert mine == other
    for name in one.streams:
        assert one.streams[name].headers == two.streams[name].headers
        assert frames_alike(one.streams[name], two.streams[name])
    for night in (one, two):  # it would be seen if there were a difference
        night.do(commands.Next)
        night.look()
    assert one.told != two.told
    assert any(canaries.hits(text) for _, text in one.bytes_told())
