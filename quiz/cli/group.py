"""The commands, each loaded only when it is called, and errors told as sentences."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from quiz import __version__
from quiz.errors import QuizError

COMMANDS = {
    "serve": "quiz.cli.serve:serve",
    "generate": "quiz.cli.generate:generate",
    "explain": "quiz.cli.generate:explain",
    "pack": "quiz.cli.pack:pack",
    "moments": "quiz.cli.moments:moments",
    "reports": "quiz.cli.reports:reports",
    "difficulty": "quiz.cli.difficulty:difficulty",
    "codes": "quiz.cli.codes:codes",
    "db": "quiz.cli.db:db",
    "settings": "quiz.cli.settings:settings",
}
"""Every command and where it lives. To add one, add a line."""


class Commands(click.Group):
    """A group whose commands stand in a table of names and where each lives (module:name)."""

    def __init__(self, *, table: dict[str, str], **attributes: Any) -> None:
        super().__init__(**attributes)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command, or return None when there is none of that name."""
        del ctx
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what a person can act on is said in words, with exit status 1."""
        try:
            return super().invoke(ctx)
        except QuizError as error:
            raise click.ClickException(str(error)) from error


@click.command(cls=Commands, table=COMMANDS)
@click.version_option(__version__, prog_name="Greenroom")
def quiz() -> None:
    """Greenroom: a trivia quiz whose questions show their proof."""
