"""Texts through gettext: the language a browser wishes, of those there are."""

from __future__ import annotations

from flask import Flask, current_app, has_request_context, request
from flask_babel import Babel, get_locale


def init_app(app: Flask) -> None:
    """Wire gettext into templates."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "en")
    babel = Babel(app, locale_selector=_wish)
    app.extensions["languages"] = sorted({str(found) for found in _translations(app, babel)})
    app.context_processor(lambda: {"lang": str(get_locale() or "en").replace("_", "-")})


def _translations(app: Flask, babel: Babel) -> list[object]:
    with app.app_context():
        return ["en", *babel.list_translations()]


def _wish() -> str:
    if not has_request_context():
        return "en"
    languages: list[str] = current_app.extensions["languages"]
    return request.accept_languages.best_match(languages, "en") or "en"
