"""What the tests of reliability measured: a line a run, which ``reliability_table`` reads.

The lines go to the file that ``RELIABILITY_FIGURES`` names; without it they are only printed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path


def note(row: str, size: str, **found: object) -> str:
    """Keep the figures of a run of a row; return them in words. ``size`` is short or full."""
    target = os.environ.get("RELIABILITY_FIGURES")
    if target:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"row": row, "size": size, "found": found}) + "\n")
    told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in found.items())
    return f"row {row} ({size}): {told}"


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed, to the hundredth."""
    ranked = sorted(values)
    return round(ranked[max(0, -(-len(ranked) * 95 // 100) - 1)], 2) if ranked else 0.0
