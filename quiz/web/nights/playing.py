"""The phone of a player: what is on, the answer, the seat, and the page of the day after."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quiz.errors import NotAllowedError, QuizError
from quiz.services.library import mending
from quiz.services.nights import access, answers, misses, pages, presence, report
from quiz.services.nights.answer_desk import Saved
from quiz.store.night_records import SeatRecord
from quiz.web import choices, current, htmx, identity
from quiz.web.languages import gettext as _
from quiz.web.nights import address, cards, keys, seats

blueprint = Blueprint("playing", __name__, url_prefix="/nights")


@blueprint.get("/<night_id>/play")
def play(night_id: str) -> ResponseReturnValue:
    """Show what is on, and what is this seat's own.

    Without script the page loads itself anew, but for one with ``still``: there a name is typed.
    """
    house, seat = current.house(), _seat(night_id)
    stage, me = pages.phone(house, night_id, seat.id)
    return show(stage, me, live=True, still="still" in request.args)


@blueprint.post("/<night_id>/answer")
def answer(night_id: str) -> ResponseReturnValue:
    """Save an answer, and say so when it is on disk.

    A script names the ``revision`` and gets a word of JSON; a form gets its page again. What a
    script saves while the player is still at it is a ``draft``, see ``answers.answer``.
    """
    house = current.house()
    number, given = choices.whole("number"), choices.given()
    received = house.clock()  # the form is here as a whole: headers alone are no answer

    def save() -> Saved:
        return answers.answer(
            house, night_id, keys.seat_token(night_id), number, given,
            ms=seats.milliseconds(), revision=seats.revision(), received=received,
            is_draft=request.form.get("draft") == seats.DRAFT,
        )  # fmt: skip

    if "revision" in request.form:
        return seats.told(save)
    save()
    return redirect(url_for("playing.play", night_id=night_id), 303)


@blueprint.post("/<night_id>/seat")
def seat(night_id: str) -> ResponseReturnValue:
    """Carry out what a seat wishes for itself: a name, a team, a joker, a wager, to leave.

    A script that is refused gets its part again, with the reason and what was typed.
    """
    house, sitting = current.house(), _seat(night_id)
    refused = None
    try:
        if seats.carry_out(night_id):
            keys.drop_seat(night_id)
            return redirect(url_for("home.front"), 303)
    except NotAllowedError:
        raise  # the seat is gone, and with it the phone
    except QuizError as error:
        if not htmx.wants_part():
            raise
        refused = seats.refused(error)
    if not htmx.wants_part():
        return redirect(url_for("playing.play", night_id=night_id), 303)
    stage, me = pages.phone(house, night_id, sitting.id)
    part = render_template("nights/_me.html", stage=stage, me=me, refused=refused)
    return part, refused.status if refused else 200


@blueprint.get("/<night_id>/mine")
def mine(night_id: str) -> ResponseReturnValue:
    """Show a player every question of the night, what they gave, and what is right."""
    review = report.mine(current.house(), night_id, keys.seat_token(night_id), _viewer())
    seat_id, key = review.link
    path = url_for("playing.shared", night_id=night_id, seat_id=seat_id, key=key)
    return cards.page(review, night_id, link=address.absolute(path))


@blueprint.post("/<night_id>/mine/report")
def complain(night_id: str) -> ResponseReturnValue:
    """Take a note that a question of the night is wrong, from who sat there."""
    form, number = request.form, choices.whole("number")
    reason, note = form.get("reason", ""), form.get("note", "")[:2000]
    token = keys.seat_token(night_id)
    mending.report_at_seat(current.house(), night_id, token, number, reason, note)
    return redirect(url_for("playing.mine", night_id=night_id) + f"#question-{number}", 303)


@blueprint.get("/<night_id>/mine/<seat_id>/<key>")
def shared(night_id: str, seat_id: str, key: str) -> ResponseReturnValue:
    """Show the same to whoever was given the private link."""
    review = report.shared(current.house(), night_id, seat_id, key, _viewer())
    return cards.page(review, night_id)


@blueprint.post("/<night_id>/mine/<seat_id>/<key>")
def keep(night_id: str, seat_id: str, key: str) -> ResponseReturnValue:
    """Put what was missed into the review of who looks at the page; a stranger becomes a guest."""
    house = current.house()
    if report.shared(house, night_id, seat_id, key, _viewer()).to_keep:
        misses.keep(house, night_id, seat_id, key, identity.somebody().id)
    if request.form.get("back") == "mine":
        return redirect(url_for("playing.mine", night_id=night_id), 303)
    again = url_for("playing.shared", night_id=night_id, seat_id=seat_id, key=key)
    return redirect(again, 303)


def show(stage: object, me: object, *, live: bool, **more: object) -> Response:
    """Render a phone. Without ``live`` it is a sample, which nothing happens to."""
    return make_response(render_template("nights/play.html", stage=stage, me=me, live=live, **more))


def _viewer() -> str | None:
    """Return the id of who looks at the page, if this browser is known."""
    me = current.player()
    return me.id if me else None


def _seat(night_id: str) -> SeatRecord:
    """Return the seat of this device, which is here. Raises NotAllowedError, with a way back in."""
    token = keys.seat_token(night_id)
    seat = access.seat(current.house(), night_id, token) if token else None
    if seat is None:
        keys.drop_seat(night_id)
        told = _("This device had a seat in that night, and has it no longer.")
        raise NotAllowedError(told if token else _("This device has no seat in that night."))
    presence.came(current.house(), [presence.Here(night_id, seat.id, seat.online_at)])
    return seat
