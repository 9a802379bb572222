"""Tables that people made by hand or programs wrote: other headers, other ways to tell the key."""

import pytest

from quiz.errors import BadInputError
from quiz.packs.formats import registry
from quiz.packs.formats.markup import from_mixed
from quiz.packs.importing import import_pack
from quiz.questions.model import Choice, Match, MultiSelect, Number, Order, TrueFalse, Typed

PLANET = Choice("Mars", ("Venus", "Jupiter", "Saturn"))


def imported(text):
    data = text.encode()
    return import_pack(data, "table.csv", registry.detect(data, "table.csv"))


def only(text):
    made = imported(text)
    assert not made.report.skipped
    (question,) = made.pack.questions
    return question


def body(text):
    return only(text).body


@pytest.mark.parametrize(
    "head",
    [
        "questionText,optionA,optionB,optionC,optionD,correctAnswer",
        "Question,Option A,Option B,Option C,Option D,Correct Answer (A/B/C/D)",
        "question_text,option_1,option_2,option_3,option_4,correct_option",
        "Frage,Antwort A,Antwort B,Antwort C,Antwort D,Richtige Antwort",
        "Question,Réponse 1,Réponse 2,Réponse 3,Réponse 4,Bonne réponse",
        "Pregunta,Opción A,Opción B,Opción C,Opción D,Respuesta correcta",
        "Pergunta,Alternativa A,Alternativa B,Alternativa C,Alternativa D,Resposta certa",
        "Domanda,Risposta A,Risposta B,Risposta C,Risposta D,Risposta corretta",
        "q,opt1,opt2,opt3,opt4,ans",
    ],
)
@pytest.mark.parametrize("answer", ["B", "2", "Mars"])
def test_headers_are_known_in_several_languages_and_spellings(head, answer):
    made = body(f"{head}\nWhich planet is red?,Venus,Mars,Jupiter,Saturn,{answer}\n")
    assert made == PLANET


def test_wrong_options_may_be_named_in_other_words():
    assert body(
        "Frage;Antwort;FalscheAntwort1;FalscheAntwort2;FalscheAntwort3\n"
        "Welcher Planet ist rot?;Mars;Venus;Jupiter;Saturn\n"
    ) == Choice("Mars", ("Venus", "Jupiter", "Saturn"))
    assert body(
        "question,true_answer,false_answer1,false_answer2,false_answer3\n"
        "Which planet is red?,Mars,Venus,Jupiter,Saturn\n"
    ) == Choice("Mars", ("Venus", "Jupiter", "Saturn"))


def test_the_kind_of_a_question_may_be_named_in_other_words():
    head = "questionText,questionType,optionA,optionB,optionC,correctOptions"
    assert body(f"{head}\nSix times seven?,NUMERICAL,,,,42\n") == Number(42.0)
    assert body(f"{head}\nThe red one is _.,FIB,,,,Mars\n") == Typed(("Mars",))


def test_questions_and_answers_alone_are_answers_to_type():
    assert body("Q,A\nWhich planet is red?,Mars\n") == Typed(("Mars",))
    assert body("Pregunta;Respuesta\n¿Qué planeta es rojo?;Marte\n") == Typed(("Marte",))


@pytest.mark.parametrize(
    "cell",
    [
        """ "[""Venus"", ""Jupiter"", ""Saturn""]" """,
        """ "['Venus', 'Jupiter', 'Saturn']" """,
        "Venus|Jupiter|Saturn",
        "Venus;Jupiter;Saturn",
        """ "Venus, Jupiter, Saturn" """,
    ],
)
def test_a_list_of_wrong_options_may_stand_in_one_cell(cell):
    head = "category,type,difficulty,question,correct_answer,incorrect_answers"
    row = f"Science &amp; Nature,multiple,easy,Which planet is &quot;red&quot;?,Mars,{cell.strip()}"
    question = only(f"{head}\n{row}\n")
    assert question.ask == 'Which planet is "red"?'
    assert question.body == PLANET
    assert (question.difficulty, question.tags) == ("easy", ("Science & Nature",))


