"""Rows in which options stand in columns, and the number of the right one in another.

So the templates of Kahoot, Blooket and Wayground (once Quizizz) do.
"""

from __future__ import annotations

import re

from quiz.packs.formats.model import Found, Skip, Value
from quiz.packs.formats.tables.cells import Row
from quiz.packs.formats.tables.choosing import NoAnswerError, chosen, keys_of
from quiz.packs.formats.tables.layouts import Head, words_of

NO_PICTURE = "its picture or video is not taken over"
_HELP = re.compile(r"text of the question\b.*\brequired\b.*")
_TYPED = frozenset({"fill in the blank", "fill in the blanks", "typing", "short answer"})
_CHOSEN = frozenset({"", "multiple choice", "checkbox", "multiple select", "true or false", "quiz"})


def entry_of(row: Row, head: Head) -> Found | Skip | None:
    """Return the question of a row; None where it has none, only its number or a help."""
    ask, options = head.cell(row, "ask"), head.cells(row, "option")
    filled = [text for text in options.values() if text]
    if (not ask and not filled) or _HELP.fullmatch(words_of(ask)) or _is_head(row, head):
        return None
    if not ask:
        return Skip(row.number, filled[0], "it has no question")
    kind = words_of(head.cell(row, "kind"))
    right = head.cell(row, "right")
    if kind in _TYPED or (not right and "typing" in map(str.casefold, row.cells)):
        found: dict[str, Value] = {"typed": tuple(filled)}
        if not filled:
            return Skip(row.number, ask, "it has no right answer")
    elif kind not in _CHOSEN:
        return Skip(row.number, ask, f"questions of the type “{kind}” are not known here")
    else:
        try:
            by_hand = not head.is_template  # there a number may as well be the text of an option
            found = keys_of(options, chosen(right, options, texts_first=by_hand))
        except NoAnswerError as error:
            return Skip(row.number, ask, str(error))
    changes = (NO_PICTURE,) if head.cell(row, "media") else ()
    return Found(
        row.number, {"ask": ask, **found, "explain": head.cell(row, "explain")}, tuple(changes)
    )


def _is_head(row: Row, head: Head) -> bool:
    """Say whether the header stands there again."""
    return row.cells == head.row.cells
