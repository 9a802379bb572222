"""The translations of a pack: taken along to be written, brought back, looked at as any file."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from quiz.errors import BadInputError, ConflictError
from quiz.services.library import receiving, spoken
from quiz.web import current, guards, identity, uploads
from quiz.web.languages import gettext as _

blueprint = Blueprint("translations", __name__, url_prefix="/packs")


def limit(app: Flask, limiter: Limiter) -> None:
    """Slow down who has files read, or written, without end."""
    guards.slow_down(app, limiter, uploads.FILES, "uploads", ["translations.send"])
    written = ["translations.file"]
    guards.slow_down(app, limiter, "240 per hour", "pack files", written, method="GET")


@blueprint.before_request
def check() -> ResponseReturnValue | None:
    """Let those with an account change what is theirs, and take no form of elsewhere."""
    if request.method == "POST":
        if not guards.has_account():
            return identity.closed()
        guards.allow_form(uploads.LARGEST)
        guards.check_form()
    return None


@blueprint.get("/<pack_id>/translations")
def see(pack_id: str) -> ResponseReturnValue:
    """Which translations there are, and how one makes another."""
    return _page(pack_id)


@blueprint.get("/<pack_id>/translations/file")
def file(pack_id: str) -> ResponseReturnValue:
    """A translation as a file, with what is to be filled in."""
    language = request.args.get("language", "")[:35]
    if not language:
        return redirect(url_for("translations.see", pack_id=pack_id), 303)
    try:
        made = spoken.file(current.house(), _me(), pack_id, language)
    except BadInputError as refused:
        return _page(pack_id, refused, language), 400
    told = Response(made.data, content_type=f"{made.mime}; charset=utf-8")
    told.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return told


@blueprint.post("/<own_id>/translations/bring")
def send(own_id: str) -> ResponseReturnValue:
    """Read a translation of a pack of one's own; go on to its report."""
    data, name = uploads.sent()
    try:
        made = receiving.read(current.house(), current.player_id(), data, name, own_id)
    except (BadInputError, ConflictError) as refused:
        return _page(own_id, refused), 400
    return redirect(url_for("uploads.preview", upload_id=made, into=own_id), 303)


@blueprint.post("/<own_id>/translations/delete")
def delete(own_id: str) -> ResponseReturnValue:
    """Take a translation out of a pack of one's own."""
    language = request.form.get("language", "")[:35]
    try:
        spoken.remove(current.house(), current.player_id(), own_id, language)
    except (BadInputError, ConflictError) as refused:
        return _page(own_id, refused), 409
    flash(_("The translation is taken out. The version before still has it."), "good")
    return redirect(url_for("translations.see", pack_id=own_id), 303)


def _me() -> str | None:
    me = current.player()
    return me.id if me else None


def _page(
    pack_id: str, refused: BadInputError | ConflictError | None = None, language: str = ""
) -> str:
    return render_template(
        "library/translations.html",
        listing=spoken.listing(current.house(), _me(), pack_id),
        error=str(refused.args[0]) if refused else "",
        problems=refused.problems if isinstance(refused, BadInputError) else (),
        language=language,
    )
