"""Text in pictures: outlines of the house's letters, alike wherever a picture is opened.

What is sent around finds no fonts of ours. So letters are drawn as paths, and only what the faces
do not have (emoji, other scripts) is left to the fonts of whoever looks at it.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal
from xml.sax.saxutils import escape

from quiz.resources import resource

Face = Literal["title", "bold"]

_FILES: dict[Face, str] = {"title": "bricolage-bold.ttf", "bold": "atkinson-bold.ttf"}
_OTHERS = "Noto Sans, system-ui, Segoe UI, Helvetica Neue, Arial, sans-serif"
_UNSEEN = {"Cc", "Cs", "Cn", "Co"}
_RTL = {"R", "AL", "AN"}
_JOINER = "\u200d"
_DOTS = "…"
_HYPHENS = dict.fromkeys((0x2010, 0x2011), "-")
# Widths of what others' fonts draw, in ems, taken rather too wide.
_EMOJI, _WIDE, _CAPITAL, _SMALL = 1.3, 1.06, 0.78, 0.64


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text, and the size in pixels at which each of them fits."""

    lines: tuple[str, ...]
    size: float


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A letter: how far it takes the pen in ems, and its outline in thousandths, y upwards."""

    advance: float
    path: str


def clean(text: str) -> str:
    """Return a text in one line, without what no picture can hold."""
    plain = unicodedata.normalize("NFC", " ".join(text.split())).translate(_HYPHENS)
    return "".join(char for char in plain if unicodedata.category(char) not in _UNSEEN)


def measure(text: str, face: Face) -> float:
    """Return the width of a clean text in ems: of our letters exactly, of others rather more."""
    return sum(width for _, width, _ in _runs(text, face))


def fitted(text: str, face: Face, width: float, sizes: tuple[float, ...], most: int) -> Block:
    """Set a text into at most so many lines of a width, at the first size that does it.

    ``sizes`` are in pixels, the largest first. If none does, words are broken at the last of them,
    and what is too much ends in dots. Lines of a text are about equally long.
    """
    text = clean(text)
    for size in sizes:
        lines = _wrapped(text, face, width / size)
        if len(lines) <= most and all(measure(line, face) * size <= width for line in lines):
            return Block(_balanced(text, face, width / size, lines), size)
    size = sizes[-1]
    broken = _broken(text, face, width / size)
    lines = list(itertools.islice(broken, most))
    if next(broken, None) is not None:
        lines[-1] = _shortened(lines[-1], face, width / size)
    return Block(tuple(lines), size)


def written(text: str, face: Face, x: float, y: float, size: float) -> str:
    """Return a clean text as SVG, its middle at ``x`` and its base line at ``y``."""
    runs = _runs(text, face)
    at = x - sum(width for _, width, _ in runs) * size / 2
    made = []
    for part, width, glyphs in runs:
        made.append(
            _outlined(glyphs, at, y, size)
            if glyphs
            else _typed(part, at + width * size / 2, y, size)
        )
        at += width * size
    return "".join(made)


def _outlined(glyphs: tuple[_Glyph, ...], x: float, y: float, size: float) -> str:
    scale, pen, paths = size / 1000, 0.0, []
    for glyph in glyphs:
        if glyph.path:
            paths.append(f'<path transform="translate({pen * 1000:.0f})" d="{glyph.path}"/>')
        pen += glyph.advance
    place = f"translate({x:.1f} {y:.1f}) scale({scale:.4f} -{scale:.4f})"
    return f'<g transform="{place}">{"".join(paths)}</g>'


def _typed(text: str, x: float, y: float, size: float) -> str:
    strong = next(
        (kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", *_RTL}), "L"
    )
    turn = "" if strong == "L" else ' direction="rtl"'
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{_OTHERS}" font-size="{size:.1f}" '
        f'font-weight="800" text-anchor="middle"{turn}>{escape(text)}</text>'
    )


@lru_cache(256)
def _runs(text: str, face: Face) -> tuple[tuple[str, float, tuple[_Glyph, ...] | None], ...]:
    """Split a text into what our letters draw and what they do not, with widths in ems.

    A text in another script, or with marks of its own, is left whole: what stands beside what is
    for its fonts to say.
    """
    known = _glyphs(face)
    if not known.keys() >= {char for char in text if unicodedata.category(char)[0] in "LMN"} - {
        "\ufe0f"
    }:
        return ((text, _guessed(text), None),)
    runs: list[tuple[str, float, tuple[_Glyph, ...] | None]] = []
    for ours, chars in itertools.groupby(text, known.__contains__):
        part = "".join(chars)
        glyphs = tuple(known[char] for char in part) if ours else None
        width = sum(glyph.advance for glyph in glyphs) if glyphs else _guessed(part)
        runs.append((part, width, glyphs))
    return tuple(runs)


def _guessed(text: str) -> float:
    return sum(_width(char, before) for before, char in itertools.pairwise(f" {text}"))


def _width(char: str, before: str) -> float:
    kind = unicodedata.category(char)
    if kind in {"Mn", "Me", "Cf", "Sk"} or before == _JOINER:
        return 0.0
    if kind == "So":
        return _EMOJI
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return _WIDE
    return _CAPITAL if kind == "Lu" else _SMALL


def _wrapped(text: str, face: Face, width: float) -> list[str]:
    """Put words into lines; one that is wider than a line has one of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, face) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balanced(text: str, face: Face, width: float, lines: list[str]) -> tuple[str, ...]:
    """Make the lines about equally long, as many as they are."""
    while len(lines) > 1:
        width *= 0.96
        closer = _wrapped(text, face, width)
        if len(closer) > len(lines) or any(measure(line, face) > width for line in closer):
            break
        lines = closer
    return tuple(lines)


def _broken(text: str, face: Face, width: float) -> Iterator[str]:
    """Put words into lines, and break those that are wider than one."""
    for line in _wrapped(text, face, width):
        rest = line
        while rest and measure(rest, face) > width:
            head = _head(rest, face, width)
            yield head
            rest = rest[len(head) :]
        if rest:
            yield rest


def _head(text: str, face: Face, width: float) -> str:
    """Return as much of a text as fits, a character at least, and tear none from its marks."""
    ends = [end for end in range(1, len(text)) if not _clings(text, end)]
    fitting = [end for end in ends if measure(text[:end], face) <= width]
    return text[: fitting[-1] if fitting else ends[0] if ends else len(text)]


def _shortened(text: str, face: Face, width: float) -> str:
    room = width - measure(_DOTS, face)
    return (text if measure(text, face) <= room else _head(text, face, room)).rstrip() + _DOTS


def _clings(text: str, at: int) -> bool:
    """Say whether a character belongs to the one before: a mark, a tone, the rest of an emoji."""
    return unicodedata.category(text[at])[0] == "M" or _width(text[at], text[at - 1]) == 0.0


@cache
def _glyphs(face: Face) -> dict[str, _Glyph]:
    """Read the letters of a face, all at once: there are few, and they are wanted again."""
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415 - slow to load, and seldom wanted
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(resource("static") / "vendor" / "print" / _FILES[face]) as font:
        units, glyphs = font["head"].unitsPerEm, font.getGlyphSet()
        found = {}
        for code, name in font.getBestCmap().items():
            pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:.0f}")
            glyphs[name].draw(pen)
            found[chr(code)] = _Glyph(glyphs[name].width / units, pen.getCommands())
    if units != 1000:
        raise ValueError(f"the face has {units} units")
    return {char: glyph for char, glyph in found.items() if unicodedata.category(char)[0] != "M"}
