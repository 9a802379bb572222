"""Files → packs on the shelf: those that ship, of the data folder, and of installed packages."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from quiz.errors import BadInputError, Problem, StorageError
from quiz.packs.model import Pack
from quiz.services import beside, files, media, plugins, sources
from quiz.services.confusions import chosen_here
from quiz.services.files import Source
from quiz.services.house import House
from quiz.store import packs as pack_rows
from quiz.store.records import PackSummary

_log = logging.getLogger(__name__)


def load(house: House) -> tuple[Problem, ...]:
    """Put every pack on the shelf in place of what stood there.

    A file that cannot be read becomes a Problem, and the rest is served; a pack that stood on the
    shelf and whose file is faulty by now stays as it was. What a file becomes is kept in the store,
    so that a start reads anew only what has changed. Raises StorageError when a folder cannot be
    read at all.
    """
    problems: list[Problem] = []
    found = _found(house, problems)
    keys: dict[Source, str] = {}
    for source in found:
        try:
            keys[source] = sources.key_of(source)
        except BadInputError as error:
            problems += error.problems
    with house.store.reading() as tx:
        known = pack_rows.by_source(tx, list(keys.values()))
    known |= _read_anew(house, {k: s for s, k in keys.items() if k not in known}, problems)
    before = {one.path: house.shelf.summaries[pack] for pack, one in house.shelf.files.items()}
    made = [(s, known.get(keys.get(s, "")) or before.get(s.path)) for s in found]
    _fill(house, made, problems)
    return house.shelf.problems


def _found(house: House, problems: list[Problem]) -> list[Source]:
    try:
        found = list(files.find(house.settings.data))
    except OSError as error:
        raise StorageError(f"{error.filename} cannot be read ({error.strerror}).") from error
    offered = plugins.find()
    problems += offered.problems
    own = house.settings.data / "packs"
    found += (
        replace(s, translations=beside.of_pack(s.path, own) if s.room == "packs" else ())
        for s in offered.sources
    )
    problems += beside.strays(own, {path for source in found for path in source.translations})
    return found


def _read_anew(
    house: House, keys: dict[str, Source], problems: list[Problem]
) -> dict[str, PackSummary]:
    read: dict[str, Pack] = {}
    half: set[str] = set()  # read without a translation that is at fault: told of at every start
    if keys:
        _log.info("%d files of packs and moments are new or changed: reading them", len(keys))
    for key, source in keys.items():
        try:
            whole = sources.read_whole(source, partial(chosen_here, house))
            ours = source.origin == files.SHIPPED
            read[key] = media.keep_all(house, whole.pack, whole.media, source.name, ours=ours)
            half.update([key] if whole.faults else [])
            problems += whole.faults
        except BadInputError as error:
            problems += error.problems
    if not read:
        return {}
    now = house.clock()
    with house.store.writing() as tx:
        return {
            key: pack_rows.add(tx, "" if key in half else key, made, now)
            for key, made in read.items()
        }


def _fill(
    house: House, made: Iterable[tuple[Source, PackSummary | None]], problems: list[Problem]
) -> None:
    """Keep the first of the packs that share an id; the others are problems."""
    first: dict[str, Source] = {}
    kept: list[PackSummary] = []
    for source, summary in made:
        if summary is None:
            continue
        if summary.id in first:
            told = f"the pack “{summary.id}” is in {first[summary.id].name} already; change its id"
            problems.append(Problem(source.name, 1, 1, "E194", told))
        else:
            first[summary.id] = source
            kept.append(summary)
    house.shelf.fill(kept, problems, first)
