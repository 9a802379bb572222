"""What is refused is refused with its code, in words that say what to do, at next to no cost."""

import time

import pytest

from quiz.errors import BadInputError
from quiz.packs.formats import registry
from quiz.packs.formats.xml import root_of
from quiz.packs.importing import import_pack
from quiz.packs.media.reading import prepare
from tests.tools.hostile import files, sheet_with_a_lie

HOSTILE = files()


def take(one):
    """Read a file with its pictures and sounds."""
    found = import_pack(one.data, one.name, registry.detect(one.data, one.name))
    for name, data in found.media.items():
        prepare(data, name)


@pytest.mark.parametrize("one", HOSTILE, ids=lambda one: one.name)
def test_a_hostile_file_is_refused_in_words(one):
    begun = time.process_time()
    with pytest.raises(BadInputError) as caught:
        take(one)
    assert caught.value.problems[0].code == one.code
    assert one.told in caught.value.problems[0].message
    assert time.process_time() - begun < 2


def test_what_a_sheet_claims_of_its_size_is_not_believed():
    data = sheet_with_a_lie()
    assert import_pack(data, "a.xlsx", registry.detect(data, "a.xlsx")).report.imported == 1


@pytest.mark.parametrize(
    "piece", ["<?a?>", "<!---->", "<!--a--> ", "<!DOCTYPE a>", "<!DOCTYPE a []>"]
)
def test_what_stands_before_the_root_is_looked_through_once(piece):
    begun = time.process_time()
    assert root_of(piece * 900 + "!") == ""
    assert root_of(piece * 900 + "<quiz>") == "quiz"
    assert time.process_time() - begun < 1
