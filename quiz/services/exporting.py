"""Everything that is kept about a person, for them to take along."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from quiz.errors import NotFoundError
from quiz.services.house import House
from quiz.services.table import Table
from quiz.store import drafts as draft_rows
from quiz.store import learning as learning_rows
from quiz.store import night_people, night_templates, own_packs, ratings, uploads
from quiz.store import people as people_rows
from quiz.store import reports as report_rows
from quiz.store import reviews as review_rows
from quiz.store import rounds as round_rows
from quiz.store.own_records import OwnPackRecord
from quiz.store.records import CardRecord, ReviewCardRecord, RoundRecord
from quiz.store.store import Transaction


def export(house: House, player_id: str) -> dict[str, Any]:
    """Return all that the store holds of a player, but for the hashes of password and tokens."""
    with house.store.reading() as tx:
        player = people_rows.player(tx, player_id)
        if player is None:
            raise NotFoundError("You are not known here any more.")
        rounds = round_rows.all_of(tx, player_id)
        tables = [Table(record, house.shelf, tx) for record in rounds]
        kept = {
            "format": 1,
            "exported_at": house.clock(),
            "player": _without(asdict(player), "password_hash"),
            "devices": [
                _without(asdict(device), "token_hash", "player_id")
                for device in people_rows.devices(tx, player_id)
            ],
            "rounds": [_round(table) for table in tables],
            "review": [_missed(house, tx, card) for card in review_rows.all_of(tx, player_id)],
            "seats": [
                {**seat, "answers": [_given(answer) for answer in seat["answers"]]}
                for seat in night_people.sat(tx, player_id)
            ],
            "nights": list(night_people.hosted(tx, player_id)),
            "templates": [
                _without(asdict(template), "owner_id")
                for template in night_templates.of_owner(tx, player_id)
            ],
            "moments_drafts": [
                _without(asdict(draft), "owner_id") for draft in draft_rows.of_owner(tx, player_id)
            ],
            "skills": [
                {"topic": topic, "skill": rating.value, "answers": rating.n}
                for topic, rating in learning_rows.skills_of(tx, player_id).items()
            ],
            "first_answers": [
                _without(asdict(first), "who", "content")
                for first in learning_rows.firsts_of(tx, player_id)
            ],
            "packs": [
                _pack(house, tx, own, summary.title)
                for own, summary in own_packs.of_owner(tx, player_id)
            ],
            "uploads": [
                {"name": name, "made_at": made} for name, made in uploads.names_of(tx, player_id)
            ],
            "ratings": [
                {"pack_id": pack, "stars": stars, "rated_at": rated}
                for pack, stars, rated in ratings.of_player(tx, player_id)
            ],
            "reports": [
                _without(asdict(report), "player_id")
                for report in report_rows.of_player(tx, player_id)
            ],
        }
    return {name: _plain(value) for name, value in kept.items()}


def _pack(house: House, tx: Transaction, own: OwnPackRecord, title: str) -> dict[str, Any]:
    """Return a pack with its questions, its draft and its versions."""
    drafted = own_packs.draft(tx, own.pack_id)
    now = house.shelf.edition(tx, own.digest).pack
    return {
        **_without(asdict(own), "owner_id", "digest", "content", "credit"),
        "title": title,
        "based_on": own.credit.title if own.credit else "",
        "pack": asdict(now),
        "draft": asdict(drafted[0]) if drafted else None,
        "versions": [_without(asdict(s), "digest") for s in own_packs.steps(tx, own.pack_id)],
    }


def _round(table: Table) -> dict[str, Any]:
    record: RoundRecord = table.record
    shown = [card for card in record.cards if card.opened_at is not None]
    return {
        **_without(asdict(record), "player_id", "cards"),
        "cards": [_card(table, card) for card in shown],
    }


def _card(table: Table, card: CardRecord) -> dict[str, Any]:
    return {"ask": table.question(card).ask, **_without(asdict(card), "digest", "order")}


def _missed(house: House, tx: Transaction, card: ReviewCardRecord) -> dict[str, Any]:
    asked = house.shelf.edition(tx, card.digest).questions[card.question_id]
    return {"ask": asked.ask, **_without(asdict(card), "digest", "player_id")}


def _given(answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "given": json.loads(answer["given"])}


def _without(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _plain(value: Any) -> Any:
    """Give times as ISO 8601, and tuples as lists: what JSON can hold."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime) else value
