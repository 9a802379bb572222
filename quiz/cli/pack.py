"""``quiz pack``: the commands about packs, each in a module of its own."""

from __future__ import annotations

import click

from quiz.cli.group import Commands

COMMANDS = {
    "check": "quiz.cli.pack_reading:check",
    "show": "quiz.cli.pack_reading:show",
    "list": "quiz.cli.pack_install:list_",
    "install": "quiz.cli.pack_install:install",
    "uninstall": "quiz.cli.pack_install:uninstall",
    "analysis": "quiz.cli.pack_analysis:analysis",
    "reports": "quiz.cli.reports:reports",
}
"""Every command and where it lives. To add one, add a line."""


@click.command(cls=Commands, table=COMMANDS)
def pack() -> None:
    """Check and show packs and files of moments, put them in place, and see what play says."""
