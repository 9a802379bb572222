"""Texts through gettext: the language a browser wishes, of those there are."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, current_app, has_request_context, request
from flask_babel import Babel, get_locale  # type: ignore[import-untyped] # it ships no types
from flask_babel import gettext as _gettext
from flask_babel import lazy_gettext as _lazy_gettext
from flask_babel import ngettext as _ngettext
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header


def init_app(app: Flask) -> None:
    """Wire gettext into templates."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "en")
    babel = Babel(app, locale_selector=wish)
    app.extensions["languages"] = tuple(sorted({str(found) for found in _translations(app, babel)}))
    app.context_processor(lambda: {"lang": str(get_locale() or "en").replace("_", "-")})


def gettext(text: str, /, **values: object) -> str:
    """Return the text in the language of the request, with ``%(name)s`` filled in."""
    return str(_gettext(text, **values))


def later(text: str, /) -> object:
    """Return something whose ``str()`` is the text in the language of the request at hand."""
    lazy: object = _lazy_gettext(text)
    return lazy


def ngettext(one: str, many: str, num: int, /, **values: object) -> str:
    """Return the text that goes with ``num``, in the language of the request."""
    return str(_ngettext(one, many, num, **values))


def _translations(app: Flask, babel: Babel) -> list[object]:
    with app.app_context():
        return ["en", *babel.list_translations()]


def wish() -> str:
    """Return the language of ours that the request at hand wishes for most."""
    if not has_request_context():
        return "en"
    return best_of(request.headers.get("Accept-Language", ""), current_app.extensions["languages"])


@lru_cache(maxsize=256)
def best_of(wishes: str, languages: tuple[str, ...]) -> str:
    """Return the one of ``languages`` that a browser wishes for most, by its header.

    Browsers of a night say few different things, and thousands say them at once.
    """
    return parse_accept_header(wishes, LanguageAccept).best_match(languages, "en") or "en"
