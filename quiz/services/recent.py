"""What was read or worked out a moment ago, and need not be again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from threading import Lock
from typing import TypeVar, cast

T = TypeVar("T")


class Recent:
    """Keeps the values used last, ``most`` of them. A key says all that its value depends on."""

    def __init__(self, most: int = 2_000) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key, made when it is not at hand."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return cast("T", self._values[key])
        value = make()
        self._keep(key, value)
        return value

    def latest(self, key: Hashable, version: Hashable, make: Callable[[], T]) -> T:
        """Do the same with what has versions, of which only the one asked for last is kept."""
        with self._lock:
            found = self._values.get(key)
        if found is not None:
            kept, value = cast("tuple[Hashable, T]", found)
            if kept == version:
                with self._lock:
                    if key in self._values:
                        self._values.move_to_end(key)
                return value
        value = make()
        self._keep(key, (version, value))
        return value

    def _keep(self, key: Hashable, value: object) -> None:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)


class Seen:
    """Who was seen since somebody last looked: pairs of a room and a seat.

    ``written_at`` is when that was written down last.
    """

    def __init__(self) -> None:
        self.written_at: datetime | None = None
        self._seats: set[tuple[str, str]] = set()
        self._lock = Lock()

    def note(self, some: Iterable[tuple[str, str]]) -> None:
        """Note that these were seen."""
        with self._lock:
            self._seats.update(some)

    def take(self) -> set[tuple[str, str]]:
        """Return who was seen, and begin anew."""
        with self._lock:
            seats, self._seats = self._seats, set()
        return seats
