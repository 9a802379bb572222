"""What ships: moments on every topic, and packs by hand with every kind of question in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.packs.reading import read_pack
from quiz.questions.kinds import kind_of
from quiz.questions.model import TrueFalse

QUESTIONS = Path(__file__).parents[3] / "questions"
BY_HAND = sorted(p for p in (QUESTIONS / "packs").glob("*.yaml") if "." not in p.stem)


def test_there_are_moments_on_every_topic() -> None:
    shipped = {path.stem for path in (QUESTIONS / "moments").glob("*.yaml")}
    assert shipped >= {
        "awards", "borders", "capitals", "elements", "film", "history", "music", "sport",
        "states", "vma-2023", "flags", "maps", "tiles",
    }  # fmt: skip


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.stem)
def test_a_pack_by_hand_has_every_kind_of_question(path: Path) -> None:
    pack = read_pack(path.read_text(encoding="utf-8"), path.name)
    kinds = {kind_of(question.body) for question in pack.questions}
    assert kinds == {"choice", "multi", "truefalse", "typed", "number", "order", "match"}


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.stem)
def test_a_pack_by_hand_explains_each_answer_and_says_who_says_so(path: Path) -> None:
    pack = read_pack(path.read_text(encoding="utf-8"), path.name)
    assert [q.id for q in pack.questions if not (q.explain and q.source and q.difficulty)] == []


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.stem)
def test_what_is_true_and_false_in_a_pack_by_hand_is_even(path: Path) -> None:
    pack = read_pack(path.read_text(encoding="utf-8"), path.name)
    claims = [q.body.answer for q in pack.questions if isinstance(q.body, TrueFalse)]
    assert 1 / 4 <= sum(claims) / len(claims) <= 3 / 4
