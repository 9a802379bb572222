"""Why a wrong option is wrong, in words: what is true of it instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator import learned
from quiz.generator.wording import spoken, tell
from quiz.text import join_names, number_word

if TYPE_CHECKING:
    from quiz.generator.ground import Ground
    from quiz.generator.index import Index
    from quiz.generator.query import Query
    from quiz.moments.model import Kind, Thing

_NAMED = 3
_PEOPLE = {"person", "group"}


def why_wrong(index: Index, query: Query, ground: Ground, thing: Thing) -> str:
    """Say why one option is wrong: what is true of it instead, and that the record is whole.

    Where players have chosen it all the same, that is said, too.
    """
    why = _why_wrong(index, query, ground, thing)
    said = learned.said(index, query, thing) if index.facts.chosen else ""
    return f"{why} {said}" if said else why  # most share the sentence: a text less for each


def _why_wrong(index: Index, query: Query, ground: Ground, thing: Thing) -> str:
    # Its own row of the same kind says most: whom Slovenia borders, what Madrid is the capital of.
    plan = query.plan
    known = index.memory.own.setdefault((plan.kind.name, plan.role), {})
    if (own := known.get(thing.key)) is None:  # it stands as wrong some three times and more
        own = known[thing.key] = _own_row(index, plan.kind, plan.role, thing.key)
    if own:
        return own
    told = index.told.get(thing.key, ())
    instead = tell(index, told[0]) if told else ""
    named = join_names([spoken(index.thing(k)) for k in ground.answers[:_NAMED]])
    if len(ground.answers) > _NAMED:
        named = f"{number_word(len(ground.answers))} others"
    more = "no one else" if index.root(ground.answers[0]) in _PEOPLE else "nothing else"
    return f"The record names {named} and {more}. {instead}".strip()


def _own_row(index: Index, kind: Kind, role: str, key: str) -> str:
    """Tell the first moment of a kind in which a thing fills the head or a role, if any."""
    for name in dict.fromkeys((kind.head, role)):
        for moment in index.moments(kind.name, name, key):
            if moment.status == "stated" and key in moment.roles[name]:
                return tell(index, moment)
    return ""
