"""Players and their devices."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from quiz.store.records import DeviceRecord, PlayerRecord
from quiz.store.tables import Device, Player, Report, Round


def add_player(tx: Session, player: PlayerRecord, username_key: str | None = None) -> None:
    """Add a player; ``username_key`` is the folded name no other account may have."""
    tx.execute(insert(Player).values(**asdict(player), username_key=username_key))


def player(tx: Session, player_id: str, *, to_change: bool = False) -> PlayerRecord | None:
    """Return a player, or None; ``to_change`` holds others off until the transaction ends."""
    query = select(Player).where(Player.id == player_id)
    found = tx.scalar(query.with_for_update() if to_change else query)
    return _player(found) if found else None


def player_by_username(tx: Session, username_key: str) -> PlayerRecord | None:
    """Return the account of a folded name, or None."""
    found = tx.scalar(select(Player).where(Player.username_key == username_key))
    return _player(found) if found else None


def rename(tx: Session, player_id: str, name: str) -> None:
    """Change the name that others see."""
    tx.execute(update(Player).where(Player.id == player_id).values(name=name))


def make_account(tx: Session, record: PlayerRecord, username_key: str) -> None:
    """Turn a guest into an account. ConflictError at the end when the name was taken meanwhile."""
    values = {
        "name": record.name,
        "username": record.username,
        "username_key": username_key,
        "password_hash": record.password_hash,
    }
    tx.execute(update(Player).where(Player.id == record.id).values(**values))


def set_password(tx: Session, player_id: str, password_hash: str) -> None:
    """Keep the hash of a new password."""
    tx.execute(update(Player).where(Player.id == player_id).values(password_hash=password_hash))


def move_everything(tx: Session, source: str, target: str) -> None:
    """Give all that a guest played to an account, and forget the guest."""
    tx.execute(update(Round).where(Round.player_id == source).values(player_id=target))
    tx.execute(update(Report).where(Report.player_id == source).values(player_id=target))
    tx.execute(delete(Player).where(Player.id == source))


def delete_player(tx: Session, player_id: str) -> None:
    """Delete a player with devices and rounds. Reports stay, without the name and the note."""
    tx.execute(update(Report).where(Report.player_id == player_id).values(note=""))
    tx.execute(delete(Player).where(Player.id == player_id))


def names(tx: Session, player_ids: Collection[str]) -> dict[str, str]:
    """Return the names of some players, by id."""
    query = select(Player.id, Player.name).where(Player.id.in_(player_ids))
    return {row.id: row.name for row in tx.execute(query)}


def rename_guests(tx: Session, not_seen_since: datetime, name: str) -> int:
    """Give every guest who was not seen since then one and the same name; return how many."""
    query = (
        update(Player)
        .where(Player.username.is_(None), Player.seen_at < not_seen_since, Player.name != name)
        .values(name=name)
    )
    return int(tx.execute(query).rowcount)  # type: ignore[attr-defined] # an UPDATE and a DELETE have it


def add_device(tx: Session, device: DeviceRecord) -> None:
    """Let a device act for its player."""
    tx.execute(insert(Device).values(**asdict(device)))


def by_token(tx: Session, token_hash: str) -> tuple[PlayerRecord, DeviceRecord] | None:
    """Return who a token belongs to, with the device, or None."""
    query = select(Player, Device).join(Device, Device.player_id == Player.id)
    found = tx.execute(query.where(Device.token_hash == token_hash)).first()
    return (_player(found[0]), _device(found[1])) if found else None


def devices(tx: Session, player_id: str) -> tuple[DeviceRecord, ...]:
    """Return a player's devices, the one seen last first."""
    query = select(Device).where(Device.player_id == player_id).order_by(Device.seen_at.desc())
    return tuple(_device(found) for found in tx.scalars(query))


def touch(tx: Session, device: DeviceRecord, now: datetime) -> None:
    """Note that a device and its player were just here."""
    tx.execute(update(Device).where(Device.id == device.id).values(seen_at=now))
    tx.execute(update(Player).where(Player.id == device.player_id).values(seen_at=now))


def delete_devices(
    tx: Session, player_id: str, *, only: str | None = None, but: str | None = None
) -> int:
    """Sign out a player's devices: all, ``only`` one, or all ``but`` one; return how many."""
    query = delete(Device).where(Device.player_id == player_id)
    if only is not None:
        query = query.where(Device.id == only)
    if but is not None:
        query = query.where(Device.id != but)
    return int(tx.execute(query).rowcount)  # type: ignore[attr-defined] # an UPDATE and a DELETE have it


def _player(row: Player) -> PlayerRecord:
    return PlayerRecord(
        row.id, row.name, row.created_at, row.seen_at, row.username, row.password_hash
    )


def _device(row: Device) -> DeviceRecord:
    return DeviceRecord(
        row.id, row.player_id, row.token_hash, row.label, row.created_at, row.seen_at
    )
