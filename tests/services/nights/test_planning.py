"""A night is planned: presets, faults that are named, questions dealt over the whole of it."""

from dataclasses import replace

import pytest

from quiz.errors import BadInputError, ConflictError, NotAllowedError, NotFoundError
from quiz.night.commands import Back
from quiz.night.model import Rules
from quiz.packs.model import Pack
from quiz.questions.model import Audio, Choice, Number, Picture, Proof, Question
from quiz.services import people
from quiz.services.nights import dealing, drafts, pages, planning, templates
from quiz.services.nights.desk import NightDraft, RoundDraft
from tests.tools.nights import STAGE, SUMS, begin, draft, put


@pytest.fixture
def shelf(house):
    put(house, STAGE, SUMS)
    return house


def refused(house, planned) -> str:
    with pytest.raises(BadInputError) as told:
        planning.create(house, planned, None)
    return str(told.value)


def big(count=400):
    questions = (
        Question(
            f"q{n}",
            f"What is {n}?",
            Number(n + 1000.0) if n % 8 == 0 else Choice(f"right{n}", (f"no{n}", f"nor{n}")),
            difficulty=("easy", "medium", "hard")[n % 3],
            proof=Proof("closed", facts=(f"fact{n // 2}",)),
        )
        for n in range(count)
    )
    return Pack("big", "Big", tuple(questions), license="CC0-1.0")


@pytest.mark.parametrize("preset", drafts.PRESETS.values(), ids=lambda preset: preset.id)
def test_every_preset_can_be_dealt_and_takes_the_time_it_says(house, preset):
    put(house, big())
    planned = drafts.fitted(preset.draft, house.shelf.summaries)
    hosted = planning.create(house, planned, None)
    assert hosted.host_key
    assert preset.minutes == {"quick": 15, "pub": 120, "office": 30}[preset.id]


