"""The parts of the nights' pages as frames: the very templates that the pages include."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, current_app, render_template

from quiz.live.frames import frame
from quiz.services.nights.desk import HostView
from quiz.services.nights.views import MeView, StageView


@contextmanager
def speaking(app: Flask, language: str) -> Iterator[None]:
    """Render for people who read ``language``, though nobody has asked for a page."""
    host = (app.config["TRUSTED_HOSTS"] or ["localhost"])[0].lstrip(".")
    headers = {"Accept-Language": language} if language else {}
    with app.test_request_context("/", base_url=f"http://{host}", headers=headers):
        yield


def player_stage(stage: StageView) -> bytes:
    """Return what is on, for all phones."""
    return _stage("nights/_stage_player.html", stage)


def screen_stage(stage: StageView) -> bytes:
    """Return what is on, for the big screens."""
    return _stage("nights/_stage_screen.html", stage)


def me_maker() -> Callable[[StageView, MeView], bytes]:
    """Return what makes the frame of one phone.

    A macro is called and no template rendered: to set a context up takes longer than to fill it,
    and a reveal makes thousands of them.
    """
    macros: Any = current_app.jinja_env.get_template("macros/me.html").module
    me_part = macros.me_part
    return lambda stage, me: frame("me", me_part(stage, me))


def people(stage: StageView) -> bytes:
    """Return who has come, for the big screens."""
    return frame(
        "people", render_template("nights/_people.html", names=stage.names, people=stage.people)
    )


def progress(answered: int, of: int) -> bytes:
    """Return how many answers are in, for hosts and screens: players are not to be hurried."""
    return frame("progress", render_template("nights/_progress.html", answered=answered, of=of))


def desk(view: HostView) -> bytes:
    """Return everything a host sees, for the desk and for the remote."""
    stage = view.stage
    ident = str(stage.head.sequence)
    return b"".join(
        [
            frame("people", render_template("nights/_roster.html", view=view)),
            frame("remote", render_template("nights/_remote.html", view=view)),
            progress(view.answered, view.of),
            frame("desk", render_template("nights/_desk.html", view=view), ident),
        ]
    )


def screen(stage: StageView) -> bytes:
    """Return everything that a big screen shows."""
    return screen_stage(stage) + people(stage) + progress(stage.answered, stage.of)


def phone(stage: StageView, me: MeView | None) -> bytes:
    """Return everything that a phone shows."""
    return player_stage(stage) + (me_maker()(stage, me) if me else b"")


def _stage(template: str, stage: StageView) -> bytes:
    html = render_template(template, stage=stage, me=None)
    return frame("stage", html, str(stage.head.sequence))
