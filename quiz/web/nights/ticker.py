"""The clock of the nights: locks a question when its time is up, though nobody asks for it."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from quiz.errors import QuizError
from quiz.services.house import House
from quiz.services.nights import stage

_log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
_A_WHILE = timedelta(seconds=LOOK_SECONDS)


def tick_for_ever(house: House) -> None:
    """Look once a second which questions end soon, and end each at its instant.

    Every process does so; whoever comes second finds that there is nothing left to do.
    """
    while True:
        began = time.monotonic()
        try:
            tick(house)
        except QuizError as error:
            _log.warning("questions may stay open a little longer: %s", error)
        time.sleep(max(0.05, LOOK_SECONDS - (time.monotonic() - began)))


def tick(house: House) -> None:
    """End what ends within the coming second, each in its turn."""
    horizon = house.clock() + _A_WHILE
    soon = [(due, night) for night, due in stage.wanted(house).items() if due and due <= horizon]
    for due, night_id in sorted(soon):
        time.sleep(max(0.0, (due - house.clock()).total_seconds()))
        try:
            stage.tick(house, night_id)
        except QuizError as error:
            _log.warning("night %s stays where it is for now: %s", night_id, error)
