"""Writes and draws on the pages of one document: text in the faces of the house, shapes, tape."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Literal

from quiz.paper.letters import BOX, printable
from quiz.paper.shapes import SHAPES
from quiz.resources import resource

Paper = Literal["a4", "letter"]
Face = Literal["title", "read", "bold"]
Align = Literal["left", "right", "centre"]

_SIZES: dict[Paper, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
_FILES: dict[Face, str] = {
    "title": "bricolage-bold.ttf",
    "read": "atkinson.ttf",
    "bold": "atkinson-bold.ttf",
}
_CAPITAL = 0.66  # the height of a capital, of the size
MM = 25.4 / 72  # a point in millimetres


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: ``size`` in points, ``leading`` in sizes, ``grey`` from 0, black."""

    face: Face
    size: float
    leading: float = 1.3
    grey: int = 0

    @property
    def line(self) -> float:
        """The height of a line in mm."""
        return self.size * self.leading * MM


@cache
def _font_file(face: Face) -> str:
    return str(resource("static") / "vendor" / "print" / _FILES[face])


def _picture_size(data: bytes, width: float, height: float) -> tuple[float, float]:
    """Return how large a picture is that fits into a width and a height."""
    from PIL import Image  # noqa: PLC0415 - slow to load, and seldom wanted

    with Image.open(io.BytesIO(data)) as picture:
        scale = min(width / picture.width, height / picture.height)
        return picture.width * scale, picture.height * scale


