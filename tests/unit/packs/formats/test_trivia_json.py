"""The JSON of Open Trivia DB and The Trivia API, as their dumps have it and as we write it."""

import base64
import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.packs.formats import registry
from quiz.packs.importing import import_pack
from quiz.packs.model import Pack
from quiz.packs.reading import default_id
from quiz.questions.model import Choice, Question, TrueFalse, Typed

RED = {
    "type": "multiple",
    "difficulty": "easy",
    "category": "Science & Nature",
    "question": "Which planet is “red” & dusty < all others?",
    "correct_answer": " Mars ",
    "incorrect_answers": ["Venus", "<b>", "Jupiter"],
}
MOON = {
    "type": "boolean",
    "difficulty": "hard",
    "category": "Science & Nature",
    "question": "The Moon is made of cheese.",
    "correct_answer": "False",
    "incorrect_answers": ["True"],
}
TAKEN = [
    (RED["question"], Choice("Mars", ("Venus", "<b>", "Jupiter")), "easy", ("Science & Nature",)),
    (MOON["question"], TrueFalse(answer=False), "hard", ("Science & Nature",)),
]
WRITTEN = {
    "html": lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace("“", "&ldquo;"),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "url3986": lambda text: quote(text, safe=""),
    "legacy": quote_plus,
}


def read(records):
    data = json.dumps(records).encode()
    return import_pack(data, "some.json", registry.detect(data, "some.json"))


def shape(pack):
    return [(q.ask, q.body, q.difficulty, q.tags) for q in pack.questions]


def each(record, write):
    return {
        key: list(map(write, value)) if isinstance(value, list) else write(value)
        for key, value in record.items()
    }


@pytest.mark.parametrize("way", WRITTEN)
@pytest.mark.parametrize("wrapped", [True, False])
def test_open_trivia_db_is_read_however_its_texts_are_written(way, wrapped):
    records = [each(RED, WRITTEN[way]), each(MOON, WRITTEN[way])]
    made = read({"response_code": 0, "results": records} if wrapped else records)
    assert made.report.format == "opentdb"
    assert shape(made.pack) == TAKEN


@pytest.mark.parametrize("ask", ["%00", "100%25", "TWFy"])
def test_a_text_that_only_looks_escaped_stays_as_it_is(ask):
    assert read([{**MOON, "question": ask}]).pack.questions[0].ask == ask


@pytest.mark.parametrize("question", ["Which planet is red?", {"text": "Which planet is red?"}])
def test_the_trivia_api_is_read_in_both_of_its_shapes(question):
    record = {
        "category": "Science",
        "id": "622a1c357cc59eab6f94fe2d",
        "correctAnswer": "Mars",
        "incorrectAnswers": ["Venus", "Jupiter"],
        "question": question,
        "tags": ["space"],
        "difficulty": "hard",
        "regions": [],
        "isNiche": False,
    }
    made = read([record])
    (asked,) = made.pack.questions
    assert asked.id == record["id"]
    assert shape(made.pack) == [
        ("Which planet is red?", Choice("Mars", ("Venus", "Jupiter")), "hard", ("Science", "space"))
    ]


def test_a_question_that_is_broken_costs_only_itself():
    broken = [7, {}, {**RED, "incorrect_answers": None}, {**RED, "incorrect_answers": [["a"]]}]
    made = read([RED, *broken, MOON])
    assert [note.at for note in made.report.skipped] == [2, 3, 4, 5]
    assert made.report.imported == 2
    assert all(note.reason for note in made.report.skipped)


def test_questions_with_pictures_for_options_are_skipped():
    pictures = [[{"url": "a.png", "description": "A"}]]
    record = {"question": {"text": "Which?"}, "correctAnswer": pictures, "incorrectAnswers": []}
    assert "pictures" in read([record]).report.skipped[0].reason


@pytest.mark.parametrize(
    "data", ['{"correct_answer"', "[" * 100_000, '{"correct_answer": 1}', "[1"]
)
def test_what_is_not_json_is_told_with_its_place(data):
    form = registry.named("opentdb")
    with pytest.raises(BadInputError) as caught:
        form.read(data.encode(), "some.json")
    assert caught.value.problems[0].code in {"E100", "E102", "E103"}


TEXTS = st.text(st.characters(blacklist_categories=["C", "Z"]), min_size=1, max_size=12)
OPTIONS = st.lists(
    st.text("abcdefgh&<>%+", min_size=1, max_size=8), min_size=2, max_size=5, unique=True
)


@st.composite
def packs(draw):
    """Packs of the kinds that both formats hold."""
    asks = draw(st.lists(TEXTS, min_size=1, max_size=4, unique_by=default_id))
    questions = []
    for ask in asks:
        words = [f"{n} {text}" for n, text in enumerate(draw(OPTIONS))]
        body = draw(st.sampled_from([Choice(words[0], tuple(words[1:])), TrueFalse(answer=True)]))
        level = draw(st.sampled_from(["easy", "medium", "hard"]))
        tags = draw(st.sampled_from([(), ("A & B",)]))
        questions.append(Question(default_id(ask), ask, body, difficulty=level, tags=tags))
    return Pack("some", "some", tuple(questions))


@pytest.mark.parametrize("name", ["opentdb", "trivia-api"])
@given(pack=packs())
def test_what_they_can_hold_comes_back_as_it_was(name, pack):
    written = registry.named(name).write(pack)
    assert written.losses == () or pack.title == "some"
    again = import_pack(written.data, "some.json", registry.detect(written.data, "some.json"))
    assert again.report.format == name
    assert again.pack == pack


@pytest.mark.parametrize("name", ["opentdb", "trivia-api"])
def test_what_they_cannot_hold_is_told(name):
    question = Question("q", "Who?", Typed(("Ada",)), explain="Because.")
    other = Question("own-id", "Where?", Choice("A", ("B",)), explain="Because.", tags=("x", "y"))
    losses = registry.named(name).write(Pack("some", "some", (question, other))).losses
    told = [(loss.question_id, loss.what) for loss in losses if loss.question_id]
    assert told[0] == ("q", "the whole question: answers to type are not known there")
    assert ("own-id", "its explanation") in told
    assert (("own-id", "its id") in told) == (name == "opentdb")
