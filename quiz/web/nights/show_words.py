"""The words of the big screen."""

from __future__ import annotations

from flask import Flask

from quiz.web.languages import gettext as _


def init_app(app: Flask) -> None:
    """Give the words to every template."""
    app.jinja_env.globals["format_rule"] = format_rule


def format_rule(round_format: str) -> str:
    """Say in a sentence how a round is played."""
    rules = {
        "general": _("One answer each. You may change it until time is up."),
        "picture": _("Look closely: every question has a picture."),
        "audio": _("Listen: every question has something to hear."),
        "moments": _("What happened, and to whom: every answer has its proof."),
        "speed": _("No time to read first: the question and the clock come together."),
        "wager": _("Put in as much as you dare. Right wins it, wrong loses it."),
        "tiebreak": _("The closest number breaks the tie."),
        "break": _("Stretch your legs. The next round starts soon."),
    }
    return rules.get(round_format, "")
