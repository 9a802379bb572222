"""Files of packs and moments, looked at while the game runs: for those who write them.

A change is read anew once the files have been still between two looks, so that a file that is just
being written is not taken for a faulty one. What was begun goes on as it was: rounds and nights
keep the version they were dealt from.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quiz.services import files, loading, plugins
from quiz.services.house import House

EVERY_SECONDS = 1.0
_log = logging.getLogger(__name__)

Stamps = Mapping[Path, tuple[int, int]]
"""When each file was changed last, in nanoseconds, and how many bytes it has."""


@dataclass(slots=True)
class Watch:
    """What the files looked like when they were read, and at the last look."""

    house: House
    folders: tuple[Path, ...]
    read: Stamps = field(default_factory=dict)
    seen: Stamps = field(default_factory=dict)

    def look(self) -> bool:
        """Read anew what has changed, and is still by now; return whether anything was.

        Raises StorageError; the next look tries again.
        """
        before, self.seen = self.seen, _stamps(self.folders)
        if self.seen == self.read or self.seen != before:
            return False
        packs, known = dict(self.house.shelf.summaries), set(self.house.shelf.problems)
        for problem in loading.load(self.house):
            if problem not in known:
                _log.warning("%s", problem)
        self.read = self.seen
        now = self.house.shelf.summaries
        for pack_id in sorted(packs.keys() | now.keys()):
            if packs.get(pack_id) != now.get(pack_id):
                _log.info("the pack “%s” %s", pack_id, _told(pack_id in packs, pack_id in now))
        return True


def begin(house: House) -> Watch:
    """Return a watch over the files of a house whose packs were just read."""
    folders = [folder for *_, folder in files.folders(house.settings.data)]
    folders += [source.path.parent for source in plugins.find().sources]
    watch = Watch(house, tuple(dict.fromkeys(folders)))
    watch.read = watch.seen = _stamps(watch.folders)
    return watch


def _told(before: bool, after: bool) -> str:  # noqa: FBT001 - was it there, is it there
    if before and after:
        return "was read anew"
    return "is new" if after else "is gone"


def _stamps(folders: tuple[Path, ...]) -> Stamps:
    return dict(stamp for folder in folders for stamp in _of(folder))


def _of(folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    for path in folder.rglob("*") if folder.is_dir() else ():
        if path.name.startswith("."):
            continue
        try:
            found = path.stat()
        except OSError:  # gone meanwhile, or a link to nowhere
            continue
        if path.is_file():
            yield path, (found.st_mtime_ns, found.st_size)
