"""Where each moment stands in the text of a file, so that its lines alone can be changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from quiz.documents.nodes import Listing, Mapping, Node, Scalar
from quiz.documents.yaml_text import read_yaml
from quiz.drafting.writing import quoted
from quiz.errors import BadInputError


@dataclass(frozen=True, slots=True)
class Entry:
    """A moment in the text: its node, and its lines from ``first`` up to but not ``end``.

    Its comments begin at ``above``.
    """

    node: Mapping
    above: int
    first: int
    end: int
    mark: str


def entries_of(text: str, file: str) -> list[Entry]:
    """Return the moments of a file. Raises BadInputError where one is not a line of its own."""
    moments = read_yaml(text, file).get("moments")
    lines = text.split("\n")
    found: list[Entry] = []
    before, seen = 0, dict[str, int]()
    for node in moments.items if isinstance(moments, Listing) else ():
        if not isinstance(node, Mapping):
            continue
        first = node.line - 1
        dash = len(lines[first]) - len(lines[first].lstrip())
        if not lines[first].lstrip().startswith("- "):
            raise BadInputError(
                f"{file}, line {node.line}: to be reviewed, each moment begins with “- ” "
                "on a line of its own."
            )
        end = first + 1
        for at in range(first + 1, len(lines)):
            bare = lines[at].strip()
            if bare and not bare.startswith("#"):
                if len(lines[at]) - len(lines[at].lstrip()) <= dash:
                    break
                end = at + 1
        above = first
        while above > before and lines[above - 1].strip().startswith("#"):
            above -= 1
        digest = hashlib.sha256("\n".join(lines[first:end]).encode()).hexdigest()[:12]
        seen[digest] = seen.get(digest, 0) + 1
        mark = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        found.append(Entry(node, above, first, end, mark))
        before = end
    return found


def values_of(entry: Entry) -> list[tuple[str, str]]:
    """Return the keys of a moment with their values as YAML."""
    return [(key.value, _flow(node)) for key, node in entry.node]


def _flow(node: Node) -> str:
    if isinstance(node, Listing):
        return f"[{', '.join(map(_flow, node.items))}]"
    if isinstance(node, Mapping):
        return "{" + ", ".join(f"{quoted(k.value)}: {_flow(v)}" for k, v in node) + "}"
    return quoted(node.value)


def all_texts(node: Node) -> list[str]:
    """Return every text that is a value in a node."""
    if isinstance(node, Scalar):
        return [node.value]
    inner = node.items if isinstance(node, Listing) else [value for _, value in node]
    return [text for one in inner for text in all_texts(one)]


def texts_of(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a node that may be missing."""
    return tuple(all_texts(node)) if node else ()
