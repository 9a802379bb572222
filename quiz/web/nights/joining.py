"""The door of a night: the code, a name, and in; or back to a seat one had before.

A pub shares one address, and somebody in it may guess codes. Three rules keep that slow, and the
others in:

- Of an address no more than ``WRONG_CODES`` are looked up; what is asked after that is refused,
  right or wrong. Of ten rooms, one is found within an hour with a probability of at most
  1,200 x 10 / 31^6 = 0.0014 %, whatever the rules below. (Hours are counted from the first wrong
  code, so that sixty minutes may touch two of them: 0.0027 %. Codes that are being looked up when
  the last try is used come on top.)
- Of these tries, one browser has the first, for which it had no cookie yet, and
  ``WRONG_CODES_OF_A_DEVICE``; what it asks after that costs the others nothing. So it takes ten
  guessing browsers within a minute, or sixty within an hour, to keep out who types a code; or one
  that throws its cookies away, which nobody can tell from many newcomers.
- The link, which is what the QR code says, has a key beside its code (``access.link_key``), and so
  have the forms behind the door. Who has it knows that the code is right, and is never refused.
  Guessing that costs 2^48 tries for each code, and tells no more than the code.
"""

from __future__ import annotations

import hmac
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
from flask_limiter import Limiter, RequestLimit

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
WRONG_CODES_OF_A_DEVICE = "5 per minute; 19 per hour"
"""How many of them a browser may try beside its first, as long as it keeps its cookie."""
_GUESSABLE = ("joining.join", "joining.enter", "joining.take", "joining.back")


def limit(app: Flask, limiter: Limiter) -> None:
    """Slow down who guesses codes. Only what opens nothing is counted, never who comes in."""
    how: dict[str, Any] = {
        "scope": _counted_as,
        "exempt_when": _cannot_be_wrong,
        "deduct_when": lambda response: response.status_code == 404,
        "on_breach": _enough,
    }
    by_address = limiter.shared_limit(WRONG_CODES, **how)
    how["exempt_when"] = lambda: _cannot_be_wrong() or not seats.known_device()
    by_device = limiter.shared_limit(WRONG_CODES_OF_A_DEVICE, key_func=seats.known_device, **how)
    for name in _GUESSABLE:
        app.view_functions[name] = cast("Any", by_device(by_address(app.view_functions[name])))


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


def _has_link() -> bool:
    """Whether this comes by the link, or from behind the door: then the code is known."""
    code, told = (request.view_args or {}).get("code", ""), request.args.get("k", "")
    key = access.link_key(current.house(), code)
    return hmac.compare_digest(key.encode(), told.encode("utf-8", "replace"))


def _cannot_be_wrong() -> bool:
    if request.endpoint == "joining.join":
        return not request.args.get("code", "").strip()
    return request.endpoint != "joining.back" and _has_link()


def _counted_as(endpoint: str) -> str:
    """Wrong rescue codes of a known door are counted for themselves."""
    return "rescue" if endpoint == "joining.back" and _has_link() else "code"


def _enough(_limit: RequestLimit) -> Response | None:
    if request.endpoint == "joining.back":
        return None  # the usual words
    told = _(
        "Too many wrong codes came from here. Scan the code on the big screen or open the link you"
        " were given: both go on working. Or wait some minutes, and type it again."
    )
    return _code_form("", told, status=429)


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
        "nights/join.html", door=night, name=name[:40], error=error, rescue_error=lost, form=form,
        key=access.link_key(current.house(), night.code),
    )  # fmt: skip
    return make_response(page, status)


def _code_form(code: str, error: str, status: int = 404) -> Response:
    told = error or _("It is on the big screen: six letters and digits.")
    page = render_template("nights/code.html", code=code, error=error, told=told)
    if error:
        seats.device()  # which is what its tries are counted by
    return make_response(page, status if error else 200)
