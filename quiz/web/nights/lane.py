"""The short way for an answer of a script, past everything that only pages need.

When time runs out, everybody answers within a second or two, and a request costs Flask several
times what it costs to save the answer. So the plain case, nearly all of them, is read here
straight from the environment. Whatever is in any way unusual goes the usual way, to
``playing.answer``; what both say is the same.
"""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from flask import Flask
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.http import parse_cookie
from werkzeug.sansio.utils import host_is_trusted

from quiz.services.house import House
from quiz.services.nights import answers
from quiz.web import security
from quiz.web.nights import seats

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_LONGEST = 4096  # bytes of a form; a typed answer has a hundredth of it
_PATH = re.compile(r"/nights/([0-9A-Za-z]{1,32})/answer")
_FORM = re.compile(r"application/x-www-form-urlencoded(; ?charset=utf-8)?", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,4}")
_REVISION = re.compile(r"[0-9]{1,9}")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Posted:
    night_id: str
    token: str
    number: int
    given: tuple[str, ...]
    ms: float | None
    revision: int


def init_app(app: Flask, house: House) -> None:
    """Have answers taken before Flask looks at them."""
    usual = app.wsgi_app
    secure: Any = app.session_interface
    sessions: URLSafeTimedSerializer = secure.get_signing_serializer(app)
    reader = _Reader(
        sessions,
        app.config["SESSION_COOKIE_NAME"],
        int(app.permanent_session_lifetime.total_seconds()),
        house.settings.trusted_hosts,
    )
    app.wsgi_app = _short(usual, reader, house)  # type: ignore[method-assign, assignment] # Flask's way


def _short(usual: WSGIApplication, reader: _Reader, house: House) -> WSGIApplication:
    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Any:
        path = _PATH.fullmatch(environ.get("PATH_INFO", ""))
        if path is None or environ["REQUEST_METHOD"] != "POST":
            return usual(environ, start_response)
        received = house.clock()
        posted = reader.read(environ, path[1])
        if posted is None:
            return usual(environ, start_response)
        try:
            status, body = seats.acknowledged(
                lambda: answers.answer(
                    house, posted.night_id, posted.token, posted.number, posted.given,
                    ms=posted.ms, revision=posted.revision, received=received,
                )
            )  # fmt: skip
        except Exception:  # noqa: BLE001 - the usual way knows what to say; to answer twice does no harm
            _log.exception("an answer goes the long way")
            return usual(environ, start_response)
        headers = [
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("Vary", "Accept-Encoding"),
        ]
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [body]

    return serve


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what is plainly an answer."""

    sessions: URLSafeTimedSerializer
    cookie: str
    lifetime: int
    hosts: tuple[str, ...]

    def read(self, environ: WSGIEnvironment, night_id: str) -> _Posted | None:
        """Return what was posted, or None for whatever is not perfectly usual."""
        if not self._is_ours(environ):
            return None
        token = self._token(environ, night_id)
        form = _form(environ) if token else None
        if not token or form is None:
            return None
        number, revision = form.get("number", [""])[0], form.get("revision", [""])[0]
        if not (_NUMBER.fullmatch(number) and _REVISION.fullmatch(revision)):
            return None
        given = tuple(form.get("choice", ())) or tuple(filter(None, form.get("text", [""])[:1]))
        ms = seats.milliseconds_of(form.get("ms", [""])[0])
        return _Posted(night_id, token, int(number), given, ms, int(revision))

    def _is_ours(self, environ: WSGIEnvironment) -> bool:
        host = environ.get("HTTP_HOST", "")
        if not host or (self.hosts and not host_is_trusted(host, self.hosts)):
            return False
        return not security.is_foreign(environ, host)

    def _token(self, environ: WSGIEnvironment, night_id: str) -> str:
        kept = parse_cookie(environ).get(self.cookie, "")
        try:
            held = self.sessions.loads(kept, max_age=self.lifetime)
        except BadSignature:
            return ""
        tokens = held.get("seats") if isinstance(held, dict) else None
        token = tokens.get(night_id, "") if isinstance(tokens, dict) else ""
        return token if isinstance(token, str) else ""


def _form(environ: WSGIEnvironment) -> dict[str, list[str]] | None:
    """Return the fields of a form; what was read of it can be read again after."""
    length = environ.get("CONTENT_LENGTH", "")
    if not (_NUMBER.fullmatch(length) and int(length) <= _LONGEST):
        return None
    if not _FORM.fullmatch(environ.get("CONTENT_TYPE", "")):
        return None
    body = environ["wsgi.input"].read(int(length))
    if len(body) < int(length):  # who hung up in the middle has not answered
        body, environ["CONTENT_LENGTH"] = b"", "0"
    environ["wsgi.input"] = io.BytesIO(body)
    try:
        return parse_qs(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=100, errors="strict"
        )
    except ValueError:
        return None
