"""Bytes to text, and marked-up text to plain text, as other tools' files want it."""

from __future__ import annotations

import codecs
import html
import re

from quiz.errors import BadInputError, Problem

MAX_BYTES = 50 << 20  # of a file as it comes
MOST_QUESTIONS = 50_000  # in a pack
_LONGEST = 20_000
_LEAST_WIDE = 16  # bytes
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*+>", re.IGNORECASE)
_CELLS = re.compile(r"</t[dh]\b[^<>]*+>(?=\s*+<t[dh]\b)", re.IGNORECASE)
_PRE, _PRE_END = (re.compile(rf"<{sign}pre\b[^<>]*+>", re.IGNORECASE) for sign in ("", "/"))
_KEPT = str.maketrans({" ": "\U0010ff20", "\t": "\U0010ff09"})  # spaces of code, put aside
_GIVEN_BACK = str.maketrans({"\U0010ff20": " ", "\U0010ff09": "\t"})
_SUP = re.compile(r"<sup\b[^<>]*+>([^<>]{1,12}+)</sup\s*+>", re.IGNORECASE)
_POWER = re.compile(r"[+\-\u2212]?[0-9n]+")
_RAISED = str.maketrans("0123456789n+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ⁺⁻⁻")
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*+>")
_UNSEEN_PART = re.compile(r"<!--|<script\b|<style\b", re.IGNORECASE)
_ENDS = {
    "<!--": re.compile("-->"),
    "<script": re.compile("</script[^<>]*+>", re.IGNORECASE),
    "<style": re.compile("</style[^<>]*+>", re.IGNORECASE),
}
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u200b\u2028\u2029]+")
_LINES = re.compile(r" ?\n[ \n]*")
# Control characters that nobody sees; the reader of packs refuses them.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def refusal(
    file: str, message: str, line: int = 0, column: int = 0, code: str = "E501"
) -> BadInputError:
    """Return the error to raise when a file as a whole cannot be read."""
    problem = Problem(file, line, column, code, message)
    return BadInputError(f"{file} could not be read.", (problem,))


def too_many(file: str) -> BadInputError:
    """Return the error to raise when a file has more questions than a pack may have."""
    message = f"there are more than {MOST_QUESTIONS:,} questions; more do not fit in a pack"
    return refusal(file, f"{message}: split the file", code="E502")


def decode(data: bytes) -> str:
    r"""Return a file as text: by its mark, as UTF-8 or UTF-16, or line by line as UTF-8 or cp1252.

    Old collections mix the two from line to line. Bytes that are neither become U+FFFD.
    Lines may end in any of the three ways; ``\n`` is what comes out.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            break
    else:
        try:
            text = data.decode(_wide(data) or "utf-8")
        except UnicodeDecodeError:
            text = "\n".join(map(_decode_line, data.split(b"\n")))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _wide(data: bytes) -> str:
    """Return the form of UTF-16 that a text without a mark is in: every other byte is a zero."""
    start = data[:512]
    zeros = start[1::2].count(0), start[::2].count(0)
    if len(start) < _LEAST_WIDE or min(zeros) > 0 or max(zeros) < 0.4 * len(start[1::2]):
        return ""
    return "utf-16-le" if zeros[0] else "utf-16-be"


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def tidy(text: str) -> str:
    """Return a text without control characters and without space at its ends or in rows."""
    return _LINES.sub("\n", _SPACES.sub(" ", _UNSEEN.sub("", text))).strip()


def raised(text: str) -> str:
    """Return what stands above the line, where that changes what is said: 10³ is not 103."""
    return text.translate(_RAISED) if _POWER.fullmatch(text.strip()) else text


def from_html(text: str) -> str:
    """Return what a browser would show of HTML, as plain text: breaks stay, tags go.

    Spaces stay as they are where a browser keeps them, in ``<pre>``. The time is in proportion to
    the length, whatever the nesting; so no tree is built.
    """
    if "<" in text:
        text = _SUP.sub(lambda found: raised(found[1]), text)
        text = _CELLS.sub(" ", _with_kept_spaces(_without_unseen_parts(text)))
        text = _TAG.sub("", _BREAKS.sub("\n", text))
    return tidy(html.unescape(text)).translate(_GIVEN_BACK)


def _with_kept_spaces(text: str) -> str:
    """Put the spaces aside that stand where a browser keeps them."""
    kept, at = [], 0
    while (start := _PRE.search(text, at)) and (end := _PRE_END.search(text, start.end())):
        inside = text[start.end() : end.start()].translate(_KEPT)
        kept += [text[at : start.start()], "\n", inside, "\n"]
        at = end.end()
    return "".join((*kept, text[at:]))


def _without_unseen_parts(text: str) -> str:
    """Leave out comments, scripts and styles; one that does not end reaches to the end."""
    kept, at = [], 0
    while part := _UNSEEN_PART.search(text, at):
        kept.append(text[at : part.start()])
        end = _ENDS[part[0].lower()].search(text, part.end())
        if not end:
            return "".join(kept)
        at = end.end()
    return "".join((*kept, text[at:]))


def with_line(text: str, line: str) -> str:
    """Return a text with one more line, unless it is longer already than any that is kept."""
    return f"{text}\n{line}" if len(text) < _LONGEST else text


def shorten(text: str, most: int = 60) -> str:
    """Return how a text begins, in one line, for a report."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
