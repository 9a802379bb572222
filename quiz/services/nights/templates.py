"""Nights that a host keeps, to plan them again."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from typing import Any

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.night.model import Rules
from quiz.services import catalog, inputs
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


class TitleTakenError(ConflictError):
    """A template with this title is kept already."""


def save(house: House, owner_id: str, draft: NightDraft, over: str = "") -> str:
    """Keep a draft; return the id of the template.

    It takes the place, and the id, of the one with the same title, if its host said so by ``over``,
    that title. Raises TitleTakenError when they did not, BadInputError as ``planning.create``, and
    when there are too many.
    """
    draft = checked(draft, catalog.at_hand(house, owner_id, packs_of(draft)))
    with house.store.writing() as tx:
        kept = rows.of_owner(tx, owner_id)
        same = [record.id for record in kept if is_same(record.title, draft.title)]
        if same and not is_same(over, draft.title):
            raise TitleTakenError(
                "You keep a template with this title already. Press the button once more to put"
                " this night in its place, or give it another title."
            )
        if not same and len(kept) >= _MOST:
            raise BadInputError(f"{_MOST} nights are kept already. Delete one first.")
        template_id = same[0] if same else secrets.token_hex(8)
        if same:
            rows.remove(tx, owner_id, template_id)
        record = TemplateRecord(template_id, owner_id, draft.title, asdict(draft), house.clock())
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


def is_same(title: str, other: str) -> bool:
    """Say whether two titles are one; case and spaces make no other title."""
    return inputs.line(title).casefold() == inputs.line(other).casefold()


def _draft(data: dict[str, Any]) -> NightDraft:
    return NightDraft(
        title=data["title"],
        rounds=tuple(RoundDraft(**planned) for planned in data["rounds"]),
        rules=Rules(**data["rules"]),
        language=data.get("language", ""),  # older ones do not say
    )
