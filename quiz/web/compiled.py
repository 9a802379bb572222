"""Templates as Python code, kept for the next start: to make it anew takes longer than to load it.

A page that a room full of phones waits for after a restart is then there at once.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import jinja2
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from quiz import __version__

_FOLDER = "cache"
_DIGEST = hashlib.sha256().digest_size


class Kept(BytecodeCache):
    """Keeps code in a folder, each piece behind its checksum.

    Python believes code: one wrong bit in it may end the whole server, at each start. So what is
    not as it was written is made anew, and so is what another version wrote or what is missing;
    that nothing can be kept is no reason to serve no page.
    """

    def __init__(self, folder: Path) -> None:
        """Keep it there."""
        self.folder = folder

    def get_source_checksum(self, source: str) -> str:
        """Return a checksum of the text, and of what compiles it."""
        made_by = f"{__version__} {jinja2.__version__}\n"
        return hashlib.sha256((made_by + source).encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put what was kept into the bucket, if it is whole."""
        with suppress(OSError):
            kept = self._file(bucket).read_bytes()
            if hashlib.sha256(kept[_DIGEST:]).digest() == kept[:_DIGEST]:
                bucket.bytecode_from_string(kept[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket, if the disk lets us."""
        code = bucket.bytecode_to_string()
        with suppress(OSError), NamedTemporaryFile(dir=self.folder, delete=False) as file:
            try:
                file.write(hashlib.sha256(code).digest() + code)
                file.close()
                Path(file.name).replace(self._file(bucket))
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise

    def _file(self, bucket: Bucket) -> Path:
        return self.folder / f"template-{bucket.key}.bin"


def init_app(app: Flask, data: Path) -> None:
    """Keep compiled templates in the data folder, for as long as their text stays the same."""
    folder = data / _FOLDER
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        app.jinja_env.bytecode_cache = Kept(folder)
