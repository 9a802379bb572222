"""The texts of a GIFT file as plain ones."""

from __future__ import annotations

from quiz.packs.formats.gift.tree import Answer, Item, Text
from quiz.packs.formats.markup import from_markdown, from_mixed, shows_media
from quiz.packs.formats.texts import from_html

_FULL = 99.9  # percent
_MEDIA = "it shows a picture or plays something, and that is not in the file"


def plain(text: Text) -> str:
    """Return a text as it is shown; one that is nothing but tags speaks of them, and stays."""
    match text.form:
        case "plain":
            return text.text
        case "markdown":
            return from_markdown(text.text)
        case "html":
            return from_html(text.text) or text.text
        case _:
            return from_mixed(text.text)


def typed(text: Text) -> str:
    """Return an answer to type: tags in it are meant, but in a text that is marked as HTML."""
    return plain(text) if text.form != "moodle" else text.text


def refused_media(item: Item) -> str:
    """Say why a question is not taken whose text or options show pictures."""
    texts = (item.stem, *(answer.text for answer in item.answers))
    texts = (*texts, *(pair.left for pair in item.pairs))
    return _MEDIA if any(_shows_media(text) for text in texts) else ""


def _shows_media(text: Text) -> bool:
    if "<" not in text.text and "![" not in text.text:
        return False
    return text.form != "plain" and shows_media(text.text) and "src=" in text.text


def explained(item: Item) -> str:
    """Return the explanation: general feedback, and what is told of right answers."""
    texts = [item.general, item.feedbacks[1]]
    texts += [answer.feedback for answer in item.answers if is_right(answer)]
    told = (plain(text).strip() for text in texts if text)
    return "\n".join(dict.fromkeys(line for line in told if line))


def is_right(answer: Answer) -> bool:
    """Say whether an answer counts fully."""
    return answer.is_marked if answer.weight is None else answer.weight >= _FULL
