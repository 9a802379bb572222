"""``quiz moments draft`` and ``review``: from a text to moments, decided one by one."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.drafting.reviewing import Review
from quiz.drafting.writing import Head
from quiz.errors import BadInputError, ConflictError, StorageError
from quiz.moments.cast import slug
from quiz.services import clock, drafting, reviewing

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_CHOICES = {
    "a": "accept", "e": "edit", "r": "reject", "c": "complete", "s": "skip", "q": "quit",
}  # fmt: skip
_HELP = "[a]ccept  [e]dit  [r]eject  [c]omplete a role  [s]kip  [q]uit"


@click.command()
@click.argument("article", type=_FILE)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the drafts here.")
@click.option("--with", "known", type=_FILE, help="A moments file whose names are known too.")
@click.option("--title", help="Title of the file, and of its source (default: the file's name).")
@click.option("--id", "own_id", help="Id of the file (default: from the title).")
@click.option("--as-of", help="The day up to which it is true (default: today).")
@click.option("--license", "license_", default="", help="License of the moments (default: none).")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def draft(  # noqa: PLR0913, PLR0917 - click passes each option as an argument
    article: Path,
    output: Path | None,
    known: Path | None,
    title: str | None,
    own_id: str | None,
    as_of: str | None,
    license_: str,
    force: bool,  # noqa: FBT001 - likewise
) -> None:
    """Draft moments from ARTICLE, a text of captions or sentences, for you to review."""
    if output is not None and output.exists() and not force:
        raise ConflictError(f"{output} is there already: choose another, or say --force.")
    try:
        content = article.read_bytes()
    except OSError as error:
        raise BadInputError(f"{article} cannot be read: {error.strerror}.") from error
    text = drafting.read_text(content, article.name)
    guessed = drafting.head_of(text, article.name, as_of or f"{clock.now():%Y-%m-%d}")
    named = title or guessed.title
    head = Head(
        slug(own_id or "") or slug(title or "") or guessed.id, named, guessed.as_of, license_,
        article.name,
    )  # fmt: skip
    made = drafting.drafted_from(text, known)
    written = drafting.moments_file(made, head)
    if output is None:
        click.echo(written, nl=False)
    else:
        _save(output, written)
        click.echo(
            f"{output}: {len(made.drafts)} drafts from {made.told} of {len(made.sentences)} "
            f"sentences; {len(made.left)} were not understood. Next: quiz moments review {output}"
        )


@click.command()
@click.argument("file", type=_FILE)
def review(file: Path) -> None:
    """Decide about the drafts in FILE, one by one. Each decision is saved at once."""
    made = _read(file)
    total = len(made.pending())
    skipped: set[str] = set()
    decided = 0
    while waiting := [v for v in reviewing.views(made) if v.mark not in skipped]:
        view = waiting[0]
        click.echo(f"\n{total - len(waiting) + 1} of {total}")
        _show(view)
        word = _ask(_HELP)
        if word == "quit":
            break
        if word == "skip":
            skipped.add(view.mark)
            continue
        before = made
        try:
            made = _decided(made, view, word)
        except (BadInputError, ConflictError) as error:
            click.echo(str(error))
            continue
        if made.text != before.text:
            _save(file, made.text, expected=before.text)
            decided += word in {"accept", "reject"}
    left = len(made.pending())
    click.echo(f"\n{decided} decided, {left} left." if left else f"\n{decided} decided, none left.")


def _decided(made: Review, view: reviewing.DraftView, word: str) -> Review:
    if word == "accept":
        return made.accept(view.mark)
    if word == "reject":
        return made.reject(view.mark)
    if word == "complete":
        told = click.prompt("Whole are (roles, parted by commas; none: –)", default="–")
        roles = [role.strip() for role in told.split(",") if role.strip() not in {"", "–", "-"}]
        return made.complete(view.mark, roles)
    roles_now = ", ".join(role.name for role in view.roles)
    told = click.prompt(f"role = name; name  ({roles_now})")
    role, _, names = told.partition("=")
    return made.edit(view.mark, {role.strip(): [n.strip() for n in names.split(";") if n.strip()]})


def _ask(prompt: str) -> str:
    while True:
        try:
            given = str(click.prompt(prompt, prompt_suffix=" > ", default="s", show_default=False))
        except click.Abort:  # the end of a pipe, or Ctrl-C: all that was decided is saved
            return "quit"
        word = _CHOICES.get(given.strip().lower()[:1], "")
        if word:
            return word


def _show(view: reviewing.DraftView) -> None:
    place = f"no. {view.place}, " if view.place else ""
    click.echo(f"  {place}{view.sure} % sure" if view.sure else f"  {place}".rstrip(", "))
    if view.words:
        click.echo(f"  “{view.words}”")
    click.echo(f"  → {view.told}")
    click.echo(f"    {view.kind}")
    for role in view.roles:
        if role.names:
            whole = "  (whole: so are all of this kind)" if role.by_kind else ""
            whole = "  (whole)" if role.complete else whole
            click.echo(f"      {role.name}: {'; '.join(role.names)}{whole}")


def _read(file: Path) -> Review:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInputError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInputError(f"{file} is not UTF-8 text.") from error
    return reviewing.review(text, file.name, file.parent)


def _save(path: Path, text: str, expected: str | None = None) -> None:
    """Write beside the file first, so that nothing is ever half there.

    Raises ConflictError when the file is no longer as ``expected``: somebody edits it meanwhile.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        if expected is not None and path.read_text(encoding="utf-8-sig") != expected:
            raise ConflictError(f"{path} was changed meanwhile; nothing was written. Start again.")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StorageError(f"{path} cannot be written: {error.strerror}.") from error
