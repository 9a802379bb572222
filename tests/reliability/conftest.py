"""Live nights on the real ``quiz serve``."""

import shutil

import pytest

from quiz.services import catalog
from quiz.services.house import open_house
from quiz.settings import read_settings
from tests.tools import serving
from tests.tools.live_night import LiveNight
from tests.tools.valkey import Valkey

SUMS = "format: 1\nid: sums\ntitle: Sums\nlicense: CC0-1.0\nquestions:\n" + "".join(
    f"- ask: How much is {n} and {n}?\n  answer: {2 * n}\n  wrong: [{3 * n + 1}, {5 * n + 2}]\n"
    for n in range(1, 301)
)


def fill(folder, **environ):
    """Read the packs into a data folder, or a database, so that no start has to."""
    house = open_house(read_settings(environ, folder))
    (folder / "packs/sums.yaml").write_text(SUMS)
    assert catalog.load(house) == ()
    house.store.scrub()
    house.store.close()


@pytest.fixture(scope="session")
def night_data(tmp_path_factory):
    """A data folder as a first start leaves it."""
    folder = tmp_path_factory.mktemp("nights") / "data"
    fill(folder)
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
def filled_postgres(postgres, migrated_postgres, night_data):
    """The name of a PostgreSQL database that has the packs."""
    url = postgres(migrated_postgres)
    fill(night_data, QUIZ_DATABASE_URL=url)
    return url.partition("?")[0].rpartition("/")[2]


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
