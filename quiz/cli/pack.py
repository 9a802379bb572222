"""``quiz pack``: the commands about packs, each loaded when it is called."""

from __future__ import annotations

import click

from quiz.cli.group import Commands

COMMANDS = {
    "new": "quiz.cli.packs:new",
    "check": "quiz.cli.packs:check",
    "fix": "quiz.cli.packs:fix",
    "show": "quiz.cli.packs:show",
    "translate": "quiz.cli.translating:translate",
    "convert": "quiz.cli.converting:convert",
    "formats": "quiz.cli.converting:formats",
    "schema": "quiz.cli.packs:schema",
    "list": "quiz.cli.pack_install:list_",
    "install": "quiz.cli.pack_install:install",
    "uninstall": "quiz.cli.pack_install:uninstall",
    "analysis": "quiz.cli.pack_analysis:analysis",
    "reports": "quiz.cli.reports:reports",
}
"""Every command and where it lives. To add one, add a line."""


@click.command(cls=Commands, table=COMMANDS)
def pack() -> None:
    """Begin, check, mend, show, convert and install packs, and see what play says of them.

    The exit status is 0 when all went well, 1 when a file has faults or cannot be written, 2 when
    the command was called in a way there is not.
    """
