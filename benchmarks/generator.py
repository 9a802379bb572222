"""The scorecard of the generator, as far as it goes now, for any moments files.

    python -m benchmarks.generator [FILE…] [--json] [--count N] [--seeds K] [--sizes N …]

Without files it takes all that ship. Packs are made with one seed after the other until there are
``--count`` questions with options (or for ``--seeds`` seeds; 13 make a hundred thousand questions).

The speed is that of one core on invented tables of ``--sizes`` facts, 1,000 and 10,000 unless told.
``--sizes 1000 10000 100000 1000000`` also shows whether more facts cost more each; the last takes
some seven minutes and 9 GiB. ``--no-speed`` leaves the tables out, ``--only-speed`` all else.

Exits with 1 if a target is missed, with 2 if a file cannot be read.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.answerer import Answerer
from benchmarks.common import ROOT, Measure, note, progress, show
from benchmarks.measures import Tally
from benchmarks.rawrows import read_world
from benchmarks.speed import SIZES, speeds
from quiz.errors import QuizError
from quiz.generator import generate
from quiz.generator.report import Report
from quiz.moments.library import read_library
from quiz.moments.model import Facts
from quiz.moments.reading import read_moments
from quiz.packs.model import Pack
from quiz.packs.writing import write_pack_yaml

SHIPPED = ROOT / "questions" / "moments"
MOST_SEEDS = 200


@dataclass
class Coverage:
    """What became of the facts."""

    closed: int = 0
    asked: int = 0
    skips: int = 0
    without_reason: int = 0

    def add(self, pack: Pack, report: Report) -> None:
        """Count the facts of one pack that could be asked, and those that were."""
        used = {fact for question in pack.questions for fact in question.proof.facts}
        self.closed += len(report.closed)
        self.asked += len(report.closed & used)
        skips = list(report.skips)
        told = {skip.moment for skip in skips}
        silent = {moment for moment, _ in report.per_moment} - used - told
        self.skips += len(skips) + len(silent)
        self.without_reason += sum(not skip.reason for skip in skips) + len(silent)


def read(path: Path) -> Facts:
    """Read a moments file as the game does."""
    library = read_library((ROOT / "questions" / "kinds.yaml").read_text("utf-8"), "kinds.yaml")
    return read_moments(
        path.read_text("utf-8"), path.name, library, lambda name: _text(path.parent / name)
    )


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def run(paths: list[Path], count: int, seeds: int) -> tuple[Tally, Coverage]:
    """Make packs of every file, seed after seed, and judge every question."""
    tally, coverage = Tally(), Coverage()
    begun = time.monotonic()
    worlds = [(path, read(path), Answerer(read_world(path))) for path in paths]
    seed = 0
    while seed < (seeds or MOST_SEEDS) and (seeds or tally.choices < count):
        for _, facts, answerer in worlds:
            made = generate(facts, seed=seed)
            tally.add(made.pack, answerer, Random(seed))
            coverage.add(made.pack, made.report)
        seed += 1
        done = seed / seeds if seeds else tally.choices / count
        found = f"{len(tally.failures)} failures, {len(tally.flawed)} flaws"
        progress(f"{tally.questions:,} questions, {found}", done, time.monotonic() - begun)
    return tally, coverage


def digest(paths: list[Path], seed: int) -> str:
    """Return a digest of the packs of some files, as they are written."""
    found = hashlib.sha256()
    for path in paths:
        found.update(write_pack_yaml(generate(read(path), seed=seed).pack).encode())
    return found.hexdigest()


def same_bytes(paths: list[Path]) -> bool:
    """Write the packs in two processes whose hashes are salted differently, and compare."""
    command = [sys.executable, "-m", "benchmarks.generator", "--digest", *map(str, paths)]
    told = {
        subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": salt},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for salt in ("1", "2")
    }
    return len(told) == 1


def scorecard(tally: Tally, coverage: Coverage, *, same: bool) -> list[Measure]:
    """Put the counts into lines with their targets."""

    def share(part: float, whole: float) -> float:
        return 100 * part / whole if whole else 0.0

    valid = share(tally.questions - len(tally.failures), tally.questions)
    guessed, chance = (share(n, tally.choices) for n in (tally.guessed, tally.chance))
    longest, true = share(tally.longest, tally.with_longest), share(tally.true, tally.claims)
    places = [share(tally.places[at], tally.places.total()) for at in range(4)]
    ranks = [share(tally.ranks[at], tally.ranks.total()) for at in range(4)]
    doubled = share(tally.duplicates, tally.questions)
    covered = share(coverage.asked, coverage.closed)
    reasons = share(coverage.skips - coverage.without_reason, coverage.skips)
    same_type, near = share(tally.same_type, tally.wrong), share(tally.with_near, tally.with_wrong)
    explained = share(tally.questions - tally.unexplained, tally.questions)
    negative, level = 100 * tally.most_negative, 100 * tally.fewest_of_a_level
    n = f"n = {tally.questions:,}"
    return [
        Measure(f"validity, {n}", valid, "%", "100 %", "> 95 % (KNIGHT)", not tally.failures),
        Measure("failures of the independent answerer", len(tally.failures), "", "0", "",
                not tally.failures),
        Measure("lint flaws", len(tally.flawed), "", "0", "46 % of items (Tarrant 2006)",
                not tally.flawed),
        Measure(f"leak: guesser over chance ({chance:.1f} %), n = {tally.choices:,}",
                guessed - chance, "points", "≤ 1", "26.1 % on four options", guessed - chance <= 1),
        Measure("key uniquely longest, where one option is", longest, "%", "25 ± 3", "20.3 %",
                abs(longest - 25) <= 3),
        Measure(f"key positions, n = {tally.places.total():,}",
                " / ".join(f"{place:.1f}" for place in places), "%", "25 ± 3 each", "",
                all(abs(place - 25) <= 3 for place in places)),
        Measure(f"key's rank among numbers and years, n = {tally.ranks.total():,}",
                " / ".join(f"{rank:.1f}" for rank in ranks), "%", "25 ± 5 each", "",
                all(abs(rank - 25) <= 5 for rank in ranks) if tally.ranks else None),
        Measure(f"claims that are true, n = {tally.claims:,}", true, "%", "50 ± 5", "",
                abs(true - 50) <= 5),
        Measure("wrong options of the key's type", same_type, "%", "≥ 95", "none published",
                same_type >= 95),
        Measure("questions with a near miss", near, "%", "≥ 60", "none published", near >= 60),
        Measure("duplicates in a pool", doubled, "%", "< 0.5", "0.9 % hand-written", doubled < 0.5),
        Measure(f"doubled facts or stems in a round, n = {tally.dealt:,}",
                tally.doubled_in_round, "", "0", "", not tally.doubled_in_round),
        Measure("closed facts with a question", covered, "%", "≥ 95", "none published",
                covered >= 95),
        Measure("skips with a reason", reasons, "%", "100", "none published",
                not coverage.without_reason),
        Measure("explanation and cited source", explained, "%", "100", "", not tally.unexplained),
        Measure("same seed, same bytes", "yes" if same else "no", "", "yes", "", same),
        Measure("NOT in a pack, at most", negative, "%", "≤ 10", "", negative <= 10),
        Measure("a level in a pack, at least", level, "%", "≥ 20", "", level >= 20),
    ]  # fmt: skip


def main() -> int:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object, for keeping")
    parser.add_argument(
        "--count", type=int, default=10_000, help="questions with options, at least"
    )
    parser.add_argument("--seeds", type=int, default=0, help="seeds to use, instead of a count")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="facts of invented tables"
    )
    parser.add_argument("--no-speed", action="store_true", help="leave the invented tables out")
    parser.add_argument("--only-speed", action="store_true", help="leave all else out")
    parser.add_argument("--digest", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    paths = [path.resolve() for path in options.files] or sorted(SHIPPED.glob("*.yaml"))
    if options.digest:
        print(digest(paths, 7))
        return 0
    if options.only_speed:
        return show("The speed of the generator", speeds(options.sizes), as_json=options.json)
    try:
        tally, coverage = run(paths, options.count, options.seeds)
    except QuizError as error:
        note(str(error))
        return 2
    for text in [*tally.failures[:20], *tally.flawed[:20]]:
        note(f"  {text}")
    rows = scorecard(tally, coverage, same=same_bytes(paths))
    rows += [] if options.no_speed else speeds(options.sizes)
    return show(f"The generator on {len(paths)} files", rows, as_json=options.json)


if __name__ == "__main__":
    raise SystemExit(main())
