"""A file from elsewhere is read, and kept for a while until its owner says what becomes of it.

Files are read by a process of their own (``apart``). What was read is kept under an id, as the
next request may come to another worker.
"""

from __future__ import annotations

import secrets
import zlib
from datetime import timedelta

from quiz.errors import BadInputError
from quiz.packs.coding import decode, encode
from quiz.packs.translations.reading import is_translation, whose
from quiz.services import inputs, media
from quiz.services.house import House
from quiz.services.library import apart, spoken
from quiz.store import uploads
from quiz.store.own_records import UploadRecord

LARGEST = 20 << 20
"""Bytes that a file may have."""
KEPT = timedelta(hours=2)
_MOST_KEPT = 5
_LOOKED_AT = 1 << 16
_CALLS_MEDIA = b'"file":"media/'  # in a pack as it is encoded


def read(house: House, owner_id: str, data: bytes, name: str, target_id: str = "") -> str:
    """Read a file and keep what it is, to be looked at; return the id of that.

    A translation is read for the pack of one's own that it names, or for ``target_id``. Raises
    BadInputError for a file that cannot be read as a whole, with where and why.
    """
    name = inputs.line(name)[-100:] or "file"
    if not data.strip():
        raise BadInputError("There is nothing in it: choose a file, or paste some text.")
    if len(data) > LARGEST:
        most = LARGEST >> 20
        raise BadInputError(f"The file has {len(data) / 2**20:.1f} MB; at most {most} are read.")
    said = data[:_LOOKED_AT].decode("utf-8", "replace")
    if is_translation(said):
        found = spoken.read(house, owner_id, target_id, whose(said), data, name)
        return keep(house, owner_id, name, found.report, found.body)
    found = apart.read(data, name)
    body = found.body
    if body and _CALLS_MEDIA in body:
        pack = house.heavy(lambda: decode(found.body))
        kept = media.keep_all(house, pack, found.files, name, draw=apart.prepare_all)
        body = house.heavy(lambda: encode(kept))
    return keep(house, owner_id, name, found.report, body)


def keep(house: House, owner_id: str, name: str, report: bytes, body: bytes) -> str:
    """Keep what a file is, for ``KEPT``, and return its id; only the latest few of one owner."""
    now = house.clock()
    packed, told = house.heavy(lambda: (zlib.compress(body), zlib.compress(report)))
    made = UploadRecord(secrets.token_hex(8), owner_id, name, packed, told, now)
    with house.store.writing() as tx:
        uploads.forget(tx, now - KEPT)
        uploads.add(tx, made, _MOST_KEPT)
    return made.id
