import json
from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.errors import NotFoundError
from quiz.rounds.reviewing import MOST, SOON
from quiz.services import people, play, remembering, reviews
from quiz.services.views import DueView, QuestionPage, ResultPage, RoundChoice
from quiz.store import people as people_rows
from quiz.store import reviews as review_rows
from tests.services.conftest import KINDS, SPACE, put
from tests.services.test_playing import lock, play_out, right_of, wrong_of

CHOICE = RoundChoice("space", 5, "mixed", 20, "accuracy")
PASSWORD = "correct horse"


def wait(clock, **time):
    clock.wait(timedelta(**time).total_seconds())


def cards(house, player):
    with house.store.reading() as tx:
        return review_rows.all_of(tx, player)


def review(house, player, *, right):
    """Play a review through; return its result and what it asked."""
    round_id, asked = reviews.start(house, player).round_id, []
    while isinstance(page := play.see(house, player, round_id), QuestionPage):
        asked.append(page.ask)
        lock(house, player, round_id, (right_of if right else wrong_of)(house, page))
        play.advance(house, player, round_id, page.head.position)
    assert isinstance(page, ResultPage)
    return page, asked


def test_what_was_missed_alone_is_due_after_ten_minutes(either_house, clock):
    house = either_house
    alice = people.by_token(house, people.guest(house, "Alice")).id
    play_out(house, alice, CHOICE, right=3)
    assert reviews.due(house, alice) == DueView(0, 2, SOON)
    clock.wait(SOON.total_seconds())
    assert reviews.due(house, alice) == DueView(2, 2, None)


def test_what_is_skipped_or_runs_out_of_time_is_missed_too(house, clock, alice):
    round_id = play.start(house, alice, CHOICE)
    play.skip(house, alice, round_id, 1)
    play.advance(house, alice, round_id, 1)
    assert len(cards(house, alice)) == 1
    clock.wait(60)
    play.see(house, alice, round_id)  # looking changes nothing
    assert len(cards(house, alice)) == 1
    play.advance(house, alice, round_id, 2)
    play.advance(house, alice, round_id, 2)
    assert len(cards(house, alice)) == 2


def test_an_answer_that_can_still_be_changed_is_no_miss(house, alice):
    round_id = play.start(house, alice, CHOICE)
    wrong = wrong_of(house, play.see(house, alice, round_id))
    play.answer(house, alice, round_id, 1, (str(wrong),), lock=False)
    assert cards(house, alice) == ()


def test_a_review_asks_what_is_due_without_timer_and_for_nobody_elses_eyes(house, clock, alice):
    play_out(house, alice, CHOICE, right=2)
    wait(clock, hours=1)
    page = play.see(house, alice, reviews.start(house, alice).round_id)
    assert isinstance(page, QuestionPage)
    assert (page.head.length, page.head.kind, page.remaining) == (3, "review", None)
    assert (page.head.title, page.head.ranked) == (reviews.TITLE, False)
    result, _ = review(house, alice, right=True)
    assert (result.rank, result.why_unranked, result.ranked) == (None, "", False)


def test_right_answers_send_a_question_further_and_further_away(either_house, clock):
    house = either_house
    alice = people.by_token(house, people.guest(house, "Alice")).id
    play_out(house, alice, CHOICE, right=4)
    clock.wait(SOON.total_seconds())
    waits = []
    for _ in range(4):
        result, asked = review(house, alice, right=True)
        assert len(asked) == 1
        waits.append(result.review.wait.days)
        clock.wait(result.review.wait.total_seconds())
    assert waits == [1, 2, 6, 18]


def test_what_is_missed_again_comes_back_in_ten_minutes(house, clock, alice):
    play_out(house, alice, CHOICE, right=4)
    wait(clock, days=3)
    result, _ = review(house, alice, right=False)
    assert result.review == DueView(0, 1, SOON)


def test_an_ordinary_round_moves_a_card_that_is_due(house, clock, alice):
    play_out(house, alice, replace(CHOICE, length=10), right=0)
    before = reviews.due(house, alice).total
    play_out(house, alice, replace(CHOICE, length=10), right=10)
    assert reviews.due(house, alice).wait == SOON  # too early to tell anything
    wait(clock, hours=1)
    play_out(house, alice, replace(CHOICE, length=10), right=10)
    assert reviews.due(house, alice) == DueView(0, before, timedelta(days=1))


def test_a_review_begun_is_gone_on_with_and_begun_no_second_time(house, clock, alice):
    play_out(house, alice, CHOICE, right=2)
    wait(clock, hours=1)
    first = reviews.start(house, alice)
    assert reviews.start(house, alice) == first
    assert reviews.overview(house, alice).begun.id == first.round_id
    play_out(house, alice, CHOICE)
    assert reviews.start(house, alice) == first


