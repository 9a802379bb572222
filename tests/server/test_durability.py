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
KILLS = 1


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_kill_between_answers_loses_none_that_was_acknowledged(serve, request, database):
    where = {}
    if database == "postgresql":
        where["QUIZ_DATABASE_URL"] = request.getfixturevalue("filled_postgres_url")
    served = serve(**where)
    alice = Visitor(served.url)
    path = alice.start()
    assert alice.answer(path, "1") == 200
    served.stop(signal.SIGKILL)
    served = serve(**where)
    alice.url = served.url
    assert alice.chosen(path) == {"1"}
    assert alice.answer(path, "1", "lock") == 200
    shown = alice.get(path).text
    served.stop(signal.SIGKILL)
    alice.url = serve(**where).url
    assert alice.get(path).text == shown
    assert alice.answer(path, "0", "lock") == 409


def test_kills_at_any_moment_lose_nothing_of_anyone(serve):
    served, dice = serve(), Random(11)
    players = [Player(Visitor(served.url), Random(seed)) for seed in range(PLAYERS)]
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
    assert sum(player.count for player in players) > PLAYERS


class Player:
    """Changes an answer again and again, and remembers what was acknowledged."""

    def __init__(self, visitor, dice):
        self.visitor, self.dice, self.path = visitor, dice, visitor.start()
        self.known, self.asked, self.count = set(), set(), 0

    def play(self):
        while True:
            self.asked = {str(self.dice.randrange(3))}
            try:
                status = self.visitor.answer(self.path, *self.asked)
            except (OSError, http.client.HTTPException):
                return
            assert status == 200
            self.known, self.count = self.asked, self.count + 1

    def check(self):
        """What the server shows is what it acknowledged last, or what was under way."""
        shown = self.visitor.chosen(self.path)
        assert shown in (self.known, self.asked)
        self.known = shown


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux limits the files of another process"
)
def test_a_full_disk_is_told_and_play_goes_on_when_there_is_room(serve, tmp_path):
    served = serve()
    alice = Visitor(served.url)
    path = alice.start()
    assert alice.answer(path, "0") == 200
    written = (tmp_path / "data/greenroom.db-wal").stat().st_size
    before = resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (written, before[1]))
    statuses = {alice.answer(path, "1") for _ in range(5)}
    assert 503 in statuses
    assert statuses <= {200, 503}
    assert alice.chosen(path) == {"1" if 200 in statuses else "0"}
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, before)
    assert alice.answer(path, "1") == 200
    assert alice.chosen(path) == {"1"}
    assert served.stop() == 0
    assert "Traceback" not in served.told()
