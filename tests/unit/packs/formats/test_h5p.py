"""Question sets and other content of H5P, as its editor saves them."""

import json
import random

import pytest

from quiz.errors import BadInputError
from quiz.packs.formats import registry, zips
from quiz.packs.importing import import_pack
from quiz.questions.model import Choice, MultiSelect, Order, TrueFalse, Typed

ABOUT = {
    "title": "Our planets",
    "mainLibrary": "H5P.QuestionSet",
    "language": "und",
    "defaultLanguage": "de",
    "license": "CC BY-SA",
    "licenseVersion": "4.0",
    "authors": [{"name": "Some Author", "role": "Author"}],
    "preloadedDependencies": [
        {"machineName": "H5P.QuestionSet", "majorVersion": "1", "minorVersion": "20"}
    ],
}


def answer(text, *, correct=False, feedback=""):
    told = {"tip": "", "chosenFeedback": feedback, "notChosenFeedback": ""}
    return {"correct": correct, "tipsAndFeedback": told, "text": f"<div>{text}</div>\n"}


def part(library, **params):
    return {"library": f"{library} 1.16", "params": params, "subContentId": "7-7", "metadata": {}}


RED = part(
    "H5P.MultiChoice",
    question="<p>Which planet is&nbsp;red?</p>\n",
    answers=[
        answer("Venus", feedback="<div>Too white.</div>"),
        answer("Mars", correct=True, feedback="Iron."),
    ],
    behaviour={"type": "auto"},
    media={"disableImageZooming": False, "type": {"library": "H5P.Image 1.1", "params": {"a": 1}}},
)
GIANTS = part(
    "H5P.MultiChoice",
    question="Which are giants?",
    answers=[answer("Jupiter", correct="true"), answer("Saturn", correct=True), answer("Mars")],
)
CHEESE = part("H5P.TrueFalse", question="<p>The Moon is made of cheese.</p>", correct="false")
SET = part(
    "H5P.SingleChoiceSet",
    choices=[
        {"question": "<p>1 + 1?</p>", "answers": ["<p>2</p>", "<p>1</p>", "<p>11</p>"]},
        {"subContentId": "7-8"},
    ],
)
BLANKS = part(
    "H5P.Blanks",
    text="<p>Fill in.</p>",
    questions=["<p>Oslo is the capital of *Norway/Norge:a country*.</p>", "<p>*A* and *B*</p>"],
)
WRITTEN = [
    ("Which planet is red?", Choice("Mars", ("Venus",))),
    ("Which are giants?", MultiSelect(("Jupiter", "Saturn"), ("Mars",))),
    ("The Moon is made of cheese.", TrueFalse(answer=False)),
    ("1 + 1?", Choice("2", ("1", "11"))),
    ("Oslo is the capital of ____.", Typed(("Norway", "Norge"))),
]


def package(content, **about):
    files = {"h5p.json": json.dumps(ABOUT | about), "content/content.json": json.dumps(content)}
    code = {"H5P.MultiChoice-1.16/js/multichoice.js": b"alert(1)", "content/images/a.png": b"\x89"}
    return zips.pack({name: text.encode() for name, text in files.items()} | code)


def read(data):
    form = registry.detect(data, "upload.h5p")
    assert form.name == "h5p"
    return import_pack(data, "upload.h5p", form)


def shape(made):
    return [(question.ask, question.body) for question in made.pack.questions]


def test_a_question_set_is_read():
    made = read(package({"questions": [RED, GIANTS, CHEESE, SET, BLANKS], "introPage": {}}))
    assert shape(made) == WRITTEN
    red = made.pack.questions[0]
    assert (red.explain, red.proof.wrong) == ("Iron.", (("Venus", "Too white."),))
    pack = made.pack
    assert (pack.title, pack.language, pack.license) == ("Our planets", "de", "CC-BY-SA-4.0")
    assert pack.authors == ("Some Author",)
    assert {note.reason for note in made.report.changed} == {
        "its picture or film is not taken over",
        "its tip is left out",
    }


def test_what_is_not_played_is_told_with_its_number():
    essay = part("H5P.Essay", taskDescription="<p>Write.</p>")
    unclear = part("H5P.MultiChoice", question="Which?", answers=[answer("a"), answer("b")])
    made = read(package({"questions": [essay, RED, unclear, BLANKS]}))
    told = [(note.at, note.what, note.reason) for note in made.report.skipped]
    assert told == [
        (1, "Write.", "it is an essay, which is not played here"),
        (3, "Which?", "the file does not tell what is right"),
        (5, "*A* and *B*", "it has several gaps to fill"),
    ]


@pytest.mark.parametrize(
    ("library", "params", "expected"),
    [
        ("H5P.MultiChoice", GIANTS["params"], WRITTEN[1]),
        (
            "H5P.Summary",
            {"intro": "Which holds?", "summaries": [{"summary": ["<p>a</p>", "b"]}]},
            ("Which holds?", Choice("a", ("b",))),
        ),
        (
            "H5P.Flashcards",
            {"cards": [{"text": "Who?", "answer": "Ada/Ada L."}]},
            ("Who?", Typed(("Ada", "Ada L."))),
        ),
        (
            "H5P.SortParagraphs",
            {"taskDescription": "Sort!", "paragraphs": ["<p>a</p>", "b", "c"]},
            ("Sort!", Order(("a", "b", "c"))),
        ),
        (
            "H5P.CoursePresentation",
            {"presentation": {"slides": [{"elements": [{"action": CHEESE}]}]}},
            WRITTEN[2],
        ),
    ],
)
def test_content_of_other_kinds_is_read_for_its_questions(library, params, expected):
    assert shape(read(package(params, mainLibrary=library))) == [expected]


@pytest.mark.parametrize(
    ("content", "code"), [({"questions": []}, "E198"), ([], "E103"), ([[[]]] * 2, "E103")]
)
def test_a_file_without_questions_is_refused(content, code):
    with pytest.raises(BadInputError) as caught:
        read(package(content))
    assert caught.value.problems[0].code == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "E100"),
        ("[" * 100_000, "E102"),
        ("[" * 70 + "]" * 70, "E102"),
        ("[1," * 600_000, "E101"),
    ],
)
def test_json_that_is_none_or_too_much_is_refused(content, code):
    about = json.dumps(ABOUT | {"title": random.Random(7).randbytes(40_000).hex()})
    data = zips.pack({"h5p.json": about.encode(), "content/content.json": content.encode()})
    with pytest.raises(BadInputError) as caught:
        read(data)
    assert caught.value.problems[0].code == code


def test_any_shape_of_a_file_is_read_or_refused():
    for wrong in (None, 7, "text", [], {}, [None], [[7]], {"a": None}):
        params = dict.fromkeys(("question", "answers", "choices", "summaries", "cards"), wrong)
        params |= {"questions": wrong, "paragraphs": wrong, "correct": wrong, "behaviour": wrong}
        parts = [part(kind, **params) for kind in KINDS]
        report = read(package({"questions": [*parts, CHEESE]}, authors=wrong, title=wrong)).report
        assert report.imported == 1


KINDS = ("MultiChoice", "TrueFalse", "SingleChoiceSet", "Summary", "Blanks", "Flashcards")
KINDS = tuple(f"H5P.{kind}" for kind in (*KINDS, "SortParagraphs", "Essay"))
