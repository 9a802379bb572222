"""A night of made questions: no round answers another, whatever is dealt or swapped."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from quiz.generator import generate
from quiz.services import files, sources
from quiz.services.nights import planning
from quiz.services.nights.desk import RoundDraft
from quiz.store import nights
from tests.services.conftest import put
from tests.tools.echoes import Echoes
from tests.tools.nights import draft


@pytest.fixture
def made(house):
    path = Path("questions/moments/capitals.yaml")
    facts = sources.facts_of(files.Source(path, "moments", "capitals"))
    pack = generate(facts).pack
    put(house, pack)
    return pack, Echoes(facts)


def test_no_question_of_a_night_answers_another(house, made):
    pack, echoes = made
    questions = {question.id: question for question in pack.questions}
    levels = ("mixed", "easy", "hard")
    planned = draft(*(RoundDraft(level, pack=pack.id, level=level, count=8) for level in levels))
    for seed in range(8):
        hosted = planning.create(replace(house, dice=lambda: Random(seed)), planned, None)  # noqa: B023 - called at once
        planning.swap(house, hosted.night_id, hosted.host_key, 1, 3)
        with house.store.reading() as tx:
            plan = nights.load(tx, hosted.night_id).plan
        asked = [questions[slot.question_id] for slot in plan.slots]
        assert len(asked) == 24
        assert list(echoes.of(asked)) == []
