"""Tables: our own columns and the templates of other tools come in and go out again."""

import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.packs.formats import registry
from quiz.packs.formats.tables.cells import as_meant, disarmed, is_formula
from quiz.packs.formats.texts import tidy
from quiz.packs.importing import import_pack
from quiz.packs.model import Pack
from quiz.packs.reading import default_id
from quiz.questions.model import Choice, Match, MultiSelect, Proof, Question, TrueFalse, Typed
from tests.tools.strategies import packs, texts

TEMPLATES = ["kahoot", "blooket", "wayground", "gimkit"]
OWN = ["csv", "xlsx"]
NOT_IN_COLUMNS = {
    *("why its wrong options are wrong", "the proof of its answer", "its picture", "its sound"),
}
KAHOOT_HEAD = [
    *("", "Question - max 120 characters", "Answer 1 - max 75 characters"),
    *("Answer 2 - max 75 characters", "Answer 3 - max 75 characters"),
    "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
]


def workbook(*rows, title="Sheet1"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def kahoot(*rows):
    banner = [[], [None, "Quiz template"], [None, "Add questions, at least two answers …"]]
    return workbook(*banner, *([[None]] * 4), KAHOOT_HEAD, *rows)


def imported(data, name):
    data = data.encode() if isinstance(data, str) else data
    form = registry.detect(data, "upload")
    assert form.name == name
    return import_pack(data, "upload", form)


def bodies(made):
    return {question.ask: question.body for question in made.pack.questions}


def skipped(made):
    return [(note.at, note.reason) for note in made.report.skipped]


# ------------------------------------------------------------------ out and in again


@pytest.mark.parametrize("name", OWN)
@settings(max_examples=25)
@given(pack=packs())
def test_our_own_columns_keep_all_but_what_they_tell(name, pack):
    written = registry.named(name).write(pack)
    made = imported(written.data, name)
    assert not made.report.skipped
    lost = {loss.what for loss in written.losses if loss.question_id}
    assert lost <= NOT_IN_COLUMNS
    for before, after in zip(pack.questions, made.pack.questions, strict=True):
        told = {loss.what for loss in written.losses if loss.question_id == before.id}
        kept = replace(before, form="", proof=Proof("author"), picture=None, audio=None)
        assert after == kept
        assert bool(told) == (kept != before)


@pytest.mark.parametrize("name", TEMPLATES)
@settings(max_examples=25)
@given(pack=packs())
def test_templates_keep_all_but_what_they_tell(name, pack):
    written = registry.named(name).write(pack)
    made = imported(written.data, name)
    lost = {}
    for loss in written.losses:
        lost.setdefault(loss.question_id, []).append(loss.what)
    kept = [
        question
        for question in pack.questions
        if not any(what.startswith("the whole") for what in lost.get(question.id, ()))
    ]
    assert not made.report.skipped
    assert made.report.imported == len(kept)
    for before, after in zip(kept, made.pack.questions if made.pack else (), strict=True):
        told = lost.get(before.id, [])
        assert tidy(after.ask) == tidy(before.ask)
        assert before.id == default_id(before.ask) or "its id" in told
        if not any(
            "of its wrong" in what or "of the ans" in what or "that it" in what for what in told
        ):
            assert after.body == before.body
        if name == "wayground":
            assert after.explain == before.explain


@given(texts())
def test_no_cell_of_a_text_file_is_a_formula_and_every_text_comes_back(text):
    assert not is_formula(disarmed(text))
    assert as_meant(disarmed(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@home", "'=x", "''=x", "='x'", "'='", "＝1"])
def test_formulas_and_quotation_marks_come_back_as_they_were(text):
    assert not is_formula(disarmed(text))
    assert as_meant(disarmed(text)) == text


def test_what_others_disarmed_is_read_as_it_was_meant():
    made = imported("Question,Answer\nWhat sign?,'=\nWhich operator?,'+'\n", "csv")
    assert bodies(made) == {"What sign?": Typed(("=",)), "Which operator?": Typed(("'+'",))}


@pytest.mark.parametrize("name", ["csv", "blooket", "gimkit"])
def test_every_cell_of_a_csv_is_disarmed(name):
    question = Question("a", "=HYPERLINK(1)", Choice("@a", ("+b", "-c")))
    data = registry.named(name).write(Pack("p", "P", (question,))).data.decode("utf-8-sig")
    assert not [
        cell
        for line in data.split("\r\n")
        for cell in line.split(",")
        if cell[:1] in "=@+-\t" and cell
    ]


def test_no_cell_of_a_workbook_is_a_formula():
    question = Question("a", "=1+1", Choice("@a", ("+b", "-c")))
    for name in ("xlsx", "kahoot", "wayground"):
        data = registry.named(name).write(Pack("p", "P", (question,))).data
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(data)).active for cell in row]
        assert "=1+1" in [cell.value for cell in cells]
        assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
        assert all(cell.quotePrefix for cell in cells if str(cell.value)[:1] in "=@+-")
        assert registry.named(name).write(Pack("p", "P", (question,))).data == data


# ------------------------------------------------------------------ Kahoot


def test_kahoot_tells_right_answers_by_number_however_they_are_kept():
    made = imported(
        kahoot(
            [1, "One?", "a", "b", None, None, 20, 2],
            [2, "Two?", "a", "b", "c", "d", 20, "1,3"],
            [3, "Three?", "a", "b", "c", "d", "20", 4.0],
            [4, "Four?", "a", "b", "c", "d", 20, "1, 3 ,4"],
            [5, "Sky is blue.", "True", "False", None, None, 20, "1"],
            [6, "Year?", 1969, 1970.0, 1971, None, 20, 3],
            [7, None, None, None, None, None, None, None],
        ),
        "kahoot",
    )
    assert bodies(made) == {
        "One?": Choice("b", ("a",)),
        "Two?": MultiSelect(("a", "c"), ("b", "d")),
        "Three?": Choice("d", ("a", "b", "c")),
        "Four?": MultiSelect(("a", "c", "d"), ("b",)),
        "Sky is blue.": TrueFalse(answer=True),
        "Year?": Choice("1971", ("1969", "1970")),
    }
    assert made.report.found == 6


def test_kahoot_refuses_what_is_not_clear_and_says_the_row():
    made = imported(
        kahoot(
            [1, "One?", "a", "b", None, None, 20, 1.2],
            [2, "Two?", "a", "b", None, None, 20, None],
            [3, "Three?", "a", "b", None, None, 20, 4],
            [4, "Four?", "a", "b", None, None, 20, "1,2"],
            [5, None, "a", "b", None, None, 20, 1],
            [6, "Six?", "a", "b", None, None, 20, 1],
        ),
        "kahoot",
    )
    assert list(bodies(made)) == ["Six?"]
    assert skipped(made) == [
        (9, "its right answer “1.2” is not clear; write 1,2 as text"),
        (10, "it has no right answer"),
        (11, "its right answer “4” is none of its options"),
        (12, "all its options are right"),
        (13, "it has no question"),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_may_have_any_separator_and_encoding(separator, encoding):
    head = separator.join(f'"{cell}"' for cell in KAHOOT_HEAD)
    row = separator.join(
        ["1", '"Qui a chanté\nl’été, ; ou ""l’hiver""?"', "Été", "Noël", "", "", "20", "1"]
    )
    made = imported(f"{separator * 7}\r\n{head}\r\n{row}\r\n".encode(encoding), "kahoot")
    assert bodies(made) == {'Qui a chanté\nl’été, ; ou "l’hiver"?': Choice("Été", ("Noël",))}


def test_a_first_line_may_name_the_separator():
    made = imported("sep=;\nQuestion;Answer\nWhat, where, who?;Nobody\n", "csv")
    assert bodies(made) == {"What, where, who?": Typed(("Nobody",))}


# ------------------------------------------------------------------ the other templates


def test_blooket_has_a_banner_and_headers_of_two_lines():
    made = imported(
        '"Blooket\nImport Template",,,,,,,\nQuestion #,Question Text,Answer 1,Answer 2,"Answer 3\n'
        '(Optional)","Answer 4\n(Optional)","Time Limit (sec)\n(Max: 300 seconds)","Correct '
        'Answer(s)\n(Only include Answer #)"\n1,What is 2 + 2?,3,4,5,,20,2\n'
        '2,Prime?,4,5,7,9,20,"2,3"\n'
        "3,,,,,,20,\n4,Solve x + 1 = 3,2,x=2,,,60,,,typing\n",
        "blooket",
    )
    assert bodies(made) == {
        "What is 2 + 2?": Choice("4", ("3", "5")),
        "Prime?": MultiSelect(("5", "7"), ("4", "9")),
        "Solve x + 1 = 3": Typed(("2", "x=2")),
    }
    assert made.report.found == 3


def test_gimkit_has_the_right_answer_first():
    made = imported(
        "Gimkit Spreadsheet Import Template,,,,\nQuestion,Correct Answer,Incorrect Answer 1,"
        "Incorrect Answer 2 (Optional),Incorrect Answer 3 (Optional)\nRed?,Mars,Venus,Io,\n"
        "Flat?,False,True,,\nCapital?,Paris,,,\nLost?,,a,b,c\n",
        "gimkit",
    )
    assert bodies(made) == {
        "Red?": Choice("Mars", ("Venus", "Io")),
        "Flat?": TrueFalse(answer=False),
        "Capital?": Typed(("Paris",)),
    }
    assert skipped(made) == [(6, "it has no right answer")]


def test_wayground_has_types_helps_and_links_to_pictures():
    head = [
        *("Question Text", "Question Type", "Option 1", "Option 2", "Option 3", "Option 4"),
        *("Option 5", "Correct Answer", "Time in seconds", "Image Link", "Answer explanation"),
    ]
    made = imported(
        workbook(
            head,
            [
                "Text of the question\n\n(required)\n\n",
                "Question Type\n(default …)",
                "Text for option 1",
            ],
            [
                "Red?",
                "Multiple Choice",
                "Mars",
                "Io",
                None,
                None,
                None,
                1,
                30,
                "https://a.b/c.png",
                "Dust.",
            ],
            ["Giants?", "Checkbox", "Jupiter", "Io", "Saturn", None, None, "1,3", 30, None, None],
            ["First man there?", "Fill-in-the-Blank", "Armstrong", "Neil Armstrong"],
            ["Say something", "Open-Ended"],
        ),
        "wayground",
    )
    assert bodies(made) == {
        "Red?": Choice("Mars", ("Io",)),
        "Giants?": MultiSelect(("Jupiter", "Saturn"), ("Io",)),
        "First man there?": Typed(("Armstrong", "Neil Armstrong")),
    }
    assert made.pack.questions[0].explain == "Dust."
    assert [note.reason for note in made.report.changed] == [
        "its picture or video is not taken over"
    ]
    assert skipped(made) == [(6, "questions of the type “open ended” are not known here")]


# ------------------------------------------------------------------ tables by hand


def test_our_columns_may_be_filled_in_by_hand():
    made = imported(
        "Ask,Answer,Wrong 1,Wrong 2,Kind,Tags,Difficulty\n"
        "Red?,Mars,Venus,Io,,space | planets,Easy\nGiants?,Jupiter | Saturn,Mars,,,,\n"
        "Flat.,no,,,true/false,,\n"
        "Moons?,Titan = Saturn | Io = Jupiter | Phobos = Mars,,,match,,\nOld,a,b,,poll,,\n",
        "csv",
    )
    assert bodies(made) == {
        "Red?": Choice("Mars", ("Venus", "Io")),
        "Giants?": MultiSelect(("Jupiter", "Saturn"), ("Mars",)),
        "Flat.": TrueFalse(answer=False),
        "Moons?": Match((("Titan", "Saturn"), ("Io", "Jupiter"), ("Phobos", "Mars"))),
    }
    first = made.pack.questions[0]
    assert (first.tags, first.difficulty) == (("space", "planets"), "easy")
    assert skipped(made) == [(6, "questions of the kind “poll” are not known here")]


@pytest.mark.parametrize("answer", ["Mars", "b", "B", "2", "mars", "(b)", "Option B", "B) Mars"])
def test_options_by_letter_number_or_text_are_found(answer):
    made = imported(f"question,A,B,C,CorrectAnswer\nRed?,Io,Mars,Venus,{answer}\n", "csv")
    assert bodies(made) == {"Red?": Choice("Mars", ("Io", "Venus"))}


def test_which_option_is_right_may_stand_beside_why():
    made = imported(
        "topic,question,answer,option_a,option_b,correct_option\nHello,Greet?,Say it,Hi,Bye,a\n",
        "csv",
    )
    assert bodies(made) == {"Greet?": Choice("Hi", ("Bye",))}


def test_options_may_stand_in_one_cell():
    made = imported("Question,Options,Correct Answers\nRed?,Io|Mars|Ceres,Mars\n", "csv")
    assert bodies(made) == {"Red?": Choice("Mars", ("Io", "Ceres"))}


def test_blanks_before_quotation_marks_are_no_part_of_a_text():
    made = imported('Question, Answer\n"Who, when?", "Me, ""now"""\n', "csv")
    assert bodies(made) == {"Who, when?": Typed(('Me, "now"',))}


def test_a_number_that_may_be_an_option_or_its_place_is_refused():
    made = imported(
        "Question,Option 1,Option 2,Option 3,Answer\n2 + 1?,3,4,5,3\n2 + 3?,4,5,6,5\n", "csv"
    )
    assert bodies(made) == {"2 + 3?": Choice("5", ("4", "6"))}
    assert skipped(made) == [(2, "“3” is the text of one option and the number of another")]


@given(st.lists(st.lists(st.text('Question,Answer;\t"\n1ab', max_size=9), max_size=5), max_size=5))
def test_any_table_is_read_or_refused(rows):
    data = "\n".join(["Question,Answer,Wrong 1", *map(",".join, rows)]).encode()
    try:
        report = import_pack(data, "hostile.csv", registry.named("csv")).report
    except BadInputError:
        return
    assert report.found == report.imported + len(report.skipped)
