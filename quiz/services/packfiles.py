"""Files of packs on the command line: begun, checked and mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quiz.codes import CODES
from quiz.errors import BadInputError, Problem
from quiz.packs.formats.texts import shorten
from quiz.packs.importing import slug
from quiz.packs.mending import Mended, add_ids
from quiz.packs.schema import json_schema
from quiz.packs.template import template
from quiz.packs.translations.applying import put_in
from quiz.packs.translations.schema import json_schema as schema_of_translations
from quiz.packs.translations.standing import asked_in
from quiz.questions.lint import hints
from quiz.services import beside, contents, sources, translating
from quiz.services.files import ZIP, Source
from quiz.services.sources import Whole

MOST_HINTS = 50  # of one code; the rest is counted


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found; ``title`` is empty where the file cannot be read."""

    title: str
    questions: int
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def begin(path: Path, title: str) -> str:
    """Return a pack to begin with, for a file of that name."""
    plain = " ".join(title.replace(":", " ").split())
    return template(slug(path.stem), plain or path.stem.replace("-", " ").capitalize(), path.name)


def check(path: Path) -> Checked:
    """Read a pack or a file of moments, and every picture and sound of it; raises nothing."""
    if beside.stem_of(path):
        return _checked_translation(path)
    try:
        whole = whole_of(path)
    except BadInputError as error:
        return Checked("", 0, error.problems, ())
    warnings = (*warnings_of(whole, str(path)), *capped(whole.warnings, str(path)))
    problems = (*whole.faults, *_spoilt(whole, path))
    pack = whole.pack
    return Checked(pack.title, len(pack.questions), problems, warnings)


def warnings_of(whole: Whole, name: str) -> tuple[Problem, ...]:
    """Return what can be said of every pack: why it stays private, and what could be better."""
    return (*_unshared(whole, name), *capped(_hints(whole, name), name))


def _spoilt(whole: Whole, path: Path) -> Iterator[Problem]:
    """Yield what is at fault with the pictures and sounds of a pack."""
    if not whole.media:
        return
    from quiz.packs.media.reading import prepare  # noqa: PLC0415 - most packs have none

    for name, data in sorted(whole.media.items()):
        try:
            prepare(data, str((path if path.suffix == ZIP else path.parent) / name))
        except BadInputError as error:
            yield from error.problems


def _checked_translation(path: Path) -> Checked:
    """Check a translation against the pack beside it, or the one of that name that ships."""
    try:
        pack = translating.pack_beside(path)
        found = translating.read(path, pack)
    except BadInputError as error:
        return Checked("", 0, error.problems, ())
    asked = asked_in(put_in(pack, found.translation))[found.translation.language]
    title = found.translation.title or pack.title
    return Checked(title, asked, (), tuple(capped(found.warnings, str(path))))


def mend(path: Path) -> Mended:
    """Return a pack with an id for every question. Raises BadInputError for one with faults."""
    return add_ids(contents.text_of(path, str(path)), str(path))


def schema(*, of_translations: bool = False) -> dict[str, Any]:
    """Return the JSON Schema of packs, or of translations, for editors."""
    return schema_of_translations() if of_translations else json_schema()


def whole_of(path: Path) -> Whole:
    """Read a file of ours with what lies beside it. Raises BadInputError."""
    room = sources.room_of(path)
    spoken = beside.of_pack(path) if room == "packs" else ()
    return sources.read_whole(Source(path, room, str(path), translations=spoken))


def _unshared(whole: Whole, name: str) -> tuple[Problem, ...]:
    """Say what keeps a pack from being shared: it, or a picture or sound of it, has no licence."""
    lacking = [
        f"“{medium.file}” has no licence"
        for question in whole.pack.questions
        for medium in question.media
        if not medium.license
    ]
    if not whole.pack.license:
        lacking.insert(0, "the pack has no licence")
    return tuple(Problem(name, 1, 1, "W201", f"{told}, so it stays private") for told in lacking)


def _hints(whole: Whole, name: str) -> Iterator[Problem]:
    """Yield what could be better in each question; its words stand there where no line can."""
    for question in whole.pack.questions:
        line, column = whole.places.get(question.id, (0, 0))
        whose = "" if line else f"“{shorten(question.ask)}”: "
        for hint in hints(question):
            yield Problem(name, line, column, hint.code, f"{whose}{hint.told}")


def capped(problems: Iterable[Problem], name: str) -> Iterator[Problem]:
    """Yield at most ``MOST_HINTS`` of a code, and how many more there are."""
    count: Counter[str] = Counter()
    for problem in problems:
        count[problem.code] += 1
        if count[problem.code] <= MOST_HINTS:
            yield problem
    for code, many in count.items():
        if many > MOST_HINTS:
            told = f"and {many - MOST_HINTS:,} more of these: {CODES[code].told}"
            yield Problem(name, 0, 0, code, told)
