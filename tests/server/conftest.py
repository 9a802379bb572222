"""The real ``quiz serve``, on data that was made once and is copied for each test."""

import shutil

import pytest

from tests.tools import serving, shipped
from tests.tools.valkey import Valkey

SUMS = "format: 1\nid: sums\ntitle: Sums\nlicense: CC0-1.0\nquestions:\n" + "".join(
    f"- ask: How much is {n} and {n}?\n  answer: {2 * n}\n  wrong: [{3 * n + 1}, {5 * n + 2}]\n"
    for n in range(1, 41)
)


@pytest.fixture(scope="session")
def filled_data(tmp_path_factory, shipped_data):
    """A data folder as a first start leaves it: what ships is read, and need not be again."""
    folder = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(shipped_data, folder)
    shipped.fill(folder, {"sums": SUMS})
    return folder


@pytest.fixture(scope="session")
def filled_postgres(postgres, shipped_postgres, filled_data):
    """The name of a PostgreSQL database that has the packs."""
    url = postgres(shipped_postgres)
    shipped.fill(filled_data, QUIZ_DATABASE_URL=url)
    return shipped.name_of(url)


@pytest.fixture
def filled_postgres_url(postgres, filled_postgres):
    """A PostgreSQL database of the test's own, in which no start has to read the packs."""
    return postgres(filled_postgres)


@pytest.fixture
def launch(tmp_path):
    """Start ``quiz serve`` on an empty data folder; it need not come to serving."""
    running = []

    def start(**more):
        served = serving.launch(tmp_path, **more)
        running.append(served.process)
        return served

    yield start
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture
def serve(launch, filled_data, tmp_path):
    """Start ``quiz serve`` and wait until it is open; again on the same data when called again."""
    shutil.copytree(filled_data, tmp_path / "data")

    def start(**more):
        return serving.wait_until_open(launch(**more))

    return start


@pytest.fixture
def valkey():
    """A Valkey server of the test's own."""
    running = Valkey()
    yield running
    running.stop()
