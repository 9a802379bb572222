"""Leaderboards: who played best, today, this week, ever."""

from __future__ import annotations

from flask import Blueprint, request

from quiz.errors import BadInputError
from quiz.leaderboards.windows import WINDOWS
from quiz.rounds.model import LENGTHS
from quiz.services import boards, catalog
from quiz.web import current, htmx
from quiz.web.languages import gettext as _

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
            house,
            asked.get("scope", ""),
            window,
            int(length),
            me.id if me else None,
        ),
    )
