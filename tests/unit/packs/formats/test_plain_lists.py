"""Aiken, OpenTriviaQA and Markdown as people write them."""

import pytest

from quiz.packs.formats.registry import detect, named
from quiz.packs.importing import import_pack
from quiz.packs.model import Pack
from quiz.questions.model import Choice, MultiSelect, Question, TrueFalse


def imported(text, name):
    data = text if isinstance(text, bytes) else text.encode()
    form = detect(data, "upload.txt")
    assert form.name == name
    return import_pack(data, "upload.txt", form)


def bodies(made):
    return {question.ask: question.body for question in made.pack.questions}


def test_aiken_takes_either_mark_several_lines_and_options_that_stand_twice():
    made = imported(
        "Which planet\r\nis red?\r\nA. Venus\r\nB. Mars\r\nC. Venus\r\nANSWER: B\r\n"
        "Flat.\nA) True\nB) False\nANSWER: b\n",
        "aiken",
    )
    assert bodies(made) == {
        "Which planet\nis red?": Choice("Mars", ("Venus",)),
        "Flat.": TrueFalse(answer=False),
    }
    assert "stood there twice" in made.report.changed[0].reason


def test_aiken_skips_what_has_no_answer_and_goes_on():
    made = imported(
        "One?\nA) a\nB) b\n\nTwo?\nA) a\nB) b\nANSWER: D\n\nThree?\nA) a\nB) b\nANSWER: A\n",
        "aiken",
    )
    assert bodies(made) == {"Three?": Choice("a", ("b",))}
    skipped = [(note.at, note.reason) for note in made.report.skipped]
    assert skipped == [
        (1, "it has no line “ANSWER:”"),
        (5, "its ANSWER is none of its options"),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        *("ANSWER: B", "Answer: b", "Correct answer: (B)", "**Answer:** B", "Ans: B) Mars"),
        *("answer=b.", "Answer: Mars", "Antwort: B", "The correct answer is: B"),
    ],
)
def test_aiken_is_told_the_answer_in_many_ways(answer):
    made = imported(f"Red?\na) Io\nb) Mars\n{answer}\n\nBig?\nA. Sun\nB. Io\nANSWER: A\n", "aiken")
    assert bodies(made) == {"Red?": Choice("Mars", ("Io",)), "Big?": Choice("Sun", ("Io",))}


def test_aiken_takes_notes_and_leaves_out_numbers_that_count_up():
    made = imported(
        "Our sky\n\n1. Red?\nA) Io\nB) Mars\nAnswer: B\nExplanation: Iron\nand dust.\n"
        "Difficulty: Hard\nTopic: Space\n\n"
        "2) 1984. Big?\nA) Io\nB) Sun\nC) Sirius\nAnswer: B, C\n\n"
        "Q3. Small?\nA) Io\nB) Sun\nANSWER: A\n",
        "aiken",
    )
    first = made.pack.questions[0]
    assert made.pack.title == "Our sky"
    assert list(bodies(made)) == ["Red?", "1984. Big?", "Small?"]
    assert made.pack.questions[1].body == MultiSelect(("Sun", "Sirius"), ("Io",))
    assert (first.explain, first.difficulty, first.tags) == ("Iron\nand dust.", "hard", ("Space",))


def test_aiken_leaves_out_a_line_that_announces_options():
    made = imported(
        "Red?\n\nOptions:\n A. Io\n B. Mars\n\nAnswer: B. Mars\n\nExplanation:\nIron\n\n"
        "Options:\nA. to buy\nB. to sell\nAnswer: A\n",
        "aiken",
    )
    assert bodies(made) == {
        "Red?": Choice("Mars", ("Io",)),
        "Options:": Choice("to buy", ("to sell",)),
    }
    assert made.pack.questions[0].explain == "Iron"


def test_aiken_skips_answers_that_are_none():
    made = imported(
        "Red?\nA)\nB) Io\nANSWER: A\n\nBig?\nA) Sun\nB) Io\nANSWER: ß\n\n*C) x\n", "aiken"
    )
    assert [(note.at, note.reason) for note in made.report.skipped] == [
        (1, "the right one of its options is empty"),
        (6, "its ANSWER is none of its options"),
        (11, "it has no options"),
    ]


