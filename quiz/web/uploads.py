"""A file from elsewhere becomes a pack: sent, looked at with its report, saved."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from quiz.errors import BadInputError, ConflictError
from quiz.services.library import receiving, uploading
from quiz.web import current, guards, identity, library_words
from quiz.web.languages import gettext as _

blueprint = Blueprint("uploads", __name__, url_prefix="/packs/upload")
LARGEST = receiving.LARGEST + (1 << 20)
"""Bytes of a request: the file and what is around it."""
FILES = "60 per hour"
"""How many files an address may have read."""


def limit(app: Flask, limiter: Limiter) -> None:
    """Slow down who has files read without end."""
    guards.slow_down(app, limiter, FILES, "uploads", ["uploads.send"])


@blueprint.before_request
def check() -> ResponseReturnValue | None:
    """Let in those with an account; take a large file of theirs, and no form of elsewhere."""
    if not guards.has_account():
        return identity.closed()
    if request.method == "POST":
        guards.allow_form(LARGEST)
        guards.check_form()
    return None


@blueprint.get("")
def ask() -> ResponseReturnValue:
    """Where a file is dropped, or a text pasted."""
    return _ask()


@blueprint.post("")
def send() -> ResponseReturnValue:
    """Read what was sent; go on to its report."""
    data, name = sent()
    try:
        made = receiving.read(current.house(), current.player_id(), data, name)
    except (BadInputError, ConflictError) as refused:
        return _ask(refused), 400
    return redirect(url_for("uploads.preview", upload_id=made), 303)


@blueprint.get("/<upload_id>")
def preview(upload_id: str) -> ResponseReturnValue:
    """What a file is: its report and its first questions; nothing is saved yet."""
    chosen = request.args.get("into", "")[:40]
    return _preview(upload_id, chosen)


@blueprint.post("/<upload_id>")
def save(upload_id: str) -> ResponseReturnValue:
    """Save it, as a new pack or into one's own."""
    form, into = request.form, request.form.get("into", "")[:40]
    try:
        saved = uploading.save(
            current.house(),
            current.player_id(),
            upload_id,
            target_id=into,
            title=form.get("title", "")[:200],
            license_=form.get("license", "")[:100],
        )
    except (BadInputError, ConflictError) as refused:
        return _preview(upload_id, into, str(refused)), 400
    if saved.is_new:
        flash(_("The pack is saved: play it, host it, or share it."), "good")
    elif saved.changed:
        flash(_("Version %(number)s is saved.", number=saved.version), "good")
    else:
        flash(_("The pack asks just this already: nothing was changed."), "good")
    return redirect(url_for("home.pack", pack_id=saved.pack_id), 303)


def sent() -> tuple[bytes, str]:
    """Return the file that was sent and its name, or the text that was pasted."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return request.form.get("text", "").encode("utf-8", "replace"), _("Pasted text")
    try:
        return bytes(file.read(receiving.LARGEST + 1)), file.filename[-200:]
    finally:
        file.close()


def _ask(refused: BadInputError | ConflictError | None = None) -> str:
    from quiz.packs.formats.registry import FORMATS  # noqa: PLC0415 - slow to load, and few upload

    return render_template(
        "library/upload.html",
        formats=list(dict.fromkeys(form.title for form in FORMATS)),
        largest=receiving.LARGEST >> 20,
        error=str(refused.args[0]) if refused else "",
        problems=refused.problems if isinstance(refused, BadInputError) else (),
        text=request.form.get("text", "")[: receiving.LARGEST],
    )


def _preview(upload_id: str, into: str, error: str = "") -> str:
    house, me = current.house(), current.player_id()
    shown = uploading.preview(house, me, upload_id, into)
    return render_template(
        "library/preview.html", preview=shown, into=into, error=error, words=library_words
    )
