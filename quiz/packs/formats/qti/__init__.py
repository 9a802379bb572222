"""QTI: items of tests, as learning platforms exchange them, one a file or packed as a zip.

Read are items of 1.2, 2.x and 3.0 that ask for one choice, several, a text or number to type, an
order or pairs, alone or in an IMS content package (also those of Canvas, Blackboard, Brightspace);
the rest is skipped with its place and the reason. Written is a package of 2.1.
Specified at imsglobal.org, “Question and Test Interoperability”.
"""

from quiz.packs.formats.model import Format
from quiz.packs.formats.qti.reading import fits, read
from quiz.packs.formats.qti.writing import HOLDS, write

QTI = Format(
    name="qti",
    title="QTI",
    ending=".zip",
    fits=fits,
    read=read,
    write=write,
    mime="application/zip",
    holds=HOLDS,
    limits=(
        "1.2, 2.x and 3.0 are read, also of Canvas, Blackboard, Brightspace and ILIAS; 2.1 is "
        "written. Items of several parts, essays, formulas and points in pictures are left out."
    ),
)
