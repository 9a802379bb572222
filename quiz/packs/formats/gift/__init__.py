r"""GIFT, the text format of Moodle.

The grammar, as it is read here (``…`` repeats, ``?`` may be left out)::

    file        = block separated by blank lines
    block       = comment… ( category | title? format? text ( answers text? )? )
    comment     = "//" to the end of the line, anywhere; "[id:…]" and "[tag:…]" in it belong to
                  the next question
    category    = "$CATEGORY:" path, to the end of the line
    title       = "::" text "::"
    format      = "[html]" | "[moodle]" | "[plain]" | "[markdown]"; answers have that of the text
    answers     = "{" body ( "####" general feedback )? "}"
    body        = nothing                             an essay
                | ( "T" | "TRUE" | "F" | "FALSE" ) ( "#" if wrong ( "#" if right )? )?
                | "#" ( number | ( mark weight? number ( "#" feedback )? )… )
                | ( mark weight? text ( "#" feedback )? )…      with a "~": a choice
                | ( "=" weight? text ( "#" feedback )? )…       only "=": an answer to type
                | ( "=" left "->" right )…                      matching
                | text                                one answer to type
    mark        = "=" right | "~" wrong, or right in part by its weight
    weight      = "%" percentage from -100 to 100 "%"
    number      = value | value ":" tolerance | low ".." high
    escape      = "\\" and one of ~ = # { } : \\, or n for a new line

Text after the answers makes them a gap in the text. Marks in the attributes of HTML tags and the
``#`` of entities are text, and so are pairs of braces inside braces, and blank lines inside braces
that are closed later on. A question that is malformed costs only itself.
"""

from quiz.packs.formats.gift.reading import fits, read
from quiz.packs.formats.gift.writing import HOLDS, write
from quiz.packs.formats.model import Format

GIFT = Format(
    name="gift",
    title="GIFT",
    ending=".gift",
    fits=fits,
    read=read,
    write=write,
    holds=HOLDS,
    limits="Units of numbers are lost. Texts with gaps and essays are left out.",
)
