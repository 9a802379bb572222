"""Places are fair: the same for the same points, whoever comes first in a list."""

from dataclasses import replace
from itertools import pairwise
from random import Random
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.night.awards import awards
from quiz.night.model import Result, Rules, Seat
from quiz.night.standings import entrant_of, standings
from quiz.night.teams import balance, speaker, team_points

ALICE, BOB, CHARLIE = (Seat(name.lower(), name) for name in ("Alice", "Bob", "Charlie"))
SOLO, OWN = Rules(), Rules(teams="own")


def result(seat, points, number=1, mark="right", distance=None):
    return Result(number, seat, mark, points, distance=distance)


def rows(found):
    return [(row.rank, row.name, row.points) for row in found]


class TestSolo:
    def test_equal_points_share_a_place(self):
        results = [result("alice", 5), result("bob", 9), result("charlie", 5)]
        found = standings(SOLO, [CHARLIE, BOB, ALICE], {}, results)
        assert rows(found) == [(1, "Bob", 9), (2, "Alice", 5), (2, "Charlie", 5)]

    def test_only_a_tie_break_parts_equals_and_it_counts_for_nothing_else(self):
        results = [
            result("alice", 5), result("bob", 9), result("charlie", 5),
            result("alice", 0, 2, distance=7.0), result("charlie", 0, 2, distance=2.0),
        ]  # fmt: skip
        found = standings(SOLO, [ALICE, BOB, CHARLIE], {}, results)
        assert rows(found) == [(1, "Bob", 9), (2, "Charlie", 5), (3, "Alice", 5)]

    def test_the_audience_and_those_who_left_have_no_place(self):
        seats = [ALICE, replace(BOB, is_audience=True), replace(CHARLIE, status="out")]
        results = [result(seat.id, 3) for seat in seats]
        assert rows(standings(SOLO, seats, {}, results)) == [(1, "Alice", 3)]

    def test_it_says_what_moved_and_what_was_gained(self):
        first = standings(SOLO, [ALICE, BOB], {}, [result("alice", 5), result("bob", 3)])
        assert [(row.moved, row.gained) for row in first] == [(0, 5), (0, 3)]
        more = [result("alice", 5), result("bob", 3), result("bob", 4, 2)]
        second = standings(SOLO, [ALICE, BOB, CHARLIE], {}, more, before=first)
        assert [(row.name, row.moved, row.gained) for row in second] == [
            ("Bob", 1, 4), ("Alice", -1, 0), ("Charlie", 0, 0),
        ]  # fmt: skip

    @given(
        st.lists(st.tuples(st.integers(-3, 3), st.sampled_from([None, 0.0, 1.0])), max_size=8),
        st.randoms(use_true_random=False),
    )
    def test_the_order_of_seats_and_results_does_not_matter(self, earned, rng):
        seats = [Seat(str(index), f"N{index}") for index in range(len(earned))]
        results = [
            result(str(index), points, distance=off) for index, (points, off) in enumerate(earned)
        ]
        found = standings(SOLO, seats, {}, results)
        rng.shuffle(seats)
        rng.shuffle(results)
        assert standings(SOLO, seats, {}, results) == found
        assert [row.points for row in found] == sorted((p for p, _ in earned), reverse=True)
        for above, below in pairwise(found):
            assert above.rank <= below.rank
            assert above.points > below.points or above.points == below.points
        for place, row in enumerate(found, 1):
            better = sum(other.rank < row.rank for other in found)
            assert row.rank == better + 1 <= place


