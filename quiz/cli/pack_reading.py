"""``quiz pack check`` and ``show``: the faults of packs and moments files, and what is in them."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.errors import BadInputError, Problem
from quiz.questions.kinds import answer_text, has_places, options_of, right_options
from quiz.services import authoring

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
def check(files: tuple[Path, ...]) -> None:
    """Read FILES and name every fault in them; exit status 1 when there is one."""
    problems: list[Problem] = []
    for file in files:
        try:
            made = authoring.read_any(file)
        except BadInputError as error:
            problems += error.problems
        else:
            click.echo(f"{file}: “{made.title}”, {len(made.questions)} questions, no fault")
    if problems:
        raise BadInputError("These files are not right:", tuple(problems))


@click.command()
@click.argument("file", type=_FILE)
def show(file: Path) -> None:
    """Print the questions of FILE with their answers."""
    made = authoring.read_any(file)
    click.echo(f"{made.title} ({made.id}), {len(made.questions)} questions")
    for question in made.questions:
        click.echo(f"\n{question.ask}  [{question.id}, {question.difficulty}]")
        right = right_options(question.body)
        if has_places(question.body) or not right:
            click.echo(f"  ✓ {answer_text(question.body)}")
            continue
        for option in options_of(question.body):
            click.echo(f"  {'✓' if option in right else '·'} {option}")
