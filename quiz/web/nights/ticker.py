"""The clock of the nights: locks a question when its time is up, though nobody asks for it."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from quiz.errors import QuizError
from quiz.services.house import House
from quiz.services.nights import stage

_log = logging.getLogger(__name__)

_A_WHILE = timedelta(seconds=1)


def tick(house: House) -> None:
    """End each question that ends within the coming second, at its instant.

    Every process does so, once a second; whoever comes second finds nothing left to do.
    """
    horizon = house.clock() + _A_WHILE
    soon = sorted(
        (due, night) for night, due in stage.wanted(house).items() if due and due <= horizon
    )
    while soon:
        time.sleep(max(0.0, (soon[0][0] - house.clock()).total_seconds()))
        now = house.clock()
        ended = [night_id for due, night_id in soon if due <= now]
        soon = [(due, night_id) for due, night_id in soon if due > now]
        try:
            stage.tick_all(house, ended)
        except QuizError as error:
            _log.warning("%s nights stay where they are for now: %s", len(ended), error)
