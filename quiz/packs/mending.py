"""Adding ids to the questions of a pack that was written by hand, and nothing else.

The text stays as it is to the letter, with its comments, order and quotes: each id is put in at the
place where the reader says that a question begins.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise

from quiz.documents.json_text import read_json
from quiz.documents.nodes import Listing, Mapping
from quiz.documents.yaml_text import read_yaml
from quiz.packs.reading import MAX_BYTES, read_pack

_JSON_ENDS = re.compile(r"\r\n|\r|\n")
_YAML_ENDS = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Mended:
    """The text with ids, and those that were added, in the order of the file."""

    text: str
    added: tuple[str, ...]


def add_ids(text: str, file: str) -> Mended:
    """Give every question without an id the one it has by its text.

    Raises BadInputError when the pack has faults.
    """
    pack = read_pack(text, file)
    is_json = text.lstrip("\ufeff").lstrip().startswith("{")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    top = (read_json if is_json else read_yaml)(text, file, MAX_BYTES)
    questions = top.get("questions")
    nodes = questions.items if isinstance(questions, Listing) else ()
    lines = _lines(text, _JSON_ENDS if is_json else _YAML_ENDS)
    added: list[str] = []
    for node, question in reversed(list(zip(nodes, pack.questions, strict=True))):
        if isinstance(node, Mapping) and node.get("id") is None:
            _put_in(lines, node, question.id, is_json=is_json)
            added.append(question.id)
    return Mended(mark + "".join(lines), tuple(reversed(added)))


def _put_in(lines: list[str], node: Mapping, question_id: str, *, is_json: bool) -> None:
    line, column = lines[node.line - 1], node.column - 1
    quoted = json.dumps(question_id)
    before, after = line[:column], line[column:]
    if is_json:
        told = f'{{"id": {quoted}, {after[1:]}'
    elif after.startswith("{"):
        told = f"{{id: {_bare(question_id)}, {after[1:]}"
    else:
        told = f"id: {_bare(question_id)}\n{' ' * column}{after}"
    lines[node.line - 1] = before + told


def _bare(question_id: str) -> str:
    """Return an id as other readers of YAML, too, take it for a text."""
    return question_id if question_id[0].isalpha() and "-" in question_id else f'"{question_id}"'


def _lines(text: str, ends: re.Pattern[str]) -> list[str]:
    """Return the lines as a reader counts them, each with its end."""
    starts = [0, *(match.end() for match in ends.finditer(text))]
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]
