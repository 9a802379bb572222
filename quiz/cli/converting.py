"""``quiz pack convert`` and ``formats``: packs from other tools, and for them."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.errors import BadInputError
from quiz.packs.formats.kept import keeps, table
from quiz.services import converting
from quiz.services.converting import Converted

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)
_HEAD = """# Formats: what each keeps

A format is told by the content of a file, not by its name. `quiz pack convert FILE TARGET` turns
one into another; *Bring one* and *Take it along* in the browser do the same. What a format does not
keep is named question by question before you take it along, and what could not be read with its
line or row. Pictures and sounds come and go with our own zip alone. How tables and cards are read
is told in [Writing packs](packs.md#tables-and-cards).
"""


@click.command()
@click.argument("source", type=_FILE)
@click.argument("target", type=_OUT, required=False)
@click.option("--to", "name", default="", help="The format; else the ending of TARGET tells it.")
@click.option("--force", is_flag=True, help="Write over TARGET if it is there already.")
@click.pass_context
def convert(ctx: click.Context, source: Path, target: Path | None, name: str, force: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Turn SOURCE, a file of any known format, into TARGET.

    Without TARGET it is written beside SOURCE, by its name with another ending. What was changed,
    left out or lost is told. The exit status is 1 when no question came through.
    """
    name = name or (converting.format_for(target) if target else "yaml")
    if not name:
        raise BadInputError(f"The ending of {target} tells no format: say it with --to.")
    made = converting.convert(source, name)
    target = target or source.with_suffix(made.target.ending)
    _tell(made)
    if not made.data:
        ctx.exit(1)
    if target.exists() and not force:
        raise BadInputError(f"{target} is there already: choose another name, or --force.")
    try:
        target.write_bytes(made.data)
    except OSError as error:
        raise BadInputError(f"{target} cannot be written ({error.strerror}).") from error
    click.echo(f"{target} is written.")


@click.command()
@click.option("--markdown", is_flag=True, help="Print a table, for the documents.")
def formats(markdown: bool) -> None:  # noqa: FBT001 - click passes flags so
    """List the formats that are read and written, and what each keeps."""
    if markdown:
        click.echo(formats_markdown(), nl=False)
        return
    for form in converting.formats():
        ways = "in, out" if form.write else "in"
        click.echo(f"{form.name:<16} {ways:<8} {form.ending:<6} {form.title}: {keeps(form)}")


def formats_markdown() -> str:
    """Return ``docs/formats.md``: what each format keeps of a pack."""
    return f"{_HEAD}\n{table(converting.formats())}\n"


def _tell(made: Converted) -> None:
    report = made.report
    click.echo(
        f"{report.title}: {report.found:,} found, {report.imported:,} taken over "
        f"({report.changed_count:,} changed), {len(report.skipped):,} left out"
    )
    for word, notes in (("changed", report.changed), ("left out", report.skipped)):
        for note in notes:
            click.echo(f"  {report.unit} {note.at}, {word}: “{note.what}”: {note.reason}")
    if made.losses:
        click.echo(f"{made.target.title} cannot hold:")
    for loss in made.losses:
        whose = f"“{loss.question}”: " if loss.question else ""
        click.echo(f"  {whose}{loss.what}")
