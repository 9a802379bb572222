"""The program that reads a file for ``uploading``: a process of its own, with little to spend.

It is told the file on its input, after a line with its name and its limits, and tells a line of
JSON, the pack, and the pictures and sounds that came with it on its output. What it cannot bear
ends it, and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from dataclasses import asdict
from typing import Any

from quiz.errors import BadInputError
from quiz.packs.coding import encode
from quiz.packs.formats import registry
from quiz.packs.importing import import_pack


def main() -> None:
    """Read what comes in, and tell what it is."""
    told: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    _limit(told["seconds"], told["bytes"])
    parts: list[bytes] = []
    try:
        data = sys.stdin.buffer.read()
        found = import_pack(data, told["name"], registry.detect(data, told["name"]))
        parts = [encode(found.pack) if found.pack else b"", *found.media.values()]
        sizes = [len(part) for part in parts]
        answer: dict[str, Any] = {
            "report": asdict(found.report),
            "sizes": sizes,
            "media": list(found.media),
        }
    except BadInputError as error:
        problems = [asdict(problem) for problem in error.problems]
        answer = {"error": error.args[0], "problems": problems}
    except (MemoryError, RecursionError):
        answer, parts = {"error": "too much", "problems": []}, []
    sys.stdout.buffer.writelines([json.dumps(answer).encode(), b"\n", *parts])


def _limit(seconds: int, most: int) -> None:
    """Allow ourselves so many seconds of work and bytes of memory beyond what we have already."""
    if sys.platform == "win32":
        return  # has no such limits; the time that is waited for us is one everywhere
    import resource as limits  # noqa: PLC0415 - Windows lacks it

    os.nice(10)  # a night in play comes first
    spent = int(time.process_time()) + seconds
    limits.setrlimit(limits.RLIMIT_CPU, (spent, spent + 1))
    with contextlib.suppress(OSError, ValueError):  # not every system tells, or takes it
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - not worth importing pathlib
            size = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        limits.setrlimit(limits.RLIMIT_AS, (size + most, size + most))


if __name__ == "__main__":
    main()
