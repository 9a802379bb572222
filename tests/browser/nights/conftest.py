"""The real ``quiz serve`` in front of real browsers, with packs of every kind of question."""

import shutil
import signal
from urllib.parse import urlsplit

import pytest

from tests.tools import serving, shipped
from tests.tools.night_pages import PACKS
from tests.tools.valkey import Valkey


@pytest.fixture(scope="session")
def night_data(tmp_path_factory, shipped_data):
    """A data folder as a first start leaves it, with the packs of the tests."""
    folder = tmp_path_factory.mktemp("nights") / "data"
    shutil.copytree(shipped_data, folder)
    shipped.fill(folder, PACKS)
    return folder


@pytest.fixture(scope="session")
def filled_postgres(postgres, shipped_postgres, night_data):
    """The name of a PostgreSQL database that has the packs."""
    url = postgres(shipped_postgres)
    shipped.fill(night_data, QUIZ_DATABASE_URL=url)
    return shipped.name_of(url)


class Theatre:
    """A server that can be killed and comes back at the same address, with the same data."""

    def __init__(self, folder, **settings):
        self.folder, self.settings = folder, settings
        self.served = serving.wait_until_open(serving.launch(folder, **settings))
        self.settings["QUIZ_PORT"] = str(urlsplit(self.served.url).port)

    @property
    def url(self):
        return self.served.url

    def kill(self):
        self.served.stop(signal.SIGKILL)

    def come_back(self):
        self.served = serving.wait_until_open(serving.launch(self.folder, **self.settings))

    def close(self):
        self.served.process.kill()
        self.served.process.wait()


@pytest.fixture(params=["sqlite", "two workers"])
def theatre(request, night_data, tmp_path):
    """One process on SQLite; two on PostgreSQL and Valkey."""
    shutil.copytree(night_data, tmp_path / "data")
    if request.param == "sqlite":
        running = Theatre(tmp_path)
        yield running
        running.close()
        return
    filled = request.getfixturevalue("filled_postgres")
    valkey, database = Valkey(), request.getfixturevalue("postgres")(filled)
    running = Theatre(
        tmp_path, QUIZ_DATABASE_URL=database, QUIZ_BUS_URL=valkey.url, QUIZ_WORKERS="2"
    )
    yield running
    running.close()
    valkey.stop()
