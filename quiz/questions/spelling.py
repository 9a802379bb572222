"""Slips of the pen: when a typed word is meant to be another.

What one word of an answer forgives depends on its length in letters:

====== ========================================================================
1–3    nothing
4–5    two neighbours swapped, a letter doubled or not, an h too many or too few
6–9    two of those, or one slip: a letter missing or extra, or one letter
       for another that is said alike (vowels and y; c k q s z; f v w; g j)
10–14  twice as much
15–    three times as much
====== ========================================================================

Any other letter in place of one counts as two slips: “Iceland” is no slip of “Ireland”, nor
“Boston” of “Bolton”. The first letter must be there, or one that is said alike: “Russia” is no
slip of “Prussia”, nor “Gambia” of “Zambia”. “ph” counts as “f”.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

_LIGHT, _SLIP, _OTHER, _NEVER = 1, 2, 4, 1000
_ALLOWED = ((15, 3 * _SLIP), (10, 2 * _SLIP), (6, _SLIP), (4, _LIGHT))  # from letters, cost
_LONGEST = 40  # letters; what is longer is no word, and would take long to compare
_SAID_ALIKE = ("aeiouy", "ckqsz", "fvw", "gj")


def is_slip(meant: str, typed: str) -> bool:
    """Say whether ``typed`` is ``meant`` but for slips; both are folded single words."""
    if len(meant) > _LONGEST:
        return meant == typed
    allowed = next((cost for letters, cost in _ALLOWED if len(meant) >= letters), 0)
    heard = meant.replace("ph", "f"), typed.replace("ph", "f")
    return any(
        OSA.distance(*pair, score_cutoff=allowed) <= allowed  # a quick look: a slip costs 1 or more
        and _cost(*pair) <= allowed
        for pair in ((meant, typed), heard)
    )


def _cost(meant: str, typed: str) -> int:
    """Return the least cost of turning one word into the other (optimal string alignment)."""
    before: list[int] = []
    row = [0]
    for column, letter in enumerate(typed):
        row.append(row[-1] + _gap(typed, column, letter))
    for i, wanted in enumerate(meant):
        above, before_above = row, before
        row = [above[0] + _gap(meant, i, wanted)]
        for j, letter in enumerate(typed):
            best = min(
                above[j] + _swap_in(wanted, letter, first=i == 0 or j == 0),
                above[j + 1] + _gap(meant, i, wanted),
                row[j] + _gap(typed, j, letter),
            )
            if i and j and wanted == typed[j - 1] and letter == meant[i - 1]:
                best = min(best, before_above[j - 1] + _LIGHT)
            row.append(best)
        before = above
    return row[-1]


def _gap(word: str, index: int, letter: str) -> int:
    """Return the cost of a letter that only one of the words has."""
    if index == 0:
        return _NEVER
    return _LIGHT if letter in {word[index - 1], "h"} else _SLIP


def _swap_in(wanted: str, letter: str, *, first: bool) -> int:
    """Return the cost of one letter in place of another."""
    if wanted == letter:
        return 0
    if any(wanted in kin and letter in kin for kin in _SAID_ALIKE):
        return _SLIP
    return _NEVER if first else _OTHER
