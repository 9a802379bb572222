"""The languages of packs: which one somebody likes to be asked in, and how a page says them."""

from __future__ import annotations

from dataclasses import replace

from babel import Locale, UnknownLocaleError
from flask import Flask, has_request_context, request, session
from markupsafe import Markup, escape

from quiz.packs.translations.languages import best, tidied
from quiz.services.rows import PackCard
from quiz.web.languages import locale

_KEY = "tongue"
_LONGEST = 35
_MOST = 6


def init_app(app: Flask) -> None:
    """Give templates what says in which language a text is."""
    app.jinja_env.globals.update(
        in_language=in_language, said=said, own_name=own_name, titled=titled, about_in=about_in
    )


def chosen() -> tuple[str, ...]:
    """Read the form: a language that is chosen there is remembered. Return all wishes."""
    tag = tidied(request.form.get("language", "")[:_LONGEST])
    if tag:
        session[_KEY] = tag
    return wishes()


def wishes() -> tuple[str, ...]:
    """Return the languages somebody likes to be asked in, the best liked first.

    What was chosen last on this device stands before what the browser says.
    """
    if not has_request_context():
        return ()
    kept = session.get(_KEY, "")
    liked = [tag for tag, quality in request.accept_languages if quality and tag != "*"]
    first = [kept] if isinstance(kept, str) and kept else []
    return tuple(dict.fromkeys([*first, *liked[:_MOST]]))


def asked_in(pack: PackCard) -> str:
    """Return the language in which a pack is asked of who is here."""
    return best(wishes(), pack.titles, pack.language)


def titled(pack: PackCard) -> PackCard:
    """Return a pack with its title, and what it is about, in the language it is asked in here.

    What it is about may not be translated, and then is as it was written: see ``about_in``.
    """
    if not pack.titles:
        return pack
    language = asked_in(pack)
    about = pack.abouts.get(language, pack.description)
    title = pack.titles.get(language, pack.title)
    return replace(pack, title=title, description=about, language=language)


def about_in(pack: PackCard) -> str:
    """Return in which language the description is that ``titled`` gives a pack."""
    language = asked_in(pack)
    return language if language in pack.abouts else pack.language


def own_name(tag: str) -> str:
    """Name a language as those do who speak it: ``Deutsch``."""
    try:
        found = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return tag
    name = found.get_display_name(found) or tag
    return name[:1].upper() + name[1:]


def in_language(tag: str) -> Markup:
    """Return the attribute that says in which language a text is, where it is not the page's."""
    here = locale().replace("_", "-").partition("-")[0]
    if not tag or tag.partition("-")[0].casefold() == here:
        return Markup()
    return Markup(' lang="{}"').format(tag)


def said(text: str, tag: str) -> Markup:
    """Return a text that a screen reader says in its own language."""
    at = in_language(tag)
    return Markup("<span{}>{}</span>").format(at, text) if at else escape(text)
