"""A file of any format turned into one of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quiz.errors import BadInputError, Problem
from quiz.packs.formats import registry
from quiz.packs.formats.model import Format, Loss, written
from quiz.packs.importing import Imported, Report, import_pack
from quiz.packs.model import Pack
from quiz.services import contents, packfiles
from quiz.services.packfiles import Checked, capped
from quiz.services.sources import Whole
from quiz.text import did_you_mean

_OWN = ("yaml", "json", "zip")
_NOTHING = "no question of it can be taken over ({})"
_ENDINGS = (".yaml", ".yml", ".json", ".zip")
_LARGEST = 50 << 20


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


def check(path: Path) -> Checked:
    """Check a file of any format as it would come in; raises nothing."""
    name = str(path)
    try:
        data = contents.content_of(path, name, _LARGEST)
        form = registry.detect(data, name)
        if form.name in _OWN:
            return packfiles.check(path)
        found = import_pack(data, name, form)
    except BadInputError as error:
        is_ours = path.suffix.lower() in _ENDINGS  # which tells more of what is wrong with it
        return packfiles.check(path) if is_ours else Checked("", 0, error.problems, ())
    report, pack = found.report, found.pack
    warnings = [*capped(_noted(name, report), name)]
    if pack is None:
        none = Problem(name, 0, 0, "E198", _NOTHING.format(report.title))
        return Checked("", 0, (none,), tuple(warnings))
    warnings += packfiles.warnings_of(Whole(pack, found.media), name)
    return Checked(pack.title, len(pack.questions), (), tuple(warnings))


def _noted(name: str, report: Report) -> Iterator[Problem]:
    """Yield what an import tells of questions; only lines are places that an editor finds."""
    for code, notes in (("W501", report.skipped), ("W502", report.changed)):
        for note in notes:
            line = note.at if report.unit == "line" else 0
            where = "" if line else f"{report.unit} {note.at}, "
            yield Problem(name, line, 0, code, f"{where}“{note.what}”: {note.reason}")


def read(path: Path) -> Pack:
    """Return the pack in a file of any format. Raises BadInputError where there is none."""
    form, found = _found(path)
    if found.pack is None:
        raise contents.refusal(str(path), "E198", _NOTHING.format(form.title))
    return found.pack


def _found(path: Path) -> tuple[Format, Imported]:
    data = contents.content_of(path, str(path), _LARGEST)
    form = registry.detect(data, str(path))
    return form, _own(path, form) if form.name in _OWN else import_pack(data, str(path), form)


def convert(path: Path, target_name: str) -> Converted:
    """Turn a file of any format into one of another.

    Raises BadInputError for a file that cannot be read, or a format that is none or only read.
    """
    target = _target(target_name)
    form, found = _found(path)
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


def _own(path: Path, form: Format) -> Imported:
    """Read a pack of our own with the files that lie beside it."""
    whole = packfiles.whole_of(path)
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
