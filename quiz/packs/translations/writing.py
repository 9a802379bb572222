"""Writing a translation: every question of the pack, with what is still empty to be filled in.

What is written reads back as the same translation, and the same translation gives the same bytes.
Beside each text stands, as a comment, what it is of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quiz.packs.model import Pack, Pairs, Told, Translation
from quiz.packs.translations import texts
from quiz.packs.translations.texts import digest_of, has_text
from quiz.packs.writing import yaml_text
from quiz.questions.model import Number, Question, Typed

_HEAD = """\
# “{title}” in another language. Write each text between the quotes, or leave it empty:
# what is not translated is asked as the pack has it. Then: quiz pack check {file}
"""


def write_translation(pack: Pack, translation: Translation, file: str) -> str:
    """Write a translation of a pack, as YAML for a file of that name."""
    told = {one.id: one for one in translation.questions}
    lines = [
        _HEAD.format(title=_comment(pack.title), file=file).rstrip(),
        "format: 1",
        f"translates: {pack.id}",
        f"language: {yaml_text(translation.language)}",
        *_text("title", pack.title, translation.title, ""),
        *(_text("description", pack.description, translation.description, "")),
        "questions:",
    ]
    for question in pack.questions:
        lines += _question(question, told.get(question.id) or Told(question.id))
    return "\n".join(lines) + "\n"


def refreshed(pack: Pack, translation: Translation) -> Translation:
    """Return a translation that says of each question what that was when it was translated.

    What says so already stays: a question that changed since is still one that changed. What is
    gone from the pack goes; what is not there yet comes, with the numbers that need no translation.
    """
    told = {one.id: one for one in translation.questions}
    made = (_refreshed(question, told.get(question.id)) for question in pack.questions)
    return replace(translation, questions=tuple(one for one in made if has_text(one)))


def _refreshed(question: Question, told: Told | None) -> Told:
    now = digest_of(question)
    if told is not None:
        return told if told.of else replace(told, of=now)
    same = tuple((text, text) for text in texts.texts_of(question.body) if _is_same(text))
    typed = question.body.accepted if isinstance(question.body, Typed) else ()
    return Told(question.id, now, options=same, typed=typed if all(map(_is_same, typed)) else ())


def _is_same(text: str) -> bool:
    return not any(map(str.isalpha, text))


def _question(question: Question, told: Told) -> Iterator[str]:
    indent, body = "    ", question.body
    yield f"  {yaml_text(question.id)}:"
    yield from _text("ask", question.ask, told.ask, indent)
    yield from _pairs("options", texts.texts_of(body), told.options)
    if isinstance(body, Typed):
        yield f"{indent}# {_comment(' | '.join(body.accepted))}"
        told_all = ", ".join(yaml_text(text, in_flow=True) for text in told.typed)
        yield f"{indent}typed: [{told_all}]"
    if isinstance(body, Number):
        yield from _text("unit", body.unit, told.unit, indent)
    yield from _text("explain", texts.explanation_of(question), told.explain, indent)
    reasons = question.proof.wrong
    for _, reason in reasons:
        yield f"{indent}# {_comment(reason)}"
    yield from _pairs("why_wrong", tuple(option for option, _ in reasons), told.why_wrong)
    if question.picture:
        yield from _text("alt", question.picture.alt, told.alt, indent)
    if question.audio:
        yield from _text("transcript", question.audio.transcript, told.transcript, indent)
    of = told.of if has_text(told) else digest_of(question)
    if of:
        yield f'{indent}of: "{of}"'


def _text(key: str, original: str, told: str, indent: str) -> Iterator[str]:
    if original:
        yield f"{indent}# {_comment(original)}"
        yield f"{indent}{key}: {_said(told)}"


def _pairs(key: str, there: tuple[str, ...], told: Pairs) -> Iterator[str]:
    if there:
        said = dict(told)
        yield f"    {key}:"
        yield from (f"      {yaml_text(text)}: {_said(said.get(text, ''))}" for text in there)


def _said(text: str) -> str:
    return yaml_text(text) if text else '""'


def _comment(text: str) -> str:
    """Return a text in one line that no reader of YAML takes for anything but a comment."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
