"""What everybody sees: nothing before the reveal tells the answer, and then all of it adds up."""

import json
from dataclasses import asdict, replace

import pytest

from quiz.errors import NotAllowedError, NotFoundError
from quiz.night.commands import Next, Void
from quiz.night.model import Plan, PlannedRound, Rules, Slot, State
from quiz.packs.model import Pack
from quiz.questions.kinds import kind_of, options_of
from quiz.questions.marking import names_of
from quiz.questions.model import (
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Proof,
    Question,
    TrueFalse,
    Typed,
)
from quiz.services.nights import pages, personal, report, seating, showing
from quiz.services.nights.desk import RoundDraft
from quiz.services.nights.room import Room
from quiz.services.nights.stage import do
from quiz.services.shelf import Edition, Shelf
from quiz.store.night_records import NightRecord
from tests.tools.nights import begin, draft

BODIES = (
    (Choice("Gobo", ("Gel", "Flag")), Choice("Flag", ("Gobo", "Gel"))),
    (MultiSelect(("A", "B"), ("C",)), MultiSelect(("B", "C"), ("A",))),
    (TrueFalse(answer=True), TrueFalse(answer=False)),
    (Typed(("Beyoncé",)), Typed(("Mariah Carey", "Mariah"))),
    (Number(88.0, 2.0, unit="keys"), Number(1000.5, 10.0, percent=True, unit="keys")),
    (Order(("A", "B", "C")), Order(("C", "A", "B"))),
    (Match((("x", "1"), ("y", "2"), ("z", "3"))), Match((("x", "3"), ("y", "1"), ("z", "2")))),
)


def shown(body, phase, now):
    """What a screen shows of a question whose options stand alike whichever is right."""
    kind = kind_of(body)
    texts = options_of(body)
    order = tuple(sorted(range(len(texts)), key=texts.__getitem__))
    order = tuple(range(2)) if kind == "truefalse" else order
    proof = Proof("author", right="canary", wrong=tuple((text, "canary") for text in texts))
    asked = Question("q", "Which?", body, explain="canary", source="canary", proof=proof)
    slot = Slot(1, f"digest of {body}", "pack", "q", kind, order, 20, 2.0)
    state = State()
    stage = replace(state.stage, phase=phase, round=0, number=1, opened_at=now, deadline=now)
    record = NightRecord(
        "night", "ABC234", "", "", None, "Night", Plan((PlannedRound("One", slots=(slot,)),)),
        Rules(), replace(state, stage=stage), now, now,
    )  # fmt: skip
    shelf = Shelf()
    pack = Pack("pack", "Pack", (asked,))
    shelf._editions[slot.digest] = Edition(
        slot.digest, pack, {"q": asked}, (asked,), names_of(pack.questions)
    )
    room = Room(record, shelf, None)
    return asdict(showing.head(record)), asdict(showing.question(room, slot, now))


@pytest.mark.parametrize("bodies", BODIES, ids=lambda bodies: kind_of(bodies[0]))
@pytest.mark.parametrize("phase", ["question", "locked"])
def test_before_the_reveal_all_is_the_same_whichever_answer_is_right(bodies, phase, clock):
    one, other = (json.dumps(shown(body, phase, clock.now)) for body in bodies)
    assert one == other
    assert "canary" not in one


@pytest.fixture
def night(house, clock):
    return begin(house, clock, draft()).join("Alice", "Bob", "Charlie")


def test_nothing_on_a_phone_or_the_stage_tells_the_answer_before_the_reveal(night):
    for _ in range(10):
        night.to("question")
        before = night.stage
        night.answer("Alice")
        night.answer("Bob", right=False)
        after = night.stage
        assert before == replace(after, answered=0)
        assert (after.answered, after.of) == (2, 3)
        assert after.reveal is None
        assert after.places == ()
        told = json.dumps([asdict(after), asdict(night.me("Alice")), asdict(night.me("Bob"))])
        for secret in ("canary", "digest", "question_id", *known(night)):
            assert secret not in told
        assert night.me("Alice").result is None
        night.go_on()
        assert night.me("Alice").result.mark == "right"
        assert night.me("Bob").result.mark in {"wrong", "close"}
        assert night.me("Charlie").result.mark == "none"


def known(night):
    slot = night.record.plan.slot(night.record.state.stage.number)
    return slot.digest, f'"{slot.question_id}"', f'"{slot.pack_id}"'


def test_a_phone_has_its_own_answer_back_as_it_was_posted(night):
    for _ in range(10):
        night.to("question")
        night.answer("Alice", right=False)
        night.answer("Alice")
        me = night.me("Alice")
        slot = night.record.plan.slot(me.number)
        assert me.revision == 2
        if slot.order:
            texts = [night.stage.question.options[int(place)].text for place in me.given]
            assert night.desk.answer.split()[0].strip(",") in " ".join(texts) + " ".join(
                night.stage.question.lefts
            )
        else:
            assert me.given[0].split()[0] in night.desk.answer
        night.go_on()