@pytest.mark.parametrize("cell", ["", "null", "NaN", "[]"])
def test_a_cell_for_options_may_say_that_there_are_none(cell):
    rows = f"Is ice wet?,{cell},FALSE\nIce melts to _,{cell},water\nRed?,Io|Mars,Mars\n"
    made = imported("question,options,correct_answer\n" + rows)
    assert [question.body for question in made.pack.questions] == [
        TrueFalse(answer=False),
        Typed(("water",)),
        Choice("Mars", ("Io",)),
    ]


def test_all_options_may_stand_in_one_cell_with_their_letters():
    made = body(
        'question,choices,answer\nWhich is red?,"A) Venus; B) Mars; C) Jupiter; D) Saturn",B\n'
    )
    assert made == PLANET


INDEXED = "prompt,option1,option2,option3,option4,{}\n"


def rows(*keys):
    return "".join(f"Which is right in {at}?,w,x,y,z,{key}\n" for at, key in enumerate(keys))


@pytest.mark.parametrize(
    ("head", "keys", "right"),
    [
        ("correctIndex", "12", "xy"),  # an index is counted from 0
        ("correctIndex", "14", "wz"),  # but not where it reaches the number of options
        ("correct", "102", "xwy"),
        ("correct", "123", "wxy"),  # a number that people write is counted from 1
    ],
)
def test_a_number_is_counted_from_0_or_from_1_as_the_whole_table_tells(head, keys, right):
    made = imported(INDEXED.format(head) + rows(*keys))
    assert [question.body.answer for question in made.pack.questions] == list(right)


def test_numbers_that_count_from_0_and_from_1_are_refused():
    made = imported(INDEXED.format("correct") + rows(*"014") + "And by text?,w,x,y,z,x\n")
    assert [question.body.answer for question in made.pack.questions] == ["x"]
    assert "counts from 0 or from 1" in made.report.skipped[1].reason


def test_a_number_of_an_option_that_is_also_a_text_is_never_guessed():
    made = imported("Question,Answer 1,Answer 2,Answer 3,Correct Answer\nWhat is 1 + 2?,3,2,1,3\n")
    assert made.pack is None
    assert "text of one option and the number of another" in made.report.skipped[0].reason


@pytest.mark.parametrize(
    ("keys", "right"),
    [("ABC", ["Io", "B", "4"]), (["Io", "B", "3"], ["Io", "B", "3"]), ("123", ["Io", "B", "4"])],
)
def test_a_letter_or_number_that_is_also_a_text_means_what_the_others_mean(keys, right):
    options = ["Io,Titan,Sun", "C,B,A", "2,3,4"]
    table = "".join(f"Q{at}?,{options[at]},{key}\n" for at, key in enumerate(keys))
    made = imported(f"Question,A,B,C,Answer\n{table}")
    assert [question.body.answer for question in made.pack.questions] == right


