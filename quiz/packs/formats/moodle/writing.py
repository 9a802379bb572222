"""A pack → Moodle XML, as its question bank imports it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from quiz.packs.formats.losses import loss, sift
from quiz.packs.formats.model import Holds, Loss, Written
from quiz.packs.model import Pack
from quiz.packs.reading import default_id
from quiz.questions.model import (
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Question,
    TrueFalse,
    Typed,
)

HOLDS = Holds(
    {"choice", "multi", "truefalse", "typed", "number", "order", "match"},
    {"id", "explain", "why_wrong", "tags"},
    {"title"},
)
_TYPES = {
    Choice: "multichoice",
    MultiSelect: "multichoice",
    TrueFalse: "truefalse",
    Typed: "shortanswer",
    Number: "numerical",
    Order: "ordering",
    Match: "matching",
}


def write(pack: Pack) -> Written:
    """Write a pack: its title is the category, an explanation the general feedback."""
    questions, losses = sift(pack, HOLDS)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>", *_category(pack.title)]
    for question in questions:
        lines += _question(question)
    more = tuple(_lost(questions))
    return Written("\n".join([*lines, "</quiz>", ""]).encode(), losses + more)


def _lost(questions: tuple[Question, ...]) -> Iterator[Loss]:
    for question in questions:
        if isinstance(question.body, Number) and question.body.percent:
            yield loss(question, "its tolerance in percent: it is written as a number")
        if isinstance(question.body, Order | Match | Typed | Number) and question.proof.wrong:
            yield loss(question, "why its options are wrong")


def _category(title: str) -> Iterator[str]:
    path = "$course$/top/" + title.replace("/", "//")
    yield f'<question type="category"><category><text>{escape(path)}</text></category></question>'


def _question(question: Question) -> Iterator[str]:
    yield f'<question type="{_TYPES[type(question.body)]}">'
    yield f"<name><text>{escape(question.ask[:250])}</text></name>"
    yield f'<questiontext format="plain_text"><text>{escape(question.ask)}</text></questiontext>'
    if question.explain:
        told = escape(question.explain)
        yield f'<generalfeedback format="plain_text"><text>{told}</text></generalfeedback>'
    yield "<defaultgrade>1</defaultgrade>"
    if question.id != default_id(question.ask):
        yield f"<idnumber>{escape(question.id)}</idnumber>"
    yield from _body(question)
    if question.tags:
        tags = "".join(f"<tag><text>{escape(tag)}</text></tag>" for tag in question.tags)
        yield f"<tags>{tags}</tags>"
    yield "</question>"


def _body(question: Question) -> Iterator[str]:
    match question.body:
        case Choice() as body:
            yield "<single>true</single><shuffleanswers>true</shuffleanswers>"
            yield _answer(question, body.answer, "100")
            yield from (_answer(question, option, "0") for option in body.wrong)
        case MultiSelect() as body:
            yield "<single>false</single><shuffleanswers>true</shuffleanswers>"
            share = _fraction(len(body.answers))
            yield from (_answer(question, option, share) for option in body.answers)
            yield from (_answer(question, option, f"-{share}") for option in body.wrong)
        case TrueFalse() as body:
            for truth in (True, False):
                share = "100" if truth == body.answer else "0"
                yield _answer(question, "true" if truth else "false", share)
        case Typed() as body:
            yield "<usecase>0</usecase>"
            yield from (
                _answer(question, text.replace("*", "\\*"), "100") for text in body.accepted
            )
        case Number() as body:
            yield from _number(body)
        case Order() as body:
            yield "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype>"
            yield from (_answer(question, item, str(n)) for n, item in enumerate(body.items, 1))
        case Match() as body:
            yield "<shuffleanswers>true</shuffleanswers>"
            yield from (_pair(left, right) for left, right in body.pairs)


def _answer(question: Question, text: str, share: str) -> str:
    named = text.capitalize() if isinstance(question.body, TrueFalse) else text
    why = question.proof.why_wrong(named)
    told = f'<feedback format="plain_text"><text>{escape(why)}</text></feedback>' if why else ""
    marks = f"fraction={quoteattr(share)} format={quoteattr('plain_text')}"
    return f"<answer {marks}><text>{escape(text)}</text>{told}</answer>"


def _fraction(count: int) -> str:
    """Return a share of the mark as Moodle knows it: to five places."""
    return f"{100 / count:.5f}".rstrip("0").rstrip(".")


def _number(body: Number) -> Iterator[str]:
    within = abs(body.value) * body.within / 100 if body.percent else body.within
    value, off = (repr(float(number)).removesuffix(".0") for number in (body.value, within))
    yield f'<answer fraction="100"><text>{value}</text><tolerance>{off}</tolerance></answer>'
    if body.unit:
        unit = f"<multiplier>1</multiplier><unit_name>{escape(body.unit)}</unit_name>"
        yield f"<units><unit>{unit}</unit></units>"


def _pair(left: str, right: str) -> str:
    answer = f"<answer><text>{escape(right)}</text></answer>"
    text = f"<text>{escape(left)}</text>{answer}"
    return f'<subquestion format="plain_text">{text}</subquestion>'
