"""What went wrong, as a page that says what to do, or a part of one."""

from __future__ import annotations

from flask import Flask, Response, make_response, request, url_for
from markupsafe import escape
from werkzeug.exceptions import HTTPException, SecurityError

from quiz.errors import (
    BadInputError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
    QuizError,
    StorageError,
)
from quiz.web import htmx, identity
from quiz.web.languages import gettext as _

STATUS: dict[type[QuizError], int] = {
    BadInputError: 400,
    NotAllowedError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    StorageError: 503,
}
_PASSING = {429, 500, 503}
_LINES = {"playing.seat": "#line", "hosting.do": "#lost", "hosting.people": "#lost"}
"""Where the pages of a night have a line for what could not be done."""


def init_app(app: Flask) -> None:
    """Turn every error into a page with the right status."""
    app.register_error_handler(QuizError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _broken)


def status_of(error: QuizError) -> int:
    """Return the status of an error of ours."""
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)


def _refused(error: QuizError) -> Response:
    status = status_of(error)
    response = _page(status, str(error))
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response


def _http(error: HTTPException) -> Response:
    if error.response is not None and isinstance(error.response, Response):
        return error.response
    status = error.code or 500
    if isinstance(error, SecurityError):  # no address of ours can be made for a foreign host
        return make_response(f"{_('This server does not go by that name.')}\n", 400)
    response = _page(status, error.description if status == 403 and error.description else "")
    for name, value in error.get_headers():
        if name == "Allow":  # made from a set, of no order
            response.headers[name] = ", ".join(sorted(value.split(", ")))
        elif name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def _broken(_error: BaseException) -> Response:
    return _page(500, "")


def _words(status: int) -> tuple[str, str]:
    words = {
        400: (
            _("That did not make sense"),
            _("Something in the address or the form was not right. Go back and try again."),
        ),
        403: (_("That is not allowed"), _("You may not do this here.")),
        404: (
            _("There is no page here"),
            _("The address may be mistyped, or what was here has gone."),
        ),
        405: (
            _("That cannot be done here"),
            _("The page exists, but not for this. Start from the front page."),
        ),
        409: (
            _("The round has moved on"),
            _("This was already answered, perhaps in another tab. Nothing was lost."),
        ),
        413: (_("That is too much at once"), _("What was sent is larger than this server takes.")),
        429: (_("Too many tries"), _("Wait a minute, then try again.")),
        500: (
            _("Something broke on our side"),
            _("It has been written to the log. What you locked in is kept. Try again."),
        ),
        503: (
            _("Not just now"),
            _("The server cannot save anything at the moment. Try again in a few seconds."),
        ),
    }
    return words.get(status) or words[400 if status < 500 else 500]


def _page(status: int, message: str) -> Response:
    identity.needs_nobody()
    heading, usual = _words(status)
    if htmx.wants_part() and status in _PASSING and request.endpoint in _LINES:
        # The night goes on: a line says so, and nothing of the page is taken away.
        return htmx.refusal(str(escape(message or usual)), status, _LINES[request.endpoint])
    back, back_text = url_for("home.front"), _("To the front page")
    round_id = (request.view_args or {}).get("round_id")
    if round_id and status in {400, 409, 503}:
        back, back_text = url_for("play.see", round_id=round_id), _("Back to the round")
    night_id = (request.view_args or {}).get("night_id")
    if request.blueprint == "hosting" and night_id and status in _PASSING:
        back, back_text = url_for("hosting.desk", night_id=night_id), _("Back to the night")
    if request.blueprint == "playing":
        if status in {400, 409, 503}:
            heading = _("That did not work") if status == 409 else heading
            back, back_text = url_for("playing.play", night_id=night_id), _("Back to the night")
        elif status in {403, 404}:
            back, back_text = url_for("joining.join"), _("Join with a code")
    body = htmx.page_or_part(
        "errors/error.html", "errors/_error.html",
        code=status, heading=heading, message=message or usual, back=back, back_text=back_text,
    )  # fmt: skip
    target = "#stage" if request.blueprint == "play" else "#main"
    return htmx.refusal(body, status, target)
