"""Translations that lie beside packs: ``space.de.yaml`` beside ``space.yaml`` or ``space.zip``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from quiz.errors import BadInputError, Problem
from quiz.packs.model import Pack
from quiz.services import contents

_NAME = re.compile(
    r"(?P<stem>.+)\.(?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\.(?:ya?ml|json)", re.IGNORECASE
)
_MARK = "translates"


def stem_of(path: Path) -> str:
    """Return how the pack is called beside which a file lies; nothing if it is no translation."""
    found = _NAME.fullmatch(path.name)
    return found["stem"] if found and _says_so(path) else ""


def language_of(path: Path) -> str:
    """Return the language that the name of a translation tells."""
    found = _NAME.fullmatch(path.name)
    return found["tag"] if found else ""


def in_folder(folder: Path) -> Mapping[str, tuple[Path, ...]]:
    """Return the translations in a folder by the names of their packs, each in order of name."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not path.name.startswith(".") and (stem := stem_of(path)):
            found[stem].append(path)
    return {stem: tuple(paths) for stem, paths in found.items()}


def of_pack(path: Path, *folders: Path) -> tuple[Path, ...]:
    """Return the translations of the pack in a file: those beside it, then those in ``folders``."""
    places = dict.fromkeys((path.parent, *folders))
    return tuple(one for folder in places for one in in_folder(folder).get(path.stem, ()))


def strays(folder: Path, used: Collection[Path]) -> Iterator[Problem]:
    """Yield what is wrong with the translations in a folder that go with no pack."""
    for stem, paths in in_folder(folder).items():
        for path in (path for path in paths if path not in used):
            told = f"there is no pack “{stem}” that this could translate"
            yield Problem(f"packs/{path.name}", 1, 1, "E220", told)


def put_together(
    pack: Pack, name: str, paths: Iterable[Path]
) -> tuple[Pack, tuple[Problem, ...], tuple[Problem, ...]]:
    """Return a pack with its translations, what is wrong with others, and what is to be known.

    One with a fault is left out as a whole; one that speaks of what is not in the pack (any more)
    without that. Of two into one language the later counts. ``name`` is
    how messages call the file of the pack.
    """
    from quiz.packs.translations.applying import put_in  # noqa: PLC0415 - see ``sources``
    from quiz.packs.translations.reading import read_translation  # noqa: PLC0415 - likewise

    faults: list[Problem] = []
    warnings: list[Problem] = []
    for path in paths:
        folder, slash, _ = name.rpartition("/")
        called = f"{folder}{slash}{path.name}"
        try:
            text = contents.text_of(path, called)
            found = read_translation(text, called, pack, strict=False)
        except BadInputError as error:
            faults += error.problems
        else:
            pack = put_in(pack, found.translation)
            faults += found.left_out
            warnings += found.warnings
    return pack, tuple(faults), tuple(warnings)


def _says_so(path: Path) -> bool:
    from quiz.packs.translations.reading import is_translation  # noqa: PLC0415 - likewise

    try:
        content = contents.content_of(path, path.name)
    except BadInputError:
        return True  # what cannot be read is told where it is read
    return _MARK.encode() in content and is_translation(content.decode("utf-8", "replace"))
