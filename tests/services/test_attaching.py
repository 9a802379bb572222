"""Pictures and sounds in the editor: put there, taken away, undone, seen by nobody else."""

from dataclasses import replace

import pytest

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.packs.forms import form_of
from quiz.packs.media.model import Kept
from quiz.packs.media.reading import prepare
from quiz.questions.model import Audio, Picture
from quiz.services import media, people
from quiz.services.library import apart, keeping
from quiz.services.packdesk import attaching, changes, desk, steps, trying
from quiz.services.packdesk.steps import At
from quiz.services.packdesk.views import Wish
from tests.services.conftest import KINDS
from tests.tools.media import mp3, photo, wav


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """Draw pictures anew in this process, as those of these tests are kind."""
    monkeypatch.setattr(apart, "prepare", prepare)


@pytest.fixture
def mine(house, alice):
    return keeping.create(house, alice, KINDS)


def now(house, owner, pack_id):
    """Return where a draft stands, and its first question."""
    pack, revision = keeping.load_editable(house, owner, pack_id)
    return At(owner, pack_id, revision), pack.questions[0]


def add(house, owner, pack_id, data, **told):
    at, question = now(house, owner, pack_id)
    file = attaching.keep(house, owner, "a file", data)
    attaching.attach(house, at, question.id, replace(form_of(question), **told), file)
    return file


def test_a_picture_and_a_sound_are_put_there_and_taken_away_with_what_is_typed(house, alice, mine):
    seen = add(house, alice, mine, photo(), ask="Which planet is this?")
    heard = add(house, alice, mine, mp3(title=b"Beeps"))
    at, question = now(house, alice, mine)
    assert (question.picture, question.audio) == (Picture(seen, ""), Audio(heard, ""))
    assert question.ask == "Which planet is this?"
    faults = desk.show(house, alice, mine, Wish()).sheet.faults
    assert [(one.field, one.code) for one in faults] == [("alt", "E106"), ("transcript", "E106")]
    told = replace(form_of(question), alt="A red disc", transcript="Beeps", ask="And this?")
    attaching.detach(house, at, question.id, told, "audio")
    question = now(house, alice, mine)[1]
    assert (question.picture, question.audio) == (Picture(seen, "A red disc"), None)
    assert question.ask == "And this?"


def test_another_picture_keeps_what_is_said_of_it_but_not_whose_it_is(house, alice, mine):
    add(house, alice, mine, photo())
    told = {"alt": "A red disc", "picture_credit": "Ann", "picture_license": "CC0-1.0"}
    file = add(house, alice, mine, photo(size=(20, 20)), **told)
    assert now(house, alice, mine)[1].picture == Picture(file, "A red disc")
    again = add(house, alice, mine, photo(size=(20, 20)), **told)
    assert now(house, alice, mine)[1].picture == Picture(again, "A red disc", "Ann", "CC0-1.0")


def test_undo_brings_back_what_was_there_before(house, alice, mine):
    first = add(house, alice, mine, photo())
    add(house, alice, mine, wav())
    at, question = now(house, alice, mine)
    attaching.detach(house, at, question.id, form_of(question), "picture")
    assert steps.undo(house, now(house, alice, mine)[0]).startswith("Took the picture from: Which")
    assert now(house, alice, mine)[1].picture.file == first
    assert steps.undo(house, now(house, alice, mine)[0]).startswith("A sound for: Which")
    steps.undo(house, now(house, alice, mine)[0])
    assert now(house, alice, mine)[1].media == ()


def test_a_stale_tab_puts_nothing_anywhere(house, alice, mine):
    at, question = now(house, alice, mine)
    file = attaching.keep(house, alice, "a", photo())
    attaching.attach(house, at, question.id, form_of(question), file)
    with pytest.raises(ConflictError):
        attaching.attach(house, at, "many", form_of(question), file)


def test_what_is_not_taken_is_told_by_its_name(house, alice, monkeypatch):
    with pytest.raises(BadInputError) as refused:
        attaching.keep(house, alice, "dra\nwing.svg", b"<svg xmlns='x'/>")
    assert "dra wing.svg" in refused.value.args[0]
    assert "SVG" in refused.value.problems[0].message
    with pytest.raises(BadInputError, match="Choose"):
        attaching.keep(house, alice, "", b"")
    monkeypatch.setattr(attaching, "MOST_BYTES", 10)
    with pytest.raises(BadInputError, match="make it smaller"):
        attaching.keep(house, alice, "a", photo())


def test_what_the_house_gave_out_is_not_drawn_a_second_time(house, alice):
    file = attaching.keep(house, alice, "a", photo())
    assert attaching.keep(house, alice, "b", media.find(house, file).data) == file


def test_the_picture_of_a_draft_is_its_authors_until_it_is_published(house, alice, bob, mine):
    file = add(house, alice, mine, photo(), alt="A disc")
    assert media.find(house, file).holders == {alice}
    at, question = now(house, alice, mine)
    form = replace(form_of(question), alt="A red disc")
    attaching.attach(house, at, question.id, form, file)
    trying.start(house, alice, mine)
    assert media.find(house, file).holders == {alice}
    attaching.keep(house, bob, "mine, too", photo())
    assert media.find(house, file).holders == {alice, bob}
    pack, revision = keeping.load_editable(house, alice, mine)
    keeping.save_version(house, alice, pack, "", revision)
    assert media.find(house, file).holders == frozenset()
    attaching.keep(house, bob, "mine, too", photo())
    assert media.find(house, file).holders == frozenset()


def test_who_goes_takes_the_pictures_of_their_drafts_along(house, alice, bob, mine):
    alone, shared = add(house, alice, mine, photo()), add(house, alice, mine, wav())
    attaching.keep(house, bob, "b", wav())
    people.delete(house, alice, None)
    with pytest.raises(NotFoundError):
        media.find(house, alone)
    assert media.find(house, shared).holders == {bob}


def test_a_pack_that_is_shared_wants_a_licence_for_its_pictures_too(house, alice):
    pack_id = keeping.create(house, alice, replace(KINDS, license="CC0-1.0"))
    keeping.publish(house, alice, pack_id, "public")
    add(house, alice, pack_id, photo())
    at, question = now(house, alice, pack_id)
    changes.save_question(house, at, question.id, replace(form_of(question), alt="A disc"))
    pack, revision = keeping.load_editable(house, alice, pack_id)
    with pytest.raises(BadInputError, match="licence"):
        keeping.save_version(house, alice, pack, "", revision)


def test_it_is_drawn_anew_in_a_process_of_its_own(monkeypatch):
    monkeypatch.undo()
    made = apart.prepare(photo(size=(3000, 20)), "wide.jpg")
    assert isinstance(made, Kept)
    assert made == prepare(photo(size=(3000, 20)), "wide.jpg")
    with pytest.raises(BadInputError) as refused:
        apart.prepare(b"GIF89a" + bytes(50), "broken.gif")
    assert refused.value.problems[0].code == "E217"


def test_the_pictures_of_a_pack_are_drawn_anew_apart_and_all_that_are_not_taken_told():
    files = {"p/media/a.jpg": photo(), "p/media/b.wav": wav()}
    made = apart.prepare_all(files)
    assert made == {name: prepare(data, name) for name, data in files.items()}
    with pytest.raises(BadInputError) as refused:
        apart.prepare_all({**files, "p/media/c.png": b"MZ", "p/media/d.svg": b"<svg/>"})
    told = [(one.file, one.code) for one in refused.value.problems]
    assert told == [("p/media/c.png", "E217"), ("p/media/d.svg", "E217")]
