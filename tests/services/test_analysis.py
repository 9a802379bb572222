"""What play says of the questions of a pack: counted once, of everybody, and of nobody by name."""

import random
from collections import defaultdict
from dataclasses import asdict, replace
from datetime import UTC, datetime
from statistics import correlation

import pytest

from quiz.errors import NotAllowedError, NotFoundError
from quiz.questions.model import Proof
from quiz.services import analysis, people, play
from quiz.services.items import SHOWN_FROM, item_of
from quiz.services.library import keeping
from quiz.services.views import QuestionPage, RoundChoice
from quiz.store.encounters import Encounter
from tests.services.conftest import KINDS, SPACE, put
from tests.services.test_playing import lock, right_of

ALL = RoundChoice("space", 5, "mixed", 20, "accuracy")


def guests(house, count, start=0):
    return [
        people.by_token(house, people.guest(house, f"Guest {n}")).id
        for n in range(start, start + count)
    ]


def play_all(house, player, choose, pack="space", rounds=1):
    """Play whole rounds; ``choose`` picks of a page the index of an option, or None to skip."""
    told = []
    for _ in range(rounds):
        round_id = play.start(house, player, replace(ALL, pack=pack))
        while isinstance(page := play.see(house, player, round_id), QuestionPage):
            index = choose(page)
            house.clock.wait(3)
            if index is None:
                play.skip(house, player, round_id, page.head.position)
            else:
                lock(house, player, round_id, index)
            told.append((round_id, page.ask, index))
            play.advance(house, player, round_id, page.head.position)
    return told


def item(found, ask):
    return next(one for one in found.items if one.ask == ask)


def test_it_agrees_with_counting_by_hand(house):
    rng = random.Random(4)
    seen = defaultdict(list)
    for skill, player in zip([n / 24 for n in range(24)], guests(house, 24), strict=True):
        rights, asked = {}, []

        def choose(page, skill=skill, rights=rights, asked=asked):
            right = right_of(house, page)
            index = right if rng.random() < skill else (right + rng.randrange(1, 4)) % 4
            house.clock.wait(rng.random())
            rights[page.ask] = index == right
            asked.append((page.ask, page.options[index].text, house.clock.now))
            return index

        play_all(house, player, choose)
        for ask, option, _ in asked:
            rest = (sum(rights.values()) - rights[ask]) / 4
            seen[ask].append((rights[ask], rest, option))
    found = analysis.for_operator(house, "space")
    assert (found.people, found.answers) == (24, 24 * 5)
    for ask, rows in seen.items():
        told = item(found, ask)
        assert (told.asked, told.answered) == (len(rows), len(rows))
        if len(rows) < SHOWN_FROM:
            assert told.figures is None
            continue
        rights = [float(right) for right, _, _ in rows]
        assert told.figures.right == sum(rights)
        if len(set(rights)) > 1:
            wanted = correlation(rights, [rest for _, rest, _ in rows])
            assert told.figures.correlation == pytest.approx(wanted)
        counted = {option.text: option.count for option in told.figures.options}
        assert counted == {name: sum(o == name for *_, o in rows) for name in counted}
        assert sum(counted.values()) == len(rows)


def test_only_the_first_answer_of_a_person_counts(house, alice):
    for player in guests(house, 6):
        play_all(house, player, lambda page: right_of(house, page), rounds=3)
    found = analysis.for_operator(house, "space")
    assert max(one.asked for one in found.items) <= 6
    assert all(one.answered == one.asked for one in found.items)


def test_who_let_a_question_go_by_was_asked_and_has_not_answered(house, alice):
    play_all(house, alice, lambda _page: None)
    play_all(house, alice, lambda page: right_of(house, page))
    found = analysis.for_operator(house, "space")
    assert sum(one.asked for one in found.items) > found.answers
    met_first = [one for one in found.items if one.asked and not one.answered]
    assert len(met_first) == 5