def test_the_reveal_counts_what_the_room_gave_and_not_the_audience(night):
    night.join("Dora", audience=True)
    night.to("question")
    for name in ("Alice", "Bob", "Dora"):
        night.answer(name)
    night.answer("Charlie", right=False)
    reveal = night.stage.reveal
    assert (reveal.right, reveal.answered, reveal.of) == (2, 3, 3)
    assert sorted(bar.count for bar in reveal.bars) == [0, 1, 2]
    assert [bar.text for bar in reveal.bars if bar.is_right] == [reveal.answer]
    assert night.me("Dora").result.rank is None
    assert night.me("Dora").result.points >= 1000


def test_the_desk_says_after_the_lock_too_how_many_are_in(night):
    night.join("Dora", audience=True)
    night.to("question")
    for name in ("Alice", "Bob", "Dora"):
        night.answer(name)
    assert (night.desk.answered, night.desk.of) == (2, 3)
    while night.stage.head.phase != "reveal":
        night.go_on()
        assert (night.desk.answered, night.desk.of) == (2, 3)


def test_the_audience_is_not_counted_among_those_who_are_connected(night):
    before = night.desk
    night.join("Dora", audience=True)
    assert any(row.name == "Dora" and row.online for row in night.desk.roster)
    assert (night.desk.of, night.desk.online) == (before.of, before.online)


def test_each_knows_the_neighbours_and_nobody_is_shown_to_be_last(house, clock):
    names = [f"Player {n}" for n in "ABCDEFGHIJKL"]
    night = begin(house, clock, draft(scoring="pub", end_early=False)).join(*names)
    for position in range(5):
        night.to("question")
        for place, name in enumerate(names):
            night.answer(name, right=place <= position + 4)
        night.go_on()
    night.go_on()
    places = night.stage.places
    assert len(places) == 9
    assert "Player L" not in {place.name for place in places}
    assert [place.rank for place in places] == [1, 1, 1, 1, 1, 6, 7, 8, 9]
    last = night.me("Player L").result
    assert (last.rank, last.of, last.below) == (10, 12, None)
    assert last.above == ("Player I", 1)
    assert night.me("Player A").result.above is None
    assert night.me("Player A").result.below == ("Player F", 1)


def test_standings_say_who_moved_since_the_round_before(house, clock):
    rounds = (RoundDraft("One", pack="sums", count=2), RoundDraft("Two", pack="sums", count=4))
    night = begin(house, clock, draft(*rounds, scoring="pub")).join("Alice", "Bob")
    for _ in range(2):
        night.to("question").answer("Alice")
        night.answer("Bob", right=False)
    night.to("standings")
    for _ in range(4):
        night.to("question").answer("Bob")
        night.answer("Alice", right=False)
    night.to("standings")
    first, second = night.stage.places
    assert (first.name, first.points, first.gained, first.moved) == ("Bob", 4, 4, 1)
    assert (second.name, second.points, second.gained, second.moved) == ("Alice", 2, 0, -1)


def test_jokers_wagers_and_the_tie_break(either_house, clock):
    rounds = (
        RoundDraft("One", pack="sums", count=2),
        RoundDraft("All in", "wager", pack="sums"),
        RoundDraft("Nearest", "tiebreak", pack="stage", seconds=30),
    )
    night = begin(either_house, clock, draft(*rounds, scoring="pub", jokers=True))
    night.join("Alice", "Bob").go_on()
    wish(night, "Alice", seating.Joker(on=True))
    assert not night.me("Alice").may_joker or night.me("Alice").joker == 1
    for right in (True, False):
        night.to("question").answer("Alice", right=right)
        night.answer("Bob")
    assert night.me("Alice").result.double is True
    assert (night.me("Alice").total, night.me("Bob").total) == (2, 2)
    night.to("intro")
    assert night.me("Bob").most_wager == 2
    wish(night, "Alice", seating.PutIn(1))
    wish(night, "Bob", seating.PutIn(1))
    assert night.me("Bob").wager == 1
    night.to("question").answer("Alice")
    night.answer("Bob")
    assert night.me("Bob").result.wager == 1
    assert (night.me("Alice").total, night.me("Bob").total) == (3, 3)
    night.to("question")
    night.say("Alice", "90")
    night.say("Bob", "89")
    night.to("podium")
    assert [(place.rank, place.name) for place in night.stage.places] == [(1, "Bob"), (2, "Alice")]
    assert night.me("Alice").result.rank == 2


def wish(night, name, what):
    seating.settle_in(night.house, night.night_id, night.tokens[name], what)


