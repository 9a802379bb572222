"""The house: what every use case needs, opened once when the program starts."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random

from quiz.errors import StorageError
from quiz.live.bus import Bus, LocalBus, open_bus
from quiz.live.hub import Hub
from quiz.services import clock as real
from quiz.services.batch import Batch
from quiz.services.recent import Recent, Seen
from quiz.services.shelf import Shelf
from quiz.settings import Settings
from quiz.store import schema
from quiz.store.engine import Offload, Ready, at_once
from quiz.store.store import Store

_KEY_FILE = "secret.key"


_ARRIVALS_SECONDS = _PRESSES_SECONDS = 0.002


@dataclass(frozen=True, slots=True)
class House:
    """Store, settings, clock and dice, the packs at hand, and the live channel.

    ``heavy`` does slow work (passwords, papers), so that it can be kept off the main thread;
    ``secret_key`` signs cookies. ``hub`` knows who watches in this process, ``bus`` carries news
    to the others. ``answers`` are on their way to the store, ``arrivals`` ask it who they are,
    ``recent`` is what was read from it a moment ago, ``seen`` who was here since that was noted
    last. ``presses`` are on their way to the store, of hosts and of the clock.
    """

    settings: Settings
    store: Store
    secret_key: str = field(repr=False)
    clock: Callable[[], datetime] = real.now
    dice: Callable[[], Random] = real.dice
    heavy: Offload = at_once
    shelf: Shelf = field(default_factory=Shelf)
    bus: Bus = field(default_factory=LocalBus)
    hub: Hub = field(default_factory=Hub)
    answers: Batch = field(default_factory=Batch)
    presses: Batch = field(default_factory=partial(Batch, gather=_PRESSES_SECONDS))
    arrivals: Batch = field(default_factory=partial(Batch, gather=_ARRIVALS_SECONDS))
    recent: Recent = field(default_factory=Recent)
    seen: Seen = field(default_factory=Seen)


def open_house(
    settings: Settings,
    *,
    offload: Offload = at_once,
    heavy: Offload = at_once,
    ready: Ready | None = None,
) -> House:
    """Make the data folder, the secret key and the database where they are missing.

    The shelf is still empty: ``catalog.load`` fills it. Raises StorageError when something cannot
    be read or written, BadInputError when the database is none of ours or the bus cannot be one.
    """
    make_folders(settings.data)
    key = settings.secret_key or _own_key(settings.data)
    bus = open_bus(settings.bus_url)
    store = Store(settings.database_url, offload, ready=ready)
    try:
        upgrade(store)
    except BaseException:
        store.close()
        raise
    return House(settings, store, key, heavy=heavy, bus=bus)


def upgrade(store: Store) -> bool:
    """Bring a database up to date; return whether there was anything to do.

    Raises StorageError that names the database, BadInputError when it is none of ours.
    """
    try:
        return schema.upgrade(store)
    except StorageError as error:
        raise StorageError(f"{error}\nThis is about {store.place}.") from error


def check(house: House) -> None:
    """Raise StorageError unless the house can serve."""
    house.store.ping()


def make_folders(data: Path) -> None:
    """Make the data folder with its folders of packs and moments. Raises StorageError."""
    with _telling(data):
        data.parent.mkdir(parents=True, exist_ok=True)
        data.mkdir(mode=0o700, exist_ok=True)  # names and passwords are nobody else's business
        for content in ("packs", "moments"):
            (data / content).mkdir(exist_ok=True)


def _own_key(folder: Path) -> str:
    """Return the key in the data folder, made on the first start, for its owner's eyes only."""
    path = folder / _KEY_FILE
    with _telling(folder):
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _read_key(path)
        key = secrets.token_urlsafe(48)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(key)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            path.unlink()  # half a key would be in the way of the next start
            raise
    return key


def _read_key(path: Path) -> str:
    key = path.read_text(encoding="ascii", errors="replace").strip()
    if len(key) < 32:
        told = f"{path} holds no key. Delete it; a new one is made, and everyone signs in again."
        raise StorageError(told)
    return key


@contextmanager
def _telling(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        told = (
            f"The data folder {folder} cannot be written ({error.strerror or error}). "
            "Make room, or set QUIZ_DATA to a folder that is yours."
        )
        raise StorageError(told) from error
