"""A night to measure: a pack of sums, a server in its own process, seats by the thousand."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from benchmarks.common import ROOT
from quiz.night.model import Rules
from quiz.services import catalog
from quiz.services.house import House, open_house
from quiz.services.nights import access, pages, planning
from quiz.services.nights.desk import NightDraft, RoundDraft
from quiz.settings import read_settings
from quiz.store import night_answers as answer_rows
from quiz.store import seats as seat_rows
from quiz.store.night_records import SeatRecord

QUESTIONS = 10
OPTIONS = 4
_PACK = "sums"


@dataclass(frozen=True)
class Night:
    """A night with its seats: what a host and the phones hold."""

    id: str
    host: str
    seats: tuple[str, ...]
    phones: tuple[str, ...]

    @property
    def stream(self) -> str:
        """Where a phone watches."""
        return f"/nights/{self.id}/stream?as=player"


class Server:
    """``quiz serve`` as a child; it can be killed and started again on its port."""

    def __init__(self, data: Path, settings: dict[str, str], workers: int = 1) -> None:
        self.data = data
        self.settings = settings
        self.workers = workers
        self.port = 0
        self.start()

    def start(self) -> None:
        """Start, and wait until it is open."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
        own = {"QUIZ_DATA": str(self.data), "QUIZ_PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        self.child = subprocess.Popen(
            [sys.executable, "-m", "quiz", "serve", "--workers", str(self.workers)],
            cwd=ROOT,
            env=kept | own | self.settings,
            stdout=subprocess.PIPE,
            text=True,
        )
        for line in self.child.stdout or ():
            if found := re.search(r"http://[\w.]+:(\d+)", line):
                self.port = int(found[1])
                return
        raise RuntimeError("the server did not start")

    def kill(self) -> None:
        """End it and its workers without a word, as when the power goes."""
        workers = list(_children(self.child.pid))
        self.child.kill()
        for pid in workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.child.wait()

    def stop(self) -> None:
        """Close it politely."""
        self.child.terminate()
        self.child.wait(timeout=30)
        if self.child.stdout:
            self.child.stdout.close()

    def memory(self) -> float:
        """Return what it and its workers hold, in kB."""
        pids = [self.child.pid, *_children(self.child.pid)]
        return float(sum(_resident(pid) for pid in pids))

    def ask(self, method: str, path: str, cookie: str, form: dict[str, Any] | None = None) -> str:
        """Ask as a browser does; return the body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
        body = urlencode(form) if form is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:500]}")
        return text


class Backstage:
    """The same house, opened beside the server, to make nights and to look into the database."""

    def __init__(self, data: Path, settings: dict[str, str]) -> None:
        self.house: House = open_house(read_settings({"QUIZ_DATA": str(data), **settings}, data))
        _write_pack(data)
        catalog.load(self.house)
        app = Flask("cookies")
        app.secret_key = self.house.secret_key
        self._signer = SecureCookieSessionInterface().get_signing_serializer(app)

    def night(self, seats: int, scoring: str = "speed", seconds: int = 60) -> Night:
        """Make a night of ten sums with so many seats; 0 seconds are no limit."""
        rules = Rules(scoring=scoring, end_early=False, auto_reveal=True, capacity=5000)  # type: ignore[arg-type]
        draft = NightDraft(
            "Sums",
            (RoundDraft("Sums", "speed", _PACK, QUESTIONS, seconds),),
            rules,
        )
        hosted = planning.create(self.house, draft, None)
        tokens = [access.new_token() for _ in range(seats)]
        now = self.house.clock()
        ids = [f"{hosted.night_id}{place:05d}"[-16:] for place in range(seats)]
        with self.house.store.writing() as tx:
            for place, (seat_id, token) in enumerate(zip(ids, tokens, strict=True)):
                seat_rows.add(tx, _seat(hosted.night_id, seat_id, token, place, now))
        return Night(
            hosted.night_id,
            self._cookie({"hosting": {hosted.night_id: hosted.host_key}}),
            tuple(ids),
            tuple(self._cookie({"seats": {hosted.night_id: token}}) for token in tokens),
        )

    def version(self, night: Night) -> int:
        """Return the version a host's command has to name."""
        return pages.stage(self.house, night.id).head.version

    def given(self, night: Night, number: int) -> dict[str, tuple[str, ...]]:
        """Return what is on disk of a question, by seat."""
        with self.house.store.reading() as tx:
            rows = answer_rows.of_question(tx, night.id, number)
            return {row.seat_id: row.given for row in rows}

    def credits(self, night: Night, number: int) -> list[tuple[float, float, float]]:
        """Return raw, used and credit of every answer to a question, seconds."""
        with self.house.store.reading() as tx:
            rows = answer_rows.of_question(tx, night.id, number)
            return [(row.raw, row.used, row.credit) for row in rows]

    def _cookie(self, session: dict[str, Any]) -> str:
        assert self._signer
        return f"greenroom={self._signer.dumps({'_permanent': True, **session})}"


def press(server: Server, backstage: Backstage, night: Night) -> None:
    """Press Next, as the host does."""
    form = {"command": "next", "version": backstage.version(night)}
    server.ask("POST", f"/nights/{night.id}/do", night.host, form)


def _write_pack(data: Path) -> None:
    lines = ["format: 1", f"id: {_PACK}", "title: Sums", "license: CC0-1.0", "questions:"]
    for n in range(1, 61):
        lines += [
            f"- id: sum-{n}",
            f"  ask: How much is {n} and {2 * n + 1}, to the nearest whole number?",
            f"  answer: It is {3 * n + 1}",
            f"  wrong: [It is {3 * n}, It is {3 * n + 2}, It is {3 * n + 10}]",
            "  explain: Add the two; there is nothing to round.",
        ]
    (data / "packs" / f"{_PACK}.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def _seat(night_id: str, seat_id: str, token: str, place: int, now: Any) -> SeatRecord:
    return SeatRecord(
        id=seat_id,
        night_id=night_id,
        token_hash=access.hash_of(token),
        rescue_hash=access.hash_of(f"rescue {seat_id}"),
        device_hash=access.hash_of(f"device {seat_id}"),
        name=f"Player {place}",
        name_key=f"player{place}",
        status="in",
        joined_at=now,
    )


def _children(pid: int) -> Iterable[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    for child in map(int, told):
        yield child
        yield from _children(child)


def _resident(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("ascii"))
    return int(found[1]) if found else 0


class Phones:
    """The phones as a child process; see ``benchmarks.phones``."""

    def __init__(self) -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.phones"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, do: str, **more: Any) -> None:
        """Give an order; ``told`` waits until it is carried out."""
        assert self.child.stdin
        self.child.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self.child.stdin.flush()

    def told(self) -> dict[str, Any]:
        """Return how the order went."""
        assert self.child.stdout
        line = self.child.stdout.readline()
        if not line:
            raise RuntimeError("the phones are gone")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def do(self, order: str, **more: Any) -> dict[str, Any]:
        """Give an order and wait."""
        self.tell(order, **more)
        return self.told()

    def leave(self) -> None:
        """Go home."""
        self.tell("leave")
        self.child.wait(timeout=20)
