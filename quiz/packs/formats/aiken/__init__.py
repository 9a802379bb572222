"""Aiken: questions with one right option, a line each, and what people write who mean it.

The grammar::

    file     = title? question…
    question = number? text line…  option option…  answer  note…
    option   = "*"? letter ( ")" | "." ) " " text      A to Z, in order, small ones too; also (A)
    answer   = "ANSWER:" letter                        in any case; also "Correct answer:", "Ans:"
    note     = ( "Explanation:" | "Difficulty:" | "Topic:" | … ) text

Blank lines may stand anywhere. A line after an option that is none goes on with that option; a line
after a blank line begins the next question. The answer may be several letters, or the letter and
the text; a star before an option does as well. Numbers before questions go where they count up.
A question without an answer is skipped.
"""

from quiz.packs.formats.aiken.reading import fits, read
from quiz.packs.formats.aiken.writing import HOLDS, write
from quiz.packs.formats.model import Format

AIKEN = Format(
    name="aiken",
    title="Aiken",
    ending=".txt",
    fits=fits,
    read=read,
    write=write,
    holds=HOLDS,
    limits="Each text is one line.",
)
