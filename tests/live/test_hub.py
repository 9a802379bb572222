"""The hub over real sockets: pairs whose other ends are read, or not."""

import socket
from collections import Counter
from itertools import combinations
from random import Random

import pytest

from quiz.live import frames
from quiz.live.hub import MOST_DESKS, MOST_TABS, Hub, Watcher
from quiz.live.lines import QueueLine, SocketLine

FRAME = frames.frame("stage", "<p>What is the capital of Peru?</p>", "1")


@pytest.fixture
def sockets():
    opened = []
    yield opened
    for sock in opened:
        sock.close()


@pytest.fixture
def come(sockets):
    """Let somebody watch; gives the watcher and the other end of the line."""

    def join(hub, room="r", audience="player", *, seat="", language="en", chunked=False):
        ours, theirs = socket.socketpair()
        sockets.extend((ours, theirs))
        ours.setblocking(False)
        theirs.settimeout(2)
        line = SocketLine(chunked=chunked)
        watcher = Watcher(room, audience, seat, language, line)
        hub.join(watcher)
        assert line.open(ours, b"", lambda: None)
        return watcher, theirs

    return join


def test_a_frame_reaches_all_of_its_audience_and_nobody_else(come):
    hub = Hub()
    players = [come(hub)[1] for _ in range(5)]
    others = [come(hub, audience="screen")[1], come(hub, "another room")[1]]
    assert hub.deliver("r", "player", FRAME) == 5
    assert [end.recv(999) for end in players] == [FRAME] * 5
    for end in others:
        end.setblocking(False)
        with pytest.raises(BlockingIOError):
            end.recv(1)


def test_everyone_gets_the_language_asked_for_and_the_framing_the_answer_has(come):
    hub = Hub()
    english, german = come(hub, chunked=True)[1], come(hub, language="de")[1]
    welsh = come(hub, language="cy")[1]
    by_language = {"en": FRAME, "de": frames.frame("stage", "Wie heißt …")}
    assert hub.deliver("r", "player", by_language) == 2
    assert english.recv(999) == frames.chunk(FRAME)
    assert german.recv(999) == by_language["de"]
    hub.close()
    assert welsh.recv(999).startswith(b"retry: ")


def test_everyone_can_get_a_frame_of_their_own(come):
    hub = Hub()
    ends = {seat: come(hub, seat=seat, chunked=seat == "a")[1] for seat in "abc"}
    made = {"a": frames.frame("me", "of a"), "b": frames.frame("me", "of b"), "c": None}
    assert hub.send_each("r", "player", lambda watcher: made[watcher.seat]) == 2
    assert ends["a"].recv(999) == frames.chunk(made["a"])
    assert ends["b"].recv(999) == made["b"]


def test_a_slow_reader_is_cut_and_the_others_are_not(come):
    hub = Hub()
    slow, quick = come(hub)[1], come(hub)[1]
    big = frames.frame("stage", "x" * 8_000)
    rounds = 0
    while hub.deliver("r", "player", big) == 2:
        assert quick.recv(9_000) == big
        rounds += 1
    assert len(hub) == 1
    got = 0
    while data := slow.recv(65_536):
        got += len(data)
    assert got >= rounds * len(big)  # what was whole is still there, then the end
    assert hub.deliver("r", "player", big) == 1


def test_who_has_gone_is_forgotten_at_the_next_frame(come):
    hub = Hub()
    left = []
    hub.on_leave.append(left.append)
    watcher, end = come(hub, seat="bob")
    end.close()
    assert hub.deliver("r", "player", FRAME) == 0
    assert left == [watcher]
    assert hub.rooms() == ()


def test_a_beat_reaches_every_room_and_rests_between_many(come):
    hub, rests = Hub(), []
    ends = [come(hub, room)[1] for room in ("a", "b") for _ in range(250)]
    hub.beat(rest=lambda: rests.append(1))
    assert {end.recv(99) for end in ends} == {frames.PING}
    assert len(rests) == 2