class TestTeams:
    SEATS = (
        replace(ALICE, team_id="r", is_captain=True),
        replace(BOB, team_id="r"),
        replace(CHARLIE, team_id="b"),
    )
    NAMES = MappingProxyType({"r": "Reds", "b": "Blues", "e": "Empty"})
    RESULTS = (result("alice", 10), result("bob", 5), result("bob", 8, 2), result("alice", 0, 2),
               result("charlie", 20))  # fmt: skip

    @pytest.mark.parametrize(("rule", "points"), [("mean", 12), ("best", 18), ("captain", 10)])
    def test_a_team_earns_by_the_rule_of_the_night(self, rule, points):
        rules = replace(OWN, team_score=rule)
        spoken = {"r": [result("alice", 10), result("alice", 0, 2)], "b": [result("charlie", 20)]}
        found = standings(rules, self.SEATS, self.NAMES, self.RESULTS, spoken=spoken)
        assert rows(found) == [(1, "Blues", 20), (2, "Reds", points)]

    def test_with_one_phone_that_phone_counts(self):
        rules = Rules(teams="shared", team_score="best")
        spoken = {"r": [result("alice", 10)], "b": [result("charlie", 20)]}
        found = standings(rules, self.SEATS, self.NAMES, self.RESULTS, spoken=spoken)
        assert rows(found)[1] == (2, "Reds", 10)

    def test_where_captains_count_a_team_has_what_each_earned_who_spoke_for_it(self):
        rules = replace(OWN, team_score="captain")
        spoken = {"r": [result("alice", 10), result("bob", 8, 2)]}
        for led in (self.SEATS, [replace(seat, is_captain=False) for seat in self.SEATS[1:]]):
            found = standings(rules, led, self.NAMES, self.RESULTS, spoken=spoken)
            assert rows(found) == [(1, "Reds", 18), (2, "Blues", 0)]
        alone = replace(self.SEATS[2], team_id="")
        found = standings(rules, [*self.SEATS[:2], alone], self.NAMES, self.RESULTS, spoken=spoken)
        assert rows(found) == [(1, "Charlie", 20), (2, "Reds", 18)]

    def test_who_has_no_team_plays_alone(self):
        seats = (*self.SEATS, Seat("d", "Dora"))
        found = standings(OWN, seats, self.NAMES, (*self.RESULTS, result("d", 30)))
        assert rows(found)[0] == (1, "Dora", 30)
        assert entrant_of(OWN, seats[-1]) == "d"
        assert entrant_of(OWN, seats[0]) == "r"
        assert entrant_of(SOLO, seats[0]) == "alice"

    def test_the_nearest_of_a_team_breaks_a_tie_unless_its_captain_speaks(self):
        ties = (
            result("alice", 0, 9, distance=50.0), result("bob", 0, 9, distance=1.0),
            result("charlie", 0, 9, distance=5.0),
        )  # fmt: skip
        assert rows(standings(OWN, self.SEATS, self.NAMES, ties))[0][1] == "Reds"
        captain = replace(OWN, team_score="captain")
        spoken = {"r": [ties[0]], "b": [ties[2]]}
        found = standings(captain, self.SEATS, self.NAMES, ties, spoken=spoken)
        assert rows(found)[0][1] == "Blues"

    def test_the_mean_is_rounded_once_half_up_and_counts_who_did_not_answer(self):
        assert team_points("mean", [result("a", 1), result("b", 0, mark="none")]) == 1
        assert team_points("mean", [result("a", -1), result("b", 0)]) == 0
        halves = [
            result(seat, points, n) for n in range(8) for seat, points in (("a", 1), ("b", 0))
        ]
        assert team_points("mean", halves) == 4
        assert team_points("mean", []) == 0

    def test_without_a_captain_the_first_who_plays_speaks(self):
        assert speaker(self.SEATS) == self.SEATS[0]
        assert speaker(self.SEATS[1:]) == self.SEATS[1]
        assert speaker([replace(ALICE, status="out")]) is None


TEAM_IDS = st.sampled_from(["", "a", "b", "c", "gone"])


class TestBalance:
    @given(
        st.lists(st.tuples(TEAM_IDS, st.booleans(), st.booleans()), max_size=20), st.integers(0, 9)
    )
    def test_teams_are_level_and_as_few_as_possible_move(self, wanted, seed):
        teams = ["a", "b", "c"]
        captains = set()
        seats = []
        for index, (team, is_captain, is_audience) in enumerate(wanted):
            leads = is_captain and team in teams and team not in captains and not is_audience
            captains |= {team} if leads else set()
            seat = Seat(str(index), f"N{index}", team_id=team, is_captain=leads)
            seats.append(replace(seat, is_audience=is_audience))
        moves = balance(seats, teams, Random(seed))
        playing = [seat for seat in seats if not seat.is_audience]
        after = [moves.get(seat.id, seat.team_id) for seat in playing]
        sizes = [after.count(team) for team in teams]
        assert sum(sizes) == len(playing)
        assert max(sizes) - min(sizes) <= 1
        assert moves.keys() <= {seat.id for seat in playing}
        assert not any(seat.is_captain and seat.id in moves for seat in seats)
        before = sorted((sum(s.team_id == team for s in playing) for team in teams), reverse=True)
        least = sum(
            max(0, size - len(playing) // 3 - (place < len(playing) % 3))
            for place, size in enumerate(before)
        )
        homeless = sum(seat.team_id not in teams for seat in playing)
        assert len(moves) == least + homeless

    def test_without_teams_nobody_moves(self):
        assert balance([ALICE], [], Random(1)) == {}


class TestAwards:
    def test_prizes_go_to_those_who_earned_them(self):
        results = [
            *(result("alice", 1, n) for n in (1, 2, 3)),
            result("bob", 1, 1), result("bob", 0, 2, "close"), result("bob", 0, 3, "close"),
        ]  # fmt: skip
        used = {(1, "alice"): 4.0, (1, "bob"): 2.04, (2, "bob"): 0.5, (2, "alice"): 9.0}
        found = {prize.key: (prize.seat_ids, prize.value) for prize in awards(
            [ALICE, BOB, replace(CHARLIE, is_audience=True)],
            [*results, result("charlie", 1)], {**used, (1, "charlie"): 0.1},
        )}  # fmt: skip
        assert found == {
            "fastest": (("bob",), 2.0),
            "streak": (("alice",), 3),
            "alone": (("alice",), 2),
            "nearly": (("bob",), 2),
        }

    def test_what_too_many_share_is_no_prize(self):
        seats = [Seat(str(n), f"N{n}") for n in range(4)]
        results = [result(str(n), 1, number) for n in range(4) for number in (1, 2, 3)]
        used = {(1, str(n)): 3.0 for n in range(4)}
        assert awards(seats, results, used) == ()
        assert awards([], [], {}) == ()
