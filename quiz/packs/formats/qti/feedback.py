"""What an item of QTI 2.x tells after an answer, to all or to those who chose an option."""

from __future__ import annotations

import re
from collections.abc import Callable

from quiz.packs.formats.xml import Element
from quiz.text import fold

_SHOWN_TO_ALL = re.compile(
    r"explain|explanation|general|solution|correct|right|rationale", re.IGNORECASE
)
_SHOWN_TO_WRONG = re.compile(r"incorrect|wrong|not_?correct|\bfalse", re.IGNORECASE)
_PRAISE = frozenset(
    {"correct", "right", "yes", "well done", "good job", "good", "true", "great", "excellent"}
    | {"that is correct", "thats correct", "this is correct", "correct answer", "you are correct"}
    | {"incorrect", "wrong", "no", "false", "try again", "sorry", "that is incorrect"}
)


def is_praise(text: str) -> bool:
    """Say whether a text tells only that an answer was right or wrong."""
    return fold(text) in _PRAISE


class Feedback:
    """The feedback of an item; ``read`` gives the text of an element."""

    def __init__(self, item: Element, read: Callable[[Element], str]) -> None:
        """Find the feedback of the item as a whole."""
        self._read = read
        self._modal = [
            (part.attributes.get("identifier", ""), read(part))
            for part in item.every("modalFeedback", "feedbackBlock")
            if part.attributes.get("showHide", "show") == "show"
        ]

    def general(self) -> tuple[str, ...]:
        """Return what is told to all, or to those who were right."""
        return tuple(
            text
            for name, text in self._modal
            if text and _SHOWN_TO_ALL.search(name) and not _SHOWN_TO_WRONG.search(name)
        )

    def on(self, name: str, option: Element) -> str:
        """Return what is told to those who chose an option of that identifier."""
        inside = [self._read(part) for part in option.every("feedbackInline")]
        modal = [text for told, text in self._modal if told == name]
        return "\n".join(dict.fromkeys(filter(None, (*inside, *modal))))
