"""Group commit: what many wish to write at one time is written in one transaction.

The first who comes waits a moment for company, writes for all who came meanwhile, and tells each
how it went; while one group is being written, the next gathers. There is no thread of its own: it
works alike with threads and with greenlets. Nobody is told before the commit.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from threading import Event, Lock
from types import TracebackType
from typing import Any, TypeVar

from quiz.errors import StorageError

GATHER_SECONDS = 0.005

T = TypeVar("T")
R = TypeVar("R")
_log = logging.getLogger(__name__)


class _Entry:
    __slots__ = ("done", "error", "item", "outcome", "trace")

    def __init__(self, item: Any) -> None:
        self.item = item
        self.done = Event()
        self.outcome: Any = None
        self.error: BaseException | None = None
        self.trace: TracebackType | None = None

    def tell(self, outcome: Any) -> None:
        if isinstance(outcome, BaseException):
            self.error, self.trace = outcome, outcome.__traceback__
        else:
            self.outcome = outcome
        self.done.set()


class Batch:
    """A line of those who wish to write; ``gather`` is how long the first waits, in seconds.

    One group is written at a time, in the order its members came.
    """

    def __init__(self, gather: float = GATHER_SECONDS) -> None:
        self._gather = gather
        self._lock = Lock()  # guards the two below
        self._waiting: list[_Entry] = []
        self._is_led = False
        self._writing = Lock()

    def submit(
        self,
        item: T,
        write: Callable[[Sequence[T]], Sequence[R | Exception]],
        after: Callable[[Sequence[T]], None] = lambda _: None,
    ) -> R:
        """Have an item written together with others; return what ``write`` says of it.

        ``write`` returns an outcome for each item in order: an error is that item's own and is
        raised here. When ``write`` itself raises, nothing was written, and all of the group get
        that error. ``after`` is called once all of the group have been told; it fails for nobody.
        All who submit to one batch bring the same functions.
        """
        entry = _Entry(item)
        with self._lock:
            self._waiting.append(entry)
            leads = not self._is_led
            self._is_led = True
        if leads:
            self._lead(write, after)
        entry.done.wait()
        if entry.error is not None:
            # All of the group raise the same one, and each would add its own steps to it.
            raise entry.error.with_traceback(entry.trace)
        outcome: R = entry.outcome
        return outcome

    def _lead(
        self,
        write: Callable[[Sequence[Any]], Sequence[Any]],
        after: Callable[[Sequence[Any]], None],
    ) -> None:
        entries: list[_Entry] = []
        try:
            time.sleep(self._gather)
            with self._writing:
                entries = self._drain()
                outcomes = write([entry.item for entry in entries])
        except Exception as error:  # noqa: BLE001 - raised where each of them waits
            for entry in entries:
                entry.tell(error)
            return
        except BaseException:  # we are being stopped; the others are not to wait for ever
            for entry in entries or self._drain():
                entry.tell(StorageError("The server is stopping. Nothing was saved; try again."))
            raise
        for entry, outcome in zip(entries, outcomes, strict=True):
            entry.tell(outcome)
        try:
            after([entry.item for entry in entries])
        except Exception:  # noqa: BLE001 - what was written is written
            _log.exception("what follows a group commit failed")

    def _drain(self) -> list[_Entry]:
        with self._lock:
            entries, self._waiting = self._waiting, []
            self._is_led = False
        return entries
