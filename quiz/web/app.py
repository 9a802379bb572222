"""The one factory: it wires, and decides nothing about the game."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask

from quiz.resources import resource
from quiz.services.house import House
from quiz.web import (
    analysis,
    assets,
    boards,
    compiled,
    compress,
    drafts,
    errors,
    health,
    home,
    htmx,
    identity,
    languages,
    library,
    media,
    moments,
    packdesk,
    people,
    play,
    review,
    security,
    times,
    tongues,
    translations,
    uploads,
    words,
)
from quiz.web.nights import (
    background,
    cards,
    channel,
    desk_words,
    hosting,
    joining,
    lane,
    playing,
    screen,
    show_words,
)

LARGEST_FORM = 64 * 1024


class _Application(Flask):
    """Flask, where nothing is asynchronous, and so nothing needs to be looked at for it."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function."""
        return func


def create_app(house: House) -> Flask:
    """Return the web application of one house."""
    settings = house.settings
    app = _Application("quiz", template_folder=str(resource("templates")), static_folder=None)
    app.debug = settings.debug
    app.config.from_mapping(
        SECRET_KEY=house.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.secret_key_fallbacks),
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_PARTS=100,
        SESSION_COOKIE_NAME="__Host-greenroom" if settings.https else "greenroom",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=400),
        WTF_CSRF_TIME_LIMIT=12 * 60 * 60,
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["house"] = house
    for part in (
        assets, htmx, languages, identity, compress, errors, words, show_words, desk_words, times,
        tongues,
    ):  # fmt: skip
        part.init_app(app)
    if not settings.debug:
        compiled.init_app(app, settings.data)
    lane.init_app(app, house)
    security.init_app(app, https=settings.https)
    for room in (
        home, play, review, boards, people, drafts, moments, library, translations, uploads,
        packdesk, media, health, analysis, hosting, joining, playing, cards,
        channel, screen,
    ):  # fmt: skip
        app.register_blueprint(room.blueprint)
    limiter = people.limit(app, settings)
    for room in (joining, hosting, drafts, moments, library, translations, uploads, packdesk):
        room.limit(app, limiter)
    background.init_app(app, house)
    if settings.debug:
        from quiz.web import styleguide  # noqa: PLC0415 - a tenth of the start, and seldom wanted

        app.register_blueprint(styleguide.blueprint)
    if settings.proxy_hops:
        security.behind_proxies(app, settings.proxy_hops)
    return app
