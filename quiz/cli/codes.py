"""``quiz codes``: what the codes of faults mean, and what to do."""

from __future__ import annotations

import click

from quiz.codes import CODES, PARTS, of_part
from quiz.errors import NotFoundError
from quiz.text import did_you_mean

_HEAD = """# What the codes mean

`quiz pack check` and `quiz moments check` name each fault in a line of its own,
`file:line:column: code message`, and the browser tells the same. Codes that begin with E keep a
file from being read. Those that begin with W are warnings: the file can be read, and something is
likely a mistake or could be better. `quiz codes E205` prints one of them.
"""


@click.command()
@click.argument("names", metavar="[CODE]...", nargs=-1)
@click.option("--markdown", is_flag=True, help="Print the table of all codes, for the documents.")
def codes(names: tuple[str, ...], markdown: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Say what the codes of faults mean, and what to do; without CODE all of them."""
    if markdown:
        click.echo(codes_markdown(), nl=False)
        return
    for name in map(str.upper, names):
        if name not in CODES:
            raise NotFoundError(f"There is no code “{name}”{did_you_mean(name, CODES)}")
    for name, said in CODES.items():
        if not names or name in map(str.upper, names):
            click.echo(f"{name}  {said.told}: {said.mend}.")


def codes_markdown() -> str:
    """Return ``docs/errors.md``: every code, part by part."""
    told = [_HEAD]
    for part in PARTS:
        rows = [f"| {code} | {said.told} | {said.mend} |" for code, said in of_part(part).items()]
        table = "\n".join(("| code | what is wrong | what to do |", "|---|---|---|", *rows))
        told.append(f"## {part.title}\n\n{table}\n")
    return "\n".join(told)
