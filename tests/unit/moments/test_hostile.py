"""Whatever a file and its table hold: facts, or every fault with its place; never a traceback.

The long run takes ten thousand files, and looks at the time and the memory that each one takes.
"""

import random
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.generator import generate
from quiz.moments.reading import read_moments
from quiz.moments.suspicions import suspicions
from tests.tools.moments import library
from tests.unit.moments.test_awards_tables import AWARDS, ROWS
from tests.unit.moments.test_reading import GOOD
from tests.unit.moments.test_tables import GOOD as COUNTRIES
from tests.unit.moments.test_tables import ROWS as COUNTRY_ROWS

SECONDS, MEGABYTES = 2, 100
PIECES = (
    "{", "}", "[", "]", ":", "- ", "\n", "  ", "'", '"', "&a ", "*a", "!!x ", "|", ">", "%", "@",
    "\t", "\x00", "\ufeff", "\u00a0", "\ud800", "é", "?", "#", ",", ";", "…", "0" * 400, "1e999",
    "-1", "nan", "true", "null", "~", "{iso}", "{}", "{{a}}", "{x|year}", "{date|yaer}", "1..",
    "..", "complete: [winner]", "during: x", "jointly: maybe", "closed: [won]", "quiet: W401",
    "near: [a]",
    "gather: {by: [year]}", "spellings: {file: names.csv, columns: [name]}", "as_is: [name]",
    "skip: {'{year} {name}': {a: b}}", "unless: {year: 1990..}", "split: {name: ' '}", "x" * 3000,
    "kinds: {k: {roles: {a: {is: person}}, say: '{a}.'}}", "[a]" * 200, "not awarded", "\r", "\r\n",
)  # fmt: skip
PAIRS = ((GOOD, ""), (COUNTRIES, COUNTRY_ROWS), (AWARDS, ROWS))


def spoil(text: str, dice: random.Random) -> str:
    """Cut, double, swap or put something in, a few times."""
    for _ in range(dice.randint(0, 6)):
        at, to = sorted(dice.choices(range(len(text) + 1), k=2))
        to = min(to, at + dice.choice((0, 1, 5, 40)))
        how = dice.random()
        if how < 0.5:
            text = text[:at] + dice.choice(PIECES) + text[to:]
        elif how < 0.7:
            text = text[:at] + text[to:]
        elif how < 0.85:
            text = text[:to] + text[at:to] * dice.choice((1, 2, 50)) + text[to:]
        else:
            lines = text.splitlines(keepends=True)
            dice.shuffle(lines)
            text = "".join(lines)
    return text


def told(problems, files, *, some=True):
    """Check that there is a fault, and that each has its place."""
    assert problems or not some
    for problem in problems:
        assert problem.file in files
        assert problem.line >= 0
        assert problem.column >= 0
        assert problem.code[0] == "E"


def read_spoilt(seed: int) -> None:
    dice = random.Random(seed)
    text, table = dice.choice(PAIRS)
    text, rows = spoil(text, dice), spoil(table, dice)
    names = spoil("written,meant\nA,B\n", dice)
    tables = {"countries.csv": rows, "awards.csv": rows, "names.csv": names}
    try:
        facts = read_moments(text, "spoilt.yaml", library(), tables.__getitem__)
    except KeyError:  # another table was wanted: a file that is not there, to the real reader
        return
    except BadInputError as refusal:
        told(refusal.problems, {"spoilt.yaml", *tables})
        return
    told(facts.problems, {*tables}, some=False)
    for count in facts.tables:
        assert count.rows == count.used + len(count.left_out) + count.faulty
    suspicions(facts)
    generate(facts)


@given(st.integers(0, 2**32))
@settings(max_examples=150)
def test_a_spoilt_file_is_read_or_refused_with_every_fault_at_its_place(seed):
    read_spoilt(seed)


@pytest.mark.soak
def test_ten_thousand_spoilt_files_take_neither_long_nor_much():
    tracemalloc.start()
    slow = []
    for seed in range(10_000):
        tracemalloc.reset_peak()
        begun = time.process_time()
        read_spoilt(seed)
        seconds, peak = time.process_time() - begun, tracemalloc.get_traced_memory()[1] >> 20
        if seconds > SECONDS or peak > MEGABYTES:
            slow.append((seed, seconds, peak))
    tracemalloc.stop()
    assert slow == []


HEAD = "format: 1\nid: t\ntitle: T\n"
TABLE = f"""{HEAD}tables:
  - file: t.csv
    things: {{"{{a}}": {{name: "{{c}}", type: person, part_of: "{{d}}", popularity: "{{e}}"}}}}
    moments: [{{won: "{{b}}", winner: "{{c}}", year: "{{c}}"}}]
"""
COLUMNS = "a,b,c,d,e\n"
HOSTILE = {
    "flow": (HEAD + "moments: [" + "[]," * 300_000 + "]\n", ""),
    "deep": (HEAD + "moments: " + "[" * 300_000, ""),
    "keys": (HEAD + "".join(f"k{i}: 1\n" for i in range(60_000)), ""),
    "twice": (HEAD + "things:\n" + "  a: {type: person}\n" * 40_000, ""),
    "kinds": (HEAD + "moments:\n" + "".join(f"  - wno{i}: x\n" for i in range(40_000)), ""),
    "types": (HEAD + "types:\n" + "".join(f"  t{i}: {{is: t{i + 1}}}\n" for i in range(9_000)), ""),
    "brackets": (HEAD + f"kinds: {{k: {{roles: {{a: {{}}}}, say: '{'[' * 300_000}'}}}}", ""),
    "one name": (
        HEAD + "things:\n" + "".join(f"  t{i}: {{name: A, type: person}}\n" for i in range(9_000))
        + "moments:\n" + "".join(f"  - won: x{i}\n    winner: A\n" for i in range(9_000)),
        "",
    ),
    "torn": (TABLE, COLUMNS + "x,y\n" * 900_000),
    "quotes": (TABLE, COLUMNS + 'x,"y"z,w\n' * 400_000),
    "no number": (TABLE, COLUMNS + "".join(f"k{i},p,q,,x\n" for i in range(190_000))),
    "one line": (TABLE, COLUMNS + "x" * 7_000_000),
    "commas": (TABLE, COLUMNS + "," * 7_000_000),
    "wide": (TABLE, ",".join(f"c{i}" for i in range(100_000))),
    "same name": (TABLE, COLUMNS + "".join(f"k{i},p,Ann,,\n" for i in range(30_000))),
    "marks": (TABLE, COLUMNS + ("x" + "[a]" * 40_000 + "x,y,z\n") * 20),
}  # fmt: skip


def is_refused(name: str) -> bool:
    text, table = HOSTILE[name]
    try:
        return bool(read_moments(text, "t.yaml", library(), lambda _: table).problems)
    except BadInputError:
        return True


@pytest.mark.parametrize("name", ["deep", "brackets", "wide", "one line", "commas", "marks"])
def test_a_hostile_file_is_refused_or_its_rows_are(name):
    assert is_refused(name)


@pytest.mark.soak
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_takes_neither_long_nor_much(name):
    begun = time.process_time()
    assert is_refused(name)
    assert time.process_time() - begun < SECONDS
    tracemalloc.start()
    assert is_refused(name)
    assert tracemalloc.get_traced_memory()[1] >> 20 < MEGABYTES
    tracemalloc.stop()
