"""The live channel of a night: a stream for each page, and the same parts by asking."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from quiz.errors import NotAllowedError, NotFoundError
from quiz.live import frames
from quiz.live.hub import Audience
from quiz.night.model import Seat
from quiz.services.nights import access, pages
from quiz.web import current, streams
from quiz.web.languages import gettext as _
from quiz.web.languages import wish
from quiz.web.nights import keys, parts

blueprint = Blueprint("channel", __name__, url_prefix="/nights")

RETRY_MS = 1000
_AUDIENCES = ("player", "screen", "host")


@blueprint.get("/<night_id>/stream")
def stream(night_id: str) -> Response:
    """Keep a page up to date. The broadcaster sends it everything, first of all a snapshot."""
    audience, seat = _who(night_id)
    return streams.stream(
        current.house().hub,
        night_id,
        audience,
        seat=seat,
        language=wish(),
        first=greeting,
    )


def greeting() -> bytes:
    """Return what a stream begins with."""
    return frames.retry(RETRY_MS)


def audience_of(seat: Seat) -> Audience:
    """Return as what a phone watches: one that waits to be let in sees the door alone."""
    return "door" if seat.status == "waiting" else "player"


@blueprint.get("/<night_id>/now")
def now(night_id: str) -> ResponseReturnValue:
    """Return what a stream begins with, for a page that has no stream and asks now and then."""
    audience, seat = _who(night_id)
    house = current.house()
    if audience == "host":
        told = parts.desk(pages.desk(house, night_id))
    elif audience == "screen":
        told = parts.screen(pages.stage(house, night_id))
    else:
        told = parts.phone(*pages.phone(house, night_id, seat))
    return Response(told, mimetype="text/event-stream", headers={"Cache-Control": "no-store"})


def _who(night_id: str) -> tuple[Audience, str]:
    """Return as what somebody may watch a night, and from which seat.

    Raises NotFoundError or NotAllowedError: a stream shows nothing to strangers.
    """
    audience = request.args.get("as", "player")
    house = current.house()
    if audience not in _AUDIENCES:
        raise NotFoundError(_("There is nothing to watch there."))
    if audience == "host":
        access.host(house, night_id, keys.host_key(night_id))
        return "host", ""
    if audience == "screen":
        if pages.by_screen_key(house, request.args.get("key", "")) != night_id:
            raise NotFoundError(_("There is nothing to watch there."))
        return "screen", ""
    seat = access.sitting(house, night_id, keys.seat_token(night_id))
    if seat is None:
        raise NotAllowedError(_("You have no seat in this night. Join with its code."))
    return audience_of(seat), seat.id
