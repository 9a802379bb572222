"""A file on the desk: its cast and its moments told, the form that is open, what comes out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from quiz.documents.nodes import Mapping
from quiz.drafting import forms
from quiz.drafting.entries import all_texts
from quiz.drafting.typed import Names, tidy, uses
from quiz.errors import BadInputError, ConflictError
from quiz.moments.library import needed_roles
from quiz.moments.model import Facts, Kind
from quiz.questions.model import Question
from quiz.services.editor import changes, files, heading, questions, reading, saving
from quiz.services.editor.reading import Read
from quiz.services.editor.views import (
    DeskView,
    Lists,
    MomentForm,
    MomentRow,
    RoleField,
    ThingForm,
    ThingRow,
    Typed,
    Wish,
)
from quiz.services.house import House
from quiz.store import drafts as rows
from quiz.store.own_records import MomentsDraftRecord, StepRecord
from quiz.text import fold

MOST_MOMENTS, MOST_THINGS, MOST_NAMES = 120, 240, 3_000
_MOST_PROBLEMS = 50
_CHIPS = 6
_OPTIONAL = re.compile(r"\[[^\[\]]*\]")
_FIELD = re.compile(r"\{(\w+)(?::\w+)?(?:\|([^{}|]*)\|[^{}|]*)?\}")
_NOTHING = Typed()


def show(
    house: House, owner_id: str, file_id: str, wish: Wish, typed: Typed = _NOTHING
) -> DeskView:
    """Return a file of an author's. Raises NotFoundError when there is none such.

    ``typed`` is put into the form that is open in place of what the file says.
    """
    found = files.record(house, owner_id, file_id)
    with house.store.reading() as tx:
        steps = rows.steps(tx, file_id)
        before = rows.text_before(tx, file_id, found.revision) if found.revision else None
    view, now = house.heavy(lambda: _view(found, before, steps, wish, typed))
    return replace(view, pack=saving.saved(house, found.id, now))


def _view(
    found: MomentsDraftRecord,
    before: str | None,
    steps: tuple[StepRecord, ...],
    wish: Wish,
    typed: Typed,
) -> tuple[DeskView, tuple[Question, ...]]:
    """Return the desk without its pack, and the questions that come out: no database in here."""
    read = reading.read(found.text)
    asked = read.asked.pack.questions if read.asked else ()
    then = reading.read(before) if before is not None else None
    step = files.standing(steps)
    view = DeskView(
        id=found.id,
        title=found.title,
        license=read.facts.license if read.facts else "",
        revision=found.revision,
        text=found.text,
        undo=step.told if step else "",
        can_undo=step is not None,
        waiting=0,
        errors=read.errors[:_MOST_PROBLEMS],
        warnings=read.warnings[:_MOST_PROBLEMS],
        things=(),
        moments=(),
        from_tables=0,
        lists=Lists(),
        questions=questions.view(read, then, wish.form, wish.first),
        pack=None,
    )
    if read.facts is None:
        return view, asked
    moments = _moments(read, read.facts)
    wanted = fold(wish.find)
    things = _things(read, read.facts)
    shown = replace(
        view,
        waiting=sum(moment.status == "draft" for moment in moments),
        things=tuple(t for t in things if wanted in fold(f"{t.name} {t.key}"))[:MOST_THINGS],
        moments=tuple(m for m in moments if wanted in fold(m.told))[:MOST_MOMENTS],
        shown=len(things) + len(moments),
        from_tables=sum(moment.file != reading.FILE for moment in read.facts.moments),
        lists=_lists(read.facts),
        head=heading.head_of(read),
        sources=heading.sources_of(read),
        moment=_moment_form(read, wish, typed),
        thing=_thing_form(read, wish, typed),
    )
    return shown, asked


def _moments(read: Read, facts: Facts) -> list[MomentRow]:
    """Return the moments written in the file, the last one first: that is the one just added."""
    asked = dict(read.asked.report.per_moment) if read.asked else {}
    told = read.told or {}
    own = zip(range(len(read.moments)), facts.moments, strict=False)
    found = [
        MomentRow(at, one.id, one.kind, told[one.id], one.status, asked.get(one.id, 0))
        for at, one in own
    ]
    return found[::-1]


def _things(read: Read, facts: Facts) -> list[ThingRow]:
    counts = Counter(
        key
        for moment in facts.moments
        for role, keys in moment.roles.items()
        if not facts.kinds[moment.kind].roles[role].text
        for key in keys
    )
    found = [facts.things[key] for key, _ in read.part("things") if key in facts.things]
    return [ThingRow(t.key, t.name, t.type, t.aliases, counts[t.key], t.ask) for t in found]


def _lists(facts: Facts) -> Lists:
    shown = (thing for thing in facts.things.values() if not thing.decoy)
    names = dict.fromkeys((tidy(thing.name), thing.type) for thing in shown)
    return Lists(
        things=tuple(names)[:MOST_NAMES],
        kinds=tuple((kind.name, _plain_words(kind.say)) for kind in facts.kinds.values()),
        types=tuple(sorted(facts.types)),
        sources=tuple((key, source.title) for key, source in facts.sources.items()),
        used=tuple(kind for kind, _ in Counter(m.kind for m in facts.moments).most_common(_CHIPS)),
    )


def _plain_words(say: str) -> str:
    """Return how a kind is told, short: "‹winner› won ‹prize›"."""
    bare = _OPTIONAL.sub("", say).rstrip(". ") or say
    return _FIELD.sub(lambda found: found[2] or f"‹{found[1]}›", bare).replace("_", " ")


def _moment_form(read: Read, wish: Wish, typed: Typed) -> MomentForm | None:
    if wish.moment is None and not wish.new:
        return None
    names = read.names()
    number = -1 if wish.moment is None else wish.moment
    try:
        node = changes.node_of(read, number)
        kind = changes.kind_of(names, node, wish.new)
    except (BadInputError, ConflictError):
        return None
    said = typed.said if typed.said is not None else forms.said(names, kind, node)
    source = changes.default_source(read)
    needed = needed_roles(kind)
    roles = tuple(
        RoleField(
            role.name,
            role.types,
            role.many,
            role.text,
            role.name in needed,
            role.name in kind.complete,
            _default(names, read, kind, role.name),
            tuple(said.roles.get(role.name, ())),
            () if role.text else _fitting(names, role.types),
        )
        for role in kind.roles.values()
    )
    words = _plain_words(kind.say)
    return MomentForm(number, kind.name, words, roles, said, source, tuple(typed.faults))


def _fitting(names: Names, types: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that a field completes."""
    things = names.facts.things
    fitting = (names.shown(key, types) for key in things if names.fits(key, types))
    return tuple(dict.fromkeys(fitting))[:MOST_NAMES]


def _default(names: Names, read: Read, kind: Kind, role: str) -> str:
    node = read.default(role)
    types = kind.roles[role].types
    return ", ".join(names.shown(text, types) for text in all_texts(node)) if node else ""


def _thing_form(read: Read, wish: Wish, typed: Typed) -> ThingForm | None:
    if wish.thing is None:
        return None
    names = read.names()
    node = dict(read.part("things")).get(wish.thing)
    if wish.thing and not isinstance(node, Mapping):
        return None
    told = typed.told
    if told is None:
        told = forms.told(names, wish.thing, node if isinstance(node, Mapping) else None)
    moments, things = uses(names.facts, wish.thing)
    return ThingForm(wish.thing, told, moments + len(things), tuple(typed.faults))
