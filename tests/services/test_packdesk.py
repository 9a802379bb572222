"""The pack editor: step by step, taken back, two tabs, tried, published; on both databases."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.packs.forms import KINDS, Form, form_of
from quiz.questions.kinds import kind_of
from quiz.services import people, play
from quiz.services.editor import files, saving
from quiz.services.library import keeping
from quiz.services.library.publishing import StaleError
from quiz.services.packdesk import changes, desk, looking, steps, trying
from quiz.services.packdesk.changes import FormFaultsError
from quiz.services.packdesk.steps import At
from quiz.services.packdesk.views import Wish
from quiz.services.views import QuestionPage, ResultPage
from quiz.store import learning
from tests.services.conftest import KINDS as KINDS_PACK
from tests.tools.strategies import questions

TITAN = Form("choice", ask="Whose moon is Titan?", right=("Saturn",), wrong=("Mars", "Jupiter"))


@pytest.fixture
def mine(house, alice):
    return keeping.create(house, alice, KINDS_PACK)


def at(house, owner, pack_id):
    return At(owner, pack_id, seen(house, owner, pack_id)[1])


def seen(house, owner, pack_id):
    return keeping.load_editable(house, owner, pack_id)


def do(house, owner, pack_id, change):
    """Do one of the things that the editor can do."""
    what, place, text, form = change
    pack, _ = seen(house, owner, pack_id)
    here = at(house, owner, pack_id)
    one = pack.questions[place % len(pack.questions)].id if pack.questions else ""
    if what == "add" or not one:
        changes.add_question(house, here, form.kind, one)
    elif what == "save":
        changes.save_question(house, here, one, form)
    elif what == "switch":
        changes.switch_kind(house, here, one, form_of(pack.questions[0]), form.kind)
    elif what == "head":
        changes.save_head(house, here, replace(changes.head_of(pack), title=text, tags=text))
    elif what == "move":
        changes.move(house, here, one, lambda _: place)
    else:
        getattr(changes, what)(house, here, one)


ACTIONS = st.tuples(
    st.sampled_from(("add", "save", "switch", "head", "move", "duplicate", "delete")),
    st.integers(0, 9),
    st.sampled_from(("Space", "Stars, moons")),
    questions().map(form_of),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(ACTIONS, min_size=1, max_size=8))
def test_whatever_was_done_is_taken_back_step_by_step_and_done_again(house, alice, actions):
    pack_id = keeping.create(house, alice, KINDS_PACK)
    original = seen(house, alice, pack_id)[0]
    for action in actions:
        do(house, alice, pack_id, action)
        house.clock.wait(60)
    final = seen(house, alice, pack_id)[0]
    while desk.show(house, alice, pack_id, Wish()).undo:
        steps.undo(house, at(house, alice, pack_id))
    assert seen(house, alice, pack_id)[0] == original
    while desk.show(house, alice, pack_id, Wish()).redo:
        steps.redo(house, at(house, alice, pack_id))
    assert seen(house, alice, pack_id)[0] == final
    keeping.delete(house, alice, pack_id)


def test_the_steps_work_on_either_database(either_house, bob_of):
    owner = bob_of(either_house)
    mine = keeping.begin(either_house, owner, "Moons")
    changes.add_question(either_house, at(either_house, owner, mine), "order")
    assert steps.undo(either_house, at(either_house, owner, mine)) == "Added a question"
    assert steps.redo(either_house, at(either_house, owner, mine)) == "Added a question"
    assert len(seen(either_house, owner, mine)[0].questions) == 1


@pytest.fixture
def bob_of():
    return lambda house: people.by_token(house, people.guest(house, "Bob")).id


def test_what_is_typed_in_one_go_is_one_step(house, alice, mine, clock):
    for ask in ("Wh", "Whose mo", "Whose moon?"):
        changes.save_question(house, at(house, alice, mine), "one", replace(TITAN, ask=ask))
        clock.wait(2)
    steps.undo(house, at(house, alice, mine))
    assert seen(house, alice, mine)[0].questions == KINDS_PACK.questions
    steps.redo(house, at(house, alice, mine))
    assert seen(house, alice, mine)[0].questions[0].ask == "Whose moon?"
    clock.wait(60)
    changes.save_question(house, at(house, alice, mine), "one", TITAN)
    steps.undo(house, at(house, alice, mine))
    assert seen(house, alice, mine)[0].questions[0].ask == "Whose moon?"


def test_the_second_tab_overwrites_nothing(house, alice, mine):
    first = second = at(house, alice, mine)
    changes.save_question(house, first, "one", TITAN)
    with pytest.raises(StaleError) as refused:
        changes.delete(house, second, "one")
    assert refused.value.revision == first.revision + 1
    assert seen(house, alice, mine)[0].questions[0].ask == TITAN.ask


def test_a_stranger_sees_and_changes_nothing(house, mine, bob):
    with pytest.raises(NotFoundError):
        desk.show(house, bob, mine, Wish())
    with pytest.raises(NotFoundError):
        changes.delete(house, At(bob, mine, 1), "one")
    with pytest.raises(NotFoundError):
        trying.start(house, bob, mine)
    with pytest.raises(NotFoundError):
        steps.undo(house, At(bob, mine, 1))


def test_a_draft_is_kept_with_its_faults_and_published_without(house, alice):
    mine = keeping.begin(house, alice, "Moons")
    new = changes.add_question(house, at(house, alice, mine), "choice")
    changes.save_question(house, at(house, alice, mine), new, Form("choice", ask="Whose?"))
    view = desk.show(house, alice, mine, Wish())
    assert [row.id for row in view.faulty] == [new]
    assert view.sheet.fault("right-0") == "“Right answer” is empty"
    pack, revision = seen(house, alice, mine)
    with pytest.raises(BadInputError):
        keeping.save_version(house, alice, pack, "", revision)
    changes.save_question(house, at(house, alice, mine), new, TITAN)
    pack, revision = seen(house, alice, mine)
    assert keeping.save_version(house, alice, pack, "", revision) == 1
    view = desk.show(house, alice, mine, Wish())
    assert (view.state, view.undo, view.faulty) == ("published", "", ())


def test_a_number_that_is_none_is_not_kept_and_said_so(house, alice, mine):
    here = at(house, alice, mine)
    with pytest.raises(FormFaultsError) as refused:
        changes.save_question(house, here, "number", Form("number", ask="How far?", number="far"))
    assert [fault.field for fault in refused.value.faults] == ["number"]
    assert at(house, alice, mine) == here


def test_the_head_of_a_pack_is_checked_as_the_reader_does(house, alice, mine):
    head = replace(changes.head_of(KINDS_PACK), title="", language="English", tags="x" * 300)
    with pytest.raises(FormFaultsError) as refused:
        changes.save_head(house, at(house, alice, mine), head)
    assert {(f.field, f.code) for f in refused.value.faults} == {
        ("title", "E106"), ("language", "E203"), ("tags", "E209"),
    }  # fmt: skip
    told = replace(head, title="Moons", language="de", tags="sky, moons", authors="Ada Example")
    changes.save_head(house, at(house, alice, mine), told)
    pack, _ = seen(house, alice, mine)
    assert (pack.title, pack.language, pack.tags) == ("Moons", "de", ("sky", "moons"))


def test_a_question_of_every_kind_is_looked_at_and_shown(house, alice):
    mine = keeping.begin(house, alice, "All kinds")
    for kind in KINDS:
        new = changes.add_question(house, at(house, alice, mine), kind)
        sheet = desk.show(house, alice, mine, Wish(question=new)).sheet
        assert (sheet.form.kind, sheet.preview.kind) == (kind, kind)
        assert sheet.faults
    pack, _ = seen(house, alice, mine)
    assert [kind_of(one.body) for one in pack.questions] == list(KINDS)


def test_the_list_is_searched_and_shown_in_parts(house, alice, mine):
    for _ in range(60):
        changes.duplicate(house, at(house, alice, mine), "one")
    view = desk.show(house, alice, mine, Wish())
    assert (view.total, len(view.rows)) == (65, desk.ROWS)
    assert desk.show(house, alice, mine, Wish(question="number")).first == desk.ROWS
    found = desk.show(house, alice, mine, Wish(find="armstrong"))
    assert found.rows == ()
    assert desk.show(house, alice, mine, Wish(find="giants")).sheet.id == "many"


def test_hand_written_questions_hear_what_gives_answers_away(house, alice, mine):
    told = replace(TITAN, ask="Titan goes around", wrong=("Mars", "None of the above"))
    changes.save_question(house, at(house, alice, mine), "one", told)
    sheet = desk.show(house, alice, mine, Wish(question="one")).sheet
    assert sheet.advice == (
        "The question does not end in “?”.", "An option speaks of the other options.",
    )  # fmt: skip
    claim = KINDS_PACK.questions[2]
    assert looking.look(claim).advice == ()


def test_a_draft_is_tried_without_being_published_and_counts_nowhere(house, alice, clock):
    mine = keeping.begin(house, alice, "Moons")
    new = changes.add_question(house, at(house, alice, mine), "choice")
    with pytest.raises(ConflictError):
        trying.start(house, alice, mine)
    changes.save_question(house, at(house, alice, mine), new, TITAN)
    changes.add_question(house, at(house, alice, mine), "typed")
    round_id = trying.start(house, alice, mine)
    page = play.see(house, alice, round_id)
    assert isinstance(page, QuestionPage)
    assert (page.ask, page.head.length, page.head.ranked) == (TITAN.ask, 1, False)
    place = next(o.index for o in page.options if o.text == "Mars")
    play.answer(house, alice, round_id, 1, (str(place),), lock=True)
    play.advance(house, alice, round_id, 1)
    result = play.see(house, alice, round_id)
    assert isinstance(result, ResultPage)
    assert (result.head.kind, result.review.total, result.rank) == ("trial", 0, None)
    with house.store.reading() as tx:
        assert learning.plays(tx, [mine]) == ()
    assert seen(house, alice, mine)[0].questions[0].ask == TITAN.ask


def test_a_question_that_is_gone_is_told(house, alice, mine):
    with pytest.raises(ConflictError):
        changes.delete(house, at(house, alice, mine), "nowhere")


def test_a_pack_of_moments_is_not_for_the_editor(house, alice):
    file = files.copy(house, alice, "vma-2023")
    made = saving.save(house, files.At(alice, file, 0), "Mine", "", shared=False)
    for act in (
        lambda: desk.show(house, alice, made, Wish()),
        lambda: changes.add_question(house, At(alice, made, 1), "typed"),
    ):
        with pytest.raises(ConflictError, match="made of moments"):
            act()
