"""An author's drafts: paste a text, decide what it tells one by one, take the file along."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from quiz.errors import BadInputError, ConflictError, QuizError
from quiz.services import draft_desk
from quiz.web import current, guards, htmx, identity
from quiz.web.languages import gettext as _

blueprint = Blueprint("drafts", __name__)
LARGEST = 13 * draft_desk.LONGEST_TEXT  # bytes: a form may send a letter as twelve
DRAFTS = "60 per hour"
"""How many texts an address may have drafted: each costs a second of work."""
_ROLE = "role."
_P = ParamSpec("_P")


def limit(app: Flask, limiter: Limiter) -> None:
    """Slow down who drafts without end. Only what was drafted is counted."""
    made = ["drafts.create"]
    guards.slow_down(app, limiter, DRAFTS, "draft", made, counted=guards.has_moved_on)


def _author(view: Callable[_P, ResponseReturnValue]) -> Callable[_P, ResponseReturnValue]:
    """Close a page to those without an account: what is kept should still be theirs tomorrow."""

    @wraps(view)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> ResponseReturnValue:
        return view(*args, **kwargs) if guards.has_account() else identity.closed()

    return guarded


@blueprint.before_request
def check_token() -> None:
    """Take a long text, and refuse a form that this device was not given."""
    if request.method != "POST":
        return
    guards.allow_form(LARGEST)
    guards.check_form()


@blueprint.get("/drafts")
@_author
def listing() -> ResponseReturnValue:
    """What one keeps, and a sheet for the next text."""
    return _listing()


@blueprint.post("/drafts")
@_author
def create() -> ResponseReturnValue:
    """Draft from a text that was pasted, or from a file of one."""
    text, title = request.form.get("text", ""), request.form.get("title", "")
    try:
        text = _uploaded() or text
        made = draft_desk.create(current.house(), current.player_id(), text, title)
    except (BadInputError, ConflictError) as refused:
        return _listing(str(refused), text, title), 400
    return redirect(url_for("drafts.desk", draft_id=made), 303)


@blueprint.get("/drafts/<draft_id>")
@_author
def desk(draft_id: str) -> ResponseReturnValue:
    """The drafts of a file that wait for a decision."""
    return _desk(draft_id)


@blueprint.post("/drafts/<draft_id>")
@_author
def decide(draft_id: str) -> ResponseReturnValue:
    """Accept, change or reject one."""
    form = request.form
    roles = {k.removeprefix(_ROLE): v for k, v in form.items() if k.startswith(_ROLE)}
    action = form.get("action", "")
    try:
        draft_desk.decide(
            current.house(), current.player_id(), draft_id, form.get("mark", ""), action,
            roles, form.getlist("complete"),
        )  # fmt: skip
    except (BadInputError, ConflictError) as refused:
        status = 409 if isinstance(refused, ConflictError) else 400
        return _desk(draft_id, words_of(refused), opened=_place()), status
    if htmx.wants_part():
        return _desk(draft_id, opened=_place() if action == "save" else 0, focus=_place())
    return redirect(url_for("drafts.desk", draft_id=draft_id), 303)


@blueprint.get("/drafts/<draft_id>/moments.yaml")
@_author
def download(draft_id: str) -> ResponseReturnValue:
    """Hand out the file as it stands."""
    name, text = draft_desk.file(current.house(), current.player_id(), draft_id)
    told = Response(text, mimetype="application/yaml")
    told.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return told


@blueprint.post("/drafts/<draft_id>/delete")
@_author
def delete(draft_id: str) -> ResponseReturnValue:
    """Delete a file for good."""
    draft_desk.delete(current.house(), current.player_id(), draft_id)
    flash(_("The file is deleted."), "good")
    return redirect(url_for("drafts.listing"), 303)


def _uploaded() -> str:
    upload = request.files.get("file")
    content = upload.read() if upload else b""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInputError(_("That file is no UTF-8 text. Save it as UTF-8.")) from None


def _listing(error: str = "", text: str = "", title: str = "") -> str:
    kept = draft_desk.kept(current.house(), current.player_id())
    return render_template(
        "drafts/listing.html",
        kept=kept,
        error=error,
        text=text,
        title=title,
        longest=draft_desk.LONGEST_TEXT,
    )


def _place() -> int:
    """Return which draft of the page a form was about, from 1."""
    at = request.form.get("at", "")
    return int(at) if at.isascii() and at.isdigit() and len(at) < 4 else 0


def _desk(draft_id: str, notice: str = "", opened: int = 0, focus: int = 0) -> str:
    view = draft_desk.desk(current.house(), current.player_id(), draft_id)
    return htmx.page_or_part(
        "drafts/desk.html", "drafts/_review.html",
        desk=view, notice=notice, opened=opened, focus=focus,
    )  # fmt: skip


def words_of(refused: QuizError) -> str:
    """Return a refusal as a sentence: of a file's faults the first, without its place."""
    problems = refused.problems if isinstance(refused, BadInputError) else ()
    if not problems:
        return str(refused)
    message = problems[0].message
    return f"{message[:1].upper()}{message[1:]}."
