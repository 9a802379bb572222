"""What one does to a pack in the editor: its head, its questions, their order."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from quiz.errors import BadInputError, ConflictError
from quiz.packs import edits, forms
from quiz.packs.fields import LANGUAGE, LONG, SHORT, UNSEEN
from quiz.packs.form_faults import FieldFault, faults_of, unkept
from quiz.packs.forms import Form
from quiz.packs.model import Pack
from quiz.packs.switching import switched
from quiz.questions.kinds import Kind
from quiz.questions.model import Choice, Question
from quiz.services.house import House
from quiz.services.library.keeping import LONGEST_LICENSE, LONGEST_TITLE
from quiz.services.packdesk.steps import At, Change, change
from quiz.text import fold

MOST_QUESTIONS = 2_000
"""How many questions a pack may have in the editor: larger ones are edited as files."""
_BARE = Choice("", ())
_LIST_MAX = 20


class FormFaultsError(BadInputError):
    """What was typed cannot be kept; ``faults`` says why, field by field."""

    def __init__(self, faults: tuple[FieldFault, ...]) -> None:
        """Say that nothing was saved."""
        super().__init__("Not saved yet: look at what is marked.")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Head:
    """What is said of a pack as a whole; tags and authors are parted by commas."""

    title: str
    description: str
    language: str
    license: str
    tags: str
    authors: str
    source: str


def head_of(pack: Pack) -> Head:
    """Return the head of a pack as it stands in its form."""
    return Head(
        pack.title,
        pack.description,
        pack.language,
        pack.license,
        ", ".join(pack.tags),
        ", ".join(pack.authors),
        pack.source,
    )


def save_head(house: House, at: At, head: Head) -> str:
    """Keep what is said of the pack. Raises FormFaultsError, and as ``steps.change``."""
    faults = head_faults(head)
    if faults:
        raise FormFaultsError(faults)

    def how(pack: Pack) -> Change:
        made = replace(
            pack,
            title=head.title,
            description=head.description,
            language=head.language,
            license=head.license,
            tags=_parted(head.tags, pack.tags),
            authors=_parted(head.authors, pack.authors),
            source=head.source,
        )
        return Change(made, "Changed what is said of the pack", "head")

    return change(house, at, how)


def head_faults(head: Head) -> tuple[FieldFault, ...]:
    """Return what is at fault in the head of a pack, in the words and codes of the reader."""
    found = []
    if not head.title:
        found.append(FieldFault("title", "E106", "“title” is empty"))
    if not LANGUAGE.fullmatch(head.language):
        told = f"“language” should be a code such as en or pt-BR, not “{head.language}”"
        found.append(FieldFault("language", "E203", told))
    limits = {"title": LONGEST_TITLE, "license": LONGEST_LICENSE, "description": LONG}
    for name in Head.__dataclass_fields__:
        text, limit = getattr(head, name), limits.get(name, LONG)
        if len(text) > limit:
            told = f"“{name}” has {len(text):,} characters; at most {limit:,} are read"
            found.append(FieldFault(name, "E209", told))
        if UNSEEN.search(text):
            told = f"“{name}” contains a control character; take it out"
            found.append(FieldFault(name, "E210", told))
    for name in ("tags", "authors"):
        parts = _parted(getattr(head, name), ())
        if len(parts) > _LIST_MAX or any(len(part) > SHORT for part in parts):
            told = f"“{name}” are at most {_LIST_MAX}, of {SHORT} characters each"
            found.append(FieldFault(name, "E209", told))
    return tuple(found)


def save_question(house: House, at: At, question_id: str, form: Form) -> str:
    """Keep a question as its form says, with faults or not.

    Raises FormFaultsError for numbers that are none, ConflictError when the question is gone.
    """
    check(form)
    return change(house, at, lambda pack: _saved(pack, question_id, form))


def switch_kind(house: House, at: At, question_id: str, form: Form, kind: Kind) -> str:
    """Make a question one of another kind, with what that can hold of the form."""
    return save_question(house, at, question_id, switched(form, kind))


def add_question(house: House, at: At, kind: Kind, after_id: str = "") -> str:
    """Add an empty question after another, or as the last; return its id."""
    new_id = _new_id()

    def how(pack: Pack) -> Change:
        _make_room(pack)
        return Change(edits.added(pack, _bare(new_id, kind), after_id), "Added a question")

    change(house, at, how)
    return new_id


def add_next(house: House, at: At, question_id: str, form: Form) -> str:
    """Keep a question as its form says, and add an empty one of its kind after it; return its id.

    Raises as ``save_question``; then nothing is added either.
    """
    check(form)
    new_id = _new_id()

    def how(pack: Pack) -> Change:
        _make_room(pack)
        saved = _saved(pack, question_id, form).pack
        bare = replace(_bare(new_id, form.kind), difficulty=asked(saved, question_id).difficulty)
        return Change(edits.added(saved, bare, question_id), "Added a question")

    change(house, at, how)
    return new_id


def duplicate(house: House, at: At, question_id: str) -> str:
    """Put a copy of a question after it; return its id. Raises as ``save_question``."""
    new_id = _new_id()

    def how(pack: Pack) -> Change:
        _make_room(pack)
        copy = replace(asked(pack, question_id), id=new_id)
        return Change(edits.added(pack, copy, question_id), f"Copied: {words_of(copy)}")

    change(house, at, how)
    return new_id


def delete(house: House, at: At, question_id: str) -> str:
    """Take a question out; return the id of the one that stands in its place, if any."""
    beside = ""

    def how(pack: Pack) -> Change:
        nonlocal beside
        gone = asked(pack, question_id)
        place = edits.place_of(pack, question_id)
        made = edits.without(pack, question_id)
        if made.questions:
            beside = made.questions[min(place, len(made.questions) - 1)].id
        return Change(made, f"Deleted: {words_of(gone)}")

    change(house, at, how)
    return beside


def move(house: House, at: At, question_id: str, to: Callable[[int], int]) -> str:
    """Move a question from its place to another, both from 0. Raises as ``save_question``."""

    def how(pack: Pack) -> Change:
        moved = asked(pack, question_id)
        place = to(edits.place_of(pack, question_id))
        return Change(edits.moved(pack, question_id, place), f"Moved: {words_of(moved)}")

    return change(house, at, how)


def check(form: Form) -> None:
    """Raise FormFaultsError for what no question can hold: numbers that are none."""
    faults = faults_of(form)
    if unkept(faults):
        raise FormFaultsError(faults)


def is_blank(form: Form) -> bool:
    """Say whether nothing was written yet of a question."""
    return not (form.ask or any(form.right) or any(form.wrong) or form.picture or form.sound)


def _new_id() -> str:
    return f"q-{secrets.token_hex(4)}"


def _bare(new_id: str, kind: Kind) -> Question:
    return forms.question_of(switched(Form("choice"), kind), Question(new_id, "", _BARE))


def _saved(pack: Pack, question_id: str, form: Form) -> Change:
    made = forms.question_of(form, asked(pack, question_id))
    return Change(
        edits.with_question(pack, made),
        f"Changed: {words_of(made)}",
        f"q:{question_id}:{form.kind}",
    )


def asked(pack: Pack, question_id: str) -> Question:
    """Return a question of a pack. Raises ConflictError when it is gone."""
    found = next((one for one in pack.questions if one.id == question_id), None)
    if found is None:
        raise ConflictError("That question is not in the pack any more.")
    return found


def _make_room(pack: Pack) -> None:
    if len(pack.questions) >= MOST_QUESTIONS:
        told = f"A pack has at most {MOST_QUESTIONS:,} questions here: begin another one."
        raise ConflictError(told)


def words_of(question: Question) -> str:
    """Return how a step calls a question."""
    return question.ask if fold(question.ask) else "a question without words"


def _parted(text: str, before: tuple[str, ...]) -> tuple[str, ...]:
    if text == ", ".join(before):
        return before
    return tuple(dict.fromkeys(filter(None, map(str.strip, text.split(",")))))
