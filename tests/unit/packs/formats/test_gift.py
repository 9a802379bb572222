"""What GIFT says, and what becomes of it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.packs.formats.gift.parsing import parse
from quiz.packs.formats.registry import detect, named
from quiz.packs.importing import import_pack
from quiz.packs.model import Pack
from quiz.questions.model import Choice, Match, MultiSelect, Number, Question, TrueFalse, Typed

SAMPLES = sorted((Path(__file__).parents[5] / "shared/samples/gift").glob("*.gift"))
KINDS = {
    "description": "Description",
    "essay": "Essay",
    "truefalse": "TF",
    "choice": "MC",
    "typed": "Short",
    "number": "Numerical",
    "match": "Matching",
}


def imported(text):
    data = text.encode()
    return import_pack(data, "quiz.gift", detect(data, "quiz.gift"))


def only(text):
    made = imported(text)
    assert made.pack, made.report.skipped
    return made.pack.questions[0]


def told(text):
    return None if text is None else {"format": text.form, "text": text.text}


def span(found):
    if found.kind == "high-low":
        return {
            "type": "high-low",
            "numberLow": float(found.first),
            "numberHigh": float(found.second),
        }
    made = {"type": found.kind, "number": float(found.first)}
    return made | ({"range": float(found.second)} if found.kind == "range" else {})


def as_others(item):
    """Return an item as the samples of another reader have it."""
    if item.kind == "category":
        return {"type": "Category", "title": item.title}
    made = {
        "type": KINDS[item.kind],
        "title": item.title or None,
        "stem": told(item.stem),
        "id": item.id or None,
        "tags": list(item.tags) or None,
        "hasEmbeddedAnswers": item.is_gap,
    }
    if item.kind != "description":
        made["globalFeedback"] = told(item.general)
    if item.kind == "truefalse":
        first, second = map(told, item.feedbacks)
        made |= {"isTrue": item.is_true, "trueFeedback": first, "falseFeedback": second}
    if item.kind == "number" and len(item.answers) == 1:
        made["choices"] = span(item.answers[0].span)
    elif item.answers:
        made["choices"] = [
            {
                "isCorrect": each.is_marked,
                "weight": each.weight,
                "text": span(each.span) if each.span else told(each.text),
                "feedback": told(each.feedback),
            }
            for each in item.answers
        ]
    if item.pairs:
        made["matchPairs"] = [
            {"subquestion": told(pair.left), "subanswer": pair.right} for pair in item.pairs
        ]
    return made


@pytest.mark.skipif(not SAMPLES, reason="samples of another reader are not here")
def test_another_readers_samples_say_the_same():
    for path in SAMPLES:
        items = [as_others(item) for item in parse(path.read_text(encoding="utf-8"))]
        assert items == json.loads(path.with_suffix(".json").read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Red? {=Mars ~Venus ~Io}", Choice("Mars", ("Venus", "Io"))),
        ("Red?{~=Mars~Venus}", Choice("Mars", ("Venus",))),
        ("Red? {~%100%Mars ~%-50%Venus}", Choice("Mars", ("Venus",))),
        (
            "Gas? {~%50%Jupiter ~%50%Saturn ~%-100%Mars}",
            MultiSelect(("Jupiter", "Saturn"), ("Mars",)),
        ),
        ("Flat. {F}", TrueFalse(False)),
        ("Round. {true#no#yes}", TrueFalse(True)),
        ("Red? {=Mars =The red one}", Typed(("Mars", "The red one"))),
        ("Red? {Mars}", Typed(("Mars",))),
        ("Red? {=M\\*A\\*S\\*H}", Typed(("M*A*S*H",))),
        ("Pi? {#3.14:0.01}", Number(3.14, 0.01)),
        ("One to five? {#1..5}", Number(3.0, 2.0)),
        ("Pi? {#=3:0 =%50%3:1}", Number(3.0)),
        (
            "Capitals? {=Japan -> Tokyo =Italy->Rome =France -> Paris}",
            Match((("Japan", "Tokyo"), ("Italy", "Rome"), ("France", "Paris"))),
        ),
        ("Sum? {\n=\\= 2 # yes\n\n~\\{3\\}\n}", Choice("= 2", ("{3}",))),
        ('Link? {=<a href="x#y">Mars</a> ~R&#68;D}', Choice("Mars", ("RDD",))),
        ("\ufeffRed? {\r\n=Mars\r\n\t~Venus  \r\n}\r\n", Choice("Mars", ("Venus",))),
    ],
)
def test_answers_become_the_kind_that_they_are(text, body):
    assert only(text).body == body


def test_feedback_explains_and_says_why_options_are_wrong():
    question = only("Red? {=Mars#Iron \\# dust. ~Venus#It is white. ####Look up.}")
    assert question.explain == "Look up.\nIron # dust."
    assert question.proof.wrong == (("Venus", "It is white."),)
    assert only("Flat. {F#It is round.#Yes.}").proof.wrong == (("True", "It is round."),)


def test_a_gap_stays_in_the_text_and_an_idle_one_goes():
    assert only("Mars is {=red ~blue} today.").ask == "Mars is _____ today."
    assert only("Two and two is {=four =4}.").ask == "Two and two is _____."
    assert only("What is pi? {#3.14}.").ask == "What is pi?"


def test_notes_in_comments_give_id_tags_and_difficulty():
    question = only("// [id:red-1] [tag:sky \\] at night] [tag:hard]\n::Q1:: Red? {=Mars}")
    assert (question.id, question.tags, question.difficulty) == (
        "red-1",
        ("sky ] at night",),
        "hard",
    )


def test_one_category_is_the_title_and_several_are_tags():
    assert imported("$CATEGORY: a/b//c\n\nRed? {=Mars}").pack.title == "b/c"
    two = imported("$CATEGORY: top/A\n\nRed? {=Mars}\n\n$CATEGORY:\n$CATEGORY: B\nBig? {=Sun}")
    assert [question.tags for question in two.pack.questions] == [("A",), ("B",)]


def test_what_is_not_taken_is_skipped_with_its_line_and_the_rest_comes_in():
    made = imported(
        "A text.\n\nEssay? {}\n\nOpen? {=a\n\nRed? {=Mars}\n\nTwo {=a} and {=b}.\n\n"
        "None? {=}\n\nWhich? {~a ~b}\n\nFlag? {=Italy <img src='x.png'> ~Malta}\n"
    )
    assert [question.ask for question in made.pack.questions] == ["Red?"]
    assert [note.at for note in made.report.skipped] == [1, 3, 5, 9, 11, 13, 15]


def test_questions_without_a_blank_line_between_them_are_parted():
    made = imported("Flat. {F}\n// the next\nRed? {\n=Mars\n}\nPi is \\(\\frac{1}{2}\\)? {F}")
    assert [question.ask for question in made.pack.questions][:2] == ["Flat.", "Red?"]
    assert made.report.imported == 3


def test_what_counted_in_part_is_told():
    made = imported("Where? {=Nazareth =%50%Nazereth =%0%Rome#Far off. =%0%*#No.}")
    reasons = " ".join(note.reason for note in made.report.changed)
    assert "“Nazereth” gave 50 %" in reasons
    assert "any other answer" in reasons
    assert made.pack.questions[0].proof.wrong == (("Rome", "Far off."),)


def test_tags_that_are_spoken_of_stay():
    assert only("Bold? {=<b> ~<i>}").body == Choice("<b>", ("<i>",))
    assert only("[markdown]Is **2 < 3**? {T}").ask == "Is 2 < 3?"


def test_a_category_right_behind_a_question_is_none_of_it():
    made = imported("$CATEGORY: a/Sky\nRed? {=Mars ~Io}\n$CATEGORY: a/Sea\nDeep? {=Yes ~No}\n")
    assert [(q.ask, q.tags) for q in made.pack.questions] == [
        ("Red?", ("Sky",)),
        ("Deep?", ("Sea",)),
    ]


def test_a_quotation_mark_that_a_program_left_behind_makes_no_gap():
    assert only('How many from 1 to 5? {#3:2}";').ask == "How many from 1 to 5?"


def test_spaces_that_we_write_come_back():
    body = Choice("for n in x:\n    print(n)", ("  a", "b  c"))
    pack = Pack("p", "P", (Question("q", "What  prints?", body, explain="a\n  b"),))
    (read,) = imported(named("gift").write(pack).data.decode()).pack.questions
    assert (read.ask, read.explain) == ("What  prints?", "a\n  b")
    assert read.body == replace(body, wrong=("a", "b  c"))
