"""The parts of the nights' pages as frames: the very templates that the pages include."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import Any

from flask import Flask, current_app, render_template
from markupsafe import escape

from quiz.live.frames import frame
from quiz.services.nights.desk import HostView
from quiz.services.nights.phone_views import MeView
from quiz.services.nights.views import NightHead, StageView

_FILLED = ("seat_id", "name", "rescue")
_GAPS = tuple(name.encode() for name in _FILLED)
_alike = attrgetter(*(each.name for each in fields(MeView) if each.name not in _FILLED))
_MOST_PATTERNS = 500


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
    """Return what makes the frames of phones, one after the other.

    A macro is called and no template rendered: to set a context up takes longer than to fill it,
    and thousands are made in a row. Before a question has come out, phones differ by little more
    than a name: what else they show is rendered once, and the rest is filled in.
    """
    macros: Any = current_app.jinja_env.get_template("macros/me.html").module
    return _Maker(lambda stage, me: frame("me", macros.me_part(stage, me))).make


@dataclass(slots=True)
class _Maker:
    """Makes the frames of phones from patterns: frames with gaps for what is in ``_FILLED``."""

    plain: Callable[[StageView, MeView], bytes]
    head: NightHead | None = None
    patterns: dict[object, bytes] = field(default_factory=dict)
    mark: str = field(default_factory=lambda: f"gap-{secrets.token_hex(8)}-")  # nobody can say it

    def make(self, stage: StageView, me: MeView) -> bytes:
        """Return the frame of one phone."""
        said = [getattr(me, name) for name in _FILLED]
        # With a result hardly two are alike; and what has lines is cut into them.
        if me.result or not all(one.isprintable() for one in said):
            return self.plain(stage, me)
        if stage.head != self.head:
            self.head, self.patterns = stage.head, {}
        key = (*map(bool, said), _alike(me))  # what is empty may be shown otherwise
        pattern = self.patterns.get(key)
        if pattern is None:
            if len(self.patterns) >= _MOST_PATTERNS:
                return self.plain(stage, me)
            pattern = self.patterns[key] = self._pattern(stage, me)
        return pattern % {name: escape(one).encode() for name, one in zip(_GAPS, said, strict=True)}

    def _pattern(self, stage: StageView, me: MeView) -> bytes:
        gaps: dict[str, Any] = {name: self.mark + name for name in _FILLED if getattr(me, name)}
        made = self.plain(stage, replace(me, **gaps)).replace(b"%", b"%%")
        for name, gap in gaps.items():
            made = made.replace(gap.encode(), b"%%(%b)b" % name.encode())
        return made


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
    return frame("stage", html.strip(), str(stage.head.sequence))
