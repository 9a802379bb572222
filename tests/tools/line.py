"""A line between a browser and a server that can be cut and mended: open streams die with it."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Line:
    """Listens on a port of its own, which stays the same, and passes all on to ``target``."""

    def __init__(self, target: str) -> None:
        self.target = (urlsplit(target).hostname, urlsplit(target).port)
        self.port = 0
        self.ends: list[socket.socket] = []
        self.mend()
        self.url = f"http://127.0.0.1:{self.port}"

    def mend(self) -> None:
        self.door = socket.create_server(("127.0.0.1", self.port))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._let_in, args=(self.door,), daemon=True).start()

    def cut(self) -> None:
        """Refuse whoever comes, and drop whoever is connected."""
        for end in (self.door, *self.ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()

    def _let_in(self, door: socket.socket) -> None:
        while True:
            try:
                near, _address = door.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(self.target)
            except OSError:
                near.close()
                continue
            self.ends += [near, far]
            for here, there in ((near, far), (far, near)):
                threading.Thread(target=_pass_on, args=(here, there), daemon=True).start()


def _pass_on(here: socket.socket, there: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while some := here.recv(65536):
            there.sendall(some)
    for end in (here, there):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
