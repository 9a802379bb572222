"""What goes on beside the requests: the nights' clock, and a look whether everybody was told."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial

from flask import Flask

from quiz.errors import QuizError
from quiz.services import upkeep
from quiz.services.house import House
from quiz.services.nights import presence, stage
from quiz.web.nights.broadcast import Broadcaster
from quiz.web.nights.ticker import tick

_log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
DONE_SECONDS = 2.0
TIDY_SECONDS = 60 * 60.0


def init_app(app: Flask, house: House) -> None:
    """Tell watchers what happens, and leave the rest where the server finds it."""
    broadcaster = Broadcaster(app, house)
    app.extensions.setdefault("background", []).extend(
        [
            partial(_for_ever, LOOK_SECONDS, broadcaster.compare),
            partial(_for_ever, LOOK_SECONDS, partial(tick, house)),
            partial(_lock_done, house),
            partial(_for_ever, TIDY_SECONDS, partial(upkeep.tidy, house)),
            partial(
                _for_ever, presence.WRITE_EVERY.total_seconds(), partial(presence.still_here, house)
            ),
        ]
    )


def _lock_done(house: House) -> None:
    """Look now and then for questions that wait for nobody; not before who is here is known."""
    time.sleep(presence.AWAY.total_seconds())
    _for_ever(DONE_SECONDS, partial(stage.lock_done, house))


def _for_ever(seconds: float, work: Callable[[], object]) -> None:
    """Do a piece of work every so many seconds; a database that is away is no reason to stop."""
    while True:
        began = time.monotonic()
        try:
            work()
        except QuizError as error:
            _log.warning("%s", error)
        time.sleep(max(0.05, seconds - (time.monotonic() - began)))
