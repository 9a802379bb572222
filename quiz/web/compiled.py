"""Templates as Python code, kept for the next start: to make it anew takes longer than to load it.

A page that a room full of phones waits for after a restart is then there at once.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import jinja2
from flask import Flask
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from quiz import __version__

_FOLDER = "cache"
_PATTERN = "template-%s.bin"


class Kept(FileSystemBytecodeCache):
    """Jinja's cache, which a new version leaves aside, and which may fail: it is made anew then."""

    def get_source_checksum(self, source: str) -> str:
        """Return a checksum of the text, and of what compiles it."""
        made_by = f"{__version__} {jinja2.__version__}\n"
        return hashlib.sha256((made_by + source).encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put what was kept into the bucket, unless it is damaged."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - what is damaged may fail in any way
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket, if the disk lets us."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def init_app(app: Flask, data: Path) -> None:
    """Keep compiled templates in the data folder, for as long as their text stays the same."""
    folder = data / _FOLDER
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        app.jinja_env.bytecode_cache = Kept(str(folder), _PATTERN)
