"""What the benchmarks share: where they ran, on what, and how their results are shown."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Measure:
    """One line of a scorecard. ``met`` is None where there is no target."""

    measure: str
    value: float | int | str
    unit: str
    target: str
    reference: str = ""
    met: bool | None = None


def machine() -> str:
    """Return what this ran on: processor, cores, Python."""
    model = platform.processor() or platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text("ascii", "replace").splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def commit() -> str:
    """Return the commit that is measured, with a "+" if files differ from it."""

    def git(*words: str) -> str:
        ran = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
        return ran.stdout.strip()

    changed = "+" if git("status", "--porcelain", "--untracked-files=no") else ""
    return (git("rev-parse", "--short", "HEAD") or "unknown") + changed


def note(text: str) -> None:
    """Say on stderr how far things are."""
    print(text, file=sys.stderr, flush=True)


def progress(text: str, done: float, seconds: float) -> None:
    """Draw how far things are on stderr, ``done`` from 0 to 1, in place where that is a screen."""
    full = round(20 * min(1.0, done))
    left = f", about {seconds / done - seconds:,.0f} s more" if 0 < done < 1 else ""
    line = f"{'█' * full}{'·' * (20 - full)} {text}, {seconds:,.0f} s{left}"
    if sys.stderr.isatty():
        print(f"\r{line}\x1b[K", end="\n" if done >= 1 else "", file=sys.stderr, flush=True)
    elif done >= 1:
        note(line)


def show(title: str, rows: Sequence[Measure], *, as_json: bool) -> int:
    """Print the results; return 1 if a target was missed, for the shell."""
    if as_json:
        told = {"machine": machine(), "commit": commit(), "rows": [asdict(row) for row in rows]}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print(f"{title}\n{machine()}, commit {commit()}\n")
        print(table(rows))
    return int(any(row.met is False for row in rows))


def table(rows: Sequence[Measure]) -> str:
    """Return the rows as a table of Markdown."""
    head = ("measure", "value", "target", "best known elsewhere", "met")
    lines = [(row.measure, _value(row), row.target, row.reference, _mark(row.met)) for row in rows]
    widths = [max(len(line[at]) for line in (head, *lines)) for at in range(len(head))]
    rule = tuple("-" * width for width in widths)
    return "\n".join(
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in (head, rule, *lines)
    )


def _value(row: Measure) -> str:
    value = row.value
    if isinstance(value, float):
        value = f"{value:,.2f}".rstrip("0").rstrip(".")
    elif isinstance(value, int):
        value = f"{value:,}"
    return f"{value} {row.unit}".strip()


def _mark(met: bool | None) -> str:  # noqa: FBT001  # the three answers that there are
    return "" if met is None else "yes" if met else "NO"
