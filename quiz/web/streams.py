"""The answer that does not end: a stream of events to a page.

Our own server hands its socket over to the hub; before any other (werkzeug's, a test client, one
that speaks TLS) a generator pours out of a bounded queue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from flask import Response, abort, request

from quiz.live import frames
from quiz.live.hub import FIRST_RETRY_MS, Audience, Hub, Watcher
from quiz.live.lines import TAKE_OVER, QueueLine, TakeOver
from quiz.web import security
from quiz.web.languages import gettext as _

HEADERS = [
    ("Cache-Control", "no-store"),
    ("X-Accel-Buffering", "no"),
    ("Content-Type", "text/event-stream; charset=utf-8"),
]
"""What every stream begins with."""
SLACK: Mapping[Audience, int] = MappingProxyType({"host": 4 * 1024 * 1024})
"""How many bytes may wait for room in a socket: a desk shows all who are in, of whom each takes 350
bytes, and 5,000 may come."""


def stream(
    hub: Hub,
    room: str,
    audience: Audience,
    *,
    seat: str = "",
    language: str = "",
    first: Callable[[], bytes],
) -> Response:
    """Return the answer that keeps somebody watching ``room``.

    ``first`` makes what is sent at once, the snapshot (``frames.frame``; ``frames.retry(1000)``
    before it). It is called when the watcher is in the hub, so that nothing falls between; what
    is delivered meanwhile follows it. What it raises is raised here, and nobody watches.
    Like every frame it must fit into the buffer of a socket: 100 kB do, much more never will; only
    a host's may be longer, see ``SLACK``.
    Another site's page is refused with a 403, one watcher too many with a 503.
    """
    if security.comes_from_elsewhere():
        abort(403, _("Only a page of this server may watch."))
    if hub.is_full:
        return Response("", 503, {"Retry-After": "5"})
    if request.method == "HEAD":
        return _answer(iter(()))
    if hub.is_closed:
        return _answer(iter([frames.retry(FIRST_RETRY_MS)]))
    take_over: TakeOver | None = request.environ.get(TAKE_OVER)
    if take_over is not None:
        who = (room, audience, seat, language)
        return _answer(iter([handed_over(hub, take_over, who, first)]))
    line = QueueLine()
    watcher = Watcher(room, audience, seat, language, line)
    answer = _answer(_pour(_joined(hub, watcher, first), line))
    answer.call_on_close(partial(hub.leave, watcher))
    return answer


def handed_over(
    hub: Hub,
    take_over: TakeOver,
    who: tuple[str, Audience, str, str],
    first: Callable[[], bytes],
) -> bytes:
    """Give the socket of a request to somebody who watches: room, audience, seat and language.

    Returns the body of the answer, of status 200 with ``HEADERS``. See ``stream``, which has made
    sure before that this one may watch and that there is room.
    """
    line = take_over(lambda: hub.leave(watcher))
    line.slack = SLACK.get(who[1], 0)
    watcher = Watcher(*who, line)
    return _joined(hub, watcher, first)


def _joined(hub: Hub, watcher: Watcher, first: Callable[[], bytes]) -> bytes:
    hub.join(watcher)
    try:
        return first()
    except BaseException:
        hub.leave(watcher)
        raise


def _pour(first: bytes, line: QueueLine) -> Iterator[bytes]:
    yield first
    while data := line.take():
        yield data


def _answer(body: Iterator[bytes]) -> Response:
    # An iterator has no length, so that no Content-Length ends the stream.
    return Response(body, headers=HEADERS)
