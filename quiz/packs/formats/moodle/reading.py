"""Moodle XML → questions.

What counts is the share of the mark: an answer with a fraction of 100 is right, one with none or
less is wrong; several that are above none are right together, where more than one may be chosen.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable

from quiz.errors import BadInputError
from quiz.packs.formats import zips
from quiz.packs.formats.model import Found, Reading, Sample, Skip, Value
from quiz.packs.formats.texts import MOST_QUESTIONS, from_html, refusal, too_many
from quiz.packs.formats.xml import Element, read_xml, root_of

_BACKUP = "moodle_backup"
_QUESTION = re.compile(r"<question\b[^>]*\btype\s*=")
_PICTURE = re.compile(r"<img\b|@@PLUGINFILE@@", re.IGNORECASE)
_PICTURED = "its picture or file is not taken over"
_GZIP = b"\x1f\x8b"
_NAMES = {
    "essay": "an essay",
    "description": "a description, and no question",
    "cloze": "a text with gaps (cloze)",
    "multianswer": "a text with gaps (cloze)",
    "calculated": "calculated from a formula",
    "calculatedmulti": "calculated from a formula",
    "calculatedsimple": "calculated from a formula",
}
_Keys = dict[str, Value]


def fits(sample: Sample) -> bool:
    """Know a question bank, and a course backup that is taken for one."""
    return (
        (root_of(sample.text) == "quiz" and _QUESTION.search(sample.text) is not None)
        or root_of(sample.text) == _BACKUP
        or _is_backup(sample.data)
    )


def _is_backup(data: bytes) -> bool:
    if data.startswith(_GZIP):
        try:
            start = zlib.decompressobj(wbits=31).decompress(data[: 1 << 16], 1 << 16)
        except (zlib.error, gzip.BadGzipFile):
            return False
        return b"moodle_backup" in start or b".ARCHIVE_INDEX" in start
    return zips.is_zip(data) and b"moodle_backup.xml" in data


def read(data: bytes, file: str) -> Reading:
    """Read a question bank. Raises BadInputError where the file is no XML, or a course backup."""
    if _is_backup(data) or root_of(data[: 1 << 14].decode("utf-8", "replace")) == _BACKUP:
        told = (
            "this is a backup of a whole Moodle course; export its question bank instead: Question"
            " bank, Export, Moodle XML format"
        )
        raise refusal(file, told, code="E506")
    bank = _Bank(file)
    read_xml(data, file, frozenset({"question"}), bank.take)
    return bank.reading()


class _Bank:
    """Questions in the order of the file, each with the category that was named before it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._entries: list[tuple[str, Found | Skip]] = []
        self._category = ""

    def take(self, question: Element) -> None:
        kind = question.attributes.get("type", "").strip().casefold()
        if kind == "category":
            self._category = _last(question.text("category", "text"))
            return
        if len(self._entries) == MOST_QUESTIONS:
            raise too_many(self._file)
        self._entries.append((self._category, _entry(question, kind)))

    def reading(self) -> Reading:
        named = {category for category, _ in self._entries if category}
        if len(named) == 1 and all(category for category, _ in self._entries):
            return Reading(tuple(entry for _, entry in self._entries), head={"title": named.pop()})
        return Reading(tuple(_tagged(entry, category) for category, entry in self._entries))


def _last(path: str) -> str:
    """Return the last name of ``$course$/top/Space``; a doubled slash stands for one."""
    names = path.replace("//", "\0").split("/")
    name = names[-1].replace("\0", "/").strip()
    return "" if name in {"top", "$course$", "$system$", "$category$", "$module$"} else name


def _tagged(entry: Found | Skip, category: str) -> Found | Skip:
    if isinstance(entry, Skip) or not category:
        return entry
    tags = (*_texts(entry.keys.get("tags", ())), category)
    return Found(entry.at, {**entry.keys, "tags": tuple(dict.fromkeys(tags))}, entry.changes)


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str))


def _entry(question: Element, kind: str) -> Found | Skip:
    changes: list[str] = []
    asked = _plain(question.first("questiontext"), changes)
    ask = asked or _plain(question.first("name"), [])
    reader = _READERS.get(kind)
    if reader is None:
        named = _NAMES.get(kind, f"of the type “{kind}”")
        return Skip(question.line, ask, f"it is {named}, which is not played here")
    if changes and not asked:
        return Skip(question.line, ask, "it asks by a picture alone, and that is not taken over")
    try:
        keys = reader(question, changes)
    except BadInputError as error:
        return Skip(question.line, ask, str(error))
    explain = _plain(question.first("generalfeedback"), changes)
    tags = tuple(tag.text("text") for tag in question.every("tag"))
    keys = {"ask": ask, **keys, "explain": explain, "tags": tags, "id": question.text("idnumber")}
    return Found(question.line, keys, tuple(dict.fromkeys(changes)))


