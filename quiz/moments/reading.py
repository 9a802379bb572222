"""Moments files: YAML, and the tables beside it → ``Facts``, with every fault at its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quiz.documents.nodes import Faults, Mapping, Node
from quiz.documents.yaml_text import read_yaml
from quiz.moments.cast import Cast, slug
from quiz.moments.claims import also_told
from quiz.moments.dating import expire
from quiz.moments.library import Library, extend
from quiz.moments.model import Facts, Moment, Source
from quiz.moments.row_moments import Told
from quiz.moments.rows import COMMON, Limits
from quiz.moments.sheets import read_sheets
from quiz.moments.suspicions import WARNINGS
from quiz.moments.telling import MOMENT_KEYS, read_moment
from quiz.moments.things import check_references, read_things
from quiz.text import did_you_mean

TOP_KEYS = {
    "format", "id", "title", "description", "as_of", "license", "language", "tags", "sources",
    "defaults", "things", "decoys", "types", "kinds", "closed", "moments", "tables", "quiet",
}  # fmt: skip
SOURCE_KEYS = {"title", "date", "url", "license", "scope", "complete", "unit"}


def no_table(name: str) -> str:
    """Refuse to open a table: for texts that have no folder beside them."""
    raise FileNotFoundError(f"there is no folder to find {name} in")


def read_moments(
    text: str,
    file: str,
    library: Library,
    open_table: Callable[[str], str] = no_table,
    limits: Limits = COMMON,
) -> Facts:
    """Read a moments file, written by hand or filled from tables, or both.

    ``open_table`` returns the text of a table that lies beside the file; it gets a bare file
    name. Raises BadInputError naming every fault of the file, never only the first. A row of a
    table that cannot be used is left out and told in ``Facts.problems``; ``Facts.tables`` says
    what became of all of them.
    """
    top = read_yaml(text, file)
    faults = Faults(file)
    faults.check_keys(top, TOP_KEYS, "a moments file")
    version = faults.text(top.get("format"), "format")
    if version != "1":
        faults.add(top.get("format") or top, "E301", "write “format: 1”, the one there is")
    for key in ("id", "title", "moments"):
        if top.get(key) is None and not (key == "moments" and top.get("tables")):
            faults.add(top, "E302", f"“{key}” is missing")
    own = extend(library, top, faults)
    cast = Cast(own, faults)
    read_things(top, cast)
    sources = {
        key.value: _read_source(key.value, node, faults)
        for key, node in faults.mapping(top.get("sources"), "sources") or ()
    }
    defaults = faults.mapping(top.get("defaults"), "defaults")
    known = {*MOMENT_KEYS, *(role for kind in own.kinds.values() for role in kind.roles)}
    if defaults:
        faults.check_keys(defaults, known, "defaults")
    closed = _read_closed(top.get("closed"), own, faults)
    sheets = read_sheets(top.get("tables"), cast, open_table, limits)
    check_references(top, cast)
    moments = _read_moments(top, cast, sources, defaults)
    for sheet in () if faults.problems else sheets:
        moments += sheet.read_moments(cast, Told(sources, defaults), closed)
    world = (cast.things, own.kinds, own.types)
    told = [] if faults.problems else list(expire(moments, *world))
    told += also_told(told, *world)  # at the end: those by hand stand where they are written
    title = faults.text(top.get("title"), "title") or ""
    own_id = faults.text(top.get("id"), "id")
    if own_id and not slug(own_id):
        faults.add(top.get("id") or top, "E303", "an id has letters a–z or digits")
    facts = Facts(
        id=slug(own_id or ""),
        title=title,
        things=cast.things,
        kinds=own.kinds,
        types=own.types,
        moments=_with_own_ids(told),
        sources=sources,
        as_of=faults.text(top.get("as_of"), "as_of") or "",
        license=faults.text(top.get("license"), "license") or "",
        language=faults.text(top.get("language"), "language") or "en",
        description=faults.text(top.get("description"), "description") or "",
        tags=faults.texts(top.get("tags"), "tags"),
        file=file,
        closed=closed,
        quiet=_read_quiet(top.get("quiet"), faults),
        tables=tuple(sheet.count() for sheet in sheets),
        problems=tuple(sorted(problem for sheet in sheets for problem in sheet.problems)),
    )
    if faults.problems:
        faults.problems += facts.problems
        faults.raise_if_any(f"{file} could not be read.")
    return facts


def _read_closed(node: Node | None, library: Library, faults: Faults) -> frozenset[str]:
    closed = faults.texts(node, "closed")
    for name in closed:
        if node and name not in library.kinds:
            message = f"there is no kind “{name}”{did_you_mean(name, library.kinds)}"
            faults.add(node, "E310", message)
    return frozenset(closed)


def _read_quiet(node: Node | None, faults: Faults) -> frozenset[str]:
    """Return the codes of the warnings that the author does not want to hear again."""
    codes = faults.texts(node, "quiet")
    for code in codes:
        if node and code not in WARNINGS:
            faults.add(node, "E304", f"there is no warning {code}{did_you_mean(code, WARNINGS)}")
    return frozenset(codes)


def _read_source(key: str, node: Node, faults: Faults) -> Source:
    mapping = faults.mapping(node, f"the source “{key}”")
    if mapping is None:
        return Source(key, key)
    faults.check_keys(mapping, SOURCE_KEYS, "a source")
    values = {
        name: faults.text(mapping.get(name), name) or ""
        for name in ("title", "date", "url", "license", "scope")
    }
    whole = faults.flag(mapping.get("complete"), "complete")
    if whole and not values["scope"]:
        message = "a complete source needs “scope”, the phrase that opens its questions"
        faults.add(node, "E311", message)
    unit = faults.text(mapping.get("unit"), "unit") or "no."
    values["title"] = values["title"] or key
    return Source(key=key, complete=whole, unit=unit, line=node.line, **values)


def _read_moments(
    top: Mapping, cast: Cast, sources: dict[str, Source], defaults: Mapping | None
) -> list[Moment]:
    listing = cast.faults.listing(top.get("moments"), "moments")
    moments: list[Moment] = []
    for node in listing.items if listing else ():
        mapping = cast.faults.mapping(node, "a moment")
        moment = read_moment(mapping, cast, sources, defaults) if mapping else None
        if moment:
            moments.append(moment)
    return moments


def _with_own_ids(moments: list[Moment]) -> tuple[Moment, ...]:
    """Number the ids that were given twice, so that each names one moment."""
    taken: dict[str, int] = {}  # every id, and how often it was given
    for moment in moments:
        taken.setdefault(moment.id, 0)
    for at, moment in enumerate(moments):
        own, count = moment.id, taken[moment.id] + 1
        while count > 1 and own in taken:
            own, count = f"{moment.id}-{count}", count + 1
        taken[moment.id] = max(count - 1, 1)
        if own != moment.id:
            taken[own] = 0
            moments[at] = replace(moment, id=own)
    return tuple(moments)
