"""Coverage-guided fuzzing of what reads files of strangers: the packs of every format, and moments.

    python -m tests.tools.coverage_fuzz moments -runs=10000
    python -m tests.tools.coverage_fuzz yaml -runs=10000 -max_len=4096 [other options of libFuzzer]

Wants ``pip install atheris`` (Linux and macOS), which nothing else here does, so it is no part of
the requirements. It begins with sound files, and with the words that mean something to a reader. A
file must be read, or refused with a code and a line, within two seconds; one that is not ends the
run, and is left in a file ``crash-…`` for a test of its own.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["quiz"]):
    from quiz.errors import BadInputError
    from quiz.moments.reading import read_moments
    from quiz.packs.formats import registry
    from quiz.packs.importing import import_pack
    from quiz.packs.reading import read_pack
    from quiz.packs.writing import write_pack_yaml
    from quiz.services import sources
    from quiz.services.editor.reading import shipped_table

from tests.tools.fuzzing import WORDS, originals

MOST_SECONDS = 2.0
MOMENTS = Path("questions/moments")


def moments(data: bytes) -> None:
    """Read a file of moments, as the editor and the command line do."""
    read_moments(data.decode("utf-8", "replace"), "fuzzed.yaml", sources.library(), shipped_table)


def pack(data: bytes, name: str) -> None:
    """Read a file of a format, as an upload is read; what came in is read again as it is."""
    form = registry.named(name)
    assert form is not None
    found = import_pack(data, f"fuzzed{form.ending}", form)
    told = found.report
    assert told.found == told.imported + len(told.skipped), "the totals do not add up"
    if found.pack:
        assert read_pack(write_pack_yaml(found.pack), "again.yaml") == found.pack, "another pack"


def one(name: str, data: bytes) -> None:
    """Read one file. Raises whatever is neither a pack nor a refusal."""
    begun, problems = time.process_time(), None
    try:
        moments(data) if name == "moments" else pack(data, name)
    except BadInputError as error:
        problems = error.problems
    assert problems is None or problems, "refused without a line"
    assert all(problem.code for problem in problems or ()), "refused without a code"
    assert time.process_time() - begun < MOST_SECONDS, "it takes too long"


def seeds(name: str) -> list[bytes]:
    """Return sound files to begin with."""
    if name != "moments":
        return [originals()[name]]
    return [path.read_bytes() for path in sorted(MOMENTS.glob("*.yaml"))
            if path.stat().st_size < 20_000]  # fmt: skip


def main() -> None:
    """Fuzz, until there is a find or enough was tried."""
    name, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        corpus, words = Path(folder) / "corpus", Path(folder) / "words"
        corpus.mkdir()
        for number, data in enumerate(seeds(name)):
            (corpus / str(number)).write_bytes(data)
        told = (word.encode("utf-8", "surrogatepass")[:60] for word in WORDS if word)
        lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"' for word in told)
        words.write_text("\n".join(lines) + "\n", "ascii")
        atheris.Setup([sys.argv[0], f"-dict={words}", *options, str(corpus)],
                      lambda data: one(name, data))  # fmt: skip
        atheris.Fuzz()


if __name__ == "__main__":
    main()
