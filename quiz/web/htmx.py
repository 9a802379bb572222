"""The one place that speaks htmx: a page for a browser, its changing part for a script."""

from __future__ import annotations

import json

from flask import Flask, Response, make_response, render_template
from htmx_flask import Htmx
from htmx_flask import make_response as htmx_response
from htmx_flask import request as htmx_request

# Nothing inline, nothing evaluated, nobody else asked; a refusal is shown like any answer.
CONFIG = json.dumps(
    {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "allowScriptTags": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,
        "refreshOnHistoryMiss": True,
        "scrollIntoViewOnBoost": False,
        "timeout": 15000,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "[45]..", "swap": True, "error": True},
        ],
    },
    separators=(",", ":"),
)


def init_app(app: Flask) -> None:
    """Give every page the same htmx settings, and tell caches what pages depend on."""
    Htmx(app)
    app.jinja_env.globals["htmx_config"] = CONFIG
    app.after_request(_vary)


def wants_part() -> bool:
    """Whether a script asks for a part. Boosted and history requests want the whole page."""
    asked = htmx_request.htmx
    return bool(asked) and not asked.boosted and not asked.history_restore_request


def page_or_part(page: str, part: str, /, **context: object) -> str:
    """Render ``part`` for a script that swaps it, else the ``page`` that includes it."""
    return render_template(part if wants_part() else page, **context)


def refusal(body: str, status: int, target: str) -> Response:
    """Answer with an error that takes the place of ``target``, wherever the request aimed."""
    if not wants_part():
        return make_response(body, status)
    response: Response = htmx_response(body, status, retarget=target, reswap="innerHTML")
    return response


def instead(body: str, status: int, target: str) -> Response:
    """Answer with what takes the place of ``target`` itself, wherever the request aimed."""
    if not wants_part():
        return make_response(body, status)
    response: Response = htmx_response(body, status, retarget=target, reswap="outerHTML")
    return response


def send_to(address: str) -> Response:
    """Send a script's browser to another page: a 303 would be swapped into the part."""
    response: Response = htmx_response("", 204, redirect=address)
    return response


def _vary(response: Response) -> Response:
    if response.mimetype == "text/html":  # nothing else comes in parts
        response.vary.add("HX-Request")
    return response
