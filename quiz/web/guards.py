"""What pages of accounts share: who may come in, which forms are taken, how often."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_wtf.csrf import ValidationError, validate_csrf

from quiz.errors import BadInputError
from quiz.web import current
from quiz.web.languages import gettext as _


def has_account() -> bool:
    """Return whether who asks has an account: what they keep is still theirs tomorrow."""
    me = current.player()
    return me is not None and bool(me.username)


def check_form() -> None:
    """Raise BadInputError for a form that this browser was not given."""
    try:
        validate_csrf(request.form.get("csrf_token", ""))
    except ValidationError:
        raise BadInputError(
            _("The form was too old. Go back, load the page anew, and send it again.")
        ) from None


def allow_form(size: int) -> None:
    """Take a form of at most ``size`` bytes in this request, of its fields and in all."""
    request.max_content_length = request.max_form_memory_size = size


def was_done(answer: Response) -> bool:
    """Count only what was done: a form with a mistake costs nobody a turn."""
    return answer.status_code < 400


def has_moved_on(answer: Response) -> bool:
    """Count only what ended with another page: something was made."""
    return answer.status_code == 303


def slow_down(
    app: Flask,
    limiter: Limiter,
    rate: str,
    name: str,
    endpoints: Iterable[str],
    *,
    counted: Callable[[Response], bool] | None = None,
    method: str = "POST",
) -> None:
    """Let an address do what ``endpoints`` do at ``rate`` (such as ``60 per hour``) together.

    ``counted`` says of an answer whether it counts; without it, each does.
    """
    guard = limiter.shared_limit(rate, name, methods=[method], deduct_when=counted)
    for endpoint in endpoints:
        app.view_functions[endpoint] = cast("Any", guard(app.view_functions[endpoint]))
