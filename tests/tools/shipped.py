"""Data as a first start leaves it: what ships is read once; no start on a copy need do so again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quiz.services import catalog
from quiz.services.house import open_house
from quiz.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping


def fill(folder: Path, packs: Mapping[str, str] | None = None, **environ: str) -> None:
    """Read what ships, and ``packs`` by their names, into a data folder or a database.

    What was read before, into a copy that was made of it, is not read again.
    """
    house = open_house(read_settings(environ, folder))
    for name, text in (packs or {}).items():
        (folder / f"packs/{name}.yaml").write_text(text, encoding="utf-8")
    assert catalog.load(house) == ()
    house.store.scrub()
    house.store.close()


def name_of(url: str) -> str:
    """Return the name of a PostgreSQL database, to be the template of others."""
    return url.partition("?")[0].rpartition("/")[2]
