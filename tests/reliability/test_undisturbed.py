"""A night in play goes on while somebody uploads hostile files, and files of many questions.

How long answers wait meanwhile is measured by ``benchmarks.undisturbed``.
"""

import pytest

from benchmarks.pack_files import file_of, pack_of
from benchmarks.undisturbed import Author, works
from tests.tools.hostile import files

WORST = ("bomb.zip", "deep.json")


def undisturbed(night, work):
    """Play a night while something is done, and look that nobody felt it."""
    night.play(rest=0.05)
    night.wait(lambda: night.count > 20, "nobody plays")
    streams = [len(stream.opened) for stream in night.streams]
    before = night.count
    work()
    night.wait(lambda: night.count > before + 20, "nobody plays any more")
    night.rest()
    assert night.faults() == []
    assert [len(stream.opened) for stream in night.streams] == streams  # none was cut
    assert not [status for phone in night.phones for status in phone.statuses if status != 200]


def test_no_answer_is_lost_while_files_are_brought(night):
    night.serve()
    night.begin(8)
    author = Author(night.port)

    def bring():
        for one in files():
            if one.name in WORST:
                assert author.upload(one.data, one.name) == ""  # refused
        at = author.upload(file_of("csv", pack_of(1_000)), "many.csv")
        made = author.send(at, {"title": "Many", "license": "CC0-1.0"}, at)
        assert made.startswith("/packs/own-")
        assert author.get(f"{made}/download/json").count('"ask"') == 1_000

    undisturbed(night, bring)


@pytest.mark.soak
def test_no_answer_is_lost_whatever_is_done_with_five_thousand_questions(night, measured):
    night.serve()
    night.begin(20, seconds=0)
    done = works(Author(night.port), 5_000, all_files=False)
    undisturbed(night, lambda: [work() for _name, work in done])
    measured(19, "full", case="in a night", players=20, lost=0, streams="none cut")