def test_of_fewer_than_five_answers_no_figure_is_told(house):
    for player in guests(house, SHOWN_FROM - 1):
        play_all(house, player, lambda page: right_of(house, page), rounds=2)
    found = analysis.for_operator(house, "space")
    assert found.answers
    assert found.shown == found.flagged == ()


def test_a_question_that_reads_anew_begins_anew(house):
    for player in guests(house, SHOWN_FROM):
        play_all(house, player, lambda page: right_of(house, page), rounds=2)
    before = analysis.for_operator(house, "space")
    changed = replace(SPACE.questions[0], ask="Which planet is nearest to the Sun?")
    put(house, replace(SPACE, questions=(changed, *SPACE.questions[1:])), KINDS)
    after = analysis.for_operator(house, "space")
    assert after.items[0].asked == 0
    assert after.items[1:] == before.items[1:]


def met(n, option, others_right, *, right):
    """What one of many gave to the question of Mars."""
    at = datetime(2026, 5, 6, 20, tzinfo=UTC)
    outcome = "right" if right else "wrong"
    return Encounter(f"{n}", "d", "q2", at, outcome, (option,), 2.0, 9, others_right)


def test_a_key_that_is_wrong_stands_out():
    """Whoever knows planets takes the option that ought to be the key."""
    question = SPACE.questions[2]
    key, other = question.body.answer, question.body.wrong[0]
    knowing = [met(n, other, 7 + n % 3, right=False) for n in range(20)]
    guessing = [met(n + 20, key, n % 3, right=True) for n in range(15)]
    told = item_of(3, question, knowing + guessing)
    assert told.figures.correlation < -0.9
    assert told.figures.upper_lower == -1
    assert told.flags == ("key", "backwards", "idle")
    turned = [replace(one, others_right=9 - one.others_right) for one in knowing + guessing]
    assert item_of(3, question, turned).flags == ("key", "idle")


@pytest.mark.parametrize(
    ("counts", "flags"),
    [
        ((20, 0, 0, 0), ("easy",)),
        ((12, 4, 3, 1), ()),
        ((12, 5, 3, 0), ("idle",)),
        ((5, 4, 6, 5), ("key", "hard")),
        ((8, 9, 2, 1), ("key",)),
        ((10, 10, 1, 1), ()),
        ((11, 5, 3, 0), ()),  # nineteen are too few to tell
    ],
)
def test_it_flags_what_is_to_be_looked_at(counts, flags):
    question = SPACE.questions[2]
    given = [
        (option, option == question.body.answer)
        for option, count in zip(question.body.options, counts, strict=True)
        for _ in range(count)
    ]
    some = [met(n, option, 4, right=right) for n, (option, right) in enumerate(given)]
    told = item_of(3, question, some)
    assert told.flags == flags
    assert sum(option.count for option in told.figures.options) == sum(counts)


def test_nobody_is_named(house):
    players = guests(house, 8)
    for player in players:
        play_all(house, player, lambda page: right_of(house, page))
    told = repr(asdict(analysis.for_operator(house, "space")))
    assert "Guest" not in told
    assert not any(player in told for player in players)


def test_ones_own_pack_tells_its_owner_alone_and_counts_others_only(house, clock, alice, bob):
    plain = tuple(replace(question, proof=Proof("author")) for question in SPACE.questions)
    own = keeping.create(house, alice, replace(SPACE, questions=plain))
    keeping.publish(house, alice, own, "public")
    for player in (alice, bob):
        play_all(house, player, lambda page: right_of(house, page), pack=own)
    found = analysis.for_player(house, alice, own)
    assert (found.people, found.answers) == (1, 5)
    with pytest.raises(NotAllowedError):
        analysis.for_player(house, bob, own)
    keeping.publish(house, alice, own, "private")
    with pytest.raises(NotFoundError):
        analysis.for_player(house, bob, own)
    assert analysis.for_player(house, bob, "space").answers == 0
