"""Making a pack out of a file of moments, and saying why its answers are right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.errors import NotFoundError
from quiz.questions.kinds import answer_text, kind_of
from quiz.services import sources
from quiz.services.contents import refusal
from quiz.services.files import Source
from quiz.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.generator import Generated
    from quiz.packs.model import Pack
    from quiz.questions.model import Question
    from quiz.services.sources import Chosen


def generate_from(
    path: Path,
    *,
    seed: int = 0,
    count: int | None = None,
    most_rows: int = 0,
    chosen: Callable[[str], Chosen] = sources.nothing_chosen,
) -> Generated:
    """Generate a pack from a moments file. Raises BadInputError with every fault in it.

    ``most_rows`` lifts the limit to the rows of a table, and to its size with it; ``chosen`` tells
    which wrong options players chose.
    """
    from quiz.generator import generate  # noqa: PLC0415 - only this needs the generator

    source = Source(path, "moments", str(path))
    facts = sources.facts_of(source, most_rows=most_rows)
    return generate(replace(facts, chosen=chosen(facts.id)), seed=seed, count=count)


def zipped(path: Path, pack: Pack) -> bytes:
    """Return a pack that was generated from a file as a zip, with the pictures that it shows.

    Raises BadInputError for a picture that is not there, or cannot be read.
    """
    from quiz.packs.formats import packed  # noqa: PLC0415 - only this needs it

    source = Source(path, "moments", str(path))
    pictures = sources.pictures_of(source, pack)
    named = {medium.file for question in pack.questions for medium in question.media}
    if missing := sorted(named - pictures.keys()):
        raise refusal(str(path), "E216", f"the picture “{missing[0]}” is not there")
    return packed.carry(pack, pictures).data


def read_any(path: Path) -> Pack:
    """Read a pack, from its own file or generated from a moments file, told by its content."""
    return sources.read(Source(path, sources.room_of(path), str(path)))


def explain(path: Path, question_id: str) -> list[str]:
    """Return why the answer of one question is right and each other option is wrong.

    Raises NotFoundError when the pack has no such question.
    """
    pack = read_any(path)
    for question in pack.questions:
        if question.id == question_id:
            return _lines(question)
    ids = [question.id for question in pack.questions]
    hint = did_you_mean(question_id, ids) or f"; it begins with “{ids[0]}”"
    raise NotFoundError(f"{path} has no question “{question_id}”{hint}")


def _lines(question: Question) -> list[str]:
    proof = question.proof
    lines = [
        question.ask,
        f"  right: {answer_text(question.body)}",
        f"         {proof.right}".rstrip(),
    ]
    word = {"order": "place", "match": "pair"}.get(kind_of(question.body), "wrong")
    lines += [f"  {word}: {option}\n         {why}" for option, why in proof.wrong]
    lines.append(
        f"  proof: {proof.rule}" + (f", from {', '.join(proof.facts)}" if proof.facts else "")
    )
    if question.source:
        lines.append(f"  source: {question.source}")
    return [line for line in lines if line.strip()]
