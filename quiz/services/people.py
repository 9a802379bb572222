"""Guests and accounts, and the devices that act for them.

A guest is a player without a password; signing up turns the same player into an account, and
signing in moves what a guest played to the account. A device is known by a token of 128 random
bits; only its hash is kept. Every sign-up and sign-in gives a new token and ends the old one.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from quiz.errors import ConflictError, NotAllowedError, NotFoundError, StorageError
from quiz.night import stage_names
from quiz.services import exporting, inputs
from quiz.services.devices import label_of
from quiz.services.house import House
from quiz.services.passwords import hash_password, is_right
from quiz.services.rows import DeviceRow, PlayerView
from quiz.store import learning as learning_rows
from quiz.store import media_uses, night_people, own_packs, ratings
from quiz.store import people as rows
from quiz.store import reviews as review_rows
from quiz.store.records import DeviceRecord, PlayerRecord
from quiz.store.store import Transaction

FORGOTTEN = "A former guest"
FORMER = "A former player"
_SEEN_EVERY = timedelta(minutes=10)
_WRONG = "Name or password is wrong."
_TAKEN = "That name is taken: choose another."


def guest(house: House, name: str, device: str = "") -> str:
    """Welcome a guest and return the token of the device; an empty name gets a stage name.

    ``device`` is what the browser calls itself. Raises BadInputError for a bad name.
    """
    shown = inputs.name(name) if name.strip() else stage_names.draw(house.dice())
    now = house.clock()
    player = PlayerRecord(_new_id(), shown, now, now)
    with house.store.writing() as tx:
        rows.add_player(tx, player)
        return _welcome(tx, player.id, device, now)


def by_token(house: House, token: str) -> PlayerView | None:
    """Return who a token belongs to, or None. Notes now and then that the device was here."""
    now = house.clock()
    with house.store.reading() as tx:
        found = rows.by_token(tx, _hash(token))
    if found is None:
        return None
    player, device = found
    if now - device.seen_at > _SEEN_EVERY:
        _touch(house, device, now)
    return PlayerView(player.id, player.name, player.username, device.id)


def rename(house: House, player_id: str, name: str) -> None:
    """Change the name that others see. Raises BadInputError for a bad one."""
    shown = inputs.name(name)
    with house.store.writing() as tx:
        rows.rename(tx, player_id, shown)


def sign_up(
    house: House, player_id: str | None, username: str, password: str, device: str = ""
) -> str:
    """Make an account, of the guest at hand if there is one, and return a new token.

    The guest's rounds stay; other devices of the guest are signed out. Raises BadInputError for
    a bad name or password, ConflictError for a taken name or one who has an account already.
    """
    shown, key, now = inputs.name(username), inputs.username_key(username), house.clock()
    inputs.password(password, shown)
    hashed = house.heavy(lambda: hash_password(password))
    with house.store.writing() as tx:
        if rows.player_by_username(tx, key) is not None:
            raise ConflictError(_TAKEN)
        before = rows.player(tx, player_id, to_change=True) if player_id else None
        if before is None:
            account = PlayerRecord(_new_id(), shown, now, now, shown, hashed)
            rows.add_player(tx, account, key)
        elif before.username is not None:
            raise ConflictError("You have an account already: sign out first.")
        else:
            account = replace(before, name=shown, username=shown, password_hash=hashed)
            rows.make_account(tx, account, key)
            rows.delete_devices(tx, account.id)
        return _welcome(tx, account.id, device, now)


def sign_in(
    house: House, username: str, password: str, current: PlayerView | None, device: str = ""
) -> str:
    """Sign in and return a new token; what ``current``, a guest, has played moves along.

    Raises NotAllowedError for a wrong name or password, without saying which.
    """
    now = house.clock()
    with house.store.reading() as tx:
        found = rows.player_by_username(tx, inputs.username_key(username))
    if not _matches(house, found, password) or found is None:
        raise NotAllowedError(_WRONG)
    with house.store.writing() as tx:
        account = rows.player(tx, found.id, to_change=True)
        if account is None or account.password_hash != found.password_hash:
            raise NotAllowedError(_WRONG)  # deleted or changed while we were hashing
        if current is not None:
            before = rows.player(tx, current.id, to_change=True)
            if before is not None and before.username is None:
                night_people.move(tx, before.id, account.id)
                ratings.move(tx, before.id, account.id)
                review_rows.move(tx, before.id, account.id)
                learning_rows.move(tx, before.id, account.id)
                rows.move_everything(tx, before.id, account.id)
            elif before is not None:
                rows.delete_devices(tx, before.id, only=current.device)
        return _welcome(tx, account.id, device, now)


def sign_out(house: House, token: str) -> None:
    """End a device. An unknown token is signed out already."""
    with house.store.writing() as tx:
        found = rows.by_token(tx, _hash(token))
        if found is not None:
            rows.delete_devices(tx, found[0].id, only=found[1].id)


def change_password(house: House, token: str, old: str, new: str) -> str:
    """Change the password, sign every device out, and return a new token for this one.

    Raises NotAllowedError when ``old`` is wrong, BadInputError when ``new`` will not do.
    """
    now = house.clock()
    with house.store.reading() as tx:
        found = rows.by_token(tx, _hash(token))
    if found is None or found[0].username is None:
        raise NotAllowedError("Sign in first.")
    player, device = found
    inputs.password(new, player.username or "")
    if not _matches(house, player, old):
        raise NotAllowedError("The old password is wrong.")
    hashed = house.heavy(lambda: hash_password(new))
    with house.store.writing() as tx:
        still = rows.player(tx, player.id, to_change=True)
        if still is None or still.password_hash != player.password_hash:
            raise ConflictError("The password was changed meanwhile. Sign in again.")
        rows.set_password(tx, player.id, hashed)
        rows.delete_devices(tx, player.id)
        return _keep(tx, replace(device, id=_new_id(), seen_at=now))


def devices(house: House, player_id: str, this: str) -> tuple[DeviceRow, ...]:
    """Return a player's devices, the one seen last first; ``this`` is the id of the one in use."""
    with house.store.reading() as tx:
        found = rows.devices(tx, player_id)
    return tuple(
        DeviceRow(d.id, d.label, d.created_at, d.seen_at, is_this=d.id == this) for d in found
    )


