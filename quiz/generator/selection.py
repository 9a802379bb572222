"""Out of all that can be asked, a pack: what is wanted is chosen first, and only that is written.

Each stem is asked once, and no form outgrows its share.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from quiz.generator.writing import Desk, Made, Offer

# Shares of a pack at the most: negatives tire, true or false is half won by guessing, and what
# rests on several facts at once takes its time.
MOST_NEGATIVE = 0.10
MOST_TRUE_FALSE = 0.25
MOST_LONG = 0.25

Some = TypeVar("Some")


def choose(desk: Desk, seed: int, count: int | None) -> list[Made]:
    """Write questions so that every stem stands once and no form outgrows its share."""
    dice = random.Random(f"{seed}/pack")
    kept = [made for offer in desk.offers for made in desk.ask_outright(offer, dice) if made]
    room = len(kept)
    kept += islice(desk.write_all(desk.of("not", dice), "not"), int(max(room, 1) * MOST_NEGATIVE))
    kept += _claims(desk, dice, int(max(room, 1) * MOST_TRUE_FALSE / (1 - MOST_TRUE_FALSE)))
    most = int(max(room, 3) * MOST_LONG / (1 - MOST_LONG))  # one at least
    long = [desk.write_all(desk.of(form, dice), form) for form in ("odd", "count")]
    kept += islice(_in_turn([*long, *desk.sets()]), most)
    if count is not None and count < len(kept):
        kept = _spread(kept, count, dice)
    return sorted(kept, key=lambda made: made.place)


def _claims(desk: Desk, dice: random.Random, most: int) -> Iterator[Made]:
    """Yield as many false claims as true ones, each of another case."""
    offers = _shuffled(desk.offers, dice)
    each = min((most + 1) // 2, len(offers) // 2)
    # Those that will do, if none fails, in the order of the file: what lies together is read once.
    offers[:each] = sorted(offers[:each], key=_place)
    offers[each : 2 * each] = sorted(offers[each : 2 * each], key=_place)
    true: list[Offer] = []
    false: list[Made] = []
    for at, offer in enumerate(offers):
        if len(false) == each:
            true[:0] = offers[at:]  # those that could not be made false come last
            break
        made = desk.claim(offer, true=False)
        if made:
            false.append(made)
        else:
            true.append(offer)
    told = (made for offer in true if (made := desk.claim(offer, true=True)))
    for claim in false:
        if (other := next(told, None)) is None:
            return
        yield claim
        yield other


def _place(offer: Offer) -> int:
    return offer.place


def _in_turn(sources: Sequence[Iterator[Made]]) -> Iterator[Made]:
    """Take of each in turn, so that the commonest form does not crowd the others out."""
    left = list(sources)
    while left:
        lasting = []
        for source in left:
            if (made := next(source, None)) is not None:
                lasting.append(source)
                yield made
        left = lasting


def _shuffled(some: Sequence[Some], dice: random.Random) -> list[Some]:
    return dice.sample(some, len(some))


def _spread(ones: list[Made], count: int, dice: random.Random) -> list[Made]:
    """Take one question a moment, then a second of each, until there are enough."""
    by_moment: dict[str, list[Made]] = defaultdict(list)
    for one in _shuffled(ones, dice):
        by_moment[one.moment].append(one)
    return list(islice(_in_turn([iter(mades) for mades in by_moment.values()]), count))
