"""Texts through gettext: the language a browser wishes, of those there are."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Flask, current_app, g, has_app_context, has_request_context, request
from flask_babel import Babel  # type: ignore[import-untyped] # it ships no types
from flask_babel import get_locale as _get_locale
from flask_babel import get_translations as _get_translations
from flask_babel import lazy_gettext as _lazy_gettext
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

_LANGUAGE = "en"


def init_app(app: Flask) -> None:
    """Wire gettext into templates."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "en")
    babel = Babel(app, locale_selector=wish)
    app.extensions["languages"] = tuple(sorted({str(found) for found in _translations(app, babel)}))
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # of its extension
        _told, _counted, newstyle=True
    )
    app.context_processor(lambda: {"lang": locale().replace("_", "-")})


def locale() -> str:
    """Return the language that texts are in just now, as ``en`` or ``pt_BR``."""
    return _speech()[0]


def gettext(text: str, /, **values: object) -> str:
    """Return the text in the language of the request, with ``%(name)s`` filled in."""
    told = _told(text)
    return told % values if values else told


def later(text: str, /) -> object:
    """Return something whose ``str()`` is the text in the language of the request at hand."""
    lazy: object = _lazy_gettext(text)
    return lazy


def ngettext(one: str, many: str, num: int, /, **values: object) -> str:
    """Return the text that goes with ``num``, in the language of the request."""
    return _counted(one, many, num) % {"num": num, **values}


def _told(text: str) -> str:
    return str(_speech()[1].gettext(text))


def _counted(one: str, many: str, num: int) -> str:
    return str(_speech()[1].ngettext(one, many, num))


def _speech() -> tuple[str, Any]:
    """Return the language of the request at hand, and its texts.

    Looked up once for each request: to find out for every word takes longer than to render it.
    """
    if not has_app_context():
        return _LANGUAGE, _get_translations()
    here: Any = g._get_current_object()  # noqa: SLF001 - werkzeug's way past a proxy
    known: tuple[str, Any] | None = here.get("speech")
    if known is None:
        known = here.speech = str(_get_locale() or _LANGUAGE), _get_translations()
    return known


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
