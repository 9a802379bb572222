"""Threads beside the greenlets, for what would make all of them wait: disks, locks, passwords."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from gevent.threadpool import ThreadPool

from quiz.store.engine import Offload

T = TypeVar("T")


def offloader(threads: int) -> Offload:
    """Return a function that does work on one of so many threads while other greenlets go on."""
    pool = ThreadPool(threads)

    def offload(work: Callable[[], T], /) -> T:
        # An error comes back as a value: gevent would print it, though we are going to tell it.
        done: list[T] = []
        error: Exception | None = pool.apply(_attempt, (work, done))
        if error is not None:
            raise error
        return done[0]

    return offload


def _attempt(work: Callable[[], T], done: list[T]) -> Exception | None:
    try:
        done.append(work())
    except Exception as error:  # noqa: BLE001 - raised again where the work was wanted
        return error
    return None
