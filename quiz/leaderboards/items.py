"""Item analysis: what answers say of one question, by the formulas of test theory.

Each answer comes with a rest score: how much of everything else asked in the same round or night
that person had right (0 to 1). The question itself is left out of it, so that it does not agree
with itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import fmean

Z = 1.959963984540054
"""The quantile of the normal distribution that leaves 2.5 % above it: intervals of 95 %."""
_Z_ONE_SIDED = 1.6448536269514722
TAIL = 0.27
"""The share of people in the upper group, and in the lower."""


def wilson(right: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, ``right`` of ``n``; all of 0 to 1 without an answer.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of
    the American Statistical Association 22 (1927), 209-212. It never leaves 0 to 1, and holds for
    few answers and for shares near 0 and 1.
    """
    if n == 0:
        return 0.0, 1.0
    share, square = right / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    reach = Z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    low = 0.0 if right == 0 else max(0.0, middle - reach)
    high = 1.0 if right == n else min(1.0, middle + reach)
    return low, high


def point_biserial(answers: Sequence[tuple[bool, float]]) -> float | None:
    """Return how a right answer goes with the rest score: from -1 to 1, below 0 is bad.

    ``answers`` are pairs of right or not, and the rest score. It is (M1 - M0) / s * sqrt(p q), with
    the mean rest scores of those right and wrong, the standard deviation of all, and the shares of
    right and wrong: Pearson's correlation with a variable of two values (F. M. Lord and M. R.
    Novick, Statistical theories of mental test scores, 1968, section 15.5). None where all answers
    are alike, or all rest scores.
    """
    rights = [score for right, score in answers if right]
    wrongs = [score for right, score in answers if not right]
    if not rights or not wrongs:
        return None
    scores = [score for _, score in answers]
    if min(scores) == max(scores):
        return None
    mean, n = fmean(scores), len(scores)
    spread = math.sqrt(fmean((score - mean) ** 2 for score in scores))
    found = (fmean(rights) - fmean(wrongs)) / spread * math.sqrt(len(rights) * len(wrongs)) / n
    return max(-1.0, min(1.0, found))


def upper_lower(answers: Sequence[tuple[bool, float]]) -> float | None:
    """Return the share right in the upper 27 % by rest score, less that in the lower 27 %.

    T. L. Kelley, The selection of upper and lower groups for the validation of test items, Journal
    of Educational Psychology 30 (1939), 17-24. Who ties at the edge of a group is in it by the part
    that fits, so that the order of the answers is of no account. None where all rest scores are
    alike.
    """
    scores = sorted(score for _, score in answers)
    if not scores or scores[0] == scores[-1]:
        return None
    size = max(1.0, TAIL * len(scores))
    upper = _share_of_first(((-score, right) for right, score in answers), size)
    return upper - _share_of_first(((score, right) for right, score in answers), size)


def is_surely_negative(correlation: float, n: int) -> bool:
    """Say whether a correlation of ``n`` pairs is below 0 by more than chance (one-sided 5 %).

    By R. A. Fisher's transformation: atanh(r) is about normal with the standard deviation
    1 / sqrt(n - 3) (Metron 1 (1921), 3-32).
    """
    if n <= 3 or correlation >= 0:
        return False
    return correlation <= -1 or math.atanh(correlation) + _Z_ONE_SIDED / math.sqrt(n - 3) < 0


def _share_of_first(ranked: Iterable[tuple[float, bool]], size: float) -> float:
    """Return the share right among the first ``size`` by rank; a tie at the edge is shared out."""
    tiers: dict[float, list[bool]] = {}
    for rank, right in ranked:
        tiers.setdefault(rank, []).append(right)
    room, found = size, 0.0
    for rank in sorted(tiers):
        taken = min(room, len(tiers[rank]))
        found += taken * sum(tiers[rank]) / len(tiers[rank])
        room -= taken
        if room <= 0:
            break
    return found / size
