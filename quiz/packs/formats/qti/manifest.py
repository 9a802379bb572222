"""In which order the files of a content package come: that of its test, else of its manifest."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from quiz.packs.formats.texts import tidy
from quiz.packs.formats.xml import Element, read_xml

_MANIFEST = "manifest"
_TESTS = frozenset({"assessmentTest", "qti-assessment-test"})
_LISTED = frozenset({"assessmentItemRef", "qti-assessment-item-ref", "resource"})
_LAST = 1 << 30


def is_list_of_files(root: str) -> bool:
    """Say whether a file with that outermost element lists others."""
    return root == _MANIFEST or root in _TESTS


class Places:
    """The places of files, as the lists that were read tell them."""

    def __init__(self) -> None:
        """Begin with no list."""
        self.title = ""
        self._in_tests: dict[str, int] = {}
        self._in_manifest: dict[str, int] = {}

    def read(self, data: bytes, name: str) -> None:
        """Read a manifest or a test that lies in the package by that name."""
        folder = posixpath.dirname(name)

        def take(element: Element) -> None:
            places = self._in_manifest if element.name == "resource" else self._in_tests
            for holder in (element, *element.all("file")):
                href = holder.attributes.get("href", "") or holder.attributes.get("file", "")
                path = posixpath.normpath(posixpath.join(folder, unquote(href)))
                places.setdefault(path, len(places))

        read_xml(data, name, _LISTED, take, self._around)

    def _around(self, element: Element) -> None:
        if element.name in _TESTS:
            self.title = self.title or tidy(element.attributes.get("title", ""))

    def place(self, name: str) -> tuple[int, int]:
        """Return what to sort files by: those that no list has come last."""
        return self._in_tests.get(name, _LAST), self._in_manifest.get(name, _LAST)
