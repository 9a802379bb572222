"""What browsers are told, and which of their requests are refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_PREFIX = "HTTP_X_FORWARDED_PREFIX"
_PLAIN_PATH = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?")
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


def behind_proxies(app: Flask, hops: int) -> None:
    """Believe what so many proxies of the host's own say of a visitor, and no more.

    Many of them pass on an ``X-Forwarded-Prefix`` that the visitor made up, so it counts only where
    it is a plain path: ``//elsewhere`` would turn every link into one to another site.
    """
    fixed = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops)

    def plain(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        claimed = environ.get(_PREFIX, "")
        if not all(_PLAIN_PATH.fullmatch(path.strip()) for path in claimed.split(",")):
            del environ[_PREFIX]
        return fixed(environ, start_response)

    app.wsgi_app = plain  # type: ignore[method-assign] # Flask documents it so


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
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc != host
    except ValueError:  # that is no address at all
        return True


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