def test_seats_are_told_once_however_many_tabs_are_open(come):
    hub, came, left = Hub(), [], []
    hub.on_join.append(came.append)
    hub.on_leave.append(left.append)
    first, _ = come(hub, seat="bob")
    second, _ = come(hub, seat="bob")
    come(hub, audience="screen")
    assert hub.seats("r") == {"bob"}
    assert len(came) == 3
    hub.leave(first)
    assert hub.seats("r") == {"bob"}
    hub.leave(second)
    hub.leave(second)
    assert hub.seats("r") == frozenset()
    assert left == [first, second]


def test_one_stream_too_many_of_a_seat_cuts_its_oldest_and_nobody_elses(come):
    hub = Hub()
    alices = come(hub, seat="alice")[1]
    bobs = [come(hub, seat="bob")[1] for _ in range(MOST_TABS + 1)]
    assert len(hub) == MOST_TABS + 1
    assert bobs[0].recv(1) == b""
    hub.deliver("r", "player", FRAME)
    assert [end.recv(999) for end in (alices, *bobs[1:])] == [FRAME] * (MOST_TABS + 1)


def test_everyone_is_as_often_first_and_of_two_each_as_often_before_the_other(come):
    hub = Hub(Random(5))
    order = []
    for seat in "abcde":
        watcher, _ = come(hub, seat=seat)
        watcher.line.close()
        watcher.line = Noting(order, seat)
    for _ in range(1_000):
        hub.deliver("r", "player", FRAME)
    times = ["".join(order[start : start + 5]) for start in range(0, 5_000, 5)]
    for place in range(5):
        assert min(Counter(time[place] for time in times).values()) > 150  # of 200 to be expected
    for one, other in combinations("abcde", 2):
        assert 430 < sum(time.index(one) < time.index(other) for time in times) < 570


class Noting:
    """A line that notes when it is written to."""

    chunked = False

    def __init__(self, order, seat):
        self.order, self.seat = order, seat

    def write(self, data):
        self.order.append(self.seat)
        return True

    def close(self):
        """There is nothing to close."""


def test_on_closing_everyone_is_told_to_come_back_each_after_another_while(come):
    hub = Hub(Random(1))
    ends = [come(hub, chunked=True)[1] for _ in range(40)]
    hub.close()
    waits = set()
    for end in ends:
        told = b"".join(iter(lambda end=end: end.recv(999), b""))
        assert told.endswith(frames.LAST_CHUNK)
        waits.add(int(told.split(b"retry: ")[1].split()[0]))
    assert len(waits) > 30
    assert all(200 <= wait < 2200 for wait in waits)
    assert len(hub) == 0


def test_nobody_stays_in_a_closed_hub(come):
    hub = Hub()
    hub.close()
    line = SocketLine(chunked=False)
    hub.join(Watcher("r", "player", "", "en", line))
    assert len(hub) == 0
    ours, theirs = socket.socketpair()
    assert not line.open(ours, b"", lambda: None)
    assert theirs.recv(1) == b""
    theirs.close()


def test_what_is_delivered_before_the_line_is_open_follows_the_snapshot(sockets):
    hub, line = Hub(), SocketLine(chunked=True)
    hub.join(Watcher("r", "player", "", "en", line))
    assert hub.deliver("r", "player", FRAME) == 1
    ours, theirs = socket.socketpair()
    sockets += [ours, theirs]
    assert line.open(ours, b"snapshot", lambda: None)
    assert theirs.recv(999) == b"snapshot" + frames.chunk(FRAME)


@pytest.mark.parametrize("line", [SocketLine(chunked=False), QueueLine()])
def test_who_is_never_served_is_cut(line):
    hub = Hub()
    hub.join(Watcher("r", "player", "", "en", line))
    for _ in range(64):
        assert hub.deliver("r", "player", FRAME) == 1
    assert hub.deliver("r", "player", FRAME) == 0
    assert len(hub) == 0


def test_a_full_hub_says_so(come):
    hub = Hub()
    hub.limit = 1
    assert not hub.is_full
    come(hub)
    assert hub.is_full


def test_a_night_has_so_many_screens_and_no_more(come):
    hub = Hub()
    come(hub, seat="bob")
    screens = [come(hub, seat="", audience="screen")[0] for _ in range(MOST_DESKS + 3)]
    assert len(hub) == 1 + MOST_DESKS
    assert set(hub.watchers("r", "screen")) == set(screens[3:])
