"""What belongs to the request at hand: the house it came to, and who came."""

from __future__ import annotations

from typing import cast

from flask import current_app
from flask_login import current_user

from quiz.errors import NotFoundError
from quiz.services.house import House
from quiz.services.rows import PlayerView


def house() -> House:
    """Return the house this application was made for."""
    return cast("House", current_app.extensions["house"])


def player() -> PlayerView | None:
    """Return who plays on this device, or None for a visitor who has not played yet."""
    return cast("PlayerView", current_user.view) if current_user.is_authenticated else None


def player_id() -> str:
    """Return the id of who plays here. Raises NotFoundError for a visitor: a round of nobody's."""
    me = player()
    if me is None:
        raise NotFoundError("This belongs to somebody who plays on another device.")
    return me.id
