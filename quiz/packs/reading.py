"""Reading a pack from YAML or JSON: one pass, every fault told, nothing taken over by halves.

The keys of the file::

    format: 1                  id, title              needed
    description, source, license, language (en), version (1), authors, tags
    defaults: {difficulty, time}   for questions that name none
    questions:                 each with
      ask, and                 answer + wrong | answers + wrong | answer: true | typed
                               | number (unit, within: 3 or 5%)
                               | order: [first, second, third]
                               | match: {left: right} or [[left, right], …]
      id                       made from the text when left out
      explain, source, difficulty (medium), tags, form
      why_wrong: {option: sentence}
      proof: {rule, right, facts}
      picture: {file, alt, credit, license}
      audio: {file, transcript, credit, license}
      time                     seconds

The codes of faults are listed in ``packs.fields``, ``packs.bodies`` and ``packs.attached``;
besides:

==== =========================================================
E198 there is no question in it
E202 a key that must be there is missing
E207 two questions have one id, or one text and no id
E212 a reason for an option that is none of the wrong ones
==== =========================================================
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, replace
from typing import cast

from quiz.documents.json_text import read_json
from quiz.documents.nodes import Faults, Listing, Mapping
from quiz.documents.yaml_text import read_yaml
from quiz.packs import attached, bodies
from quiz.packs.fields import ID, LANGUAGE, LONG, MEDIUM, SHORT, SLUG, Fields
from quiz.packs.model import Pack
from quiz.questions.kinds import has_places, options_of, right_options
from quiz.questions.model import LEVELS, Body, Level, Proof, Question
from quiz.text import did_you_mean, fold

MAX_BYTES = 8 << 20

PACK_KEYS = (
    *("format", "id", "title", "description", "source", "license", "language", "version"),
    *("authors", "tags", "defaults", "questions"),
)
DEFAULT_KEYS = ("difficulty", "time")
QUESTION_KEYS = (
    *("id", "ask", "explain", "source", "difficulty", "tags", "form", "why_wrong", "proof"),
    *bodies.KEYS,
    *attached.KEYS,
)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for questions that say nothing of it; which files there are, None: any."""

    difficulty: Level = "medium"
    time: int = 0
    files: Collection[str] | None = None


