"""Writes what was measured into ``docs/reliability.md``.

``RELIABILITY_FIGURES=figures.jsonl make soak``, then ``python -m tests.tools.reliability_table
figures.jsonl``. A row for which the file has nothing keeps what stands there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/reliability.md"


def told(found: dict[str, object]) -> str:
    """Return figures in words."""
    plain = ((name.replace("_", " "), value) for name, value in found.items())
    return ", ".join(
        str(value) if name == "case" else f"{name}: {_said(value)}" for name, value in plain
    )


def _said(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name} {count}" for name, count in value.items())
    return f"{value:,}" if isinstance(value, int) else str(value)


def measured(lines: list[str]) -> dict[str, str]:
    """Return what to write for each row: its full runs, or its short ones where none was full."""
    latest: dict[tuple[str, str, str], str] = {}
    for line in lines:
        run = json.loads(line)
        what = str(run["found"].get("case") or run["found"].get("database") or sorted(run["found"]))
        latest[run["row"], run["size"], what] = told(run["found"])
    rows: dict[str, list[str]] = {}
    for wanted in ("full", "mutant", "short"):
        for (row, size, _), words in latest.items():
            if size == wanted:
                rows.setdefault(row, []).append(f"{size}: {words}")
    return {row: "; ".join(words) for row, words in rows.items()}


def main() -> None:
    """Read the file that is named, and write the page anew."""
    found = measured(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    page = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = line.split(" | ")
        row = cells[0].removeprefix("| ")
        if line.startswith("| ") and row in found:
            page.append(" | ".join([*cells[:-1], f"{found[row]} |"]))
        else:
            page.append(line)
    PAGE.write_text("\n".join(page) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
