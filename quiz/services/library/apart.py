"""Files of people, read and written by a process of their own, one of each sort at a time.

A hostile file costs no more than the limits, and no night waits for it (``reader``). The limits are
a net under the bounds of the formats, which refuse nearly all that is hostile within two seconds:
the largest honest file of any format takes 16 seconds and 280 MB at most, so that it passes on slow
machines.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from threading import Lock
from typing import Any, Literal, get_args

from quiz.errors import BadInputError, ConflictError, Problem
from quiz.packs.formats import zips
from quiz.packs.media.model import Kept

SECONDS, MEMORY = 60, 400 << 20
"""What reading may cost: seconds of work, and bytes of memory."""

Job = Literal["pack", "media", "drawn", "translation", "file", "losses"]
_TURNS: dict[Job, Lock] = {job: Lock() for job in get_args(Job)}
_IN_LINE = 30.0  # seconds to wait until those before are done
_PATIENCE = 240.0  # seconds in which the process must have ended, on however busy a machine
_KEPT_OF_OURS = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class FromFile:
    """What a file became: its report and its pack as they are kept, and the files it carries."""

    report: bytes
    body: bytes
    files: Mapping[str, bytes]


def read(data: bytes, name: str) -> FromFile:
    """Read a file of any format. Raises BadInputError; ConflictError while too many wait."""
    told, parts = _done("pack", {"name": name}, data)
    files = dict(zip(told["media"], parts[1:], strict=True))
    return FromFile(json.dumps(told["report"]).encode(), parts[0], files)


def read_translation(pack: bytes, data: bytes, name: str) -> FromFile:
    """Read a translation of a pack, which is given as it is kept; return it with the translation.

    Raises as ``read``.
    """
    size = len(pack).to_bytes(8, "big")
    told, (body,) = _done("translation", {"name": name}, size + pack + data)
    return FromFile(json.dumps(told["report"]).encode(), body, {})


def prepare(data: bytes, name: str) -> Kept:
    """Return what is kept of a picture or a sound. Raises BadInputError, ConflictError likewise."""
    told, (made,) = _done("media", {"name": name}, data)
    return Kept(told["ending"], made)


def prepare_all(files: Mapping[str, bytes]) -> dict[str, Kept]:
    """Return what is kept of the pictures and sounds of a pack, by their names. Raises likewise."""
    head = json.dumps([(name, len(data)) for name, data in files.items()]).encode()
    sent = b"".join((len(head).to_bytes(8, "big"), head, *files.values()))
    told, parts = _done("drawn", {"name": "the pack"}, sent)
    made = map(Kept, told["endings"], parts)
    return dict(zip(files, made, strict=True))


def write(format_name: str, carried: bytes) -> bytes:
    """Return a pack in a format, as ``files.written`` does. Raises as ``read``."""
    return _done("file", {"name": format_name}, carried)[1][0]


def losses(most: int, carried: bytes) -> list[dict[str, Any]]:
    """Return what each format that can be written loses, at most so much of each. Likewise."""
    told, _ = _done("losses", {"name": str(most)}, carried)
    found: list[dict[str, Any]] = told["formats"]
    return found


def carried(pack: bytes, files: Mapping[str, bytes]) -> bytes:
    """Return a pack, given as it is kept, and its files, as ``write`` and ``losses`` take them."""
    return len(pack).to_bytes(8, "big") + pack + (zips.pack(dict(files)) if files else b"")


def _done(job: Job, head: dict[str, Any], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    limits = {"job": job, "seconds": SECONDS, "bytes": MEMORY}
    turn = _TURNS[job]
    if not turn.acquire(timeout=_IN_LINE):
        raise ConflictError("Other files are being read just now: try again in a moment.")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "quiz.services.library.reader"],
            input=json.dumps(head | limits).encode() + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much(f"{_PATIENCE:.0f} seconds") from None
    finally:
        turn.release()
    first, _, body = done.stdout.partition(b"\n")
    if done.returncode or not first:
        by_time = -done.returncode == getattr(signal, "SIGXCPU", 0)
        raise _too_much(_work() if by_time else f"{_work()} or {_room()}")
    told: dict[str, Any] = json.loads(first)
    if "error" not in told:
        ends = list(accumulate(told["sizes"], initial=0))
        return told, [body[start:end] for start, end in pairwise(ends)]
    if not told["problems"]:
        raise _too_much(_room())
    raise BadInputError(told["error"], tuple(Problem(**one) for one in told["problems"]))


def _environment() -> dict[str, str]:
    home = str(Path(__file__).parents[3])
    ours = {"PYTHONPATH": home, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return {key: os.environ[key] for key in _KEPT_OF_OURS if key in os.environ} | ours


def _work() -> str:
    return f"{SECONDS} seconds of work"


def _room() -> str:
    return f"{MEMORY >> 20} MB of memory"


def _too_much(what: str) -> BadInputError:
    return BadInputError(f"Reading this file takes more than {what}. Split it, or save it anew.")
