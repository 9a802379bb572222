"""Pages go out compressed, but for those that carry a form's secret."""

from __future__ import annotations

import gzip

from flask import Flask, Response, g, request

SHORTEST = 600


def init_app(app: Flask) -> None:
    """Compress what is worth it."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    # A page with a form token is left plain: compressed lengths can tell a secret (BREACH).
    if (
        response.mimetype not in {"text/html", "application/json"}
        or response.content_encoding
        or response.direct_passthrough
        or "csrf_token" in g
    ):
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) >= SHORTEST and request.accept_encodings["gzip"] > 0:
        response.set_data(gzip.compress(body, 5, mtime=0))
        response.content_encoding = "gzip"
    return response
