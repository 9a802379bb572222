"""Long work lets others in: in a process of its own, as greenlets take over all of it."""

import subprocess
import sys

SERVED_AFTER = """
from gevent import monkey; monkey.patch_all()
import time, gevent, socket
from quiz.live.turns import let_others_in
here, there = socket.socketpair()
told = []
waiting = gevent.spawn(lambda: told.append(here.recv(1)))
gevent.sleep(0.01)
there.send(b"?")
turns, since = 0, time.monotonic()
while not told and turns < 1000:
    while time.monotonic() < since + 0.01 * turns: pass
    {turn}
    turns += 1
print(turns)
"""


def turns_until_served(turn):
    code = SERVED_AFTER.format(turn=turn)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(ran.stdout)


def test_who_waits_for_the_network_is_let_in_soon():
    assert turns_until_served("let_others_in()") <= 6


def test_a_sleep_of_nothing_would_not_let_them_in():
    assert turns_until_served("time.sleep(0)") > 10
