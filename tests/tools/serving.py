"""The real ``quiz serve`` in a process of its own, and a visitor who uses it over HTTP."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).parents[2]
_COMPILED = ROOT / ".cache" / "templates"


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for in the end, when redirects had been followed."""

    path: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status_code: int
    text: str
    headers: http.client.HTTPMessage
    request: Asked


@dataclass(slots=True)
class Visitor:
    """Somebody with a browser: keeps cookies and follows redirects, over real HTTP."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    last: Answer | None = None

    def get(self, path: str, **_how: object) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, data: str | dict[str, object] = "", **_how: object) -> Answer:
        form = data if isinstance(data, str) else urlencode(data, doseq=True)
        return self._ask("POST", path, form)

    def _ask(self, method: str, path: str, form: str | None) -> Answer:
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=20)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.url}
        try:
            connection.request(method, path, form, headers)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if response.status == 303:
            return self.get(response.headers["Location"])
        self.last = Answer(response.status, text, response.headers, Asked(path))
        return self.last

    def start(self) -> str:
        """Begin a round without a timer, and return its path."""
        answer = self.post("/rounds", {"pack": "sums", "length": 20, "timer": 0})
        assert answer.status_code == 200
        return answer.request.path

    def answer(self, path: str, place: str, action: str = "save") -> int:
        """Answer the first question with the option at ``place``; return the status."""
        form = {"position": 1, "choice": place, "action": action}
        return self.post(f"{path}/answer", form).status_code

    def chosen(self, path: str) -> set[str]:
        """Load the page; return the places of the options that it shows as chosen."""
        page = self.get(path)
        assert page.status_code == 200
        return {
            re.search(r'value="(\d+)"', field)[1]
            for field in re.findall(r"<input[^>]*>", page.text)
            if 'name="choice"' in field and "checked" in field
        }


def launch(
    folder: Path,
    *,
    before_exec: Callable[[], None] | None = None,
    program: Sequence[str] = ("quiz",),
    options: Sequence[str] = (),
    **more: str,
) -> Served:
    """Start ``quiz serve`` with its data in ``folder/data``; what it prints goes to a file.

    ``program`` is the module to run instead, with its own arguments before ``serve``; ``options``
    come after it.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith("QUIZ_")}
    usual = {"QUIZ_PORT": "0", "QUIZ_DATA": str(folder / "data"), "PYTHONUTF8": "1"}
    if before_exec is None:  # one without rights cannot
        _share_compiled(folder / "data")
    log = folder / f"log-{len(list(folder.glob('log-*')))}.txt"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *program, "serve", *options],
            cwd=ROOT,
            env=kept | usual | more,
            stdout=out,
            stderr=subprocess.STDOUT,
            preexec_fn=before_exec,  # noqa: PLW1509 - only to take rights away
        )
    return Served(process, "", log)


def _share_compiled(data: Path) -> None:
    """Let a house take the templates that others have compiled: none of them is new."""
    if data.is_dir() and not (data / "cache").exists():
        _COMPILED.mkdir(parents=True, exist_ok=True)
        (data / "cache").symlink_to(_COMPILED)


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
