"""Spoilt files of every format are read or refused with a line, and cost next to nothing."""

import base64
import time
import traceback
from functools import cache
from random import Random

import pytest

from quiz.errors import BadInputError
from quiz.packs.formats import registry
from quiz.packs.importing import import_pack
from quiz.packs.reading import read_pack
from quiz.packs.writing import write_pack_yaml
from tests.tools.fuzzing import originals, spoilt

MOST_SECONDS = 2.0  # of processor time
WHOLE = 10_000  # files, in the long run
WRITERS = [form for form in registry.FORMATS if form.write]
SOUND = cache(originals)


def taken(data, form):
    """Read a file as an upload is read; say what was wrong with that, or nothing."""
    report = import_pack(data, f"upload{form.ending}", form)
    told = report.report
    if told.found != told.imported + len(told.skipped):
        return "the totals do not add up"
    if report.pack and read_pack(write_pack_yaml(report.pack), "again.yaml") != report.pack:
        return "what came in is not what is read again"
    return ""


def faults(form, numbers):
    """Spoil the file of a format in so many ways; return what was neither read nor refused."""
    others = list(SOUND().values())
    found = []
    for number in numbers:
        dice = Random(f"{form.name} {number}")
        data = spoilt(SOUND()[form.name], others, dice)
        begun = time.process_time()
        try:
            known = registry.detect(data, f"upload{form.ending}") if number % 2 else form
            told = taken(data, known)
        except BadInputError as error:
            told = "" if error.problems and all(p.code for p in error.problems) else "no line"
        except Exception:  # noqa: BLE001 - that is what is looked for
            told = traceback.format_exc(limit=-4)
        spent = time.process_time() - begun
        if told or spent > MOST_SECONDS:
            shown = base64.b85encode(data[:4_000]).decode()
            found.append(f"{form.name} {number}, {spent:.2f} s: {told}\n{shown}")
    return found


@pytest.mark.parametrize("form", registry.FORMATS, ids=lambda form: form.name)
def test_a_spoilt_file_is_read_or_refused_with_a_line(form):
    assert not faults(form, range(12))


@pytest.mark.soak
@pytest.mark.parametrize("form", registry.FORMATS, ids=lambda form: form.name)
def test_ten_thousand_spoilt_files_are_read_or_refused_with_a_line(form):
    assert not faults(form, range(-(-WHOLE // len(registry.FORMATS))))