def test_the_report_tells_what_each_gave_and_what_was_hardest(either_house, clock):
    night = begin(either_house, clock, draft(RoundDraft("Sums", pack="sums", count=3)))
    night.join("Alice", "Bob", "Charlie")
    for position in range(3):
        night.to("question").answer("Alice")
        night.answer("Bob", right=position == 0)
        if position < 2:
            night.answer("Charlie", right=False)
        else:
            night.go_on()
    night.do(Void, number=2)
    with pytest.raises(NotAllowedError):
        report.report(either_house, night.night_id, "another")
    told = report.report(either_house, night.night_id, night.key)
    assert [(q.asked, q.right, q.wrong, q.none) for q in told.questions] == [
        (3, 2, 1, 0),
        (3, 1, 2, 0),
        (3, 1, 1, 1),
    ]
    assert told.questions[1].note == "This question does not count."
    assert told.questions[1].hardest_wrong_count == 2
    assert [(p.rank, p.name, p.right) for p in told.players] == [
        (1, "Alice", 2),
        (2, "Bob", 1),
        (3, "Charlie", 0),
    ]
    assert len(told.answers) == 9
    assert {a.mark for a in told.answers if a.question == 2} == {"void"}
    assert told.audit[-1][1].startswith("Question 2 counts for nobody")
    mine = report.mine(either_house, night.night_id, night.tokens["Bob"])
    assert (mine.rank, mine.of, mine.right, mine.asked) == (2, 3, 1, 2)
    assert [row.mark for row in mine.rows] == ["right", "void", "wrong"]
    with pytest.raises(NotAllowedError):
        report.mine(either_house, night.night_id, "another")


def test_a_players_own_page_has_nothing_that_was_not_revealed(night):
    night.to("question").answer("Bob")
    assert report.mine(night.house, night.night_id, night.tokens["Bob"]).rows == ()
    night.go_on()
    assert len(report.mine(night.house, night.night_id, night.tokens["Bob"]).rows) == 1


def test_a_night_is_printed_with_the_letters_of_the_key(night):
    sheets = report.sheets(night.house, night.night_id, night.key)
    assert [len(each.questions) for each in sheets.rounds] == [5, 5]
    for question in (question for each in sheets.rounds for question in each.questions):
        letters = dict(question.options)
        if question.kind in {"choice", "truefalse"}:
            assert [letters[letter] for letter in question.letters] == [question.answer]
        if question.kind in {"order", "match"}:
            assert len(question.letters) == len(letters)
    with pytest.raises(NotAllowedError):
        report.sheets(night.house, night.night_id, "another")


def test_a_season_adds_up_the_nights_of_a_host(house, clock, alice):
    for winner in ("Bob", "Bob", "Charlie"):
        night = begin(house, clock, draft(scoring="pub"), alice).join("Bob", "Charlie")
        night.to("question").answer("Bob", right=winner == "Bob")
        night.answer("Charlie", right=winner == "Charlie")
        night.to("podium")
    begin(house, clock, draft(), alice).join("Bob")
    told = report.season(house, alice)
    assert len(told.nights) == 3
    rows = [(row.rank, row.name, row.points, row.nights, row.wins) for row in told.rows]
    assert rows == [(1, "Bob", 2, 3, 2), (2, "Charlie", 1, 3, 1)]


def test_many_phones_at_once_see_what_each_would_see_alone(night, monkeypatch):
    night.to("question")
    for name in night.seats:
        night.answer(name, right=name != "Bob")
    alone = {seat: night_me(night, seat) for seat in night.seats.values()}
    monkeypatch.setattr(personal, "FEW", 0)
    monkeypatch.setattr(pages.personal, "FEW", 0)
    _, together = pages.phones(night.house, night.night_id, [*night.seats.values(), "gone"])
    assert together == alone


def night_me(night, seat):
    return pages.phone(night.house, night.night_id, seat)[1]


def test_what_is_kept_of_a_screen_is_forgotten_when_anything_changes(night):
    night.to("question")
    for name in night.seats:
        night.answer(name)
    assert night.stage.reveal is night.stage.reveal
    night.do(Void, number=1)
    assert night.stage.reveal.right == 0
    night.join("Eve")
    assert night.stage.people == 4


def test_a_screen_is_found_by_its_own_key_alone(night):
    key = pages.screen_key(night.house, night.night_id, night.key)
    assert pages.by_screen_key(night.house, key) == night.night_id
    assert night.desk.screen_key == key
    before = pages.sequence(night.house, night.night_id)
    do(night.house, night.night_id, night.key, Next(1))
    assert pages.sequences(night.house, [night.night_id, "x"]) == {night.night_id: before + 1}
    for look in (pages.by_screen_key, pages.stage, pages.sequence):
        with pytest.raises(NotFoundError):
            look(night.house, "nothing")
    with pytest.raises(NotFoundError):
        pages.phone(night.house, night.night_id, "nobody")
    assert night.record.title == "Our night"
