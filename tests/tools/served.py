"""The real server as a child process, for what must be measured or photographed as it is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def served(data: Path, **settings: str) -> Iterator[str]:
    """Run ``quiz serve`` on a free port with ``data``; give its address."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    given = {f"QUIZ_{name.upper()}": value for name, value in settings.items()}
    child = subprocess.Popen(
        [sys.executable, "-m", "quiz", "serve"],
        cwd=ROOT,
        env={**kept, **given, "QUIZ_DATA": str(data), "QUIZ_PORT": "0", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield _address(child)
    finally:
        child.terminate()
        child.wait(timeout=15)
        if child.stdout:
            child.stdout.close()


def _address(child: subprocess.Popen[str]) -> str:
    told = ""
    for line in child.stdout or ():
        told += line
        if found := re.search(r"http://[\d.]+:\d+", line):
            return found.group()
    raise RuntimeError(f"the server did not start:\n{told}")
