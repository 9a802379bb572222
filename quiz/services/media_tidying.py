"""Forgetting pictures and sounds that nothing calls any more.

A picture is kept before the draft that calls it is, and a file that is looked at may be saved hours
later. So nothing goes that was kept, or kept again, within ``GRACE``; what calls a medium is read
in one state of the database, and what was kept again since then stays.
"""

from __future__ import annotations

import re
import zlib
from datetime import timedelta
from functools import partial

from quiz.services.house import House
from quiz.store import media_uses as rows

GRACE = timedelta(days=3)
_NAMES = re.compile(rb'"media/([0-9a-f]{64})\.')
_AT_ONCE = 20


def forget_unused(house: House) -> int:
    """Delete what no version, draft, step of a draft or file on its way in calls; return how many.

    Nights and rounds go on with versions of packs, and keep what those call.
    """
    since = house.clock() - GRACE
    with house.store.reading() as tx:
        unused = set(rows.kept_before(tx, since))
        if unused:
            for bodies in rows.calling(tx):
                unused -= house.heavy(partial(_called, bodies))
    gone = 0
    wanted = sorted(unused)
    for start in range(0, len(wanted), _AT_ONCE):
        with house.store.writing() as tx:
            gone += rows.forget(tx, wanted[start : start + _AT_ONCE], since)
    return gone


def _called(bodies: list[bytes]) -> set[str]:
    return {name.decode() for body in bodies for name in _NAMES.findall(zlib.decompress(body))}
