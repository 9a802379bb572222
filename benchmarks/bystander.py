"""Somebody who has nothing to do with the night, and asks for a page again and again."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_EVERY = 0.01


@contextmanager
def bystander(port: int) -> Iterator[list[float]]:
    """Give how long each page took, seconds; what is still awaited at the end is waited for."""
    took: list[float] = []
    done = threading.Event()

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while not done.wait(_EVERY):
            began = time.monotonic()
            connection.request("GET", "/livez")
            connection.getresponse().read()
            took.append(time.monotonic() - began)
        connection.close()

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield took
    finally:
        done.set()
        asking.join()