class Pen:
    """One document under the pen. Lengths are in mm from the upper left corner of the paper.

    Texts may hold anything; see ``printable`` for what is shown. ``lacks`` tells whether any text
    that was measured or written held a character that came out as a box.
    """

    def __init__(self, paper: Paper, title: str, lang: str) -> None:
        # Here and not above: they take a third of a second, which a start should not wait for.
        from fpdf import FPDF  # noqa: PLC0415 - see above
        from fpdf.fonts import TTFFont  # noqa: PLC0415 - see above
        from fpdf.prefs import ViewerPreferences  # noqa: PLC0415 - see above

        width, height = _SIZES[paper]
        pdf = FPDF(unit="mm", format=(width, height))
        pdf.set_auto_page_break(auto=False)
        pdf.alias_nb_pages(None)  # type: ignore[arg-type] # so that "{nb}" in a question stays
        for face in _FILES:
            pdf.add_font(face, fname=_font_file(face))
        self.width, self.height, self.lacks = width, height, False
        self._pdf = pdf
        fonts = {face: pdf.fonts[face] for face in _FILES}
        self._fonts = {face: font for face, font in fonts.items() if isinstance(font, TTFFont)}
        self._known = {face: frozenset(map(chr, self._fonts[face].cmap)) for face in _FILES}
        pdf.set_title(self.clean(title, "read"))
        pdf.set_lang(lang)
        pdf.set_creator("Greenroom")
        # The same night makes the same file: this room has no clock.
        pdf.set_creation_date(datetime(1970, 1, 1, tzinfo=UTC))
        pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)

    def clean(self, text: str, face: Face) -> str:
        """Return ``text`` as it can be shown in a face."""
        shown = printable(text, self._known[face])
        self.lacks = self.lacks or (BOX in shown)
        return shown

    def measure(self, text: str, style: Style) -> float:
        """Return the width of a text that is clean already."""
        return float(self._fonts[style.face].get_text_width(text, style.size, None)[1]) * MM

    def lines(self, text: str, style: Style, width: float) -> list[str]:
        """Break a text into clean lines no wider than ``width``; one empty line for no text.

        It breaks at spaces and line ends, and within a word only where the word alone is too wide.
        """
        found: list[str] = []
        for paragraph in self.clean(text.strip(), style.face).splitlines() or [""]:
            line = ""
            for word in paragraph.split(" "):
                longer = f"{line} {word}" if line else word
                if self.measure(longer, style) <= width:
                    line = longer
                    continue
                if line:
                    found.append(line)
                line = self._broken(word, style, width, found)
            found.append(line)
        return found

    def _broken(self, word: str, style: Style, width: float, found: list[str]) -> str:
        """Put the lines that ``word`` fills alone into ``found`` and return its rest."""
        while self.measure(word, style) > width:
            low, high = 1, len(word)
            while low < high:
                middle = (low + high + 1) // 2
                fits = self.measure(word[:middle], style) <= width
                low, high = (middle, high) if fits else (low, middle - 1)
            if low == len(word):
                break
            found.append(word[:low])
            word = word[low:]
        return word

    def clipped(self, text: str, style: Style, width: float, most: int = 1) -> list[str]:
        """Break a text into at most so many lines, the last ending in ``…`` if some was cut."""
        lines = self.lines(text, style, width)
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.measure(f"{last}…", style) > width:
            last = last[:-1]
        return [*lines[: most - 1], f"{last.rstrip()}…"]

    def write(self, x: float, top: float, text: str, style: Style, align: Align = "left") -> None:
        """Write one clean line whose box begins at ``top``; ``x`` is its left, middle or right."""
        if not text:
            return
        self._pdf.set_font(style.face, size=style.size)
        self._pdf.set_text_color(style.grey)
        if align != "left":
            x -= self.measure(text, style) / (2 if align == "centre" else 1)
        self._pdf.text(x, top + style.line / 2 + style.size * MM * _CAPITAL / 2, text)

    def rule(
        self,
        x: float,
        y: float,
        width: float,
        *,
        grey: int = 0,
        thick: float = 0.25,
        dash: float = 0,
    ) -> None:
        """Draw a level line."""
        self._line(grey, thick)
        self._pdf.set_dash_pattern(dash, dash)
        self._pdf.line(x, y, x + width, y)
        self._pdf.set_dash_pattern()

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """Draw an empty box to write into."""
        self._line(0, 0.3)
        self._pdf.rect(x, y, width, height, style="D")

    def picture(
        self, data: bytes, alt: str, at: tuple[float, float], room: tuple[float, float]
    ) -> None:
        """Set a picture as large as it fits into the ``room``, its upper left corner ``at``."""
        width, height = _picture_size(data, *room)
        self._pdf.image(io.BytesIO(data), *at, width, height, alt_text=alt)

    def shape(self, index: int, letter: str, x: float, y: float, size: float) -> None:
        """Draw the shape of the option at ``index`` around ``x`` and ``y``, its letter inside."""
        scale, sink, corners = SHAPES[index if index < len(SHAPES) else 0]
        side = size * scale
        self._line(0, 0.3)
        if corners:
            lift = side * sink * 0.5  # a triangle hangs low so that letters stand on one line
            points = [(x + (a - 0.5) * side, y + (b - 0.5) * side - lift) for a, b in corners]
            self._pdf.polygon(points, style="D")
        else:
            self._pdf.circle(x, y, side / 2, style="D")
        style = Style("bold", size * (0.66 if index == 1 else 0.56 if corners else 0.66) / MM, 1.0)
        down = side * sink * 0.35
        text = self.clipped(letter, style, size)[0]
        self.write(x, y - style.line / 2 + down, text, style, "centre")

    def tape(self, x: float, top: float, lines: list[str], style: Style) -> float:
        """Stick a strip of black tape with cut ends and white text; return its width."""
        inset, pad = style.size * 0.13, style.size * 0.055
        width = max((self.measure(line, style) for line in lines), default=0.0) + 2 * inset
        height = len(lines) * style.line + 2 * pad
        teeth = max(3, round(height / 2.2))
        jag = min(0.9, height / 9)
        left = [(x + jag * (i % 2), top + height * i / teeth) for i in range(teeth + 1)]
        right = [(x + width - jag * (i % 2), top + height * i / teeth) for i in range(teeth + 1)]
        with self._pdf.rotation(0.6, x, top + height / 2):
            self._pdf.set_fill_color(20)
            self._pdf.polygon([*left, *reversed(right)], style="F")
            for i, line in enumerate(lines):
                white = Style(style.face, style.size, style.leading, 255)
                self.write(x + inset, top + pad + i * style.line, line, white)
        return width

    def page(self) -> None:
        """Begin a page."""
        self._pdf.add_page()

    def mark(self, name: str) -> None:
        """Put a line into the outline of the document, for the page as it is now."""
        self._pdf.start_section(self.clean(name, "read") or "·")

    def finish(self) -> bytes:
        """Return the document. The pen is not to be used any more."""
        return bytes(self._pdf.output())

    def _line(self, grey: int, thick: float) -> None:
        self._pdf.set_draw_color(grey)
        self._pdf.set_line_width(thick)
