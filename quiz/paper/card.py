"""The card that a player shares: their evening as a picture, which gives no question away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from quiz.paper.lettering import Face, clean, fitted, measure, written
from quiz.paper.marks import grid, shape, window

WIDTH, HEIGHT = 1080, 1350
"""In pixels: as tall as what phones show whole."""
INK, PRINT, TAPE, DIM = "#0f0b16", "#1d1710", "#efe6c9", "#cfc3b6"
VELVET, MAGENTA, WARM = "#5a2fd0", "#b3175f", "#ffcf6e"
"""Like all colours here those of ``tokens.css``."""

_MIDDLE = WIDTH / 2
_PASS = 880
_INSIDE = 760
_CAPITAL = 0.66
_EDGES = 114 + 104  # of the pass: above for its slot, below for the tape
_SHORTEST = 1040
_APART = 24  # where there is room, there is more of it above what stands apart

_DEFS = (
    '<defs><radialGradient id="a" cx=".5" cy="-.05" r=".75">'
    f'<stop offset="0" stop-color="{WARM}" stop-opacity=".42"/>'
    f'<stop offset="1" stop-color="{WARM}" stop-opacity="0"/></radialGradient>'
    '<radialGradient id="b" cx="0" cy="1.05" r=".8">'
    f'<stop offset="0" stop-color="{VELVET}" stop-opacity=".85"/>'
    f'<stop offset="1" stop-color="{VELVET}" stop-opacity="0"/></radialGradient>'
    '<radialGradient id="c" cx="1.05" cy="1" r=".7">'
    f'<stop offset="0" stop-color="{MAGENTA}" stop-opacity=".75"/>'
    f'<stop offset="1" stop-color="{MAGENTA}" stop-opacity="0"/></radialGradient>'
    '<linearGradient id="d" x1=".25" y1="0" x2=".75" y2="1"><stop offset="0" stop-color="#ffcf62"/>'
    '<stop offset=".58" stop-color="#ffab35"/><stop offset="1" stop-color="#ff8d3d"/>'
    '</linearGradient><linearGradient id="e" x1="0" y1="0" x2="1" y2=".9">'
    '<stop offset=".3" stop-color="#fff" stop-opacity="0"/>'
    '<stop offset=".4" stop-color="#fff" stop-opacity=".34"/>'
    '<stop offset=".47" stop-color="#fff" stop-opacity=".1"/>'
    '<stop offset=".475" stop-color="#fff" stop-opacity="0"/></linearGradient>'
    '<linearGradient id="f"><stop offset="0" stop-color="#331a52"/>'
    f'<stop offset=".35" stop-color="{VELVET}"/><stop offset=".7" stop-color="#43249b"/>'
    '<stop offset="1" stop-color="#271340"/></linearGradient></defs>'
)
_STAGE = f'<path fill="{INK}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>' + "".join(
    f'<path fill="url(#{light})" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>' for light in "abc"
)


@dataclass(frozen=True, slots=True)
class Card:
    """What is on a card, in the words of whoever shares it.

    ``rounds`` are the marks of the questions, round by round: right, close, wrong, none, void,
    away. ``prizes`` are titles, each with what it was given for. ``foot`` stands below all.
    """

    title: str
    name: str
    score: str
    unit: str
    facts: str
    rounds: Sequence[Sequence[str]]
    prizes: Sequence[tuple[str, str]] = ()
    team: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something on the pass: the room above it, how tall it is, and what draws it from there."""

    above: float
    height: float
    draw: Callable[[float], str]


def svg(card: Card) -> str:
    """Return a card as SVG that is whole in itself: no font, style, script or address."""
    pieces = _pieces(card)
    tall = _EDGES + sum(piece.above + piece.height for piece in pieces)
    parts = sum(piece.above >= _APART for piece in pieces)
    more = max(0.0, _SHORTEST - tall) / (parts + 1)
    tall += more * (parts + 1)
    room = HEIGHT - 156 - (70 if clean(card.team) else 0)
    scale = min(1.0, room / tall)
    top = (room - tall * scale) / 2 + 72
    y = 114 + more / 2
    drawn: list[str] = []
    for piece in pieces:
        y += piece.above + (more if piece.above >= _APART else 0)
        drawn.append(piece.draw(y))
        y += piece.height
    told = quoteattr(", ".join(map(clean, (card.title, card.name, card.score, card.unit))))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label={told}>{_DEFS}{_STAGE}'
        f'<g transform="rotate(-1.6 {_MIDDLE:.0f} {HEIGHT / 2:.0f}) '
        f'translate({_MIDDLE * (1 - scale):.1f} {top:.1f}) scale({scale:.4f})">'
        f"{_laminate(tall)}{''.join(drawn)}{_tapes(card, tall)}</g>"
        f'<g fill="{DIM}">{_line(card.foot, "bold", (32, 28, 24), 900, HEIGHT - 44)}</g></svg>'
    )


