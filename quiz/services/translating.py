"""A translation as a file: begun, checked, brought up to date with its pack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quiz.errors import BadInputError, Problem
from quiz.packs.model import Pack, Translation
from quiz.packs.translations import languages
from quiz.packs.translations.reading import Read, read_translation
from quiz.packs.translations.standing import standings
from quiz.packs.translations.writing import refreshed, write_translation
from quiz.resources import resource
from quiz.services import beside, contents, sources
from quiz.services.contents import refusal
from quiz.services.files import Source

_ENDINGS = (".yaml", ".yml", ".json", ".zip")


@dataclass(frozen=True, slots=True)
class Translated:
    """A file that is written: how many of the questions of the pack are asked in the language.

    ``changed`` are those that were changed since they were translated. ``left_out`` says what was
    of no use any more; the file as it was is ``kept`` then.
    """

    path: Path
    is_new: bool
    asked: int
    questions: int
    changed: tuple[str, ...]
    left_out: tuple[Problem, ...] = ()
    kept: Path | None = None


def tag_of(language: str) -> str:
    """Return a language as its tag is written. Raises BadInputError."""
    tag = languages.tidied(language)
    if not tag:
        told = f"“{language}” is no language; write a code such as de or pt-BR"
        raise BadInputError(f"{told}{languages.hint(language) or '.'}")
    return tag


def translate(path: Path, language: str) -> Translated:
    """Write the translation of the pack in a file, beside it; what was translated is kept.

    Raises BadInputError for a pack or a translation with faults, for what is no language or that of
    the pack, and when the file cannot be written.
    """
    tag = tag_of(language)
    if sources.room_of(path) == "moments":
        raise BadInputError(f"{path} holds moments: only packs that are written are translated.")
    pack = sources.read(Source(path, "packs", str(path)))
    if tag.casefold() == pack.language.casefold():
        raise BadInputError(f"{path} is written in {tag}. Name the language to translate it into.")
    target = _there(path, tag) or path.with_name(f"{path.stem}.{tag}.yaml")
    is_new = not target.exists()
    if target.suffix == ".json":
        raise BadInputError(f"{target} is JSON, which has no room for hints: make it YAML first.")
    before = Read(Translation(tag), ()) if is_new else read(target, pack, strict=False)
    made = refreshed(pack, before.translation)
    kept = target.with_name(f"{target.name}.bak") if before.left_out else None
    try:
        if kept:
            kept.write_bytes(target.read_bytes())
        target.write_text(write_translation(pack, made, target.name), encoding="utf-8")
    except OSError as error:
        raise BadInputError(f"{target} cannot be written ({error.strerror}).") from error
    found = standings(pack, made)
    changed = tuple(one.question.id for one in found if one.state == "changed")
    asked = sum(one.is_asked for one in found)
    return Translated(target, is_new, asked, len(found), changed, before.left_out, kept)


def pack_beside(path: Path) -> Pack:
    """Return the pack that a file translates: beside it, or one that ships under that name.

    Raises BadInputError, which names the file, when there is none.
    """
    stem = beside.stem_of(path)
    for folder in (path.parent, resource("questions/packs")):
        for ending in _ENDINGS:
            found = folder / f"{stem}{ending}"
            if found.is_file() and found != path:
                return sources.read(Source(found, "packs", str(found)))
    raise refusal(str(path), "E220", f"there is no pack {stem}.yaml beside it", 1)


def read(path: Path, pack: Pack, *, strict: bool = True) -> Read:
    """Read a translation, see ``read_translation``. Raises BadInputError with every fault in it."""
    return read_translation(contents.text_of(path, str(path)), str(path), pack, strict=strict)


def _there(path: Path, tag: str) -> Path | None:
    there = (one for one in beside.of_pack(path) if _is(one, tag))
    return next(there, None)


def _is(path: Path, tag: str) -> bool:
    return beside.language_of(path).casefold() == tag.casefold()
