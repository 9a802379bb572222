"""Every component on one page, and every page filled with samples: for people who work on it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from quiz.web import play, samples

blueprint = Blueprint("styleguide", __name__, url_prefix="/styleguide")


@blueprint.get("")
def index() -> str:
    """Show tokens and components."""
    return render_template("styleguide/index.html", samples=samples)


@blueprint.get("/<name>")
def page(name: str) -> ResponseReturnValue:
    """Show a page of a round in one of its states."""
    if name not in samples.PAGES:
        abort(404)
    return play.show(samples.PAGES[name], player=samples.PLAYER)
