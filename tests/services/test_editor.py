"""The moments editor: every step can be undone, nobody overwrites anybody, a pack is a version."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.drafting import forms
from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.resources import resource
from quiz.services import catalog, media, people, play
from quiz.services.editor import changes, desk, files, questions, reading, saving
from quiz.services.editor.files import At, StaleError
from quiz.services.editor.views import Wish
from quiz.services.nights import planning
from quiz.services.nights.desk import NightDraft, RoundDraft
from quiz.services.views import RoundChoice
from quiz.store import own_packs

NAMES = ("Ann", "Bob", "Carl", "Dana", "Evelyn", "Friedrich")
PRIZES = ("Best Hat", "Best Shoe", "Loudest Laugh", "Longest Speech")


@pytest.fixture
def author(house):
    token = people.sign_up(house, None, "Author", "correct horse battery")
    return people.by_token(house, token).id


@pytest.fixture
def at(house, author):
    """A file of Alice's with four prizes, as it stands after each call."""
    file_id = files.begin(house, author, "Prizes")
    for prize, winner in zip(PRIZES, NAMES, strict=False):
        add(house, now(house, author, file_id), prize, winner)
    return lambda: now(house, author, file_id)


def now(house, owner_id, file_id):
    return At(owner_id, file_id, files.record(house, owner_id, file_id).revision)


def add(house, at, prize, *winners, number=-1):
    roles = {"prize": (prize,), "winner": winners, "year": ("2024",)}
    return changes.save_moment(house, at, number, "won", forms.Said(roles), sure=True)


def text_of(house, at):
    return files.record(house, at.owner_id, at.file_id).text


def step(house, at, what, name, place):
    """Do one of the things that an author may do; what is refused is no step."""
    try:
        if what == "add":
            add(house, at, PRIZES[place], name)
        elif what == "change":
            add(house, at, PRIZES[place], name, number=place)
        elif what == "delete":
            changes.delete_moment(house, at, place)
        elif what == "thing":
            told = forms.Told({"name": name, "type": "artist"})
            changes.save_thing(house, at, "" if place else name.lower(), told)
        else:
            files.write(house, at, text_of(house, at) + f"# {name}\n")
    except (BadInputError, ConflictError):
        pass


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "change", "delete", "thing", "text"]),
            st.sampled_from(NAMES),
            st.integers(0, 3),
        ),
        min_size=1,
        max_size=5,
    )
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undo_goes_back_step_by_step_through_all_texts_there_were(house, at, steps):
    texts = [text_of(house, at())]
    for one in steps:
        step(house, at(), *one)
        if text_of(house, at()) != texts[-1]:
            texts.append(text_of(house, at()))
    for before in texts[-2::-1]:
        files.undo(house, at())
        assert text_of(house, at()) == before


def test_to_save_what_is_there_already_is_no_step(house, at):
    before = at()
    add(house, before, PRIZES[1], NAMES[1], number=1)
    files.write(house, before, text_of(house, before))
    assert at() == before


def test_there_is_an_end_to_undo(house, author):
    at = now(house, author, files.begin(house, author, "Empty"))
    with pytest.raises(ConflictError, match="nothing to undo"):
        files.undo(house, at)


def test_who_comes_second_is_told_and_changes_nothing(house, at):
    old = at()
    add(house, old, "Best Coat", "Dana")
    after = text_of(house, old)
    for late in (
        lambda: add(house, old, "Best Glove", "Carl"),
        lambda: files.write(house, old, "mine\n"),
        lambda: files.undo(house, old),
        lambda: changes.delete_moment(house, old, 0),
        lambda: saving.save(house, old, "A pack", "", shared=False),
    ):
        with pytest.raises(StaleError):
            late()
    assert text_of(house, old) == after


def test_a_moment_is_found_again_after_others_went(house, at):
    old = at()
    changes.delete_moment(house, old, 0)
    assert changes.place_now(house, old, 2) == 1
    assert changes.place_now(house, old, 0) == -1


