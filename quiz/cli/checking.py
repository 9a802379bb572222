"""``quiz moments check``: every fault of a file of moments, with its place."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.errors import BadInputError, Problem
from quiz.services import sources

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
def check(files: tuple[Path, ...]) -> None:
    """Read FILES and name every fault in them; exit status 1 when there is one."""
    problems: list[Problem] = []
    for file in files:
        try:
            facts = sources.facts_of(sources.Source(file, "moments", str(file)))
        except BadInputError as error:
            problems += error.problems
        else:
            click.echo(f"{file}: “{facts.title}”, {len(facts.moments):,} moments")
            problems += facts.problems
    if problems:
        raise BadInputError("These files are not right:", tuple(problems))
