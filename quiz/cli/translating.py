"""``quiz pack translate``: a translation beside a pack, begun or brought up to date."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.services import translating

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MOST_NAMED = 10


@click.command()
@click.argument("pack", type=_FILE)
@click.argument("language")
def translate(pack: Path, language: str) -> None:
    """Write the translation of PACK into LANGUAGE beside it, to be filled in.

    LANGUAGE is a code such as de or pt-BR. A translation that is there already keeps what was
    translated; questions that are new come to it, those that are gone leave it. A question that was
    changed since is told: look over its translation, delete its line “of”, and call this again.
    Comments of your own in the file are not kept.
    """
    done = translating.translate(pack, language)
    what = "is written" if done.is_new else "is brought up to date"
    click.echo(f"{done.path} {what}: {done.asked:,} of {done.questions:,} questions translated.")
    for question_id in done.changed[:_MOST_NAMED]:
        click.echo(f"  changed since: {question_id}")
    if len(done.changed) > _MOST_NAMED:
        click.echo(f"  … and {len(done.changed) - _MOST_NAMED:,} more")
    for problem in done.left_out:
        click.echo(f"  left out: {problem}")
    if done.kept:
        click.echo(f"The file as it was: {done.kept}")
    if done.asked < done.questions:
        click.echo(f"Fill in what is empty, then: quiz pack check {done.path}")
