"""Which options of a record are right.

What says so of itself is; else what the key tells: the text of an option, its name (``B``,
``answerB``, an id), a letter or a place. Places count from 0 or from 1, as the whole file tells;
where it does not, and nothing is called an index, the question is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quiz.packs.formats.model import Value
from quiz.packs.formats.options import option_keys
from quiz.packs.formats.records.record import Record
from quiz.packs.formats.records.values import Option, text_of, texts_of, truth_of
from quiz.packs.formats.tables.choosing import Key, NoAnswerError, chosen, key_of, keys_of
from quiz.packs.formats.tables.layouts import words_of
from quiz.packs.formats.tables.lists import unlabelled

_TRUTHS = {"true": "true", "false": "false"}
_UNTOLD = "the file does not tell what is right"
_PICTURES = "its options are no texts (pictures?)"


def told_by(records: Iterable[Record]) -> Key:
    """Return how a file tells what is right."""
    is_index = False
    told: list[tuple[str, dict[int, str]]] = []
    for record in records:
        options = _numbered(record.options)
        if (
            not options
            or record.wrong()
            or any(each.is_right is not None for each in record.options)
        ):
            continue
        is_index = is_index or record.is_index()
        told += [(text, options) for _, each in record.told for text in texts_of(each)]
    return key_of(told, 0 if is_index else None)


def _numbered(options: tuple[Option, ...]) -> dict[int, str]:
    texts = unlabelled(tuple(option.text for option in options))
    return dict(enumerate(texts, 1))


def answer_keys(record: Record, key: Key) -> dict[str, Value]:
    """Return the keys that say what is right. Raises NoAnswerError where that cannot be told."""
    wrong, options = record.wrong(), record.options
    if record.kind in _OF_ITS_OWN:
        return _OF_ITS_OWN[record.kind](record)
    right = [option.text for option in options if option.is_right]
    if right:
        others = tuple(option.text for option in options if not option.is_right)
        return _sound(option_keys(tuple(right), others or wrong))
    told = [each for _, each in record.told]
    if wrong and told:
        return _sound(option_keys(tuple(texts_of(told[0])), wrong))
    if options and told:
        return _of_options(options, told, key)
    if not told:
        raise NoAnswerError(_UNTOLD)
    return _alone(told[0])


def _typed(record: Record) -> dict[str, Value]:
    """Return what may be typed; what stands there as options are other ways to say it."""
    told = (text for _, each in record.told for text in texts_of(each))
    texts = tuple(dict.fromkeys((*told, *(option.text for option in record.options))))
    if not record.told:
        raise NoAnswerError(_UNTOLD)
    return {"typed": texts}


def _order(record: Record) -> dict[str, Value]:
    items = next((tuple(texts_of(each)) for _, each in record.told if isinstance(each, list)), ())
    if not items or any(item.isdecimal() for item in items):
        raise NoAnswerError("the file does not tell the right order in words")
    return {"order": items}


def _match(record: Record) -> dict[str, Value]:
    told = (each for _, each in record.told if isinstance(each, dict))
    pairs = tuple((name, text_of(each)) for name, each in next(told, {}).items())
    if not pairs:
        raise NoAnswerError("the file does not tell the pairs as “left”: “right”")
    return {"match": pairs}


_OF_ITS_OWN = {"typed": _typed, "order": _order, "match": _match}


def _sound(keys: dict[str, Value]) -> dict[str, Value]:
    if "wrong" in keys and not keys["wrong"]:
        raise NoAnswerError("it has no wrong option")
    return keys


def _of_options(options: tuple[Option, ...], told: list[Any], key: Key) -> dict[str, Value]:
    numbered = _numbered(options)
    if not all(numbered.values()):
        raise NoAnswerError(_PICTURES)
    if len(options) == 1:
        return {"typed": (numbered[1],)}
    errors: list[NoAnswerError] = []
    for each in told:
        try:
            places = sorted(set(_places(each, options, numbered, key)))
        except NoAnswerError as error:
            errors.append(error)
            continue
        if places:
            return keys_of(numbered, tuple(places))
    raise errors[0] if errors else NoAnswerError(_UNTOLD)


def _places(
    told: Any, options: tuple[Option, ...], numbered: dict[int, str], key: Key
) -> Iterator[int]:
    """Yield the places of the options that are right, from 1."""
    if isinstance(told, list):
        for each in told:
            yield from _places(each, options, numbered, key)
        return
    if isinstance(told, dict) and not text_of(told):
        names = [words_of(str(key)) for key, each in told.items() if truth_of(each)]
        for name in names:
            yield from _named(name.removesuffix(" correct"), options)
        return
    text = text_of(told)
    is_text = isinstance(told, str) and key.by != "place"
    if is_text and text in numbered.values():
        yield next(place for place, option in numbered.items() if option == text)
        return
    named = tuple(_named(text, options))
    yield from named or chosen(text, numbered, texts_first=True, key=key)


def _named(name: str, options: tuple[Option, ...]) -> Iterator[int]:
    said = words_of(name)
    for place, option in enumerate(options, 1):
        if said and said in map(words_of, option.names):
            yield place
            return


def _alone(told: Any) -> dict[str, Value]:
    """Return the keys of an answer without options: true, false, or texts to type."""
    texts = tuple(dict.fromkeys(texts_of(told)))
    if not texts:
        raise NoAnswerError(_UNTOLD)
    truth = _TRUTHS.get(texts[0].casefold()) if len(texts) == 1 else None
    return {"answer": truth} if truth else {"typed": texts}
