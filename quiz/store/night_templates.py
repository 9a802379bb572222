"""Nights that a host keeps, to be planned again."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from quiz.store.night_records import TemplateRecord
from quiz.store.night_tables import NightTemplate


def add(tx: Session, record: TemplateRecord) -> None:
    """Keep a night to be planned again."""
    tx.execute(insert(NightTemplate).values(**asdict(record)))


def find(tx: Session, owner_id: str, template_id: str) -> TemplateRecord | None:
    """Return a template of a player, or None when there is none or it is someone else's."""
    found = [one for one in of_owner(tx, owner_id) if one.id == template_id]
    return found[0] if found else None


def of_owner(tx: Session, owner_id: str) -> tuple[TemplateRecord, ...]:
    """Return a player's templates, the latest first."""
    query = (
        select(NightTemplate)
        .where(NightTemplate.owner_id == owner_id)
        .order_by(NightTemplate.created_at.desc(), NightTemplate.id)
    )
    return tuple(
        TemplateRecord(row.id, row.owner_id, row.title, row.draft, row.created_at)
        for row in tx.scalars(query)
    )


def remove(tx: Session, owner_id: str, template_id: str) -> bool:
    """Delete a player's template; return whether there was one."""
    query = delete(NightTemplate).where(
        NightTemplate.owner_id == owner_id, NightTemplate.id == template_id
    )
    return bool(tx.execute(query).rowcount)  # type: ignore[attr-defined] # a DELETE has it