def test_nothing_due_begins_nothing(house, alice, bob):
    assert reviews.start(house, alice) == reviews.Begun(None)
    play_out(house, bob, CHOICE, right=0)
    assert reviews.start(house, alice) == reviews.Begun(None)
    with pytest.raises(NotFoundError):
        reviews.start(house, "nobody")


def test_what_is_ahead_is_counted_once_each(house, clock, alice):
    play_out(house, alice, replace(CHOICE, length=5), right=0)
    wait(clock, hours=1)
    review(house, alice, right=True)
    round_id = play.start(house, alice, RoundChoice("kinds", 5))
    for position in (1, 2):
        play.skip(house, alice, round_id, position)
        play.advance(house, alice, round_id, position)
    assert reviews.overview(house, alice).ahead == (0, 7, 0, 0, 0)
    wait(clock, hours=1)
    assert reviews.overview(house, alice).ahead == (2, 5, 0, 0, 0)
    wait(clock, days=1)
    assert reviews.overview(house, alice).ahead == (7, 0, 0, 0, 0)
    assert reviews.overview(house, None).ahead == (0, 0, 0, 0, 0)


def test_one_review_asks_no_more_than_twenty(house, clock, alice):
    many = tuple(replace(SPACE.questions[0], id=f"n{n}", ask=f"{n}?") for n in range(30))
    put(house, replace(SPACE, questions=many))
    for _ in range(3):
        play_out(house, alice, replace(CHOICE, length=10), right=0)
    wait(clock, hours=1)
    page = reviews.overview(house, alice)
    assert (page.review.due, page.asks) == (30, MOST)
    result, asked = review(house, alice, right=False)
    assert len(set(asked)) == MOST
    assert result.review.due == 10


def test_a_question_is_asked_as_its_pack_has_it_now(house, clock, alice):
    play_out(house, alice, CHOICE, right=0)
    wait(clock, hours=1)
    mended = tuple(replace(q, ask=f"{q.ask} Say it.") for q in SPACE.questions)
    put(house, replace(SPACE, questions=mended), KINDS)
    _, asked = review(house, alice, right=True)
    assert len(asked) == 5
    assert all(ask.endswith("Say it.") for ask in asked)


def test_what_was_taken_out_of_its_pack_leaves_the_review_and_that_is_told(house, clock, alice):
    play_out(house, alice, CHOICE, right=0)
    wait(clock, hours=1)
    (kept, *gone) = (card.question_id for card in cards(house, alice))
    left = tuple(q for q in SPACE.questions if q.id not in gone)
    put(house, replace(SPACE, questions=left), KINDS)
    begun = reviews.start(house, alice)
    assert begun.gone == 4
    assert play.see(house, alice, begun.round_id).head.length == 1
    assert [card.question_id for card in cards(house, alice)] == [kept]


def test_of_a_pack_that_is_away_questions_are_asked_as_they_were(house, clock, alice):
    play_out(house, alice, CHOICE, right=0)
    wait(clock, hours=1)
    put(house, KINDS)
    page = play.see(house, alice, reviews.start(house, alice).round_id)
    assert page.head.length == 5
    assert page.ask in {question.ask for question in SPACE.questions}


def test_a_guest_who_signs_in_takes_the_review_along(either_house):
    house = either_house
    account = people.by_token(house, people.sign_up(house, None, "Alice", PASSWORD))
    guest = people.by_token(house, people.guest(house, "Velvet"))
    play_out(house, guest.id, CHOICE, right=2)
    people.sign_in(house, "Alice", PASSWORD, guest)
    assert reviews.due(house, account.id).total == 3


def test_an_export_has_the_review_and_a_deletion_leaves_nothing_of_it(either_house):
    house = either_house
    alice = people.by_token(house, people.guest(house, "Alice")).id
    play_out(house, alice, CHOICE, right=4)
    (told,) = json.loads(json.dumps(people.export(house, alice)))["review"]
    assert told["ask"].startswith("Which planet has the number")
    assert told["due"] > told["seen_at"]
    people.delete(house, alice, None)
    assert cards(house, alice) == ()


def test_guests_who_stay_away_are_forgotten_with_what_they_missed(house, clock, alice):
    play_out(house, alice, CHOICE, right=0)
    people.forget_guests(house)
    assert len(cards(house, alice)) == 5
    wait(clock, days=house.settings.guest_days + 1)
    people.forget_guests(house)
    assert cards(house, alice) == ()
    with house.store.reading() as tx:
        assert people_rows.player(tx, alice) is not None


def test_what_is_kept_and_what_the_rules_know_are_one(house, alice):
    play_out(house, alice, CHOICE, right=4)
    (card,) = cards(house, alice)
    memory = remembering.memory_of(card)
    ref = card.pack_id, card.question_id
    assert remembering.record_of(memory, alice, ref, card.digest) == card
