"""Questions as JSON, in the shapes in which programs and collections keep them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.packs.formats import registry
from quiz.packs.importing import import_pack
from quiz.questions.model import Choice, Match, MultiSelect, Order, TrueFalse, Typed

ASK = "Which planet is red?"
OPTIONS = ["Venus", "Mars", "Jupiter", "Saturn"]
PLANET = Choice("Mars", ("Venus", "Jupiter", "Saturn"))


def imported(value, name="some.json"):
    data = (value if isinstance(value, str) else json.dumps(value)).encode()
    form = registry.detect(data, name)
    assert form.name == "records"
    return import_pack(data, name, form)


def only(value):
    made = imported(value)
    assert not made.report.skipped
    (question,) = made.pack.questions
    return question


SHAPES = {
    "the text": {"question": ASK, "options": OPTIONS, "answer": "Mars"},
    "another case": {"Question": ASK, "Choices": OPTIONS, "Correct": "mars"},
    "a letter": {"question": ASK, "options": OPTIONS, "correctAnswer": "B"},
    "an index": {"questionText": ASK, "choices": OPTIONS, "correct_index": 1},
    "letters before options": {
        "question": ASK,
        "options": ["A) Venus", "B) Mars", "C) Jupiter", "D) Saturn"],
        "correct_option": "B",
    },
    "options by name": {"question": ASK, "choices": dict(zip("ABCD", OPTIONS, strict=True)),
                        "correct": "B"},
    "the name of a key": {"question": ASK, "answerA": "Venus", "answerB": "Mars",
                          "answerC": "Jupiter", "answerD": "Saturn", "correct": "answerB"},
    "short keys": {"q": ASK, "a": "Venus", "b": "Mars", "c": "Jupiter", "d": "Saturn",
                   "correct": "b"},
    "options that know": {"prompt": ASK, "options": [
        {"text": text, "isCorrect": text == "Mars"} for text in OPTIONS]},
    "answers that know": {"question": ASK, "answers": [
        {"answer": text, "correct": text == "Mars"} for text in OPTIONS]},
    "options with ids": {"text": ASK, "options": [
        {"id": f"x{at}", "text": text} for at, text in enumerate(OPTIONS)], "answer": "x1"},
    "q and a": {"q": ASK, "opts": OPTIONS, "a": "Mars"},
    "ids that are numbers": {"text": ASK, "correctAnswers": [7001], "answers": [
        {"id": 7000 + at, "text": text} for at, text in enumerate(OPTIONS)]},
    "a question inside": {"question": {"stem": ASK, "choices": [
        {"label": label, "text": text} for label, text in zip("ABCD", OPTIONS, strict=True)]},
        "answerKey": "B"},
    "true for each": {"question": ASK,
                      "answers": {f"answer_{a}": o for a, o in zip("abcd", OPTIONS, strict=True)},
                      "correct_answers": {f"answer_{a}_correct": str(a == "b").lower()
                                          for a in "abcd"}},
    "distractors": {"question": ASK, "correct_answer": "Mars", "distractor1": "Venus",
                    "distractor2": "Jupiter", "distractor3": "Saturn", "support": "Dust."},
    "wrong ones": {"question": ASK, "correctOption": "Mars",
                   "incorrectOptions": ["Venus", "Jupiter", "Saturn"]},
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("is_deep", [False, True])
def test_one_question_is_read_in_every_shape(shape, is_deep):
    one = SHAPES[shape]
    question = only({"quiz": {"space": {"q1": one}}} if is_deep else [one])
    assert (question.ask, question.body) == (ASK, PLANET)


@given(st.permutations(OPTIONS), st.sampled_from([0, 1]), st.booleans())
def test_places_count_from_what_the_whole_file_tells(options, first, told_as_text):
    def place(text):
        number = options.index(text) + first
        return str(number) if told_as_text else number

    end = options[-1 if first else 0]
    records = [
        {"question": f"Which in {at}?", "options": options, "answer": place(text)}
        for at, text in enumerate((end, "Mars"))
    ]
    made = imported(records)
    assert [question.body.answer for question in made.pack.questions] == [end, "Mars"]


def test_places_that_may_count_from_0_or_1_are_never_guessed():
    made = imported([{"question": ASK, "options": OPTIONS, "answer": at} for at in (1, 2)])
    assert made.pack is None
    assert {note.reason for note in made.report.skipped} == {
        f"whether “{at}” counts from 0 or from 1 is not clear; write the text" for at in (1, 2)
    }


def test_the_text_of_an_option_comes_before_its_letter():
    made = only([{"question": "Carbon?", "options": ["Ca", "Co", "Cu", "C"], "correct": "C"}])
    assert made.body == Choice("C", ("Ca", "Co", "Cu"))


def test_several_right_options_are_told_by_place_or_text():
    options = ["Mars", "Jupiter", "Saturn"]
    for told in ([1, 2], ["Jupiter", "Saturn"], ["B", "C"]):
        record = {"question": "Which are gas giants?", "options": options, "correct_index": told}
        assert only([record]).body == MultiSelect(("Jupiter", "Saturn"), ("Mars",))


@pytest.mark.parametrize(
    ("record", "body"),
    [
        ({"q": "Where?", "a": "Oslo"}, Typed(("Oslo",))),
        ({"question": "How many?", "answer": 144}, Typed(("144",))),
        ({"question": "Who?", "answers": ["Ada", "Lovelace"]}, Typed(("Ada", "Lovelace"))),
        ({"question": "When?", "answer": 0, "answers": ["Beginning"]}, Typed(("Beginning",))),
        (
            {"Question": "Who?", "Answer": {"Value": "Ada", "Aliases": ["Ada L."]}},
            Typed(("Ada", "Ada L.")),
        ),
        (
            {"type": "fill_blank", "question": "_ .", "answer": "Oslo", "alternatives": ["OSLO!"]},
            Typed(("Oslo", "OSLO!")),
        ),
        (
            {"type": "ordering", "question": "Order?", "answer": ["a", "b", "c"]},
            Order(("a", "b", "c")),
        ),
        (
            {"type": "matching", "question": "Match?", "answer": {"a": "1", "b": "2", "c": "3"}},
            Match((("a", "1"), ("b", "2"), ("c", "3"))),
        ),
        (
            {"question": "Only?", "answerA": "Mars", "answerB": "", "correct": "answerA"},
            Typed(("Mars",)),
        ),
        (
            {
                "q": "Red?",
                "a": [{"option": "Mars", "correct": True}, {"option": "Io", "correct": False}],
                "correct": "<p>Well done!</p>",
                "incorrect": "Look up.",
            },
            Choice("Mars", ("Io",)),
        ),
        ({"question": "It is wet.", "answer": True}, TrueFalse(answer=True)),
        ({"question": "It is.", "options": ["True", "False"], "answer": False}, TrueFalse(False)),
    ],
)
def test_answers_without_options_are_typed_or_true_or_false(record, body):
    assert only([record]).body == body


def test_explanations_levels_tags_and_markup_come_along():
    record = {
        "question": "Which is &quot;red&quot;?",
        "options": [
            {"text": "<b>Mars</b>", "correct": True, "feedback": "Rust."},
            {"text": "Venus", "correct": False, "feedback": "It is white."},
        ],
        "explanation": "Dust.",
        "category": "Space",
        "tags": [{"name": "planets"}],
        "difficulty": "Hard",
        "id": "red",
    }
    question = only({"title": "Our sky", "items": [record]})
    assert question.ask == 'Which is "red"?'
    assert question.body == Choice("Mars", ("Venus",))
    assert question.explain == "Dust.\nRust."
    assert question.proof.wrong == (("Venus", "It is white."),)
    assert (question.difficulty, question.tags) == ("hard", ("Space", "planets"))
    assert question.id == "red"


def test_lists_by_name_are_tags_and_one_title_is_that_of_the_pack():
    record = {"text": ASK, "answers": OPTIONS, "correctIndex": 1}
    made = imported({"name": "Our quiz", "sky": [record], "questions": [record | {"text": "x?"}]})
    assert made.pack.title == "Our quiz"
    assert [question.tags for question in made.pack.questions] == [("sky",), ()]


def test_objects_one_a_line_are_read():
    lines = [json.dumps({"question": f"Q{n}?", "answer": "a"}) for n in range(3)]
    assert imported("\n".join(lines), "x.jsonl").report.imported == 3


def test_what_tells_no_answer_is_left_out_with_its_number_and_why():
    made = imported([
        {"id": 1, "question": "What?"},
        {"question": "Why?", "options": ["a", "b"]},
        {"question": "Who?", "options": ["a", "b"], "answer": "c"},
        {"question": "Which?", "options": [{"image": "a.png"}, {"image": "b.png"}], "answer": 0},
    ])  # fmt: skip
    assert [(note.at, note.reason) for note in made.report.skipped] == [
        (1, "the file does not tell what is right"),
        (2, "the file does not tell what is right"),
        (3, "its right answer “c” is none of its options"),
        (4, "its options are no texts (pictures?)"),
    ]


def test_a_picture_is_told():
    made = imported([{"question": ASK, "image": "x.png", "options": OPTIONS, "answer": "Mars"}])
    assert made.report.changed[0].reason == "its picture or video is not taken over"


def test_json_that_asks_nothing_is_refused():
    with pytest.raises(BadInputError, match="no questions are in it"):
        imported({"text": "hello", "answer": "hi"})
    with pytest.raises(BadInputError, match="in no format"):
        imported({"name": "package", "version": "1"})
