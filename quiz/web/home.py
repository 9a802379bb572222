"""The front page, and a page for each pack."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request

from quiz.scores.presets import PRESETS
from quiz.services import boards, catalog, play, reviews
from quiz.services.library import sheets, spoken
from quiz.web import assets, choices, current, library_words, words
from quiz.web.nights import address

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def front() -> str:
    """One press from a question; below it all packs and this week's best."""
    house, me = current.house(), current.player()
    packs = catalog.packs(house, me.id if me and me.username else None)
    choice = choices.remembered()
    chosen = next((pack for pack in packs if pack.id == choice.pack), None)
    return render_template(
        "home/front.html",
        packs=packs,
        total=sum(pack.count for pack in packs),
        choice=choice if chosen else words.for_pack(choice, ""),
        chosen_pack=chosen,
        unfinished=play.unfinished(house, me.id) if me else None,
        due=reviews.due(house, me.id).due if me else 0,
        board=boards.board(house, "", "week", choice.length, me.id if me else None),
    )


@blueprint.get("/packs/<pack_id>")
def pack(pack_id: str) -> str:
    """What is in a pack, and how one would like to play it."""
    house, me = current.house(), current.player()
    shown = catalog.pack(house, pack_id, me.id if me else None)
    choice = words.for_pack(choices.remembered(), pack_id)
    return render_template(
        "home/pack.html",
        pack=shown,
        sheet=sheets.sheet(house, me.id if me else None, pack_id),
        words=library_words,
        translatable=spoken.is_possible(house, pack_id),
        link=address.absolute(request.path),
        choice=choice,
        formulas=[(words.preset_word(p.id), p.formula) for p in PRESETS.values()],
        board=None
        if shown.is_own
        else boards.board(house, pack_id, "all", choice.length, me.id if me else None),
    )


@blueprint.get("/manifest.webmanifest")
def manifest() -> Response:
    """What a phone needs to keep the game on its home screen."""
    response = jsonify(
        name="Greenroom",
        short_name="Greenroom",
        start_url="/",
        display="standalone",
        background_color="#0f0b16",
        theme_color="#0f0b16",
        icons=[{"src": assets.address("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    )
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
