"""Server-sent events as bytes, made once and written to every socket.

The format: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import re

_LINE_END = re.compile("\r\n|\r|\n")  # the three that the format knows, and no other

LAST_CHUNK = b"0\r\n\r\n"
"""Ends an answer that is sent in chunks."""


def frame(event: str, html: str, ident: str = "") -> bytes:
    """Return one event. ``html`` may have lines; the browser gets them back joined by newlines.

    Raises ValueError when ``event`` or ``ident`` would break out of its line.
    """
    if _LINE_END.search(event + ident) or "\0" in ident:
        raise ValueError("the name and the id of an event are of one line")
    lines = [f"event: {event}", *(f"id: {ident}" for _ in "1" if ident)]
    lines += [f"data: {line}" for line in _LINE_END.split(html)]
    return ("\n".join(lines) + "\n\n").encode()


def retry(milliseconds: int) -> bytes:
    """Return what tells a browser how long to wait before it comes back."""
    return b"retry: %d\n\n" % milliseconds


def chunk(data: bytes) -> bytes:
    """Return ``data`` as one chunk of HTTP/1.1 (RFC 9112, 7.1). Empty data would end the answer."""
    return b"%x\r\n%b\r\n" % (len(data), data)


PING = frame("ping", "")
"""Says that the stream lives. Named, because a script never sees a comment."""
