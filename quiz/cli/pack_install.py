"""``quiz pack list``, ``install`` and ``uninstall``: what is served, and from where."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.cli.opening import opened
from quiz.packs.importing import Report
from quiz.services import catalog, installing

_RESTART = "A server that runs serves it from its next start on; with --watch, at once."
_MOST_NOTES = 20


@click.command("list")
def list_() -> None:
    """List the packs that are served, where each is from, and what is wrong with the others."""
    with opened() as house:
        problems = catalog.load(house)
        rows = installing.listed(house)
    wide = max((len(row.pack_id) for row in rows), default=0)
    for row in rows:
        also = f", also in {', '.join(row.languages)}" if row.languages else ""
        told = f"{row.count:>7,}  {row.title}{also}  ({row.file}, {row.origin})"
        click.echo(f"{row.pack_id:<{wide}} {told}")
    click.echo(f"{_count(len(rows), 'pack')}, {_count(len(problems), 'problem')}")
    for problem in problems:
        click.echo(f"  {problem}", err=True)


@click.command()
@click.argument("what", metavar="FILE|NAME")
def install(what: str) -> None:
    """Put the pack in FILE into the data folder, or say where the pack NAME is served from.

    A file of another format (GIFT, Moodle XML, Aiken, Open Trivia DB, tables, …) is made a pack of
    ours first, with a report. Nothing that is there is ever overwritten.
    """
    path = Path(what)
    with opened() as house:
        catalog.load(house)
        if not path.is_file():
            source = installing.offered(house, what)
            click.echo(f"“{what}” is served already: {source.name} ({source.origin}).")
            return
        done = installing.install(house, path)
    if done.report is not None:
        _tell(done.report)
    named = f"“{done.title}” ({done.pack_id}), {_count(done.count, 'question')}"
    if done.is_new:
        click.echo(f"{named}: {done.path}\n{_RESTART}")
    else:
        click.echo(f"{named}: it is there already, just as it is: {done.path}")


@click.command()
@click.argument("name")
def uninstall(name: str) -> None:
    """Delete the file of the pack NAME (its id, or the name of the file) from the data folder.

    What was played of it stays.
    """
    with opened() as house:
        catalog.load(house)
        gone = installing.uninstall(house, name)
    click.echo(f"{gone} is deleted. What was played of it stays.")


def _tell(report: Report) -> None:
    told = f"{report.title}: {report.found:,} found, {report.imported:,} taken over"
    click.echo(f"{told}, {report.changed_count:,} of them changed, {len(report.skipped):,} skipped")
    for word, notes in (("changed", report.changed), ("skipped", report.skipped)):
        for note in notes[:_MOST_NOTES]:
            click.echo(f"  {word}, {report.unit} {note.at}: {note.what}: {note.reason}")
        if len(notes) > _MOST_NOTES:
            click.echo(f"  … and {len(notes) - _MOST_NOTES:,} more {word}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
