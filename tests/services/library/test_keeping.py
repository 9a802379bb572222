"""Packs of people: drafts, versions, who sees them, copies, on both databases."""

import sqlite3
from dataclasses import replace

import pytest
from sqlalchemy import make_url, text

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.packs.model import Told, Translation
from quiz.packs.translations.applying import put_in
from quiz.packs.translations.texts import texts_of
from quiz.questions.model import Choice, Proof, Question
from quiz.services import catalog, people, play
from quiz.services.library import keeping
from quiz.services.library.publishing import StaleError
from quiz.services.views import RoundChoice
from quiz.store import own_packs
from quiz.store import packs as versions
from tests.services import conftest
from tests.services.conftest import KINDS

SPACE = replace(
    conftest.SPACE,
    questions=tuple(replace(one, proof=Proof("author")) for one in conftest.SPACE.questions),
)
MOON = Question("moon", "Whose moon is Titan?", Choice("Saturn", ("Jupiter", "Mars")))


@pytest.fixture
def house(either_house):
    return either_house


@pytest.fixture
def mine(house, alice):
    return keeping.create(house, alice, replace(SPACE, title="My space"))


def add(house, owner, pack_id, question=MOON, note=""):
    pack, revision = keeping.load_editable(house, owner, pack_id)
    pack = replace(pack, questions=(*pack.questions, question))
    return keeping.save_version(house, owner, pack, note, revision)


def test_what_was_kept_is_loaded_as_it_was(house, alice, mine):
    pack, _ = keeping.load_editable(house, alice, mine)
    assert pack == replace(SPACE, id=mine, title="My space", version="1")
    assert catalog.pack(house, mine, alice).count == len(SPACE.questions)


def test_a_stranger_sees_nothing_of_a_private_pack(house, mine, bob):
    for look in (keeping.load_editable, keeping.load_draft, keeping.delete, keeping.fork):
        with pytest.raises(NotFoundError):
            look(house, bob, mine)
    with pytest.raises(NotFoundError):
        catalog.pack(house, mine, bob)
    with pytest.raises(NotFoundError):
        keeping.publish(house, bob, mine, "public")


def test_who_has_the_address_may_play_what_is_unlisted(house, alice, mine, bob):
    keeping.publish(house, alice, mine, "unlisted")
    assert play.start(house, bob, RoundChoice(pack=mine, length=5))
    keeping.publish(house, alice, mine, "private")
    with pytest.raises(NotFoundError):
        play.start(house, bob, RoundChoice(pack=mine, length=5))


def test_without_a_licence_it_stays_private(house, alice):
    pack_id = keeping.create(house, alice, KINDS)
    with pytest.raises(BadInputError, match="licence"):
        keeping.publish(house, alice, pack_id, "public")


def test_a_shared_pack_keeps_its_licence(house, alice, mine):
    keeping.publish(house, alice, mine, "public")
    pack, revision = keeping.load_editable(house, alice, mine)
    with pytest.raises(BadInputError, match="licence"):
        keeping.save_version(house, alice, replace(pack, license=""), "", revision)
    assert keeping.load_editable(house, alice, mine) == (pack, revision)


def test_a_draft_is_nobody_elses_until_it_is_published(house, alice, mine, bob):
    keeping.publish(house, alice, mine, "public")
    pack, revision = keeping.load_editable(house, alice, mine)
    drafted = replace(pack, questions=(MOON,))
    revision = keeping.save_draft(house, alice, drafted, revision)
    assert keeping.load_editable(house, alice, mine) == (drafted, revision)
    assert catalog.pack(house, mine, bob).count == len(SPACE.questions)
    assert keeping.save_version(house, alice, drafted, "Only moons", revision) == 2
    assert keeping.load_draft(house, alice, mine) is None
    assert catalog.pack(house, mine, bob).count == 1


def test_a_draft_can_be_thrown_away(house, alice, mine):
    pack, revision = keeping.load_editable(house, alice, mine)
    revision = keeping.save_draft(house, alice, replace(pack, questions=()), revision)
    keeping.discard_draft(house, alice, mine, revision)
    assert keeping.load_editable(house, alice, mine)[0] == pack


def test_who_saves_over_a_change_of_elsewhere_is_told(house, alice, mine):
    pack, revision = keeping.load_editable(house, alice, mine)
    keeping.save_draft(house, alice, pack, revision)
    for save in (
        lambda: keeping.save_draft(house, alice, pack, revision),
        lambda: keeping.save_version(house, alice, pack, "", revision),
        lambda: keeping.discard_draft(house, alice, mine, revision),
    ):
        with pytest.raises(StaleError) as told:
            save()
        assert told.value.revision == revision + 1


def test_the_same_again_is_no_new_version(house, alice, mine):
    pack, revision = keeping.load_editable(house, alice, mine)
    assert keeping.save_version(house, alice, pack, "Nothing", revision) == 1


def test_others_write_while_a_long_version_is_made_ready(house, alice, mine, monkeypatch):
    """An answer of a night would wait for its transaction otherwise: SQLite has one writer."""
    as_usual, made = versions.packed, []

    def packed(pack):
        if house.store.is_sqlite:
            other = sqlite3.connect(make_url(house.settings.database_url).database, timeout=0.1)
            other.execute("BEGIN IMMEDIATE")
            other.close()
        made.append(pack)
        return as_usual(pack)

    monkeypatch.setattr(versions, "packed", packed)
    keeping.create(house, alice, SPACE)
    add(house, alice, mine)
    assert [len(pack.questions) for pack in made] == [
        len(SPACE.questions),
        len(SPACE.questions) + 1,
    ]


