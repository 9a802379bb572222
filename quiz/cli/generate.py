"""``quiz generate`` and ``quiz explain``: from a file of moments to a pack, and why it is right."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from quiz.errors import QuizError, StorageError
from quiz.packs.writing import write_pack_json, write_pack_yaml
from quiz.services import authoring, sources

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--count", type=click.IntRange(min=1), help="How many questions (default: all).")
@click.option("--seed", type=int, default=0, show_default=True, help="Same seed, same questions.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the pack here.")
@click.option("--report", is_flag=True, help="Print what became of each moment instead.")
@click.option("--learned", is_flag=True, help="Prefer wrong options that players here chose.")
@click.option("--most-rows", type=int, default=0, help="How many rows a table may have (200,000).")
def generate(
    *,
    file: Path,
    count: int | None,
    seed: int,
    output: Path | None,
    report: bool,
    learned: bool,
    most_rows: int,
) -> None:
    """Make a pack of proven questions from FILE, a file of moments."""
    chosen = _chosen_here() if learned else sources.nothing_chosen
    made = authoring.generate_from(file, seed=seed, count=count, most_rows=most_rows, chosen=chosen)
    if report:
        click.echo("\n".join(made.report.lines()))
        return
    if not made.pack.questions:
        raise QuizError(f"No question can be proved from {file}; try --report to see why.")
    as_json = output is not None and output.suffix == ".json"
    if output is None:
        sys.stdout.write(write_pack_yaml(made.pack))
        return
    if output.suffix == ".zip":
        _save(output, authoring.zipped(file, made.pack))
    else:
        text = write_pack_json(made.pack) if as_json else write_pack_yaml(made.pack)
        _save(output, text.encode())
        if shown := sum(1 for question in made.pack.questions if question.media):
            told = f"{shown} show a picture of {file.parent / 'media'}: keep that folder beside it"
            click.echo(f"{told}, or write a zip with all in it (-o {output.stem}.zip).")
    asked = len(made.pack.questions)
    if count is not None and asked < count:
        click.echo(f"{asked} questions are all that can be proved; {count} were asked for.")
    click.echo(f"{output}: {asked} questions")


def _chosen_here() -> Callable[[str], sources.Chosen]:
    from quiz.cli.opening import opened  # noqa: PLC0415 - only this needs the database
    from quiz.services.confusions import chosen_here  # noqa: PLC0415 - likewise

    def chosen(pack_id: str) -> sources.Chosen:
        with opened() as house:
            return chosen_here(house, pack_id)

    return chosen


def _save(path: Path, data: bytes) -> None:
    """Write beside the file first, so that a full disk never leaves half a pack."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StorageError(f"{path} cannot be written: {error.strerror}.") from error


@click.command()
@click.argument("pack", type=_FILE)
@click.argument("question_id", metavar="QUESTION-ID")
def explain(pack: Path, question_id: str) -> None:
    """Say why the answer of a question is right, and why each wrong option is wrong."""
    click.echo("\n".join(authoring.explain(pack, question_id)))
