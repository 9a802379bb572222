"""``quiz reports``: what players say is wrong with questions."""

from __future__ import annotations

import click

from quiz.cli.opening import opened
from quiz.services import upkeep
from quiz.services.library import mending


@click.command()
@click.option("--all", "settled", is_flag=True, help="List those that are settled, too.")
@click.option("--done", multiple=True, metavar="ID", help="Say that a question was mended.")
@click.option("--dismiss", multiple=True, metavar="ID", help="Say that nothing is wrong with it.")
def reports(done: tuple[str, ...], dismiss: tuple[str, ...], *, settled: bool) -> None:
    """List what players reported about questions, the latest first, or settle some of it.

    People see the reports on packs of their own on a page; here are those on all packs.
    """
    with opened() as house:
        if done or dismiss:
            count = mending.settle_all(house, done, "done")
            count += mending.settle_all(house, dismiss, "dismissed")
            click.echo(f"{count} of {len(done) + len(dismiss)} settled.")
            return
        found = upkeep.reports(house, settled=settled)
    for report in found:
        click.echo(f"{report.created_at:%Y-%m-%d %H:%M} {report.reason}: {report.ask}")
        click.echo(f"    {report.id}: {report.pack_id}, {report.question_id}")
        if report.note:
            click.echo(f"    “{report.note}”")
    if not found:
        click.echo("Nothing was reported.")
