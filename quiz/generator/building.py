"""The index of a file: every moment read once, and entered where a proof will look for it."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from quiz.generator.index import Index
from quiz.generator.likeness import (
    Face,
    Line,
    alike_of,
    folded_names,
    homonyms_of,
    in_line,
    relatives_of,
    unasked_of,
)
from quiz.generator.memory import Memory
from quiz.moments.library import lineage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.generator.memory import Rows
    from quiz.moments.model import Facts, Kind, Moment


def build_index(facts: Facts) -> Index:
    """Read every moment once and keep what the proofs and the wrong options will ask for."""
    above = {name: lineage(facts.types, name) for name in facts.types}
    folded = {k: folded_names(t) for k, t in facts.things.items()}
    alike = alike_of(folded)
    by_kind: dict[str, list[Moment]] = defaultdict(list)
    told: dict[str, list[Moment]] = {}
    for moment in facts.moments:
        by_kind[moment.kind].append(moment)
        if moment.status == "stated":
            roles = facts.kinds[moment.kind].roles
            for name, keys in moment.roles.items():
                for key in () if roles[name].text else keys:
                    _add(told, key, moment)
    index = Index(
        facts=facts,
        folded=folded,
        alike=alike,
        post={key: min(together) for together in set(alike.values()) for key in together},
        relatives=relatives_of(facts),
        by_kind={k: tuple(v) for k, v in by_kind.items()},
        rows={},
        pins={},
        lacking={},
        homonyms=homonyms_of(facts, folded, alike, above),
        lines={},
        offered={},
        told=told,
        types_above=above,
        unasked=unasked_of(facts, folded, above),
        memory=Memory(),
    )
    for name, moments in by_kind.items():
        _post(index, facts.kinds[name], moments)
    return index


def _post(index: Index, kind: Kind, moments: list[Moment]) -> None:
    """Enter the moments of one kind."""
    for name, role in kind.roles.items():
        if lacking := tuple(m for m in moments if name not in m.roles):
            index.lacking[kind.name, name] = lacking
        if role.text:
            continue
        rows: Rows = {}
        fillers: dict[str, None] = {}
        for moment in moments:
            for key in moment.roles.get(name, ()):
                fillers[key] = None
                _add(rows, index.post.get(key, key), moment)
        index.rows[kind.name, name] = rows
        _line_up(index, kind.name, name, fillers)
    for pin in kind.pinned_by:
        roles = tuple(sorted(pin))
        # One that lacks a role of a pin might be the pinned one: there a look at each must decide.
        open_ = any(kind.roles[r].text or (kind.name, r) in index.lacking for r in roles)
        if not open_:
            index.pins[kind.name, roles] = _pinned(index, roles, moments)


def _add(rows: Rows, key: str, moment: Moment) -> None:
    """Enter a moment under a key, once."""
    if (row := rows.get(key)) is None:
        rows[key] = [moment]
    elif row[-1] is not moment:
        row.append(moment)


def _line_up(index: Index, kind: str, role: str, fillers: Iterable[str]) -> None:
    line = index.lines[kind, role] = in_line(index.facts, index.folded, fillers)
    by_root: dict[str, list[Face]] = defaultdict(list)
    for face in line.faces:
        if index.may_stand(face.key):
            by_root[index.root(face.key)].append(face)
    for root, faces in by_root.items():
        whole = len(faces) == len(line.faces)
        index.offered[kind, role, root] = line if whole else Line.of(faces)


def _pinned(
    index: Index, roles: tuple[str, ...], moments: list[Moment]
) -> dict[tuple[str, ...], list[Moment]]:
    found: dict[tuple[str, ...], list[Moment]] = defaultdict(list)
    for moment in moments:
        fillers = [moment.roles.get(role, ()) for role in roles]
        for keys in product(*fillers):
            found[tuple(map(index.posted, keys)) if index.post else keys].append(moment)
    return dict(found)
