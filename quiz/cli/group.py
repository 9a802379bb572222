"""The commands, each loaded only when it is called, and errors told as sentences."""

from __future__ import annotations

from importlib import import_module

import click

from quiz import __version__
from quiz.errors import QuizError

COMMANDS = {
    "serve": "quiz.cli.serve:serve",
    "generate": "quiz.cli.generate:generate",
    "explain": "quiz.cli.generate:explain",
    "pack": "quiz.cli.pack:pack",
    "reports": "quiz.cli.reports:reports",
    "db": "quiz.cli.db:db",
    "settings": "quiz.cli.settings:settings",
}
"""Every command and where it lives. To add one, add a line."""


class Commands(click.Group):
    """A group that looks its commands up in ``COMMANDS``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command, or return None when there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what a person can act on is said in words, with exit status 1."""
        try:
            return super().invoke(ctx)
        except QuizError as error:
            raise click.ClickException(str(error)) from error


@click.command(cls=Commands)
@click.version_option(__version__, prog_name="Greenroom")
def quiz() -> None:
    """Greenroom: a trivia quiz whose questions show their proof."""
