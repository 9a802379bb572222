"""The host's pages: plan a night, run it from the desk or a phone, read what came of it."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from quiz.errors import BadInputError, ConflictError, NotAllowedError, NotFoundError, QuizError
from quiz.services import catalog
from quiz.services import people as accounts
from quiz.services.nights import access, drafts, pages, planning, stage, templates
from quiz.services.nights import report as reports
from quiz.services.nights.desk import NightDraft
from quiz.web import current, guards, htmx, identity, security, tongues
from quiz.web.languages import gettext as _
from quiz.web.nights import crowd, forms, host_views, keys

blueprint = Blueprint("hosting", __name__)

NIGHTS = "60 per hour"
"""How many nights an address may open: a house full of hosts shares one."""


def limit(app: Flask, limiter: Limiter) -> None:
    """Slow down who opens nights without end. Only those that were opened are counted."""
    opened = ["hosting.create"]
    guards.slow_down(app, limiter, NIGHTS, "night", opened, counted=guards.has_moved_on)


@blueprint.get("/host")
def plan() -> ResponseReturnValue:
    """Three nights to start at once, the drawing board, and what one has hosted."""
    house, me = current.house(), current.player()
    wish, kept = request.args.get("preset", ""), request.args.get("template", "")
    mine, chosen = me.id if me else None, request.args.get("pack", "")
    if chosen:
        draft = planning.of_pack(house, mine, chosen[:100], tongues.wishes())
    elif kept:
        draft = templates.load(house, me.id if me else "", kept)
    else:
        draft = drafts.PRESETS.get(wish, drafts.PRESETS["quick"]).draft
    packs = catalog.at_hand(house, mine, drafts.packs_of(draft))
    return host_views.board(drafts.fitted(draft, packs), over=draft.title if kept else "")


@blueprint.post("/host")
def create() -> ResponseReturnValue:
    """Open the doors of a night; or change the draft, which is kept nowhere but in its form."""
    preset, edit = request.form.get("preset", ""), request.form.get("edit", "")
    if preset in drafts.PRESETS:
        fitted = drafts.fitted(drafts.PRESETS[preset].draft, current.house().shelf.summaries)
        return _open(fitted)
    draft = forms.draft()
    if edit == "save":
        return _save(draft)
    if edit:
        draft, opened = forms.edited(draft, edit, forms.opened(draft))
        return host_views.board(draft, opened=opened)
    return _open(draft)


@blueprint.post("/host/forget")
def forget() -> ResponseReturnValue:
    """Delete a template."""
    templates.delete(current.house(), current.player_id(), request.form.get("template", "")[:64])
    flash(_("The template is deleted."), "good")
    return redirect(url_for("hosting.plan"), 303)


@blueprint.get("/nights/<night_id>/host/<key>")
def enter(night_id: str, key: str) -> ResponseReturnValue:
    """Follow the host link: this browser hosts the night from now on.

    Another site's page could have made it: then the visitor is asked first.
    """
    night = access.host(current.house(), night_id, key)
    if security.comes_from_elsewhere():
        return render_template("nights/enter.html", title=night.title, to=request.full_path)
    return _hold(night_id, key)


@blueprint.post("/nights/<night_id>/host/<key>")
def hold(night_id: str, key: str) -> ResponseReturnValue:
    """Host the night from now on: the visitor was asked."""
    access.host(current.house(), night_id, key)
    return _hold(night_id, key)


@blueprint.get("/nights/<night_id>/host")
def desk(night_id: str) -> ResponseReturnValue:
    """Show the desk: what is on, who is there, what comes."""
    return _show(night_id, "desk")


@blueprint.get("/nights/<night_id>/remote")
def remote(night_id: str) -> ResponseReturnValue:
    """Show the same on a phone, for one hand."""
    return _show(night_id, "remote")


@blueprint.get("/nights/<night_id>/plan")
def planned(night_id: str) -> ResponseReturnValue:
    """Lay a night on the drawing board again, while everybody is in the lobby."""
    house, key = current.house(), _key(night_id)
    try:
        draft, version = planning.to_replan(house, night_id, key)
    except ConflictError as refused:
        return _show(night_id, "desk", notice=str(refused)), 409
    return host_views.board(draft, again=host_views.Again(night_id, version))


@blueprint.post("/nights/<night_id>/plan")
def replan(night_id: str) -> ResponseReturnValue:
    """Plan the night anew; or change the draft, which is kept nowhere but in its form."""
    house, key = current.house(), _key(night_id)
    access.host(house, night_id, key)
    draft, edit = forms.draft(), request.form.get("edit", "")
    again = host_views.Again(night_id, forms.version())
    if edit == "save":
        return _save(draft, again)
    if edit:
        draft, opened = forms.edited(draft, edit, forms.opened(draft))
        return host_views.board(draft, opened=opened, again=again)
    try:
        planning.replan(house, night_id, key, again.version, draft)
    except (ConflictError, BadInputError) as refused:
        told = host_views.board_refused(house, key, draft, again, refused)
        return told, host_views.status(refused)
    return _leave_for("hosting.desk", night_id)


@blueprint.post("/nights/<night_id>/do")
def do(night_id: str) -> ResponseReturnValue:
    """Carry out a command. A stale or impossible one is told on the desk as it is now."""
    house, key = current.house(), _key(night_id)
    page = _page()
    try:
        if request.form.get("command") == "swap":
            planning.swap(house, night_id, key, *forms.swapped())
        else:
            stage.do(house, night_id, key, forms.command())
    except (ConflictError, BadInputError) as refused:
        told = _show(night_id, page, page, notice=str(refused), rekeyed=forms.rekeyed())
        return told, host_views.status(refused)
    if not htmx.wants_part():
        return redirect(url_for(f"hosting.{page}", night_id=night_id), 303)
    return _show(night_id, page, page)


@blueprint.post("/nights/<night_id>/people")
def people(night_id: str) -> ResponseReturnValue:
    """Let in, name, move or take away."""
    house, key, page = current.house(), _key(night_id), _page()
    part, notice = ("remote", "notice") if page == "remote" else ("roster", "people_notice")
    try:
        crowd.carry_out(house, night_id, key, *forms.people())
    except (ConflictError, BadInputError, NotFoundError) as refused:
        told = _show(night_id, page, part, **{notice: str(refused)})
        return told, host_views.status(refused)
    if not htmx.wants_part():
        return redirect(url_for(f"hosting.{page}", night_id=night_id), 303)
    return _show(night_id, page, part)


@blueprint.get("/nights/<night_id>/report")
def outcome(night_id: str) -> ResponseReturnValue:
    """Show what came of a night, or of the part that is played."""
    told = reports.report(current.house(), night_id, _key(night_id))
    return render_template(
        "nights/report.html", report=told, night_id=night_id, **host_views.remarkable(told)
    )


@blueprint.get("/nights/<night_id>/report/<name>.csv")
def table(night_id: str, name: str) -> ResponseReturnValue:
    """Hand out one table of the report."""
    told = reports.report(current.house(), night_id, _key(night_id))
    return host_views.csv(told, name)


@blueprint.get("/nights/<night_id>/report.xlsx")
def book(night_id: str) -> Response:
    """Hand out the whole report as a workbook."""
    return host_views.xlsx(reports.report(current.house(), night_id, _key(night_id)))


@blueprint.get("/nights/<night_id>/sheets/<which>.pdf")
def sheets(night_id: str, which: str) -> Response:
    """Hand out the night on paper: the questions, the sheets for answers, or the key."""
    return host_views.pdf(reports.sheets(current.house(), night_id, _key(night_id)), which)


def _hold(night_id: str, key: str) -> ResponseReturnValue:
    keys.keep_host(night_id, key)
    to = "hosting.remote" if request.args.get("to") == "remote" else "hosting.desk"
    return redirect(url_for(to, night_id=night_id), 303)


def _key(night_id: str) -> str:
    key = keys.host_key(night_id)
    if not key:
        raise NotAllowedError(
            _("Only its host may do that. Are you? Open the night with the host link.")
        )
    return key


def _page() -> str:
    """Return the page that a form was sent from."""
    return "remote" if request.form.get("page") == "remote" else "desk"


def _show(night_id: str, page: str, part: str = "", **more: object) -> str:
    """Render the desk or the remote, or the part of it that a script asks for."""
    key = _key(night_id)
    view = pages.host(current.house(), night_id, key)
    if part and htmx.wants_part():
        return render_template(f"nights/_{part}.html", view=view, **more)
    join = host_views.join_card(view, key)
    return render_template(f"nights/{page}.html", view=view, join=join, **more)


def _open(draft: NightDraft) -> ResponseReturnValue:
    try:
        hosted = planning.create(current.house(), draft, _owner())
    except BadInputError as refused:
        return host_views.board(draft, refused=refused), 400
    keys.keep_host(hosted.night_id, hosted.host_key)
    return _leave_for("hosting.desk", hosted.night_id)


def _leave_for(page: str, night_id: str) -> ResponseReturnValue:
    to = url_for(page, night_id=night_id)
    return htmx.send_to(to) if htmx.wants_part() else redirect(to, 303)


def _save(draft: NightDraft, again: host_views.Again | None = None) -> ResponseReturnValue:
    over = forms.over()
    try:
        templates.save(current.house(), _owner(), draft, over)
    except templates.TitleTakenError as refused:  # who presses once more has been told
        told = host_views.board(draft, over=draft.title, again=again, refused=refused)
        return told, host_views.status(refused)
    except QuizError as refused:
        return host_views.board(draft, again=again, refused=refused), 400
    told = _("Kept. You find it among your templates.")
    if templates.is_same(over, draft.title):
        told = _("Kept, in the place of the template that had this title.")
    return host_views.board(draft, over=draft.title, again=again, notice=told, notice_kind="good")


def _owner() -> str:
    """Return whose night it is. Who has no name here yet gets one, as for a round."""
    house = current.house()
    me = current.player() or identity.welcome(accounts.guest(house, "", identity.device()))
    if me is None:
        raise ConflictError(_("Your place could not be kept. Try again."))
    return me.id
