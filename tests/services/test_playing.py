from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.packs.model import Pack
from quiz.services import people, play, reporting, upkeep
from quiz.services.views import QuestionPage, ResultPage, RevealPage, RoundChoice
from quiz.store import packs

SPACE = RoundChoice("space", 5, "mixed", 20, "accuracy")


def right_of(house, page):
    """Cheat: look the right option up."""
    with house.store.reading() as tx:
        for edition in house.shelf.current(tx, ""):
            for question in edition.questions.values():
                if question.ask == page.ask:
                    answer = question.body.answer
                    return next(o.index for o in page.options if o.text == str(answer))
    raise LookupError(page.ask)


def wrong_of(house, page):
    return next(o.index for o in page.options if o.index != right_of(house, page))


def lock(house, player, round_id, index):
    position = play.see(house, player, round_id).head.position
    play.answer(house, player, round_id, position, (str(index),), lock=True)


def play_out(house, player, choice=SPACE, right=5):
    """Play a round with so many right answers, and return its id."""
    round_id = play.start(house, player, choice)
    while isinstance(page := play.see(house, player, round_id), QuestionPage):
        find = right_of if page.head.position <= right else wrong_of
        lock(house, player, round_id, find(house, page))
        play.advance(house, player, round_id, page.head.position)
    return round_id


def test_a_round_begins_with_an_open_question(house, alice):
    page = play.see(house, alice, play.start(house, alice, SPACE))
    assert isinstance(page, QuestionPage)
    assert (page.head.position, page.head.length, page.head.title) == (1, 5, "Space")
    assert (page.kind, page.choose, page.chosen) == ("choice", 1, ())
    assert [option.letter for option in page.options] == ["A", "B", "C", "D"]
    assert (page.limit, page.remaining) == (20, 20)


def test_the_right_answer_is_paid_and_explained_at_once(house, clock, alice):
    round_id = play.start(house, alice, SPACE)
    page = play.see(house, alice, round_id)
    clock.wait(10)
    lock(house, alice, round_id, right_of(house, page))
    seen = play.see(house, alice, round_id)
    assert isinstance(seen, RevealPage)
    assert (seen.mark, seen.points, seen.bonus) == ("right", 1090, 90)
    assert (seen.head.points, seen.head.streak) == (1090, 1)
    assert seen.given == seen.answer
    assert [o.was_chosen for o in seen.options] == [o.is_right for o in seen.options]
    assert seen.explain.endswith("has it.")
    assert not seen.is_last


def test_a_wrong_answer_earns_nothing_and_says_what_was_right(house, alice):
    round_id = play.start(house, alice, SPACE)
    page = play.see(house, alice, round_id)
    lock(house, alice, round_id, wrong_of(house, page))
    seen = play.see(house, alice, round_id)
    assert (seen.mark, seen.points, seen.head.streak) == ("wrong", 0, 0)
    assert seen.given != seen.answer


def test_an_answer_can_be_changed_until_it_is_locked(house, alice):
    round_id = play.start(house, alice, SPACE)
    page = play.see(house, alice, round_id)
    wrong, right = wrong_of(house, page), right_of(house, page)
    play.answer(house, alice, round_id, 1, (str(wrong),), lock=False)
    assert play.see(house, alice, round_id).chosen == (wrong,)
    play.answer(house, alice, round_id, 1, (str(right),), lock=False)
    assert play.see(house, alice, round_id).chosen == (right,)
    play.answer(house, alice, round_id, 1, (str(right),), lock=True)
    assert play.see(house, alice, round_id).mark == "right"


def test_what_was_chosen_when_time_ran_out_counts(house, clock, alice):
    round_id = play.start(house, alice, SPACE)
    right = right_of(house, play.see(house, alice, round_id))
    play.answer(house, alice, round_id, 1, (str(right),), lock=False)
    clock.wait(21)
    page = play.see(house, alice, round_id)
    assert (page.mark, page.points, page.bonus) == ("right", 1000, 0)
    assert page.head.points == 1000
    with pytest.raises(ConflictError):
        play.answer(house, alice, round_id, 1, ("0",), lock=True)


