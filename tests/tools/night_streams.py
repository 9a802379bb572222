"""The stream of a phone: kept open, opened anew when it breaks, and what came over it."""

from __future__ import annotations

import http.client
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field

from tests.tools.night_clients import Browser, Phone

_BROKEN = (OSError, http.client.HTTPException, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class Event:
    """What came, and when (``time.monotonic``)."""

    at: float
    name: str
    data: str


@dataclass(slots=True)
class Stream:
    """Watches for a phone until it is closed. ``opened`` and ``ended`` are instants.

    ``wait`` is how many seconds to wait before coming back, as the server told last.
    """

    phone: Phone
    opened: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    is_open: bool = False
    local_port: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)
    _line: http.client.HTTPConnection | None = None
    _thread: threading.Thread | None = None

    def open(self) -> Stream:
        """Begin to watch, in a thread of its own."""
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def close(self) -> None:
        """Watch no more."""
        self._stop.set()
        self.cut()
        if self._thread is not None:
            self._thread.join(10)

    def cut(self) -> None:
        """Break the line, as a phone does that is locked; it comes back by itself."""
        line = self._line
        if line is not None and line.sock is not None:
            try:
                line.sock.shutdown(2)
            except OSError:
                return

    def _watch(self) -> None:
        while not self._stop.is_set():
            told = len(self.waits)
            with suppress(*_BROKEN):  # cut, killed, closed: it is all one
                self._read(self.phone.browser)
            if self.is_open:
                self.is_open = False
                self.ended.append(time.monotonic())
            self._stop.wait(self.waits[-1] if len(self.waits) > told else 0.1)

    def _read(self, browser: Browser) -> None:
        line = self._line = browser.dial(40)
        cookies = "; ".join(f"{k}={v}" for k, v in browser.cookies.items())
        path = f"/nights/{self.phone.night_id}/stream?as=player"
        with closing(line):
            line.request("GET", path, None, {"Cookie": cookies})
            self.local_port = line.sock.getsockname()[1]
            with closing(line.getresponse()) as answer:
                if answer.status == 200:
                    self._listen(answer)

    def _listen(self, answer: http.client.HTTPResponse) -> None:
        name, data = "", []
        for raw in answer:
            key, _, value = raw.decode().rstrip("\n").partition(": ")
            if key == "retry":
                self.waits.append(int(value) / 1000)
                if not self.is_open:
                    self.is_open = True
                    self.opened.append(time.monotonic())
            elif key == "event":
                name, data = value, []
            elif key == "data":
                data.append(value)
            elif not key and name:
                self._take(name, "\n".join(data))
                name = ""

    def _take(self, name: str, data: str) -> None:
        if name != "ping":
            self.events.append(Event(time.monotonic(), name, data))
        if name == "stage":
            self.phone.hear(data)
