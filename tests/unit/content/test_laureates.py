"""A table of laureates as it is found: shared prizes, repeated winners, names in two columns.

Where the table of 923 laureates that others keep lies beside the checkout, it is tried, too; it is
theirs, and not part of this project.
"""

from pathlib import Path

import pytest

from benchmarks.answerer import Answerer
from benchmarks.generator import read
from benchmarks.measures import as_asked
from benchmarks.rawrows import read_world
from quiz.generator import generate
from quiz.questions.model import MultiSelect

THEIRS = Path(__file__).parents[4] / "shared/samples/nobel/nobel_final.csv"
OURS = """firstname,surname,gender,year,category,share
Ada,Alder,female,1901,physics,1
Bo,Birch,male,1902,physics,2
Cy,Cedar,male,1902,physics,2
Dee,Dogwood,female,1903,physics,4
Ed,Elm,male,1903,physics,4
Flo,Fir,female,1903,physics,2
Gus,Gum,male,1904,physics,1
Ada,Alder,female,1905,chemistry,1
Hal,Hazel,male,1906,chemistry,1
Ida,Ivy,female,1907,chemistry,1
Jo Kim,,female,1908,peace,2
Lou,Larch,male,1909,peace,1
Mo,Maple,male,1910,peace,1
Ned,Nut,male,1911,peace,1
"""
MAPPING = """format: 1
id: laureates
title: Laureates
as_of: 2019-12-10
sources: {table: {title: A table of laureates, unit: prize}}
things:
  physics: {name: Nobel Prize in Physics, type: award, article: the}
  chemistry: {name: Nobel Prize in Chemistry, type: award, article: the}
  medicine: {name: Nobel Prize in Physiology or Medicine, type: award, article: the}
  literature: {name: Nobel Prize in Literature, type: award, article: the}
  peace: {name: Nobel Peace Prize, type: award, article: the}
  economics: {name: Nobel Memorial Prize in Economics, type: award, article: the}
tables:
- file: laureates.csv
  gather: {by: [year, category]}
  skip:
    "{year} {category}":
SKIPPED
  things:
    "{firstname} {surname}": {name: "{firstname} {surname}", type: person}
  moments:
  - won: "{category}"
    year: "{year}"
    winner: "{firstname} {surname}"
    source: {table: "{category} {year}"}
"""


ALONE = ["1908 peace: shared with an organisation, which the table does not name"]
LEFT_OUT = [
    "1958 literature: Boris Pasternak had to decline it",
    "1964 literature: Jean-Paul Sartre declined it",
    "1973 peace: Le Duc Tho declined it",
    "1995 peace: shared with the Pugwash Conferences",
    "1997 peace: shared with the International Campaign to Ban Landmines",
    "2001 peace: shared with the United Nations",
    "2005 peace: shared with the International Atomic Energy Agency",
    "2006 peace: shared with Grameen Bank",
    "2007 peace: shared with the Intergovernmental Panel on Climate Change",
]


def written(folder, rows, skipped):
    (folder / "laureates.csv").write_text(rows, encoding="utf-8")
    path = folder / "laureates.yaml"
    text = MAPPING.replace("SKIPPED", "\n".join(f"      {line}" for line in skipped))
    path.write_text(text, encoding="utf-8")
    return path


def questions(path):
    """The questions of a file, each judged by who shares no code with their maker."""
    answerer = Answerer(read_world(path))
    pack = generate(read(path)).pack
    faults = [(q.ask, answerer.judge(as_asked(q))) for q in pack.questions]
    assert [(ask, told) for ask, told in faults if told] == []
    return pack.questions


def test_shared_prizes_and_repeated_winners_are_asked_fairly(tmp_path):
    made = questions(written(tmp_path, OURS, ALONE))
    asked = {question.ask: question for question in made}
    three = {"Dee Dogwood", "Ed Elm", "Flo Fir"}
    shared = [q for q in made if isinstance(q.body, MultiSelect) and set(q.body.answers) == three]
    assert shared
    assert not any("1908" in ask or "Jo Kim" in ask for ask in asked)


@pytest.mark.skipif(not THEIRS.exists(), reason="the table of others is not here")
def test_the_laureates_that_others_keep_are_asked_fairly(tmp_path):
    made = questions(written(tmp_path, THEIRS.read_text(encoding="utf-8"), LEFT_OUT))
    assert len(made) > 900
    curie = [q for q in made if "Marie Curie" in (q.ask, *getattr(q.body, "options", ()))]
    assert curie
