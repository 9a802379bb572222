"""Texts that may or may not be marked up → what one would see of them."""

from __future__ import annotations

import html
import re

from quiz.packs.formats.texts import from_html

_KNOWN_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|center|code|details|div|em|font|h[1-6]|hr|i|img|li|mark|ol|p|pre|q|s"
    r"|samp|small|span|strike|strong|su[bp]|summary|table|tbody|td|th|tr|tt|u|ul|var)\b[^<>]*+>|<!--",
    re.IGNORECASE,
)
# A tag that has no end, and wants none or stands there twice; any other is one that is spoken of.
_MARKS_UP = re.compile(
    r"</|<(?:br|hr|img)\b|<!--|<(p|li|tr)\b[^<>]*+>.*?<\1\b", re.IGNORECASE | re.DOTALL
)
_MEDIA = re.compile(r"<(?:img|audio|video|iframe|object|embed|svg|canvas)\b", re.IGNORECASE)
_MD_MEDIA = re.compile(r"!\[[^\[\]\n]*+\](?=\()")
# Characters of markup that are meant as text stand aside as private ones of the last plane.
_ASIDE = {ord(char): 0x10FF00 + ord(char) for char in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ "}
_BACK = {aside: char for char, aside in _ASIDE.items()}
_MD_TEXT = re.compile(r"\\([!-/:-@\[-`{-~])|(?<!`)`([^`]++)`(?!`)|(?<!`)``([^`]++)``(?!`)")
_MD_LINK = re.compile(r"!?\[([^\[\]\n]*+)\]\([^()\n]*+\)")
_MD_BOLD = re.compile(r"(\*\*|__|~~)(?=[^\s*_])([^*_~\n]*[^\s*_~])\1")
_MD_ITALIC = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]*[^\s*_])\1(?![\w*])")
_LONGEST = 20_000  # nothing that long is kept; it is not worth the time


def from_mixed(text: str) -> str:
    """Return text in which tags of HTML and entities may stand, but other ``<`` are meant.

    A text that is all tags is one that speaks of them, and stays, and so does a tag that opens and
    never closes: *What does <b> do?*
    """
    if "<" in text and _KNOWN_TAG.search(text) and _MARKS_UP.search(text):
        return from_html(text) or text
    return html.unescape(text) if "&" in text else text


def from_markdown(text: str) -> str:
    """Return text without the marks of Markdown; what is quoted as code stays as it is."""
    if len(text) > _LONGEST:
        return text.translate(_BACK)
    text = _MD_TEXT.sub(_put_aside, text)
    text = _MD_LINK.sub(r"\1", text)
    text = _MD_ITALIC.sub(r"\2", _MD_BOLD.sub(r"\2", text))
    return from_mixed(text).translate(_BACK)


def as_code(line: str) -> str:
    """Return a line of code in which ``from_markdown`` sees no marks, and no space too many."""
    return line.translate(_ASIDE)


def shows_media(text: str) -> bool:
    """Say whether HTML or Markdown shows a picture or plays something."""
    return ("<" in text and _MEDIA.search(text) is not None) or (
        "![" in text and _MD_MEDIA.search(text) is not None
    )


def shows_media_in_markdown(text: str) -> bool:
    """Say whether Markdown shows a picture or plays something, and not only speaks of it."""
    return shows_media(_MD_TEXT.sub(_put_aside, text))


def _put_aside(found: re.Match[str]) -> str:
    return (found[1] or found[2] or found[3]).translate(_ASIDE)