def test_what_the_last_change_brought_stands_first(house, at):
    add(house, at(), "Best Coat", "Dana")
    view = desk.show(house, at().owner_id, at().file_id, Wish()).questions
    assert view.rows[0].mark == "new"
    assert "Best Coat" in view.rows[0].ask
    files.undo(house, at())
    view = desk.show(house, at().owner_id, at().file_id, Wish()).questions
    assert "Best Coat" in next(row for row in view.rows if row.mark == "gone").ask


def test_every_moment_is_asked_or_there_is_a_reason(house, author):
    file_id = files.copy(house, author, "vma-2023")
    view = desk.show(house, author, file_id, Wish())
    asks = view.questions
    assert asks.moments == asks.asked + len(asks.silent)
    assert len(view.moments) == asks.moments - 1  # one of them tells of a first ever prize as well
    assert view.from_tables == 0
    assert all(row.reasons for row in asks.silent)
    assert sum(asks.forms.values()) == asks.total


@pytest.mark.parametrize("name", ["vma-2023", "music", "history"])
def test_no_letter_of_a_file_that_ships_changes_by_forms_that_nobody_touched(name):
    text = (resource("questions/moments") / f"{name}.yaml").read_text("utf-8")
    read = reading.read(text)
    names = read.names()
    for node in read.moments:
        kind = read.facts.kinds[node.entries[0][0].value]
        assert forms.values(names, kind, node, forms.said(names, kind, node)) == {}
    for key, node in read.part("things"):
        assert forms.thing_values(names, key, node, forms.told(names, key, node)) == {}


def test_more_moments_than_can_be_asked_at_once_are_kept_and_told(house, author):
    rows = "".join(f"- {{won: Prize {n}, winner: ann, year: 2024}}\n" for n in range(2_001))
    text = f"format: 1\nid: x\ntitle: X\nthings: {{ann: {{type: person}}}}\nmoments:\n{rows}"
    file_id = files.upload(house, author, text.encode())
    assert desk.show(house, author, file_id, Wish()).questions.too_many
    with pytest.raises(BadInputError, match=r"2,000 moments"):
        saving.save(house, now(house, author, file_id), "X", "", shared=False)


def test_moments_that_take_too_long_to_ask_are_kept_and_told(house, author, monkeypatch):
    """No file is slow any more that is not large, so here any work is too much."""
    monkeypatch.setattr(reading, "MOST_SECONDS", 0)
    cast = "".join(f"  p{n}: {{type: person}}\n" for n in range(40))
    rows = "".join(f"- {{won: Prize, winner: p{n}, year: 2024}}\n" for n in range(40))
    text = f"format: 1\nid: x\ntitle: X\nthings:\n{cast}moments:\n{rows}"
    file_id = files.upload(house, author, text.encode())
    view = desk.show(house, author, file_id, Wish())
    assert view.questions.too_many
    assert view.moments
    with pytest.raises(BadInputError, match="take too long"):
        saving.save(house, now(house, author, file_id), "X", "", shared=False)


def test_a_file_may_speak_of_tables_that_ship_and_of_no_other(house, author):
    file_id = files.copy(house, author, "stars")
    view = desk.show(house, author, file_id, Wish())
    assert view.from_tables > 10
    assert view.questions.total > 10
    for name in ("nosuch.csv", "../secret.csv", "/etc/passwd"):
        text = f"format: 1\nid: x\ntitle: X\ntables: [{{file: {name}, moments: []}}]\n"
        assert reading.read(text).errors
    many = "- {file: stars.csv, things: {}}\n" * 21
    told = reading.read(f"format: 1\nid: x\ntitle: X\ntables:\n{many}").errors
    assert [problem.code for problem in told] == ["E332"]


def test_a_night_keeps_the_version_it_was_planned_with(house, at):
    pack = saving.save(house, at(), "Prizes", "", shared=False)
    draft = NightDraft("Ours", (RoundDraft("One", count=2, pack=pack),))
    with pytest.raises(BadInputError):
        planning.create(house, draft, None)
    hosted = planning.create(house, draft, at().owner_id)
    before = catalog.pack(house, pack, at().owner_id)
    add(house, at(), "Best Coat", "Dana")
    assert saving.save(house, at(), "Prizes", "", shared=False) == pack
    after = catalog.pack(house, pack, at().owner_id)
    assert (before.version, after.version) == ("1", "2")
    draft, version = planning.to_replan(house, hosted.night_id, hosted.host_key)
    assert draft.rounds[0].pack == pack
    planning.swap(house, hosted.night_id, hosted.host_key, version, 1)


