"""What browsers are told, and which of their requests are refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, abort, request

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_SAFE = {"GET", "HEAD", "OPTIONS"}
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "media-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
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
_HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
# Pages are of one person and of this moment; going back asks anew.
_UNKEPT = [("Cache-Control", "no-store")]


def init_app(app: Flask, *, https: bool) -> None:
    """Guard every request that changes something, and every answer."""
    app.before_request(_refuse_other_sites)
    headers = dict(_HEADERS, **(_HTTPS_ONLY if https else {}))
    app.wsgi_app = _telling(app.wsgi_app, headers)  # type: ignore[method-assign, assignment] # Flask's way


def comes_from_elsewhere() -> bool:
    """Return whether another site's page made the browser send the request at hand."""
    return is_foreign(request.environ, request.host)


def is_foreign(environ: WSGIEnvironment, host: str) -> bool:
    """Return whether another site's page made the browser send a request to ``host``.

    Browsers say where a request comes from by ``Sec-Fetch-Site`` (over https and on this
    machine), older ones and plain http by ``Origin``. A request with neither is no browser's:
    it carries nobody's cookies unasked.
    """
    site = environ.get("HTTP_SEC_FETCH_SITE")
    origin = environ.get("HTTP_ORIGIN")
    if site is not None:
        return site not in {"same-origin", "none"}
    return origin is not None and urlsplit(origin).netloc != host


def _refuse_other_sites() -> None:
    """Refuse what another site's page makes a browser send."""
    if request.method not in _SAFE and comes_from_elsewhere():
        abort(403, "The request came from another site, so nothing was done.")


def _telling(app: WSGIApplication, headers: dict[str, str]) -> WSGIApplication:
    """Return the same application, that sends ``headers`` with every answer.

    Around Flask and not in it: answers that Flask makes of its own accord have them too, and it
    costs next to nothing where thousands come within a second.
    """
    always = list(headers.items())

    def told(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, given: list[tuple[str, str]], *error: Any) -> Any:
            kept = any(name == "Cache-Control" for name, _ in given)
            return start_response(status, given + always + ([] if kept else _UNKEPT), *error)

        return app(environ, start)

    return told
