"""``quiz difficulty``: how hard questions turn out to be, and how well that was foreseen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from quiz.cli.opening import opened
from quiz.leaderboards.calibration import Calibration
from quiz.services.difficulty import DifficultyReport, Misjudged
from quiz.services.difficulty import difficulty as report_of

_NOBODY = """\
Nobody has answered a question yet, so there is nothing to compare.
Play a round, or host a night: every first answer to a question counts, those of a night once it
has been over for an hour. Until then the levels are those of the packs."""


@click.command()
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program to read.")
def difficulty(*, packs: tuple[str, ...], as_json: bool) -> None:
    """Compare the difficulty of questions before play with what players show.

    Only first answers count: who has met a question before teaches nothing. Without a PACK it is
    about all of them.
    """
    with opened() as house:
        found = report_of(house, packs)
    if as_json:
        click.echo(json.dumps(asdict(found), indent=2))
        return
    click.echo("\n".join(_lines(found)))


def _lines(found: DifficultyReport) -> Iterator[str]:
    whole = found.whole
    if whole is None:
        yield _NOBODY
        return
    sure = found.questions - found.provisional
    told = f"{_count(whole.n, 'first answer')} to {_count(found.questions, 'question')}"
    if found.provisional:
        told += (
            f", of which {sure:,} had 20 or more; the others are provisional and keep their level"
        )
    yield f"{told}."
    yield ""
    yield "level     questions  answers    right  expected"
    for row in found.levels:
        right, expected = (_share(row.share), _share(row.predicted)) if row.answers else ("-", "-")
        yield f"{row.level:<9} {row.questions:>9,} {row.answers:>8,} {right:>8} {expected:>9}"
    yield ""
    yield from _calibration(whole)
    yield ""
    if not found.misjudged:
        yield "No question is of another level than its pack says."
        return
    yield "Furthest from the level of their pack (* provisional, fewer than 20 answers):"
    for one in found.misjudged:
        yield from _question(one)


def _calibration(whole: Calibration) -> Iterator[str]:
    yield "expected      answers     mean    right"
    for row in whole.bins:
        span = f"{row.low * 100:.0f}-{row.high * 100:.0f} %"
        yield f"{span:<12} {row.n:>8,} {_share(row.predicted):>8} {_share(row.observed):>8}"
    yield (
        f"Brier score {whole.brier:.3f} (who always expects {_share(whole.share)}:"
        f" {whole.brier_of_share:.3f}; a coin: 0.250), log loss {whole.log_loss:.3f},"
        f" on the average {whole.off * 100:.1f} points off."
    )


def _question(row: Misjudged) -> Iterator[str]:
    mark = "*" if row.provisional else " "
    harder = "harder" if row.by > 0 else "easier"
    yield (
        f"{mark} {row.pack_id}, {row.question_id}: {row.before}, in play {row.after};"
        f" {_share(row.share)} of {row.answers:,} right ({abs(row.by):.1f} {harder})"
    )
    yield f"    {row.ask or 'It is asked no more, or otherwise.'}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _share(share: float) -> str:
    return f"{share * 100:.0f} %"