def test_no_question_comes_twice_in_a_night_and_none_gives_another_away(house, clock):
    put(house, big())
    planned = drafts.fitted(drafts.PRESETS["pub"].draft, house.shelf.summaries)
    hosted = planning.create(house, planned, None)
    view = pages.host(house, hosted.night_id, hosted.host_key)
    asks = [row.ask for planned in view.plan for row in planned.rows]
    assert len(asks) == len(set(asks)) == 92
    facts = [int(ask.split()[-1][:-1]) // 2 for ask in asks]
    assert len(set(facts)) == len(facts)
    assert view.plan[-1].rows[0].kind == "number"
    assert [planned.format for planned in view.plan][-2:] == ["wager", "tiebreak"]


def test_every_fault_of_a_draft_is_named_with_its_round(shelf):
    told = refused(
        shelf,
        NightDraft(
            "x" * 81,
            (
                RoundDraft("First", pack="none"),
                RoundDraft("", count=31),
                RoundDraft("Third", seconds=3, level="silly"),
                RoundDraft("Pause", "break"),
            ),
            Rules(capacity=5001),
        ),
    )
    for words in (
        "its title has 81 characters",
        "round 1 (“First”) draws from a pack that is not here, “none”",
        "round 2 has no title",
        "round 2 wants 31 questions",
        "round 3 (“Third”) gives 3 seconds",
        "a level there is not, “silly”",
        "1 to 5,000 players, not 5,001",
    ):
        assert words in told
    assert "round 4" not in told


def test_too_few_questions_are_named_with_their_round(shelf):
    told = refused(
        shelf,
        draft(
            RoundDraft("Sums", pack="sums", count=15),
            RoundDraft("More", pack="sums", count=15),
            RoundDraft("Hard", pack="stage", count=2, level="hard"),
            RoundDraft("Made", "moments", pack="stage", count=2),
        ),
    )
    rest = "of those that no other round asks there are"
    assert f"round 2 (“More”) wants 15 questions, and {rest} five" in told
    assert f"round 3 (“Hard”) wants two hard questions, and {rest} none" in told
    assert "round 4 (“Made”) wants two questions made from moments" in told
    assert "round 1" not in told
    put(shelf, SUMS)
    assert "questions with a picture" in refused(shelf, draft(RoundDraft("Look", "picture")))
    assert "questions for a number" in refused(shelf, draft(RoundDraft("Tie", "tiebreak")))
    assert "no round with a question" in refused(shelf, draft(RoundDraft("Tea", "break")))


def test_rounds_of_pictures_and_of_sounds_ask_nothing_else(house, clock):
    picture, audio = Picture("a.webp", "A lamp"), Audio("b.mp3", "A bell")
    seen = (
        replace(one, id=f"{one.id}-{name}", ask=f"{one.ask} ({name})", **{name: medium})
        for one in big(40).questions
        for name, medium in (("picture", picture), ("audio", audio))
    )
    put(house, replace(big(40), questions=(*big(40).questions, *seen)))
    hosted = planning.create(
        house,
        NightDraft(
            "Eyes", (RoundDraft("Look", "picture", count=8), RoundDraft("Hear", "audio", count=8))
        ),
        None,
    )
    rounds = pages.host(house, hosted.night_id, hosted.host_key).plan
    assert [len(planned.rows) for planned in rounds] == [8, 8]
    assert all("(picture)" in row.ask for row in rounds[0].rows)
    assert all("(audio)" in row.ask for row in rounds[1].rows)


def test_what_takes_longer_has_more_time_and_what_is_longer_is_read_first():
    assert dealing.seconds_for("choice", 20, "general") == 20
    assert dealing.seconds_for("typed", 20, "general") == 30
    assert dealing.seconds_for("match", 100, "general") == 120
    assert dealing.seconds_for("typed", 10, "speed") == 10
    assert dealing.seconds_for("typed", 0, "general") == 0
    assert dealing.lead_for("x" * 45, "general") == 3.0
    assert dealing.lead_for("x" * 450, "general") == 8.0
    assert dealing.lead_for("x" * 450, "speed") == 0.0


def test_a_night_is_planned_anew_in_the_lobby_alone(house, clock):
    night = begin(house, clock, draft())
    other = draft(RoundDraft("Only", pack="stage", count=3), scoring="pub")
    assert planning.replan(house, night.night_id, night.key, 1, other) == 2
    assert night.stage.head.rounds == 1
    assert night.stage.head.scoring == "pub"
    with pytest.raises(ConflictError, match="elsewhere"):
        planning.replan(house, night.night_id, night.key, 1, other)
    with pytest.raises(NotAllowedError):
        planning.replan(house, night.night_id, "x", 2, other)
    night.go_on()
    with pytest.raises(ConflictError, match="has begun"):
        planning.replan(house, night.night_id, night.key, night.version, other)


def test_a_question_is_swapped_for_another_until_it_is_asked(house, clock):
    night = begin(house, clock, draft())
    before = night.desk.plan[0].rows
    planning.swap(house, night.night_id, night.key, 1, 2)
    after = night.desk.plan[0].rows
    assert before[1].ask != after[1].ask
    assert before[0] == after[0]
    assert len({row.ask for planned in night.desk.plan for row in planned.rows}) == 10
    night.to("question")
    with pytest.raises(ConflictError, match="asked already"):
        planning.swap(house, night.night_id, night.key, night.version, 1)
    with pytest.raises(BadInputError, match="no question 99"):
        planning.swap(house, night.night_id, night.key, night.version, 99)
    put(house, STAGE)  # the pack of round one is gone
    planning.swap(house, night.night_id, night.key, night.version, 5)


def test_what_was_answered_is_neither_swapped_nor_planned_anew(house, clock):
    night = begin(house, clock, draft()).join("Bob").to("question")
    night.answer("Bob")
    for _ in range(5):
        if night.stage.head.phase == "lobby":
            break
        night.do(Back)
    with pytest.raises(ConflictError, match="have answered that question"):
        planning.swap(house, night.night_id, night.key, night.version, 1)
    with pytest.raises(ConflictError, match="have answered in this night"):
        planning.replan(house, night.night_id, night.key, night.version, draft())


def test_a_host_who_comes_again_gets_other_questions(house, clock):
    alice = people.by_token(house, people.guest(house, "Alice")).id
    planned = draft(RoundDraft("Sums", pack="sums", count=10))
    first = begin(house, clock, planned, alice)
    for _ in range(10):
        first.to("question").go_on()
    second = begin(house, clock, planned, alice)
    asks = [{row.ask for row in night.desk.plan[0].rows} for night in (first, second)]
    assert not asks[0] & asks[1]
    cards = pages.hosted_by(house, alice)
    assert [card.phase for card in cards] == ["lobby", "reveal"]


def test_templates_are_kept_for_their_owner_alone(either_house):
    put(either_house, STAGE, SUMS)
    alice = people.by_token(either_house, people.guest(either_house, "Alice")).id
    bob = people.by_token(either_house, people.guest(either_house, "Bob")).id
    planned = draft(teams="own", jokers=True)
    kept = templates.save(either_house, alice, planned)
    assert templates.load(either_house, alice, kept) == planned
    (card,) = templates.templates(either_house, alice)
    assert (card.id, card.title, card.rounds) == (kept, "Our night", 2)
    assert templates.templates(either_house, bob) == ()
    for use in (templates.load, templates.delete):
        with pytest.raises(NotFoundError):
            use(either_house, bob, kept)
    templates.delete(either_house, alice, kept)
    assert templates.templates(either_house, alice) == ()


def test_a_night_gives_back_the_draft_it_came_from(house, clock):
    planned = draft(
        RoundDraft("Sums", pack="sums", count=5, seconds=30, note="Think."),
        RoundDraft("Tea", "break", count=0, seconds=0),
        RoundDraft("Stage", "speed", pack="stage", count=4, seconds=10),
    )
    night = begin(house, clock, planned)
    found, _version = planning.to_replan(house, night.night_id, night.key)
    assert found == planned
