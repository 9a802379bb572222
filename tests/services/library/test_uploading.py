"""Files from elsewhere: read apart, looked at, saved; the same file again changes nothing."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.packs.coding import decode, encode
from quiz.packs.comparing import compare
from quiz.packs.formats import registry, zips
from quiz.packs.formats.model import written
from quiz.packs.importing import import_pack
from quiz.packs.writing import write_pack_yaml
from quiz.questions.model import Choice, Picture, Question
from quiz.services import media
from quiz.services.library import apart, keeping, receiving, uploading
from quiz.store import uploads
from tests.services.library.test_keeping import MOON, SPACE
from tests.tools.media import photo

FILE = b"""\
Which planet is red?
A) Mars
B) Venus
ANSWER: A

Which planet has no answer?
A) Pluto
B) Saturn
"""


@pytest.fixture
def here(monkeypatch):
    """Read files in this process, as those of these tests are kind."""

    def read(data, name):
        found = import_pack(data, name, registry.detect(data, name))
        report = {
            **{key: getattr(found.report, key) for key in ("format", "title", "unit", "found")},
            "imported": found.report.imported,
            "changed": [{"at": n.at, "what": n.what, "reason": n.reason} for n in ()],
            "skipped": [
                {"at": n.at, "what": n.what, "reason": n.reason} for n in found.report.skipped
            ],
        }
        body = encode(found.pack) if found.pack else b""
        return apart.FromFile(json.dumps(report).encode(), body, found.media)

    monkeypatch.setattr(apart, "read", read)


def test_it_tells_what_comes_in_and_what_does_not_before_anything_is_saved(house, alice):
    upload = receiving.read(house, alice, FILE, "planets.txt")
    shown = uploading.preview(house, alice, upload)
    assert (shown.report.found, shown.report.imported) == (2, 1)
    assert [note.what for note in shown.report.skipped] == ["Which planet has no answer?"]
    assert [(one.ask, one.answer, one.wrong) for one in shown.first] == [
        ("Which planet is red?", "Mars", ("Venus",))
    ]
    saved = uploading.save(house, alice, upload, title="Planets", license_="CC0-1.0")
    pack, _ = keeping.load_editable(house, alice, saved.pack_id)
    assert (pack.title, pack.license, len(pack.questions)) == ("Planets", "CC0-1.0", 1)
    with pytest.raises(NotFoundError, match="again"):
        uploading.save(house, alice, upload)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 2_000_000, b"a: &a [x,x]\n" * 50_000, b"\0" * 4096, b"PK\3\4" + b"\0" * 900, b"  \n",
        b"<quiz>" + b"<question>" * 200_000, b"just a letter to my aunt",
    ],
    ids=["brackets", "anchors", "zeros", "zip", "nothing", "xml", "prose"],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_with_a_reason(house, alice, data):
    with pytest.raises(BadInputError) as refused:
        receiving.read(house, alice, data, "x")
    assert refused.value.args[0]


def test_reading_that_takes_too_much_is_ended_and_the_limit_is_told(house, alice, monkeypatch):
    many = b"".join(b"Number %d?\nA) a\nB) b\nANSWER: A\n\n" % n for n in range(40_000))
    monkeypatch.setattr(apart, "MEMORY", 4 << 20)
    with pytest.raises(BadInputError, match="more than 4 MB of memory"):
        receiving.read(house, alice, many, "many.txt")
    monkeypatch.undo()
    monkeypatch.setattr(apart, "SECONDS", 1)
    with pytest.raises(BadInputError, match="more than 1 seconds of work"):
        receiving.read(house, alice, many, "many.txt")
    monkeypatch.setattr(apart, "_PATIENCE", 0.05)
    with pytest.raises(BadInputError, match="takes more than"):
        receiving.read(house, alice, FILE, "slow.txt")


LARGE = {
    "aiken": (50_000, lambda n: f"Is {n} odd?\nA) a\nB) b\nANSWER: A\n\n"),
    "yaml": (5_900, lambda n: f"- ask: Which is {n}?\n  answer: right\n  wrong: [{RICH}]\n"),
    "csv": (4_999, lambda n: f"Which is {n}?,right,{RICH}\n"),
    "gift": (20_000, lambda n: f"Which is {n}? {{=right #{RICH} ~{RICH[:190]} #{RICH}}}\n\n"),
}
HEADS = {
    "yaml": "format: 1\nid: a\ntitle: A\nquestions:\n",
    "csv": "Question,Answer," + ",".join(f"Wrong {n}" for n in range(1, 11)) + "\n",
}
RICH = ", ".join(f"a wrong answer that is called {n}" for n in range(10))


@pytest.mark.soak
@pytest.mark.parametrize("form", LARGE)
def test_the_largest_honest_files_are_read(house, alice, form):
    count, line = LARGE[form]
    data = (HEADS.get(form, "") + "".join(map(line, range(count)))).encode()
    assert len(data) < receiving.LARGEST
    shown = uploading.preview(house, alice, receiving.read(house, alice, data, f"large.{form}"))
    assert (shown.report.imported, shown.report.skipped) == (count, ())


def test_a_file_that_is_too_large_is_not_even_looked_at(house, alice, monkeypatch):
    monkeypatch.setattr(receiving, "LARGEST", 50)
    with pytest.raises(BadInputError, match="MB"):
        receiving.read(house, alice, FILE, "large.txt")


def test_the_same_file_again_changes_nothing_and_says_so(here, house, alice):
    first = uploading.save(house, alice, receiving.read(house, alice, FILE, "a.txt"), title="A")
    again = receiving.read(house, alice, FILE, "b.txt")
    shown = uploading.preview(house, alice, again)
    assert (shown.same.id, shown.same.title) == (first.pack_id, "A")
    into = uploading.preview(house, alice, again, first.pack_id)
    assert not into.comparison
    saved = uploading.save(house, alice, again, target_id=first.pack_id)
    assert (saved.changed, saved.version) == (False, 1)


def test_a_new_file_is_a_new_version_that_keeps_title_and_licence(here, house, alice):
    first = uploading.save(
        house, alice, receiving.read(house, alice, FILE, "a.txt"), title="A", license_="CC0-1.0"
    )
    more = receiving.read(house, alice, FILE.rstrip() + b"\nANSWER: A\n", "a.txt")
    shown = uploading.preview(house, alice, more, first.pack_id)
    assert [one.ask for one in shown.comparison.added] == ["Which planet has no answer?"]
    assert (shown.comparison.changed, shown.comparison.head) == ((), ())
    assert uploading.save(house, alice, more, target_id=first.pack_id).version == 2
    pack, _ = keeping.load_editable(house, alice, first.pack_id)
    assert (pack.title, pack.license, len(pack.questions)) == ("A", "CC0-1.0", 2)


def test_what_is_being_edited_is_not_written_over(here, house, alice):
    pack_id = keeping.create(house, alice, SPACE)
    pack, revision = keeping.load_editable(house, alice, pack_id)
    keeping.save_draft(house, alice, pack, revision)
    upload = receiving.read(house, alice, FILE, "a.txt")
    with pytest.raises(ConflictError, match="edited"):
        uploading.save(house, alice, upload, target_id=pack_id)


def test_a_file_on_its_way_in_is_nobody_elses_and_forgotten_in_time(here, house, alice, bob, clock):
    upload = receiving.read(house, alice, FILE, "a.txt")
    for look in (uploading.preview, uploading.save):
        with pytest.raises(NotFoundError):
            look(house, bob, upload)
    clock.wait(receiving.KEPT / timedelta(seconds=1) + 1)
    with pytest.raises(NotFoundError):
        uploading.preview(house, alice, upload)
    receiving.read(house, bob, FILE, "b.txt")
    with house.store.reading() as tx:
        assert uploads.names_of(tx, alice) == ()


def test_only_the_latest_few_files_are_kept(here, house, alice, clock):
    uploads = []
    for number in range(7):
        clock.wait(1)
        uploads.append(receiving.read(house, alice, FILE, f"{number}.txt"))
    with pytest.raises(NotFoundError):
        uploading.preview(house, alice, uploads[1])
    assert uploading.preview(house, alice, uploads[2]).name == "2.txt"


QUESTIONS = st.lists(
    st.builds(
        Question,
        id=st.from_regex(r"[a-z]{1,6}", fullmatch=True),
        ask=st.text("abc dé?", min_size=1, max_size=20).map(lambda text: f"Q {text}".strip()),
        body=st.just(Choice("Right", ("Wrong", "Other"))),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda question: question.id,
).map(tuple)


@given(QUESTIONS, QUESTIONS)
def test_a_comparison_tells_all_that_makes_one_of_the_other(before, after):
    old, new = replace(SPACE, questions=before), replace(SPACE, questions=after)
    told = compare(old, new)
    assert not compare(old, old)
    assert bool(told) == (before != after)
    gone = {question.id for question in told.removed}
    changed = {change.before.id: change.after for change in told.changed}
    kept = [changed.get(q.id, q) for q in before if q.id not in gone]
    assert {*kept, *told.added} == set(after)
    assert len(kept) + len(told.added) == len(after)


@given(QUESTIONS)
def test_what_is_kept_is_what_was_given(questions):
    pack = replace(SPACE, questions=(*questions, MOON))
    assert decode(encode(pack)) == pack


def test_what_is_taken_along_comes_back_as_it_was(here, house, alice):
    pack_id = keeping.create(house, alice, SPACE)
    pack, _ = keeping.load_editable(house, alice, pack_id)
    file = written(registry.named("yaml"), pack, {}).data
    shown = uploading.preview(house, alice, receiving.read(house, alice, file, "space.yaml"))
    assert shown.same.id == pack_id


def test_a_pack_comes_in_with_its_pictures_and_the_same_again_changes_nothing(house, alice):
    asked = replace(MOON, picture=Picture("media/m1.jpg", "A light"))
    file = zips.pack({
        "pack.yaml": write_pack_yaml(replace(SPACE, questions=(asked,))).encode(),
        "media/m1.jpg": photo(),
    })  # fmt: skip
    saved = uploading.save(house, alice, receiving.read(house, alice, file, "space.zip"))
    pack, _ = keeping.load_editable(house, alice, saved.pack_id)
    assert media.find(house, pack.questions[0].picture.file).mime == "image/webp"
    again = written(registry.named("zip"), pack, media.files_of(house, pack)).data
    shown = uploading.preview(house, alice, receiving.read(house, alice, again, "again.zip"))
    assert shown.same.id == saved.pack_id
