"""Pictures and sounds made for tests: small, of every kind that is taken."""

import io
import struct

from PIL import Image

from quiz.packs.media import ogg

_RATE = 8_000


def picture(kind="PNG", size=(40, 30), color=(200, 30, 30), mode="RGB", **options):
    """Return a picture of one colour."""
    made = io.BytesIO()
    Image.new(mode, size, color).save(made, kind, **options)
    return made.getvalue()


def photo(kind="JPEG", size=(64, 48), **options):
    """Return a picture of many colours."""
    made = io.BytesIO()
    gradient = Image.linear_gradient("L").resize(size)
    parts = (gradient, gradient.rotate(90), gradient.rotate(180))
    Image.merge("RGB", parts).save(made, kind, **options)
    return made.getvalue()


def wav(frames=800, title=b""):
    """Return a WAV of silence; ``title`` is what it says of itself."""
    head = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, _RATE, _RATE, 1, 8)
    told = b"LIST" + struct.pack("<I", len(title)) + title + b"\0" * (len(title) % 2)
    sound = b"data" + struct.pack("<I", frames) + b"\x80" * frames
    content = b"WAVE" + head + (told if title else b"") + sound
    return b"RIFF" + struct.pack("<I", len(content)) + content


def mp3(frames=4, title=b""):
    """Return an MP3 of frames without sound, with tags at both ends if it has a ``title``."""
    frame = b"\xff\xfb\x10\xc4" + bytes(100)  # 32 kbit/s at 44.1 kHz: 104 bytes
    start = b"ID3\x04\x00\x00" + bytes((0, 0, len(title) >> 7, len(title) & 127)) + title
    end = b"TAG" + title[:125].ljust(125, b"\0")
    return (start if title else b"") + frame * frames + (end if title else b"")


def ogg_opus(title=b"Blue Danube", serial=7):
    """Return an Ogg of Opus with a title, and one page of sound."""
    comment = b"TITLE=" + title
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<I", 1)
    tags += struct.pack("<I", len(comment)) + comment
    head = b"OpusHead\x01\x01" + struct.pack("<HIhB", 0, 48_000, 0, 0)
    return b"".join(
        _page(number, packet, serial) for number, packet in enumerate((head, tags, b"\xf8" * 20))
    )


def _page(number, packet, serial):
    whole, rest = divmod(len(packet), 255)
    segments = bytes([255] * whole + [rest])
    kind = 2 if number == 0 else 0
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, kind, 0, serial, number, 0, len(segments))
    page = bytearray(head + segments + packet)
    page[22:26] = struct.pack("<I", ogg._crc(page))
    return bytes(page)
