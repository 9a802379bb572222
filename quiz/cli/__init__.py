"""``quiz``: serve the game, make and check packs, look after the database."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line.

    A server of greenlets must patch the standard library before anything else is imported, click
    and our own rooms included; so the one command that serves is told here, by its name.
    """
    if "serve" in sys.argv[1:2]:
        from gevent import monkey  # noqa: PLC0415 - only the server needs it

        monkey.patch_all()
    from quiz.cli.group import quiz  # noqa: PLC0415 - after patching

    quiz()
