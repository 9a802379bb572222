"""What was worked out once over the facts of a file, and will be wanted again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.generator.grammar import Words
    from quiz.generator.likeness import Line
    from quiz.moments.model import Moment

Rows = dict[str, list["Moment"]]


@dataclass(frozen=True, slots=True)
class Memory:
    """What was worked out once and will be wanted again, by what it was worked out for."""

    sentences: dict[str, str] = field(default_factory=dict)
    nouns: dict[tuple[str, int], dict[str, Words]] = field(default_factory=dict)
    spans: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    rhythms: dict[tuple[str, str], int] = field(default_factory=dict)
    company: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    of_type: dict[str, Line] = field(default_factory=dict)
    elsewhere: dict[str, tuple[Rows, ...]] = field(default_factory=dict)
    own: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