def test_saved_again_without_a_change_it_stays_the_version_it_is(house, at):
    pack = saving.save(house, at(), "Prizes", "", shared=False)
    saving.save(house, at(), "Prizes", "", shared=False)
    assert catalog.pack(house, pack, at().owner_id).version == "1"
    saving.save(house, at(), "Prizes", "CC0-1.0", shared=True)
    assert catalog.pack(house, pack).is_shared


def test_rounds_of_a_pack_of_ones_own_are_on_no_leaderboard(house, at, bob):
    pack = saving.save(house, at(), "Prizes", "CC0-1.0", shared=True)
    choice = RoundChoice(pack=pack, length=5, timer=0)
    round_id = play.start(house, bob, choice)
    assert not play.see(house, bob, round_id).head.ranked
    with pytest.raises(NotFoundError):
        play.start(house, bob, RoundChoice(pack="own-0000000000000000"))


def test_nobody_gets_a_question_of_it_who_plays_a_mix(house, at):
    pack = saving.save(house, at(), "Prizes", "CC0-1.0", shared=True)
    with house.store.reading() as tx:
        assert pack not in {edition.pack.id for edition in house.shelf.current(tx, "")}


def test_a_pack_that_nobody_played_goes_with_its_author(house, at):
    saving.save(house, at(), "Prizes", "", shared=False)
    people.delete(house, at().owner_id, "correct horse battery")
    with house.store.reading() as tx:
        query = "SELECT pack_id FROM pack_versions UNION SELECT pack_id FROM own_packs"
        assert {row[0] for row in tx.connection().exec_driver_sql(query)} == {"space", "kinds"}


def test_a_pack_that_was_played_stays_with_who_played_it(house, at, bob):
    pack = saving.save(house, at(), "Prizes", "CC0-1.0", shared=True)
    round_id = play.start(house, bob, RoundChoice(pack=pack, length=5))
    saving.delete(house, at().owner_id, at().file_id)
    with house.store.reading() as tx:
        assert own_packs.pack(tx, pack) is None
    assert play.see(house, bob, round_id).ask


def test_questions_are_shown_by_form_and_page_by_page(house, author):
    file_id = files.copy(house, author, "vma-2023")
    view = desk.show(house, author, file_id, Wish(form="multi")).questions
    assert {row.form for row in view.rows} == {"multi"}
    assert view.found == view.forms["multi"]
    first = desk.show(house, author, file_id, Wish()).questions.rows
    second = desk.show(house, author, file_id, Wish(first=questions.SHOWN)).questions.rows
    assert not {row.id for row in first} & {row.id for row in second}


def test_a_copy_of_what_ships_with_pictures_becomes_a_pack_with_pictures(house, author):
    file_id = files.copy(house, author, "flags")
    pack = saving.save(house, now(house, author, file_id), "My flags", "CC0-1.0", shared=True)
    view = desk.show(house, author, file_id, Wish())
    assert view.pack.is_current
    asked = reading.read(text_of(house, now(house, author, file_id))).asked.pack.questions
    with house.store.reading() as tx:
        own, _ = own_packs.pack(tx, pack)
        kept = house.shelf.edition(tx, own.digest).pack.questions
    assert [q.ask for q in kept] == [q.ask for q in asked]
    assert all(media.find(house, q.picture.file).mime == "image/webp" for q in kept)


def test_a_picture_that_does_not_ship_is_refused_where_it_stands(house, author):
    text = text_of(house, now(house, author, files.begin(house, author, "Mine")))
    for file in ("media/mine.webp", "media/flag-ie.webp"):
        line = f"things:\n  x: {{name: X, type: flag, picture: {{file: {file}, alt: A}}}}\n"
        read = reading.read(text.replace("things: {}\n", line))
        told = [(p.code, p.line) for p in read.errors]
        assert told == ([("E216", 6)] if "mine" in file else [])
