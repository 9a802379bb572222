"""Our own files, as YAML and as JSON: the only ones that hold everything."""

from __future__ import annotations

import re

from quiz.packs.formats.losses import EVERYTHING, loss, translations_of
from quiz.packs.formats.model import Format, Reading, Sample, Written
from quiz.packs.formats.texts import decode
from quiz.packs.model import Pack
from quiz.packs.reading import read_pack
from quiz.packs.writing import write_pack_json, write_pack_yaml

_YAML_TOP = re.compile(r"^(format|questions)[ \t]*:", re.MULTILINE)
_JSON_TOP = re.compile(r'^\s*\{.*?"format"\s*:\s*"?\d', re.DOTALL)
_LIMITS = "Pictures, sounds and translations lie beside it, in files of their own."


def _read(data: bytes, name: str) -> Reading:
    return Reading((), pack=read_pack(decode(data), name))


def _is_yaml(sample: Sample) -> bool:
    text = sample.text.lstrip("\ufeff")
    return not text.lstrip().startswith(("{", "<")) and len(set(_YAML_TOP.findall(text))) == 2


def _is_json(sample: Sample) -> bool:
    return _JSON_TOP.match(sample.text[:2000]) is not None and '"questions"' in sample.text


def _write_yaml(pack: Pack) -> Written:
    return _written(write_pack_yaml(pack), pack)


def _write_json(pack: Pack) -> Written:
    return _written(write_pack_json(pack), pack)


def _written(text: str, pack: Pack) -> Written:
    """Tell of the files of pictures and sounds that a text can only call by name."""
    apart = tuple(
        loss(question, f"the file “{medium.file}”, which the zip has")
        for question in pack.questions
        for medium in question.media
    )
    return Written(text.encode("utf-8", "surrogatepass"), (*translations_of(pack), *apart))


YAML = Format(
    name="yaml",
    title="Greenroom pack",
    ending=".yaml",
    fits=_is_yaml,
    read=_read,
    write=_write_yaml,
    mime="application/yaml",
    holds=EVERYTHING,
    limits=_LIMITS,
)
JSON = Format(
    name="json",
    title="Greenroom pack (JSON)",
    ending=".json",
    fits=_is_json,
    read=_read,
    write=_write_json,
    mime="application/json",
    holds=EVERYTHING,
    limits=_LIMITS,
)
