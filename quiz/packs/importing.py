"""A file of any known format → a pack and a report whose totals add up.

Every question passes the checks of our own files, so that what comes in can be played, written and
read again. What is mended on the way (options that stand twice, ids that are taken) is told; what
cannot be mended is skipped with its line or row and the reason. The same file gives the same pack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, replace

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.packs.fields import LANGUAGE, LONG, SHORT, SLUG, Fields
from quiz.packs.formats.model import Format, Found, Reading, Skip, Unit, Value
from quiz.packs.formats.texts import MOST_QUESTIONS, shorten, tidy, too_many
from quiz.packs.model import Pack
from quiz.packs.reading import QUESTION_KEYS, default_id, read_question
from quiz.packs.tidying import mended, tidied
from quiz.questions.model import Question
from quiz.text import fold

_TRUTHS = frozenset({"true", "false", "yes", "no"})
_RIGHT = frozenset({"answer", "answers", "typed", "number", "order", "match"})
_WORDS = {
    "ask": "the question",
    "answer": "the right answer",
    "answers": "a right option",
    "wrong": "a wrong option",
    "typed": "an answer to type",
    "explain": "the explanation",
    "why_wrong": "the reason why an option is wrong",
    "tags": "a tag",
}


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the report: where, how the question begins, and what is to be known of it."""

    at: int
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file: ``found`` is always ``imported`` plus what was skipped.

    ``changed`` tells of questions that came in, but not quite as they were; there may be several
    notes of one question, and ``changed_count`` counts questions.
    """

    format: str
    title: str
    unit: Unit
    found: int
    imported: int
    changed: tuple[Note, ...]
    skipped: tuple[Note, ...]

    @property
    def changed_count(self) -> int:
        """How many questions came in changed."""
        return len({note.at for note in self.changed})


@dataclass(frozen=True, slots=True)
class Imported:
    """The pack, None when no question came in; the files it came with; the report."""

    pack: Pack | None
    report: Report
    media: AbstractMapping[str, bytes]


def import_pack(data: bytes, name: str, form: Format) -> Imported:
    """Read a file of a known format.

    ``name`` gives the pack its id and title where the file tells none. Raises BadInputError when
    the file as a whole cannot be read.
    """
    reading = form.read(data, name)
    if reading.pack is not None:
        count = len(reading.pack.questions)
        whole = Report(form.name, form.title, reading.unit, count, count, (), ())
        return Imported(reading.pack, whole, reading.media)
    if len(reading.entries) > MOST_QUESTIONS:
        raise too_many(name)
    taken = _Taken({}, [], [], [])
    for entry in reading.entries:
        taken.add(entry)
    questions = tuple(taken.questions)
    report = Report(
        format=form.name,
        title=form.title,
        unit=reading.unit,
        found=len(reading.entries),
        imported=len(questions),
        changed=tuple(taken.changed),
        skipped=tuple(taken.skipped),
    )
    pack = _pack(reading, name, questions) if questions else None
    return Imported(pack, report, reading.media)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was taken over so far."""

    asked: dict[str, list[Question]]
    questions: list[Question]
    changed: list[Note]
    skipped: list[Note]

    def add(self, entry: Found | Skip) -> None:
        if isinstance(entry, Skip):
            self.skipped.append(Note(entry.at, shorten(entry.what), entry.reason))
            return
        changes = list(entry.changes)
        keys = mended({key: tidied(value) for key, value in entry.keys.items()}, changes)
        ask = keys.get("ask", "")
        what = shorten(ask if isinstance(ask, str) else "")
        reason = _lacks(keys)
        if reason:
            self.skipped.append(Note(entry.at, what, reason))
            return
        faults = Faults("")
        mapping = _mapping(keys, entry.at)
        faults.check_keys(mapping, QUESTION_KEYS, "a question")
        question = read_question(Fields.of(faults, mapping))
        if faults.problems or question is None:
            told = [_worded(problem.message) for problem in faults.problems]
            told = told or ["it has no answer"]
            self.skipped.append(Note(entry.at, what, "; ".join(dict.fromkeys(told))))
            return
        self._keep(question, entry.at, what, changes)

    def _keep(self, question: Question, at: int, what: str, changes: list[str]) -> None:
        twins = self.asked.setdefault(question.id, [])
        if any(replace(question, id=twin.id) == twin for twin in twins):
            self.skipped.append(Note(at, what, "it is in the file twice; one is enough"))
            return
        if twins:
            new = _free_id(question.id, self.asked)
            if question.id != default_id(question.ask):
                changes.append(f"its id “{question.id}” was taken; it is “{new}” now")
            question = replace(question, id=new)
        twins.append(question)
        self.asked.setdefault(question.id, []).append(question)
        self.questions.append(question)
        self.changed.extend(Note(at, what, change) for change in changes)


