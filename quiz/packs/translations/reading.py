"""Reading a translation beside its pack: one pass, every fault told, with what is missing.

The keys of the file::

    format: 1                  translates: the id of the pack       language: de       needed
    title, description
    questions:                 by id, each with
      ask
      options                  of a choice each option, of an order each item, of a match each side:
                               {text in the pack: translation}, or a list in the order of the pack,
                               right ones first (of a match a list of pairs)
      typed                    what may be typed, the first is shown
      unit                     of a number
      explain
      why_wrong: {option in the pack: sentence}
      alt, transcript          of a picture, of a sound
      of                       written by ``quiz pack translate``: what the question was then

A text that is empty is not translated yet, and no fault. Besides the codes of ``packs.fields``:

==== =========================================================
E205 two options would read the same
E206 what may be typed is wrong by the pack
E218 a question that is not in the pack
E219 a text that the question has not, or one that is missing
E220 a translation of another pack, or into its own language
W240 a question, or a part of it, that is not translated yet
W241 a question that was changed since it was translated
==== =========================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quiz.documents.json_text import read_json
from quiz.documents.nodes import Faults, Listing, Mapping
from quiz.documents.yaml_text import read_yaml
from quiz.errors import Problem
from quiz.packs.fields import LONG, MEDIUM, SHORT, Fields
from quiz.packs.model import Pack, Pairs, Told, Translation
from quiz.packs.reading import MAX_BYTES
from quiz.packs.translations import languages, texts
from quiz.packs.translations.notes import warnings
from quiz.packs.translations.said import Said, is_blank
from quiz.packs.translations.texts import has_text
from quiz.questions.kinds import has_places
from quiz.questions.model import Match, Number, Question, Typed
from quiz.text import did_you_mean

KEYS = ("format", "translates", "language", "title", "description", "questions")
QUESTION_KEYS = (
    *("ask", "options", "typed", "unit", "explain", "why_wrong", "alt", "transcript", "of"),
)
_STRANGE = frozenset({"E218", "E219"})
DIGEST = re.compile(r"[0-9a-f]{8}-[0-9a-f]{8}")
_YAML = re.compile(r"""^translates[ \t]*:[ \t]*["']?(?P<id>[A-Za-z0-9-]*)""", re.MULTILINE)
_JSON = re.compile(r"""\s*\{[^{}\[\]]*?"translates"\s*:\s*"(?P<id>[A-Za-z0-9-]*)""")


@dataclass(frozen=True, slots=True)
class Read:
    """A translation that can be used, and what is to be known of it, each with its place.

    ``left_out`` is what speaks of questions and options that are not in the pack.
    """

    translation: Translation
    warnings: tuple[Problem, ...]
    left_out: tuple[Problem, ...] = ()


def is_translation(text: str) -> bool:
    """Say whether a text is one of ours, by its keys; it may have faults all the same."""
    return _head(text) is not None


def whose(text: str) -> str:
    """Return the id of the pack that a text says it translates, or an empty text."""
    found = _head(text)
    return found["id"] if found else ""


def _head(text: str) -> re.Match[str] | None:
    text = text.removeprefix("\ufeff")
    return _JSON.match(text) if text.lstrip().startswith("{") else _YAML.search(text)


def read_translation(text: str, file: str, pack: Pack, *, strict: bool = True) -> Read:
    """Read a translation of ``pack``; a text that begins with ``{`` is JSON, any other YAML.

    Unless it is ``strict``, what the pack has not any more (E218, E219) is left out. Raises
    BadInputError naming ``file``, line and column of every fault.
    """
    text = text.removeprefix("\ufeff")
    read = read_json if text.lstrip().startswith("{") else read_yaml
    top = read(text, file, MAX_BYTES)
    faults = Faults(file)
    faults.check_keys(top, KEYS, "a translation")
    fields = Fields.of(faults, top)
    if fields.required("format", SHORT, "a translation") not in {"1", ""}:
        faults.add(fields.nodes["format"], "E204", "“format” should be 1, the only one there is")
    _check_whose(fields, pack)
    said = Said(faults, fields.nodes)
    made = Translation(
        language=_language(fields, pack),
        title=said.text("title", SHORT),
        description=said.text("description", LONG),
        questions=_questions(fields, pack),
    )
    left_out = tuple(one for one in faults.problems if one.code in _STRANGE)
    if strict or len(left_out) < len(faults.problems):
        count = len(faults.problems)
        faults.raise_if_any(f"{file} was not read: {count} fault{'s' if count > 1 else ''}.")
    return Read(made, tuple(warnings(fields, pack, made)), left_out)