def test_nothing_chosen_in_time_is_no_answer(house, clock, alice):
    round_id = play.start(house, alice, SPACE)
    clock.wait(60)
    page = play.see(house, alice, round_id)
    assert (page.mark, page.points, page.given) == ("none", 0, "")


def test_an_answer_counts_within_the_grace_and_is_late_after_it(house, clock, alice):
    round_id = play.start(house, alice, SPACE)
    right = right_of(house, play.see(house, alice, round_id))
    clock.wait(20.4)
    lock(house, alice, round_id, right)
    assert play.see(house, alice, round_id).points == 1000
    play.advance(house, alice, round_id, 1)
    right = right_of(house, play.see(house, alice, round_id))
    clock.wait(20.6)
    play.answer(house, alice, round_id, 2, (str(right),), lock=True)
    page = play.see(house, alice, round_id)
    assert (page.mark, page.points) == ("late", 0)
    assert page.given == page.answer


def test_without_a_timer_nobody_is_hurried_and_speed_earns_nothing(house, clock, alice):
    round_id = play.start(house, alice, replace(SPACE, timer=0))
    page = play.see(house, alice, round_id)
    assert (page.limit, page.remaining) == (0, None)
    clock.wait(86_400)
    lock(house, alice, round_id, right_of(house, page))
    assert play.see(house, alice, round_id).points == 1000


def test_looking_changes_nothing(house, clock, alice):
    round_id = play.start(house, alice, SPACE)
    with house.store.reading() as tx:
        before = tx.execute(text("SELECT * FROM cards")).all()
    clock.wait(60)
    assert play.see(house, alice, round_id) == play.see(house, alice, round_id)
    with house.store.reading() as tx:
        assert tx.execute(text("SELECT * FROM cards")).all() == before


def test_going_on_twice_moves_once(house, alice):
    round_id = play.start(house, alice, SPACE)
    lock(house, alice, round_id, 0)
    play.advance(house, alice, round_id, 1)
    play.advance(house, alice, round_id, 1)
    assert play.see(house, alice, round_id).head.position == 2


def test_who_does_not_know_may_skip_and_is_told_the_answer(house, alice):
    round_id = play.start(house, alice, SPACE)
    play.skip(house, alice, round_id, 1)
    seen = play.see(house, alice, round_id)
    assert isinstance(seen, RevealPage)
    assert (seen.mark, seen.points, seen.given) == ("skipped", 0, "")
    assert seen.answer
    with pytest.raises(ConflictError):
        play.skip(house, alice, round_id, 1)


def test_nobody_skips_for_another(house, alice, bob):
    round_id = play.start(house, alice, SPACE)
    with pytest.raises(NotFoundError):
        play.skip(house, bob, round_id, 1)


def test_going_on_waits_for_an_answer(house, alice):
    round_id = play.start(house, alice, SPACE)
    with pytest.raises(ConflictError, match="still open"):
        play.advance(house, alice, round_id, 1)


@pytest.mark.parametrize("position", [0, 2, 6, 99])
def test_a_question_that_is_not_at_hand_takes_no_answer(house, alice, position):
    round_id = play.start(house, alice, SPACE)
    with pytest.raises(ConflictError):
        play.answer(house, alice, round_id, position, ("0",), lock=True)
    with pytest.raises(ConflictError):
        play.advance(house, alice, round_id, position)


def test_a_replayed_answer_is_refused_and_changes_nothing(house, alice):
    round_id = play.start(house, alice, SPACE)
    page = play.see(house, alice, round_id)
    lock(house, alice, round_id, wrong_of(house, page))
    before = play.see(house, alice, round_id)
    with pytest.raises(ConflictError):
        play.answer(house, alice, round_id, 1, (str(right_of(house, page)),), lock=True)
    assert play.see(house, alice, round_id) == before


def test_of_many_answers_at_once_one_counts(either_house):
    house = either_house
    alice = people.by_token(house, people.guest(house, "Alice")).id
    round_id = play.start(house, alice, SPACE)

    def answer(place):
        try:
            play.answer(house, alice, round_id, 1, (str(place % 4),), lock=True)
        except ConflictError:
            return None
        return place % 4

    with ThreadPoolExecutor(16) as pool:
        (counted,) = {place for place in pool.map(answer, range(32)) if place is not None}
    page = play.see(house, alice, round_id)
    assert [option.index for option in page.options if option.was_chosen] == [counted]