def test_aiken_takes_stars_for_answers():
    made = imported("Which kings?\n*a) Henry III\nb) Henry IV\n*c) Henry VII\n", "aiken")
    assert bodies(made) == {
        "Which kings?": MultiSelect(("Henry III", "Henry VII"), ("Henry IV",)),
    }


def test_aiken_that_we_write_tells_of_numbers_that_count_up():
    asks = ("1. One?", "2. Two?", "Explanation: what?")
    pack = Pack("p", "P", tuple(Question(a, a, Choice("a", ("b",))) for a in asks))
    written = named("aiken").write(pack)
    told = [(loss.question_id, loss.what) for loss in written.losses if loss.what != "its id"]
    assert [what for _, what in told if what == "its number"] == ["its number"] * 2
    assert (asks[2], "the whole question: it would be taken for an answer") in told


def test_opentriviaqa_mixes_encodings_and_lines():
    made = imported(
        b"#Q Who sang\n\xe9t\xe9?\n^ Caf\xc3\xa9\nA Bar\nB Caf\xc3\xa9\nC Bar\n\n"
        b"#Q Flat.\n^ False\nA True\nB False\n#Q No answer?\nA a\nB b\n#Q Lost?\n^ x\nA a\nB b\n",
        "opentriviaqa",
    )
    assert bodies(made) == {
        "Who sang\nété?": Choice("Café", ("Bar",)),
        "Flat.": TrueFalse(answer=False),
    }
    assert [note.at for note in made.report.skipped] == [12, 15]


def test_markdown_reads_headings_numbers_reasons_and_explanations():
    made = imported(
        "---\ntitle: Sky\n---\n## Which *planet* is red?\n\n- [ ] Venus\n  > It is white.\n"
        "- [x] Mars\n\n> Iron dust.\n\n## Which are moons?\n\n1. [x] Io\n2. [X] Titan\n"
        "3. [ ] `<b>` or \\*\n\nBoth go around giants.\n",
        "markdown",
    )
    first, second = made.pack.questions
    assert made.pack.title == "Sky"
    assert first.ask == "Which planet is red?"
    assert first.body == Choice("Mars", ("Venus",))
    assert (first.explain, first.proof.wrong) == ("Iron dust.", (("Venus", "It is white."),))
    assert second.body == MultiSelect(("Io", "Titan"), ("<b> or *",))
    assert second.explain == "Both go around giants."


def test_markdown_reads_paragraphs_and_numbered_questions():
    made = imported(
        "# Sky\n\n1. Red?\n\n   - [x] Mars\n   - [ ] Venus\n\n"
        "2. Big?\n\n   - [ ] Io\n   - [x] Sun\n",
        "markdown",
    )
    assert made.pack.title == "Sky"
    assert bodies(made) == {"Red?": Choice("Mars", ("Venus",)), "Big?": Choice("Sun", ("Io",))}
    made = imported("Red?\n\n- [x] Mars\n- [ ] Io\n\nBig?\n\n- [x] Sun\n- [ ] Io\n", "markdown")
    assert bodies(made) == {"Red?": Choice("Mars", ("Io",)), "Big?": Choice("Sun", ("Io",))}


@pytest.mark.parametrize(
    ("heading", "ask"),
    [
        ("## Who made C#", "Who made C#"),
        ("## Who? ##", "Who?"),
        ("## \\#", "#"),
        ("# 1 # 2", "1 # 2"),
    ],
)
def test_markdown_closes_a_heading_only_with_signs_that_stand_apart(heading, ask):
    made = imported(f"{heading}\n\n- [x] Mars\n- [ ] Io\n", "markdown")
    assert [question.ask for question in made.pack.questions] == [ask]


def test_markdown_skips_lists_without_a_right_option():
    made = imported("## A?\n- [ ] a\n- [ ] b\n## B?\n- [x] a\n- [ ] b\n", "markdown")
    assert [(note.at, note.reason) for note in made.report.skipped] == [
        (1, "none of its options is ticked")
    ]


