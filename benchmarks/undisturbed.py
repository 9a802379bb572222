"""A night in play while somebody else does heavy work on the same server.

    python -m benchmarks.undisturbed [--json] [--phones N] [--count N] [--all-files]

Twenty phones with open streams answer again and again on ``quiz serve`` (one process, SQLite). A
person with an account meanwhile uploads hostile files one after the other, then files of 5,000
questions, looks at them, saves them, takes them along in every way, has them analysed, and writes a
long file of moments. What counts is how long an answer waits for its acknowledgement then, against
the same phones when nobody works; that none is lost, and that no stream is cut.
Exits with 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import http.client
import re
import secrets
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.common import Measure, note, show
from benchmarks.nights import OPTIONS, Backstage, Night, Server, press
from benchmarks.pack_files import file_of, pack_of
from quiz.packs.formats import registry
from tests.tools.hostile import files as hostile_files

COUNT = 5_000
MOST_TIMES = 5.0  # so much longer may 99 of 100 acknowledgements take, and
SPARED = 50.0  # ms: as long as nobody feels it, it may be more
_WORST = ("bomb.zip", "texts.xlsx", "tall.xlsx", "deep.json", "zeros.bin", "laughs.yaml")
_QUIET = 5.0  # s in which nobody works
_REST = 0.1  # s between two answers of a phone


@dataclass(slots=True)
class Phone:
    """Answers without end; ``waits`` are seconds by when the answer was sent."""

    port: int
    night: Night
    place: int
    waits: list[tuple[float, float]] = field(default_factory=list)
    saved: int = 0
    refused: int = 0
    cut: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def play(self) -> None:
        """Answer, rest, answer anew, until it is to stop."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        path, cookie = f"/nights/{self.night.id}/answer", self.night.phones[self.place]
        for revision in range(1, 1_000_000):
            form = {"number": 1, "choice": revision % OPTIONS, "ms": 900, "revision": revision}
            head = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin",
                    "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
            sent = time.monotonic()
            line.request("POST", path, urlencode(form), head)
            answer = line.getresponse()
            answer.read()
            self.waits.append((sent, time.monotonic() - sent))
            if answer.status == 200:
                self.saved = revision
            else:
                self.refused += 1
            if self.stop.wait(_REST):
                break
        line.close()

    def watch(self) -> None:
        """Keep a stream open; note if it ends before it is to."""
        sock = socket.create_connection(("127.0.0.1", self.port))
        head = f"GET {self.night.stream} HTTP/1.1\r\nHost: localhost\r\nCookie: "
        sock.sendall(f"{head}{self.night.phones[self.place]}\r\n\r\n".encode())
        sock.settimeout(0.5)
        while not self.stop.is_set():
            try:
                if not sock.recv(65_536):
                    self.cut += 1
                    break
            except TimeoutError:
                continue
        sock.close()


class Author:
    """Somebody with an account and heavy wishes."""

    def __init__(self, port: int) -> None:
        """Make the account."""
        self.port, self.cookie = port, ""
        self.send("/sign-up", {"username": "Alice", "password": secrets.token_hex(8)}, "/sign-up")

    def get(self, path: str) -> str:
        """Load a page or a file."""
        return self._ask("GET", path, b"", "")[2]

    def send(self, path: str, form: dict[str, Any], page: str) -> str:
        """Send a form with the token of a page; return where that leads, or nothing."""
        sent = urlencode({**form, "csrf_token": self.token(page)}).encode()
        return self._ask("POST", path, sent, "application/x-www-form-urlencoded")[1]

    def upload(self, data: bytes, name: str) -> str:
        """Upload a file of a pack; return where its report is, nothing when it is refused."""
        mark = "fifty-dashes"
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n'
            f"{self.token('/packs/upload')}\r\n--{mark}\r\nContent-Disposition: form-data; "
            f'name="file"; filename="{name}"\r\n\r\n'.encode(),
            data,
            f"\r\n--{mark}--\r\n".encode(),
        ]
        told = self._ask(
            "POST", "/packs/upload", b"".join(parts), f"multipart/form-data; boundary={mark}"
        )
        return told[1]

    def token(self, page: str) -> str:
        """Return the token of the forms of a page."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page))
        assert found, page
        return found[1]

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> tuple[int, str, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        head = {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"}
        if kind:
            head["Content-Type"] = kind
        line.request(method, path, body or None, head)
        answer = line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
        self.cookie = cookie or self.cookie
        line.close()
        if answer.status >= 500:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]}")
        return answer.status, answer.headers.get("Location", ""), text


def works(
    author: Author, count: int, *, all_files: bool
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give what an author does, one thing after the other, by name."""
    bad = [one for one in hostile_files() if all_files or one.name in _WORST]
    yield "hostile files", lambda: [author.upload(one.data, one.name) for one in bad]
    pack = pack_of(count)
    told: dict[str, str] = {}

    def upload(name: str) -> Callable[[], object]:
        form = registry.named(name)
        assert form is not None
        data = file_of(name, pack)
        return lambda: told.update(at=author.upload(data, f"big{form.ending}"))

    for name in ("xlsx", "csv", "moodle", "json"):
        yield f"{count:,} questions as {name}", upload(name)
    yield "their report", lambda: author.get(told["at"])

    def save() -> None:
        told["pack"] = author.send(told["at"], {"title": "Big", "license": "CC0-1.0"}, told["at"])
        told["id"] = told["pack"].removeprefix("/packs/")

    yield "saving them", save
    for name, path in (
        ("their page", "{pack}"), ("their editor", "{pack}/edit"),
        ("what each format loses", "{pack}/download"), ("analysis", "{pack}/analysis"),
        ("analysis as a table", "{pack}/analysis.csv"), ("as xlsx", "{pack}/download/xlsx"),
        ("as zip", "{pack}/download/zip"), ("as QTI", "{pack}/download/qti"),
        ("a night of them", "/host?pack={id}"),
    ):  # fmt: skip
        yield name, partial(lambda path: author.get(path.format(**told)), path)
    yield (
        "a round of them",
        lambda: author.send(
            "/rounds", {"pack": told["id"], "length": "10", "timer": "0"}, "/sign-in"
        ),
    )

    def moments() -> None:
        at = author.send("/moments", {"begin": "empty", "title": "Long"}, "/moments")
        revision = re.search(r'name="revision" value="(\d+)"', author.get(at))
        form = {"text": long_moments(), "revision": revision[1] if revision else "0"}
        author.send(f"{at}/text", form, at)
        author.get(at)

    yield "a long file of moments", moments