@pytest.mark.parametrize("forged", [("4",), ("-1",), ("9" * 30,), ("x",), ("0", "1"), ()])
def test_a_forged_answer_is_refused_and_changes_nothing(house, alice, forged):
    round_id = play.start(house, alice, SPACE)
    before = play.see(house, alice, round_id)
    with pytest.raises(BadInputError):
        play.answer(house, alice, round_id, 1, forged, lock=True)
    assert play.see(house, alice, round_id) == before


def test_someone_elses_round_does_not_exist(house, alice, bob):
    round_id = play.start(house, alice, SPACE)
    for act in (
        lambda: play.see(house, bob, round_id),
        lambda: play.answer(house, bob, round_id, 1, ("0",), lock=True),
        lambda: play.advance(house, bob, round_id, 1),
        lambda: reporting.report_in_round(house, bob, round_id, 1, "wrong", ""),
        lambda: play.see(house, alice, "nosuchround"),
    ):
        with pytest.raises(NotFoundError):
            act()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"length": 7}, "length “7”"),
        ({"level": "absurd"}, "level “absurd”"),
        ({"timer": 1}, "timer “1”"),
        ({"preset": "mine"}, "scoring “mine”"),
    ],
)
def test_a_round_that_is_not_on_offer_is_refused(house, alice, change, told):
    with pytest.raises(BadInputError, match=told):
        play.start(house, alice, replace(SPACE, **change))


def test_a_pack_that_is_not_there_is_not_found(house, alice):
    with pytest.raises(NotFoundError):
        play.start(house, alice, replace(SPACE, pack="cooking"))


def test_a_level_without_questions_is_told(house, alice):
    with pytest.raises(BadInputError, match="no hard questions"):
        play.start(house, alice, replace(SPACE, level="hard"))


def test_one_who_is_known_no_more_cannot_play(house):
    with pytest.raises(NotFoundError):
        play.start(house, "nobody", SPACE)


def test_every_kind_is_asked_marked_and_shown(house, alice):
    answers = {
        "choice": ("Mars", "Mars"),
        "multi": ("Jupiter Saturn", "Jupiter and Saturn"),
        "truefalse": ("True", "True"),
        "typed": ("neil  armstrong", "Neil Armstrong"),
        "number": ("384 000", "384,400 km"),
    }
    round_id = play.start(house, alice, replace(SPACE, pack="kinds"))
    kinds = set()
    while isinstance(page := play.see(house, alice, round_id), QuestionPage):
        kinds.add(page.kind)
        typed, shown = answers[page.kind]
        places = tuple(str(o.index) for o in page.options if o.text in typed.split())
        given = places or (typed,)
        play.answer(house, alice, round_id, page.head.position, given, lock=False)
        again = play.see(house, alice, round_id)
        assert again.chosen == tuple(map(int, places))
        assert again.typed == ("" if places else " ".join(typed.split()))
        play.answer(house, alice, round_id, page.head.position, given, lock=True)
        seen = play.see(house, alice, round_id)
        assert (seen.mark, seen.answer) == ("right", shown)
        play.advance(house, alice, round_id, page.head.position)
    assert kinds == set(answers)


def test_the_end_shows_the_whole_round_again(either_house, clock):
    house = either_house
    alice = people.by_token(house, people.guest(house, "Alice")).id
    round_id = play_out(house, alice, right=3)
    page = play.see(house, alice, round_id)
    assert isinstance(page, ResultPage)
    assert (page.right, page.total, len(page.rows)) == (3, 5, 5)
    assert page.points == sum(row.points for row in page.rows) == page.head.points
    assert (page.rank, page.rank_of, page.best_before) == (1, 1, None)
    assert [row.mark for row in page.rows] == ["right"] * 3 + ["wrong"] * 2
    assert page.choice == SPACE
    clock.wait(60)
    better = play.see(house, alice, play_out(house, alice, right=5))
    assert better.best_before == page.points
    assert better.rank_of == 1


