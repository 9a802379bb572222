"""How fast tables become facts, and what a row costs: 1,000 to 1,000,000 invented rows.

    python -m benchmarks.tables [--rows N …] [--json]

Each size is read in a process of its own. A row names an act (one of a quarter as many as there are
rows), a song of its own, a prize, a year and its place in the source. Memory is what the process
grows by while it reads, the text of the table included, divided by the rows.
Exits with 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

from benchmarks.common import ROOT, Measure, note, show
from benchmarks.synthetic import HEAD, table
from quiz.moments.library import read_library
from quiz.moments.reading import read_moments
from quiz.moments.rows import Limits

SIZES = (1_000, 10_000, 100_000, 1_000_000)
MOST_BYTES = 1_500
ENOUGH = Limits(rows=2_000_000, characters=1 << 30)


def measure(rows: int) -> dict[str, float]:
    """Read a table once, and return what it took."""
    library = read_library((ROOT / "questions" / "kinds.yaml").read_text("utf-8"), "kinds.yaml")
    read_moments(HEAD, "warm.yaml", library, lambda _: table(100))
    before = peak()
    text = table(rows)
    begun = time.process_time()
    told = read_moments(HEAD, "synthetic.yaml", library, lambda _: text, ENOUGH)
    seconds = time.process_time() - begun
    assert len(told.moments) == rows == told.tables[0].used
    return {"rows": rows, "seconds": seconds, "bytes": (peak() - before) / rows}


def peak() -> int:
    """Return the most memory that this process ever had, in bytes."""
    # Linux counts in KiB, macOS in bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (
        1 if sys.platform == "darwin" else 1024
    )


def main() -> int:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rows", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.one:
        print(json.dumps(measure(told.one)))
        return 0
    lines: list[Measure] = []
    rates: list[float] = []
    for rows in told.rows:
        note(f"{rows:,} rows")
        command = [sys.executable, "-m", "benchmarks.tables", "--one", str(rows)]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = json.loads(ran.stdout)
        rates.append(rows / found["seconds"])
        # Below 100,000 rows what Python keeps for itself weighs more than the rows.
        goal = rows >= 100_000
        seconds, cost = round(found["seconds"], 2), round(found["bytes"])
        target, met = (f"< {MOST_BYTES:,}", cost < MOST_BYTES) if goal else ("", None)
        lines += [
            Measure(f"{rows:,} rows, processor time", seconds, "s", ""),
            Measure(f"{rows:,} rows, speed", round(rates[-1]), "rows/s", ""),
            Measure(f"{rows:,} rows, memory", cost, "bytes/row", target, "", met),
        ]
    if len(rates) > 1:
        name = f"speed at {told.rows[-1]:,} over {told.rows[0]:,} rows"
        lines.append(
            Measure(name, rates[-1] / rates[0], "×", "≥ 0.5", "", rates[-1] >= rates[0] / 2)
        )
    return show("Reading tables", lines, as_json=told.json)


if __name__ == "__main__":
    sys.exit(main())
