"""How fast packs are read, checked and written in every format, and what 50,000 questions take.

    python -m benchmarks.packs [FORMAT …] [--count N] [--many N] [--json]

Each format is measured in a process of its own, with ``--count`` invented questions of four
options: telling which format the file is in and reading it, then checking every question as those
of our own are checked (our own files are checked while they are read), then writing it. The best
of three runs counts. Memory is what a process grows by while it imports one file of ``--many``
questions, the file not counted; formats that hold fewer (tables, our own files by their size) are
asked for less, as told. The references are the least that reading and writing could be (the JSON of
Python with the same data), and what a reader costs that keeps comments (ruamel.yaml). With yaml the
whole command ``quiz pack check`` is measured too, its start included.
Exits with 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from benchmarks.common import ROOT, Measure, note, show
from benchmarks.pack_files import file_of, pack_of
from benchmarks.tables import peak
from quiz.errors import BadInputError
from quiz.packs.formats import registry
from quiz.packs.importing import import_pack

COUNT, MANY = 5_000, 50_000
RUNS = 3
LEAST_RATE = 5_000  # questions a second, read and checked: a file of 5,000 in a second
MOST_SECONDS = 1  # of processor time, for a check by the command line
MOST_MIB = 100  # what an upload may take, whatever is in it


def measure(name: str, count: int) -> dict[str, float]:
    """Read, check and write a file of a format; return the seconds that each took."""
    pack = pack_of(count)
    form = registry.named(name)
    assert form is not None
    data, file = file_of(name, pack), f"file{form.ending}"
    assert registry.detect(data, file) is form
    reading = best(lambda: registry.detect(data, file).read(data, file))
    whole = best(lambda: import_pack(data, file, registry.detect(data, file)))
    came = import_pack(data, "file", form).pack
    assert came is not None
    write = form.write
    return {
        "count": len(came.questions),
        "reading": reading,
        "whole": whole,
        "writing": best(lambda: write(pack)) if write else 0.0,
        "size": len(data),
    }


def memory(name: str, count: int) -> dict[str, float]:
    """Import one file of many questions; return what that took, in bytes, nothing if refused."""
    form = registry.named(name)
    assert form is not None
    import_pack(file_of(name, pack_of(100)), "warm", form)
    # Made by another: the most that this process ever had must be what reading takes.
    command = [sys.executable, "-m", "benchmarks.pack_files", name, str(count)]
    data = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    gc.collect()
    before = peak()
    begun = time.process_time()
    try:
        pack = import_pack(data, "file", form).pack
    except BadInputError:
        return {}
    assert pack is not None
    seconds = time.process_time() - begun
    return {"count": len(pack.questions), "bytes": peak() - before, "seconds": seconds}


def references(count: int) -> dict[str, float]:
    """Return what JSON of Python and ruamel.yaml take for the same pack, in seconds."""
    pack = pack_of(count)
    text = file_of("json", pack).decode()
    data = json.loads(text)
    yaml_text = file_of("yaml", pack).decode()
    careful = YAML()
    begun = time.process_time()
    tree = careful.load(yaml_text)
    read = time.process_time() - begun
    begun = time.process_time()
    careful.dump(tree, io.StringIO())
    return {
        "loads": best(lambda: json.loads(text)),
        "dumps": best(lambda: json.dumps(data)),
        "ruamel load": read,
        "ruamel dump": time.process_time() - begun,
    }


def command(count: int) -> Measure:
    """Run ``quiz pack check`` as it is called, start included; tell its processor time."""
    with tempfile.TemporaryDirectory() as kept:
        path = Path(kept) / "pack.yaml"
        path.write_bytes(file_of("yaml", pack_of(count)))
        taken = [_spent([sys.executable, "-m", "quiz", "pack", "check", str(path)]) for _ in "123"]
    seconds = min(taken)
    return Measure(f"quiz pack check of {count:,} questions, start included", round(seconds, 2),
                   "s", f"≤ {MOST_SECONDS}", "", seconds <= MOST_SECONDS)  # fmt: skip


def _spent(line: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(line, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def best(work: Callable[[], object]) -> float:
    """Return the seconds of processor time of the best of some runs."""
    taken = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def apart(mode: str, name: str, count: int) -> dict[str, float]:
    """Run one of the measures above in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.packs",
        name,
        "--mode",
        mode,
        "--count",
        str(count),
    ]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(ran.stdout))


def scorecard(names: list[str], count: int, many: int) -> list[Measure]:
    """Measure the formats, one after the other."""
    least = apart("references", "json", count)
    lines = [
        Measure(f"reference: {what}", round(count / seconds), "questions/s", "")
        for what, seconds in least.items()
    ]
    if "yaml" in names:
        lines.append(command(count))
    for name in names:
        note(name)
        lines += _speeds(name, apart("speed", name, count), least)
    for name in names:
        note(f"{name}, memory")
        lines += _memory(name, many)
    return lines


def _speeds(name: str, told: dict[str, float], least: dict[str, float]) -> list[Measure]:
    count, whole = told["count"], told["whole"]
    rate = count / whole
    times = whole / (least["loads"] * count / COUNT)
    lines = [
        Measure(f"{name}: reading", round(count / told["reading"]), "questions/s", ""),
        Measure(
            f"{name}: reading and checking", round(rate), "questions/s", f"≥ {LEAST_RATE:,}",
            f"json.loads × {times:.0f} in time", rate >= LEAST_RATE,
        ),
    ]  # fmt: skip
    if told["writing"]:
        times = told["writing"] / least["dumps"]
        lines.append(
            Measure(
                f"{name}: writing", round(count / told["writing"]), "questions/s", "",
                f"json.dumps × {times:.0f} in time",
            )
        )  # fmt: skip
    return lines


def _memory(name: str, many: int) -> list[Measure]:
    """Ask for less where a format refuses as many: first a half, then a quarter."""
    count = many
    while count >= COUNT // 2:
        told = apart("memory", name, count)
        if told:
            cost, came = told["bytes"] / 2**20, round(told["count"])  # a package of QTI holds fewer
            per = f"{told['bytes'] / came:,.0f} bytes a question, {told['seconds']:.1f} s"
            return [
                Measure(f"{name}: memory for {came:,} questions", round(cost), "MiB",
                        f"≤ {MOST_MIB}", per, cost <= MOST_MIB)
            ]  # fmt: skip
        count = COUNT if COUNT < count < 2 * COUNT else count // 2
    return [Measure(f"{name}: memory", "refused", "", "")]


def main() -> int:
    """Run the benchmark from the command line."""
    every = [form.name for form in registry.FORMATS]
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=", ".join(every))
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--mode", help=argparse.SUPPRESS)
    told = parser.parse_args()
    unknown = sorted(set(told.formats) - set(every))
    if unknown:
        parser.error(f"no such format: {', '.join(unknown)}")
    modes: dict[str, Callable[[], Any]] = {
        "speed": lambda: measure(told.formats[0], told.count),
        "memory": lambda: memory(told.formats[0], told.count),
        "references": lambda: references(told.count),
    }
    if told.mode:
        print(json.dumps(modes[told.mode]()))
        return 0
    lines = scorecard(told.formats or every, told.count, told.many)
    return show("Reading and writing packs", lines, as_json=told.json)


if __name__ == "__main__":
    sys.exit(main())
