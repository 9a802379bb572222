"""Every format there is, and which of them a file is in."""

from __future__ import annotations

from quiz.packs.formats import aiken, markdown, opentriviaqa, own, packed, trivia_json
from quiz.packs.formats.cards import quizlet
from quiz.packs.formats.cards.anki import ANKI
from quiz.packs.formats.cards.apkg import APKG
from quiz.packs.formats.gift import GIFT
from quiz.packs.formats.h5p import H5P
from quiz.packs.formats.model import Format, Sample
from quiz.packs.formats.moodle import MOODLE
from quiz.packs.formats.qti import QTI
from quiz.packs.formats.records import RECORDS
from quiz.packs.formats.tables import own as tables
from quiz.packs.formats.tables import templates
from quiz.packs.formats.tables.bare import BARE
from quiz.packs.formats.tables.blackboard import BLACKBOARD
from quiz.packs.formats.texts import MAX_BYTES, decode, refusal

# The order is that of asking: who can be surer of a file comes first.
FORMATS: tuple[Format, ...] = (
    packed.ZIP,
    own.JSON,
    trivia_json.OPEN_TRIVIA_DB,
    trivia_json.THE_TRIVIA_API,
    RECORDS,
    MOODLE,
    QTI,
    H5P,
    own.YAML,
    APKG,
    ANKI,
    templates.KAHOOT,
    templates.BLOOKET,
    templates.WAYGROUND,
    templates.GIMKIT,
    tables.TABLE,
    tables.WORKBOOK,
    BLACKBOARD,
    quizlet.QUIZLET,
    opentriviaqa.OPENTRIVIAQA,
    aiken.AIKEN,
    GIFT,
    markdown.MARKDOWN,
    quizlet.LIST,
    BARE,
)
_LOOKED_AT = 1 << 16


def named(name: str) -> Format | None:
    """Return the format of that name, or None."""
    return next((form for form in FORMATS if form.name == name), None)


def detect(data: bytes, file: str) -> Format:
    """Tell by its content which format a file is in. Raises BadInputError when it is in none."""
    if len(data) > MAX_BYTES:
        message = f"the file is {len(data):,} bytes; at most {MAX_BYTES:,} are read"
        raise refusal(file, message, code="E101")
    if not data.strip():
        raise refusal(file, "the file is empty")
    sample = Sample(data, decode(data[:_LOOKED_AT]), file)
    for form in FORMATS:
        if form.fits(sample):
            return form
    known = ", ".join(dict.fromkeys(form.title for form in FORMATS))
    raise refusal(file, f"the file is in no format that is known here ({known})", code="E503")
