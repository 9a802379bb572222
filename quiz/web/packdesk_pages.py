"""What the pack editor answers: the whole desk, or the little that a script needs meanwhile."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quiz.errors import BadInputError, ConflictError, QuizError
from quiz.packs.forms import Form
from quiz.services.library.publishing import StaleError
from quiz.services.packdesk import desk
from quiz.services.packdesk.changes import FormFaultsError
from quiz.services.packdesk.views import DeskView, Wish
from quiz.web import current, htmx, packdesk_forms
from quiz.web.languages import gettext as _


def view_of(own_id: str, wish: Wish) -> DeskView:
    """Return a pack of the player's on the desk."""
    return desk.show(current.house(), current.player_id(), own_id, wish)


def desk_of(view: DeskView, **more: object) -> str:
    """Render the desk, as a page or for a script."""
    return htmx.page_or_part(
        "packdesk/edit.html", "packdesk/_desk.html",
        desk=view, find=request.args.get("find", ""), words=packdesk_forms, **more,
    )  # fmt: skip


def answer(view: DeskView, status: int = 200, **more: object) -> ResponseReturnValue:
    """Show the whole desk, whatever part of it a script asked for; its address is told, too."""
    made = htmx.instead(desk_of(view, **more), status, "#desk")
    here = url_for("packdesk.edit", own_id=view.id, q=view.sheet.id if view.sheet else None)
    made.headers["HX-Replace-Url"] = here
    return made


def kept(own_id: str, wish: Wish, *, is_head: bool = False) -> ResponseReturnValue:
    """Tell a script what it needs while one types on; send a browser on to the page."""
    if "leaving" in request.form:
        return "", 204  # nobody is there any more to be told
    if htmx.wants_part():
        return _said(view_of(own_id, wish), is_fresh=True, is_head=is_head)
    return done(own_id, _("Saved."), wish)


def unkept(view: DeskView, told: str, **more: object) -> ResponseReturnValue:
    """Tell that nothing was saved, and what is at fault in which field."""
    if htmx.wants_part():
        return _said(view, is_unkept=True, **more), 400
    return desk_of(view, notice=told, is_head_open="is_head" in more, **more), 400


def not_saved(
    own_id: str, wish: Wish, form: Form, error: FormFaultsError | ConflictError
) -> ResponseReturnValue:
    """Show what was typed with why it was not kept, and where another was first, what is kept."""
    view = view_of(own_id, wish)
    if isinstance(error, FormFaultsError):
        return unkept(desk.typed_in(view, form, error.faults), str(error))
    if view.sheet is None or view.sheet.id != wish.question or not isinstance(error, StaleError):
        return refused(own_id, error, Wish())
    mine = desk.typed_in(view, form, view.sheet.faults)
    return answer(mine, 409, notice=str(error), theirs=view.sheet)


def done(own_id: str, told: str, wish: Wish) -> ResponseReturnValue:
    """Show the desk after something was done to it."""
    if htmx.wants_part():
        return answer(view_of(own_id, wish), notice=told, is_good=True)
    if told:
        flash(told, "good")
    return redirect(url_for("packdesk.edit", own_id=own_id, q=wish.question or None), 303)


def attached(own_id: str, wish: Wish, file: str, error: QuizError | None) -> ResponseReturnValue:
    """Show a question with what was put to it or taken away, or why a file is not taken."""
    if error is None:
        shown = _("There it is. Say below what is to be seen or heard.")
        return done(own_id, shown if file else _("Taken away; Undo brings it back."), wish)
    reasons = [problem.message for problem in getattr(error, "problems", ())]
    told = " ".join([str(error.args[0]), *(f"{one[:1].upper()}{one[1:]}." for one in reasons)])
    status = 409 if isinstance(error, ConflictError) else 400
    return answer(view_of(own_id, wish), status, notice=told)


def refused(own_id: str, error: QuizError, wish: Wish) -> ResponseReturnValue:
    """Show the desk as it stands, with why nothing was done."""
    status = 409 if isinstance(error, ConflictError) else 400
    told = error.args[0]
    if isinstance(error, BadInputError) and error.problems:
        told = _("There are faults yet: beside “Publish” stands where.")
    return answer(view_of(own_id, wish), status, notice=told)


def _said(view: DeskView, **more: object) -> str:
    return render_template("packdesk/kept.html", desk=view, words=packdesk_forms, **more)
