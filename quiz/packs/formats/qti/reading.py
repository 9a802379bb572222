"""A file of QTI, or an IMS content package of such files, → questions in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from quiz.errors import BadInputError
from quiz.packs.formats import zips
from quiz.packs.formats.model import Found, Reading, Sample, Skip, Value
from quiz.packs.formats.qti.items import read_item
from quiz.packs.formats.qti.manifest import Places, is_list_of_files
from quiz.packs.formats.qti.naming import as_version_2
from quiz.packs.formats.qti.older import read_older
from quiz.packs.formats.texts import MOST_QUESTIONS, decode, refusal, tidy, too_many
from quiz.packs.formats.xml import Element, read_xml, root_of

MANIFEST = b"imsmanifest.xml"
_READERS: dict[str, Callable[[Element], Found | Skip]] = {
    "assessmentItem": read_item,
    "qti-assessment-item": lambda element: read_item(as_version_2(element)),
    "item": read_older,
}
_ROOTS = frozenset({"assessmentItem", "qti-assessment-item", "questestinterop"})
_TESTS = frozenset({"assessmentTest", "qti-assessment-test", "assessment"})
_QTI = re.compile(r"imsqti|imsccv|/qti")
# Older files name the DTD of QTI. Nothing of it is read; one with declarations is refused.
_DOCTYPE = re.compile(
    rb"<!DOCTYPE\s+questestinterop\s+(?:SYSTEM|PUBLIC\s+\"[^\"<>\[\]]{0,200}+\")"
    rb"\s+\"[^\"<>\[\]:]{0,200}+\"\s*>"
)
_HEAD = 1 << 14  # bytes, in which it stands
_FILES = (".xml", ".dat", ".qti")
_MOST_MARKS = 600_000  # of tags, in a package: that is half as many elements
_MOST_TEXT = 32 << 20  # bytes of a file in a package
_BESIDE = (
    "this file only lists questions, which lie in files beside it; export or pack all of them as"
    " one zip"
)


@dataclass(slots=True)
class Bank:
    """The questions of one file of QTI."""

    file: str
    title: str = ""
    language: str = ""
    entries: list[Found | Skip] = field(default_factory=list)

    def take(self, item: Element) -> None:
        """Add the question that an item is."""
        if len(self.entries) == MOST_QUESTIONS:
            raise too_many(self.file)
        self.language = self.language or item.attributes.get("lang", "")
        self.entries.append(_READERS[item.name](item))

    def around(self, element: Element) -> None:
        """Note the title of the test that items are in."""
        if element.name in _TESTS:
            self.title = self.title or tidy(element.attributes.get("title", ""))
            self.language = self.language or element.attributes.get("lang", "")

    @property
    def head(self) -> dict[str, Value]:
        """What the file tells of all of its questions."""
        told = {"title": self.title, "language": self.language}
        return {key: value for key, value in told.items() if value}


def fits(sample: Sample) -> bool:
    """Know items, tests that list them, and packages of them."""
    if zips.is_zip(sample.data):
        return MANIFEST in sample.data
    root = root_of(sample.text)
    return root in _ROOTS or (is_list_of_files(root) and _QTI.search(sample.text) is not None)


def read(data: bytes, file: str) -> Reading:
    """Read a file or a package. Raises BadInputError where it is neither, or holds no questions."""
    if zips.is_zip(data):
        return _read_package(data, file)
    if is_list_of_files(root_of(decode(data[: 1 << 16]))):
        raise refusal(file, _BESIDE, code="E506")
    bank = read_bank(data, file)
    return Reading(tuple(bank.entries), head=bank.head)


def read_bank(data: bytes, file: str) -> Bank:
    """Read the items of a file of XML."""
    bank = Bank(file)
    data = _DOCTYPE.sub(_blank, data[:_HEAD]) + data[_HEAD:]
    read_xml(data, file, frozenset(_READERS), bank.take, bank.around)
    return bank


def _blank(found: re.Match[bytes]) -> bytes:
    """Return nothing in so many lines, so that all that follows stays in its own."""
    return b"\n" * found[0].count(b"\n")


def _read_package(data: bytes, file: str) -> Reading:
    package = zips.Zip(data, file)
    places = Places()
    banks: dict[str, Bank] = {}
    marks = 0
    for name in package.names:
        if not name.casefold().endswith(_FILES) or _is_aside(name, package.names):
            continue
        text = package.read(name, _MOST_TEXT)
        root = root_of(decode(text[: 1 << 14]))
        try:
            if is_list_of_files(root):
                places.read(text, name)
            elif root in _ROOTS:
                marks += text.count(b"<")
                if marks > _MOST_MARKS:
                    break
                banks[name] = read_bank(text, name)
        except BadInputError as error:
            told = "; ".join(str(problem) for problem in error.problems) or str(error)
            banks[name] = Bank(name, entries=[Skip(1, name, told)])
    if marks > _MOST_MARKS:
        told = "more elements are in this package than any should have; split it"
        raise refusal(file, told, code="E102")
    if not banks:
        told = "no questions of a kind that is known here are in this package"
        raise refusal(file, told, code="E198")
    ordered = sorted(banks, key=places.place)
    return _joined([(name, banks[name]) for name in ordered], places.title)


def _is_aside(name: str, names: Collection[str]) -> bool:
    """Say whether a file is none of the package's own, or one that stands there in full as well."""
    folder, _, base = name.rpartition("/")
    if base == "assessment_qti.xml" and f"non_cc_assessments/{folder}.xml.qti" in names:
        return True  # Canvas writes each test twice, once with the few kinds of Common Cartridge
    return name.startswith("__MACOSX/") or base.startswith(".")


def _joined(banks: list[tuple[str, Bank]], title: str) -> Reading:
    titles = dict.fromkeys(bank.title for _, bank in banks if bank.title)
    languages = [bank.language for _, bank in banks if bank.language]
    named = title or (next(iter(titles)) if len(titles) == 1 else "")
    entries: list[Found | Skip] = []
    for name, bank in banks:
        tag = bank.title if len(titles) > 1 else ""
        entries += [_placed(each, name, tag, len(entries) + n) for n, each in
                    enumerate(bank.entries, 1)]  # fmt: skip
    head = Bank("", named, next(iter(languages), "")).head
    return Reading(tuple(entries), "question", head=head)


def _placed(entry: Found | Skip, file: str, tag: str, number: int) -> Found | Skip:
    """Give an entry its number in the package; what is skipped tells its file and line too."""
    if isinstance(entry, Skip):
        where = f"{file}, line {entry.at}"
        reason = entry.reason if file in entry.reason else f"{entry.reason} ({where})"
        return replace(entry, at=number, reason=reason)
    keys = {**entry.keys, "tags": (tag,)} if tag else entry.keys
    return replace(entry, at=number, keys=keys)
