"""A house in which every field that people fill in holds a text that wants to be more."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from quiz.errors import BadInputError
from quiz.packs.fields import UNSEEN
from quiz.packs.formats.zips import pack as zipped
from quiz.services import people
from quiz.services.house import House
from quiz.store import rounds
from quiz.store.records import CardRecord, RoundRecord
from tests.tools.media import picture, wav

MEDIA = {"media/m1.png": picture(), "media/m2.wav": wav()}


def sound(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts that a pack may hold; the others are refused, each with its place."""
    return tuple(text.strip() for text in texts if not UNSEEN.search(text))


def pack_of(texts: tuple[str, ...], shift: int = 0) -> dict[str, Any]:
    """Return a pack in which each text stands in every field; a question for each text.

    With another ``shift`` each question holds other texts.
    """
    ring = itertools.cycle(_turned(texts, shift))
    first = next(ring)
    return {
        "format": 1, "id": "live", "title": first, "description": next(ring), "version": "1.0",
        "license": "CC0-1.0", "source": next(ring), "authors": [next(ring)[:100]],
        "tags": [next(ring)], "questions": list(_questions(texts, shift)),
    }  # fmt: skip


def _questions(texts: tuple[str, ...], shift: int) -> Iterator[dict[str, Any]]:
    # Each field has a ring of its own, turned by another prime: none is always beside the same.
    turned = {name: itertools.cycle(_turned(texts, prime + shift))
              for name, prime in zip(_FIELDS, _PRIMES, strict=True)}  # fmt: skip
    for number, text in enumerate(texts):
        said = {name: next(ring) for name, ring in turned.items()}
        yield {
            "id": f"q{number}", "ask": f"{text} ?" if shift else text, "explain": said["explain"],
            "source": said["source"], "tags": [said["tag"]], "difficulty": "easy",
            **_attached(number, said), **_body(number, said),
        }  # fmt: skip


def _turned(texts: tuple[str, ...], by: int) -> tuple[str, ...]:
    return texts[by % len(texts) :] + texts[: by % len(texts)]


_FIELDS = (
    "explain", "source", "tag", "alt", "credit", "license", "transcript", "why", "a", "b", "c", "d",
)  # fmt: skip
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)


def _attached(number: int, said: dict[str, str]) -> dict[str, Any]:
    told = {"credit": said["credit"], "license": said["license"]}
    if number % 3 == 0:
        return {"picture": {"file": "media/m1.png", "alt": said["alt"], **told}}
    heard = {"file": "media/m2.wav", "transcript": said["transcript"], **told}
    return {"audio": heard} if number % 3 == 1 else {}


def _body(number: int, said: dict[str, str]) -> dict[str, Any]:
    one, two, three, four = (f"{said[name]} {at}" for at, name in enumerate("abcd"))
    bodies = (
        {"answer": one, "wrong": [two, three, four], "why_wrong": {two: said["why"]}},
        {"answers": [one, two], "wrong": [three, four], "why_wrong": {three: said["why"]}},
        {"answer": True},
        {"typed": [said["a"], two]},
        {"number": 7, "unit": said["a"]},
        {"order": [one, two, three]},
        {"match": [[one, two], [three, four], [f"{one} 4", f"{two} 5"]]},
    )
    return bodies[number % len(bodies)]


def pack_file(texts: tuple[str, ...], shift: int = 0) -> bytes:
    """Return that pack as a zip with a picture and a sound."""
    return zipped({"pack.json": json.dumps(pack_of(texts, shift)).encode(), **MEDIA})


def faulty_pack(texts: tuple[str, ...]) -> bytes:
    """Return a pack that is refused for each of the texts, where they stand for something else."""
    made = pack_of(texts[:1])
    keys = ("id", "difficulty", "time", "number", "answer", "picture", "tags", "form")
    questions = [{"ask": text, key: text, text: key} for text, key in
                 zip(texts, itertools.cycle(keys), strict=False)]  # fmt: skip
    return json.dumps({**made, "language": texts[0], texts[1]: 1, "questions": questions}).encode()


def faulty_table(texts: tuple[str, ...]) -> bytes:
    """Return a table whose rows are left out, each for another of the texts."""
    told = io.StringIO()
    table = csv.writer(told)
    table.writerow(["Question", "Answer", "Wrong 1"])
    table.writerow(["Which is sound?", "This", "That"])
    table.writerows([text, text, text] for text in texts)
    return told.getvalue().encode()


def moments_of(texts: tuple[str, ...]) -> str:
    """Return a file of moments about things that are called so."""
    things = {f"t{n}": {"name": text, "type": "person"} for n, text in enumerate(texts)}
    moments = [
        {"won": text, "winner": f"t{n}", "year": str(1990 + n % 30), "at": "gala"}
        for n, text in enumerate(reversed(texts))
    ]
    made = {
        "format": 1, "id": "live", "title": texts[0], "description": texts[1],
        "sources": {"s": {"title": texts[2], "date": "2024-01-01", "scope": texts[3]}},
        "defaults": {"source": "s"},
        "things": {"gala": {"name": "gala", "type": "event", "article": "the"}, **things},
        "moments": moments,
    }  # fmt: skip
    return json.dumps(made, ensure_ascii=False)


def played(house: House, names: tuple[str, ...], pack_id: str) -> None:
    """Put a ranked round on the leaderboards for each guest of these names."""
    now = house.clock()
    with house.store.reading() as tx:
        (edition,) = house.shelf.current(tx, pack_id)
    question = edition.pack.questions[0]
    for place, name in enumerate(names):
        try:
            token = people.guest(house, name, "a phone")
        except BadInputError:
            continue  # nobody may be called so
        player = people.by_token(house, token)
        assert player is not None
        later = now + timedelta(seconds=3 + place)
        card = CardRecord(
            1, edition.digest, pack_id, question.id, (0, 1, 2, 3), opened_at=now, given=(name,),
            ending="locked", ended_at=later, outcome="right",
        )  # fmt: skip
        made = RoundRecord(
            f"live-{place}", player.id, "", "A round", 5, "mixed", 0, "accuracy", ranked=True,
            started_at=now, cards=(card,) * 1, finished_at=later, points=100 * place, right=1,
        )  # fmt: skip
        with house.store.writing() as tx:
            rounds.add(tx, made)
