"""The texts of QTI 1.2: what is asked, what stands at responses, what labels say."""

from __future__ import annotations

from dataclasses import dataclass, field

from quiz.packs.formats import markup
from quiz.packs.formats.qti.shown import GAP, material, shown, shows_media, verbatim
from quiz.packs.formats.texts import tidy
from quiz.packs.formats.xml import Element

_RESPONSES = frozenset({"response_lid", "response_str", "response_num", "response_grp"})
_TEXTS = frozenset({"mattext", "matemtext", "mat_formattedtext"})
_MEDIA = frozenset({"matimage", "mataudio", "matvideo", "matapplet", "matapplication"})
_ASIDE = frozenset({"FILE_BLOCK", "LINK_BLOCK"})
_BESIDE = "RIGHT_MATCH_BLOCK"
_ROWS = "RESPONSE_BLOCK"


@dataclass(slots=True)
class Stated:
    """What a presentation says.

    ``lefts`` are the texts that stand at a response, by its identity; ``beside`` those that stand
    in a list of their own, from which the responses choose by place.
    """

    pieces: list[str] = field(default_factory=list)
    lefts: dict[int, str] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)
    shows_media: bool = False

    @property
    def text(self) -> str:
        """What is asked; texts around a gap are one line."""
        last = max((at for at, piece in enumerate(self.pieces) if piece.strip()), default=0)
        has_gap = GAP in self.pieces[: last + 1] and self.pieces[last] != GAP
        return tidy((" " if has_gap else "\n").join(self.pieces))


def stated(holder: Element) -> Stated:
    """Gather what an element says, and what stands at each of its responses."""
    told = Stated()
    _gather(holder, told)
    return told


def labels_of(response: Element) -> dict[str, str]:
    """Return the texts of the labels of a response by their identifiers."""
    return {
        label.attributes.get("ident", ""): stated(label).text
        for label in response.every("response_label")
    }


def _gather(holder: Element, told: Stated) -> None:
    for part in holder.parts:
        if not isinstance(part, Element):
            continue
        if part.name in _TEXTS:
            told.pieces.append(_text(part))
            told.shows_media |= shows_media(part) or markup.shows_media(verbatim(part))
        elif part.name in _MEDIA:
            told.shows_media = True
        elif part.name == "matbreak":
            told.pieces.append("\n")
        elif part.name in _RESPONSES:
            told.lefts[id(part)] = _left(part)
            told.pieces.append(GAP if next(part.every("render_fib"), None) else "")
        else:
            _gather_block(part, told)


def _gather_block(part: Element, told: Stated) -> None:
    """Gather a block of Blackboard, or go into any other element."""
    block = part.attributes.get("class", "")
    if block == _BESIDE:
        told.beside += [text for row in _rows(part) if (text := stated(row).text)]
    elif block == _ROWS:
        for row in _rows(part):
            _gather_row(row, told)
    elif block not in _ASIDE:
        _gather(part, told)


def _rows(block: Element) -> list[Element]:
    return list(block.all("flow")) or [block]


def _gather_row(row: Element, told: Stated) -> None:
    """Take the text beside a response as what it belongs to, and not as a part of the question."""
    inner = stated(row)
    text = inner.text.replace(GAP, "").strip()
    for name, left in inner.lefts.items():
        told.lefts[name] = left or text
    told.shows_media |= inner.shows_media


def _left(response: Element) -> str:
    """Return the text that stands in a response, before its labels."""
    made = Stated()
    for part in response.parts:
        if isinstance(part, Element) and not part.name.startswith("render_"):
            _gather(Element(part.name, {}, part.line, [part]), made)
    return made.text


def _text(part: Element) -> str:
    if any(isinstance(inside, Element) for inside in part.parts):
        return shown(part)
    text = "".join(piece for piece in part.parts if isinstance(piece, str))
    return material(text, part.attributes.get("texttype", part.attributes.get("type", "")))