def test_markup_in_a_list_is_read_after_the_list():
    cell = "\"['A Bug&#x27;s Life', 'M&amp;M']\""
    made = body(f"question,correct_answer,incorrect_answers\nWhich film?,Up,{cell}\n")
    assert made == Choice("Up", ("A Bug's Life", "M&M"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_table_in_utf_16_needs_no_mark(encoding):
    data = "Question,Answer\nWie heißt er?,Jörg\n".encode(encoding)
    made = import_pack(data, "table.csv", registry.detect(data, "table.csv"))
    assert made.pack.questions[0].body == Typed(("Jörg",))


@pytest.mark.parametrize(
    ("rows", "bodies"),
    [
        ("Red?,{0},B\nBig?,{0},A\nOld?,{0},C\n", ["Mars", "Io", "Sun"]),
        ("Red?;{1};Mars\nBig?;{1};Sun\nOld?;{1};Io\n", ["Mars", "Sun", "Io"]),
        ("Red?\t{2}\tB\nBig?\t{2}\tA\nOld?\t{2}\tC\n", ["Mars", "Io", "Sun"]),
        ("Red?\t{2}\tMars\nBig?\t{2}\tSun\nOld?\t{2}\tIo\n", ["Mars", "Sun", "Io"]),
        ("1,Red?,Mars,{0}\n2,Big?,Sun,{0}\n3,Old?,Io,{0}\n", ["Mars", "Sun", "Io"]),
    ],
)
def test_a_table_without_headers_is_told_by_what_stands_in_it(rows, bodies):
    made = imported(rows.format("Io,Mars,Sun", "Io;Mars;Sun", "Io\tMars\tSun"))
    assert made.report.format == "bare"
    assert [question.body.answer for question in made.pack.questions] == bodies
    made = imported('Red?,Mars\n"Big, too?",Sun\nOld?,Io\n')
    assert [question.body.accepted for question in made.pack.questions] == [
        ("Mars",), ("Sun",), ("Io",)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        "Red?,Mars\nBig?,Sun\n",  # too few to be sure
        "Red?,Mars,Io,Sun\nBig?,Sun,Io,Mars\nOld?,Io,Sun,Mars\n",  # which one is right?
        "Red,Mars\nBig,Sun\nOld,Io\n",
        "Who, they asked?\nNobody, it seems.\nAnd yet?\n",
    ],
)
def test_a_table_without_headers_is_not_guessed_at(rows):
    with pytest.raises(BadInputError, match="in no format"):
        imported(rows)


def test_the_upload_of_blackboard_is_no_list_of_cards():
    made = imported(
        "MC\tWarmest <b>ocean</b>?\tArctic\tincorrect\tIndian\tCorrect\n"
        "MA\tWhich are even?\t1\tincorrect\t2\tcorrect\t4\tcorrect\n"
        "TF\tIce is wet\tfalse\nFIB\tH2O is _\twater\tice\nNUM\tSix times seven?\t42\t0.5\n"
        "ORD\tCount!\tone\ttwo\tthree\nMAT\tPair!\ta\t1\tb\t2\tc\t3\n"
        "ESS\tWrite!\nMC\tOdd?\t1\tcorrect\t2\nMC\tEven?\t1\tincorrect\t3\tincorrect\n"
        "TF\tMaybe\tperhaps\nMC\tAll?\t1\tcorrect\n"
    )
    assert made.report.format == "blackboard"
    assert [question.body for question in made.pack.questions] == [
        Choice("Indian", ("Arctic",)),
        MultiSelect(("2", "4"), ("1",)),
        TrueFalse(answer=False),
        Typed(("water", "ice")),
        Number(42.0, 0.5),
        Order(("one", "two", "three")),
        Match((("a", "1"), ("b", "2"), ("c", "3"))),
    ]
    assert [(note.at, note.reason) for note in made.report.skipped] == [
        (8, "questions of the kind “ESS” are not known here"),
        (9, "not every answer has “correct” or “incorrect” behind it"),
        (10, "none of its options is right"),
        (11, "the file does not tell what is right"),
        (12, "it has no wrong option"),
    ]


def test_statements_are_told_in_cells_of_spreadsheets():
    assert body("Question,Type,Answer\nIt is red.,TrueFalse,TRUE\n") == TrueFalse(answer=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("What does the <b> tag do?", "What does the <b> tag do?"),
        ("Which is <b>red</b>?", "Which is red?"),
        ("One<br>two", "One\ntwo"),
        ("<p>One<p>two", "Onetwo"),
        ("3 &lt; 4", "3 < 4"),
    ],
)
def test_a_tag_that_never_closes_is_spoken_of(text, shown):
    assert from_mixed(text) == shown
