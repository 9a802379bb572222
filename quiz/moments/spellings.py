"""Spellings: a table whose first column is what is written, and the second what is meant."""

from __future__ import annotations

from quiz.documents.nodes import Faults, Mapping, Scalar
from quiz.moments.rows import Table
from quiz.moments.templates import Columns
from quiz.text import fold


def read_spellings(
    node: Mapping, found: Table, columns: Columns, faults: Faults
) -> dict[int, tuple[dict[str, str], str]]:
    """Return for each column that is put right what its spellings mean, and what parts its lists.

    Case, accents and punctuation are no difference between spellings.
    """
    faults.check_keys(node, {"file", "delimiter", "columns"}, "“spellings”")
    at = node.get("columns") or node
    names = faults.texts(node.get("columns"), "columns")
    if not names:
        faults.add(at, "E341", "“spellings” needs “columns”: those whose cells it puts right")
    if len(found.columns) != 2:
        message = f"{found.file} needs two columns: what is written, and what is meant"
        faults.add(node.get("file") or node, "E341", message)
    elif columns.check_names(at, names, faults):
        meant = _meant(found, faults)
        return {columns.index[name]: (meant, columns.split.get(name, "")) for name in names}
    return {}


def _meant(found: Table, faults: Faults) -> dict[str, str]:
    own = Faults(found.file)
    meant: dict[str, str] = {}
    lines: dict[str, int] = {}
    for line, (written, right) in found.rows(own):
        if not written or not right:
            continue
        folded = fold(written)
        if meant.setdefault(folded, right) != right:
            message = f"“{written}” means “{meant[folded]}” in line {lines[folded]}"
            own.add(Scalar("", line, 1), "E344", message)
        lines.setdefault(folded, line)
    for folded, right in meant.items():
        further = meant.get(fold(right), right)
        if further != right:
            message = f"what is meant, “{right}”, is itself written for “{further}”"
            own.add(Scalar("", lines[folded], 2), "E344", message)
    faults.problems += own.problems
    return meant
