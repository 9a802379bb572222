"""Several processes that serve together: a parent that keeps them running, and nothing else.

Each worker is ``quiz serve`` as it is alone, on the same port (the system spreads the visitors
over those who listen); what one of them is told, the others hear of over the bus.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field

import click
import gevent
from gevent.event import Event

from quiz.cli import descriptors, welcome
from quiz.cli.wsgi import CLOSING_SECONDS
from quiz.errors import BadInputError, QuizError
from quiz.services import catalog
from quiz.services.house import open_house
from quiz.settings import Settings

READY = "ready"
_FIRST_WAIT, _LONGEST_WAIT = 0.2, 10.0
_LONG_LIFE = 10.0
_MOST_TRIES = 3
_log = logging.getLogger(__name__)


def supervise(settings: Settings) -> None:
    """Run so many workers until SIGTERM or Ctrl+C; another takes the place of one that ends.

    Raises QuizError when a setting is missing, the port is taken, or no worker comes to serving.
    """
    _check(settings)
    closing = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(sign, closing.set)
    _prepare(settings)
    welcome.warn_of_room(descriptors.told(descriptors.make_room()))
    place = welcome.reserve(settings)
    port = place.getsockname()[1]
    crew = _Crew(port, closing)
    keepers = [gevent.spawn(crew.keep, number) for number in range(settings.workers)]
    gevent.wait([closing, crew.is_open], count=1)
    if crew.is_open.is_set():
        welcome.tell(settings.host, port)
    closing.wait()
    click.echo("Greenroom closes …")
    crew.stop()
    gevent.joinall(keepers, timeout=CLOSING_SECONDS + 3)
    crew.stop(signal.SIGKILL)
    gevent.joinall(keepers)
    place.close()
    if not crew.is_open.is_set() and crew.has_failed:
        raise QuizError("No worker came to serving; what each of them said is above.")


def say_ready() -> None:
    """Tell the parent that this worker serves."""
    print(READY, flush=True)  # noqa: T201 - the parent reads it


def close_with_parent(closing: Event) -> None:
    """Set ``closing`` when the parent is gone without a word: nobody could stop us any more."""
    gevent.spawn(_stay_with, os.getppid(), closing)


def _stay_with(parent: int, closing: Event) -> None:
    while os.getppid() == parent:
        gevent.sleep(1)
    closing.set()


def _check(settings: Settings) -> None:
    missing = [
        name
        for name, is_set in (
            ("QUIZ_DATABASE_URL (a PostgreSQL: postgresql://…)", _is_postgres(settings)),
            ("QUIZ_BUS_URL (a Redis or Valkey: redis://…)", bool(settings.bus_url)),
        )
        if not is_set
    ]
    if missing:
        told = f"{settings.workers} workers want what they share. Set " + " and ".join(missing)
        raise BadInputError(f"{told}, or serve with one.")
    if not hasattr(socket, "SO_REUSEPORT"):
        raise BadInputError("This system lets only one process listen on a port: serve with one.")


def _is_postgres(settings: Settings) -> bool:
    return settings.database_url.startswith("postgresql")


def _prepare(settings: Settings) -> None:
    """Bring the database up to date and read the packs, once for all."""
    house = open_house(settings)
    try:
        welcome.warn(catalog.load(house))
    finally:
        house.bus.close()
        house.store.close()


@dataclass(slots=True)
class _Crew:
    """The workers that run."""

    port: int
    closing: Event
    is_open: Event = field(default_factory=Event)
    has_failed: bool = False
    running: dict[int, subprocess.Popen[str]] = field(default_factory=dict)

    def keep(self, number: int) -> None:
        """See that worker ``number`` runs, again and again, but not in a tight loop."""
        wait, tries = _FIRST_WAIT, 0
        while not self.closing.is_set():
            started = time.monotonic()
            status = self._run(number)
            if self.closing.is_set():
                return
            tries += 1
            if not self.is_open.is_set() and tries == _MOST_TRIES:
                self.has_failed = True
                self.closing.set()
                return
            wait = _FIRST_WAIT if time.monotonic() - started > _LONG_LIFE else wait
            _log.warning("worker %d ended (%d); another starts in %.1f s", number, status, wait)
            self.closing.wait(wait)
            wait = min(wait * 2, _LONGEST_WAIT)

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """Send ``sign`` to all who run."""
        for process in self.running.values():
            process.send_signal(sign)

    def _run(self, number: int) -> int:
        with subprocess.Popen(
            [sys.executable, "-m", "quiz", "serve", "--worker"],
            env=os.environ | {"QUIZ_PORT": str(self.port)},
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            self.running[number] = process
            if self.closing.is_set():
                process.terminate()
            for line in process.stdout or ():
                if line.strip() == READY:
                    self.is_open.set()
                else:
                    click.echo(line, nl=False)
        del self.running[number]
        return process.returncode
