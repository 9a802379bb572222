"""Pictures and sounds of questions, to whoever knows their address: a digest nobody guesses."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from quiz.services import media
from quiz.web import current

blueprint = Blueprint("media", __name__)
_FOREVER = "public, max-age=31536000, immutable"


@blueprint.get("/media/<name>")
def see(name: str) -> ResponseReturnValue:
    """Send a picture or a sound, or the part that is asked for: players seek in sounds."""
    found = media.find(current.house(), f"media/{name}")
    response = Response(found.data, mimetype=found.mime)
    response.set_etag(name)
    response.headers["Cache-Control"] = _FOREVER
    response.headers["Content-Disposition"] = "inline"
    return response.make_conditional(
        request.environ, accept_ranges=True, complete_length=len(found.data)
    )
