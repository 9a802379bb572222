"""Sounds: MP3, Ogg (Vorbis or Opus) and WAV, kept as they are but for what they say of themselves.

There is no decoder here: what is checked is that the file is built as its kind is, that it holds
one stream of sound, and its size. Titles, artists and covers would tell the answer to who looks
into the file, so they are taken out or blanked.
"""

from __future__ import annotations

from collections.abc import Iterator

from quiz.packs.media import ogg
from quiz.packs.media.model import Kept, RefusedError

MOST_BYTES = 5 << 20
_MPEG_KBITS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MPEG_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_KEPT_CHUNKS = (b"fmt ", b"fact", b"data")
_ID3V1, _APE = 128, 32


def bare(data: bytes) -> Kept | None:
    """Return a sound without its tags, None when it is none. Raises RefusedError."""
    if data.startswith(b"OggS"):
        ending, found = "ogg", ogg.bare
    elif data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        ending, found = "wav", _wav
    elif data.startswith(b"ID3") or _frame(data, 0):
        ending, found = "mp3", _mp3
    else:
        return None
    kept = Kept(ending, found(data))
    if len(kept.data) > MOST_BYTES:
        told = f"the sound has {len(kept.data):,} bytes; at most {MOST_BYTES:,} are kept: cut it"
        raise RefusedError(told)
    return kept


def _wav(data: bytes) -> bytes:
    kept = [(name, body) for name, body in _chunks(data) if name in _KEPT_CHUNKS]
    if [name for name, _ in kept if name != b"fact"] != [b"fmt ", b"data"]:
        raise RefusedError("the WAV is broken: save it again")
    parts = [
        name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
        for name, body in kept
    ]
    content = b"WAVE" + b"".join(parts)
    return b"RIFF" + len(content).to_bytes(4, "little") + content


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _mp3(data: bytes) -> bytes:
    start = 0
    while data[start : start + 3] == b"ID3" and len(data) >= start + 10:
        size = 0
        for byte in data[start + 6 : start + 10]:
            size = size << 7 | byte & 0x7F
        start += 10 + size + (10 if data[start + 5] & 0x10 else 0)
    end = len(data)
    if data[max(start, end - _ID3V1) :].startswith(b"TAG"):
        end -= _ID3V1
    if data[max(start, end - _APE) : end].startswith(b"APETAGEX"):
        size = int.from_bytes(data[end - _APE + 12 : end - _APE + 16], "little")
        has_head = data[end - _APE + 23] & 0x80
        end = max(start, end - size - (_APE if has_head else 0))
    while start < end and data[start] == 0:  # some pad what stood before
        start += 1
    length = _frame(data, start)
    if not length or not _frame(data, start + length):
        raise RefusedError("the MP3 is broken: save it again")
    return data[start:end]


def _frame(data: bytes, at: int) -> int:
    """Return the length in bytes of a frame of MPEG layer III; 0: none begins there."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, kbits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or kbits in {0, 15} or rate == 3:
        return 0
    is_first = version == 3
    bits = _MPEG_KBITS[1 if is_first else 2][kbits] * 1_000
    return (144 if is_first else 72) * bits // _MPEG_RATES[version][rate] + (head[2] >> 1 & 1)