def long_moments(count: int = 400) -> str:
    """Return a file of so many moments about as many people, small enough for a form."""
    lines = ["format: 1", "id: long", "title: Long", "license: CC0-1.0", "things:",
             "  gala: {name: gala, type: event, article: the}"]  # fmt: skip
    lines += [f"  p{n}: {{name: Ann Number {n}, type: person}}" for n in range(count)]
    lines.append("moments:")
    lines += [f"- {{won: Prize {n}, winner: p{n}, at: gala, year: {1600 + n}}}"
              for n in range(count)]  # fmt: skip
    return "\n".join(lines) + "\n"


def measure(folder: Path, phones: int, count: int, *, all_files: bool) -> list[Measure]:
    """Hold a night, work beside it, and compare."""
    backstage = Backstage(folder, {})
    night = backstage.night(phones, seconds=0)
    server = Server(folder, {})
    players = [Phone(server.port, night, place) for place in range(phones)]
    author = Author(server.port)
    press(server, backstage, night)
    press(server, backstage, night)
    threads = [threading.Thread(target=work) for one in players for work in (one.play, one.watch)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    spans = [("nobody works", *_timed(lambda: time.sleep(_QUIET)))]
    for name, work in works(author, count, all_files=all_files):
        note(name)
        spans.append((name, *_timed(work)))
        time.sleep(0.5)
    for one in players:
        one.stop.set()
    for thread in threads:
        thread.join()
    stored = backstage.given(night, 1)
    server.stop()
    backstage.house.store.close()
    usual = _late(players, spans[0])
    rows = [_row(span, _late(players, span), usual) for span in spans]
    lost = sum(
        stored.get(night.seats[one.place]) is None or not one.saved for one in players
    ) + sum(one.refused for one in players)
    cut = sum(one.cut for one in players)
    return [
        *rows,
        Measure("answers lost or refused", lost, "", "0", met=lost == 0),
        Measure("streams cut", cut, "", "0", met=cut == 0),
    ]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    began = time.monotonic()
    work()
    return began, time.monotonic()


def _late(players: list[Phone], span: tuple[str, float, float]) -> list[float]:
    """Return the ms that answers waited that were under way then, the shortest first."""
    _name, began, ended = span
    return sorted(
        1000 * wait for one in players for sent, wait in one.waits
        if sent < ended and sent + wait > began
    ) or [0.0]  # fmt: skip


def _row(span: tuple[str, float, float], late: list[float], usual: list[float]) -> Measure:
    name, began, ended = span
    worst, before = _p99(late), _p99(usual)
    told = f"p50 {late[len(late) // 2]:.0f} ms, longest {late[-1]:.0f} ms, in {ended - began:.1f} s"
    if late is usual or name == "nobody works":
        return Measure(f"{name}: acknowledged, p99", round(worst, 1), "ms", "", told)
    most = max(MOST_TIMES * before, before + SPARED)
    return Measure(
        f"{name}: acknowledged, p99", round(worst, 1), "ms", f"<= {most:.0f}", told,
        met=worst <= most,
    )  # fmt: skip


def _p99(late: list[float]) -> float:
    return late[min(len(late) - 1, int(len(late) * 0.99))]


def main() -> int:
    """Measure and show."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--json", action="store_true")
    reader.add_argument("--phones", type=int, default=20)
    reader.add_argument("--all-files", action="store_true", help="every hostile file there is")
    reader.add_argument("--count", type=int, default=COUNT)
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), asked.phones, asked.count, all_files=asked.all_files)
    return show("A night beside heavy work", rows, as_json=asked.json)


if __name__ == "__main__":
    sys.exit(main())
