"""The private page of a player, and the card of it that they share."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from flask import Blueprint, Response, render_template, url_for

from quiz.paper import card as drawn
from quiz.services.nights import report
from quiz.services.nights.views import MyReview, MyReviewRow
from quiz.web import current, times
from quiz.web.languages import gettext as _
from quiz.web.languages import ngettext
from quiz.web.words import number

blueprint = Blueprint("cards", __name__, url_prefix="/nights")

_MOST_PRIZES = 2
_SIGNS = {"right": "🟢", "close": "🟡", "void": "⚪", "away": "⚪"}


@blueprint.get("/<night_id>/mine/<seat_id>/<key>/card.svg")
def show(night_id: str, seat_id: str, key: str) -> Response:
    """Draw the card for whoever has the private link. It says nothing of the link."""
    return picture(report.shared(current.house(), night_id, seat_id, key))


def page(review: MyReview, night_id: str, *, link: str = "", image: str = "") -> str:
    """Render the private page; ``link`` is its address where it is told, ``image`` the card's."""
    (seat_id, key), card = review.link, card_of(review)
    return render_template(
        "nights/mine.html",
        review=review,
        night_id=night_id,
        link=link,
        image=image or url_for("cards.show", night_id=night_id, seat_id=seat_id, key=key),
        card=card,
        text=_text(card),
        rounds=_rounds(review),
        size=(drawn.WIDTH, drawn.HEIGHT),
    )


def picture(review: MyReview) -> Response:
    """Return the card as a picture."""
    card = card_of(review)
    # The first of a process reads the letters, for a quarter of a second.
    return Response(current.house().heavy(lambda: drawn.svg(card)), mimetype="image/svg+xml")


def card_of(review: MyReview) -> drawn.Card:
    """Return what a card says of an evening, in the language at hand.

    The audience earns no points, so it is told what it knew. A last place is not told.
    """
    knew = _("%(right)s of %(asked)s right", right=review.right, asked=review.asked)
    score, unit, facts = number(review.points), _points(review), knew
    if review.is_audience:
        score, unit = number(review.right), _("of %(total)s right", total=review.asked)
        facts = _("in the audience")
    elif review.rank and not review.is_last:
        place = ngettext(
            "place %(rank)s of %(num)s", "place %(rank)s of %(num)s", review.of, rank=review.rank
        )
        facts = f"{knew} · {place}"
    day = times.date(review.when) if review.when else ""
    return drawn.Card(
        title=review.title,
        name=review.name,
        score=score,
        unit=unit,
        facts=facts,
        rounds=[[row.mark for row in rows] for rows in _rounds(review)],
        prizes=[(prize.title, prize.why) for prize in review.prizes[:_MOST_PRIZES]],
        team=review.team,
        foot=" · ".join(filter(None, ("Greenroom", day))),
    )


def _text(card: drawn.Card) -> str:
    """Return the card for where only text goes, a line for each round."""
    rounds = ("".join(_SIGNS.get(mark, "⚫") for mark in marks) for marks in card.rounds)
    return "\n".join((card.title, f"{card.score} {card.unit} · {card.facts}", *rounds))


def _points(review: MyReview) -> str:
    return _("points as a team") if review.team else _("points")


def _rounds(review: MyReview) -> list[list[MyReviewRow]]:
    return [list(rows) for _title, rows in groupby(review.rows, attrgetter("round"))]
