"""Whether the server lives, and whether it can serve."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from quiz.services import house as houses
from quiz.web import current

blueprint = Blueprint("health", __name__)


@blueprint.get("/livez")
def livez() -> ResponseReturnValue:
    """Answer, and nothing else."""
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Answer only when the database does. StorageError becomes a 503.

    Without its bus the game goes on, a little slower: that is told, and no reason to be replaced.
    """
    house = current.house()
    houses.check(house)
    told = "ok\n" if house.bus.is_well else "degraded: the bus is away, news takes up to a second\n"
    return told, {"Content-Type": "text/plain; charset=utf-8"}
