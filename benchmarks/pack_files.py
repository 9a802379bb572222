"""A pack of invented questions, and files of it in every format, those that are only read too.

python -m benchmarks.pack_files FORMAT COUNT > FILE
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
from itertools import chain

from quiz.packs.formats import registry, zips
from quiz.packs.model import Pack
from quiz.questions.model import Choice, Question

_SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")
_APART = "\x1f"  # what stands between the fields of a note of Anki


def pack_of(count: int) -> Pack:
    """Return a pack of so many questions with four options, the same in every run."""
    dice = random.Random(count)
    made = []
    for number in range(count):
        names = [_name(dice) for _ in range(4)]
        options = tuple(f"{name} {place}" for place, name in enumerate(names))
        ask = f"Who won the prize of {_name(dice)} for {_name(dice)} number {number}?"
        body = Choice(options[0], options[1:])
        made.append(Question(f"q{number}", ask, body, explain=f"It was {options[0]}, that year."))
    return Pack("invented", "Invented", tuple(made))


def _name(dice: random.Random) -> str:
    return " ".join("".join(dice.choices(_SYLLABLES, k=3)).capitalize() for _ in range(2))


def file_of(name: str, pack: Pack) -> bytes:
    """Return a file of the pack in a format. Raises KeyError where nobody here can make one."""
    form = registry.named(name)
    if form is not None and form.write:
        return form.write(pack).data
    return _MAKERS[name](pack)


def _choices(pack: Pack) -> list[tuple[str, Choice]]:
    return [(each.ask, each.body) for each in pack.questions if isinstance(each.body, Choice)]


def _opentriviaqa(pack: Pack) -> bytes:
    blocks = []
    for ask, body in _choices(pack):
        options = [f"{chr(65 + at)} {text}" for at, text in enumerate(body.options)]
        blocks.append("\n".join((f"#Q {ask}", f"^ {body.answer}", *options)))
    return "\n\n".join(blocks).encode()


def _cards(pack: Pack) -> bytes:
    return "\n".join(f"{ask} :: {body.answer}" for ask, body in _choices(pack)).encode()


def _h5p(pack: Pack) -> bytes:
    questions = [
        {
            "library": "H5P.MultiChoice 1.16",
            "params": {
                "question": ask,
                "answers": [
                    {"text": text, "correct": text == body.answer} for text in body.options
                ],
            },
        }
        for ask, body in _choices(pack)
    ]
    about = {"title": pack.title, "mainLibrary": "H5P.QuestionSet", "language": "en"}
    return zips.pack({
        "h5p.json": json.dumps(about).encode(),
        "content/content.json": json.dumps({"questions": questions}).encode(),
    })  # fmt: skip


def _apkg(pack: Pack) -> bytes:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE col (models TEXT)")
    base.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, mid INTEGER, tags TEXT, flds TEXT)")
    base.execute("INSERT INTO col VALUES (?)", (json.dumps({"1": {"name": "Basic", "type": 0}}),))
    rows = [(1, "", f"{ask}{_APART}{body.answer}") for ask, body in _choices(pack)]
    base.executemany("INSERT INTO notes (mid, tags, flds) VALUES (?, ?, ?)", rows)
    base.commit()
    data = base.serialize()
    base.close()
    return zips.pack({"collection.anki2": data, "media": b"{}"})


def _records(pack: Pack) -> bytes:
    records = [
        {"question": ask, "options": sorted(body.options), "answer": body.answer}
        for ask, body in _choices(pack)
    ]
    return json.dumps(records).encode()


def _bare(pack: Pack) -> bytes:
    rows = ((ask, *sorted(body.options), body.answer) for ask, body in _choices(pack))
    return "\n".join(";".join(row) for row in rows).encode()


def _blackboard(pack: Pack) -> bytes:
    rows = (
        ("MC", ask, body.answer, "correct", *chain(*((text, "incorrect") for text in body.wrong)))
        for ask, body in _choices(pack)
    )
    return "\n".join("\t".join(row) for row in rows).encode()


_MAKERS = {
    "bare": _bare,
    "blackboard": _blackboard,
    "opentriviaqa": _opentriviaqa,
    "cards": _cards,
    "h5p": _h5p,
    "apkg": _apkg,
    "records": _records,
}

if __name__ == "__main__":
    sys.stdout.buffer.write(file_of(sys.argv[1], pack_of(int(sys.argv[2]))))
