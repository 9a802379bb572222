"""Trying out a draft: a round of it for its author alone, that counts nowhere."""

from __future__ import annotations

import secrets
from dataclasses import replace

from quiz.errors import ConflictError
from quiz.rounds.deal import order_of
from quiz.services.house import House
from quiz.services.library import keeping
from quiz.services.packdesk.looking import look
from quiz.services.table import opened
from quiz.store import packs as version_rows
from quiz.store import rounds as round_rows
from quiz.store.records import CardRecord, RoundRecord

MOST = 50
"""So many questions are tried at once."""


def start(house: House, owner_id: str, pack_id: str, question_id: str = "") -> str:
    """Begin a round of the draft, from a question on or from the first; return the round's id.

    Questions with faults are left out. Raises ConflictError when none is left, NotFoundError.
    """
    pack, _ = keeping.load_editable(house, owner_id, pack_id)
    ids = [question.id for question in pack.questions]
    begin = ids.index(question_id) if question_id in ids else 0
    sound = [one for one in pack.questions[begin:] if not look(one).faults][:MOST]
    if not sound:
        raise ConflictError("There is no question without a fault to try.")
    tried = house.heavy(lambda: keeping.checked(replace(pack, questions=tuple(sound))))
    now, dice = house.clock(), house.dice()
    with house.store.writing() as tx:
        digest = version_rows.keep(tx, tried, now).digest
        cards = [
            CardRecord(place, digest, pack_id, one.id, order_of(one, dice))
            for place, one in enumerate(sound, 1)
        ]
        record = RoundRecord(
            id=secrets.token_hex(8),
            player_id=owner_id,
            scope=pack_id,
            title=tried.title,
            length=len(cards),
            level="mixed",
            timer=0,
            preset="accuracy",
            ranked=False,
            started_at=now,
            cards=(opened(cards[0], 0, now), *cards[1:]),
            kind="trial",
        )
        round_rows.add(tx, record)
    return record.id
