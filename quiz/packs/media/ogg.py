"""Ogg with one stream of Vorbis or Opus: its comments are blanked where they stand.

The pages stay as they are (RFC 3533); those that hold the comments get the checksum anew, which
is a CRC-32 with the polynomial 0x04c11db7, not reflected, over a page with its own field empty.
"""

from __future__ import annotations

from dataclasses import dataclass

from quiz.packs.media.model import RefusedError

_BROKEN = "the Ogg file is broken, or holds more than one sound: save it again"
_CRC_AT, _CRC_END = 22, 26
_HEAD = 27
_STARTS = {b"\x01vorbis": b"\x03vorbis", b"OpusHead": b"OpusTags"}


@dataclass(frozen=True, slots=True)
class _Page:
    """Where a page lies, where its content does, and how long each of its segments is."""

    start: int
    body: int
    end: int
    segments: bytes


def bare(data: bytes) -> bytes:
    """Return the file with blank comments. Raises RefusedError."""
    pages = _pages(data)
    first = data[pages[0].body : pages[0].end]
    tags = next((tags for start, tags in _STARTS.items() if first.startswith(start)), None)
    if tags is None:
        raise RefusedError("only Vorbis and Opus are taken of Ogg files: save it as one of them")
    places, used = _second_packet(pages)
    packet = bytes(data[place] for place in places)
    if not packet.startswith(tags):
        raise RefusedError(_BROKEN)
    made = bytearray(data[: pages[-1].end])
    for place, byte in zip(places, _blank(packet, len(tags)), strict=True):
        made[place] = byte
    for page in used:
        made[page.start + _CRC_AT : page.start + _CRC_END] = bytes(4)
        checksum = _crc(made[page.start : page.end])
        made[page.start + _CRC_AT : page.start + _CRC_END] = checksum.to_bytes(4, "little")
    return bytes(made)


def _pages(data: bytes) -> list[_Page]:
    pages: list[_Page] = []
    at = 0
    serial = data[14:18]
    while data[at : at + 4] == b"OggS" and len(data) >= at + _HEAD:
        count = data[at + 26]
        segments = data[at + _HEAD : at + _HEAD + count]
        body = at + _HEAD + count
        end = body + sum(segments)
        if end > len(data):
            break
        if data[at + 14 : at + 18] != serial:
            raise RefusedError(_BROKEN)
        pages.append(_Page(at, body, end, segments))
        at = end
    if len(pages) < 2:
        raise RefusedError(_BROKEN)
    return pages


def _second_packet(pages: list[_Page]) -> tuple[list[int], list[_Page]]:
    """Return the places of its bytes, and the pages it lies in. The first has page 0 for itself."""
    places: list[int] = []
    used: list[_Page] = []
    for page in pages[1:]:
        used.append(page)
        at = page.body
        for size in page.segments:
            places += range(at, at + size)
            at += size
            if size < 255:
                return places, used
    raise RefusedError(_BROKEN)


def _blank(packet: bytes, start: int) -> bytes:
    """Return a packet of comments in which every text is spaces."""
    made = bytearray(packet)

    def size_at(at: int) -> int:
        if at + 4 > len(packet):
            raise RefusedError(_BROKEN)
        return int.from_bytes(packet[at : at + 4], "little")

    def wipe(at: int, text: bytes) -> int:
        size = size_at(at)
        end = at + 4 + size
        if end > len(packet):
            raise RefusedError(_BROKEN)
        made[at + 4 : end] = text[:size].ljust(size)
        return end

    at = wipe(start, b"")
    count = size_at(at)
    at += 4
    for _ in range(count):
        at = wipe(at, b"X=")
    rest = len(packet) - at
    made[at:] = packet[at : at + 1] + bytes(max(0, rest - 1)) if rest else b""
    return bytes(made)


def _table() -> tuple[int, ...]:
    made = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        made.append(value)
    return tuple(made)


_TABLE = _table()


def _crc(data: bytes | bytearray) -> int:
    value = 0
    for byte in data:
        value = (value << 8 & 0xFFFFFFFF) ^ _TABLE[value >> 24 ^ byte]
    return value
