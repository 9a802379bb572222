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
    """Answer only when the database does. StorageError becomes a 503."""
    houses.check(current.house())
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}
