"""Checking a moments file: every fault, and what is likely a mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quiz.documents.nodes import Listing, Mapping, Node
from quiz.documents.yaml_text import read_yaml
from quiz.errors import BadInputError, Problem
from quiz.moments.model import TableCount
from quiz.moments.reference import reference
from quiz.moments.schema import json_schema
from quiz.moments.suspicions import suspicions
from quiz.services import sources
from quiz.services.files import Source


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. ``title`` is empty where the file cannot be read at all."""

    title: str
    moments: int
    things: int
    tables: tuple[TableCount, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def check_moments(path: Path, most_rows: int = 0) -> Checked:
    """Read a moments file with its tables and look at it closely; raises nothing."""
    source = Source(path, "moments", str(path))
    try:
        text = sources.text_of(source)
        facts = sources.facts_of(source, text, most_rows)
    except BadInputError as error:
        return Checked("", 0, 0, (), error.problems, ())
    columns = dict(_columns(read_yaml(text, str(path))))
    lacking = [
        Problem(
            thing.file, thing.line, 1, "E216", f"the picture “{thing.picture.file}” is not there"
        )
        for thing in facts.things.values()
        if thing.picture and not (path.parent / thing.picture.file).is_file()
    ]
    return Checked(
        title=facts.title,
        moments=len(facts.moments),
        things=len(facts.things),
        tables=facts.tables,
        errors=(*facts.problems, *lacking),
        warnings=suspicions(facts, columns),
    )


def schema_markdown() -> str:
    """Return the same as tables of all keys and kinds, for people."""
    return reference(sources.library())


def schema() -> dict[str, Any]:
    """Return the JSON Schema of moments files, for editors."""
    return json_schema(sources.library())


def _columns(top: Mapping) -> Iterator[tuple[int, int]]:
    """Yield the line and the column of what may be warned about: things, sources, moments."""
    for part in ("sources", "things", "decoys", "moments"):
        node: Node | None = top.get(part)
        if isinstance(node, Mapping):
            yield from ((key.line, key.column) for key, _ in reversed(node.entries))
        elif isinstance(node, Listing):
            yield from ((item.line, item.column) for item in reversed(node.items))
