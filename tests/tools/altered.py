"""``quiz serve`` with one thing altered: ``python -m tests.tools.altered HOW serve``.

Some are mutants, which break a promise, so that the tests of it can be seen to fail:

- ``hasty``: answers are acknowledged before they are written.
- ``lax``: SQLite does not wait for the disk.
- ``naive``: the house goes by the clock on the wall, moved as ``clock`` moves it.

Others set what a test cannot: both read the file that ``ALTERED_CLOCK`` names.

- ``clock``: the clock on the wall is so many seconds off.
- ``sleeper``: so many seconds have passed, by every clock.

And one is only small and in a hurry, so that a test of it need not be long:

- ``hurried``: there are ``ALTERED_PLACES`` places, and who talks slowly is cut after a second.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def main() -> None:
    """Alter, then serve."""
    from gevent import monkey

    monkey.patch_all()
    how = sys.argv.pop(1)
    ALTERATIONS[how]()
    from quiz.cli.group import quiz

    quiz()


def hasty() -> None:
    """Tell everyone that they are saved, and only then write and commit."""
    from quiz.services.batch import Batch
    from quiz.services.nights import answers

    honest = Batch._lead

    def lead(self, write, after) -> None:
        if write.func is not answers._write:
            honest(self, write, after)
            return
        time.sleep(self._gather)
        with self._writing:
            entries = self._drain()
            house, wishes = write.args[0], [entry.item for entry in entries]
            with house.store.writing() as tx:
                desk = answers.Desk(house, tx, wishes)
                for entry in entries:
                    entry.tell(desk.attempt(entry.item))
                time.sleep(0.02)  # they are told meanwhile, and a kill has time to come
                answers.night_intake.put_last(tx, list(desk.fresh.values()))
        after(wishes)

    Batch._lead = lead  # type: ignore[method-assign]


def lax() -> None:
    """Leave it to the system when anything comes to the disk."""
    from quiz.store import engine

    engine._PRAGMAS = engine._PRAGMAS.replace("synchronous = FULL", "synchronous = OFF")


def clock() -> None:
    """Move the clock on the wall, for whoever asks for it in Python."""
    import datetime as dt

    real_datetime, real_time, real_gettime = dt.datetime, time.time, time.clock_gettime  # noqa: TID251 - it is what is altered

    class Anyone(type):
        def __instancecheck__(cls, thing: object) -> bool:
            return isinstance(thing, real_datetime)

    class Moved(real_datetime, metaclass=Anyone):
        @classmethod
        def now(cls, tz=None):
            return real_datetime.fromtimestamp(real_time() + offset(), tz)

        @classmethod
        def utcnow(cls):
            return cls.now(dt.UTC).replace(tzinfo=None)

    def gettime(which: int) -> float:
        return real_gettime(which) + (offset() if which == time.CLOCK_REALTIME else 0.0)

    dt.datetime = Moved  # type: ignore[misc]
    time.time = lambda: real_time() + offset()  # noqa: TID251 - likewise
    time.clock_gettime = gettime


def naive() -> None:
    """Trust the clock on the wall."""
    clock()
    import datetime as dt

    from quiz.services import clock as house_clock

    house_clock.now = lambda: dt.datetime.now(dt.UTC)  # noqa: TID251 - so it must not be


def sleeper() -> None:
    """Let time pass by the clock of the house, and by no other."""
    from quiz.services import clock as house_clock

    real = house_clock._ticks
    house_clock._ticks = lambda: real() + offset()


def hurried() -> None:
    """Have little room, and little patience."""
    from quiz.cli import descriptors, patience

    descriptors.make_room = lambda: 2 * int(os.environ["ALTERED_PLACES"])
    patience.HEAD_SECONDS = patience.BODY_SECONDS = 1.0
    patience.SWEEP_SECONDS = 0.1


def offset() -> float:
    """Return by how many seconds to move a clock just now."""
    try:
        return float(Path(os.environ["ALTERED_CLOCK"]).read_text() or 0)
    except (OSError, ValueError):
        return 0.0


ALTERATIONS = {
    "hasty": hasty,
    "lax": lax,
    "clock": clock,
    "naive": naive,
    "sleeper": sleeper,
    "hurried": hurried,
}

if __name__ == "__main__":
    main()
