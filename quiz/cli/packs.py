"""``quiz pack``: ``new``, ``check``, ``fix``, ``show``, ``schema``, for packs written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import click

from quiz.codes import CODES
from quiz.errors import BadInputError
from quiz.packs.model import Pack
from quiz.packs.reference import reference
from quiz.questions.kinds import answer_text, has_places, options_of, right_options
from quiz.services import authoring, packfiles
from quiz.text import did_you_mean

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_NEW_FILE)
@click.option("--title", default="", help="What the pack is called; else it is made of the name.")
def new(file: Path, title: str) -> None:
    """Write FILE, a pack with a question of every kind, to be written over."""
    if file.exists():
        raise BadInputError(f"{file} is there already. Choose another name.")
    try:
        file.write_text(packfiles.begin(file, title), encoding="utf-8")
    except OSError as error:
        raise BadInputError(f"{file} cannot be written ({error.strerror}).") from error
    click.echo(f"{file} is written. Write over what is in it, then: quiz pack check {file}")


@click.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Let warnings fail too: exit status 1.")
@click.option("--ignore", multiple=True, metavar="CODE", help="A warning that is not told.")
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[Path, ...],
    strict: bool,  # noqa: FBT001 - click passes flags so
    ignore: tuple[str, ...],
) -> None:
    """Name every fault in FILES, and what could be better.

    FILES are packs, with their pictures, sounds and translations, translations (space.de.yaml
    beside space.yaml), files of moments, and files of other tools, as they would come in. One line
    each: file:line:column: code message. Codes that begin with E are errors, with W warnings, which
    are yours to take or leave (“quiz codes” explains them). The exit status is 0 when there is no
    error (with --strict: no warning, either, but those of --ignore), else 1.
    """
    failed = False
    _refuse_unknown(ignore)
    for file in files:
        found = _checked(file)
        warnings = [problem for problem in found.warnings if problem.code not in ignore]
        for problem in (*found.errors, *warnings):
            click.echo(str(problem))
        if found.title and not found.errors:
            counted = f"; {_count(len(warnings), 'warning')}" if warnings else ""
            questions = _count(found.questions, "question")
            click.echo(f"{file}: “{found.title}”, {questions}, no fault{counted}")
        else:
            click.echo(f"{file}: {_count(len(found.errors), 'error')}")
        failed = failed or bool(found.errors) or (strict and bool(warnings))
    if failed:
        ctx.exit(1)


@click.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
def fix(files: tuple[Path, ...]) -> None:
    """Add an id to every question in FILES that has none; nothing else is touched.

    Players' misses and reports hang on ids: with them texts can be changed later.
    """
    for file in files:
        mended = packfiles.mend(file)
        if mended.added:
            try:
                file.write_bytes(mended.text.encode("utf-8"))
            except OSError as error:
                raise BadInputError(f"{file} cannot be written ({error.strerror}).") from error
        click.echo(f"{file}: {_count(len(mended.added), 'id')} added")


@click.command()
@click.argument("file", type=_FILE)
def show(file: Path) -> None:
    """Print the questions of FILE, a pack, moments or a file of another tool, and their answers."""
    made = _read(file)
    click.echo(f"{made.title} ({made.id}), {_count(len(made.questions), 'question')}")
    for question in made.questions:
        click.echo(f"\n{question.ask}  [{question.id}, {question.difficulty}]")
        for medium in question.media:
            click.echo(f"  ({medium.file})")
        right = right_options(question.body)
        if has_places(question.body) or not right:
            click.echo(f"  ✓ {answer_text(question.body)}")
            continue
        for option in options_of(question.body):
            click.echo(f"  {'✓' if option in right else '·'} {option}")


@click.command()
@click.option("--markdown", is_flag=True, help="Print a table of all keys, for people.")
@click.option("--translations", is_flag=True, help="Of translations, rather than of packs.")
def schema(markdown: bool, translations: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Print a JSON Schema of packs, for editors that complete and check while you type."""
    if markdown:
        click.echo(reference(), nl=False)
        return
    made = packfiles.schema(of_translations=translations)
    click.echo(json.dumps(made, ensure_ascii=False, indent=1))


def _is_yaml(file: Path) -> bool:
    """Say whether a file is ours by its name: then none of the other formats is loaded."""
    return file.suffix.lower() in {".yaml", ".yml"}


def _checked(file: Path) -> packfiles.Checked:
    if _is_yaml(file):
        return packfiles.check(file)
    from quiz.services import converting  # noqa: PLC0415 - see above

    return converting.check(file)


def _read(file: Path) -> Pack:
    if _is_yaml(file):
        return authoring.read_any(file)
    from quiz.services import converting  # noqa: PLC0415 - see above

    return converting.read(file)


def _refuse_unknown(codes: tuple[str, ...]) -> None:
    """Refuse to ignore what is no warning: an error cannot be ignored, a slip should be told."""
    known = [code for code in CODES if code.startswith("W")]
    for code in codes:
        if code not in known:
            raise BadInputError(f"There is no warning “{code}”{did_you_mean(code, known)}")


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
