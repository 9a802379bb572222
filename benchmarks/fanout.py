"""How soon a frame reaches everyone who watches, against a loop that can do nothing else.

    python -m benchmarks.fanout [--json] [--frames N] [COUNT …]

For each number of watchers the bare loop and the real server take turns, so that whatever else the
machine does falls on both. Server and watchers are processes of this machine and share its cores.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.common import ROOT, Measure, note, show
from benchmarks.watchers import Crowd
from tests.tools.stand import Stand
from tests.tools.valkey import Valkey

_PAUSE = 0.25
_WARM_UP = 3
_TURNS = 3


def measure(count: int, frames: int, folder: Path) -> list[Measure]:
    """Return the lines of the scorecard for so many watchers."""
    limit: list[dict[str, float]] = []
    hub: list[dict[str, float]] = []
    pair: list[dict[str, float]] = []
    memory: list[float] = []
    cpu: list[float] = []
    for turn in range(_TURNS):
        note(f"{count:,} watchers, turn {turn + 1} of {_TURNS}")
        limit += _bare(count, frames)
        some, kilobytes, microseconds = _stand(count, frames, folder)
        hub += some
        pair += _pair(count, frames, folder)
        memory.append(kilobytes)
        cpu.append(microseconds)
    ratio = _middle(hub, "p99") / _middle(limit, "p99")
    ratio_of_pair = _middle(pair, "p99") / _middle(limit, "p99")
    where = f"{count:,} watchers"
    return [
        Measure(f"{where}: the limit, p50", _middle(limit, "p50"), "ms", ""),
        Measure(f"{where}: the limit, p99", _middle(limit, "p99"), "ms", ""),
        Measure(f"{where}: the server, p50", _middle(hub, "p50"), "ms", ""),
        Measure(f"{where}: the server, p99", _middle(hub, "p99"), "ms", ""),
        Measure(
            f"{where}: p99 / limit", round(ratio, 2), "", "<= 1.25", "1.1-1.5", met=ratio <= 1.25
        ),
        Measure(f"{where}: two workers, p50", _middle(pair, "p50"), "ms", ""),
        Measure(f"{where}: two workers, p99", _middle(pair, "p99"), "ms", ""),
        Measure(f"{where}: two workers, p99 / limit", round(ratio_of_pair, 2), "", ""),
        Measure(f"{where}: the server's work a frame and watcher", min(cpu), "µs", "", "8"),
        Measure(
            f"{where}: memory each", min(memory), "kB", "<= 20", "20-24", met=min(memory) <= 20
        ),
    ]


def _middle(frames: list[dict[str, float]], which: str) -> float:
    return round(statistics.median(frame[which] for frame in frames), 2)


def _bare(count: int, frames: int) -> list[dict[str, float]]:
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.bare"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin
    assert server.stdout
    crowd = Crowd(int(server.stdout.readline()), "/", count)
    told = []
    for _ in range(frames + _WARM_UP):
        time.sleep(_PAUSE)
        server.stdin.write("now\n")
        server.stdin.flush()
        told.append(crowd.frame())
    crowd.leave()
    server.communicate()
    return told[_WARM_UP:]


def _stand(count: int, frames: int, folder: Path) -> tuple[list[dict[str, float]], float, float]:
    stand = Stand(folder)
    _touch_pages(stand)
    before = stand.state()
    crowd = Crowd(stand.port, "/watch/a/player", count)
    kilobytes = (stand.state()["kb"] - before["kb"]) / count
    told = []
    cpu = 0.0
    for _ in range(frames + _WARM_UP):
        time.sleep(_PAUSE)
        sent, took = stand.ask("/stamp/a", "")[1].split()
        assert sent == str(count)
        cpu += float(took)
        told.append(crowd.frame())
    crowd.leave()
    stand.process.terminate()
    stand.process.wait()
    return told[_WARM_UP:], round(kilobytes, 1), round(cpu / len(told) / count * 1e6, 1)


def _pair(count: int, frames: int, folder: Path) -> list[dict[str, float]]:
    """Two processes on one port, and what one of them tells goes over a Valkey to the other."""
    valkey = Valkey()
    first = Stand(folder, STAND_SHARED="1", QUIZ_BUS_URL=valkey.url)
    where = {"QUIZ_BUS_URL": valkey.url, "QUIZ_PORT": str(first.port)}
    second = Stand(folder, STAND_SHARED="1", **where)
    crowd = Crowd(first.port, "/watch/a/player", count)
    told = []
    for _ in range(frames + _WARM_UP):
        time.sleep(_PAUSE)
        first.ask("/stamp-everywhere/a", "")
        told.append(crowd.frame())
    crowd.leave()
    for stand in (first, second):
        stand.process.terminate()
        stand.process.wait()
    valkey.stop()
    return told[_WARM_UP:]


def _touch_pages(stand: Stand) -> None:
    """Have the server load all it loads with its first visitors."""
    socks = [stand.watch() for _ in range(50)]
    for sock in socks:
        sock.recv(9_999)
        sock.close()
    stand.ask("/stamp/a", "")
    time.sleep(0.5)


def main() -> int:
    """Measure and print; 1 when a target was missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 5_000])
    parser.add_argument("--frames", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = [row for n in given.counts for row in measure(n, given.frames, Path(folder))]
    return show("Fan-out", rows, as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
