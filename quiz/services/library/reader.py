"""The program that reads or writes a file for ``apart``: a process with little to spend.

It is told the file on its input, after a line with its job, name and limits, and tells a line of
JSON and what it made on its output: of a pack that and the pictures and sounds that came with it,
of a picture or a sound what is kept. What it cannot bear ends it, and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from quiz.errors import BadInputError, Problem

Answer = tuple[dict[str, Any], list[bytes]]


def main() -> None:
    """Read what comes in, and tell what it is."""
    told: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    job = JOBS[told["job"]]()
    _limit(told["seconds"], told["bytes"])
    parts: list[bytes] = []
    try:
        answer, parts = job(sys.stdin.buffer.read(), told["name"])
        answer["sizes"] = [len(part) for part in parts]
    except BadInputError as error:
        problems = [asdict(problem) for problem in error.problems]
        answer = {"error": error.args[0], "problems": problems}
    except (MemoryError, RecursionError):
        answer, parts = {"error": "too much", "problems": []}, []
    sys.stdout.buffer.writelines([json.dumps(answer).encode(), b"\n", *parts])


def _pack() -> Callable[[bytes, str], Answer]:
    from quiz.packs.coding import encode  # noqa: PLC0415 - a picture does without
    from quiz.packs.formats import registry  # noqa: PLC0415 - likewise
    from quiz.packs.importing import import_pack  # noqa: PLC0415 - likewise

    def read(data: bytes, name: str) -> Answer:
        found = import_pack(data, name, registry.detect(data, name))
        parts = [encode(found.pack) if found.pack else b"", *found.media.values()]
        return {"report": asdict(found.report), "media": list(found.media)}, parts

    return read


def _media() -> Callable[[bytes, str], Answer]:
    from quiz.packs.media.reading import prepare  # noqa: PLC0415 - a pack does without

    def read(data: bytes, name: str) -> Answer:
        kept = prepare(data, name)
        return {"ending": kept.ending}, [kept.data]

    return read


def _drawn() -> Callable[[bytes, str], Answer]:
    from quiz.packs.media.reading import prepare  # noqa: PLC0415 - likewise

    def read(data: bytes, name: str) -> Answer:
        at = 8 + int.from_bytes(data[:8], "big")
        made, problems = [], list[Problem]()
        for called, size in json.loads(data[8:at]):
            try:
                made.append(prepare(data[at : at + size], called))
            except BadInputError as error:
                problems += error.problems
            at += size
        if problems:
            raise BadInputError(f"Some files of {name} are not taken.", tuple(problems))
        return {"endings": [one.ending for one in made]}, [one.data for one in made]

    return read


def _translation() -> Callable[[bytes, str], Answer]:
    from quiz.packs.coding import decode, encode  # noqa: PLC0415 - likewise
    from quiz.packs.formats.texts import decode as text_of  # noqa: PLC0415 - likewise
    from quiz.services.library.translated import import_translation  # noqa: PLC0415 - likewise

    def read(data: bytes, name: str) -> Answer:
        end = 8 + int.from_bytes(data[:8], "big")
        made, report = import_translation(decode(data[8:end]), text_of(data[end:]), name)
        return {"report": asdict(report)}, [encode(made)]

    return read


def _file() -> Callable[[bytes, str], Answer]:
    from quiz.packs.formats import registry  # noqa: PLC0415 - likewise
    from quiz.packs.formats.model import written  # noqa: PLC0415 - likewise
    from quiz.services.library.takeaway import opened  # noqa: PLC0415 - likewise

    def write(data: bytes, name: str) -> Answer:
        form = registry.named(name)
        return ({}, [written(form, *opened(data)).data]) if form else ({}, [b""])

    return write


def _losses() -> Callable[[bytes, str], Answer]:
    from quiz.services.library.takeaway import offers, opened  # noqa: PLC0415 - likewise

    def tell(data: bytes, name: str) -> Answer:
        return {"formats": [asdict(offer) for offer in offers(*opened(data), int(name))]}, []

    return tell


JOBS: dict[str, Callable[[], Callable[[bytes, str], Answer]]] = {
    "pack": _pack,
    "media": _media,
    "drawn": _drawn,
    "translation": _translation,
    "file": _file,
    "losses": _losses,
}
"""What can be asked for; each loads what it needs before it is limited."""


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
