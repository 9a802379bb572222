"""What became of each fact: how many questions, and why something was not asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Skip(NamedTuple):
    """One form or role of one moment that was not asked, and why."""

    moment: str
    role: str
    form: str
    reason: str


class Skips(NamedTuple):
    """All forms of one role of one moment that were not asked, each with its reason."""

    moment: str
    role: str
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Questions per moment in file order, and what was skipped.

    ``closed`` are the moments of which a role can be proved.
    """

    per_moment: tuple[tuple[str, int], ...]
    skipped: tuple[Skips, ...]
    closed: frozenset[str]
    questions: int = 0

    @property
    def skips(self) -> Iterator[Skip]:
        """Every skip with its reason."""
        for moment, role, forms in self.skipped:
            yield from (Skip(moment, role, form, reason) for form, reason in forms)

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