def _worded(message: str) -> str:
    """Return what is at fault without the names of our keys, which nobody wrote."""
    key, quote, rest = message.removeprefix("“").partition("”")
    return _WORDS[key] + rest if quote and key in _WORDS else message


def _lacks(keys: dict[str, Value]) -> str:
    """Say what no file could be without, in words for those who did not write a pack of ours."""
    if not keys.get("ask"):
        return "it has no question"
    if _RIGHT.isdisjoint(keys):
        return "it has no right answer"
    answer = keys.get("answer")
    if isinstance(answer, str) and "wrong" not in keys and answer.casefold() not in _TRUTHS:
        return "it has no wrong option"
    return ""


def _free_id(taken: str, asked: dict[str, list[Question]]) -> str:
    stem = taken[:94]
    return next(f"{stem}-{n}" for n in range(2, len(asked) + 3) if f"{stem}-{n}" not in asked)


def _node(value: Value, line: int) -> Node:
    if isinstance(value, str):
        return Scalar(value, line, 1, quoted=True)
    if isinstance(value, AbstractMapping):
        return _mapping(value, line)
    return Listing(tuple(_node(item, line) for item in value), line, 1)


def _mapping(keys: AbstractMapping[str, Value] | AbstractMapping[str, str], line: int) -> Mapping:
    entries = tuple((Scalar(key, line, 1), _node(item, line)) for key, item in keys.items())
    return Mapping(entries, line, 1)


def _pack(reading: Reading, name: str, questions: tuple[Question, ...]) -> Pack:
    """Give the pack what the file tells of it; what is no id or language there is left out."""
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    head = {key: tidied(value) for key, value in reading.head.items()}
    title = _short(head, "title") or tidy(stem.replace("_", " ").replace("-", " "))[:SHORT]
    language = _short(head, "language")
    return Pack(
        id=slug(_short(head, "id") or _short(head, "title") or stem),
        title=title or "Questions",
        questions=questions,
        language=language if LANGUAGE.fullmatch(language) else "en",
        version=_short(head, "version") or "1",
        authors=_list(head, "authors"),
        license=_short(head, "license"),
        description=_text(head, "description")[:LONG],
        source=_text(head, "source")[:LONG],
        tags=_list(head, "tags"),
    )


def slug(text: str) -> str:
    """Return the id that a pack of that title gets: ``Space: basics`` is ``space-basics``."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    made = "-".join(words)[:80].strip("-")
    return made if SLUG.fullmatch(made) else "pack"


def _text(head: dict[str, Value], key: str) -> str:
    value = head.get(key, "")
    return value if isinstance(value, str) else ""


def _short(head: dict[str, Value], key: str) -> str:
    return " ".join(_text(head, key)[:SHORT].split())


def _list(head: dict[str, Value], key: str) -> tuple[str, ...]:
    value = head.get(key, ())
    texts = (value,) if isinstance(value, str) else value
    kept = (item[:SHORT] for item in texts if isinstance(item, str) and item)
    return tuple(dict.fromkeys(kept))[:100]
