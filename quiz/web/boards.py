"""Leaderboards: who played best, today, this week, ever."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, request
from flask_babel import gettext as _

from quiz.errors import BadInputError
from quiz.leaderboards.windows import WINDOWS
from quiz.rounds.model import LENGTHS
from quiz.services import boards, catalog
from quiz.services.views import Window
from quiz.web import current, htmx

blueprint = Blueprint("boards", __name__, url_prefix="/leaderboards")


@blueprint.get("")
def board() -> str:
    """Show one leaderboard, with my own place always in it."""
    house, me, asked = current.house(), current.player(), request.args
    window, length = asked.get("window", "week"), asked.get("length", "10")
    if window not in WINDOWS or length not in map(str, LENGTHS):
        raise BadInputError(_("There is no such leaderboard. Choose one from the list."))
    return htmx.page_or_part(
        "boards/board.html",
        "boards/_board.html",
        packs=catalog.packs(house),
        board=boards.board(
            house, asked.get("scope", ""), cast("Window", window), int(length), me.id if me else None
        ),
    )
