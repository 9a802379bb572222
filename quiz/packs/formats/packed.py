"""Our own pack as a zip: ``pack.yaml`` (or ``.json``) and beside it the files in ``media/``.

All of it may lie in one folder, as it does when a folder is packed. Of the files only those are
read that a question calls; a question that calls one that is not there is a fault (E216) at its
line. What a zip must not be, see ``zips``; which pictures and sounds are taken, ``packs.media``.
Translations lie beside the pack: ``pack.de.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from quiz.packs.attached import FILE
from quiz.packs.formats import zips
from quiz.packs.formats.losses import EVERYTHING, loss
from quiz.packs.formats.model import Format, Reading, Sample, Written
from quiz.packs.formats.texts import decode, refusal
from quiz.packs.media.model import MOST_BYTES
from quiz.packs.model import Pack
from quiz.packs.reading import MAX_BYTES, read_pack
from quiz.packs.translations.applying import put_in
from quiz.packs.translations.reading import read_translation
from quiz.packs.translations.writing import write_translation
from quiz.packs.writing import write_pack_yaml

_NAMES = ("pack.yaml", "pack.yml", "pack.json")
_NAMED = re.compile(rb"(?:^|[^A-Za-z0-9_.-])pack\.(?:ya?ml|json)")
NAME = _NAMES[0]
_SPOKEN = re.compile(r"pack\.[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\.(?:ya?ml|json)")


def _fits(sample: Sample) -> bool:
    return zips.is_zip(sample.data) and _NAMED.search(sample.data) is not None


def _read(data: bytes, name: str) -> Reading:
    opened = zips.Zip(data, name)
    top, main = _main(opened.names, name)
    files = {file[len(top) :]: file for file in opened.names if file.startswith(top)}
    media = {file: path for file, path in files.items() if FILE.fullmatch(file)}
    text = decode(opened.read(top + main, MAX_BYTES))
    pack = read_pack(text, f"{name}/{top}{main}", media.keys())
    called = {medium.file for question in pack.questions for medium in question.media}
    found = {file: opened.read(media[file], MOST_BYTES) for file in sorted(called)}
    for file in filter(_SPOKEN.fullmatch, sorted(files)):
        said = decode(opened.read(top + file, MAX_BYTES))
        pack = put_in(pack, read_translation(said, f"{name}/{top}{file}", pack).translation)
    return Reading((), pack=pack, media=found)


def _main(names: tuple[str, ...], zip_name: str) -> tuple[str, str]:
    """Return the folder of the pack within the zip, and how its file is called there."""
    found = [
        (folder + slash, file)
        for folder, slash, file in (name.rpartition("/") for name in names)
        if file in _NAMES and "/" not in folder and not folder.startswith(("__", "."))
    ]
    if len(found) != 1:
        told = f"a pack is one file “{NAME}”, at the top or in one folder; there are {len(found)}"
        raise refusal(zip_name, told, code="E508")
    return found[0]


def carry(pack: Pack, files: Mapping[str, bytes]) -> Written:
    """Write a pack with its files, by the names by which it calls them."""
    called = {medium.file for question in pack.questions for medium in question.media}
    packed = {file: files[file] for file in sorted(called & files.keys())}
    texts = {NAME: write_pack_yaml(pack)}
    for one in pack.translations:
        file = f"pack.{one.language}.yaml"
        texts[file] = write_translation(pack, one, file)
    written = {file: text.encode("utf-8", "surrogatepass") for file, text in texts.items()}
    missing = tuple(
        loss(question, f"the file “{medium.file}”")
        for question in pack.questions
        for medium in question.media
        if medium.file not in packed
    )
    return Written(zips.pack({**written, **packed}), missing)


def _write(pack: Pack) -> Written:
    return carry(pack, {})


ZIP = Format(
    name="zip",
    title="Greenroom pack with its media",
    ending=".zip",
    fits=_fits,
    read=_read,
    write=_write,
    carry=carry,
    mime="application/zip",
    holds=EVERYTHING,
)
