"""Ports for servers that go away and come back at the same address."""

import socket
from contextlib import suppress
from random import SystemRandom

_BELOW_ALL_THAT_ARE_HANDED_OUT = range(20_000, 30_000)


def free_port() -> int:
    """Return a port that nobody listens on just now, and that no system gives to anybody.

    While its server is away, no connection and no other server can be put there by chance.
    """
    for port in SystemRandom().sample(_BELOW_ALL_THAT_ARE_HANDED_OUT, 100):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise LookupError("no port is free")
