import pytest

from tests.tools.valkey import Valkey


@pytest.fixture
def valkey():
    """A Valkey server of the test's own."""
    running = Valkey()
    yield running
    running.stop()
