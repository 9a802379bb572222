"""What a browser holds of nights: keys to host and tokens of seats, in its signed session."""

from __future__ import annotations

from typing import Any

from flask import session

_MOST = 12  # a cookie has room for so many; the oldest go


def host_key(night_id: str) -> str:
    """Return the key to a night that this browser hosts, or an empty text."""
    return _held("hosting", night_id)


def seat_token(night_id: str) -> str:
    """Return the token of this browser's seat in a night, or an empty text."""
    return _held("seats", night_id)


def keep_host(night_id: str, key: str) -> None:
    """Let this browser host a night from now on."""
    _keep("hosting", night_id, key)


def keep_seat(night_id: str, token: str) -> None:
    """Let this browser play in a night from now on."""
    _keep("seats", night_id, token)


def drop_seat(night_id: str) -> None:
    """Forget this browser's seat in a night."""
    held: Any = session.get("seats")
    if isinstance(held, dict) and night_id in held:
        session["seats"] = {key: value for key, value in held.items() if key != night_id}


def _held(what: str, night_id: str) -> str:
    held: Any = session.get(what)
    found = held.get(night_id, "") if isinstance(held, dict) else ""
    return found if isinstance(found, str) else ""


def _keep(what: str, night_id: str, secret: str) -> None:
    held: Any = session.get(what)
    kept = {k: v for k, v in held.items() if k != night_id} if isinstance(held, dict) else {}
    session[what] = dict([*kept.items(), (night_id, secret)][-_MOST:])
    session.permanent = True
