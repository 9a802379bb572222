"""Pictures and sounds of questions, to whoever knows their address: a digest nobody guesses.

What goes with a draft alone is its author's.
"""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from quiz.errors import NotFoundError
from quiz.services import media
from quiz.web import current
from quiz.web.languages import gettext as _

blueprint = Blueprint("media", __name__)
_OWN = "private, no-cache"  # as long as it goes with a draft: the next on this device is another
_FOREVER = "public, max-age=31536000, immutable"


@blueprint.get("/media/<name>")
def see(name: str) -> ResponseReturnValue:
    """Send a picture or a sound, or the part that is asked for: players seek in sounds."""
    found = media.find(current.house(), f"media/{name}")
    if found.holders:
        me = current.player()
        if me is None or me.id not in found.holders:
            raise NotFoundError(_("There is no such picture or sound."))
    response = Response(found.data, mimetype=found.mime)
    response.set_etag(name)
    response.headers["Cache-Control"] = _OWN if found.holders else _FOREVER
    response.headers["Content-Disposition"] = "inline"
    return response.make_conditional(
        request.environ, accept_ranges=True, complete_length=len(found.data)
    )
