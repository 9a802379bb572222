"""A file in Aiken → the questions in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from quiz.packs.formats.aiken.lines import (
    ANSWER,
    FITS_ANSWER,
    FITS_OPTION,
    FITS_STAR,
    LISTS,
    OPTION,
    note_of,
    without_numbers,
)
from quiz.packs.formats.markup import from_mixed, shows_media
from quiz.packs.formats.model import Found, Reading, Sample, Skip, Value
from quiz.packs.formats.tables.choosing import NoAnswerError, chosen, keys_of
from quiz.packs.formats.texts import MOST_QUESTIONS, decode, too_many, with_line
from quiz.questions.model import LEVELS

_LONGEST_TITLE = 60


@dataclass(slots=True)
class _Draft:
    """A question while it is read: ``stars`` are the letters of options with a star before them.

    ``notes`` are what stands behind the answer, ``last`` the key of the one that goes on.
    """

    at: int = 0
    ask: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    stars: list[str] = field(default_factory=list)
    told: str | None = None
    notes: dict[str, str] = field(default_factory=dict)
    last: str = ""

    def next_letter(self) -> str:
        return chr(ord("a") + len(self.options))


def fits(sample: Sample) -> bool:
    """Know options with letters, and a line that says which is right, or stars that do."""
    text = sample.text
    if not FITS_OPTION.search(text):
        return False
    return bool(FITS_ANSWER.search(text) or FITS_STAR.search(text))


def read(data: bytes, name: str) -> Reading:
    """Read a file. Raises BadInputError for more questions than a pack may have."""
    drafts: list[_Draft] = []
    for draft in _drafts(decode(data)):
        if len(drafts) == MOST_QUESTIONS:
            raise too_many(name)
        drafts.append(draft)
    title = _title(drafts[0]) if drafts else ""
    asks = without_numbers(["\n".join(draft.ask).strip() for draft in drafts])
    entries = tuple(_entry(draft, ask) for draft, ask in zip(drafts, asks, strict=True))
    return Reading(entries, head={"title": title} if title else {})


def _drafts(text: str) -> Iterator[_Draft]:
    draft, after_blank = _Draft(), False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            after_blank = True
            draft.last = ""
            if draft.ask and draft.ask[-1] and not draft.options:
                draft.ask.append("")
            continue
        if _is_over(draft, line, after_blank=after_blank):
            yield draft
            draft = _Draft()
        _take(draft, number, line)
        after_blank = False
    if draft.at:
        yield draft


def _is_over(draft: _Draft, line: str, *, after_blank: bool) -> bool:
    """Say whether a line is none of the draft any more."""
    if draft.told is not None:
        return note_of(line) is None and not draft.last
    if not (draft.options and after_blank) or ANSWER.match(line):
        return False
    option = OPTION.match(line)
    is_next = option is not None and option[2].casefold() == draft.next_letter()
    return not is_next and not (draft.stars and note_of(line))


def _take(draft: _Draft, number: int, line: str) -> None:
    option, answer, note = OPTION.match(line), ANSWER.match(line), note_of(line)
    if note and (draft.told is not None or draft.stars):
        draft.last, text = note
        draft.notes[draft.last] = with_line(draft.notes.get(draft.last, ""), text).strip()
    elif draft.last:
        draft.notes[draft.last] = with_line(draft.notes[draft.last], line.strip())
    elif answer and (draft.at or draft.options):
        draft.told = answer[1]
    elif option and draft.ask and option[2].casefold() == draft.next_letter():
        draft.stars += option[2] * bool(option[1])
        draft.options.append(option[3])
    elif draft.options:
        draft.options[-1] = with_line(draft.options[-1], line.strip())
    elif not answer and not (draft.ask and LISTS.fullmatch(line)):
        draft.at = draft.at or number
        draft.ask.append(line.strip())


def _title(draft: _Draft) -> str:
    """Take a short line that asks nothing and stands apart above the first question."""
    match draft.ask:
        case [title, "", ask, *rest] if draft.options and not any(rest):
            if len(title) <= _LONGEST_TITLE and title[-1] not in ".?!:…,;":
                draft.ask = [ask]
                return from_mixed(title)
    return ""


def _entry(draft: _Draft, asked: str) -> Found | Skip:
    ask = from_mixed("\n".join(filter(None, asked.split("\n"))))
    if not draft.options:
        return Skip(draft.at, ask, "it has no options")
    if draft.told is None and not draft.stars:
        return Skip(draft.at, ask, "it has no line “ANSWER:”")
    if any(shows_media(text) for text in (*draft.ask, *draft.options)):
        return Skip(draft.at, ask, "it shows a picture, and that is not in the file")
    options = dict(enumerate(map(from_mixed, draft.options), 1))
    try:
        keys = keys_of(options, _right(draft, options))
    except NoAnswerError as error:
        return Skip(draft.at, ask, str(error))
    return Found(draft.at, {"ask": ask, **keys, **_notes(draft)})


def _right(draft: _Draft, options: dict[int, str]) -> tuple[int, ...]:
    """Return the numbers of the right options: a letter is one, whatever its text may be."""
    told = "" if draft.told is None else draft.told.strip(" \t*().")
    if not told and draft.stars:
        return tuple(ord(letter.casefold()) - ord("a") + 1 for letter in draft.stars)
    if len(told) == 1 and told.isascii() and told.isalpha():
        place = ord(told.casefold()) - ord("a") + 1
        if place in options:
            return (place,)
    if len(told) <= 1:
        raise NoAnswerError("its ANSWER is none of its options")
    return chosen(told, options)


def _notes(draft: _Draft) -> dict[str, Value]:
    notes = {key: from_mixed(text) for key, text in draft.notes.items() if text}
    level = notes.pop("difficulty", "").casefold()
    tags = notes.pop("tags", "")
    more: dict[str, Value] = {"difficulty": level} if level in LEVELS else {}
    return {**notes, **more, **({"tags": (tags,)} if tags else {})}
