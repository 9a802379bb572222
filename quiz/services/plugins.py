"""Packs and moments that installed packages offer, by entry points.

An entry point of the group ``quiz.packs`` or ``quiz.moments`` names a package whose folder holds
files, or a callable without arguments, or what is found under its name, that gives a path or
several: of files, or of folders that hold them. Whatever goes wrong with one becomes a Problem, and
the others are served.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType

from quiz.errors import Problem
from quiz.services.files import Source, files_in

GROUPS = {"packs": "quiz.packs", "moments": "quiz.moments"}
"""What the files of each group are, by the folder they would be in."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Offered:
    """What packages offer, and what is wrong with the rest."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


def find() -> Offered:
    """Return the files that installed packages offer, in order of package and entry point."""
    found: dict[Path, Source] = {}
    problems: list[Problem] = []
    for room, group in GROUPS.items():
        for point in sorted(entry_points(group=group), key=lambda one: (_package(one), one.name)):
            try:
                sources = list(_offered(point, room))
            except (Exception, SystemExit) as error:  # noqa: BLE001 - it is somebody else's code
                _log.debug("entry point %s", point, exc_info=True)
                name = f"{_package(point)} ({group}: {point.name})"
                problems.append(Problem(name, 0, 0, "E192", _told(error)))
            else:
                for source in sources:
                    found.setdefault(source.path, source)
    return Offered(tuple(found.values()), tuple(problems))


def _offered(point: EntryPoint, room: str) -> Iterator[Source]:
    package = _package(point)
    for path in _paths(point.load()):
        if not path.exists():
            raise FileNotFoundError(f"there is no {path}")
        for file in files_in(path, room) if path.is_dir() else (path,):
            origin = f"{package} {point.dist.version}" if point.dist else package
            yield Source(file, room, f"{package}/{room}/{file.name}", origin)


def _paths(named: object) -> list[Path]:
    """Return the paths that something named by an entry point stands for."""
    if isinstance(named, ModuleType):
        folders = list(getattr(named, "__path__", ()))
        if not folders:
            raise TypeError(f"{named.__name__} is a single module; name a package with files in it")
        return [Path(folder) for folder in folders]
    given = named() if callable(named) else named
    if isinstance(given, str | os.PathLike):
        return [Path(given).absolute()]
    if isinstance(given, Iterable):
        return [Path(one).absolute() for one in given]
    raise TypeError(f"it gives {type(given).__name__}, not paths")


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else "a package"


def _told(error: BaseException) -> str:
    said = str(error) or "it says no more"
    return f"the entry point gives nothing to play ({type(error).__name__}: {said})"
