"""Nights that a host keeps, to plan them again."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from typing import Any

from quiz.errors import BadInputError, NotFoundError
from quiz.night.model import Rules
from quiz.services import catalog
from quiz.services.house import House
from quiz.services.nights.desk import NightDraft, RoundDraft
from quiz.services.nights.drafts import checked, minutes, packs_of
from quiz.store import night_templates as rows
from quiz.store.night_records import TemplateRecord

_MOST = 100


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """A template in a host's list; ``minutes`` is about how long the night takes."""

    id: str
    title: str
    rounds: int
    minutes: int


def save(house: House, owner_id: str, draft: NightDraft) -> str:
    """Keep a draft; return the id of the template.

    Raises BadInputError as ``planning.create``, and when there are too many.
    """
    draft = checked(draft, catalog.at_hand(house, owner_id, packs_of(draft)))
    record = TemplateRecord(
        secrets.token_hex(8), owner_id, draft.title, asdict(draft), house.clock()
    )
    with house.store.writing() as tx:
        if len(rows.of_owner(tx, owner_id)) >= _MOST:
            raise BadInputError(f"{_MOST} nights are kept already. Delete one first.")
        rows.add(tx, record)
    return record.id


def templates(house: House, owner_id: str) -> tuple[TemplateCard, ...]:
    """Return what a host keeps, the latest first."""
    with house.store.reading() as tx:
        records = rows.of_owner(tx, owner_id)
    drafts = [(record.id, _draft(record.draft)) for record in records]
    return tuple(
        TemplateCard(template_id, draft.title, len(draft.rounds), minutes(draft))
        for template_id, draft in drafts
    )


def load(house: House, owner_id: str, template_id: str) -> NightDraft:
    """Return a draft that was kept. Raises NotFoundError when it is not this host's."""
    with house.store.reading() as tx:
        record = rows.find(tx, owner_id, template_id)
    if record is None:
        raise NotFoundError("There is no such template, or it is not yours.")
    return _draft(record.draft)


def delete(house: House, owner_id: str, template_id: str) -> None:
    """Delete a template. Raises NotFoundError when it is not this host's."""
    with house.store.writing() as tx:
        if not rows.remove(tx, owner_id, template_id):
            raise NotFoundError("There is no such template, or it is not yours.")


def _draft(data: dict[str, Any]) -> NightDraft:
    return NightDraft(
        title=data["title"],
        rounds=tuple(RoundDraft(**planned) for planned in data["rounds"]),
        rules=Rules(**data["rules"]),
        language=data.get("language", ""),  # older ones do not say
    )
