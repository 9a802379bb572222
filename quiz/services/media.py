"""Keeping the pictures and sounds of packs, and handing them out.

A file is prepared (``packs.media.reading``), kept by the digest of what came out, and called by
that from then on: ``media/<digest>.webp`` in a pack is also the address at which it is served.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from quiz.errors import BadInputError, NotFoundError, Problem
from quiz.packs.media.model import KEPT, MIMES, Kept
from quiz.packs.model import Pack
from quiz.questions.model import Question
from quiz.services.house import House
from quiz.store import media as rows
from quiz.store import media_uses

_MISSING = "“{file}” is called by a question, and is not there"
Draw = Callable[[Mapping[str, bytes]], Mapping[str, Kept]]


@dataclass(frozen=True, slots=True)
class Served:
    """A picture or a sound as it goes out; where there are ``holders``, to them alone."""

    mime: str
    data: bytes
    holders: frozenset[str] = frozenset()


def keep(house: House, name: str, data: bytes) -> str:
    """Keep a picture or a sound; return how a pack calls it from now on.

    What a house gave out itself comes back as it is. Raises BadInputError, which calls the file
    ``name``, for all that is not taken.
    """
    known = _kept_already(house, [data])
    if known:
        _keep_on(house, known.values())
        return known[data]
    made = _prepared(house, name, data)
    _put(house, [made])
    return made.file


def keep_all(
    house: House,
    pack: Pack,
    files: Mapping[str, bytes],
    name: str = "",
    *,
    ours: bool = False,
    draw: Draw | None = None,
) -> Pack:
    """Keep the files that a pack calls; return the pack that calls them as they are kept.

    Files that no question calls are left out. Raises BadInputError that names every file that is
    missing (E216) or not taken; ``name`` is how it calls the pack. ``ours``: the pictures ship, so
    they are kept as they were drawn, which takes a hundredth of the time of drawing them anew.
    ``draw`` prepares them elsewhere than here.
    """
    of = f"{name}/" if name else ""
    kept = _already(house, _called(pack))
    wanted = sorted(_called(pack) - kept.keys())
    problems = [
        Problem(
            name or pack.id, 0, 0, "E216", f"“{file}” is called by a question, and is not there"
        )
        for file in wanted
        if file not in files
    ]
    known = _kept_already(house, [files[file] for file in wanted if file in files])
    kept |= {file: known[files[file]] for file in wanted if files.get(file, b"") in known}
    fresh = {f"{of}{file}": files[file] for file in wanted if file in files and file not in kept}
    made: Mapping[str, Kept] = {}
    try:
        if fresh:
            made = draw(fresh) if draw else _drawn(house, fresh, ours=ours)
    except BadInputError as error:
        if not error.problems:  # all of it took too long
            raise
        problems += error.problems
    if problems:
        raise BadInputError("Some pictures or sounds cannot be taken.", tuple(problems))
    kept |= {called.removeprefix(of): one.file for called, one in made.items()}
    _put(house, made.values())
    _keep_on(house, kept.values())
    return renamed(pack, kept) if kept else pack


def _drawn(house: House, files: Mapping[str, bytes], *, ours: bool) -> dict[str, Kept]:
    made, problems = {}, list[Problem]()
    for name, data in files.items():
        try:
            made[name] = _prepared(house, name, data, ours=ours)
        except BadInputError as error:
            problems += error.problems
    if problems:
        raise BadInputError("Some pictures or sounds cannot be taken.", tuple(problems))
    return made


def _prepared(house: House, name: str, data: bytes, *, ours: bool = False) -> Kept:
    if ours and data[8:12] == b"WEBP":
        return Kept("webp", data)
    from quiz.packs.media.reading import prepare  # noqa: PLC0415 - slow to load, seldom wanted

    return house.heavy(lambda: prepare(data, name))


def _put(house: House, made: Iterable[Kept]) -> None:
    """Keep what was prepared, all at once."""
    records = [rows.MediaRecord(one.digest, one.mime, one.data) for one in made]
    if records:
        with house.store.writing() as tx:
            rows.keep(tx, records, house.clock())


def _keep_on(house: House, files: Iterable[str]) -> None:
    """See to it that what is kept is not tidied away before the pack that calls it is kept."""
    digests = {found[1] for file in files if (found := KEPT.fullmatch(file))}
    if digests:
        with house.store.writing() as tx:
            rows.keep_on(tx, digests, house.clock())


def find(house: House, file: str) -> Served:
    """Return what is served as ``file``. Raises NotFoundError."""
    found = KEPT.fullmatch(file)
    if found:
        with house.store.reading() as tx:
            medium = rows.find(tx, found[1])
            holders = media_uses.holders(tx, found[1])
        if medium is not None and medium.mime == MIMES[found[2]]:
            return Served(medium.mime, medium.data, holders)
    raise NotFoundError("There is no such picture or sound.")


def files_of(house: House, pack: Pack) -> dict[str, bytes]:
    """Return the files that a pack calls and the house keeps, to be sent along with it."""
    with house.store.reading() as tx:
        found = {
            name: rows.find(tx, match[1])
            for name in sorted(_called(pack))
            if (match := KEPT.fullmatch(name))
        }
    return {name: medium.data for name, medium in found.items() if medium}


def renamed(pack: Pack, names: Mapping[str, str]) -> Pack:
    """Return the pack with other names for its files; those that are not told stay."""
    if not _called(pack):
        return pack

    def question(one: Question) -> Question:
        seen, heard = one.picture, one.audio
        if seen:
            seen = replace(seen, file=names.get(seen.file, seen.file))
        if heard:
            heard = replace(heard, file=names.get(heard.file, heard.file))
        return replace(one, picture=seen, audio=heard) if one.media else one

    return replace(pack, questions=tuple(map(question, pack.questions)))


def _called(pack: Pack) -> frozenset[str]:
    return frozenset(medium.file for asked in pack.questions for medium in asked.media)


def _already(house: House, names: Iterable[str]) -> dict[str, str]:
    """Return the names by which media are kept already."""
    digests = {name: match[1] for name in names if (match := KEPT.fullmatch(name))}
    if not digests:
        return {}
    with house.store.reading() as tx:
        known = rows.known(tx, digests.values())
    return {name: name for name, digest in digests.items() if digest in known}


def _kept_already(house: House, files: Iterable[bytes]) -> dict[bytes, str]:
    """Return which of these contents a house gave out itself, each with its name."""
    digests = {hashlib.sha256(data).hexdigest(): data for data in files}
    if not digests:
        return {}
    endings = {mime: ending for ending, mime in MIMES.items()}
    with house.store.reading() as tx:
        kept = rows.mimes(tx, digests)
    return {digests[at]: f"media/{at}.{endings[mime]}" for at, mime in kept.items()}
