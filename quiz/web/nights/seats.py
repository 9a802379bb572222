"""What a player's forms say: an answer and when it was given, a seat and what it wishes."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, current_app, request, session

from quiz.errors import BadInputError, QuizError
from quiz.services.nights import seating
from quiz.services.nights.answer_desk import Saved
from quiz.services.nights.door import JoinWish
from quiz.web import current
from quiz.web.errors import status_of
from quiz.web.languages import gettext as _
from quiz.web.nights import keys

DRAFT = "1"
"""What the field ``draft`` says of an answer that was not handed in."""
_DEVICE = "device"


def milliseconds() -> float | None:
    """Return how long the page says the answer took, or None when it says nothing sensible."""
    return milliseconds_of(request.form.get("ms", ""))


def milliseconds_of(text: str) -> float | None:
    """Return the same from the text of the field."""
    try:
        return float(text)
    except ValueError:
        return None


def revision() -> int | None:
    """Return the number of a change of an answer, or None from a page without script."""
    text = request.form.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def told(save: Callable[[], Saved]) -> Response:
    """Save an answer and say so in a word of JSON; no page and no template, for thousands do it."""
    status, body = acknowledged(save)
    return current_app.response_class(body, status, content_type="application/json")


def acknowledged(save: Callable[[], Saved]) -> tuple[int, bytes]:
    """Save an answer; return the status and what is told of it."""
    try:
        saved = save()
    except QuizError as refused:
        return status_of(refused), _json({"error": str(refused)})
    return 200, _json({"revision": saved.revision, "given": saved.given})


def _json(value: dict[str, object]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def device() -> str:
    """Return the random text that this browser is known by at doors."""
    kept = known_device()
    if not kept:
        kept = session[_DEVICE] = secrets.token_urlsafe(16)
        session.permanent = True
    return kept


def known_device() -> str:
    """Return the same, or an empty text for a browser that is new, or that keeps no cookies."""
    kept = session.get(_DEVICE)
    return kept if isinstance(kept, str) else ""


def wish() -> JoinWish:
    """Read what somebody at the door wants to be."""
    form, me = request.form, current.player()
    return JoinWish(
        name=form.get("name", "")[:200],
        team_id=form.get("team", "")[:40],
        new_team=form.get("new_team", "")[:200],
        audience=form.get("as") == "audience",
        player_id=me.id if me else None,
        device=device(),
    )


def carry_out(night_id: str) -> bool:
    """Do for this browser's seat what its form wishes; return whether it left the night.

    Raises BadInputError for a wish there is not, and what ``seating.settle_in`` raises.
    """
    form = request.form
    wishes: dict[str, Callable[[], seating.Wish]] = {
        "rename": lambda: seating.Rename(form.get("name", "")[:200]),
        "team": lambda: seating.PickTeam(form.get("team", "")[:40], form.get("new_team", "")[:200]),
        "extra_time": lambda: seating.ExtraTime(on=form.get("on") == "yes"),
        "joker": lambda: seating.Joker(on=form.get("on", "yes") == "yes"),
        "wager": lambda: seating.PutIn(_points(form.get("wager", ""))),
        "leave": seating.Leave,
    }
    make = wishes.get(form.get("action", ""))
    if make is None:
        raise BadInputError(_("There is no such wish. Use the buttons of the page."))
    made = make()
    seating.settle_in(current.house(), night_id, keys.seat_token(night_id), made)
    return isinstance(made, seating.Leave)


@dataclass(frozen=True, slots=True)
class Refused:
    """A wish that was not carried out: which, why, and what was typed; nobody types it twice."""

    action: str
    why: str
    typed: str
    status: int


def refused(error: QuizError) -> Refused:
    """Return what a form wished for that met with this error."""
    action = request.form.get("action", "")
    typed = request.form.get("wager" if action == "wager" else "name", "")
    return Refused(action, str(error), typed[:200], status_of(error))


def _points(text: str) -> int:
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise BadInputError(_("A wager is a whole number of points."))
    return int(digits)
