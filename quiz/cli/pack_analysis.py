"""``quiz pack analysis``: what play says of the questions of a pack."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from quiz.cli.opening import opened
from quiz.services import analysis as items
from quiz.services import catalog
from quiz.services.analysis import Analysis
from quiz.services.items import SHOWN_FROM, SURE_FROM, Figures, Flag, Item

_FLAGS: dict[Flag, str] = {
    "key": "another option is chosen more often than the key: is the key right?",
    "backwards": "those who know more have it wrong: read it as they do, and check the key",
    "hard": "no better than a guess: say what is asked more plainly, or make it the last round's",
    "easy": "nearly everybody has it right: good for a start, else find nearer wrong options",
    "idle": "nobody takes one of the options: put one there that somebody could believe",
}


@click.command()
@click.argument("pack")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program to read.")
def analysis(*, pack: str, as_json: bool) -> None:
    """Say how hard, how telling and how well keyed the questions of PACK (its id) turn out to be.

    Only first answers count, alone and in nights that are over; nobody is named.
    """
    with opened() as house:
        catalog.load(house)
        found = items.for_operator(house, pack)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(_lines(found)))


def _lines(found: Analysis) -> Iterator[str]:
    people = f"{found.people:,} {'person' if found.people == 1 else 'people'}"
    yield f"{found.title} ({found.pack_id}): {found.answers:,} first answers of {people}"
    if not found.shown:
        yield f"No question has {SHOWN_FROM} first answers yet: play it, or host a night with it."
        return
    yield ""
    yield "    n    right   95 % interval  point-bis.  upper-lower  seconds  question"
    for item in found.shown:
        if item.figures:
            yield _line(item, item.figures)
    waiting = len(found.items) - len(found.shown)
    if waiting:
        yield f"{waiting:,} more have fewer than {SHOWN_FROM} first answers."
    yield ""
    if not found.flagged:
        yield f"Nothing to mend, as far as {SURE_FROM} first answers and more can tell."
    for item in found.flagged:
        yield f"{item.question_id}: {item.ask}"
        yield from (f"    {_FLAGS[flag]}" for flag in item.flags)
        for option in item.figures.options if item.figures else ():
            mark = "✓" if option.is_right else "·"
            yield f"    {mark} {option.text}: {option.count:,} ({option.share * 100:.0f} %)"


def _line(item: Item, told: Figures) -> str:
    span = f"{told.low * 100:.0f}-{told.high * 100:.0f} %"
    seconds = "-" if told.seconds is None else f"{told.seconds:.1f}"
    telling = f"{_signed(told.correlation):>10}  {_signed(told.upper_lower):>11}"
    return (
        f"{item.answered:>5,}  {told.share * 100:>5.0f} %  {span:>13}  {telling}"
        f"  {seconds:>7}  {item.question_id}"
    )


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.2f}"
