"""Files of packs on the command line: begun, checked, mended, and turned into other formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quiz.codes import CODES
from quiz.errors import BadInputError, Problem
from quiz.packs.formats import registry
from quiz.packs.formats.model import Format, Loss, written
from quiz.packs.formats.texts import shorten
from quiz.packs.importing import Imported, Report, import_pack, slug
from quiz.packs.media.reading import prepare
from quiz.packs.mending import Mended, add_ids
from quiz.packs.schema import json_schema
from quiz.packs.template import template
from quiz.packs.translations.applying import put_in
from quiz.packs.translations.schema import json_schema as schema_of_translations
from quiz.packs.translations.standing import asked_in
from quiz.services import beside, contents, sources, translating
from quiz.services.sources import Source, Whole
from quiz.text import did_you_mean

OWN = ("yaml", "json", "zip")
MOST_HINTS = 50  # of one code; the rest is counted
_LARGEST = 50 << 20


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found; ``title`` is empty where the file cannot be read."""

    title: str
    questions: int
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Converted:
    """A file in another format: what became of it on the way in, and what it lost on the way out.

    ``data`` is empty when no question came in.
    """

    source: Format
    target: Format
    report: Report
    data: bytes
    losses: tuple[Loss, ...]


def begin(path: Path, title: str) -> str:
    """Return a pack to begin with, for a file of that name."""
    plain = " ".join(title.replace(":", " ").split())
    return template(slug(path.stem), plain or path.stem.replace("-", " ").capitalize(), path.name)


def check(path: Path) -> Checked:
    """Read a pack or a file of moments, and every picture and sound of it; raises nothing."""
    if beside.stem_of(path):
        return _checked_translation(path)
    try:
        whole = _whole(path)
    except BadInputError as error:
        return Checked("", 0, error.problems, ())
    warnings = (*_unshared(whole, str(path)), *_capped(_hints(whole, str(path)), str(path)))
    warnings += tuple(_capped(whole.warnings, str(path)))
    problems: list[Problem] = list(whole.faults)
    for name, data in sorted(whole.media.items()):
        try:
            prepare(data, str((path if path.suffix == sources.ZIP else path.parent) / name))
        except BadInputError as error:
            problems += error.problems
    pack = whole.pack
    return Checked(pack.title, len(pack.questions), tuple(problems), warnings)


def _checked_translation(path: Path) -> Checked:
    """Check a translation against the pack beside it, or the one of that name that ships."""
    try:
        pack = translating.pack_beside(path)
        found = translating.read(path, pack)
    except BadInputError as error:
        return Checked("", 0, error.problems, ())
    asked = asked_in(put_in(pack, found.translation))[found.translation.language]
    title = found.translation.title or pack.title
    return Checked(title, asked, (), tuple(_capped(found.warnings, str(path))))


def mend(path: Path) -> Mended:
    """Return a pack with an id for every question. Raises BadInputError for one with faults."""
    return add_ids(contents.text_of(path, str(path)), str(path))


def convert(path: Path, target_name: str) -> Converted:
    """Turn a file of any format into one of another.

    Raises BadInputError for a file that cannot be read, or a format that is none or only read.
    """
    target = _target(target_name)
    data = contents.content_of(path, str(path), _LARGEST)
    form = registry.detect(data, str(path))
    found = _own(path, form) if form.name in OWN else import_pack(data, str(path), form)
    if found.pack is None:
        return Converted(form, target, found.report, b"", ())
    made = written(target, found.pack, found.media)
    return Converted(form, target, found.report, made.data, made.losses)


def format_for(path: Path) -> str:
    """Return the name of the first format whose files end like this one, or nothing."""
    ending = path.suffix.lower()
    return next((f.name for f in registry.FORMATS if f.write and f.ending == ending), "")


def formats() -> tuple[Format, ...]:
    """Return all formats there are."""
    return registry.FORMATS


def schema(*, of_translations: bool = False) -> dict[str, Any]:
    """Return the JSON Schema of packs, or of translations, for editors."""
    return schema_of_translations() if of_translations else json_schema()


def _whole(path: Path) -> Whole:
    room = sources.room_of(path)
    spoken = beside.of_pack(path) if room == "packs" else ()
    return sources.read_whole(Source(path, room, str(path), translations=spoken))


def _own(path: Path, form: Format) -> Imported:
    """Read a pack of our own with the files that lie beside it."""
    whole = _whole(path)
    count = len(whole.pack.questions)
    return Imported(
        whole.pack, Report(form.name, form.title, "question", count, count, (), ()), whole.media
    )


def _target(name: str) -> Format:
    form = registry.named(name)
    if form is not None and form.write is not None:
        return form
    known = [each.name for each in registry.FORMATS if each.write]
    hint = did_you_mean(name, known)
    raise BadInputError(f"No format “{name}” can be written{hint} See “quiz pack formats”.")


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
    from quiz.generator.lint import hints  # noqa: PLC0415 - only a check needs it

    for question in whole.pack.questions:
        line, column = whole.places.get(question.id, (0, 0))
        whose = "" if line else f"“{shorten(question.ask)}”: "
        for hint in hints(question):
            yield Problem(name, line, column, hint.code, f"{whose}{hint.told}")


def _capped(problems: Iterable[Problem], name: str) -> Iterator[Problem]:
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
