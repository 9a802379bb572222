"""File descriptors: every connection costs one, and the system allows only so many."""

from __future__ import annotations

import contextlib
import sys

MOST_CONNECTIONS = 40_000
ENOUGH_CONNECTIONS = 16_000
"""A stream and a connection for requests for each of 8,000 people: what one process bears."""

_OTHER_FILES = 128  # database, log, libraries: what else wants a descriptor


def make_room() -> int:
    """Raise the limit of open files as far as the system lets us; return how many may connect."""
    if sys.platform == "win32":
        return MOST_CONNECTIONS  # has no such limit
    import resource as limits  # noqa: PLC0415 - Windows lacks it

    soft, hard = limits.getrlimit(limits.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + _OTHER_FILES
    allowed = wanted if hard == limits.RLIM_INFINITY else min(wanted, hard)
    if soft != limits.RLIM_INFINITY and soft < allowed:
        # macOS has a lower limit of its own, which it does not tell.
        with contextlib.suppress(OSError, ValueError):
            limits.setrlimit(limits.RLIMIT_NOFILE, (allowed, hard))
            soft = allowed
    most = MOST_CONNECTIONS if soft == limits.RLIM_INFINITY else soft - _OTHER_FILES
    return max(64, min(MOST_CONNECTIONS, most))


def told(connections: int) -> str:
    """Return what the operator should know about so many connections; mostly nothing."""
    if connections >= ENOUGH_CONNECTIONS:
        return ""
    return (
        f"This system lets one process have {connections + _OTHER_FILES:,} open files, so some "
        f"{connections // 2:,} people can take part in nights at once. For more, raise the limit: "
        f"ulimit -n {ENOUGH_CONNECTIONS + _OTHER_FILES}"
    )
