"""``quiz moments``: the commands about files of moments, each in a module of its own."""

from __future__ import annotations

import click

from quiz.cli.group import Commands

COMMANDS = {
    "check": "quiz.cli.checking:check",
    "schema": "quiz.cli.checking:schema",
    "draft": "quiz.cli.drafts:draft",
    "review": "quiz.cli.drafts:review",
}
"""Every command and where it lives. To add one, add a line."""


@click.command(cls=Commands, table=COMMANDS)
def moments() -> None:
    """Check files of moments, and help to write them."""
