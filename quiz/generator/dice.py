"""Dice that are thrown from a digest: cheap to make anew for every question, the same anywhere."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Face = TypeVar("Face")

_BITS = 512
# Below this much chance is left in the pool, it is filled anew: no throw is skewed by more than
# one in 2^64 for each face.
_LEAST = 1 << 96


class Dice:
    """Dice for one purpose, which ``name`` states: the same name throws the same faces.

    A throw of n faces takes the remainder of a large number drawn from the digest by n.
    """

    __slots__ = ("_name", "_pool")

    def __init__(self, name: str) -> None:
        self._name = name
        self._pool = 0

    def below(self, faces: int) -> int:
        """Return a number from 0 to ``faces`` - 1."""
        if self._pool < _LEAST:
            digest = hashlib.blake2b(f"{self._name}/{self._pool}".encode()).digest()
            self._pool = int.from_bytes(digest, "big") | 1 << _BITS
        self._pool, face = divmod(self._pool, faces)
        return face

    def between(self, low: int, high: int) -> int:
        """Return a number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def one_in(self, many: int) -> bool:
        """Tell whether a chance of one in so many came up."""
        return not self.below(many)

    def choice(self, faces: Sequence[Face]) -> Face:
        """Return one of some things."""
        return faces[self.below(len(faces))]

    def sample(self, faces: Sequence[Face], count: int) -> list[Face]:
        """Return ``count`` different ones of some things, in any order."""
        left = list(faces)
        for at in range(count):
            other = at + self.below(len(left) - at)
            left[at], left[other] = left[other], left[at]
        return left[:count]
