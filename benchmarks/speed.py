"""The speed of the generator on one core, on invented tables, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence

from benchmarks.common import ROOT, Measure, progress

SIZES = (1_000, 10_000)
STEADY = 10_000  # the facts by which the rate on more is judged
SECONDS_A_FACT = 0.0006  # what a table may take, for the bar


def speeds(sizes: Sequence[int]) -> list[Measure]:
    """Measure how fast questions are made, and whether more facts cost more each."""
    rows: list[Measure] = []
    rates: dict[int, float] = {}
    for facts in sorted(sizes):
        told = speed(facts)
        rate = rates[facts] = told["questions"] / told["generating"]
        goal = facts == STEADY
        rows += [
            Measure(
                f"speed at {facts:,} facts, one core", round(rate), "questions/s",
                "≥ 20,000" if goal else "", "seconds each (graph query)",
                rate >= 20_000 if goal else None,
            ),
            Measure(f"a question at {facts:,} facts", round(1e6 / rate, 1), "µs", ""),
            Measure(f"memory at {facts:,} facts", told["peak"], "MiB", ""),
        ]  # fmt: skip
    least, most = min(rates), max(rates)
    first = STEADY if STEADY in rates and most > STEADY else least
    if most > first:
        steady = rates[most] / rates[first]
        name = f"speed at {most:,} over {first:,} facts"
        rows.append(Measure(name, steady, "×", "≥ 0.8", "", steady >= 0.8))
    return rows


def speed(facts: int) -> dict[str, float]:
    """Measure an invented table of so many facts in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.synthetic", str(facts)]
    begun, expected = time.monotonic(), facts * SECONDS_A_FACT
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            time.sleep(0.2)
            passed = time.monotonic() - begun
            progress(f"speed on {facts:,} facts", min(0.99, passed / expected), passed)
        progress(f"speed on {facts:,} facts", 1, time.monotonic() - begun)
        told = running.communicate()[0]
    if running.returncode:
        raise SystemExit(running.returncode)
    return dict(json.loads(told))
