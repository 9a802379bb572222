"""What a night says of the questions of a pack."""

from statistics import median

import pytest

from quiz.night.commands import Void
from quiz.services import analysis


def test_a_night_counts_once_it_is_over_and_by_what_counts_then(either_room):
    room = either_room
    seats = [room.join(f"Guest {n}") for n in range(6)]
    for number in (1, 2, 3):
        room.open(number)
        room.house.clock.wait(2)
        for n, seat in enumerate(seats):
            posted = ("2",) if number == 1 and n < 4 else ("0",) if number == 1 else ("0", "1")
            room.answer(seat, number, *(posted if number < 3 else ("1",)), ms=2000 + n)
    assert analysis.for_operator(room.house, "kinds").answers == 0
    while room.phase != "reveal":
        room.do()
    room.do(Void, 3)
    while room.phase != "over":
        room.do()
    found = analysis.for_operator(room.house, "kinds")
    one, many, claim = found.items[:3]
    assert (one.asked, one.answered, one.figures.right) == (6, 6, 4)
    assert one.figures.seconds == pytest.approx(median([2 + n / 1000 for n in range(6)]), abs=0.2)
    assert {option.text: option.count for option in one.figures.options}["Mars"] == 4
    assert many.asked == 6
    assert claim.asked == 0, "what counts for nobody tells nothing"
    assert found.people == 6
