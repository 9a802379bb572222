"""A picture or a sound as it is kept and sent."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

MOST_BYTES = 20 << 20
"""Of a file as it comes; a sound that is kept has 5 MiB at most."""

MIMES = {
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
}
"""The only types that are ever served, by their endings."""

KEPT = re.compile(rf"media/([0-9a-f]{{64}})\.({'|'.join(MIMES)})")
"""How a pack calls what is kept: a digest of its content and its ending."""


class RefusedError(Exception):
    """A file that is not taken; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a file: its bytes, and the ending that says what they are."""

    ending: str
    data: bytes

    @property
    def digest(self) -> str:
        """What it is known by: SHA-256 of its bytes, so that nobody guesses it."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def file(self) -> str:
        """How packs call it; it tells nothing of what is to be seen or heard."""
        return f"media/{self.digest}.{self.ending}"

    @property
    def mime(self) -> str:
        """The type by which it is served."""
        return MIMES[self.ending]
