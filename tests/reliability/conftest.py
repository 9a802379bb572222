"""Live nights on the real ``quiz serve``."""

import shutil

import pytest

from tests.tools import serving, shipped
from tests.tools.live_night import LiveNight
from tests.tools.valkey import Valkey

SUMS = "format: 1\nid: sums\ntitle: Sums\nlicense: CC0-1.0\nquestions:\n" + "".join(
    f"- ask: How much is {n} and {n}?\n  answer: {2 * n}\n  wrong: [{3 * n + 1}, {5 * n + 2}]\n"
    for n in range(1, 301)
)


@pytest.fixture(scope="session")
def night_data(tmp_path_factory, shipped_data):
    """A data folder as a first start leaves it."""
    folder = tmp_path_factory.mktemp("nights") / "data"
    shutil.copytree(shipped_data, folder)
    shipped.fill(folder, {"sums": SUMS})
    return folder


@pytest.fixture
def launched(tmp_path, night_data):
    """Start servers on one data folder; they are ended with the test."""
    shutil.copytree(night_data, tmp_path / "data")
    running = []

    def start(**more):
        served = serving.launch(tmp_path, **more)
        running.append(served.process)
        return serving.wait_until_open(served)

    yield start
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture
def night(launched, tmp_path):
    """A night on SQLite; the server is not started yet."""
    live = LiveNight(launched, f"sqlite:///{tmp_path / 'data/greenroom.db'}")
    yield live
    live.leave()


@pytest.fixture(scope="session")
def filled_postgres(postgres, shipped_postgres, night_data):
    """The name of a PostgreSQL database that has the packs."""
    url = postgres(shipped_postgres)
    shipped.fill(night_data, QUIZ_DATABASE_URL=url)
    return shipped.name_of(url)


@pytest.fixture
def valkey():
    """A Valkey server of the test's own."""
    running = Valkey()
    yield running
    running.stop()


@pytest.fixture
def crowded(launched, postgres, filled_postgres, valkey):
    """A night for several workers, with PostgreSQL and Valkey; not started yet."""
    url = postgres(filled_postgres)
    live = LiveNight(launched, url, {"QUIZ_DATABASE_URL": url, "QUIZ_BUS_URL": valkey.url})
    yield live
    live.leave()