def test_markdown_keeps_code_as_it_is_in_questions_and_options():
    made = imported(
        "## Loops\n\n#### Q1. What does it print?\n\n"
        "```python\nfor n in 1, 2:\n    print('<b>', n)\n"
        "```\n\n- [ ]\n\n```\n1\n\t2\n```\n\n- [x]\n\n```\n<p>  &lt; *x*</p>\n```\n\n"
        "#### Q2. And then?\n\n- [ ] \u2800\n  ```sh\n  ls\n  ```\n- [x] `a  b`\n",
        "markdown",
    )
    assert made.pack.title == "Loops"
    assert bodies(made) == {
        "What does it print?\nfor n in 1, 2:\n    print('<b>', n)": Choice(
            "<p>  &lt; *x*</p>", ("1\n\t2",)
        ),
        "And then?": Choice("a  b", ("ls",)),
    }


def test_markdown_reads_explanations_below_a_heading():
    made = imported(
        "# Sky\n\nRed?\n- ( ) Io\n- (X) Mars\n# Reason\n\nIron\n\n---\n\n"
        "Big?\n\n- [ ] Io\n- [X] Sun\n\n### Explanation\n\nIt glows.\n\n"
        "## Reason\n- [x] is a faculty\n- [ ] is a fruit\n",
        "markdown",
    )
    assert [(each.ask, each.explain) for each in made.pack.questions] == [
        ("Red?", "Iron"),
        ("Big?", "It glows."),
        ("Reason", ""),
    ]


def test_markdown_takes_code_for_an_option_that_is_but_a_letter():
    made = imported(
        "## Empty?\n\n- [ ] A\n\n```html\n<img src=x>\n<p>\n```\n\n- [x] B.\n\n"
        "  ```html\n  <hr>\n  ```\n\n## Oldest?\n\n- [ ] A\n- [x] B\n\n```c\nint b;\n```\n",
        "markdown",
    )
    assert bodies(made) == {
        "Empty?": Choice("<hr>", ("<img src=x>\n<p>",)),
        "Oldest?": Choice("B", ("A",)),
    }
    assert made.pack.questions[1].explain == "int b;"


def test_markdown_speaks_of_pictures_in_code():
    made = imported(
        "## `<img>` or `![x](y)`?\n- [x] Both\n- [ ] `<audio src=a>`\n"
        "## ![x](y)?\n- [x] Both\n- [ ] None\n",
        "markdown",
    )
    assert bodies(made) == {"<img> or ![x](y)?": Choice("Both", ("<audio src=a>",))}
    assert [note.at for note in made.report.skipped] == [4]


def test_markdown_reads_explanations_with_labels_points_and_links():
    made = imported(
        "1. Red?\n\n- [x] Mars\n- [ ] Io\n\n**Explanation:** Iron\n\n- and *rust*.\n\n"
        "[Reference](https://example.org/a_(b))\n\n2. Big?\n\n- [x] Sun\n- [ ] Io\n\n"
        "See [this](https://example.org) too.\n",
        "markdown",
    )
    first, second = made.pack.questions
    assert (first.explain, first.source) == ("Iron\nand rust.", "https://example.org/a_(b)")
    assert (second.explain, second.source) == ("See this too.", "")


@pytest.mark.parametrize(
    "text",
    [
        "?[Red?]\n-[ ] Io\n-[x] Mars\n",
        "?: Red?\n\n( ) Io\n(X) Mars\n",
        "Red?\n[ ] Io\n[x] Mars\n",
        "<quiz>\nRed?\n- [ ] Io\n- [X] Mars\n</quiz>\n",
        "Question 7: Red?\n* [ ] Io\n* [x] Mars\n",
    ],
)
def test_markdown_knows_the_lists_of_other_tools(text):
    made = imported(f"{text}\n" * 2, "markdown")
    assert bodies(made) == {"Red?": Choice("Mars", ("Io",))}
    assert made.report.skipped[0].reason.startswith("it is in the file twice")


@pytest.mark.parametrize(
    "ask", ["Q1: What?", "Question 2. Why?", "?: Who", "?[Where?]", "3. When?"]
)
def test_markdown_that_we_write_keeps_what_looks_like_a_label(ask):
    pack = Pack("p", "P", (Question("q", ask, Choice("a", ("b",)), explain="Reason: c"),))
    written = named("markdown").write(pack)
    (read,) = imported(written.data.decode(), "markdown").pack.questions
    assert (read.ask, read.explain) == (ask, "Reason: c")
