"""``quiz db``: the database, up to date and in order."""

from __future__ import annotations

import click

from quiz.cli.opening import opened, settings_of_environment
from quiz.errors import StorageError
from quiz.services import upkeep


@click.group()
def db() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Make the database, or bring it up to date. ``quiz serve`` does so by itself."""
    changed = upkeep.upgrade(settings_of_environment())
    click.echo("The database is up to date now." if changed else "The database was up to date.")


@db.command()
def check() -> None:
    """Say whether the database is whole and up to date; exit status 1 when it is not."""
    faults = upkeep.faults(settings_of_environment())
    if faults:
        raise StorageError("\n".join(["The database is not in order:", *faults]))
    click.echo("The database is whole and up to date.")


@db.command()
def tidy() -> None:
    """Forget guests who stay away, and pictures and sounds that no pack calls for days.

    ``quiz serve`` does so once a day by itself.
    """
    with opened() as house:
        gone = upkeep.forget(house)
    click.echo(f"Guests whose names are forgotten: {gone.guests:,}.")
    click.echo(f"Pictures and sounds that nothing called: {gone.media:,}.")
