"""A translation that somebody brings → the pack with it, and a report whose totals add up."""

from __future__ import annotations

from dataclasses import replace

from quiz.packs.formats.texts import shorten
from quiz.packs.importing import Note, Report
from quiz.packs.model import Pack
from quiz.packs.translations.applying import put_in
from quiz.packs.translations.reading import read_translation, whose
from quiz.packs.translations.standing import standings
from quiz.packs.translations.writing import refreshed

FORMAT = "translation"
_OPEN = "not translated yet: {parts}"
_CHANGED = "changed since it was translated; look it over, and delete its line “of”"
_BESIDE = "asked without a translation of {parts}"
_OLD = "its explanation was changed since"


def import_translation(pack: Pack, text: str, name: str) -> tuple[Pack, Report]:
    """Read a translation of a pack, whatever that is called in the file.

    What has no translation is asked as it was written: it counts as left out. Raises BadInputError
    with every fault.
    """
    called = replace(pack, id=whose(text) or pack.id)
    made = refreshed(pack, read_translation(text, name, called).translation)
    changed: list[Note] = []
    skipped: list[Note] = []
    for number, one in enumerate(standings(pack, made), start=1):
        what, parts = shorten(one.question.ask), ", ".join(one.missing)
        if one.state == "partly":
            changed.append(Note(number, what, _BESIDE.format(parts=parts) if parts else _OLD))
        elif one.state != "done":
            told = _CHANGED if one.state == "changed" else _OPEN.format(parts=parts)
            skipped.append(Note(number, what, told))
    count = len(pack.questions)
    title = f"Translation ({made.language})"
    report = Report(FORMAT, title, "question", count, count - len(skipped), tuple(changed),
                    tuple(skipped))  # fmt: skip
    return put_in(pack, made), report
