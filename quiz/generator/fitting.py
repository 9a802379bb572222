"""Which of the nearest wrong options are shown: neither length nor rank may give the key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.generator.dice import Dice
    from quiz.moments.model import Thing


def fit_rank(answer: int, found: list[Thing], wanted: int, dice: Dice) -> list[Thing]:
    """Choose numbers so that the right one is as often the least and the greatest as between."""
    numbers = sorted((t for t in found if t.name.isdigit()), key=lambda t: int(t.name))
    below = [t for t in numbers if int(t.name) < answer]
    above = [t for t in numbers if int(t.name) > answer]
    fewest, most = max(0, wanted - len(above)), min(wanted, len(below))
    if fewest > most:
        return numbers[:wanted]
    before = dice.between(fewest, most)
    return [*below[len(below) - before :], *above[: wanted - before]]


def fit_length(
    answer: str, found: list[Thing], wanted: int, keep: tuple[str, ...], dice: Dice
) -> list[Thing]:
    """Choose so that the right option is the longest no more often than chance.

    One time in as many as are wanted the right one may be the longest; otherwise an option at least
    as long stands among the wrong ones, where there is any. As there are right ones too short for
    it, that makes one in four of four options. Those in ``keep`` stay in any case.
    """
    kept = [t for t in found if t.key in keep][:wanted] if keep else []
    rest = [t for t in found if t.key not in keep] if keep else found
    free, length = wanted - len(kept), len(answer)
    if dice.one_in(wanted):
        shorter = [t for t in rest if len(t.name) < length]
        if len(shorter) >= free:
            return [*kept, *shorter[:free]]
    chosen = [*kept, *rest[:free]]
    if free and all(len(t.name) < length for t in chosen):
        longer = next((t for t in rest if len(t.name) >= length), None)
        if longer:
            return [*chosen[:-1], longer]
    return chosen
