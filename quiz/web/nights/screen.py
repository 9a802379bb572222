"""The big screen: what everybody in the room sees, and never anything of the host's."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from quiz.services.nights import pages
from quiz.web import current
from quiz.web.nights import address

blueprint = Blueprint("screen", __name__)


@dataclass(frozen=True, slots=True)
class JoinCard:
    """How to join: the address as one types it, the code, and both as a QR code."""

    address: str
    code: str
    qr_svg: Markup


@blueprint.get("/screen/<key>")
def show(key: str) -> ResponseReturnValue:
    """Show what is on. Who holds the address may look; it opens nothing else."""
    house = current.house()
    stage = pages.stage(house, pages.by_screen_key(house, key))
    card = join_card(stage.head.code) if stage.head.code else None
    return render_template("nights/screen.html", stage=stage, join=card, key=key)


def join_card(code: str) -> JoinCard:
    """Return what to show of the way in."""
    return JoinCard(address.shown(address.base()), code, address.qr_svg(address.join(code)))
