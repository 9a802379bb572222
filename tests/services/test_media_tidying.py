"""Pictures and sounds that nothing calls go after some days, and nothing else ever does."""

import contextlib
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.packs.coding import encode
from quiz.packs.forms import form_of
from quiz.packs.media.reading import prepare
from quiz.packs.model import Pack
from quiz.questions.model import Picture, Question, Typed
from quiz.services import media, media_tidying
from quiz.services.library import apart, keeping, receiving
from quiz.services.packdesk import attaching, changes, steps
from quiz.services.packdesk.steps import At
from tests.services.conftest import KINDS
from tests.services.test_attaching import add, now
from tests.tools.media import photo, wav

DAYS = media_tidying.GRACE / timedelta(seconds=1) + 60


@pytest.fixture(autouse=True)
def here(monkeypatch):
    monkeypatch.setattr(apart, "prepare", prepare)


def is_there(house, file):
    try:
        return bool(media.find(house, file).data)
    except NotFoundError:
        return False


def publish(house, owner, pack_id):
    pack, revision = keeping.load_editable(house, owner, pack_id)
    keeping.save_version(house, owner, pack, "", revision)


def test_what_nothing_calls_goes_after_the_days_of_grace(either_house, clock):
    house = either_house
    file = media.keep(house, "a.png", photo())
    assert media_tidying.forget_unused(house) == 0
    clock.wait(DAYS)
    assert media_tidying.forget_unused(house) == 1
    assert not is_there(house, file)


def test_what_is_kept_again_gets_new_days(house, clock):
    file = media.keep(house, "a.png", photo())
    clock.wait(DAYS)
    assert media.keep(house, "b.png", photo()) == file
    assert media_tidying.forget_unused(house) == 0
    clock.wait(DAYS)
    assert media.keep(house, "c.webp", media.find(house, file).data) == file
    assert media_tidying.forget_unused(house) == 0


def test_what_is_kept_again_while_it_is_tidied_stays(house, clock, monkeypatch):
    file = media.keep(house, "a.png", photo())
    clock.wait(DAYS)
    look = media_tidying.rows.kept_before

    def meanwhile(tx, time):
        found = look(tx, time)
        monkeypatch.undo()
        media.keep(house, "again.png", photo())
        return found

    monkeypatch.setattr(media_tidying.rows, "kept_before", meanwhile)
    assert media_tidying.forget_unused(house) == 0
    assert is_there(house, file)


def test_a_file_that_is_looked_at_keeps_its_pictures(house, alice, clock):
    file = media.keep(house, "a.png", photo())
    seen = Question("q", "What?", Typed(("It",)), picture=Picture(file, "It"))
    pack = Pack("p", "P", (seen,))
    clock.wait(DAYS)
    receiving.keep(house, alice, "a.zip", b"{}", encode(pack))
    assert media_tidying.forget_unused(house) == 0
    clock.wait(receiving.KEPT / timedelta(seconds=1) + 1)
    receiving.keep(house, alice, "b.zip", b"{}", b"")
    assert media_tidying.forget_unused(house) == 1


ACTIONS = st.lists(
    st.sampled_from(("picture", "sound", "drop", "undo", "redo", "publish", "delete", "discard")),
    min_size=1, max_size=9,
)  # fmt: skip


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ACTIONS)
def test_whatever_is_done_in_the_editor_all_that_can_come_back_is_there(house, alice, actions):
    pack_id = keeping.create(house, alice, KINDS)
    for action in actions:
        do(house, alice, pack_id, action)
        house.clock.wait(DAYS)
        media_tidying.forget_unused(house)
        for pack in reachable(house, alice, pack_id):
            assert all(is_there(house, m.file) for q in pack.questions for m in q.media)
    keeping.delete(house, alice, pack_id)
    media_tidying.forget_unused(house)
    with house.store.reading() as tx:
        assert media_tidying.rows.kept_before(tx, house.clock()) == set()


def do(house, owner, pack_id, action):
    at, question = now(house, owner, pack_id)
    if action in {"picture", "sound"}:
        add(house, owner, pack_id, photo() if action == "picture" else wav(),
            alt="A disc", transcript="Beeps")  # fmt: skip
        at, question = now(house, owner, pack_id)
        told = form_of(question)
        changes.save_question(house, at, question.id, told)
    elif action == "drop":
        attaching.detach(house, at, question.id, form_of(question), "picture")
    elif action in {"undo", "redo"}:
        try_to(getattr(steps, action), house, at)
    elif action == "publish":
        try_to(publish, house, owner, pack_id)
    elif action == "delete" and len(keeping.load_editable(house, owner, pack_id)[0].questions) > 1:
        changes.delete(house, at, question.id)
    elif action == "discard":
        keeping.discard_draft(house, owner, pack_id, at.revision)


def try_to(what, *given):
    with contextlib.suppress(ConflictError, BadInputError):  # nothing to take back; faults
        what(*given)


def reachable(house, owner, pack_id):
    """Return the draft with all that undo and redo make of it, and leave it as it was."""
    found = [keeping.load_editable(house, owner, pack_id)[0]]
    for way, back in ((steps.undo, steps.redo), (steps.redo, steps.undo)):
        count = 0
        while True:
            pack, revision = keeping.load_editable(house, owner, pack_id)
            found.append(pack)
            try:
                way(house, At(owner, pack_id, revision))
            except ConflictError:  # that was the last
                break
            count += 1
        for _ in range(count):
            _, revision = keeping.load_editable(house, owner, pack_id)
            back(house, At(owner, pack_id, revision))
    return found
