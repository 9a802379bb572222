"""Every seat earns what the rules of the night say, and never a point more."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.night.keys import keyed, mark_keyed
from quiz.night.model import (
    Answer,
    Plan,
    PlannedRound,
    Rules,
    Seat,
    Slot,
    Stage,
    State,
)
from quiz.night.scoring import Terms, distance, judge, scored_length
from quiz.night.stakes import doubled, joker_round, most_wager, staked, wager_slot
from quiz.night.standings import standings
from quiz.questions.model import (
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Question,
    TrueFalse,
    Typed,
)

ALICE, BOB, CHARLIE = (Seat(name.lower(), name) for name in ("Alice", "Bob", "Charlie"))
BODY = Choice("Mars", ("Venus", "Io"))
SLOT = Slot(1, "d", "p", "q", "choice", (0, 1, 2), seconds=20)
TERMS = Terms(SLOT, Rules(), length=10)


def scored(terms, mark, used=10.0, seat=ALICE, body=BODY, text="x"):
    answers = [Answer(seat.id, (text,), used)] if mark else []
    (result,) = judge(body, terms, {seat.id: mark} if mark else {}, answers, [seat])
    return result


class TestPoints:
    @pytest.mark.parametrize(
        ("preset", "points", "bonus"), [("accuracy", 1045, 45), ("pub", 1, 0), ("speed", 750, 250)]
    )
    def test_a_right_answer_earns_what_the_preset_says(self, preset, points, bonus):
        result = scored(replace(TERMS, rules=Rules(scoring=preset)), "right")
        assert (result.mark, result.points, result.bonus) == ("right", points, bonus)

    @pytest.mark.parametrize("mark", ["close", "wrong", None])
    def test_any_other_earns_nothing(self, mark):
        result = scored(TERMS, mark)
        assert (result.mark, result.points) == (mark or "none", 0)

    def test_everyone_who_is_in_has_a_result_and_nobody_else(self):
        seats = [
            ALICE, replace(BOB, is_audience=True), replace(CHARLIE, status="out"),
            Seat("w", "W", status="waiting"), Seat("b", "B", status="banned"),
        ]  # fmt: skip
        results = judge(BODY, TERMS, {"bob": "right"}, [Answer("bob", ("Mars",), 20.0)], seats)
        assert [(r.seat_id, r.mark) for r in results] == [("alice", "none"), ("bob", "right")]

    def test_an_answer_that_was_cleared_is_none(self):
        answers = [Answer("alice", (), 3.0)]
        assert judge(BODY, TERMS, {"alice": "wrong"}, answers, [ALICE])[0].mark == "none"

    def test_a_joker_doubles_the_points_and_the_bonus(self):
        result = scored(replace(TERMS, jokers={"alice"}), "right")
        assert (result.points, result.bonus) == (2090, 90)
        assert scored(replace(TERMS, jokers={"bob"}), "right").points == 1045

    @given(st.floats(0, 30), st.floats(0, 30), st.sampled_from([0, 5, 20]))
    def test_being_slower_never_earns_more(self, used, later, seconds):
        terms = replace(TERMS, slot=replace(SLOT, seconds=seconds))
        quick, slow = (scored(terms, "right", each) for each in sorted((used, later)))
        assert quick.points >= slow.points

    def test_extra_time_gives_time_and_no_points(self):
        assert scored(TERMS, "right", 29.0).points == 1000


class TestWager:
    TERMS = replace(TERMS, format="wager", wagers={"alice": 300}, jokers={"alice"})

    @pytest.mark.parametrize(
        ("mark", "points"), [("right", 300), ("close", -300), ("wrong", -300), (None, -300)]
    )
    def test_it_is_won_or_lost_and_no_joker_doubles_it(self, mark, points):
        assert scored(self.TERMS, mark).points == points

    def test_who_put_nothing_in_plays_for_nothing(self):
        assert scored(self.TERMS, "wrong", seat=BOB).points == 0

    @pytest.mark.parametrize(
        ("rule", "marks", "points"),
        [
            ("mean", {"alice": "right", "bob": "wrong"}, 0), ("mean", {"alice": "wrong"}, -300),
            ("best", {"bob": "right"}, 300), ("best", {"alice": "wrong"}, -300),
            ("captain", {"bob": "right"}, -300), ("captain", {"alice": "right"}, 300),
        ],
    )  # fmt: skip
    def test_what_a_team_puts_in_is_won_or_lost_whole(self, rule, marks, points):
        rules = Rules(teams="own", team_score=rule)
        seats = [replace(ALICE, team_id="t", is_captain=True), replace(BOB, team_id="t")]
        answers = [Answer(seat_id, ("x",), 3.0) for seat_id in marks]
        terms = replace(self.TERMS, rules=rules, wagers=staked(rules, seats, {"alice": 300}))
        results = judge(BODY, terms, marks, answers, seats)
        spoken = {"t": [result for result in results if result.seat_id == "alice"]}
        assert standings(rules, seats, {"t": "T"}, results, spoken=spoken)[0].points == points

    def test_the_speaker_of_a_team_has_the_last_word(self):
        rules = Rules(teams="own")
        seats = [replace(ALICE, team_id="t"), replace(BOB, team_id="t", is_captain=True), CHARLIE]
        assert staked(rules, seats, {"alice": 500, "bob": 100}) == {"alice": 100, "bob": 100}
        spoke = {"t": "alice"}  # when the question was judged
        assert set(staked(rules, seats, {"alice": 500, "bob": 100}, spoke).values()) == {500}

    def test_when_the_speaker_puts_nothing_in_the_most_of_the_team_stands(self):
        rules = Rules(teams="own")
        gone = replace(ALICE, team_id="t", status="out")
        seats = [gone, replace(BOB, team_id="t", is_captain=True), replace(CHARLIE, team_id="t")]
        wagers = {"alice": 500, "charlie": 100}
        assert staked(rules, seats, wagers) == dict.fromkeys(("alice", "bob", "charlie"), 500)
        assert staked(rules, seats, {}) == {}

    def test_one_may_put_in_all_one_has_or_one_right_answer(self):
        assert most_wager(Rules(), 4321) == 4321
        assert most_wager(Rules(), -200) == 1000
        assert most_wager(Rules(scoring="pub"), 0) == 1
        assert most_wager(Rules(scoring="speed"), 0) == 1000


class TestTieBreak:
    TERMS = replace(TERMS, format="tiebreak")
    BODY = Number(324, unit="m")

    @pytest.mark.parametrize(
        ("text", "off"), [("324 m", 0), ("300", 24), ("1.000", 323), ("tall", None), ("", None)]
    )
    def test_it_says_how_far_off_a_number_is_and_earns_nothing(self, text, off):
        result = scored(self.TERMS, "wrong", body=self.BODY, text=text)
        assert (result.points, result.distance) == (0, off)

    def test_without_an_answer_there_is_no_distance(self):
        assert scored(self.TERMS, None, body=self.BODY).distance is None
        assert distance(BODY, ("Mars",)) is None


PLAN = Plan(
    (
        PlannedRound("A", slots=(SLOT, replace(SLOT, number=2))),
        PlannedRound("B", "break"),
        PlannedRound("C", "speed", slots=(replace(SLOT, number=3),)),
        PlannedRound("D", "wager", slots=tuple(replace(SLOT, number=n) for n in (4, 5))),
        PlannedRound("E", "tiebreak", slots=(replace(SLOT, number=6),)),
    )
)


class TestStakes:
    def test_wagers_and_tie_breaks_have_no_part_of_the_shared_bonus(self):
        assert scored_length(PLAN) == 3

    @pytest.mark.parametrize(
        ("stage", "index"),
        [
            (Stage(), 0), (Stage("intro", 0), 0), (Stage("question", 0, 1), None),
            (Stage("standings", 0, 1), None), (Stage("standings", 0, 2), None),
            (Stage("intro", 1, 2), None), (Stage("intro", 2, 2), 2),
            (Stage("standings", 2, 3), None), (Stage("intro", 3, 3), None),
            (Stage("standings", 4, 6), None), (Stage("podium", 4, 6), None),
        ],
    )  # fmt: skip
    def test_a_joker_is_played_before_its_round(self, stage, index):
        assert joker_round(PLAN, Rules(jokers=True), State(stage=stage)) == index
        assert joker_round(PLAN, Rules(), State(stage=stage)) is None

    @pytest.mark.parametrize(
        ("stage", "number"),
        [
            (Stage("intro", 3, 3), 4), (Stage("question", 3, 4), None),
            (Stage("locked", 3, 4), None), (Stage("reveal", 3, 4), 5),
            (Stage("standings", 3, 4), 5), (Stage("reveal", 3, 5), None),
            (Stage("intro", 2, 2), None), (Stage(), None), (Stage("over", 4, 6), None),
        ],
    )  # fmt: skip
    def test_wagers_are_put_in_until_the_question_opens(self, stage, number):
        slot = wager_slot(PLAN, State(stage=stage))
        assert (slot and slot.number) == number

    def test_each_player_has_a_joker_and_each_team_one(self):
        rules = Rules(jokers=True)
        seats = [
            replace(ALICE, joker=2, team_id="t", status="out"),
            replace(BOB, is_captain=True, team_id="t"),
            replace(CHARLIE, joker=0),
        ]
        assert doubled(rules, seats, 2) == {"alice"}
        teams = replace(rules, teams="own")
        assert doubled(teams, seats, 2) == {"alice", "bob"}  # though who played it has left
        assert doubled(teams, seats, 0) == {"charlie"}
        assert doubled(Rules(), seats, 2) == frozenset()


class TestKeys:
    """What the host says is right, is."""

    @pytest.mark.parametrize(
        ("body", "rekeyed", "accepted", "given", "mark"),
        [
            (BODY, (), (), ("Mars",), "right"),
            (BODY, ("Io",), (), ("Mars",), "wrong"),
            (BODY, ("Io",), (), ("Io",), "right"),
            (BODY, ("Io", "Mars"), (), ("Mars",), "right"),
            (BODY, ("Io", "Mars"), (), ("Venus",), "wrong"),
            (BODY, ("Pluto",), (), ("Mars",), "right"),
            (MultiSelect(("a", "b"), ("c",)), ("a", "c"), (), ("c", "a"), "right"),
            (MultiSelect(("a", "b"), ("c",)), ("a", "c"), (), ("a", "b"), "wrong"),
            (TrueFalse(True), ("False",), (), ("false",), "right"),
            (TrueFalse(True), ("true", "false"), (), ("false",), "right"),
            (Number(10, unit="m"), ("12 m",), (), ("12",), "right"),
            (Number(10, unit="m"), ("12",), (), ("10",), "wrong"),
            (Number(10), ("10", "12"), (), ("12",), "right"),
            (Typed(("Beijing",)), (), ("Peking",), ("peking",), "right"),
            (Typed(("Beijing",)), (), ("Peking",), ("Beijing",), "right"),
            (Typed(("Beijing",)), ("Nanking",), ("Peking",), ("Beijing",), "wrong"),
            (Typed(("Beijing",)), ("Nanking",), ("Peking",), ("Peking",), "right"),
            (Typed(("Beijing",)), (), (), ("Bejing city",), "wrong"),
            (Order(("a", "b", "c")), (), (), ("a", "b", "c"), "right"),
            (Match((("a", "1"), ("b", "2"), ("c", "3"))), (), (), ("1", "2", "3"), "right"),
        ],
    )
    def test_answers_are_marked_by_the_key_of_the_host(self, body, rekeyed, accepted, given, mark):
        questions = keyed(Question("q", "What?", body), rekeyed, accepted)
        assert mark_keyed(questions, given) == mark
