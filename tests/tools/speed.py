"""What lets tests wait for nothing that they do not ask about: compilers and disks."""

from __future__ import annotations

import functools
import os
import shutil
from pathlib import Path
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from quiz.web import assets, compiled

_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder in it that is its own
_ROOM = 4 << 30


KEEP_COMPILED = compiled.Kept
"""What keeps compiled templates in the data folder."""


class _Compiled(BytecodeCache):
    """Templates as they were compiled for the first application of this process."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code


def compile_templates_once() -> None:
    """Have the applications of all tests share what was compiled: each test has its own folder."""
    shared = _Compiled()
    compiled.Kept = lambda *_: shared


def make_ready_once() -> None:
    """Have the applications of all tests share what each makes ready alike.

    Werkzeug writes a function for every route, which is most of what an application takes to make;
    what it does depends on the words of the route alone. Files are packed for browsers once.
    """
    compile_usually, known = Rule._compile_builder, dict[Any, Any]()

    def compile_once(rule: Rule, append_unknown: bool = True) -> Any:  # noqa: FBT001, FBT002 - theirs
        key = (tuple(rule._trace), repr(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_usually(rule, append_unknown)
        return known[key]

    Rule._compile_builder = compile_once
    assets._asset = functools.cache(assets._asset)


def keep_files_in_memory() -> None:
    """Put the folders of tests where syncing takes no time, if this machine has such a place.

    What is written is synced all the same; how long a disk takes is for benchmarks and long runs.
    """
    try:
        has_room = shutil.disk_usage(_MEMORY).free > _ROOM and os.access(_MEMORY, os.W_OK)
    except OSError:
        return
    if has_room:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
