"""The moments editor: an author's files, and one of them on the desk with what comes out of it."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from quiz.documents.yaml_text import MAX_BYTES
from quiz.errors import BadInputError, ConflictError, QuizError
from quiz.services import catalog
from quiz.services.editor import changes, desk, files, heading, reading, saving
from quiz.services.editor.files import At, StaleError
from quiz.services.editor.views import Typed, Wish
from quiz.web import current, guards, htmx, identity, moments_forms
from quiz.web.languages import gettext as _

blueprint = Blueprint("moments", __name__)
LARGEST = 4 * MAX_BYTES  # bytes: a form may send each byte of a text as three
CHANGES, FILES = "1800 per hour", "60 per hour"
"""How often an address may change a file, each with a look at all it asks; and begin one."""


def limit(app: Flask, limiter: Limiter) -> None:
    """Slow down who changes files without end. Only what was done is counted."""
    changing = [
        f"moments.{n}" for n in ("moment", "thing", "source", "head", "write", "undo", "pack")
    ]
    guards.slow_down(app, limiter, CHANGES, "moments", changing, counted=guards.was_done)
    files_ = ["moments.create"]
    guards.slow_down(app, limiter, FILES, "moments files", files_, counted=guards.was_done)


@blueprint.before_request
def check() -> ResponseReturnValue | None:
    """Let in authors with an account; take a long text of theirs, and no form of elsewhere."""
    if not guards.has_account():
        return identity.closed()
    if request.method == "POST":
        guards.allow_form(LARGEST)
        guards.check_form()
    return None


@blueprint.get("/moments")
def listing() -> ResponseReturnValue:
    """What one keeps, and four ways to begin."""
    return _listing()


@blueprint.post("/moments")
def create() -> ResponseReturnValue:
    """Begin a file: empty, as a copy of one that ships, or from a file that is sent."""
    house, me, form = current.house(), current.player_id(), request.form
    try:
        if form.get("begin") == "copy":
            made = files.copy(house, me, form.get("shipped", ""))
        elif form.get("begin") == "upload":
            made = files.upload(house, me, moments_forms.uploaded())
        else:
            made = files.begin(house, me, form.get("title", ""))
    except (BadInputError, ConflictError) as refused:
        return _listing(str(refused)), 400
    return redirect(url_for("moments.edit", file_id=made), 303)


@blueprint.get("/moments/<file_id>")
def edit(file_id: str) -> ResponseReturnValue:
    """A file on the desk."""
    return _desk(file_id, moments_forms.wish())


@blueprint.post("/moments/<file_id>/moment")
def moment(file_id: str) -> ResponseReturnValue:
    """Add a moment, change one or take it out."""
    house, at, number = current.house(), _at(file_id), moments_forms.number()
    kind, said = request.form.get("kind", ""), moments_forms.said()
    try:
        if request.form.get("action") == "delete":
            done = changes.delete_moment(house, at, number)
        else:
            done = changes.save_moment(house, at, number, kind, said, sure="sure" in request.form)
    except (BadInputError, ConflictError) as refused:
        if isinstance(refused, StaleError) and number >= 0:
            number = changes.place_now(house, at, number)
        wish = Wish(moment=number) if number >= 0 else Wish(new=kind)
        return _refused(file_id, refused, wish, Typed(said=said))
    wish = Wish(new=kind) if request.form.get("then") == "more" else Wish()
    return _done(file_id, done.told, wish, made=done.things)


@blueprint.post("/moments/<file_id>/thing")
def thing(file_id: str) -> ResponseReturnValue:
    """Add a thing, change one or take it out."""
    house, at, key = current.house(), _at(file_id), request.form.get("key", "")
    told = moments_forms.told()
    try:
        if request.form.get("action") == "delete":
            done = changes.delete_thing(house, at, key)
        else:
            done = changes.save_thing(house, at, key, told)
    except (BadInputError, ConflictError) as refused:
        return _refused(file_id, refused, Wish(thing=key), Typed(told=told))
    return _done(file_id, done.told, Wish())


@blueprint.post("/moments/<file_id>/source")
def source(file_id: str) -> ResponseReturnValue:
    """Add a source, change one or take it out."""
    house, at, key = current.house(), _at(file_id), request.form.get("key", "")
    try:
        if request.form.get("action") == "delete":
            done = heading.delete_source(house, at, key)
        else:
            done = heading.save_source(house, at, key, moments_forms.texts(heading.SOURCE))
    except (BadInputError, ConflictError) as refused:
        return _refused(file_id, refused, Wish())
    return _done(file_id, done.told, Wish())


@blueprint.post("/moments/<file_id>/head")
def head(file_id: str) -> ResponseReturnValue:
    """Change the title, the licence and what else the file says of itself."""
    try:
        given = moments_forms.texts(heading.HEAD)
        done = heading.save_head(current.house(), _at(file_id), given)
    except (BadInputError, ConflictError) as refused:
        return _refused(file_id, refused, Wish())
    return _done(file_id, done.told, Wish())


@blueprint.post("/moments/<file_id>/text")
def write(file_id: str) -> ResponseReturnValue:
    """Keep the file as it was written by hand."""
    text = request.form.get("text", "")
    try:
        files.write(current.house(), _at(file_id), text)
    except (BadInputError, ConflictError) as refused:
        return _refused(file_id, refused, Wish(), mine=text)
    return _done(file_id, _("Saved."), Wish())


@blueprint.post("/moments/<file_id>/undo")
def undo(file_id: str) -> ResponseReturnValue:
    """Take the last change back."""
    try:
        told = files.undo(current.house(), _at(file_id))
    except (BadInputError, ConflictError) as refused:
        return _refused(file_id, refused, Wish())
    return _done(file_id, _("Undone: %(what)s", what=told), Wish())


@blueprint.post("/moments/<file_id>/pack")
def pack(file_id: str) -> ResponseReturnValue:
    """Save what comes out as a pack, or delete the pack."""
    house, form = current.house(), request.form
    try:
        if form.get("action") == "delete":
            saving.delete(house, current.player_id(), file_id)
            return _done(file_id, _("The pack is deleted."), Wish())
        title, license_ = form.get("title", ""), form.get("license", "")
        saving.save(house, _at(file_id), title, license_, shared="shared" in form)
    except (BadInputError, ConflictError) as refused:
        return _refused(file_id, refused, Wish())
    return _done(file_id, _("The pack is saved: play it, or host it."), Wish())


@blueprint.post("/moments/<file_id>/delete")
def delete(file_id: str) -> ResponseReturnValue:
    """Delete a file for good."""
    files.delete(current.house(), current.player_id(), file_id)
    flash(_("The file is deleted."), "good")
    return redirect(url_for("moments.listing"), 303)


@blueprint.get("/moments/<file_id>/moments.yaml")
def download(file_id: str) -> ResponseReturnValue:
    """Hand out the file as it stands."""
    name, text = files.download(current.house(), current.player_id(), file_id)
    told = Response(text, mimetype="application/yaml")
    told.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return told


def _at(file_id: str) -> At:
    return At(current.player_id(), file_id, moments_forms.revision())


def _listing(error: str = "") -> str:
    house, me = current.house(), current.player_id()
    return render_template(
        "moments/listing.html",
        kept=files.kept(house, me),
        packs={card.file: card for card in catalog.own(house, me)},
        shipped=reading.shipped(),
        error=error,
    )


def _desk(file_id: str, wish: Wish, typed: Typed | None = None, **more: object) -> str:
    view = desk.show(current.house(), current.player_id(), file_id, wish, typed or Typed())
    return htmx.page_or_part(
        "moments/edit.html", "moments/_desk.html",
        desk=view, wish=wish, form_word=moments_forms.form_word, **more,
    )  # fmt: skip


def _done(
    file_id: str, told: str, wish: Wish, made: tuple[tuple[str, str, str], ...] = ()
) -> ResponseReturnValue:
    """Tell what was done: on the desk itself, or on the page that a browser goes on to."""
    if htmx.wants_part():
        return _desk(file_id, wish, notice=told, kind="good", made=made)
    flash(told, "good")
    for _key, name, type_ in made:
        flash(_("New in the cast: %(name)s, as %(type)s.", name=name, type=type_), "good")
    to = url_for("moments.edit", file_id=file_id, new=wish.new or None)
    return redirect(to, 303)


def _refused(
    file_id: str, refused: QuizError, wish: Wish, typed: Typed | None = None, mine: str = ""
) -> ResponseReturnValue:
    """Show the desk as it stands, with why nothing was done and what was typed."""
    notice, typed = moments_forms.refusal(refused, typed)
    shown = _desk(file_id, wish, typed, notice=notice, kind="bad", mine=mine)
    return shown, 409 if isinstance(refused, ConflictError) else 400
