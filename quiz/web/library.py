"""The library of packs: what there is to play, what is one's own, and what one does with a pack."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from quiz.errors import BadInputError, ConflictError
from quiz.services.library import downloading, finding, keeping, mending, sheets
from quiz.services.library.finding import Wish
from quiz.web import current, guards, htmx, identity, library_words
from quiz.web.languages import gettext as _

blueprint = Blueprint("library", __name__)
_OF_ACCOUNTS = {"mine", "copy", "visibility", "delete", "reports", "settle"}
CHANGES, FILES = "600 per hour", "240 per hour"
"""How often an address may copy, share, rate and delete; and have files written."""


def limit(app: Flask, limiter: Limiter) -> None:
    """Slow down who changes packs without end. Only what was done is counted."""
    changing = [f"library.{n}" for n in ("copy", "visibility", "delete", "rate", "settle")]
    guards.slow_down(app, limiter, CHANGES, "packs", changing, counted=guards.was_done)
    written = ["library.download", "library.file"]
    guards.slow_down(app, limiter, FILES, "pack files", written, method="GET")


@blueprint.before_request
def check() -> ResponseReturnValue | None:
    """Let those with an account see what is of accounts, and take no form of elsewhere."""
    action = (request.endpoint or "").rpartition(".")[2]
    if action in _OF_ACCOUNTS and not guards.has_account():
        return identity.closed()
    if request.method == "POST":
        guards.check_form()
    return None


@blueprint.get("/packs")
def listing() -> ResponseReturnValue:
    """Every pack there is for everybody, by what one looks for."""
    wish = _wish()
    return htmx.page_or_part(
        "library/listing.html",
        "library/_found.html",
        found=finding.find(current.house(), _me(), wish),
        wish=wish,
        words=library_words,
    )


@blueprint.get("/packs/mine")
def mine() -> ResponseReturnValue:
    """One's own packs."""
    kept = finding.mine(current.house(), current.player_id())
    return render_template("library/mine.html", mine=kept, words=library_words)


@blueprint.get("/packs/<pack_id>/history")
def history(pack_id: str) -> ResponseReturnValue:
    """The versions of a pack, and what each changed."""
    asked = request.args.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
    told = sheets.history(current.house(), _me(), pack_id, before)
    return render_template(
        "library/history.html", history=told, pack_id=pack_id, words=library_words
    )


@blueprint.get("/packs/<pack_id>/download")
def download(pack_id: str) -> ResponseReturnValue:
    """The formats to take a pack along in, with what each cannot hold."""
    offers = downloading.offers(current.house(), _me(), pack_id)
    return render_template("library/download.html", offers=offers, pack_id=pack_id)


@blueprint.get("/packs/<pack_id>/download/<format_name>")
def file(pack_id: str, format_name: str) -> ResponseReturnValue:
    """A pack as a file."""
    made = downloading.file(current.house(), _me(), pack_id, format_name)
    told = Response(made.data, content_type=made.mime)
    told.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return told


@blueprint.post("/packs/<pack_id>/copy")
def copy(pack_id: str) -> ResponseReturnValue:
    """Copy a pack into one of one's own."""
    made = keeping.fork(current.house(), current.player_id(), pack_id)
    flash(_("The copy is yours: change it as you like. It says what it is based on."), "good")
    return redirect(url_for("home.pack", pack_id=made), 303)


@blueprint.post("/packs/<own_id>/visibility")
def visibility(own_id: str) -> ResponseReturnValue:
    """Say who sees a pack of one's own."""
    seen = request.form.get("seen", "")
    try:
        keeping.publish(current.house(), current.player_id(), own_id, seen)
    except BadInputError as refused:
        flash(str(refused), "bad")
    else:
        flash(library_words.seen_by(seen), "good")
    return redirect(url_for("home.pack", pack_id=own_id), 303)


@blueprint.post("/packs/<own_id>/delete")
def delete(own_id: str) -> ResponseReturnValue:
    """Delete a pack of one's own for good."""
    keeping.delete(current.house(), current.player_id(), own_id)
    flash(_("The pack is deleted. What was played of it stays with who played it."), "good")
    return redirect(url_for("library.mine"), 303)


@blueprint.post("/packs/<pack_id>/rating")
def rate(pack_id: str) -> ResponseReturnValue:
    """Give stars, or take them back."""
    me, stars = _me(), request.form.get("stars", "")
    if me is None:
        raise ConflictError(_("Play a round of the pack to its end first, then rate it."))
    given = int(stars) if stars.isascii() and stars.isdigit() and len(stars) == 1 else -1
    sheets.rate(current.house(), me, pack_id, given)
    if not htmx.wants_part():
        return redirect(url_for("home.pack", pack_id=pack_id) + "#rating", 303)
    sheet = sheets.sheet(current.house(), me, pack_id)
    return render_template("library/_rating.html", sheet=sheet, pack_id=pack_id)


@blueprint.get("/packs/reports")
def reports() -> ResponseReturnValue:
    """What players say is wrong with questions of one's own packs."""
    queue = mending.queue(current.house(), current.player_id())
    return render_template("library/reports.html", queue=queue)


@blueprint.post("/packs/reports/<report_id>")
def settle(report_id: str) -> ResponseReturnValue:
    """Say that a question was mended, or that nothing is wrong with it."""
    state = request.form.get("state", "")
    mending.settle(current.house(), current.player_id(), report_id, state)
    told = _("Mended. Thank you.") if state == "done" else _("Put away.")
    flash(told, "good")
    return redirect(url_for("library.reports"), 303)


def _me() -> str | None:
    me = current.player()
    return me.id if me else None


def _wish() -> Wish:
    asked = request.args
    page = asked.get("page", "1")
    return Wish(
        words=asked.get("words", "")[:100],
        tag=asked.get("tag", "")[:60],
        language=asked.get("language", "")[:20],
        license=asked.get("license", "")[:60],
        level=asked.get("level", "")[:10],
        length=asked.get("length", "")[:10],
        sort=asked.get("sort", "plays")[:10],
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1,
    )
