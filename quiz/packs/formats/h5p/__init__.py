"""H5P: interactive content as zips, with the code that runs it, which is not looked at.

Read are MultiChoice, TrueFalse, SingleChoiceSet, Summary, Blanks with one gap a text, Flashcards
and SortParagraphs, alone or wherever a QuestionSet or other content holds them; other questions
are skipped with their kind. Documented at h5p.org, “H5P specification”.
"""

from quiz.packs.formats.h5p.reading import fits, read
from quiz.packs.formats.model import Format, Holds

H5P = Format(
    name="h5p",
    title="H5P",
    ending=".h5p",
    fits=fits,
    read=read,
    holds=Holds(
        ("choice", "multi", "truefalse", "typed", "order"),
        ("explain", "why_wrong"),
        ("title", "language", "authors", "license"),
    ),
    mime="application/zip",
    limits=(
        "MultiChoice, TrueFalse, SingleChoiceSet, Summary, Flashcards, SortParagraphs, and Blanks "
        "with one gap a text, alone or inside a QuestionSet, Column, Course Presentation, "
        "Interactive Book or Video. Its code is never looked at."
    ),
)
