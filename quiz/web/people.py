"""Names, accounts, devices: who one is here, and what is kept about one."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from quiz.errors import BadInputError, NotAllowedError, QuizError
from quiz.services import people
from quiz.settings import Settings
from quiz.web import addresses, current, guards, identity
from quiz.web.languages import gettext as _

blueprint = Blueprint("people", __name__)
_WITH_TOKEN = {"sign_up", "sign_in", "sign_out", "password", "revoke", "delete"}
_GUESSABLE = ("people.sign_in", "people.password", "people.delete")


def limit(app: Flask, settings: Settings) -> Limiter:
    """Slow down who guesses passwords. A try that succeeds, a redirect, is not counted.

    Processes that share a bus count together; while it is away, each for itself. Returns what
    slows down, for others who have something to guess.
    """
    shared = bool(settings.bus_url)
    limiter = Limiter(
        addresses.counted,
        app=app,
        storage_uri=settings.bus_url or "memory://",
        storage_options={"socket_connect_timeout": 1, "socket_timeout": 1} if shared else {},
        in_memory_fallback_enabled=shared,
        key_prefix="greenroom",
        headers_enabled=False,
    )
    # What is limited looks for itself; nothing else has to be looked at before every request.
    app.before_request_funcs[None].remove(limiter._check_request_limit)  # noqa: SLF001 - its hook
    rule = settings.sign_in_limit
    guards.slow_down(
        app, limiter, rule, "guess", _GUESSABLE,
        counted=lambda answer: not guards.has_moved_on(answer),
    )  # fmt: skip
    return limiter


@blueprint.before_request
def check_token() -> None:
    """Refuse a form of an account that this device was not given."""
    action = (request.endpoint or "").rpartition(".")[2]
    if request.method != "POST" or action not in _WITH_TOKEN:
        return
    guards.check_form()


@blueprint.route("/sign-up", methods=["GET", "POST"])
def sign_up() -> ResponseReturnValue:
    """Make an account; what a guest has played comes along."""
    error, name = "", request.form.get("username", "")
    if request.method == "POST":
        me = current.player()
        try:
            token = people.sign_up(
                current.house(),
                me.id if me else None,
                name,
                request.form.get("password", ""),
                identity.device(),
            )
        except QuizError as refused:
            error = str(refused)
        else:
            identity.welcome(token)
            flash(_("Welcome. Your scores are kept now."), "good")
            return redirect(url_for("home.front"), 303)
    page = render_template("people/sign_up.html", error=error, username=name)
    return page, 400 if error else 200


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Sign in; what a guest has played moves to the account."""
    error, name, onward = "", request.form.get("username", ""), _onward()
    if request.method == "POST":
        me = current.player()
        try:
            token = people.sign_in(
                current.house(), name, request.form.get("password", ""), me, identity.device()
            )
        except QuizError as refused:
            error = str(refused)
        else:
            identity.welcome(token)
            return redirect(onward or url_for("home.front"), 303)
    page = render_template("people/sign_in.html", error=error, username=name, next=onward)
    return page, 400 if error else 200


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End this device's row: a copied cookie is worth nothing after."""
    people.sign_out(current.house(), identity.token())
    identity.goodbye()
    flash(_("You are signed out."), "good")
    return redirect(url_for("home.front"), 303)


@blueprint.post("/name")
def name() -> ResponseReturnValue:
    """Change the name that others see."""
    people.rename(current.house(), current.player_id(), request.form.get("name", ""))
    flash(_("That is your name now."), "good")
    return redirect(_onward() or url_for("home.front"), 303)


@blueprint.get("/account")
@identity.known
def account() -> ResponseReturnValue:
    """Everything about oneself on one page."""
    return _account()


@blueprint.post("/account/password")
@identity.known
def password() -> ResponseReturnValue:
    """Change the password; all other devices are signed out."""
    form = request.form
    try:
        token = people.change_password(
            current.house(), identity.token(), form.get("old", ""), form.get("new", "")
        )
    except (BadInputError, NotAllowedError) as refused:
        return _account(str(refused)), 400
    identity.welcome(token)
    flash(_("The password is changed. Other devices are signed out."), "good")
    return redirect(url_for("people.account"), 303)


@blueprint.post("/account/revoke")
@identity.known
def revoke() -> ResponseReturnValue:
    """Sign another device out."""
    people.revoke(current.house(), current.player_id(), request.form.get("device", ""))
    flash(_("That device is signed out."), "good")
    return redirect(url_for("people.account"), 303)


@blueprint.get("/account/export.json")
@identity.known
def export() -> ResponseReturnValue:
    """Hand out everything that is kept about oneself."""
    return (
        people.export(current.house(), current.player_id()),
        {"Content-Disposition": 'attachment; filename="greenroom.json"'},
    )


@blueprint.post("/account/delete")
@identity.known
def delete() -> ResponseReturnValue:
    """Delete oneself for good."""
    try:
        people.delete(current.house(), current.player_id(), request.form.get("confirm"))
    except (BadInputError, NotAllowedError) as refused:
        return _account(str(refused)), 400
    identity.goodbye()
    flash(_("Everything about you is deleted."), "good")
    return redirect(url_for("home.front"), 303)


def _account(error: str = "") -> str:
    me = current.player()
    devices = people.devices(current.house(), current.player_id(), me.device if me else "")
    return render_template("people/account.html", devices=devices, error=error)


def _onward() -> str:
    """Where a form wants to go on to: only a page of ours, never another site."""
    wish = request.values.get("next", "")
    ours = wish.startswith("/") and not wish.startswith("//") and wish.isprintable()
    return wish if ours and "\\" not in wish else ""
