"""How fast questions are made: an invented prize table, generated in a process of its own.

    python -m benchmarks.synthetic 10000

prints one line of JSON: facts, questions, seconds of processor time for reading and generating, and
the peak memory of the whole process in MiB. Up to 10,000 facts the best of three runs is told, for
each lasts a second or two.
A thousand facts are a thousand rows "in this year that act won that prize". Acts win now and
then, so that there are wrong options of every nearness.
"""

from __future__ import annotations

import io
import json
import random
import resource
import sys
import time

from benchmarks.common import ROOT
from quiz.generator import generate
from quiz.moments.library import read_library
from quiz.moments.reading import read_moments
from quiz.moments.rows import Limits

PRIZES_A_YEAR = 40
MOST_YEARS = 8_000  # from 1000 on: more facts are more prizes a year
SMALL = 10_000
HEAD = """
format: 1
id: synthetic
title: A prize table
as_of: "9999-12-31"
license: CC0-1.0
sources: {table: {title: The table}}
moments: []
tables:
  - file: prizes.csv
    things:
      "{who}": {name: "{name}", type: artist, popularity: "{fame}"}
      "{song}": {name: "{title}", type: song}
    moments:
      - won: "{prize}"
        winner: "{who}"
        work: "{song}"
        year: "{year}"
        complete: [work]
        source: {table: "{row}"}
"""
_SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")


def table(facts: int) -> str:
    """Return the rows as CSV: ``facts`` of them, the same in every run."""
    dice = random.Random(facts)
    acts, prizes = max(20, facts // 4), max(PRIZES_A_YEAR, facts // MOST_YEARS)
    out = io.StringIO()
    out.write("row,who,name,fame,song,title,prize,year\n")
    fame = [dice.randrange(1, 1_000_000) for _ in range(acts)]
    for row in range(facts):
        year, prize = divmod(row, prizes)
        act = dice.randrange(acts)
        out.write(
            f"{row},act-{act},{_name(act, 3)} {_name(act * 7 + 3, 2)},{fame[act]},"
            f"song-{row},{_name(row * 31 + 5, 5)},Best {_name(prize, 2)},{1000 + year}\n"
        )
    return out.getvalue()


def _name(number: int, least: int) -> str:
    syllables: list[str] = []
    while number or len(syllables) < least:
        number, at = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[at])
    return "".join(syllables).capitalize()


def measure(facts: int) -> dict[str, float]:
    """Read and generate once, and return what it took."""
    library = read_library((ROOT / "questions" / "kinds.yaml").read_text("utf-8"), "kinds.yaml")
    text = table(facts)
    begun = time.process_time()
    limits = Limits(facts, len(text))
    told = read_moments(HEAD, "synthetic.yaml", library, lambda _: text, limits)
    reading = time.process_time() - begun
    taken, questions = [], 0
    for _ in range(3 if facts <= SMALL else 1):
        begun = time.process_time()
        questions = len(generate(told, seed=1).pack.questions)
        taken.append(time.process_time() - begun)
    return {
        "facts": len(told.moments),
        "questions": questions,
        "reading": round(reading, 3),
        "generating": round(min(taken), 3),
        "peak": round(_peak(), 1),
    }


def _peak() -> float:
    # Linux counts in KiB, macOS in bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
