"""Settings and the house, as every command that needs them opens them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from quiz.resources import data_folder
from quiz.services.house import House, open_house
from quiz.settings import Settings, read_settings


def settings_of_environment() -> Settings:
    """Read the settings. Raises BadInputError naming every one that is wrong."""
    return read_settings(os.environ, data_folder())


@contextmanager
def opened() -> Iterator[House]:
    """Open the house of the environment for one command, without its packs."""
    house = open_house(settings_of_environment())
    try:
        yield house
    finally:
        house.store.close()
