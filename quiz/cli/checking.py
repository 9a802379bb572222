"""``quiz moments check``: every fault of a file of moments, and what is likely a mistake."""

from __future__ import annotations

import json
from pathlib import Path

import click

from quiz.moments.model import TableCount
from quiz.services.checking import check_moments, schema_markdown
from quiz.services.checking import schema as schema_of_moments

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MOST_ROWS = click.IntRange(min=1)


@click.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Let warnings fail too: exit status 1.")
@click.option("--most-rows", type=_MOST_ROWS, help="How many rows a table may have (200,000).")
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], strict: bool, most_rows: int | None) -> None:  # noqa: FBT001 - click passes flags so
    """Name every fault in FILES, and what is likely a mistake.

    One line each: file:line:column: code message. Codes that begin with E are errors, with W
    warnings. The exit status is 0 when there is no error, else 1.
    """
    failed = False
    for file in files:
        found = check_moments(file, most_rows or 0)
        for problem in (*found.errors, *found.warnings):
            click.echo(str(problem))
        for table in found.tables:
            click.echo(f"{file}: {_told(table)}")
        errors, warnings = len(found.errors), len(found.warnings)
        counts = f"{_many(errors, 'error')}, {_many(warnings, 'warning')}"
        what = f"“{found.title}”, {found.moments:,} moments" if found.title else "cannot be read"
        click.echo(f"{file}: {what}; {counts}")
        failed = failed or bool(errors) or (strict and bool(warnings))
    if failed:
        ctx.exit(1)


@click.command()
@click.option("--markdown", is_flag=True, help="Print tables of all keys and kinds, for people.")
def schema(markdown: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Print a JSON Schema of moments files, for editors that complete and check while you type."""
    if markdown:
        click.echo(schema_markdown(), nl=False)
        return
    click.echo(json.dumps(schema_of_moments(), ensure_ascii=False, indent=1))


def _told(table: TableCount) -> str:
    return (
        f"{table.file}: {_many(table.rows, 'row')}, {table.used:,} used, "
        f"{len(table.left_out):,} left out, {table.faulty:,} with errors, "
        f"{_many(table.moments, 'moment')}"
    )


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