def test_a_broken_pack_is_no_version(house, alice, mine):
    broken = replace(MOON, body=Choice("Saturn", ("Saturn",)))
    with pytest.raises(BadInputError):
        add(house, alice, mine, broken)
    assert catalog.pack(house, mine, alice).version == "1"


def test_a_begun_pack_is_played_by_nobody_until_it_is_published(house, alice):
    pack_id = keeping.begin(house, alice, "Moons")
    assert pack_id not in catalog.at_hand(house, alice, (pack_id,))
    assert not catalog.own(house, alice)
    with pytest.raises(BadInputError):
        keeping.publish(house, alice, pack_id, "unlisted")
    assert add(house, alice, pack_id) == 1
    assert pack_id in catalog.at_hand(house, alice)


def test_a_round_goes_on_with_the_version_it_began_with(house, alice, mine, bob):
    keeping.publish(house, alice, mine, "public")
    round_id = play.start(house, bob, RoundChoice(pack=mine, length=5))
    before = play.see(house, bob, round_id).ask
    pack, revision = keeping.load_editable(house, alice, mine)
    keeping.save_version(house, alice, replace(pack, questions=(MOON,)), "", revision)
    assert play.see(house, bob, round_id).ask == before
    keeping.delete(house, alice, mine)
    assert play.see(house, bob, round_id).ask == before


def test_a_copy_says_what_it_is_based_on_and_keeps_the_licence(house, alice, mine, bob):
    keeping.publish(house, alice, mine, "public")
    copy = keeping.fork(house, bob, mine)
    with house.store.reading() as tx:
        own, summary = own_packs.pack(tx, copy)
    assert (own.credit.pack_id, own.credit.title, own.credit.owner_id) == (mine, "My space", alice)
    assert (summary.license, own.visibility, own.owner_id) == ("CC0-1.0", "private", bob)
    assert add(house, bob, copy) == 2
    assert catalog.pack(house, mine, bob).count == len(SPACE.questions)


def test_a_copy_forgets_a_person_who_is_deleted(house, alice, mine, bob):
    keeping.publish(house, alice, mine, "public")
    copy = keeping.fork(house, bob, mine)
    people.delete(house, alice, None)
    with house.store.reading() as tx:
        assert own_packs.pack(tx, copy)[0].credit.owner_id is None


def test_nothing_of_packs_stays_of_a_person_who_is_deleted(house, alice, mine):
    pack, revision = keeping.load_editable(house, alice, mine)
    keeping.save_draft(house, alice, pack, revision)
    add(house, alice, mine)
    people.delete(house, alice, None)
    with house.store.reading() as tx:
        for table in ("own_packs", "pack_steps", "pack_drafts"):
            assert not tx.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - ours
        kept = tx.execute(text("SELECT pack_id FROM pack_versions")).scalars()
        assert set(kept) == {"space", "kinds"}


def test_what_one_worker_saves_the_others_show_at_once(make_house, database_url, alice, house):
    pack_id = keeping.create(house, alice, SPACE)
    other = make_house(database_url)
    assert catalog.pack(other, pack_id, alice).count == len(SPACE.questions)
    add(house, alice, pack_id)
    assert catalog.pack(other, pack_id, alice).count == len(SPACE.questions) + 1
    with other.store.reading() as tx:
        assert "moon" in other.shelf.current(tx, pack_id)[0].questions


def test_there_is_an_end_to_what_one_keeps(house, alice, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_PACKS", 2)
    keeping.begin(house, alice, "One")
    keeping.create(house, alice, SPACE)
    with pytest.raises(ConflictError, match="delete one first"):
        keeping.create(house, alice, SPACE)


def test_old_versions_that_nobody_played_are_forgotten(house, alice, mine, monkeypatch):
    monkeypatch.setattr(own_packs, "MOST_STEPS", 2)
    for number in range(3):
        add(house, alice, mine, replace(MOON, id=f"moon-{number}", ask=f"Moon {number}?"))
    with house.store.reading() as tx:
        assert [step.number for step in own_packs.steps(tx, mine)] == [4, 3]
        query = text("SELECT count(*) FROM pack_versions WHERE pack_id = :id")
        assert tx.execute(query, {"id": mine}).scalar() == 2


def test_a_change_keeps_what_of_a_translation_still_fits(house, alice):
    told = tuple(Told(one.id, ask=f"[{one.ask}]") for one in SPACE.questions)
    pack_id = keeping.create(house, alice, put_in(SPACE, Translation("de", "All", "", told)))
    pack, revision = keeping.load_editable(house, alice, pack_id)
    assert len(pack.translations[0].questions) == len(SPACE.questions) > 1
    fewer = replace(pack, questions=pack.questions[1:])
    keeping.save_version(house, alice, fewer, "", revision)
    pack, _ = keeping.load_editable(house, alice, pack_id)
    assert [one.id for one in pack.translations[0].questions] == [q.id for q in fewer.questions]


def test_what_was_played_in_another_language_goes_with_the_pack(house, alice):
    words = tuple(
        Told(one.id, ask=f"[{one.ask}]", options=tuple((t, f"[{t}]") for t in texts_of(one.body)))
        for one in SPACE.questions
    )
    pack_id = keeping.create(house, alice, put_in(SPACE, Translation("de", "All", "", words)))
    with house.store.writing() as tx:
        (edition,) = house.shelf.current(tx, pack_id)
        spoken = house.shelf.spoken(edition, ("de",))
        house.shelf.keep(tx, (spoken.digest,), house.clock())
        assert spoken.is_translated
        assert len(versions.there(tx, (spoken.digest, edition.digest))) == 2
    keeping.delete(house, alice, pack_id)
    with house.store.reading() as tx:
        assert versions.there(tx, (spoken.digest, edition.digest)) == frozenset()