def _check_whose(fields: Fields, pack: Pack) -> None:
    told = fields.required("translates", SHORT, "a translation")
    if told and told != pack.id:
        message = f"this translates “{told}”; the pack here is “{pack.id}”"
        fields.faults.add(fields.nodes["translates"], "E220", message)


def _language(fields: Fields, pack: Pack) -> str:
    told = fields.required("language", SHORT, "a translation")
    tag = languages.tidied(told)
    if told and not tag:
        message = f"“language” should be a code such as de or pt-BR, not “{told}”"
        fields.faults.add(fields.nodes["language"], "E203", message + languages.hint(told))
    elif tag and tag.casefold() == pack.language.casefold():
        message = f"“{tag}” is the language of the pack itself"
        fields.faults.add(fields.nodes["language"], "E220", message)
    return tag


def _questions(fields: Fields, pack: Pack) -> tuple[Told, ...]:
    faults = fields.faults
    if "questions" not in fields.nodes:
        faults.add(fields.at, "E202", "a translation needs a key “questions”")
    mapping = faults.mapping(fields.nodes.get("questions"), "“questions”")
    there = {question.id: question for question in pack.questions}
    found: dict[str, Told] = {}
    for key, node in mapping or ():
        question = there.get(key.value)
        if question is None:
            hint = did_you_mean(key.value, there)
            faults.add(key, "E218", f"the pack has no question “{key.value}”{hint}")
        elif not is_blank(node, Mapping):
            inner = faults.mapping(node, f"“{key.value}”")
            told = _told(faults, inner, question) if inner else Told(question.id)
            if has_text(told):
                found[question.id] = told
    return tuple(found[one] for one in there if one in found)


def _told(faults: Faults, mapping: Mapping, question: Question) -> Told:
    faults.check_keys(mapping, QUESTION_KEYS, "a translated question")
    said = Said(faults, {key.value: node for key, node in mapping})
    body = question.body
    seen, heard = question.picture, question.audio
    said.only("options", texts.texts_of(body), "options, items or pairs")
    said.only("typed", isinstance(body, Typed), "answer to type")
    said.only("unit", isinstance(body, Number) and body.unit, "unit")
    said.only("explain", texts.explanation_of(question), "explanation")
    said.only("why_wrong", question.proof.wrong, "reasons why an option is wrong")
    said.only("alt", seen, "picture")
    said.only("transcript", heard, "sound")
    of = said.text("of", SHORT)
    if of and not DIGEST.fullmatch(of):
        told = "“of” is written by “quiz pack translate”; leave it out where you write yourself"
        faults.add(said.nodes["of"], "E203", told)
    made = Told(
        id=question.id,
        of=of,
        ask=said.text("ask", MEDIUM),
        options=_options(said, question),
        typed=said.texts("typed"),
        unit=said.text("unit", SHORT),
        explain=said.text("explain", LONG),
        why_wrong=said.by_text("why_wrong", tuple(o for o, _ in question.proof.wrong), LONG),
        alt=said.text("alt", MEDIUM),
        transcript=said.text("transcript", LONG),
    )
    _check_apart(said, question, made)
    return made


def _options(said: Said, question: Question) -> Pairs:
    """Read what the options are called: all of them by their text, or all by their place."""
    body, node = question.body, said.nodes.get("options")
    there = texts.texts_of(body)
    if not isinstance(node, Listing) or not there:
        return said.by_text("options", there, SHORT, is_whole=True)
    if is_blank(node, Listing):
        return ()
    pairs = body.pairs if isinstance(body, Match) else tuple((text,) for text in there)
    if len(node.items) != len(pairs):
        told = f"“options” has {len(node.items)} entries; the question has {len(pairs)}"
        said.faults.add(node, "E219", f"{told}, in the order of the pack")
        return ()
    found: dict[str, str] = {}
    for item, originals in zip(node.items, pairs, strict=True):
        for original, text_node in zip(originals, said.row(item, len(originals)), strict=False):
            text = said.checked(text_node, "“options”", SHORT)
            if found.setdefault(original, text) != text:
                told = f"“{original}” is “{found[original]}” already; it has one translation"
                said.faults.add(text_node, "E219", told)
    return tuple((text, found[text]) for text in there if found.get(text))


def _check_apart(said: Said, question: Question, told: Told) -> None:
    """Refuse what would make two options one, or a wrong answer right."""
    alike = texts.same(question.body, dict(told.options))
    if alike:
        what = "items" if has_places(question.body) else "options"
        message = f"“{alike[0]}” and “{alike[1]}” are two {what} and would read alike"
        said.faults.add(said.place("options", alike[1]), "E205", message)
    taken = texts.wrong_but_taken(question, told)
    if taken:
        message = f"“{taken}” is wrong by the pack, which says why"
        said.faults.add(said.nodes["typed"], "E206", message)
