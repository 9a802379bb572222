"""A round: start it, see where it stands, answer, go on. Only a POST moves it."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quiz.errors import ConflictError
from quiz.services import play, reporting
from quiz.services.views import QuestionPage, ResultPage, RevealPage
from quiz.web import choices, current, htmx, identity, words
from quiz.web.languages import gettext as _

blueprint = Blueprint("play", __name__, url_prefix="/rounds")


@blueprint.post("")
def start() -> ResponseReturnValue:
    """Deal a round. Who has no name yet gets one; it can be changed at the end."""
    choice = choices.chosen()
    round_id = play.start(current.house(), identity.somebody().id, choice)
    return redirect(url_for("play.see", round_id=round_id), 303)


@blueprint.get("/<round_id>")
def see(round_id: str) -> ResponseReturnValue:
    """Show the question, the reveal or the result: whatever the round is at."""
    return show(play.see(current.house(), current.player_id(), round_id))


@blueprint.post("/<round_id>/answer")
def answer(round_id: str) -> ResponseReturnValue:
    """Save an answer, lock it, or go without."""
    action, position = request.form.get("action"), choices.whole("position")
    house, me = current.house(), current.player_id()
    if action == "skip":
        play.skip(house, me, round_id, position)
    else:
        play.answer(house, me, round_id, position, choices.given(), lock=action != "save")
    if action != "save" or not htmx.wants_part():
        return redirect(url_for("play.see", round_id=round_id), 303)
    page = play.see(house, me, round_id)
    if not isinstance(page, QuestionPage):
        raise ConflictError(_("Time was up. What was chosen by then counts."))
    return render_template("play/_saved.html", page=page)


@blueprint.post("/<round_id>/next")
def onward(round_id: str) -> ResponseReturnValue:
    """Open the next question, or end the round."""
    position = choices.whole("position")
    play.advance(current.house(), current.player_id(), round_id, position)
    return redirect(url_for("play.see", round_id=round_id), 303)


@blueprint.post("/<round_id>/report")
def report(round_id: str) -> ResponseReturnValue:
    """Take a note that a question is wrong."""
    form, house, me = request.form, current.house(), current.player_id()
    reason, note = form.get("reason", ""), form.get("note", "")
    reporting.report_in_round(house, me, round_id, choices.whole("position"), reason, note)
    page = play.see(house, me, round_id)
    if isinstance(page, RevealPage) and htmx.wants_part():
        return render_template("play/_report.html", page=page)
    return redirect(url_for("play.see", round_id=round_id), 303)


def show(page: QuestionPage | RevealPage | ResultPage, **more: object) -> ResponseReturnValue:
    """Render a state of a round, as a page or as the part that takes the place of the last."""
    if isinstance(page, QuestionPage):
        state = "question"
    elif isinstance(page, RevealPage):
        state = "reveal"
    else:
        state, more = "result", {"cheer": words.cheer(page.right, page.total), **more}
    body = htmx.page_or_part(
        "play/round.html", f"play/_{state}.html", page=page, state=state, **more
    )
    return make_response(body)
