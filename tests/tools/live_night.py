"""A night that is going on: a real server at one address, a host, and phones that play.

The server can be killed and started again, while phones and streams come back to it by themselves.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.tools import night_ledger
from tests.tools.night_clients import AwayError, Browser, Phone
from tests.tools.night_host import Host
from tests.tools.night_streams import Stream
from tests.tools.ports import free_port
from tests.tools.serving import Served

Start = Callable[..., Served]


@dataclass(slots=True)
class LiveNight:
    """``start`` starts a server with these settings; ``url`` is its database."""

    start: Start
    url: str
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    served: Served | None = None
    host: Host | None = None
    phones: list[Phone] = field(default_factory=list)
    streams: list[Stream] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def serve(self) -> Served:
        """Start the server, at the same address every time."""
        self.served = self.start(QUIZ_PORT=str(self.port), **self.settings)
        return self.served

    def begin(self, players: int = 20, **plan: Any) -> LiveNight:
        """Open a night, let players in, and go to the first question; they do not play yet."""
        self.host = Host(self.port, **plan)
        self.join_through(self.port, players)
        self.host.to_question()
        self.wait(lambda: all(phone.phase == "question" for phone in self.phones), "no stage came")
        return self

    def join_through(self, port: int, players: int) -> None:
        """Let players in, who reach the server by that port once they have a seat."""
        assert self.host is not None
        for place in range(len(self.phones), len(self.phones) + players):
            browser = Browser(self.port)
            phone = Phone(browser, self.host.night_id, Random(place))
            phone.join(self.host.code, f"Player {place}")
            browser.hang_up()
            if port != self.port:  # then as patient as the page's own script
                browser.port, browser.patience = port, 4
            self.phones.append(phone)
            self.streams.append(Stream(phone).open())

    def play(self, rest: float = 0.0) -> None:
        """Have everybody answer, again and again, from now on."""
        for phone in self.phones:
            phone.gate.set()
        if not self.threads:
            self.threads = [
                threading.Thread(target=phone.play, args=(rest,), daemon=True)
                for phone in self.phones
            ]
            for thread in self.threads:
                thread.start()

    def rest(self) -> None:
        """Have everybody finish what they are at, and wait."""
        for phone in self.phones:
            phone.gate.clear()
        time.sleep(0.02)
        self.wait(
            lambda: all(phone.idle.is_set() for phone in self.phones), "an answer is told nothing"
        )

    def press(self, dice: Random) -> None:
        """Have the host press Next, whatever it leads to; a server that is away is left alone."""
        assert self.host is not None
        try:
            self.host.press()
        except AwayError:
            return
        if self.host.phase != "question" and dice.random() < 0.9:
            self.press(dice)

    def next_question(self) -> None:
        """Go on to another question, and wait until every phone has it."""
        assert self.host is not None
        number = self.phones[0].number
        self.host.to_question()
        self.wait(
            lambda: all(p.phase == "question" and p.number > number for p in self.phones),
            "a phone has the question before",
        )

    def page(self) -> night_ledger.Page:
        """Read what is on disk."""
        assert self.host is not None
        return night_ledger.read(self.url, self.host.night_id)

    def faults(self) -> list[str]:
        """Compare it with what everyone was told."""
        return night_ledger.faults(self.page(), self.phones, self.host)

    def leave(self) -> None:
        """Send everybody home; the server goes on."""
        for phone in self.phones:
            phone.stop.set()
            phone.gate.set()
        for thread in self.threads:
            thread.join(20)
        for stream in self.streams:
            stream.close()
        for browser in [phone.browser for phone in self.phones] + [self.host and self.host.browser]:
            if browser:
                browser.hang_up()
        self.phones, self.streams, self.threads = [], [], []

    def wait(self, condition: Callable[[], bool], told: str, seconds: float = 90) -> None:
        """Wait until something is so."""
        until = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > until:
                raise AssertionError(f"{told}\n{self.served.told() if self.served else ''}")
            time.sleep(0.01)

    @property
    def count(self) -> int:
        """How many answers were acknowledged."""
        return sum(len(phone.told_at) for phone in self.phones)
