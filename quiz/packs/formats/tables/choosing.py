"""Which of the options are right, as tables tell it: by number, by letter or by their text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quiz.packs.bodies import MOST_OPTIONS, likeness
from quiz.packs.fields import SHORT
from quiz.packs.formats.model import Value
from quiz.packs.formats.options import option_keys
from quiz.packs.formats.texts import shorten

NUMBERS = re.compile(r"[0-9]{1,2}(?:\.0+)?(?:(?:\s*[,;/&+]\s*|\s+and\s+|\s+)[0-9]{1,2})*[,;]?")
_LETTERS = re.compile(r"\(?[A-Ha-h][).]?(?:(?:\s*[,;/&+]\s*|\s+and\s+)[A-Ha-h])*")
_ALONE = re.compile(r"[0-9]{1,2}(?:\.0+)?")
_UNSURE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})+")
_ONE = re.compile(r"[0-9]+")
_LETTER = re.compile(r"[A-Ha-h](?![a-z])")
_LONGEST = 60  # of numbers or letters in a row
_NAMED = re.compile(r"(?:option|answer|choice)\s*[:#]?\s*(?=[A-Ha-h0-9]\Z)", re.IGNORECASE)
_WITH_TEXT = re.compile(r"\(?([A-Ha-h]|[0-9]{1,2})[).:]\s*(.+)", re.DOTALL)
_CUT = re.compile(r"\s*[,;|]\s*")


class NoAnswerError(Exception):
    """It cannot be told which option is right; ``str(error)`` says why."""


@dataclass(frozen=True, slots=True)
class Key:
    """How right options are told in a file.

    ``first`` is the number of the first option: 1, or 0 where programs counted; None where that is
    not clear. ``by`` says what a number or letter means that is the text of an option, too: that
    ``text``, or the ``place``; it is empty where the file does not tell.
    """

    first: int | None = 1
    by: Literal["text", "place", ""] = ""


USUAL = Key()


def chosen(
    told: str, options: dict[int, str], *, texts_first: bool = False, key: Key = USUAL
) -> tuple[int, ...]:
    """Return the numbers of the options that are right.

    A number or a letter is that of an option, unless there is none of it and the text of one is the
    same; with ``texts_first`` the texts come before, and a number that can be both is refused
    unless the ``key`` of the file tells. ``1.2`` is refused, too: it may be a number, or *1 and 2*
    in a spreadsheet that took it for a number.
    """
    if not told:
        raise NoAnswerError("it has no right answer")
    by_text = () if key.by == "place" and _is_place(told, options, key) else _by_text(told, options)
    told = told if by_text else _NAMED.sub("", told, count=1)
    told_by_number = _by_number(told, options, 1 if key.first is None else key.first)
    if key.first is None and not by_text and NUMBERS.fullmatch(told):
        raise NoAnswerError(
            f"whether “{told}” counts from 0 or from 1 is not clear; write the text"
        )
    by_number = told_by_number or (() if by_text else _by_letter(told, options))
    is_unsure = texts_first and by_text and told_by_number and by_text != told_by_number
    if is_unsure and key.by != "text":
        raise NoAnswerError(f"“{told}” is the text of one option and the number of another")
    found = by_text if texts_first and by_text else by_number or by_text
    both = _WITH_TEXT.fullmatch(told) if not found and len(told) <= SHORT else None
    if both:  # “B) Mars”: the letter and the text must tell the same
        found = _by_text(both[2], options)
        if found != (_by_number(both[1], options, 1) or _by_letter(both[1], options)):
            found = ()
    if found:
        return found
    if _UNSURE.fullmatch(told):
        meant = ",".join(told.split("."))
        raise NoAnswerError(f"its right answer “{told}” is not clear; write {meant} as text")
    raise NoAnswerError(f"its right answer “{shorten(told, 40)}” is none of its options")


def _by_number(told: str, options: dict[int, str], first: int) -> tuple[int, ...]:
    if len(told) <= _LONGEST and NUMBERS.fullmatch(told):
        found = (int(one) for one in _ONE.findall(re.sub(r"\.0+", "", told)))
        return _filled({number + 1 - first for number in found}, options)
    return ()


def _is_place(told: str, options: dict[int, str], key: Key) -> bool:
    if _LETTERS.fullmatch(told):
        return bool(_by_letter(told, options))
    return key.first is not None and bool(_by_number(told, options, key.first))


def key_of(told: Iterable[tuple[str, dict[int, str]]], usual: int | None) -> Key:
    """Return how right options are told in a file, by what it tells and the options of each.

    A 0 says that the first option is 0, the number of the last one that it is 1; both together are
    not clear, and where neither stands it is the ``usual`` one. What is the text of an option says
    nothing there; it means the place where others of the file can only be places, and none only a
    text, and the other way round.
    """
    ends: set[tuple[bool, bool]] = set()
    are_both = are_places = are_texts = False
    for text, filled in told:
        if len(text) > _LONGEST or not (NUMBERS.fullmatch(text) or _LETTERS.fullmatch(text)):
            are_texts = are_texts or bool(_by_text(text, filled))
        elif _by_text(text, filled):
            are_both = True
        else:
            are_places = True
            count = sum(map(bool, filled.values()))
            if _ALONE.fullmatch(text) and count:
                ends.add((float(text) == 0, float(text) == count))
    begins, closes = any(start for start, _ in ends), any(end for _, end in ends)
    first = usual if not (begins or closes) else None if begins and closes else int(closes)
    if not are_both or are_places == are_texts:
        return Key(first)
    return Key(first, "place" if are_places else "text")


def _by_letter(told: str, options: dict[int, str]) -> tuple[int, ...]:
    if len(told) <= _LONGEST and _LETTERS.fullmatch(told):
        letters = {ord(one.lower()) - ord("a") + 1 for one in _LETTER.findall(told)}
        return _filled(letters, options)
    return ()


def _filled(numbers: set[int], options: dict[int, str]) -> tuple[int, ...]:
    """Return the numbers if every one is that of an option."""
    return tuple(sorted(numbers)) if all(options.get(number) for number in numbers) else ()


def _by_text(told: str, options: dict[int, str]) -> tuple[int, ...]:
    places: dict[tuple[str, str], int] = {}
    for number, text in options.items():
        if text:
            places.setdefault(likeness(text), number)
    whole = places.get(likeness(told)) if len(told) <= SHORT else None
    if whole:
        return (whole,)
    told_parts = [part for part in _CUT.split(told) if part]
    if len(told_parts) > MOST_OPTIONS:
        return ()
    parts = [places.get(likeness(part)) for part in told_parts]
    found = tuple(sorted({part for part in parts if part}))
    return found if found and len(found) == len(parts) else ()


def keys_of(options: dict[int, str], right: tuple[int, ...]) -> dict[str, Value]:
    """Return the keys for options of which these are right."""
    filled = {number: text for number, text in options.items() if text}
    if not filled.keys() >= set(right):
        raise NoAnswerError("the right one of its options is empty")
    answers = tuple(filled[number] for number in right)
    wrong = tuple(text for number, text in filled.items() if number not in right)
    if not wrong:
        only = "all its options are right" if len(filled) > 1 else "it has no wrong option"
        raise NoAnswerError(only)
    return option_keys(answers, wrong)
