"""The pack editor: begin a pack, write its questions, try it, publish it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from quiz.errors import BadInputError, ConflictError
from quiz.packs.media.model import MOST_BYTES
from quiz.services.library import keeping
from quiz.services.library.publishing import StaleError
from quiz.services.packdesk import attaching, changes, steps, trying
from quiz.services.packdesk.changes import FormFaultsError
from quiz.services.packdesk.steps import At
from quiz.services.packdesk.views import Wish
from quiz.web import current, guards, identity, packdesk_forms
from quiz.web import packdesk_pages as pages
from quiz.web.languages import gettext as _

blueprint = Blueprint("packdesk", __name__)
CHANGES, PACKS, MEDIA = "7200 per hour", "60 per hour", "300 per hour"
"""How often an address may change a pack, which goes by itself as one types; begin one; send a
picture or a sound."""
LARGEST = 512 * 1024  # bytes of a form: all fields at their longest
LARGEST_FILE = MOST_BYTES + (1 << 20)
"""Bytes of a form with a picture or a sound, and what is around that."""


def limit(app: Flask, limiter: Limiter) -> None:
    """Slow down who changes packs without end. Only what was done is counted."""
    changing = [f"packdesk.{n}" for n in ("question", "arrange", "head", "step", "attempt")]
    guards.slow_down(app, limiter, CHANGES, "packdesk", changing, counted=guards.was_done)
    guards.slow_down(app, limiter, MEDIA, "packdesk media", ["packdesk.medium"])
    begun = ["packdesk.begin"]
    guards.slow_down(app, limiter, PACKS, "packdesk packs", begun, counted=guards.was_done)


@blueprint.before_request
def check() -> ResponseReturnValue | None:
    """Let in authors with an account, and take no form of elsewhere."""
    if not guards.has_account():
        return identity.closed()
    if request.method == "POST":
        guards.allow_form(LARGEST)
        if request.endpoint == "packdesk.medium":
            request.max_content_length = LARGEST_FILE
        request.max_form_parts = 400
        guards.check_form()
    return None


@blueprint.get("/packs/new")
def new() -> ResponseReturnValue:
    """How a pack begins: with a title."""
    return render_template("packdesk/new.html")


@blueprint.post("/packs/new")
def begin() -> ResponseReturnValue:
    """Begin a pack, with an empty question to fill in."""
    house, me, form = current.house(), current.player_id(), request.form
    try:
        made = keeping.begin(house, me, form.get("title", ""))
    except ConflictError as refused:
        return render_template("packdesk/new.html", error=str(refused)), 409
    first = changes.add_question(house, At(me, made, 1), packdesk_forms.kind_of("kind"))
    return redirect(url_for("packdesk.edit", own_id=made, q=first), 303)


@blueprint.get("/packs/<own_id>/edit")
def edit(own_id: str) -> ResponseReturnValue:
    """A pack on the desk."""
    return pages.desk_of(pages.view_of(own_id, packdesk_forms.wish()))


@blueprint.post("/packs/<own_id>/edit/question")
def question(own_id: str) -> ResponseReturnValue:
    """Keep a question as it is typed, or make it one of another kind."""
    house, at, form = current.house(), _at(own_id), packdesk_forms.question()
    question_id, kind = request.form.get("question", ""), packdesk_forms.kind_of("kind")
    wish = Wish(question=question_id)
    try:
        if kind != form.kind:
            changes.switch_kind(house, at, question_id, form, kind)
        else:
            changes.save_question(house, at, question_id, form)
    except (FormFaultsError, ConflictError) as refused:
        return pages.not_saved(own_id, wish, form, refused)
    return pages.done(own_id, "", wish) if kind != form.kind else pages.kept(own_id, wish)


@blueprint.post("/packs/<own_id>/edit/media")
def medium(own_id: str) -> ResponseReturnValue:
    """Give a question a picture or a sound, or take one away, with what is typed beside it."""
    house, at, form = current.house(), _at(own_id), packdesk_forms.question()
    question_id, action = request.form.get("question", ""), request.form.get("action", "")
    gone = next((part for part in attaching.PARTS if action == f"drop-{part}"), None)
    file, not_taken = "", None
    if gone is None:
        try:
            file = attaching.keep(house, at.owner_id, *packdesk_forms.file())
        except (BadInputError, ConflictError) as error:
            not_taken = error
    try:
        if gone:
            attaching.detach(house, at, question_id, form, gone)
        elif file:
            attaching.attach(house, at, question_id, form, file)
        else:
            changes.save_question(house, at, question_id, form)
    except (FormFaultsError, ConflictError) as refused:
        return pages.not_saved(own_id, Wish(question=question_id), form, refused)
    return pages.attached(own_id, Wish(question=question_id), file, not_taken)


@blueprint.post("/packs/<own_id>/edit/list")
def arrange(own_id: str) -> ResponseReturnValue:
    """Add a question, copy one, take one out, or move it."""
    action, _sep, named = request.form.get("action", "move").partition(":")
    question_id = named or request.form.get("question", "")
    here = request.form.get("open", question_id)
    try:
        return pages.done(own_id, "", Wish(question=_arranged(own_id, action, question_id) or here))
    except FormFaultsError as refused:
        return pages.not_saved(own_id, Wish(question=here), packdesk_forms.question(), refused)
    except (BadInputError, ConflictError) as refused:
        return pages.refused(own_id, refused, Wish(question=here))


@blueprint.post("/packs/<own_id>/edit/head")
def head(own_id: str) -> ResponseReturnValue:
    """Keep what is said of the pack as a whole."""
    said, wish = packdesk_forms.head(), Wish(question=request.form.get("open", ""))
    try:
        changes.save_head(current.house(), _at(own_id), said)
    except FormFaultsError as refused:
        view = replace(pages.view_of(own_id, wish), head=said)
        return pages.unkept(view, str(refused), head_faults=refused.faults, is_head=True)
    except StaleError as refused:
        view = replace(pages.view_of(own_id, wish), head=said)
        return pages.answer(view, 409, notice=str(refused), is_head_open=True)
    return pages.kept(own_id, wish, is_head=True)


@blueprint.post("/packs/<own_id>/edit/step")
def step(own_id: str) -> ResponseReturnValue:
    """Take a step back or do it again; publish the draft, or throw it away."""
    house, at, action = current.house(), _at(own_id), request.form.get("action", "")
    wish = Wish(question=request.form.get("open", ""))
    try:
        if action == "redo":
            told = _("Done again: %(what)s", what=steps.redo(house, at))
        elif action == "publish":
            told = _published(at)
        elif action == "discard":
            keeping.discard_draft(house, at.owner_id, own_id, at.revision)
            told = _("The draft is gone: this is what is published.")
        else:
            told = _("Taken back: %(what)s", what=steps.undo(house, at))
    except (BadInputError, ConflictError) as refused:
        return pages.refused(own_id, refused, wish)
    return pages.done(own_id, told, wish)


@blueprint.post("/packs/<own_id>/edit/try")
def attempt(own_id: str) -> ResponseReturnValue:
    """Play the draft: a round for oneself, that counts nowhere."""
    start = request.form.get("question", "")
    try:
        round_id = trying.start(current.house(), current.player_id(), own_id, start)
    except (BadInputError, ConflictError) as refused:
        return pages.refused(own_id, refused, Wish(question=start))
    return redirect(url_for("play.see", round_id=round_id), 303)


def _arranged(own_id: str, action: str, question_id: str) -> str:
    """Do what was asked of the list; return which question is to be open then, if it changes."""
    house, at = current.house(), _at(own_id)
    if action == "add":
        return changes.add_question(house, at, packdesk_forms.kind_of("kind"), question_id)
    if action == "next":
        return changes.add_next(house, at, question_id, packdesk_forms.question())
    if action == "copy":
        return changes.duplicate(house, at, question_id)
    if action == "delete":
        return changes.delete(house, at, question_id)
    to = packdesk_forms.whole(request.form.get("to", ""))
    if action == "place":
        to = packdesk_forms.whole(request.form.get("place", "")) - 1
    ways: dict[str, Callable[[int], int]] = {
        "up": lambda place: max(0, place - 1), "down": lambda place: place + 1,
    }  # fmt: skip
    changes.move(house, at, question_id, ways.get(action, lambda place: to if to >= 0 else place))
    return ""


def _published(at: At) -> str:
    house = current.house()
    pack, _revision = keeping.load_editable(house, at.owner_id, at.pack_id)
    note = request.form.get("note", "")
    number = keeping.save_version(house, at.owner_id, pack, note, at.revision)
    return _("Published as version %(number)s: play it, host it, share it.", number=number)


def _at(own_id: str) -> At:
    return At(current.player_id(), own_id, packdesk_forms.revision())
