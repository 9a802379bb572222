"""Out of all that can be asked, a pack: each stem once, no form beyond its share."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest

from quiz.generator.difficulty import Weighed

# Shares of a pack at the most: negatives tire, true or false is half won by guessing, and what
# rests on several facts at once takes its time.
MOST_NEGATIVE = 0.10
MOST_TRUE_FALSE = 0.25
MOST_LONG = 0.25
_LONG = frozenset({"odd", "order", "match", "clue", "count"})
_SCARCE = frozenset({"not", "true-false"})
_BY_HEART = frozenset({"typed", "number"})


@dataclass(frozen=True, slots=True)
class Made:
    """A question with its moment, and its stem folded and without scope: one stem, asked once."""

    moment: str
    stem: str
    weighed: Weighed


def choose(made: list[Made], seed: int, count: int | None) -> list[Made]:
    """Pick so that every stem stands once and no form outgrows its share."""
    dice = random.Random(f"{seed}/choose")
    by_stem: dict[str, list[Made]] = defaultdict(list)
    for one in made:
        by_stem[one.stem].append(one)
    once = [_one_form(same, dice) for same in by_stem.values()]
    by_form: dict[str, list[Made]] = defaultdict(list)
    for one in once:
        form = one.weighed.question.form
        by_form["long" if form in _LONG else form if form in _SCARCE else "plain"].append(one)
    kept, room = by_form["plain"], max(len(by_form["plain"]), 1)
    negative, claims, long = by_form["not"], by_form["true-false"], by_form["long"]
    kept = [*kept, *_some(negative, int(room * MOST_NEGATIVE), dice)]
    kept += _even(claims, int(room * MOST_TRUE_FALSE / (1 - MOST_TRUE_FALSE)), dice)
    kept += _mixed(long, int(max(room, 3) * MOST_LONG / (1 - MOST_LONG)), dice)  # one at least
    if count is not None and count < len(kept):
        kept = _spread(kept, count, dice)
    order = {id(one): at for at, one in enumerate(made)}
    return sorted(kept, key=lambda one: order[id(one)])


def _one_form(same: list[Made], dice: random.Random) -> Made:
    """Of one stem, ask with options three times in four and typed else."""
    typed = [one for one in same if one.weighed.question.form in _BY_HEART]
    other = [one for one in same if one.weighed.question.form not in _BY_HEART]
    if typed and (not other or dice.random() < 0.25):
        return typed[0]
    return dice.choice(other)


def _mixed(long: list[Made], most: int, dice: random.Random) -> list[Made]:
    """Take of each form in turn, so that the commonest does not crowd the others out."""
    by_form: dict[str, list[Made]] = defaultdict(list)
    for one in dice.sample(long, len(long)):
        by_form[one.weighed.question.form].append(one)
    in_turn = [one for turn in zip_longest(*by_form.values()) for one in turn if one]
    return in_turn[:most]


def _some(ones: list[Made], most: int, dice: random.Random) -> list[Made]:
    return ones if len(ones) <= most else dice.sample(ones, most)


def _even(claims: list[Made], most: int, dice: random.Random) -> list[Made]:
    true = [c for c in claims if not c.weighed.question.proof.wrong]
    false = [c for c in claims if c.weighed.question.proof.wrong]
    each = min(len(true), len(false), (most + 1) // 2)
    return [*_some(true, each, dice), *_some(false, each, dice)]


def _spread(ones: list[Made], count: int, dice: random.Random) -> list[Made]:
    """Take one question a moment, then a second of each, until there are enough."""
    shuffled = dice.sample(ones, len(ones))
    by_moment: dict[str, list[Made]] = defaultdict(list)
    for one in shuffled:
        by_moment[one.moment].append(one)
    in_turn = [one for turn in zip_longest(*by_moment.values()) for one in turn if one]
    return in_turn[:count]
