"""A file of H5P → the questions in it, wherever they are, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from quiz.packs.formats import zips
from quiz.packs.formats.h5p.kinds import KINDS, OTHERS, Keys, text_of
from quiz.packs.formats.loaded import MOST_TEXT, load_json
from quiz.packs.formats.model import Found, Reading, Sample, Skip, Value
from quiz.packs.formats.texts import decode, refusal

_ABOUT = "h5p.json"
_CONTENT = "content/content.json"
_ASKED = ("question", "taskDescription", "text", "textField", "intro")
_UNTOLD_LICENSES = frozenset({"", "U", "C"})


def fits(sample: Sample) -> bool:
    """Know a zip that has the two files of any H5P."""
    data = sample.data
    return zips.is_zip(data) and _ABOUT.encode() in data and _CONTENT.encode() in data


def read(data: bytes, file: str) -> Reading:
    """Read a file of H5P. Raises BadInputError where there are no questions in it."""
    package = zips.Zip(data, file)
    about, content = (_load(package, name, file) for name in (_ABOUT, _CONTENT))
    main = str(about.get("mainLibrary", ""))
    entries: list[Found | Skip] = []
    for kind, params in _questions({"library": main, "params": content}):
        entries += _entries(kind, params)
    if not entries:
        told = f"no questions are in it (it is of the kind {main or 'unknown'})"
        raise refusal(file, told, code="E198")
    numbered = (replace(entry, at=number) for number, entry in enumerate(entries, 1))
    return Reading(tuple(numbered), "question", head=_head(about))


def _load(package: zips.Zip, name: str, file: str) -> dict[str, Any]:
    if name not in package.names:
        raise refusal(file, f"“{name}” is missing; every H5P has it", code="E507")
    made = load_json(decode(package.read(name, MOST_TEXT)), name)
    if not isinstance(made, dict):
        raise refusal(name, "an object should stand here", 1, 1, "E103")
    return made


def _questions(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the kinds and parameters of questions, however deep they are."""
    if isinstance(value, dict):
        kind = str(value.get("library", "")).partition(" ")[0]
        params = value.get("params")
        if isinstance(params, dict) and (kind in KINDS or kind in OTHERS):
            yield kind, params
            return
    inside = value.values() if isinstance(value, dict) else value
    for each in inside:
        if isinstance(each, dict | list):
            yield from _questions(each)


def _entries(kind: str, params: dict[str, Any]) -> Iterator[Found | Skip]:
    if kind in OTHERS:
        ask = next(filter(None, (text_of(params.get(key)) for key in _ASKED)), "")
        yield Skip(0, ask, f"it {OTHERS[kind]}, which is not played here")
        return
    lost = ("its picture or film is not taken over",) if _has_media(params) else ()
    for entry in KINDS[kind](params):
        yield entry if isinstance(entry, Skip) else replace(entry, changes=lost + entry.changes)


def _has_media(params: dict[str, Any]) -> bool:
    media = params.get("media")
    kind = media.get("type") if isinstance(media, dict) else None
    return isinstance(kind, dict) and bool(kind.get("params"))


def _head(about: dict[str, Any]) -> Keys:
    """Return what is told of the whole: title, language, authors and licence."""
    license_, version = (str(about.get(key) or "") for key in ("license", "licenseVersion"))
    named = " ".join(filter(None, (license_, version))) if license_ not in _UNTOLD_LICENSES else ""
    authors = about.get("authors")
    names = tuple(
        str(author.get("name", ""))
        for author in (authors if isinstance(authors, list) else [])
        if isinstance(author, dict)
    )
    language = about.get("defaultLanguage") or about.get("language") or ""
    head: dict[str, Value] = {
        "title": text_of(about.get("title")),
        "language": str(language),
        "license": named.replace(" ", "-"),
        "authors": tuple(filter(None, names)),
    }
    return {key: value for key, value in head.items() if value not in ("", (), "und")}
