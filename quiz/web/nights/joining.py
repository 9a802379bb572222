"""The door of a night: the code, a name, and in; or back to a seat one had before."""

from __future__ import annotations

from typing import Any, cast

from flask import (
    Blueprint,
    Flask,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from quiz.errors import NotFoundError, QuizError
from quiz.services.nights import access, door
from quiz.services.nights.views import DoorView
from quiz.web import current
from quiz.web.errors import status_of
from quiz.web.languages import gettext as _
from quiz.web.nights import keys, seats

blueprint = Blueprint("joining", __name__)

WRONG_CODES = "60 per minute; 1200 per hour"
"""How many wrong codes an address may try: a pub shares one, and mistypes."""
_GUESSABLE = ("joining.join", "joining.enter", "joining.take", "joining.back")


def limit(app: Flask, limiter: Limiter) -> None:
    """Slow down who guesses codes. Only what opens nothing is counted, never who comes in."""
    # Answers come by the thousand within a second: none is looked at twice.
    limiter.request_filter(lambda: request.endpoint == "playing.answer")
    guard = limiter.shared_limit(
        WRONG_CODES, "code", deduct_when=lambda response: response.status_code == 404
    )
    for name in _GUESSABLE:
        app.view_functions[name] = cast("Any", guard(app.view_functions[name]))


@blueprint.get("/join")
def join() -> ResponseReturnValue:
    """Ask for the code, or go to the door it opens."""
    code, error = request.args.get("code", "")[:40], ""
    if code.strip():
        try:
            return redirect(url_for("joining.enter", code=door.look(current.house(), code).code))
        except NotFoundError as refused:
            error = str(refused)
    return _code_form(code, error)


@blueprint.get("/j/<code>")
def enter(code: str) -> ResponseReturnValue:
    """Show the door, or go straight back to the seat that this browser has behind it."""
    try:
        night = door.look(current.house(), code)
    except NotFoundError as refused:
        return _code_form(code[:40], str(refused))
    return _straight(night) or _door(night)


@blueprint.post("/j/<code>")
def take(code: str) -> ResponseReturnValue:
    """Take a seat; only that it was taken is told to the page."""
    house = current.house()
    try:
        night = door.look(house, code)
    except NotFoundError as refused:
        return _code_form(code[:40], str(refused))
    straight = _straight(night)
    if straight:
        return straight
    try:
        return _seated(door.join(house, code, seats.wish()))
    except QuizError as refused:
        # 404 is what guessing is told by: a team that is gone is no wrong code.
        status = 409 if isinstance(refused, NotFoundError) else status_of(refused)
        return _door(night, error=str(refused), status=status)


@blueprint.post("/j/<code>/back")
def back(code: str) -> ResponseReturnValue:
    """Give the seat back to who has its rescue code, on whatever device."""
    house, rescue = current.house(), request.form.get("rescue", "")[:40]
    try:
        return _seated(door.come_back(house, code, rescue, seats.device()))
    except NotFoundError as refused:
        try:
            return _door(door.look(house, code), lost=str(refused), status=404)
        except NotFoundError:
            return _code_form(code[:40], str(refused))


def _straight(night: DoorView) -> Response | None:
    token = keys.seat_token(night.night_id)
    seat = access.seat(current.house(), night.night_id, token) if token else None
    if seat is None or seat.status not in {"in", "waiting"}:
        return None
    return cast("Response", redirect(url_for("playing.play", night_id=night.night_id), 303))


def _seated(admission: door.Admission) -> Response:
    keys.keep_seat(admission.night_id, admission.token)
    return cast("Response", redirect(url_for("playing.play", night_id=admission.night_id), 303))


def _door(night: DoorView, *, error: str = "", lost: str = "", status: int = 200) -> Response:
    form, me = request.form, current.player()
    name = form.get("name") or (me.name if me and night.own_names else night.drawn)
    page = render_template(
        "nights/join.html", door=night, name=name[:40], error=error, rescue_error=lost, form=form
    )
    return make_response(page, status)


def _code_form(code: str, error: str) -> Response:
    told = error or _("It is on the big screen: six letters and digits.")
    page = render_template("nights/code.html", code=code, error=error, told=told)
    return make_response(page, 404 if error else 200)
