"""What a player would see of the marked-up texts of an item."""

from __future__ import annotations

from collections.abc import Callable

from quiz.packs.formats.markup import from_mixed
from quiz.packs.formats.texts import from_html, raised, tidy
from quiz.packs.formats.xml import Element

GAP = "\ufdd0"  # a character that no text has
_WRITTEN_GAP = "____"
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"}
    | {"table", "ul", "ol", "dl", "dt", "dd", "prompt", "caption"}
)
_CELLS = frozenset({"td", "th"})
_HIDDEN = frozenset({"script", "style", "annotation", "annotation-xml"})
_MEDIA = frozenset({"img", "object", "audio", "video", "picture", "svg", "iframe", "matimage"})
_FORMULAS = frozenset(
    {"msup", "msub", "msubsup", "mfrac", "msqrt", "mroot", "mtable", "mover", "munder"}
)


def shown(element: Element, special: Callable[[Element], str | None] = lambda _: None) -> str:
    """Return the text of an element, blocks in lines of their own.

    ``special`` may say what stands for an element that is inside; None leaves it to be read.
    """
    return tidy(from_mixed(_walk(element, special)))


def _walk(element: Element, special: Callable[[Element], str | None]) -> str:
    told: list[str] = []
    for part in element.parts:
        if isinstance(part, str):
            told.append(part.replace("\n", " "))
            continue
        instead = "" if part.name in _HIDDEN else special(part)
        inside = _walk(part, special) if instead is None else instead
        if part.name == "sup":
            inside = raised(inside)
        if part.name in _BLOCKS:
            inside = f"\n{inside}\n"
        elif part.name in _CELLS:
            inside = f" {inside} "
        told.append(inside)
    return "".join(told)


def verbatim(element: Element) -> str:
    """Return the text of an element just as it stands there, breaks as lines."""
    told: list[str] = []
    for part in element.parts:
        if isinstance(part, str):
            told.append(part)
        elif part.name != "feedbackInline":
            told.append("\n" if part.name == "br" else verbatim(part))
    return "".join(told)


def material(text: str, kind: str) -> str:
    """Return the text of a ``mattext`` of that type."""
    return from_html(text) if "html" in kind.casefold() else tidy(from_mixed(text))


def with_gaps(text: str) -> str:
    """Write gaps as they are written by hand; one that only says where to answer goes."""
    lines: list[str] = []
    for line in text.split("\n"):
        plain = line.strip()
        if plain == GAP:
            continue
        if plain.endswith(GAP) and plain.count(GAP) == 1 and plain[:-1].rstrip().endswith("?"):
            plain = plain[:-1].rstrip()
        if not lines or lines[-1] != plain:  # some write the question and a prompt that repeats it
            lines.append(plain.replace(GAP, _WRITTEN_GAP))
    return "\n".join(lines)


def shows_media(element: Element) -> bool:
    """Say whether something is to be seen or heard in it."""
    return any(part.name in _MEDIA for part in element.walk())


def has_formula(element: Element) -> bool:
    """Say whether there is a formula in it that is not itself once it stands in a line."""
    return any(part.name in _FORMULAS for part in element.walk())


def described(element: Element) -> str:
    """Return what is said of the pictures in it, for those who do not see them."""
    said = (part.attributes.get("alt", "") for part in element.walk() if part.name in _MEDIA)
    return tidy(" ".join(said))
