"""``quiz``: serve the game, make and check packs, look after the database."""

from __future__ import annotations

import gc
import sys

_GARBAGE = 1_000_000
"""How many new things a command may make before it looks for rings of them that nobody holds.

A command ends soon, and what it reads holds no rings: looking as often as usual would take a fifth
of the time of reading a large pack, and a tenth of the start of the server.
"""


def main() -> None:
    """Run the command line.

    A server of greenlets must patch the standard library before anything else is imported, click
    and our own rooms included; so the one command that serves is told here, by its name.
    """
    gc.set_threshold(_GARBAGE)  # a server says something else once it has started
    if "serve" in sys.argv[1:2]:
        from gevent import events, monkey  # noqa: PLC0415 - only the server needs them

        # Nobody's plug-in is told of the patching: to look for one before and after each module
        # reads what is said of every library that is installed, some thirty times.
        events.notify_and_call_entry_points = events.notify
        monkey.patch_all()
    from quiz.cli.group import quiz  # noqa: PLC0415 - after patching

    quiz()
