"""Which files should become packs: those that ship, and those in the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quiz.resources import resource
from quiz.services import beside

ZIP = ".zip"
_ENDINGS = {"packs": (".yaml", ".yml", ".json", ZIP), "moments": (".yaml", ".yml")}
SHIPPED, DATA = "ships with Greenroom", "data folder"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that should become a pack. ``name`` is how messages call it.

    ``origin`` says where it is from: it ships, is in the data folder, or the package it is of.
    ``translations`` are files that go with it.
    """

    path: Path
    room: str
    name: str
    origin: str = ""
    translations: tuple[Path, ...] = ()


def find(data: Path) -> Iterator[Source]:
    """Yield the files that ship, then those in the data folder, each folder in order of name.

    What lies in the data folder may translate what ships, too, if it is called like it.
    """
    dropped = beside.in_folder(data / "packs")
    for room, origin, folder in folders(data):
        here = beside.in_folder(folder) if room == "packs" and origin != DATA else {}
        for path in files_in(folder, room):
            spoken = (here.get(path.stem, ()) + dropped.get(path.stem, ())) * (room == "packs")
            yield Source(path, room, f"{room}/{path.name}", origin, spoken)


def folders(data: Path) -> Iterator[tuple[str, str, Path]]:
    """Yield the folders that are looked through: what each holds, where it is from, its path."""
    for room in _ENDINGS:
        for folder in _shipped(room):
            yield room, SHIPPED, folder
        yield room, DATA, data / room


def files_in(folder: Path, room: str) -> Iterator[Path]:
    """Yield the files of a folder that should become packs, in order of name."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix.lower() not in _ENDINGS[room] or path.name.startswith("."):
            continue
        if room != "packs" or not beside.stem_of(path):
            yield path


def _shipped(room: str) -> tuple[Path, ...]:
    try:
        return (resource(f"questions/{room}"),)
    except FileNotFoundError:  # git keeps no empty folders
        return ()
