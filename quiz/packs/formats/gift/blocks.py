"""The text of a GIFT file → blocks of one question each, with the id and tags of its comments.

Escapes are put out of the way first: each becomes a lone surrogate, which no decoded text has, so
that from there on every mark in the text is one. ``restore`` makes them characters again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_ESCAPED = "~=#{}:\\n"
_PLACES = {f"\\{char}": chr(0xD800 + index) for index, char in enumerate(_ESCAPED)}
_RESTORED = {0xD800 + index: char for index, char in enumerate(_ESCAPED)} | {0xD807: "\n"}
_ESCAPE = re.compile(r"\\[~=#{}:\\n]")
_PLACED = re.compile("[\ud800-\ud807]")
# An attribute such as href="…" is no answer, nor is the # of &#39; the start of feedback.
_TAG = re.compile(r"<[A-Za-z][^<>]*+>")
_ENTITY = re.compile(r"&#(?=[0-9]{1,7};|[xX][0-9A-Fa-f]{1,6};)")
_IN_TAG = str.maketrans({char: _PLACES[f"\\{char}"] for char in "~=#{}:"})
_NOTE = re.compile(r"\[(id|tag):((?:[^\[\]\\]|\\.)*+)\]")
_BRACKET = re.compile(r"\\([\[\]])")
_BRACE = re.compile(r"[{}]")
_TRUTH = re.compile(r"(?:TRUE|FALSE|T|F)\s*(?:#|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """The text of a question with its escapes put away, and the line it begins in.

    ``answers`` are where the outer braces of its answers stand, None where there are none.
    """

    at: int
    text: str
    id: str = ""
    tags: tuple[str, ...] = ()
    answers: tuple[int, int] | None = None
    reason: str = ""


def restore(text: str) -> str:
    """Put escaped characters back, without their backslashes."""
    if text.isascii() or not _PLACED.search(text):
        return text
    return text.translate(_RESTORED)


def read_blocks(text: str) -> Iterator[Block]:
    """Split a file at blank lines; categories are blocks of their own."""
    text = _ESCAPE.sub(lambda found: _PLACES[found[0]], text)
    if "<" in text:
        text = _TAG.sub(_as_text, text)
    if "&#" in text:
        text = _ENTITY.sub("&" + _PLACES["\\#"], text)
    for block in _joined(list(_paragraphs(text))):
        yield from _questions(block)


def _as_text(tag: re.Match[str]) -> str:
    return tag[0].translate(_IN_TAG) if '="' in tag[0] or "='" in tag[0] else tag[0]


def _paragraphs(text: str) -> Iterator[Block]:
    lines: list[str] = []
    start, notes = 0, _NO_NOTES
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        is_comment, more = bare.startswith("//"), _NO_NOTES
        if is_comment:
            more = tuple(_NOTE.findall(bare))
            if lines:
                lines.append("")
        elif bare.startswith("$CATEGORY:") and (not lines or lines[-1].rstrip().endswith("}")):
            if lines:
                yield _noted(start, lines, notes)
                lines, notes = [], _NO_NOTES
            yield Block(number, bare)
            continue
        elif bare:
            start = start if lines else number
            lines.append(line)
        # Notes behind a question that is complete are those of the next one.
        if lines and (not bare or (more and lines[-2].rstrip().endswith("}"))):
            yield _noted(start, lines, notes)
            lines, notes = [], _NO_NOTES
        notes += more
    if lines:
        yield _noted(start, lines, notes)


_NO_NOTES: tuple[tuple[str, str], ...] = ()


def _noted(start: int, lines: list[str], notes: tuple[tuple[str, str], ...]) -> Block:
    texts = [(key, restore(_BRACKET.sub(r"\1", value)).strip()) for key, value in notes]
    ids = [text for key, text in texts if key == "id"]
    tags = tuple(text for key, text in texts if key == "tag")
    return Block(start, "\n".join(lines).rstrip("\n"), ids[-1] if ids else "", tags)


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Join blocks that a blank line inside of braces has parted."""
    if all(block.text.count("{") <= block.text.count("}") for block in blocks):
        yield from blocks
        return
    following = [""] * (len(blocks) + 1)  # the next brace at or after a block
    for index in range(len(blocks) - 1, -1, -1):
        brace = _BRACE.search(blocks[index].text)
        following[index] = brace[0] if brace else following[index + 1]
    index = 0
    while index < len(blocks):
        block, parts = blocks[index], [blocks[index].text]
        depth, line = _depth(block.text), block.at + block.text.count("\n")
        index += 1
        while depth > 0 and index < len(blocks):
            part = blocks[index]
            if following[index] != "}" and not part.text.lstrip().startswith(("=", "~", "#")):
                break
            parts.append("\n" * (part.at - line) + part.text)
            depth += _depth(part.text)
            line = part.at + part.text.count("\n")
            index += 1
        yield replace(block, text="".join(parts)) if len(parts) > 1 else block


def _depth(text: str) -> int:
    return text.count("{") - text.count("}")


def _questions(block: Block) -> Iterator[Block]:
    """Find the answers of a block, and part questions that no blank line parts."""
    text = block.text
    opens, closes = text.count("{"), text.count("}")
    if not opens and not closes:
        yield block
        return
    if opens == closes == 1 and (start := text.index("{")) < (end := text.index("}")):
        yield replace(block, answers=(start, end))
        return
    pairs = _outer(text)
    if pairs is None:
        yield replace(block, reason="its braces { } do not pair; write \\{ and \\} for those meant")
        return
    if len(pairs) > 1:
        pairs = [pair for pair in pairs if _looks_right(text[pair[0] + 1 : pair[1]])]
    yield from _parted(block, pairs)


def _parted(block: Block, pairs: list[tuple[int, int]]) -> Iterator[Block]:
    text, begin, line, first = block.text, 0, block.at, 0
    for index, (_, end) in enumerate(pairs):
        is_last = index == len(pairs) - 1
        between = "" if is_last else text[end + 1 : pairs[index + 1][0]]
        rest, newline, _ = between.partition("\n")
        if not is_last and (not newline or rest.strip()):
            continue
        stop = len(text) if is_last else end + 1 + len(rest)
        part = text[begin:stop]
        lead = len(part) - len(part.lstrip("\n"))
        answers = (pairs[first][0] - begin, pairs[first][1] - begin)
        several = "it has several gaps; a question of GIFT has one"
        own = replace(block, at=line + lead, text=part, answers=answers)
        yield own if index == first else replace(own, answers=None, reason=several)
        line += part.count("\n")
        begin, first = stop, index + 1
        block = replace(block, id="", tags=())
    if not pairs:
        yield replace(block, reason="none of its braces { } holds answers")


def _outer(text: str) -> list[tuple[int, int]] | None:
    """Return where outer pairs of braces stand, None when they do not pair."""
    found, depth, start = [], 0, 0
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            start = start if depth else brace.start()
            depth += 1
        else:
            depth -= 1
            if depth < 0:
                return None
            if depth == 0:
                found.append((start, brace.start()))
    return None if depth else found


def _looks_right(body: str) -> bool:
    """Tell braces with answers from braces in a text, such as those of a formula."""
    body = body.strip()
    return not body or body[0] in "=~#" or _TRUTH.match(body) is not None
