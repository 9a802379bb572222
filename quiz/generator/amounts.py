"""What the name of a year or a number is worth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.moments.model import Thing

_PLAIN = re.compile(r"0|[1-9][0-9]{0,14}")


def value_of(thing: Thing) -> int | None:
    """Return the number that a year or a number is, or None: 007 is a name, and so is 10^20."""
    return int(thing.name) if _PLAIN.fullmatch(thing.name) else None
