from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from quiz.packs.model import Pack
from quiz.questions.model import (
    Audio,
    Choice,
    MultiSelect,
    Number,
    Picture,
    Proof,
    Question,
    TrueFalse,
    Typed,
)
from quiz.store import packs

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)
TEXT = st.text(max_size=12)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
BODIES = st.one_of(
    st.builds(Choice, TEXT, TEXTS),
    st.builds(MultiSelect, TEXTS, TEXTS),
    st.builds(TrueFalse, st.booleans()),
    st.builds(Typed, TEXTS),
    st.builds(Number, st.floats(allow_nan=False), st.floats(0, 1), st.booleans(), TEXT),
)
PROOFS = st.builds(Proof, TEXT, TEXT, st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple), TEXTS)
LEVELS = st.sampled_from(["easy", "medium", "hard"])
PICTURES = st.none() | st.builds(Picture, TEXT, TEXT, TEXT, TEXT)
SOUNDS = st.none() | st.builds(Audio, TEXT, TEXT, TEXT, TEXT)
QUESTIONS = st.builds(
    *(Question, TEXT, TEXT, BODIES, TEXT, TEXT, LEVELS, TEXT, PROOFS, TEXTS),
    *(PICTURES, SOUNDS, st.integers(0, 600)),
)
PACKS = st.builds(Pack, TEXT, TEXT, st.lists(QUESTIONS, max_size=3).map(tuple), authors=TEXTS)


@given(PACKS)
def test_a_pack_comes_back_as_it_was_kept(pack):
    assert packs.decode(packs.encode(pack)) == pack


def small(title="Space"):
    easy = Question("mars", "Which planet is red?", Choice("Mars", ("Venus",)), difficulty="easy")
    hard = Question("moons", "Mars has two moons.", TrueFalse(answer=True), difficulty="hard")
    return Pack("space", title, (easy, hard), tags=("science",), authors=("Alice",))


def test_a_pack_without_media_keeps_the_digest_it_always_had():
    body = packs.encode(Pack("a", "A", (Question("q", "Who?", Typed(("Io",))),)))
    assert b"picture" not in body
    assert b"audio" not in body
    assert b"time" not in body


def test_it_is_found_by_the_file_it_came_from_and_by_its_digest(store):
    with store.writing() as tx:
        summary = packs.add(tx, "key", small(), NOW)
    assert summary.levels == {"easy": 1, "medium": 0, "hard": 1}
    with store.reading() as tx:
        assert packs.by_source(tx, ["key", "unknown"]) == {"key": summary}
        assert packs.load(tx, summary.digest) == small()
        assert packs.load(tx, "unknown") is None


def test_the_same_pack_twice_is_kept_once(store):
    with store.writing() as tx:
        first = packs.add(tx, "key", small(), NOW)
        again = packs.add(tx, "other key", small(), NOW)
        packs.add(tx, "key", small(), NOW)
    assert first == again


def test_a_new_version_stands_beside_the_old_one(store):
    with store.writing() as tx:
        old = packs.add(tx, "old", small(), NOW)
        new = packs.add(tx, "new", small("Space, again"), NOW)
    with store.reading() as tx:
        assert packs.load(tx, old.digest).title == "Space"
        assert packs.load(tx, new.digest).title == "Space, again"
