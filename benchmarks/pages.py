"""How fast a page of a round is served, and what the first page weighs over the wire.

    python -m benchmarks.pages [--json] [--requests N]

The real server as a process of its own; times are whole round trips on this machine over a
connection that stays open, so the server alone is faster than what is told. Weights count what a
browser with an empty cache is sent: heads and bodies, compressed, for the page, its style, its
scripts and icons, and both faces of type.
"""

from __future__ import annotations

import argparse
import http.client
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.common import Measure, show
from tests.tools.served import served

WARM_UP = 20


class Visitor:
    """A browser's manners: one connection, cookies, compressed answers."""

    def __init__(self, address: str) -> None:
        self.connection = http.client.HTTPConnection(address.removeprefix("http://"))
        self.headers = {"Accept-Encoding": "gzip"}

    def ask(self, method: str, path: str, **form: object) -> tuple[http.client.HTTPResponse, bytes]:
        """Send a request; keep the cookie that comes back."""
        body = urlencode(form) if method == "POST" else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        self.connection.request(method, path, body, {**self.headers, **kind})
        answer = self.connection.getresponse()
        read = answer.read()
        if cookie := answer.headers.get("Set-Cookie"):
            self.headers["Cookie"] = cookie.partition(";")[0]
        return answer, read

    def weight(self, path: str) -> int:
        """Bytes that come over the wire for ``path``."""
        answer, body = self.ask("GET", path)
        assert answer.status == 200, path
        head = sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
        return head + len(body) + len("HTTP/1.1 200 OK\r\n\r\n")

    def page(self, path: str) -> str:
        """The page as text."""
        kept = self.headers.pop("Accept-Encoding")
        _, body = self.ask("GET", path)
        self.headers["Accept-Encoding"] = kept
        return body.decode("utf-8")


def milliseconds(visitor: Visitor, path: str, requests: int) -> list[float]:
    """Times of ``requests`` round trips."""
    times = []
    for number in range(requests + WARM_UP):
        begun = time.perf_counter()
        answer, _ = visitor.ask("GET", path)
        if number >= WARM_UP:
            times.append((time.perf_counter() - begun) * 1000)
        assert answer.status == 200, path
    return times


def start(visitor: Visitor) -> str:
    """Begin a round without timer; return where it is."""
    answer, _ = visitor.ask("POST", "/rounds", length=5, timer=0)
    return answer.headers["Location"]


def lock(visitor: Visitor, place: str, position: int) -> None:
    """Lock some answer to the question at hand."""
    page = visitor.page(place)
    if 'name="choice"' in page:
        wanted = int(re.findall(r'data-choose="(\d)"', page)[0])
        form: dict[str, object] = {"choice": list(range(wanted))}
    else:
        form = {"text": "no idea"}
    pairs = urlencode({"position": position, "action": "lock", **form}, doseq=True)
    headers = {**visitor.headers, "Content-Type": "application/x-www-form-urlencoded"}
    visitor.connection.request("POST", f"{place}/answer", pairs, headers)
    answer = visitor.connection.getresponse()
    answer.read()
    assert answer.status == 303, answer.status


def time_rows(address: str, requests: int) -> list[Measure]:
    """Times of the pages of a round."""
    visitor = Visitor(address)
    rows: list[Measure] = []

    def told(name: str, path: str, *, is_target: bool = True) -> None:
        times = sorted(milliseconds(visitor, path, requests))
        middle, worst = statistics.median(times), times[int(len(times) * 0.95)]
        met = middle < 10 if is_target else None
        target = "< 10 ms" if is_target else ""
        rows.append(Measure(f"{name}, p50", round(middle, 2), "ms", target, met=met))
        rows.append(Measure(f"{name}, p95", round(worst, 2), "ms", ""))

    place = start(visitor)
    told("question", place)
    lock(visitor, place, 1)
    told("reveal", place)
    for position in range(1, 6):
        visitor.ask("POST", f"{place}/next", position=position)
        if position < 5:
            lock(visitor, place, position + 1)
    told("result", place)
    told("front page", "/", is_target=False)
    return rows


def weight_rows(address: str) -> list[Measure]:
    """Weights of the first page and of the first question."""
    rows: list[Measure] = []
    for name, most_with, most_without in (("first page", 120, 45), ("first question", 0, 0)):
        visitor = Visitor(address)
        path = "/" if name == "first page" else start(visitor)
        html = visitor.page(path)
        named = sorted(set(re.findall(r'(?:href|src)="(/[^"#]*\.[a-z0-9]+)"', html)))
        assets = {one: visitor.weight(one) for one in named}
        style = next(one for one in named if one.endswith(".css"))
        folder = style.rpartition("/")[0]
        assets[f"{folder}/img/grain.svg"] = visitor.weight(f"{folder}/img/grain.svg")
        if any(one.endswith("round.js") for one in named):
            for module in ("keys", "timer", "choices"):
                one = f"{folder}/js/{module}.js"
                assets[one] = visitor.weight(one)
        fonts = sum(size for one, size in assets.items() if one.endswith(".woff2"))
        scripts = sum(size for one, size in assets.items() if one.endswith(".js"))
        whole = visitor.weight(path) + sum(assets.values())
        for what, size, most in (
            ("with both faces", whole, most_with),
            ("without faces", whole - fonts, most_without),
            ("its scripts", scripts, 30 if not most_with else 0),
        ):
            met = size / 1000 <= most if most else None
            target = f"≤ {most} kB" if most else ""
            rows.append(Measure(f"{name}, {what}", round(size / 1000, 1), "kB", target, met=met))
    return rows


def main() -> int:
    """Measure and tell."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    asked.add_argument("--requests", type=int, default=300, help="round trips for each page")
    wish = asked.parse_args()
    with tempfile.TemporaryDirectory() as data, served(Path(data)) as address:
        rows = [*time_rows(address, wish.requests), *weight_rows(address)]
    return show("Pages", rows, as_json=wish.json)


if __name__ == "__main__":
    sys.exit(main())
