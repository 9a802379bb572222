"""Whoever looks at a phone is here, by whichever way it asks."""

import pytest

from quiz.night.model import Rules
from tests.tools.a_night import ANight, join


@pytest.mark.parametrize("way", ["play", "now", "stream"])
def test_a_question_waits_for_whoever_came_back_to_it(house, bob, charlie, clock, way):
    night = ANight(house, Rules(end_early=True, auto_reveal=False))
    join(bob, night, "Bob")
    join(charlie, night, "Charlie")
    clock.pass_seconds(100)
    night.on(2)
    clock.pass_seconds(night.stage.question.lead + 1)
    charlie.client.get(f"/nights/{night.id}/{way}", buffered=False).close()
    assert night.stage.of == 1  # and Bob is away
    data = {"number": "1", "choice": "0", "revision": "1"}
    bob.client.post(f"/nights/{night.id}/answer", data=data)
    assert (night.stage.head.phase, night.stage.answered, night.stage.of) == ("question", 1, 2)
