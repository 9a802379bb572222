"""What browsers are told, and which of their requests are refused."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from quiz.web import current

_SAFE = {"GET", "HEAD", "OPTIONS"}
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # `no-referrer` would make browsers send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def init_app(app: Flask) -> None:
    """Guard every request that changes something, and every answer."""
    app.before_request(_refuse_other_sites)
    app.after_request(_tell)


def comes_from_elsewhere() -> bool:
    """Return whether another site's page made the browser send this request.

    Browsers say where a request comes from by ``Sec-Fetch-Site`` (over https and on this
    machine), older ones and plain http by ``Origin``. A request with neither is no browser's:
    it carries nobody's cookies unasked.
    """
    # Straight from the environment: answers come by the thousand within a second.
    site = request.environ.get("HTTP_SEC_FETCH_SITE")
    origin = request.environ.get("HTTP_ORIGIN")
    if site is not None:
        return site not in {"same-origin", "none"}
    return origin is not None and urlsplit(origin).netloc != request.host


def _refuse_other_sites() -> None:
    """Refuse what another site's page makes a browser send."""
    if request.method not in _SAFE and comes_from_elsewhere():
        abort(403, "The request came from another site, so nothing was done.")


def _tell(response: Response) -> Response:
    response.headers.extend(_HEADERS)
    if current.house().settings.https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    # Pages are of one person and of this moment; going back asks anew.
    response.headers.setdefault("Cache-Control", "no-store")
    return response