PLAIN = Defaults()
Places = AbstractMapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A pack, and the line and column at which each question begins, by its id."""

    pack: Pack
    places: Places


def read_pack(text: str, file: str, files: Collection[str] | None = None) -> Pack:
    """Read a pack; a text that begins with ``{`` is JSON, any other YAML.

    ``files`` are those that questions may call, None: any. Raises BadInputError naming ``file``,
    line and column of every fault.
    """
    return read_placed(text, file, files).pack


def read_placed(text: str, file: str, files: Collection[str] | None = None) -> Placed:
    """Read a pack, likewise, and keep where its questions stand."""
    text = text.removeprefix("\ufeff")
    read = read_json if text.lstrip().startswith("{") else read_yaml
    top = read(text, file, MAX_BYTES)
    faults = Faults(file)
    faults.check_keys(top, PACK_KEYS, "a pack")
    fields = Fields.of(faults, top)
    if fields.required("format", SHORT, "a pack") not in {"1", ""}:
        faults.add(fields.nodes["format"], "E204", "“format” should be 1, the only one there is")
    slug = fields.required("id", SHORT, "a pack")
    language = fields.text("language", SHORT, "en")
    places: dict[str, tuple[int, int]] = {}
    pack = Pack(
        id=fields.matching("id", slug, SLUG, "lower-case letters, digits and hyphens"),
        title=fields.required("title", SHORT, "a pack"),
        questions=_questions(fields, _defaults(fields, files), places),
        language=fields.matching("language", language, LANGUAGE, "a code such as en or pt-BR"),
        version=fields.text("version", SHORT, "1"),
        authors=fields.texts("authors"),
        license=fields.text("license", SHORT),
        description=fields.text("description", LONG),
        source=fields.text("source", LONG),
        tags=fields.texts("tags"),
    )
    count = len(faults.problems)
    faults.raise_if_any(f"{file} was not read: {count} fault{'s' if count > 1 else ''}.")
    return Placed(pack, places)


def default_id(ask: str, *files: str) -> str:
    """Make the id of a question that has none: its first words and a digest of all of them.

    It stays when case, accents and punctuation of the text change, and when its answers do. The
    ``files`` that go with it count too: “Which is this?” may be asked of many pictures.
    """
    folded = fold(ask)
    words = re.findall(r"[a-z0-9]+", folded)
    start = (
        "-".join(words)[:40].rpartition("-")[0] if len("-".join(words)) > 40 else "-".join(words)
    )
    all_of_it = "\0".join((folded, *files)).encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(all_of_it, digest_size=4).hexdigest()
    return f"{start or 'q'}-{digest}"


def _defaults(fields: Fields, files: Collection[str] | None) -> Defaults:
    defaults = fields.within("defaults")
    if defaults is None:
        return replace(PLAIN, files=files)
    fields.faults.check_keys(cast("Mapping", defaults.at), DEFAULT_KEYS, "“defaults”")
    level = defaults.one_of("difficulty", LEVELS, PLAIN.difficulty)
    return Defaults(cast("Level", level), attached.read_time(defaults, PLAIN.time), files)


def _questions(
    fields: Fields, defaults: Defaults, places: dict[str, tuple[int, int]]
) -> tuple[Question, ...]:
    """Read the questions, and note in ``places`` where each stands."""
    faults = fields.faults
    if "questions" not in fields.nodes:
        faults.add(fields.at, "E202", "a pack needs a key “questions”")
    listing: Listing | None = faults.listing(fields.nodes.get("questions"), "“questions”")
    if listing is not None and not listing.items:
        faults.add(listing, "E198", "the pack has no questions")
    found = []
    for item in listing.items if listing else ():
        mapping = faults.mapping(item, "a question")
        question = read_question(Fields.of(faults, mapping), defaults) if mapping else None
        if question is None or mapping is None:
            continue
        if question.id in places:
            _note_twice(fields.faults, mapping, question.id, places[question.id][0])
        places.setdefault(question.id, (mapping.line, mapping.column))
        found.append(question)
    return tuple(found)


def _note_twice(faults: Faults, mapping: Mapping, question_id: str, line: int) -> None:
    node = mapping.get("id")
    if node is None:
        message = f"this is asked in line {line} already; if the two differ, give each an “id”"
        faults.add(mapping, "E207", message)
    else:
        faults.add(node, "E207", f"the id “{question_id}” stands in line {line} already")


def read_question(fields: Fields, defaults: Defaults = PLAIN) -> Question | None:
    """Read a question; None when what is asked or answered is at fault."""
    mapping = cast("Mapping", fields.at)
    fields.faults.check_keys(mapping, QUESTION_KEYS, "a question")
    ask = fields.required("ask", MEDIUM, "a question")
    body = bodies.read_body(fields)
    given_id = fields.text("id", SHORT)
    expected = "up to 100 letters, digits, dots, hyphens and underscores"
    question_id = fields.matching("id", given_id, ID, expected)
    difficulty = fields.one_of("difficulty", LEVELS, defaults.difficulty)
    explain, source = fields.text("explain", LONG), fields.text("source", LONG)
    tags, form = fields.texts("tags"), fields.text("form", SHORT)
    picture = attached.read_picture(fields, defaults.files)
    audio = attached.read_audio(fields, defaults.files)
    time = attached.read_time(fields, defaults.time)
    if body is None or not ask:
        return None
    return Question(
        id=question_id or default_id(ask, *(medium.file for medium in (picture, audio) if medium)),
        ask=ask,
        body=body,
        explain=explain,
        source=source,
        difficulty=cast("Level", difficulty),
        form=form,
        proof=_proof(fields, body),
        tags=tags,
        picture=picture,
        audio=audio,
        time=time,
    )


def _proof(fields: Fields, body: Body) -> Proof:
    reasons = fields.within("why_wrong")
    wrong = _reasons(reasons, body) if reasons else ()
    grounds = fields.within("proof")
    if grounds is None:
        return Proof("author", wrong=wrong)
    fields.faults.check_keys(cast("Mapping", grounds.at), ("rule", "right", "facts"), "“proof”")
    return Proof(
        rule=grounds.text("rule", SHORT, "author"),
        right=grounds.text("right", LONG),
        wrong=wrong,
        facts=grounds.texts("facts"),
    )


def _reasons(reasons: Fields, body: Body) -> tuple[tuple[str, str], ...]:
    """Read why options are wrong, or why those of an order or a match stand where they do.

    Where one types, any answer may have its reason.
    """
    is_typed = not options_of(body)
    options = set(options_of(body))
    if not has_places(body):
        options -= set(right_options(body))
    found = []
    for option, node in reasons.nodes.items():
        if not is_typed and option not in options:
            message = f"“{option}” is none of the wrong options{did_you_mean(option, options)}"
            reasons.faults.add(node, "E212", message)
            continue
        found.append((option, reasons.checked(node, f"the reason for “{option}”", LONG)))
    return tuple(found)
