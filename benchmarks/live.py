"""A night under load, as its phones see it.

    python -m benchmarks.live [--json] [--quick] [SECTION …]

Sections: fanout, answers, rooms, back, bus, start; all of them when none is named. Starts what it
measures, on loopback: ``quiz serve`` on SQLite in one process, and two workers on PostgreSQL and
Valkey. The phones are a process of their own; that they are not what is slow is shown by the same
phones before a loop that says “saved” at once (the reference of the answers).
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import fanout
from benchmarks.bystander import bystander
from benchmarks.common import ROOT, Measure, note, show
from benchmarks.houses import Place, places
from benchmarks.nights import OPTIONS, Night, Phones, Server, press

_ACKS = ((1_000, 1.0, 25.0, 25.0), (2_000, 1.0, 50.0, 50.0), (5_000, 3.0, 40.0, 20.0))
_REST = 1.0


@contextmanager
def _phones(server: Server, night: Night) -> Iterator[Phones]:
    phones = Phones()
    try:
        come = phones.do(
            "come", ports=[server.port], phones=[[night.stream, c] for c in night.phones]
        )
        if come["count"] != len(night.phones):
            raise RuntimeError(f"only {come['count']} of {len(night.phones)} phones came in")
        yield phones
    finally:
        phones.leave()


def answers(place: Place, count: int, within: float, target: float) -> list[Measure]:
    """Measure a burst of answers, the reveal after it, and what is on disk in the end."""
    night = place.backstage.night(count)
    server = place.serve()
    before = server.memory()
    late: list[float] = []
    middle: list[float] = []
    reveals: list[float] = []
    opens: list[float] = []
    held_up: list[float] = []
    lost = credit = 0.0
    busy = 0.0
    with _phones(server, night) as phones:
        each = (server.memory() - before) / count
        press(server, place.backstage, night)
        phones.do("await", phase="intro")
        for number in (1, 2, 3):
            opens.append(_pressed(phones, place, server, night, "question"))
            time.sleep(_REST)
            path = f"/nights/{night.id}/answer"
            told = phones.do("answer", path=path, number=number, within=within, options=OPTIONS)
            stored = place.backstage.given(night, number)
            lost += sum(night.seats[at] not in stored for at in told["acknowledged"])
            lost += count - len(told["acknowledged"])
            late.append(told["p99"] or 1e9)
            middle.append(told["p50"] or 1e9)
            busy = max(busy, told["busy"])
            credit = max([credit, *(row[2] for row in place.backstage.credits(night, number))])
            with bystander(server.port) as waits:
                reveals.append(_pressed(phones, place, server, night, "reveal"))
                time.sleep(_REST)
            held_up.append(max(waits) * 1000)
    server.stop()
    best = sorted(late)[1]
    limit = _echo(count, within)
    name = f"{place.name}, {count:,} answers in {within:.0f} s"
    return [
        Measure(
            f"{name}: acknowledged, p99", round(best, 1), "ms", f"<= {target:.0f}",
            f"a loop that saves nothing: {limit:.1f} ms", met=best <= target,
        ),
        Measure(f"{name}: acknowledged, p50", round(sorted(middle)[1], 1), "ms", ""),
        Measure(f"{name}: lost or refused", int(lost), "", "0", met=lost == 0),
        Measure(f"{name}: the phones' own core", round(100 * busy), "%", "< 90", met=busy < 0.9),
        Measure(
            f"{name}: lag forgiven at most", round(credit * 1000), "ms", "<= 500",
            met=credit <= 0.5,
        ),
        Measure(f"{name}: press to question, p99 of the phones", round(min(opens), 1), "ms", ""),
        Measure(f"{name}: press to reveal, p99 of the phones", round(min(reveals), 1), "ms", ""),
        Measure(
            f"{name}: a page for somebody else meanwhile, worst", round(sorted(held_up)[1], 1),
            "ms", "<= 500", "what a night forgives", met=sorted(held_up)[1] <= 500,
        ),
        Measure(f"{name}: memory a phone", round(each, 1), "kB", "<= 20", met=each <= 20),
    ]  # fmt: skip


def _pressed(phones: Phones, place: Place, server: Server, night: Night, phase: str) -> float:
    """Press Next; return the ms until 99 of 100 phones show what comes."""
    began = time.clock_gettime(time.CLOCK_REALTIME)
    phones.tell("await", phase=phase)
    press(server, place.backstage, night)
    told = phones.told()
    if told["count"] < len(night.phones):
        raise RuntimeError(f"only {told['count']} phones were shown the {phase}")
    return float(told["p99"] - began) * 1000


def _echo(count: int, within: float) -> float:
    """Return the p99 of the same burst before a loop that saves nothing, in ms."""
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.echo"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    port = int(server.stdout.readline())
    phones = Phones()
    phones.do("come", ports=[port], phones=[["/", "x=y"]] * count)
    told = [
        phones.do("answer", path="/", number=n, within=within, options=OPTIONS)["p99"]
        for n in (1, 2, 3)
    ]
    phones.leave()
    server.communicate("")
    return float(sorted(told)[1])


def rooms(place: Place, count: int = 300, seats: int = 20) -> list[Measure]:
    """Measure many small nights: their answers, and all hosts pressing in one instant."""
    nights = [place.backstage.night(seats) for _ in range(count)]
    server = place.serve()
    phones = Phones()
    phones.do(
        "come",
        ports=[server.port],
        phones=[[night.stream, cookie] for night in nights for cookie in night.phones],
    )
    for night in nights:
        press(server, place.backstage, night)
    phones.do("await", phase="intro")
    opens, reveals, late = [], [], []
    lost = 0
    paths = [f"/nights/{night.id}/answer" for night in nights for _ in night.phones]
    for number in (1, 2, 3):
        opens.append(_all_pressed(phones, server, place, nights, "question"))
        time.sleep(_REST)
        burst = phones.do("answer", path=paths, number=number, within=5.0, options=OPTIONS)
        late.append(burst["p99"] or 1e9)
        stored = sum(len(place.backstage.given(night, number)) for night in nights)
        lost += abs(len(burst["acknowledged"]) - stored) + len(paths) - stored
        reveals.append(_all_pressed(phones, server, place, nights, "reveal"))
        time.sleep(_REST)
    phones.leave()
    server.stop()
    name = f"{place.name}, {count} nights of {seats}"
    answered, at_once = sorted(late)[1], sorted(opens)[1]
    return [
        Measure(
            f"{name}: answers over 5 s, acknowledged, p99", round(answered, 1), "ms", "<= 15",
            met=answered <= 15,
        ),
        Measure(
            f"{name}: all hosts press at once, p99 of the phones", round(at_once, 1), "ms",
            "<= 250", "prototype: 426-577 ms", met=at_once <= 250,
        ),
        Measure(
            f"{name}: all hosts reveal at once, p99 of the phones", round(sorted(reveals)[1], 1),
            "ms", "",
        ),
        Measure(f"{name}: lost or refused", lost, "", "0", met=lost == 0),
    ]  # fmt: skip


def _all_pressed(
    phones: Phones, server: Server, place: Place, nights: list[Night], phase: str
) -> float:
    """Press Next in all nights at once; return the ms until 99 of 100 phones show what comes."""
    pressing = _together(server, place, nights)
    began = time.clock_gettime(time.CLOCK_REALTIME)
    phones.tell("await", phase=phase)
    pressing()
    told = phones.told()
    if told["count"] < sum(len(night.phones) for night in nights):
        raise RuntimeError(f"only {told['count']} phones were shown the {phase}")
    return float(told["p99"] - began) * 1000


def _together(server: Server, place: Place, nights: list[Night]) -> Callable[[], None]:
    """Return what presses for all nights at once: the requests are written before."""
    requests = []
    for night in nights:
        body = urlencode({"command": "next", "version": place.backstage.version(night)})
        sock = socket.create_connection(("127.0.0.1", server.port))
        head = (
            f"POST /nights/{night.id}/do HTTP/1.1\r\nHost: localhost\r\nCookie: {night.host}\r\n"
            f"Sec-Fetch-Site: same-origin\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n"
        )
        requests.append((sock, (head + body).encode()))

    def go() -> None:
        for sock, request in requests:
            sock.sendall(request)
        for sock, _ in requests:
            while sock.recv(65_536):
                pass
            sock.close()

    return go


def back(place: Place, count: int = 5_000) -> list[Measure]:
    """Measure how soon everybody is back after a kill in mid-question, with what was saved."""
    night = place.backstage.night(count)
    server = place.serve()
    with _phones(server, night) as phones:
        press(server, place.backstage, night)
        phones.do("await", phase="intro")
        _pressed(phones, place, server, night, "question")
        path = f"/nights/{night.id}/answer"
        told = phones.do("answer", path=path, number=1, within=3.0, options=OPTIONS)
        server.kill()
        began = time.clock_gettime(time.CLOCK_REALTIME)
        server.start()
        opened = time.clock_gettime(time.CLOCK_REALTIME)
        come = phones.do("back")
        stored = place.backstage.given(night, 1)
    server.stop()
    lost = sum(night.seats[at] not in stored for at in told["acknowledged"])
    return [
        Measure(
            f"{place.name}, {count:,} streams back after a kill", round(come["last"], 2), "s",
            "<= 2", "prototype: 1.0-1.9 s", met=come["count"] == count and come["last"] <= 2.0,
        ),
        Measure(f"{place.name}: kill to open again", round(opened - began, 2), "s", ""),
        Measure(f"{place.name}: acknowledged and lost by the kill", lost, "", "0", met=lost == 0),
    ]  # fmt: skip


def bus(place: Place, count: int = 1_000) -> list[Measure]:
    """Measure how late news is when Valkey is dead and the database alone tells."""
    night = place.backstage.night(count)
    server = place.serve()
    with _phones(server, night) as phones:
        press(server, place.backstage, night)
        phones.do("await", phase="intro")
        place.kill_bus()
        late = []
        for number in (1, 2, 3):
            late.append(_pressed(phones, place, server, night, "question"))
            path = f"/nights/{night.id}/answer"
            phones.do("answer", path=path, number=number, within=1.0, options=OPTIONS)
            late.append(_pressed(phones, place, server, night, "reveal"))
    server.stop()
    worst = max(late) / 1000
    return [
        Measure(
            f"{place.name}, Valkey dead: press to p99 of the phones, worst of {len(late)}",
            round(worst, 2), "s", "<= 1.1", "prototype: 0.5 s", met=worst <= 1.1,
        )
    ]  # fmt: skip


def start(place: Place) -> list[Measure]:
    """Measure from the command to the first page."""
    took = []
    for _ in range(3):
        began = time.monotonic()
        server = place.serve()
        server.ask("GET", "/", "")
        took.append(time.monotonic() - began)
        server.stop()
    best = min(took)
    return [
        Measure(
            f"{place.name}: start to the first page", round(best, 2), "s", "<= 1.0",
            met=best <= 1.0,
        )
    ]  # fmt: skip


def main() -> int:
    """Measure and show."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--json", action="store_true")
    reader.add_argument("--quick", action="store_true", help="a tenth of everybody")
    reader.add_argument("sections", nargs="*")
    asked = reader.parse_args()
    share = 10 if asked.quick else 1
    wanted = set(asked.sections) or {"fanout", "answers", "rooms", "back", "bus", "start"}
    rows: list[Measure] = []
    with tempfile.TemporaryDirectory() as folder:
        if "fanout" in wanted:
            for count in (1_000, 5_000, 8_000):
                rows += fanout.measure(count // share, 10, Path(folder))
        for place in places(Path(folder)):
            note(place.name)
            if "start" in wanted and place.is_alone:
                rows += start(place)
            for count, within, alone, pair in _ACKS if "answers" in wanted else ():
                rows += answers(place, count // share, within, alone if place.is_alone else pair)
            if "rooms" in wanted:
                rows += rooms(place, 300 // share)
            if "back" in wanted:
                rows += back(place, 5_000 // share)
            if "bus" in wanted and not place.is_alone:
                rows += bus(place, 1_000 // share)
    return show("A night under load", rows, as_json=asked.json)


if __name__ == "__main__":
    sys.exit(main())
