"""Moodle XML: the question bank of a learning platform, as it exports and imports it.

Read are multichoice, truefalse, shortanswer, numerical, matching and ordering; of what else there
is (essay, description, cloze, calculated, drag and drop) each is skipped with its line and type.
Documented at docs.moodle.org, “Moodle XML format”.
"""

from quiz.packs.formats.model import Format
from quiz.packs.formats.moodle.reading import fits, read
from quiz.packs.formats.moodle.writing import HOLDS, write

MOODLE = Format(
    name="moodle",
    title="Moodle XML",
    ending=".xml",
    fits=fits,
    read=read,
    write=write,
    mime="application/xml",
    holds=HOLDS,
    limits="Essays, texts with gaps, calculated questions and drag and drop are left out.",
)
