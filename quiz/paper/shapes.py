"""The shapes of the options, the same on paper and on cards as on every screen."""

from __future__ import annotations

SHAPES: tuple[tuple[float, float, tuple[tuple[float, float], ...]], ...] = (
    (1.0, 0.0, ()),
    (0.9, 0.0, ((0, 0), (1, 0), (1, 1), (0, 1))),
    (1.22, 0.16, ((0.5, 0.04), (1, 0.96), (0, 0.96))),
    (1.28, 0.0, ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))),
    (1.12, 0.04, ((0.5, 0), (1, 0.39), (0.81, 1), (0.19, 1), (0, 0.39))),
    (1.12, 0.0, ((0.25, 0.04), (0.75, 0.04), (1, 0.5), (0.75, 0.96), (0.25, 0.96), (0, 0.5))),
    (
        1.5,
        0.03,
        (
            (0.5, 0), (0.63, 0.33), (0.99, 0.36), (0.71, 0.59), (0.81, 0.95),
            (0.5, 0.75), (0.19, 0.95), (0.29, 0.59), (0.01, 0.36), (0.37, 0.33),
        ),
    ),
    (
        1.12,
        0.0,
        (
            (0.24, 0), (0.76, 0), (0.76, 0.24), (1, 0.24), (1, 0.76), (0.76, 0.76),
            (0.76, 1), (0.24, 1), (0.24, 0.76), (0, 0.76), (0, 0.24), (0.24, 0.24),
        ),
    ),
    (1.0, 0.03, ((0, 1), (0, 0.5), (0.15, 0.15), (0.5, 0), (0.85, 0.15), (1, 0.5), (1, 1))),
)  # fmt: skip
"""Each in a square of 1: how much larger than the circle it is drawn so that a letter has room in
it, how far below its middle the letter is, and its corners; none: the circle. More options than
shapes: circles again."""