def test_a_finished_round_stays_as_it_is(house, alice):
    round_id = play_out(house, alice)
    before = play.see(house, alice, round_id)
    play.advance(house, alice, round_id, 5)
    with pytest.raises(ConflictError):
        play.answer(house, alice, round_id, 5, ("0",), lock=True)
    with pytest.raises(ConflictError):
        play.advance(house, alice, round_id, 6)
    assert play.see(house, alice, round_id) == before


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"preset": "speed"}, "Accuracy first"),
        ({"pack": "kinds", "length": 10}, "only 5 questions"),
    ],
)
def test_a_round_on_other_terms_is_not_ranked_and_says_why(house, alice, change, why):
    round_id = play.start(house, alice, replace(SPACE, **change))
    while isinstance(page := play.see(house, alice, round_id), QuestionPage):
        given = tuple(str(n) for n in range(page.choose)) or ("0",)
        play.answer(house, alice, round_id, page.head.position, given, lock=True)
        play.advance(house, alice, round_id, page.head.position)
    assert not page.ranked
    assert page.rank is None
    assert why in page.why_unranked


def test_one_goes_on_where_one_left_off(house, clock, alice):
    assert play.unfinished(house, alice) is None
    play_out(house, alice)
    assert play.unfinished(house, alice) is None
    round_id = play.start(house, alice, SPACE)
    lock(house, alice, round_id, 0)
    play.advance(house, alice, round_id, 1)
    clock.wait(3_600)
    head = play.unfinished(house, alice)
    assert (head.id, head.position) == (round_id, 2)


def test_no_question_comes_twice_before_all_were_asked(house, alice):
    asked = []
    for _ in range(2):
        round_id = play_out(house, alice)
        asked += [row.ask for row in play.see(house, alice, round_id).rows]
    assert len(set(asked)) == 8  # the pool has eight; the second round had to repeat two


def test_a_mix_deals_from_every_pack(house, alice):
    choice = replace(SPACE, pack="", length=10)
    round_id = play.start(house, alice, choice)
    assert play.see(house, alice, round_id).head.title == play.MIX_TITLE
    with house.store.reading() as tx:
        dealt = tx.execute(text("SELECT DISTINCT pack_id FROM cards")).scalars().all()
    assert sorted(dealt) == ["kinds", "space"]


def test_a_round_keeps_the_questions_it_began_with(house, alice):
    round_id = play.start(house, alice, SPACE)
    before = play.see(house, alice, round_id)
    with house.store.writing() as tx:
        other = packs.add(tx, "new file", Pack("space", "Space 2", ()), house.clock())
    house.shelf.fill([other], ())
    assert play.see(house, alice, round_id) == before


def test_a_restart_in_mid_question_goes_on_with_the_time_that_is_left(make_house, clock):
    first = make_house()
    alice = people.by_token(first, people.guest(first, "Alice")).id
    round_id = play.start(first, alice, SPACE)
    play.answer(first, alice, round_id, 1, ("2",), lock=False)
    clock.wait(5)
    second = make_house()
    page = play.see(second, alice, round_id)
    assert (page.chosen, page.remaining) == ((2,), 15)


def test_a_question_is_reported_once_its_answer_is_shown(house, alice):
    round_id = play.start(house, alice, SPACE)
    with pytest.raises(ConflictError):
        reporting.report_in_round(house, alice, round_id, 1, "wrong", "")
    lock(house, alice, round_id, 0)
    with pytest.raises(BadInputError):
        reporting.report_in_round(house, alice, round_id, 1, "because", "")
    with pytest.raises(BadInputError):
        reporting.report_in_round(house, alice, round_id, 1, "wrong", "x" * 501)
    assert not play.see(house, alice, round_id).reported
    reporting.report_in_round(house, alice, round_id, 1, "wrong", "It is\x00 Ares.\n")
    reporting.report_in_round(house, alice, round_id, 1, "wrong", "Twice")
    assert play.see(house, alice, round_id).reported
    (kept,) = upkeep.reports(house)
    assert (kept.reason, kept.note) == ("wrong", "It is Ares.")
    assert kept.ask == play.see(house, alice, round_id).ask
