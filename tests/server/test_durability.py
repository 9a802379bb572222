"""What was acknowledged is there after a kill, and what could not be kept was not acknowledged."""

import http.client
import resource
import signal
import sys
import threading
import time
from random import Random

import pytest

from tests.tools.serving import Visitor

PLAYERS = 6
KILLS = 4


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_kill_between_answers_loses_none_that_was_acknowledged(serve, request, database):
    where = {}
    if database == "postgresql":
        where["QUIZ_DATABASE_URL"] = request.getfixturevalue("postgres_url")
    served = serve(**where)
    alice = Visitor(served.url)
    path = alice.start()
    for place in ("0", "1"):
        assert alice.post(f"{path}/answer", position=1, choice=place, action="save") == 200
        served.stop(signal.SIGKILL)
        served = serve(**where)
        alice.url = served.url
        assert alice.get(path) == 200
        assert alice.chosen == {place}
    assert alice.post(f"{path}/answer", position=1, choice="1", action="lock") == 200
    shown = alice.body
    served.stop(signal.SIGKILL)
    alice.url = serve(**where).url
    assert alice.get(path) == 200
    assert points(alice.body) == points(shown)
    assert alice.post(f"{path}/answer", position=1, choice="0", action="lock") == 409


def test_kills_at_any_moment_lose_nothing_of_anyone(serve):
    served, dice = serve(), Random(11)
    players = [Player(Visitor(served.url), Random(seed)) for seed in range(PLAYERS)]
    for player in players:
        player.path = player.visitor.start()
    for _ in range(KILLS):
        threads = [threading.Thread(target=player.play) for player in players]
        for thread in threads:
            thread.start()
        time.sleep(0.2 + dice.random() / 2)
        served.stop(signal.SIGKILL)
        for thread in threads:
            thread.join()
        served = serve()
        for player in players:
            player.visitor.url = served.url
            player.check()
    assert sum(player.count for player in players) > 4 * PLAYERS


class Player:
    """Changes an answer again and again, and remembers what was acknowledged."""

    def __init__(self, visitor, dice):
        self.visitor, self.dice = visitor, dice
        self.path, self.known, self.asked, self.count = "", set(), set(), 0

    def play(self):
        while True:
            self.asked = {str(self.dice.randrange(2))}
            form = {"position": 1, "choice": list(self.asked), "action": "save"}
            try:
                status = self.visitor.post(f"{self.path}/answer", **form)
            except (OSError, http.client.HTTPException):
                return
            assert status == 200
            self.known, self.count = self.asked, self.count + 1

    def check(self):
        """What the server shows is what it acknowledged last, or what was under way."""
        assert self.visitor.get(self.path) == 200
        assert self.visitor.chosen in (self.known, self.asked)
        self.known = self.visitor.chosen


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux limits the files of another process"
)
def test_a_full_disk_is_told_and_play_goes_on_when_there_is_room(serve, tmp_path):
    served = serve()
    alice = Visitor(served.url)
    path = alice.start()
    assert alice.post(f"{path}/answer", position=1, choice="0", action="save") == 200
    written = max(f.stat().st_size for f in (tmp_path / "data").glob("greenroom.db-wal"))
    before = resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (written, before[1]))
    statuses = {
        alice.post(f"{path}/answer", position=1, choice="1", action="save") for _ in range(5)
    }
    assert 503 in statuses
    assert statuses <= {200, 503}
    acknowledged = {"1"} if 200 in statuses else {"0"}
    assert alice.get(path) == 200
    assert alice.chosen == acknowledged
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, before)
    assert alice.post(f"{path}/answer", position=1, choice="1", action="save") == 200
    assert alice.get(path) == 200
    assert alice.chosen == {"1"}
    assert served.stop() == 0


def points(body):
    return body.split('class="bill')[1].split("</")[:6]
