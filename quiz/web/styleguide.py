"""Every component on one page, and every page filled with samples: for people who work on it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from quiz.web import play, samples
from quiz.web.nights import (
    cards,
    desk_samples,
    host_views,
    playing,
    samples_door,
    samples_phone,
    samples_screen,
    screen,
)

blueprint = Blueprint("styleguide", __name__, url_prefix="/styleguide")


@blueprint.get("")
def index() -> str:
    """Show tokens and components."""
    return render_template("styleguide/index.html", samples=samples, desks=desk_samples.DESKS)


@blueprint.get("/<name>")
def page(name: str) -> ResponseReturnValue:
    """Show a page of a round in one of its states."""
    if name not in samples.PAGES:
        abort(404)
    return play.show(samples.PAGES[name], player=samples.PLAYER)


@blueprint.get("/review/<name>")
def review(name: str) -> ResponseReturnValue:
    """Show what is due for review, much of it or nothing."""
    if name not in samples.REVIEWS:
        abort(404)
    page = samples.REVIEWS[name]
    return render_template("review/review.html", page=page, days=30, player=samples.PLAYER)


@blueprint.get("/phone/<name>")
def phone(name: str) -> ResponseReturnValue:
    """Show a phone in a night in one of its states, the door, or the page of the day after."""
    if name in samples_door.DOORS:
        return render_template("nights/join.html", door=samples_door.DOORS[name], name="Bob")
    if name == "card.svg":
        return cards.picture(samples_door.REVIEW)
    if name == "mine":
        image = url_for("styleguide.phone", name="card.svg")
        return cards.page(samples_door.REVIEW, "sample", image=image)
    if name not in samples_phone.PAGES:
        abort(404)
    stage, me = samples_phone.PAGES[name]
    refused = samples_phone.REFUSED.get(name)
    return playing.show(stage, me, live=False, refused=refused)


@blueprint.get("/desk/<name>")
@blueprint.get("/remote/<name>", defaults={"page": "remote"})
def desk(name: str, page: str = "desk") -> ResponseReturnValue:
    """Show a night on its host's laptop or phone in one of its states."""
    if name not in desk_samples.DESKS:
        abort(404)
    view = desk_samples.DESKS[name]
    join = host_views.join_card(view, "sample-key")
    return render_template(f"nights/{page}.html", view=view, join=join, live=False)


@blueprint.get("/screen/<name>")
def big(name: str) -> str:
    """Show the big screen of a night in one of its states."""
    if name not in samples_screen.SCREENS:
        abort(404)
    stage = samples_screen.SCREENS[name]
    join = screen.join_card(stage.head.code) if stage.head.code else None
    return render_template("nights/screen.html", stage=stage, join=join, key="", live=False)


@blueprint.get("/night-report")
def report() -> ResponseReturnValue:
    """Show what came of a night."""
    told = desk_samples.REPORT
    return render_template(
        "nights/report.html", report=told, night_id="sample", **host_views.remarkable(told)
    )
