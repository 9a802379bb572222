"""Packs put into the data folder and taken out of it again: nothing else is ever overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from quiz.errors import BadInputError, ConflictError, NotFoundError, Problem
from quiz.packs.importing import Report, import_pack
from quiz.packs.model import Pack
from quiz.services import beside, contents, sources
from quiz.services.files import DATA, SHIPPED, ZIP, Source, find
from quiz.services.house import House
from quiz.text import did_you_mean

_OWN = frozenset({"yaml", "json", "zip"})


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack that is in the data folder. ``is_new``: it was not before.

    ``report`` says what became of a file of another format, None for one of our own.
    """

    pack_id: str
    title: str
    count: int
    path: Path
    is_new: bool
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A pack on the shelf: ``file`` it is made of, and where that is from; its translations."""

    pack_id: str
    title: str
    count: int
    file: str
    origin: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What is to be written: a pack as ``files`` by name, the first of which becomes it."""

    pack: Pack
    room: str
    files: Mapping[str, bytes]
    report: Report | None = None


def listed(house: House) -> tuple[Listed, ...]:
    """Return the packs on the shelf, by their ids."""
    files = house.shelf.files
    return tuple(
        Listed(
            pack_id,
            summary.title,
            summary.count,
            files[pack_id].name,
            files[pack_id].origin,
            tuple(summary.titles),
        )
        for pack_id, summary in sorted(house.shelf.summaries.items())
    )


def install(house: House, path: Path) -> Installed:
    """Put a pack into the data folder, made ours if it is of another format.

    Its translations go with it; a translation alone is put there for the pack that it is of. The
    same file again changes nothing. Raises BadInputError for a file that cannot be played,
    ConflictError when its place or its id is taken.
    """
    if beside.stem_of(path):
        return _install_translation(house, path)
    parcel = _moments(path) if _holds_moments(path) else _pack(path)
    pack = parcel.pack
    name = next(iter(parcel.files))
    target = house.settings.data / parcel.room / name
    told = (pack.id, pack.title, len(pack.questions), target)
    if all(_has(target.with_name(name), data) for name, data in parcel.files.items()):
        return Installed(*told, is_new=False, report=parcel.report)
    taken = house.shelf.files.get(pack.id)
    if taken is not None:
        raise ConflictError(_taken(pack.id, taken))
    _put(target.parent, parcel.files)
    return Installed(*told, is_new=True, report=parcel.report)


def offered(house: House, name: str) -> Source:
    """Return the file of a pack that is served under that id. Raises NotFoundError with advice."""
    found = house.shelf.files.get(name)
    if found is None:
        hint = did_you_mean(name, sorted(house.shelf.files)) or "."
        raise NotFoundError(
            f"There is no file “{name}”, and no installed package offers a pack of that id{hint}\n"
            f"If it is a package that holds packs: pip install {name}, then “quiz pack list”."
        )
    return found


def uninstall(house: House, name: str) -> Path:
    """Delete the file of a pack, by its id or the file's name, from the data folder.

    What was played of it stays. Raises NotFoundError, ConflictError for what lies elsewhere.
    """
    source = house.shelf.files.get(name)
    alone = house.settings.data / "packs" / name
    is_there = name == alone.name and alone.is_file()
    if source is None and is_there and beside.stem_of(alone):
        alone.unlink()
        return alone
    if source is None:
        source = next((one for one in find(house.settings.data)
                       if one.origin == DATA and one.path.name == name), None)  # fmt: skip
    if source is None:
        own = sorted(pack for pack, one in house.shelf.files.items() if one.origin == DATA)
        raise NotFoundError(f"There is no pack “{name}” here{did_you_mean(name, own) or '.'}")
    if source.origin == SHIPPED:
        raise ConflictError(f"“{name}” ships with Greenroom and stays.")
    if source.origin != DATA:
        package = source.origin.rpartition(" ")[0]
        raise ConflictError(f"“{name}” is of an installed package: pip uninstall {package}")
    source.path.unlink()
    for path in source.translations:
        path.unlink(missing_ok=True)
    return source.path


