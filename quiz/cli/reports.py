"""``quiz reports``: what players say is wrong with questions."""

from __future__ import annotations

import click

from quiz.cli.opening import opened
from quiz.services import upkeep


@click.command()
def reports() -> None:
    """List what players reported about questions, the latest first."""
    with opened() as house:
        found = upkeep.reports(house)
    for report in found:
        click.echo(f"{report.created_at:%Y-%m-%d %H:%M} {report.reason}: {report.ask}")
        click.echo(f"    {report.pack_id}, {report.question_id}")
        if report.note:
            click.echo(f"    “{report.note}”")
    if not found:
        click.echo("Nothing was reported.")
