"""What play says of a pack, for whoever can mend it: a page with plots, and a table to take along.

One's own pack tells its owner alone. What belongs to no person (packs that ship, of the data folder
and of packages) tells everybody with an account: it names nobody, and whoever may play a pack may
read its questions anyway.
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from quiz.packs.importing import slug
from quiz.services import analysis
from quiz.services.analysis_sheet import sheet
from quiz.services.items import SHOWN_FROM, SURE_FROM, Item
from quiz.web import analysis_words, current, identity

blueprint = Blueprint("analysis", __name__)
PAGE = 25
_MOST_FLAGGED = 8
_MOST_DOTS = 600


@blueprint.before_request
def check() -> ResponseReturnValue | None:
    """Let in those with an account."""
    me = current.player()
    return identity.closed() if me is None or not me.username else None


@blueprint.get("/packs/<pack_id>/analysis")
def page(pack_id: str) -> str:
    """Show what play says of each question, the hardest first."""
    found = analysis.for_player(current.house(), current.player_id(), pack_id)
    shown = sorted(found.shown, key=_by_share)
    pages = max(1, -(-len(shown) // PAGE))
    asked = request.args.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    at = min(max(1, number), pages)
    return render_template(
        "analysis/analysis.html",
        found=found,
        dots=shown[:_MOST_DOTS],
        rows=shown[(at - 1) * PAGE : at * PAGE],
        flagged=found.flagged[:_MOST_FLAGGED],
        page=at,
        pages=pages,
        shown_from=SHOWN_FROM,
        sure_from=SURE_FROM,
        words=analysis_words,
    )


@blueprint.get("/packs/<pack_id>/analysis.csv")
def table(pack_id: str) -> Response:
    """Hand out the same as a table."""
    found = analysis.for_player(current.house(), current.player_id(), pack_id)
    told = Response(sheet(found), content_type="text/csv; charset=utf-8")
    name = f"{slug(found.title)}-analysis.csv"
    told.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return told


def _by_share(item: Item) -> tuple[float, int]:
    return (item.figures.share if item.figures else 0.0, item.number)
