"""Static files: read once, compressed once, addressed by the hash of their content."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Flask, Response, abort, current_app, request, url_for

from quiz.resources import resource

_STYLES = (
    "tokens", "base", "things", "paper", "forms", "stage", "kinds", "reveal", "media", "home",
    "pages", "motion",
)  # fmt: skip
SHEETS = {
    "style.css": _STYLES,
    "analysis.css": (*_STYLES, "analysis"),
    "drafts.css": (*_STYLES, "drafts"),
    "moments.css": (*_STYLES, "moments"),
    "packdesk.css": (*_STYLES, "packdesk"),
    "packs.css": (*_STYLES, "packs"),
    "review.css": (*_STYLES, "review"),
    "night.css": (
        *_STYLES, "night-screen", "night-phone", "night-desk", "night-crew", "night-host",
        "night-mine", "night-remote",
    ),
}  # fmt: skip
"""Which files of ``css/`` a sheet is made of, in order: a page links one and waits for no more."""
_TEXT = {".css", ".js", ".svg", ".txt", ".json"}
_FOREVER = "public, max-age=31536000, immutable"
_TYPES = {".woff2": "font/woff2", ".js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True)
class Asset:
    """A file as it is sent: as it is, and compressed if that is shorter."""

    body: bytes
    mimetype: str
    is_text: bool

    @cached_property
    def zipped(self) -> bytes:
        """The file compressed, when first asked for: all at once would hold up the start."""
        zipped = gzip.compress(self.body, 9, mtime=0) if self.is_text else b""
        return zipped if len(zipped) < len(self.body) else b""


class Assets:
    """All static files of one start of the server.

    ``style.css`` and ``night.css`` are made as ``SHEETS`` says. The address of every file carries
    ``digest``, the hash of all of them: modules may import each other by relative names, and all
    may be kept for a year.
    """

    def __init__(self, folder: Path) -> None:
        """Remember where the files lie; they are read when first asked for."""
        self.folder = folder

    @cached_property
    def files(self) -> dict[str, Asset]:
        """Every file by its name within the folder."""
        paths = sorted(p for p in self.folder.rglob("*") if p.is_file() and p.name[0] != ".")
        found = {p.relative_to(self.folder).as_posix(): p.read_bytes() for p in paths}
        for sheet, names in SHEETS.items():
            found[sheet] = b"\n".join(_short(found[f"css/{name}.css"]) for name in names)
        return {name: _asset(name, body) for name, body in found.items()}

    @cached_property
    def digest(self) -> str:
        """A short hash over names and contents."""
        total = hashlib.sha256()
        for name, asset in sorted(self.files.items()):
            total.update(name.encode() + hashlib.sha256(asset.body).digest())
        return total.hexdigest()[:12]


def init_app(app: Flask) -> None:
    """Serve the files, and give templates ``static(name)``."""
    app.extensions["assets"] = Assets(resource("static"))
    app.add_url_rule("/static/<version>/<path:name>", "static", _serve)
    app.jinja_env.globals["static"] = address
    if app.debug:
        app.before_request(_read_anew)


def _asset(name: str, body: bytes) -> Asset:
    suffix = Path(name).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(body, kind, suffix in _TEXT)


def _short(sheet: bytes) -> bytes:
    """Leave out what is for people: comments and indentation."""
    return re.sub(rb"\n\s*", b"\n", re.sub(rb"/\*.*?\*/", b"", sheet, flags=re.DOTALL)).strip()


def _assets() -> Assets:
    assets: Assets = current_app.extensions["assets"]
    return assets


def address(name: str) -> str:
    """Return where a static file is, for as long as its content stays the same."""
    return url_for("static", version=_assets().digest, name=name)


def _serve(version: str, name: str) -> Response:
    assets = _assets()
    asset = assets.files.get(name)
    if asset is None:
        abort(404)
    zipped = bool(asset.zipped) and request.accept_encodings["gzip"] > 0
    response = Response(asset.zipped if zipped else asset.body, content_type=asset.mimetype)
    response.cache_control.no_cache = None
    # A page from before an update may ask by the old address: it gets the file, but keeps it not.
    response.headers["Cache-Control"] = _FOREVER if version == assets.digest else "no-cache"
    if asset.zipped:
        response.vary.add("Accept-Encoding")
    if zipped:
        response.content_encoding = "gzip"
    return response


def _read_anew() -> None:
    if request.endpoint != "static":
        current_app.extensions["assets"] = Assets(resource("static"))
