"""Questions as JSON, as programs and collections of trivia keep them. It is only read.

Read are objects that ask something, wherever they stand in the file, also one a line. What a key
means is told by its words, as the headers of tables are (``tables.layouts``): ``question`` or
``questionText``; ``options``, ``choices``, ``answers``, or ``A``, ``B`` …; ``answer``,
``correctAnswer``, ``correct_index``; ``incorrect``, ``distractor1``; ``explanation``,
``category``, ``difficulty``. Options are texts, or objects with a text, a name and perhaps whether
they are right. The key is a text, a name, a letter or a place; see ``right``.
"""

from quiz.packs.formats.model import Format, Holds
from quiz.packs.formats.records.reading import fits, read

RECORDS = Format(
    name="records",
    title="Questions as JSON",
    ending=".json",
    fits=fits,
    read=read,
    holds=Holds(
        ("choice", "multi", "truefalse", "typed", "order", "match"),
        ("id", "explain", "why_wrong", "source", "difficulty", "tags"),
        ("title", "language"),
    ),
    mime="application/json",
    limits="Left out where right ones are told by numbers that may begin with 0 or with 1.",
)
