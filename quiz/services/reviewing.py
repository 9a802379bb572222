"""Drafts as they are shown for review, and what a decision makes of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quiz.drafting.reviewing import Pending, Review
from quiz.errors import ConflictError
from quiz.generator.building import build_index
from quiz.generator.wording import tell
from quiz.moments.model import Facts
from quiz.services import inputs, sources


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role of a draft: who fills it, by name; ``words`` is what a person types to say so.

    ``complete`` was declared in the file; ``by_kind`` roles are whole wherever they are filled.
    """

    name: str
    names: tuple[str, ...]
    is_text: bool
    complete: bool
    by_kind: bool
    words: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as it is shown for review, told as the game would tell it."""

    mark: str
    kind: str
    place: str
    sure: int
    words: str
    told: str
    roles: tuple[RoleView, ...]


def review(text: str, file: str, folder: Path | None = None) -> Review:
    """Return a moments file for review. Raises BadInputError when it cannot be read."""
    made = Review(text, file, sources.library())
    if folder is not None:
        made = replace(made, open_table=lambda name: (folder / name).read_text("utf-8"))
    made.facts()
    return made


def told(facts: Facts) -> dict[str, str]:
    """Return each moment as the game would tell it, by its id."""
    index = build_index(facts)
    return {moment.id: tell(index, moment) for moment in facts.moments}


def views(made: Review) -> tuple[DraftView, ...]:
    """Return the drafts that wait, as they are shown."""
    facts = made.facts()
    sentences = told(facts)
    return tuple(_view(p, facts, sentences[p.moment.id]) for p in made.pending())


def stated(made: Review) -> tuple[str, ...]:
    """Return the moments that are no drafts, told."""
    facts = made.facts()
    sentences = told(facts)
    return tuple(sentences[m.id] for m in facts.moments if m.status != "draft")


def decided(
    text: str, mark: str, action: str, roles: Mapping[str, str], complete: Sequence[str]
) -> str:
    """Return a file with a draft accepted, changed ("save") or rejected.

    What was typed is kept when it is accepted too: ``roles`` gives names parted by ";",
    ``complete`` the roles that are declared whole. Raises ConflictError when the draft is not
    there any more, BadInputError when the file could not be read after.
    """
    made = review(text, "The file")
    view = next((v for v in views(made) if v.mark == mark), None)
    if view is None:
        raise ConflictError("That draft was changed or decided meanwhile. Here is how it stands.")
    if action == "reject":
        return made.reject(mark).text
    made, mark = _changed(made, view, roles, complete)
    return (made.accept(mark) if action == "accept" else made).text


def _changed(
    made: Review, view: DraftView, roles: Mapping[str, str], complete: Sequence[str]
) -> tuple[Review, str]:
    """Return the file with what was typed, and the mark that the draft has then."""
    place = [pending.mark for pending in made.pending()].index(view.mark)
    edits: dict[str, list[str]] = {}
    for role in view.roles:
        typed = inputs.line(roles.get(role.name, role.words))
        if typed != inputs.line(role.words):
            parts = [typed] if role.is_text else typed.split(";")
            edits[role.name] = [part.strip() for part in parts if part.strip()]
    if edits:
        made = made.edit(view.mark, edits)
    whole = [role.name for role in view.roles if role.name in complete and not role.by_kind]
    pending = made.pending()[place]
    if set(whole) != set(pending.complete):
        made = made.complete(pending.mark, whole)
    return made, made.pending()[place].mark


def _view(pending: Pending, facts: Facts, sentence: str) -> DraftView:
    moment = pending.moment
    kind = facts.kinds[moment.kind]
    roles: list[RoleView] = []
    for name, role in kind.roles.items():
        keys = moment.roles.get(name, ())
        names = tuple(keys if role.text else (facts.things[key].name for key in keys))
        whole, by_kind = name in pending.complete, name in kind.complete
        roles.append(RoleView(name, names, role.text, whole, by_kind, "; ".join(names)))
    return DraftView(
        pending.mark, kind.name, moment.place, pending.sure, pending.words, sentence, tuple(roles)
    )
