"""What was missed, and is due to be asked again."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quiz.services import reviews
from quiz.web import current, tongues
from quiz.web.languages import ngettext

blueprint = Blueprint("review", __name__)


@blueprint.get("/review")
def overview() -> str:
    """Show how much is due now, and what is ahead; to a stranger, what this is."""
    house, me = current.house(), current.player()
    page = reviews.overview(house, me.id if me else None)
    return render_template("review/review.html", page=page, days=house.settings.guest_days)


@blueprint.post("/review")
def begin() -> ResponseReturnValue:
    """Deal what is due, or go on with what was dealt."""
    me = current.player()
    begun = reviews.start(current.house(), me.id, tongues.wishes()) if me else reviews.Begun(None)
    if begun.gone:
        told = ngettext(
            "%(num)s question was taken out of its pack, and so of your review.",
            "%(num)s questions were taken out of their packs, and so of your review.",
            begun.gone,
        )
        flash(told, "good")
    if begun.round_id is None:
        return redirect(url_for("review.overview"), 303)
    return redirect(url_for("play.see", round_id=begun.round_id), 303)
