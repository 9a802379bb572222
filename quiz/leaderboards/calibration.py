"""Calibration: whether what was expected of answers came about."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BINS = 10
_NEVER = 1e-9  # an expectation of 0 or 1 would make one surprise infinitely bad


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers expected to be right with a chance from ``low`` to ``high``.

    ``predicted`` is the mean of what was expected, ``observed`` the share that was right.
    """

    low: float
    high: float
    n: int
    predicted: float
    observed: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well expectations were met. ``bins`` leaves out those without an answer.

    ``brier`` is the mean square of what was missed (0 is perfect, 0.25 is a coin) and
    ``brier_of_share`` that of one who always expects the overall share; ``log_loss`` is in nats;
    ``off`` is the mean distance of a bin's two sides, each by its answers.
    """

    n: int
    share: float
    predicted: float
    brier: float
    brier_of_share: float
    log_loss: float
    off: float
    bins: tuple[Bin, ...]


def calibration(answers: Iterable[tuple[float, bool]]) -> Calibration | None:
    """Compare what was expected with what came about; None without an answer.

    ``answers`` are pairs of the expected chance (0 to 1) and whether the answer was right.
    """
    pairs = list(answers)
    if not pairs:
        return None
    n = len(pairs)
    share = sum(right for _, right in pairs) / n
    bins = tuple(_bins(pairs))
    return Calibration(
        n=n,
        share=share,
        predicted=sum(p for p, _ in pairs) / n,
        brier=sum((p - right) ** 2 for p, right in pairs) / n,
        brier_of_share=share * (1 - share),
        log_loss=-sum(_log(p if right else 1 - p) for p, right in pairs) / n,
        off=sum(abs(b.predicted - b.observed) * b.n for b in bins) / n,
        bins=bins,
    )


def _bins(pairs: Sequence[tuple[float, bool]]) -> Iterable[Bin]:
    found: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for p, right in pairs:
        found[min(BINS - 1, int(p * BINS))].append((p, right))
    for at, some in enumerate(found):
        if some:
            yield Bin(
                low=at / BINS,
                high=(at + 1) / BINS,
                n=len(some),
                predicted=sum(p for p, _ in some) / len(some),
                observed=sum(right for _, right in some) / len(some),
            )


def _log(p: float) -> float:
    return math.log(max(p, _NEVER))