def _pieces(card: Card) -> list[_Piece]:
    made = [
        _text(0, card.title, "title", (66, 58, 50, 44, 38), most=2),
        _text(26, card.score, "title", (210, 180, 150, 120), leading=0.86),
        _text(2, card.unit, "bold", (46, 40, 34)),
        _text(10, card.facts, "bold", (42, 38, 34), most=2),
    ]
    size, rows = grid([len(marks) for marks in card.rounds])
    if rows:
        made.append(_Piece(30, len(rows) * size + 48, lambda y: _window(y, card, size, rows)))
    for place, (prize, why) in enumerate(card.prizes):
        made.append(_text(14 if place else 26, prize, "title", (42, 36, 30), star=True))
        made.append(_text(0, why, "bold", (32, 28, 24)))
    return made


def _text(
    above: float,
    text: str,
    face: Face,
    sizes: tuple[float, ...],
    *,
    most: int = 1,
    leading: float = 1.2,
    star: bool = False,
) -> _Piece:
    """Return lines below each other, each in the middle; with ``star`` between two stars."""
    block = fitted(text, face, _INSIDE - (140 if star else 0), sizes, most)
    step = block.size * leading
    side = max((measure(line, face) for line in block.lines), default=0) * block.size / 2 + 36

    def draw(y: float) -> str:
        base = y + (step + block.size * _CAPITAL) / 2
        lines = "".join(
            written(line, face, _MIDDLE, base + place * step, block.size)
            for place, line in enumerate(block.lines)
        )
        stars = (_MIDDLE - side, _MIDDLE + side) if star else ()
        return (
            f'<g fill="{PRINT}">{lines}{"".join(shape(6, x, y + step / 2, 26) for x in stars)}</g>'
        )

    return _Piece(above, step * len(block.lines), draw)


def _line(text: str, face: Face, sizes: tuple[float, ...], width: float, y: float) -> str:
    block = fitted(text, face, width, sizes, 1)
    return "".join(written(line, face, _MIDDLE, y, block.size) for line in block.lines)


def _laminate(tall: float) -> str:
    """Draw the pass itself, its upper edge at 0, on the strap that holds it."""
    left = _MIDDLE - _PASS / 2
    sheet = f'x="{left:.0f}" width="{_PASS}" height="{tall:.0f}" rx="60"'
    return (
        f'<rect {sheet} y="18" fill="#000" opacity=".4"/>'
        f'<rect {sheet} fill="url(#d)"/><rect {sheet} fill="url(#e)"/>'
        f'<rect {sheet} fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="3"/>'
        f'<rect x="{_MIDDLE - 84:.0f}" y="44" width="168" height="36" rx="18" fill="{INK}"/>'
        f'<path fill="url(#f)" d="M{_MIDDLE - 46:.0f}-300h92L{_MIDDLE + 24:.0f} 66h-48z"/>'
    )


def _tapes(card: Card, bottom: float) -> str:
    """Draw the name on a strip of tape across the lower edge, and the team on one below."""
    name = _strip(card.name, (62, 54, 46, 40, 34), bottom - 30, 1.2)
    return name + (_strip(card.team, (38, 34, 30), bottom + 52, -1.4) if clean(card.team) else "")


def _strip(text: str, sizes: tuple[float, ...], y: float, turn: float) -> str:
    block = fitted(text, "title", _PASS - 120, sizes, 1)
    half = max((measure(line, "title") for line in block.lines), default=0) * block.size / 2 + 46
    up = block.size * 0.78
    corners = (
        (-half, -up * 0.8), (-half + 7, -up), (half, -up * 0.94), (half - 8, -up * 0.6),
        (half, -up * 0.28), (half - 6, up * 0.1), (half, up * 0.44), (half - 8, up),
        (-half + 4, up * 0.94), (-half + 9, up * 0.6), (-half, up * 0.24),
        (-half + 8, -up * 0.12), (-half + 2, -up * 0.48),
    )  # fmt: skip
    points = " ".join(f"{_MIDDLE + x:.1f},{y + rise:.1f}" for x, rise in corners)
    words = "".join(
        written(line, "title", _MIDDLE, y + block.size * _CAPITAL / 2, block.size)
        for line in block.lines
    )
    return (
        f'<g transform="rotate({turn} {_MIDDLE:.0f} {y:.0f})"><polygon points="{points}" '
        f'transform="translate(0 7)" opacity=".35"/><polygon points="{points}" fill="{TAPE}"/>'
        f'<g fill="{PRINT}">{words}</g></g>'
    )


def _window(y: float, card: Card, size: float, rows: Sequence[int]) -> str:
    """Draw the marks on a dark field."""
    field = (
        f'<rect x="{_MIDDLE - _INSIDE / 2:.0f}" y="{y:.0f}" width="{_INSIDE}" '
        f'height="{len(rows) * size + 48:.0f}" rx="34" fill="{INK}"/>'
    )
    return field + window(card.rounds, rows, size, _MIDDLE, y + 24)