def _plain(holder: Element | None, changes: list[str]) -> str:
    """Return the text of an element that has ``format`` and ``text``, as plain text."""
    if holder is None:
        return ""
    text = holder.text("text") or holder.text()
    if holder.first("file") or _PICTURE.search(text):
        changes.append(_PICTURED)
    is_plain = holder.attributes.get("format") in {"plain_text", "markdown"}
    return text if is_plain else from_html(text)


def _choice(question: Element, changes: list[str]) -> _Keys:
    answers = [(_plain(answer, changes), _share(answer)) for answer in question.all("answer")]
    if any(not text for text, _ in answers) and _PICTURED in changes:
        raise BadInputError("some of its options are pictures, and those are not taken over")
    reasons = _reasons(question, changes)
    is_single = question.text("single").casefold() not in {"false", "0"}
    most = max((share for _, share in answers), default=0.0)
    least = most if is_single else 0.0
    right = tuple(text for text, share in answers if share > 0 and share >= least)
    wrong = tuple(text for text, share in answers if share <= 0)
    if is_single and any(0 < share < most for _, share in answers):
        changes.append("options worth a part of the marks are left out")
    if not right:
        raise BadInputError("none of its options is right")
    if len(right) == 1:
        return {"answer": right[0], "wrong": wrong, "why_wrong": reasons}
    return {"answers": right, "wrong": wrong, "why_wrong": reasons}


def _truth(question: Element, _changes: list[str]) -> _Keys:
    right = [answer for answer in question.all("answer") if _share(answer) > 0]
    said = _plain(right[0], []).casefold() if len(right) == 1 else ""
    if said not in {"true", "false"}:
        if len(right) == 1 and not said.isdecimal():  # in the words of another language
            return _choice(question, _changes)
        raise BadInputError("neither true nor false is right")
    reasons = {_plain(a, []).capitalize(): _feedback(a, []) for a in question.all("answer")}
    reasons.pop(said.capitalize(), None)
    return {"answer": said, "why_wrong": {key: why for key, why in reasons.items() if why}}


def _typed(question: Element, changes: list[str]) -> _Keys:
    answers = [(_plain(answer, changes), _share(answer)) for answer in question.all("answer")]
    most = max((share for _, share in answers), default=0.0)
    full = [text for text, share in answers if share > 0 and share == most]
    if any(0 < share < most for _, share in answers):
        changes.append("answers worth a part of the marks are left out")
    plain = tuple(text.replace("\\*", "*") for text in full if "*" not in text.replace("\\*", ""))
    if len(plain) < len(full):
        changes.append("answers with a wildcard (*) are left out")
    if not plain:
        raise BadInputError("no answer of it can be taken over as a text to type")
    return {"typed": plain}


def _numeric(question: Element, changes: list[str]) -> _Keys:
    right = [a for a in question.all("answer") if _share(a) == 100.0]
    if not right:
        raise BadInputError("no number of it is right")
    if len(right) > 1:
        changes.append("of several right numbers the first is taken")
    number, within = right[0].text("text"), right[0].text("tolerance")
    unit = question.text("units", "unit", "unit_name")
    return {"number": _number(number), "within": _number(within or "0"), "unit": unit}


def _number(text: str) -> str:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        raise BadInputError(f"“{text[:40]}” is no number") from None
    return repr(value).removesuffix(".0")


def _match(question: Element, changes: list[str]) -> _Keys:
    pairs = []
    for part in question.all("subquestion"):
        answer = part.first("answer")
        if answer:  # it is written as its other half is
            answer.attributes = {**part.attributes, **answer.attributes}
        pairs.append((_plain(part, changes), _plain(answer, changes)))
    if any(right and not left for left, right in pairs):
        changes.append("answers that match nothing are left out")
    return {"match": tuple((left, right) for left, right in pairs if left and right)}


def _order(question: Element, changes: list[str]) -> _Keys:
    return {"order": tuple(_plain(answer, changes) for answer in question.all("answer"))}


def _share(answer: Element) -> float:
    try:
        return float(answer.attributes.get("fraction", "0").replace(",", "."))
    except ValueError:
        return 0.0


def _reasons(question: Element, changes: list[str]) -> dict[str, str]:
    told = {_plain(a, []): _feedback(a, changes) for a in question.all("answer") if _share(a) <= 0}
    return {option: why for option, why in told.items() if option and why}


def _feedback(answer: Element, changes: list[str]) -> str:
    return _plain(answer.first("feedback"), changes)


_READERS: dict[str, Callable[[Element, list[str]], _Keys]] = {
    "multichoice": _choice,
    "multichoiceset": _choice,
    "oumultiresponse": _choice,
    "truefalse": _truth,
    "shortanswer": _typed,
    "numerical": _numeric,
    "matching": _match,
    "match": _match,
    "ordering": _order,
}
