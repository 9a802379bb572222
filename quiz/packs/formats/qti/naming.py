"""The names of version 3 → those of version 2: ``qti-map-entry map-key`` is ``mapEntry mapKey``."""

from __future__ import annotations

import re

from quiz.packs.formats.xml import Element

_HYPHEN = re.compile(r"-([a-z0-9])")
_PREFIX = "qti-"


def as_version_2(element: Element) -> Element:
    """Rename all elements of an item that are of version 3, and their attributes, in place."""
    for each in (element, *element.walk()):
        if each.name.startswith(_PREFIX):
            each.name = _camel(each.name.removeprefix(_PREFIX))
            each.attributes = {_camel(key): value for key, value in each.attributes.items()}
    return element


def _camel(name: str) -> str:
    return _HYPHEN.sub(lambda found: found[1].upper(), name)
