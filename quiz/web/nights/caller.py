"""Who asks, read straight from the environment of a request: what the short ways start with.

Only what is perfectly usual is read here, and told as Flask and its session would tell it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Flask
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.http import parse_cookie
from werkzeug.sansio.utils import host_is_trusted

from quiz.services.house import House
from quiz.web import security
from quiz.web.languages import best_of

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads who asks: the host is one of ours, no other site is behind it, a seat is held."""

    sessions: URLSafeTimedSerializer
    cookie: str
    lifetime: int
    hosts: tuple[str, ...]
    languages: tuple[str, ...]

    def is_ours(self, environ: WSGIEnvironment) -> bool:
        """Return whether a request is to this server, and of no other site's page."""
        host = environ.get("HTTP_HOST", "")
        return host_is_trusted(host, self.hosts) and not security.is_foreign(environ, host)

    def token(self, environ: WSGIEnvironment, night_id: str) -> str:
        """Return the token of a browser's seat in a night, or an empty text."""
        kept = parse_cookie(environ).get(self.cookie, "")
        try:
            held = self.sessions.loads(kept, max_age=self.lifetime)
        except BadSignature:
            return ""
        tokens = held.get("seats") if isinstance(held, dict) else None
        token = tokens.get(night_id, "") if isinstance(tokens, dict) else ""
        return token if isinstance(token, str) else ""

    def language(self, environ: WSGIEnvironment) -> str:
        """Return the language of ours that a browser wishes for most."""
        return best_of(environ.get("HTTP_ACCEPT_LANGUAGE", ""), self.languages)


def reader(app: Flask, house: House) -> Reader:
    """Return what reads the cookies of an application."""
    secure: Any = app.session_interface
    return Reader(
        secure.get_signing_serializer(app),
        app.config["SESSION_COOKIE_NAME"],
        int(app.permanent_session_lifetime.total_seconds()),
        house.settings.trusted_hosts,
        app.extensions["languages"],
    )
