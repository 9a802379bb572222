"""What every import does alike, whatever the format: check, mend, tell, and add up."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.packs.formats import registry
from quiz.packs.formats.model import Format, Found, Reading, Skip
from quiz.packs.importing import import_pack, slug
from quiz.packs.reading import read_pack
from quiz.packs.writing import write_pack_yaml
from quiz.questions.model import Choice

TEXTS = st.text(max_size=40)
LISTS = st.lists(TEXTS, max_size=15).map(tuple)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=9).map(tuple)
KEYS = st.fixed_dictionaries(
    {"ask": TEXTS},
    optional={
        "answer": TEXTS,
        "wrong": LISTS,
        "answers": LISTS,
        "typed": LISTS,
        "number": st.sampled_from(["1", "x", "1e3", ""]),
        "order": LISTS,
        "match": PAIRS,
        "explain": TEXTS,
        "why_wrong": st.dictionaries(TEXTS, TEXTS, max_size=3),
        "id": st.sampled_from(["a", "b", "a b"]),
    },
)
ENTRIES = st.lists(
    st.builds(Found, st.integers(1, 99), KEYS) | st.builds(Skip, st.integers(1, 99), TEXTS, TEXTS),
    max_size=8,
).map(tuple)


def imported(*entries, **head):
    reading = Reading(entries, head=head)
    form = Format("test", "Test", ".test", lambda _: True, lambda *_: reading)
    return import_pack(b"", "some/space_facts.test", form)


def found(**keys):
    return Found(1, {"ask": "Which planet is red?", **keys})


@given(ENTRIES, st.dictionaries(st.sampled_from(["title", "id", "language"]), TEXTS))
def test_the_totals_add_up_and_what_came_in_can_be_read_again(entries, head):
    made = imported(*entries, **head)
    report = made.report
    assert report.found == len(entries) == report.imported + len(report.skipped)
    assert (made.pack is None) == (report.imported == 0)
    if made.pack:
        assert len(made.pack.questions) == report.imported
        assert read_pack(write_pack_yaml(made.pack), "again.yaml") == made.pack


def test_an_option_that_stands_twice_is_kept_once_and_told():
    made = imported(found(answer="Mars", wrong=("Venus", "venus", "", "Jupiter")))
    assert made.pack.questions[0].body == Choice("Mars", ("Venus", "Jupiter"))
    assert [note.reason for note in made.report.changed] == [
        "an option that stood there twice is there once now"
    ]


def test_a_right_answer_among_the_wrong_ones_is_skipped_with_the_reason():
    made = imported(found(answer="Mars", wrong=("MARS", "Venus")))
    assert made.pack is None
    assert "is the right answer and cannot stand among the wrong ones" in (
        made.report.skipped[0].reason
    )


def test_what_every_question_needs_is_told_in_words_of_any_tool():
    made = imported(
        Found(1, {"ask": "", "answer": "a", "wrong": ("b",)}),
        Found(2, {"ask": "Why?", "answer": "because", "wrong": ()}),
        Found(3, {"ask": "Why?", "answer": "because", "wrong": ("x" * 201,)}),
        Found(4, {"ask": "Why?", "answer": "", "wrong": ("so",)}),
    )
    assert [note.reason for note in made.report.skipped] == [
        "it has no question",
        "it has no wrong option",
        "a wrong option has 201 characters; at most 200 are read",
        "it has no right answer",
    ]


def test_the_same_question_twice_comes_in_once():
    one = found(answer="Mars", wrong=("Venus",))
    made = imported(one, one)
    assert (made.report.imported, len(made.report.skipped)) == (1, 1)


def test_the_same_words_with_another_answer_are_another_question():
    made = imported(found(answer="Mars", wrong=("Venus",)), found(typed=("Mars",)))
    first, second = (question.id for question in made.pack.questions)
    assert second == f"{first}-2"
    assert not made.report.changed


def test_a_file_gives_the_pack_its_name_where_it_tells_none():
    pack = imported(found(typed=("Mars",))).pack
    assert (pack.id, pack.title) == ("space-facts", "space facts")
    assert imported(found(typed=("Mars",)), title="Café: Übung").pack.id == "cafe-ubung"


@given(TEXTS)
def test_a_slug_is_an_id(text):
    assert read_pack(
        f"format: 1\nid: {slug(text)}\ntitle: x\nquestions: [{{ask: a, typed: b}}]", "x.yaml"
    )


def test_our_own_files_are_known_by_their_content():
    yaml = b"format: 1\nid: a\ntitle: A\nquestions:\n- {ask: B?, typed: C}\n"
    form = registry.detect(yaml, "a.txt")
    assert form.name == "yaml"
    pack = import_pack(yaml, "a.txt", form).pack
    for name in ("yaml", "json"):
        written = registry.named(name).write(pack).data
        again = registry.detect(written, "upload")
        assert again.name == name
        assert import_pack(written, "upload", again).pack == pack
