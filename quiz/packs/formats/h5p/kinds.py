"""The kinds of questions of H5P, by their parameters (``params``).

What is found has no number yet: that is given to it in the order of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from quiz.packs.formats.markup import from_mixed
from quiz.packs.formats.model import Found, Skip, Value
from quiz.packs.formats.options import option_keys
from quiz.packs.formats.texts import from_html, tidy

Keys = dict[str, Value]
_Params = dict[str, Any]
_Entries = Iterator[Found | Skip]
_GAP = re.compile(r"\*([^*\n]{1,500}+)\*")
_TIP = re.compile(r":[^:/]*$")
_UNTOLD = "the file does not tell what is right"


def text_of(value: Any) -> str:
    """Return a text of H5P, which is HTML in most places, as plain text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    return from_html(text) if text.lstrip().startswith("<") else tidy(from_mixed(text))


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_true(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.casefold() == "true")


def _multi_choice(params: _Params) -> _Entries:
    answers = [_dict(answer) for answer in _items(params.get("answers"))]
    told = [(text_of(answer.get("text")), _is_true(answer.get("correct"))) for answer in answers]
    right = tuple(text for text, is_right in told if is_right)
    wrong = tuple(text for text, is_right in told if not is_right)
    ask = text_of(params.get("question"))
    if not right:
        yield Skip(0, ask, _UNTOLD)
        return
    behaviour = _dict(params.get("behaviour"))
    changes: tuple[str, ...] = ()
    if len(right) > 1 and (behaviour.get("type") == "single" or behaviour.get("singleAnswer")):
        changes = ("of several right options the first is kept",)
        right = right[:1]
    feedback = {
        text: text_of(_dict(answer.get("tipsAndFeedback")).get("chosenFeedback"))
        for answer, (text, _) in zip(answers, told, strict=True)
    }
    keys = option_keys(right, wrong)
    if "wrong" in keys:
        keys["why_wrong"] = {text: feedback[text] for text in wrong if feedback[text]}
    explain = "\n".join(feedback[text] for text in right if feedback[text])
    yield Found(0, {"ask": ask, **keys, "explain": explain}, changes)


def _true_false(params: _Params) -> _Entries:
    said = str(params.get("correct", "")).casefold()
    ask = text_of(params.get("question"))
    if said not in {"true", "false"}:
        yield Skip(0, ask, _UNTOLD)
        return
    behaviour = _dict(params.get("behaviour"))
    explain = text_of(behaviour.get("feedbackOnCorrect"))
    yield Found(0, {"ask": ask, "answer": said, "explain": explain})


def _single_choice_set(params: _Params) -> _Entries:
    """Read questions whose first answer is the right one."""
    for choice in map(_dict, _items(params.get("choices"))):
        answers = tuple(map(text_of, _items(choice.get("answers"))))
        if answers:
            keys = option_keys(answers[:1], answers[1:])
            yield Found(0, {"ask": text_of(choice.get("question")), **keys})


def _summary(params: _Params) -> _Entries:
    """Read groups of statements of which the first is true."""
    for group in map(_dict, _items(params.get("summaries"))):
        statements = tuple(map(text_of, _items(group.get("summary"))))
        if statements:
            keys = option_keys(statements[:1], statements[1:])
            yield Found(0, {"ask": text_of(params.get("intro")), **keys})


def _blanks(params: _Params) -> _Entries:
    """Read texts with one gap each, such as ``Oslo is the capital of *Norway/Norge:a tip*``."""
    for text in map(text_of, _items(params.get("questions"))):
        gaps = _GAP.findall(text)
        if len(gaps) != 1:
            reason = "it has several gaps to fill" if gaps else "it has no gap to fill"
            yield Skip(0, text, reason)
            continue
        changes = ("its tip is left out",) if _TIP.search(gaps[0]) else ()
        ask = tidy(_GAP.sub("____", text))
        typed = tuple(each.strip() for each in _TIP.sub("", gaps[0]).split("/"))
        asked = text_of(params.get("text")) if ask == "____" else ask
        yield Found(0, {"ask": asked, "typed": typed}, changes)


def _flashcards(params: _Params) -> _Entries:
    for card in map(_dict, _items(params.get("cards"))):
        changes = ("its picture is not taken over",) if card.get("image") else ()
        answers = tuple(each.strip() for each in text_of(card.get("answer")).split("/"))
        yield Found(0, {"ask": text_of(card.get("text")), "typed": answers}, changes)


def _sort_paragraphs(params: _Params) -> _Entries:
    """Read paragraphs, which stand in the right order."""
    order = tuple(map(text_of, _items(params.get("paragraphs"))))
    yield Found(0, {"ask": text_of(params.get("taskDescription")), "order": order})


KINDS: dict[str, Callable[[_Params], _Entries]] = {
    "H5P.MultiChoice": _multi_choice,
    "H5P.TrueFalse": _true_false,
    "H5P.SingleChoiceSet": _single_choice_set,
    "H5P.Summary": _summary,
    "H5P.Blanks": _blanks,
    "H5P.Flashcards": _flashcards,
    "H5P.SortParagraphs": _sort_paragraphs,
}

OTHERS = {
    "H5P.DragQuestion": "asks to drag things to their places",
    "H5P.DragText": "is a text with gaps to fill from a list",
    "H5P.MarkTheWords": "asks to mark words in a text",
    "H5P.Essay": "is an essay",
    "H5P.ImageHotspotQuestion": "asks to point into a picture",
    "H5P.ImageMultipleHotspotQuestion": "asks to point into a picture",
    "H5P.MultiMediaChoice": "asks to choose from pictures",
    "H5P.ImagePair": "asks to pair pictures",
    "H5P.ImageSequencing": "asks to put pictures in order",
    "H5P.MemoryGame": "is a memory game",
    "H5P.Dialogcards": "is a card to turn, and marks no answer",
    "H5P.Dictation": "asks to write what one hears",
    "H5P.SpeakTheWords": "asks to speak",
    "H5P.SpeakTheWordsSet": "asks to speak",
    "H5P.ArithmeticQuiz": "is made anew each time",
    "H5P.PersonalityQuiz": "has no right answer",
    "H5P.GuessTheAnswer": "shows a picture, and marks no answer",
    "H5P.Crossword": "is a crossword",
    "H5P.FindTheWords": "asks to find words in a grid",
    "H5P.Questionnaire": "has no right answer",
    "H5P.SimpleMultiChoice": "has no right answer",
    "H5P.OpenEndedQuestion": "has no right answer",
}
"""What other questions of H5P there are, and why they are not played here."""
