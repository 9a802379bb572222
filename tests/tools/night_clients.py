"""Phones at a night, over real HTTP, that answer and remember; the host is in ``night_host``.

A phone numbers its changes and sends one again and again until it is told something, as the page's
own script does. It remembers what it sent and what it was told, for ``night_ledger`` to compare
with what is on disk.
"""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlencode

TRY_AGAIN = 0.05
_GONE = (OSError, http.client.HTTPException)


class AwayError(Exception):
    """Nobody answered, or the answer broke off: nothing is known."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came back."""

    status: int
    text: str
    to: str = ""


class Browser:
    """Keeps cookies and one connection; after a failure the next request opens another.

    ``source`` is the address to come from: on Linux every 127.x.y.z is one of this machine's.
    """

    def __init__(self, port: int, *, source: str = "", agent: str = "", patience: float = 10):
        self.port = port
        self.cookies: dict[str, str] = {}
        self.agent = agent
        self.patience = patience
        self.source = source
        self._line: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, form: dict[str, Any] | None = None, **more: str) -> Told:
        """Ask once. Raises AwayError."""
        site = f"http://127.0.0.1:{self.port}"
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **more}
        if self.agent:
            headers["User-Agent"] = self.agent
        body = None
        if form is not None:
            body = urlencode(form, doseq=True)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": site}
        try:
            if self._line is None:
                self._line = self.dial(self.patience)
            self._line.request(method, path, body, headers)
            answer = self._line.getresponse()
            text = answer.read().decode()
        except _GONE as error:
            self.hang_up()
            raise AwayError(str(error)) from error
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Told(answer.status, text, answer.headers.get("Location", ""))

    def dial(self, patience: float) -> http.client.HTTPConnection:
        """Return a connection of its own, as this browser would make it."""
        source = (self.source, 0) if self.source else None
        return http.client.HTTPConnection("127.0.0.1", self.port, patience, source_address=source)

    def hang_up(self) -> None:
        """Let go of the connection."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def get(self, path: str, **more: str) -> Told:
        """Load a page."""
        return self.ask("GET", path, **more)

    def post(self, path: str, form: dict[str, Any], **more: str) -> Told:
        """Send a form."""
        return self.ask("POST", path, form, **more)


@dataclass(slots=True)
class Phone:
    """A player, and all that was said between phone and server.

    ``sent[number][revision]`` is the place that was chosen, ``saved[number]`` the highest revision
    that was acknowledged, ``refused`` what was told not to count, ``unsure`` what was told nothing;
    ``words`` are the last in which it was told no.
    """

    browser: Browser
    night_id: str
    dice: Random
    seat: str = ""
    number: int = 0
    phase: str = ""
    stop: threading.Event = field(default_factory=threading.Event)
    gate: threading.Event = field(default_factory=threading.Event)
    idle: threading.Event = field(default_factory=threading.Event)
    sent: dict[int, dict[int, str]] = field(default_factory=dict)
    saved: dict[int, int] = field(default_factory=dict)
    refused: set[tuple[int, int]] = field(default_factory=set)
    unsure: set[tuple[int, int]] = field(default_factory=set)
    told_at: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    words: str = ""

    def join(self, code: str, name: str) -> Phone:
        """Take a seat."""
        told = self.browser.post(f"/j/{code}", {"name": name})
        assert told.status == 303, notice(told.text)
        self.seat = self.mine()["seat"]
        return self

    def mine(self) -> dict[str, Any]:
        """Return what the server says is this seat's own: number, revision, given, points."""
        self.browser.hang_up()  # the server may have gone since the last request
        told = self.browser.get(f"/nights/{self.night_id}/play")
        assert told.status == 200, told.text
        return mine_in(told.text)

    def answer(self, place: str | None = None, *, patience: float | None = None) -> str:
        """Give one answer, again and again until something is told, or time is up.

        Returns ``saved``, ``refused`` or ``unsure``.
        """
        number, place = self.number, place or str(self.dice.randrange(3))
        changes = self.sent.setdefault(number, {})
        revision = len(changes) + 1
        changes[revision] = place
        until = None if patience is None else time.monotonic() + patience
        while until is None or time.monotonic() < until:
            try:
                told = self.post(number, revision, place)
            except AwayError:
                told = Told(0, "")
            self.statuses.append(told.status)
            if told.status == 200:
                self._saved(number, revision, json.loads(told.text))
                return "saved"
            self.words = told.text or self.words
            if 400 <= told.status < 500:
                self.refused.add((number, revision))
                return "refused"
            if self.stop.wait(TRY_AGAIN):
                break
        self.unsure.add((number, revision))
        return "unsure"

    def post(self, number: int, revision: int, place: str) -> Told:
        """Send an answer once. Raises AwayError."""
        form = {"number": number, "choice": place, "ms": "900", "revision": revision}
        return self.browser.post(f"/nights/{self.night_id}/answer", form)

    def _saved(self, number: int, revision: int, told: dict[str, Any]) -> None:
        self.told_at.append(time.monotonic())
        self.saved[number] = max(self.saved.get(number, 0), revision)
        if told != {"revision": revision, "given": [self.sent[number][revision]]}:
            self.wrong.append(f"{self.seat}: sent {number}/{revision}, was told {told}")

    def play(self, rest: float = 0.0) -> None:
        """Change the answer again and again while the gate is open, until it is to stop."""
        while not self.stop.is_set():
            if not self.gate.is_set() or not self.number or self.phase != "question":
                self.idle.set()
                self.gate.wait(TRY_AGAIN)
                self.stop.wait(0 if self.phase == "question" else TRY_AGAIN / 5)
                continue
            self.idle.clear()
            if self.answer() == "refused":
                self.stop.wait(TRY_AGAIN)
            self.stop.wait(rest)
        self.idle.set()

    def hear(self, page: str) -> None:
        """Note what is on."""
        self.number = int(data_of(page, "number") or 0)
        self.phase = data_of(page, "phase")


def mine_in(page: str) -> dict[str, Any]:
    """Read what a page says of the seat whose it is."""
    tag = re.search(r'<div id="me"[^>]*data-given=\'([^\']*)\'[^>]*>', page)
    assert tag, page
    points = re.search(r'class="bar-points num">([^<]*)<', page)
    return {
        "seat": data_of(tag[0], "seat"),
        "number": int(data_of(tag[0], "number") or 0),
        "revision": int(data_of(tag[0], "revision") or 0),
        "given": json.loads(tag[1].replace("&#34;", '"')),
        "points": points[1] if points else "",
    }


def notice(page: str) -> str:
    """Return what a page says is wrong, to be shown by a test that fails."""
    return " ".join(re.findall(r'role="alert">([^<]*)<', page)) or page[:200]


def data_of(text: str, name: str) -> str:
    """Return the first attribute of that name in a page."""
    found = re.search(rf'data-{name}="([^"]*)"', text)
    return found[1] if found else ""
