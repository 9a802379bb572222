"""The short way for what comes by the thousand, past everything that only pages need.

When time runs out, everybody answers within a second or two, and after a server was away all phones
open their streams within as much; and a request costs Flask several times what that costs itself.
So the plain case, nearly all of them, is read here straight from the environment. Whatever is in
any way unusual goes the usual way, to ``playing.answer`` and ``channel.stream``; what both say is
the same.
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

from quiz.errors import QuizError
from quiz.live.lines import TAKE_OVER, TakeOver
from quiz.services.house import House
from quiz.services.nights import access, answers
from quiz.web import streams
from quiz.web.nights import channel, seats
from quiz.web.nights.caller import Reader, reader

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_LONGEST = 4096  # bytes of a form; a typed answer has a hundredth of it
_PATH = re.compile(r"/nights/([0-9A-Za-z]{1,32})/(answer|stream)")
_FORM = re.compile(r"application/x-www-form-urlencoded(; ?charset=utf-8)?", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,4}")
_REVISION = re.compile(r"[0-9]{1,9}")
_log = logging.getLogger(__name__)

_Told = tuple[str, list[tuple[str, str]], bytes]
"""A status with its name, headers and a body."""


@dataclass(frozen=True, slots=True)
class _Posted:
    token: str
    number: int
    given: tuple[str, ...]
    ms: float | None
    revision: int
    is_draft: bool


def init_app(app: Flask, house: House) -> None:
    """Have answers taken and streams opened before Flask looks at them."""
    app.wsgi_app = _short(app.wsgi_app, _Lane(house, reader(app, house)))  # type: ignore[method-assign, assignment] # Flask's way


def _short(usual: WSGIApplication, lane: _Lane) -> WSGIApplication:
    ways = {("POST", "answer"): lane.answer, ("GET", "stream"): lane.stream}

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Any:
        path = _PATH.fullmatch(environ.get("PATH_INFO", ""))
        way = ways.get((environ["REQUEST_METHOD"], path[2])) if path else None
        if path is None or way is None:
            return usual(environ, start_response)
        try:
            told = way(environ, path[1])
        except QuizError:
            told = None
        except Exception:  # noqa: BLE001 - the usual way knows what to say; to ask twice does no harm
            _log.exception("an answer or a stream goes the long way")
            told = None
        if told is None:
            return usual(environ, start_response)
        status, headers, body = told
        start_response(status, headers)
        return [body]

    return serve


@dataclass(frozen=True, slots=True)
class _Lane:
    """What goes by; each returns None for what is to go the usual way."""

    house: House
    reader: Reader

    def answer(self, environ: WSGIEnvironment, night_id: str) -> _Told | None:
        """Save an answer."""
        posted = self._posted(environ, night_id)
        if posted is None:
            return None
        received = self.house.clock()  # all of it is here: headers alone are no answer
        status, body = seats.acknowledged(
            lambda: answers.answer(
                self.house, night_id, posted.token, posted.number, posted.given,
                ms=posted.ms, revision=posted.revision, received=received,
                is_draft=posted.is_draft,
            )
        )  # fmt: skip
        headers = [
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("Vary", "Accept-Encoding"),
        ]
        return f"{status} {HTTPStatus(status).phrase}", headers, body

    def stream(self, environ: WSGIEnvironment, night_id: str) -> _Told | None:
        """Let a phone watch, on a server that hands its socket over."""
        take_over: TakeOver | None = environ.get(TAKE_OVER)
        hub = self.house.hub
        if take_over is None or environ.get("QUERY_STRING") != "as=player" or not hub.is_open:
            return None
        token = self.reader.token(environ, night_id) if self.reader.is_ours(environ) else ""
        seat = access.sitting(self.house, night_id, token) if token else None
        if seat is None or not hub.is_open:
            return None
        who = (night_id, channel.audience_of(seat), seat.id, self.reader.language(environ))
        body = streams.handed_over(hub, take_over, who, channel.greeting)
        return "200 OK", [*streams.HEADERS], body

    def _posted(self, environ: WSGIEnvironment, night_id: str) -> _Posted | None:
        if not self.reader.is_ours(environ):
            return None
        token = self.reader.token(environ, night_id)
        form = _form(environ) if token else None
        if not token or form is None:
            return None
        number, revision = form.get("number", [""])[0], form.get("revision", [""])[0]
        if not (_NUMBER.fullmatch(number) and _REVISION.fullmatch(revision)):
            return None
        given = tuple(form.get("choice", ())) or tuple(filter(None, form.get("text", [""])[:1]))
        ms = seats.milliseconds_of(form.get("ms", [""])[0])
        is_draft = form.get("draft", [""])[0] == seats.DRAFT
        return _Posted(token, int(number), given, ms, int(revision), is_draft)


def _form(environ: WSGIEnvironment) -> dict[str, list[str]] | None:
    """Return the fields of a form; what was read of it can be read again after."""
    length = environ.get("CONTENT_LENGTH", "")
    if not (_NUMBER.fullmatch(length) and int(length) <= _LONGEST):
        return None
    if not _FORM.fullmatch(environ.get("CONTENT_TYPE", "")):
        return None
    try:
        body = environ["wsgi.input"].read(int(length))
    except OSError:  # who hung up in the middle has not answered; the usual way hears so again
        return None
    if len(body) < int(length):  # likewise, as other servers tell it
        body, environ["CONTENT_LENGTH"] = b"", "0"
    environ["wsgi.input"] = io.BytesIO(body)
    try:
        return parse_qs(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=100, errors="strict"
        )
    except ValueError:
        return None