def revoke(house: House, player_id: str, device_id: str) -> None:
    """Sign a device of the player's out. Raises NotFoundError when there is none such."""
    with house.store.writing() as tx:
        if not rows.delete_devices(tx, player_id, only=device_id):
            raise NotFoundError("That device is signed out already.")


def export(house: House, player_id: str) -> dict[str, Any]:
    """Return everything that is kept about a player, as JSON can hold it."""
    return exporting.export(house, player_id)


def delete(house: House, player_id: str, password: str | None) -> None:
    """Delete a player with everything that is known of them, for good.

    An account wants its password: NotAllowedError when it is wrong. What was reported about
    questions stays, without name and note.
    """
    with house.store.reading() as tx:
        player = rows.player(tx, player_id)
    if player is None:
        raise NotFoundError("You are not known here any more.")
    if player.username is not None and not _matches(house, player, password or ""):
        raise NotAllowedError("The password is wrong; nothing was deleted.")
    with house.store.writing() as tx:
        night_people.delete_of(tx, player_id, FORMER)
        learning_rows.forget(tx, player_id)
        own = own_packs.digests(tx, player_id)
        media_uses.forget_held(tx, player_id)
        rows.delete_player(tx, player_id)
        own_packs.forget_unused(tx, own)
    with suppress(StorageError):  # it is deleted; the next scrub does what is left
        house.store.scrub()


def forget_guests(house: House) -> int:
    """Take the names of guests who were away for as long as the settings say; return how many.

    What they missed is forgotten, too.
    """
    since = house.clock() - timedelta(days=house.settings.guest_days)
    with house.store.writing() as tx:
        forgotten = rows.rename_guests(tx, since, FORGOTTEN)
        forgotten += night_people.forget(tx, since, FORGOTTEN)
        review_rows.forget_guests(tx, since)
    if forgotten:
        house.store.scrub()
    return forgotten


def _matches(house: House, player: PlayerRecord | None, password: str) -> bool:
    if len(password) > inputs.PASSWORD_LENGTHS[1]:
        password = ""  # no password is that long, and hashing it would be work for us
    known = player.password_hash if player else None
    return house.heavy(lambda: is_right(known, password))


def _welcome(tx: Transaction, player_id: str, browser: str, now: datetime) -> str:
    return _keep(tx, DeviceRecord(_new_id(), player_id, "", label_of(browser), now, now))


def _keep(tx: Transaction, device: DeviceRecord) -> str:
    token = secrets.token_urlsafe(16)
    rows.add_device(tx, replace(device, token_hash=_hash(token)))
    return token


def _touch(house: House, device: DeviceRecord, now: datetime) -> None:
    try:
        with house.store.writing() as tx:
            rows.touch(tx, device, now)
    except StorageError:
        return  # a full disk keeps nobody from looking; what fails is told when it matters


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _new_id() -> str:
    return secrets.token_hex(8)
