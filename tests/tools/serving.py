"""The real ``quiz serve`` in a process of its own, and a visitor who uses it over HTTP."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Served:
    process: subprocess.Popen
    url: str
    log: Path

    def stop(self, sign=signal.SIGTERM) -> int:
        self.process.send_signal(sign)
        return self.process.wait(10)

    def told(self) -> str:
        return self.log.read_text(encoding="utf-8")


@dataclass(slots=True)
class Visitor:
    """Somebody with a browser without script: keeps cookies and follows redirects."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    path: str = "/"
    body: str = ""

    def get(self, path: str) -> int:
        return self._ask("GET", path, None)

    def post(self, path: str, **form) -> int:
        return self._ask("POST", path, urlencode(form, doseq=True))

    def _ask(self, method: str, path: str, form: str | None) -> int:
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=20)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, form, headers)
            response = connection.getresponse()
            self.body = response.read().decode()
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.path = path
        if response.status == 303:
            return self.get(response.headers["Location"])
        return response.status

    def start(self) -> str:
        """Begin a round without a timer, and return its path."""
        assert self.post("/rounds", pack="sums", length=20, timer=0) == 200
        return self.path

    @property
    def position(self) -> int:
        return int(re.search(r'name="position" value="(\d+)"', self.body)[1])

    @property
    def chosen(self) -> set[str]:
        """The places of the options that the page shows as chosen."""
        fields = re.findall(r"<input[^>]*>", self.body)
        return {
            re.search(r'value="(\d+)"', field)[1]
            for field in fields
            if 'name="choice"' in field and "checked" in field
        }


def launch(folder: Path, *, before_exec: Callable[[], None] | None = None, **more: str) -> Served:
    """Start ``quiz serve`` with its data in ``folder/data``; what it prints goes to a file."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("QUIZ_")}
    usual = {"QUIZ_PORT": "0", "QUIZ_DATA": str(folder / "data"), "PYTHONUTF8": "1"}
    log = folder / f"log-{len(list(folder.glob('log-*')))}.txt"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "quiz", "serve"],
            cwd=ROOT,
            env=kept | usual | more,
            stdout=out,
            stderr=subprocess.STDOUT,
            preexec_fn=before_exec,  # noqa: PLW1509 - only to take rights away
        )
    return Served(process, "", log)


def wait_until_open(served: Served) -> Served:
    """Return once it said that it is open, and where."""
    while not (found := re.search(r"is open: (http://\S+)", served.told())):
        assert served.process.poll() is None, served.told()
        try:
            served.process.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
    served.url = found[1]
    return served
