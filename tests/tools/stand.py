"""A stand to test streams on: ``python -m tests.tools.stand`` runs it, ``launch`` as a child."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Stand:
    """The stand as a process of its own, with its data and its log in ``folder``."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.log = folder / f"stand-{len(list(folder.glob('stand-*')))}.txt"
        kept = {k: v for k, v in os.environ.items() if not k.startswith("QUIZ_")}
        usual = {"QUIZ_DATA": str(folder / "data"), "QUIZ_PORT": "0", "PYTHONUTF8": "1"}
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.tools.stand"],
                cwd=ROOT,
                env=kept | usual | settings,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        while not (found := re.search(r"is open: http://[^:]+:(\d+)", self.told())):
            assert self.process.poll() is None, self.told()
            time.sleep(0.02)
        self.port = int(found[1])

    def told(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def ask(self, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
        """GET, or POST when there is a body; return the status and the text."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET" if body is None else "POST", path, body, named)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def state(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.ask("/state")[1])
        return read

    def say(self, room: str, text: str) -> int:
        """Deliver a frame; return how many took it."""
        return int(self.ask(f"/say/{room}", text)[1])

    def watch(
        self, path: str = "/watch/a/player", version: str = "1.1", buffer: int = 0, **headers: str
    ) -> socket.socket:
        """Open a stream; return its socket, of which nothing has been read."""
        lines = [f"GET {path} HTTP/{version}", f"Host: 127.0.0.1:{self.port}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        sock = socket.socket()
        if buffer:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        sock.settimeout(10)
        sock.connect(("127.0.0.1", self.port))
        sock.sendall("\r\n".join([*lines, "", ""]).encode())
        return sock


if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()
    from tests.tools.stand_pages import main

    main()
