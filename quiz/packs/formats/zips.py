"""Zips from strangers: what is refused, and the files inside, counted while they are read.

Nothing is believed of what a zip says of itself but where its files lie. Refused as a whole are
(code E504): more than 2,000 entries, more than 200 MiB unpacked, a ratio over 100 beyond the first
MiB, encryption, entries that overlap, names that are absolute, lead upwards, hold a backslash or a
colon, are links or no plain files, or are the same once case is folded.
"""

from __future__ import annotations

import io
import stat
import unicodedata
import zipfile
import zlib

from quiz.errors import BadInputError
from quiz.packs.formats.texts import MAX_BYTES, refusal

MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 << 20
MOST_RATIO = 100
_FREE = 1 << 20  # so much may come of a zip, whatever its ratio
_PIECE = 1 << 16
_LOCAL_HEADER = 30  # bytes, before the name
_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_ENTRY = b"PK\x01\x02"  # begins every entry of the directory
_MOST_MARKS = 20_000  # files inside, such as zips, have some too

START = b"PK\x03\x04"


def is_zip(data: bytes) -> bool:
    """Say whether a file begins as a zip does."""
    return data.startswith(START)


class Zip:
    """A zip that was looked through. ``names`` are its files, in its own order."""

    def __init__(self, data: bytes, file: str) -> None:
        """Look through a zip. Raises BadInputError, see above."""
        self._file = file
        self._packed = len(data)
        self._unpacked = 0
        if len(data) > MAX_BYTES:
            raise self._refusal(f"the file is {len(data):,} bytes; at most {MAX_BYTES:,} are read")
        if data.count(_ENTRY) > _MOST_MARKS:  # before anything is made of each of them
            raise self._refusal(f"it has far more than {MOST_ENTRIES:,} entries")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
            raise self._refusal(f"this is no zip that can be read ({error})") from error
        self._entries = self._looked_through(data)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files."""
        return tuple(self._entries)

    def read(self, name: str, most: int = MOST_UNPACKED) -> bytes:
        """Return a file of at most ``most`` bytes. Raises BadInputError; KeyError: no such file."""
        entry = self._entries[name]
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(entry) as source:
                while part := source.read(_PIECE):
                    parts.append(part)
                    size += len(part)
                    self._count(len(part))
                    if size > most:
                        raise self._refusal(f"“{name}” is larger than {most:,} bytes")
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError,
                OSError, ValueError) as error:  # fmt: skip
            raise self._refusal(f"“{name}” cannot be unpacked ({error})") from error
        return b"".join(parts)

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > MOST_UNPACKED:
            raise self._refusal(f"more than {MOST_UNPACKED >> 20} MiB come out of it")
        if self._unpacked > max(_FREE, self._packed * MOST_RATIO):
            raise self._refusal(f"it unpacks to more than {MOST_RATIO} times its size")

    def _looked_through(self, data: bytes) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise self._refusal(f"it has {len(entries):,} entries; at most {MOST_ENTRIES:,} fit")
        known: dict[str, str] = {}
        for entry in entries:
            reason = _fault_of(entry)
            if reason:
                raise self._refusal(f"“{entry.filename}” {reason}")
            folded = unicodedata.normalize("NFKC", entry.filename).casefold().rstrip("/")
            if folded in known:
                raise self._refusal(f"“{entry.filename}” and “{known[folded]}” are one name")
            known[folded] = entry.filename
        self._refuse_overlaps(entries, data)
        return {entry.filename: entry for entry in entries if not entry.is_dir()}

    def _refuse_overlaps(self, entries: list[zipfile.ZipInfo], data: bytes) -> None:
        end = 0
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            start = entry.header_offset
            head = data[start : start + _LOCAL_HEADER]
            if start < end or not head.startswith(START) or len(head) < _LOCAL_HEADER:
                raise self._refusal(f"“{entry.filename}” lies where another entry does")
            name, extra = (int.from_bytes(head[at : at + 2], "little") for at in (26, 28))
            end = start + _LOCAL_HEADER + name + extra + entry.compress_size
            if end > len(data):
                raise self._refusal(f"“{entry.filename}” is not all there")

    def _refusal(self, told: str) -> BadInputError:
        return refusal(self._file, told, code="E504")


def _fault_of(entry: zipfile.ZipInfo) -> str:
    name = entry.filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted; pack it without a password"
    if entry.compress_type not in _KNOWN:
        return "is packed in a way that is not read; pack it as a plain zip"
    # Without a name is also what begins with a zero byte.
    if not name or "\\" in entry.orig_filename or ":" in name or not name.isprintable():
        return "has a name that is not safe"
    if name.startswith("/") or ".." in name.split("/"):
        return "has a name that leads out of the zip"
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "is a link or no plain file"
    return ""


def pack(files: dict[str, bytes]) -> bytes:
    """Return a zip of files; the same files give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.create_system = 3  # the same on every machine
            target.writestr(entry, data)
    return made.getvalue()
