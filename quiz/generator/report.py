"""What became of each fact: how many questions, and why something was not asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skip:
    """One form or role of one moment that was not asked, and why."""

    moment: str
    role: str
    form: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """Questions per moment in file order, and every skip with its reason."""

    per_moment: tuple[tuple[str, int], ...]
    skips: tuple[Skip, ...]
    closed: frozenset[str]
    questions: int = 0

    @property
    def coverage(self) -> float:
        """Share of the moments with a proven role that have at least one question, 0 to 1."""
        asked = {name for name, count in self.per_moment if count}
        return len(asked & self.closed) / len(self.closed) if self.closed else 1.0

    def lines(self) -> list[str]:
        """Return the report as text: a line a moment, its skips below it."""
        reasons: dict[str, Counter[str]] = {}
        for skip in self.skips:
            what = f"{skip.role}, {skip.form}" if skip.form else skip.role
            reasons.setdefault(skip.moment, Counter())[f"{what}: {skip.reason}"] += 1
        found = []
        for name, count in self.per_moment:
            found.append(f"{count:4d}  {name}")
            found += [f"        – {reason}" for reason in sorted(reasons.get(name, ()))]
        with_some = sum(1 for _, count in self.per_moment if count)
        found.append(
            f"{self.questions} questions from {with_some} of {len(self.per_moment)} moments; "
            f"{self.coverage:.0%} of those that can be proved are asked"
        )
        return found
