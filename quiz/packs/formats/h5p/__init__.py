"""H5P: interactive content as zips, with the code that runs it, which is not looked at.

Read are MultiChoice, TrueFalse, SingleChoiceSet, Summary, Blanks with one gap a text, Flashcards
and SortParagraphs, alone or wherever a QuestionSet or other content holds them; other questions
are skipped with their kind. Documented at h5p.org, “H5P specification”.
"""

from quiz.packs.formats.h5p.reading import fits, read
from quiz.packs.formats.model import Format

H5P = Format(name="h5p", title="H5P", ending=".h5p", fits=fits, read=read, mime="application/zip")
