"""Who is there: Flask-Login, with a device's token in place of a user's id.

A token is a row of its own on the server: signing out or revoking a device ends it at once, and
no cookie that was copied before outlives that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, cast

from flask import Flask, Response, g, redirect, request, session, url_for
from flask.sessions import SessionMixin
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, login_required, login_user, logout_user

from quiz.errors import ConflictError, StorageError
from quiz.services import people
from quiz.services.rows import PlayerView
from quiz.web import current, htmx, sessions
from quiz.web.languages import gettext as _

_P = ParamSpec("_P")
# What is the same for everybody, and what comes by the thousand and changes no session.
_NO_SESSION = {
    "static", "health.livez", "health.readyz", "playing.answer", "channel.stream", "channel.now",
    "media.see",
}  # fmt: skip


class Visitor(UserMixin):  # type: ignore[misc] # Flask-Login has no types
    """A player on a device."""

    def __init__(self, token: str, view: PlayerView) -> None:
        self.token = token
        self.view = view

    def get_id(self) -> str:
        """Return what the session keeps: the token of the device, not the id of the player."""
        return self.token


class _Sessions(sessions.Sessions):
    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep cookies, and ``Vary: Cookie``, away from where they are of no use."""
        if request.endpoint not in _NO_SESSION:
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    """Wire Flask-Login: no remember cookie, no protection that drops phones on the move."""
    app.session_interface = _Sessions()
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_load)
    manager.unauthorized_handler(closed)
    app.context_processor(
        lambda: {"player": current.player(), "request_endpoint": request.endpoint}
    )


def known(view: Callable[_P, ResponseReturnValue]) -> Callable[_P, ResponseReturnValue]:
    """Close a page to visitors who have neither played nor signed in."""
    return cast("Callable[_P, ResponseReturnValue]", login_required(view))


def welcome(token: str) -> PlayerView | None:
    """Keep the token on this device, and return whose it is."""
    view = people.by_token(current.house(), token)
    if view is not None:
        session.permanent = True
        login_user(Visitor(token, view), fresh=True)
    return view


def somebody() -> PlayerView:
    """Return who is here; a stranger becomes a guest, with a name that can be changed.

    Raises ConflictError when the browser's place could not be kept.
    """
    house = current.house()
    me = current.player() or welcome(people.guest(house, "", device()))
    if me is None:
        raise ConflictError(_("Your place could not be kept. Try again."))
    return me


def goodbye() -> None:
    """Forget who was on this device, and what they chose."""
    logout_user()
    session.clear()


def device() -> str:
    """Return what this browser calls itself."""
    return request.user_agent.string[:300]


def token() -> str:
    """Return the token of this device, or an empty text."""
    kept: Any = session.get("_user_id", "")
    return kept if isinstance(kept, str) else ""


def needs_nobody() -> None:
    """Show the page at hand to who is here as to a stranger, if the database cannot say who it is.

    A page that tells that the database is away must not ask it.
    """
    g.needs_nobody = True


def _load(kept: str) -> Visitor | None:
    if "is_unknown" in g:
        return None
    try:
        view = people.by_token(current.house(), kept)
    except StorageError:
        g.is_unknown = True  # to ask again takes as long again
        if "needs_nobody" in g:
            return None
        raise
    return Visitor(kept, view) if view else None


def closed() -> ResponseReturnValue:
    """Send who may not be here to the door, and back again from there."""
    address = url_for("people.sign_in", next=request.path)
    # A script would follow the redirect and put the form inside the part it wanted.
    return htmx.send_to(address) if htmx.wants_part() else redirect(address, 303)