def _install_translation(house: House, path: Path) -> Installed:
    from quiz.packs.translations.reading import read_translation, whose  # noqa: PLC0415 - slow

    text = contents.text_of(path, str(path))
    source = offered(house, whose(text))
    pack = sources.read(replace(source, translations=()))
    if source.room != "packs":
        raise ConflictError(f"“{pack.id}” is made of moments: only written packs are translated.")
    read_translation(text, str(path), pack)
    name = f"{source.path.stem}.{beside.language_of(path)}{path.suffix}"
    folder, data = house.settings.data / "packs", contents.content_of(path, str(path))
    told = (pack.id, pack.title, len(pack.questions), folder / name)
    if _has(folder / name, data):
        return Installed(*told, is_new=False)
    _put(folder, {name: data})
    return Installed(*told, is_new=True)


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, the first of them last. Raises ConflictError for a place that is taken."""
    for name, data in files.items():
        if (folder / name).exists() and not _has(folder / name, data):
            told = f"{folder / name} is there already and holds something else: move it away."
            raise ConflictError(told)
    for name, data in reversed(list(files.items())):
        _write(folder / name, data)


def _holds_moments(path: Path) -> bool:
    if path.suffix.lower() not in {".yaml", ".yml"}:
        return False
    return sources.room_of(path) == "moments"


def _moments(path: Path) -> _Parcel:
    source = Source(path, "moments", str(path))
    pack = sources.read(source)
    text = sources.text_of(source)
    names = (path.name, *sources.table_names(source, text))
    files = {name: contents.content_of(path.parent / name, str(path)) for name in names}
    return _Parcel(pack, "moments", files)


def _pack(path: Path) -> _Parcel:
    from quiz.packs.formats import packed, registry  # noqa: PLC0415 - slow to load
    from quiz.packs.formats.texts import MAX_BYTES  # noqa: PLC0415 - likewise
    from quiz.packs.writing import write_pack_yaml  # noqa: PLC0415 - likewise

    most = max(MAX_BYTES, contents.LARGEST)
    data = contents.content_of(path, str(path), most)
    form = registry.detect(data, path.name)
    if form.name in _OWN:
        spoken = beside.of_pack(path)
        whole = sources.read_whole(Source(path, "packs", str(path), translations=spoken))
        if whole.faults:
            raise BadInputError(f"A translation of {path} has faults.", whole.faults)
        _check(whole.media, path)
        also = {
            f"{whole.pack.id}{one.name[len(path.stem) :]}": contents.content_of(one, str(one))
            for one in spoken
        }
        if whole.media and form.name != "zip":
            carried = packed.carry(whole.pack, whole.media).data
            return _Parcel(whole.pack, "packs", {f"{whole.pack.id}{ZIP}": carried})
        return _Parcel(whole.pack, "packs", {f"{whole.pack.id}{form.ending}": data, **also})
    found = import_pack(data, path.name, form)
    if found.pack is None:
        reasons = "; ".join(f"{note.at}: {note.reason}" for note in found.report.skipped[:5])
        raise BadInputError(f"No question of {path} could be taken over. {reasons}".strip())
    _check(found.media, path)
    if found.media:
        name, made = f"{found.pack.id}{ZIP}", packed.carry(found.pack, found.media).data
    else:
        name, made = f"{found.pack.id}.yaml", write_pack_yaml(found.pack).encode()
    return _Parcel(found.pack, "packs", {name: made}, found.report)


def _check(media: Mapping[str, bytes], path: Path) -> None:
    """Refuse now what would keep the pack from being served. Raises BadInputError."""
    if not media:
        return
    from quiz.packs.media.reading import prepare  # noqa: PLC0415 - slow to load

    problems: list[Problem] = []
    for file, data in media.items():
        try:
            prepare(data, f"{path}/{file}")
        except BadInputError as error:
            problems += error.problems
    if problems:
        raise BadInputError("Some pictures or sounds cannot be taken.", tuple(problems))


def _taken(pack_id: str, by: Source) -> str:
    return (
        f"The pack “{pack_id}” is there already: {by.name} ({by.origin}). "
        "Take that out first (quiz pack uninstall), or give the new one another id."
    )


def _has(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
