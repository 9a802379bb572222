"""Question banks of Moodle, as it exports them and as we write them."""

import io
import tarfile

import pytest
from hypothesis import given

from quiz.errors import BadInputError
from quiz.packs.formats import registry, zips
from quiz.packs.formats.texts import from_html
from quiz.packs.importing import import_pack
from quiz.packs.model import Pack
from quiz.packs.reading import default_id
from quiz.questions.model import (
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Proof,
    Question,
    TrueFalse,
    Typed,
)
from tests.tools.strategies import packs

BANK = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<!-- question: 0 -->
<question type="category">
  <category><text>$course$/top/Our own back yard</text></category>
</question>
<question type="multichoice">
  <name><text>Red</text></name>
  <questiontext format="html"><text><![CDATA[<p>Which planet is <b>red</b>?<br></p>]]></text>
  </questiontext>
  <generalfeedback format="html"><text>&lt;p&gt;Iron &amp;amp; dust.&lt;/p&gt;</text>
  </generalfeedback>
  <defaultgrade>1.0000000</defaultgrade><single>true</single>
  <answer fraction="0" format="html"><text><![CDATA[<p>Venus</p>]]></text>
    <feedback format="html"><text><![CDATA[<p>Too white.</p>]]></text></feedback></answer>
  <answer fraction="100" format="html"><text><![CDATA[<p>Mars</p>]]></text>
    <feedback format="html"><text></text></feedback></answer>
  <answer fraction="-33.33333" format="html"><text><![CDATA[<p>Jupiter</p>]]></text></answer>
  <tags><tag><text>planets</text></tag></tags>
</question>
<question type="multichoice">
  <questiontext format="html"><text>Which are gas giants?</text></questiontext>
  <single>false</single>
  <answer fraction="50"><text>Jupiter</text></answer>
  <answer fraction="50"><text>Saturn</text></answer>
  <answer fraction="-50"><text>Mars</text></answer>
</question>
<question type="truefalse">
  <questiontext format="plain_text"><text>The Moon is made of cheese.</text></questiontext>
  <answer fraction="0"><text>true</text><feedback><text>It is rock.</text></feedback></answer>
  <answer fraction="100"><text>false</text></answer>
</question>
<question type="shortanswer">
  <questiontext><text>Who first walked on the Moon?</text></questiontext>
  <idnumber>armstrong</idnumber>
  <answer fraction="100"><text>Neil Armstrong</text></answer>
  <answer fraction="100"><text>*Armstrong*</text></answer>
  <answer fraction="50"><text>Neil</text></answer>
</question>
<question type="numerical">
  <questiontext><text>How far is the Moon?</text></questiontext>
  <answer fraction="100"><text>384400</text><tolerance>20000.5</tolerance></answer>
  <units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units>
</question>
<question type="matching">
  <questiontext><text>Which planet does each go around?</text></questiontext>
  <subquestion><text>Titan</text><answer><text>Saturn</text></answer></subquestion>
  <subquestion><text>Io</text><answer><text>Jupiter</text></answer></subquestion>
  <subquestion><text>Phobos</text><answer><text>Mars</text></answer></subquestion>
  <subquestion><text></text><answer><text>Venus</text></answer></subquestion>
</question>
<question type="ordering">
  <questiontext><text>Order outwards.</text></questiontext>
  <answer fraction="1"><text>Mercury</text></answer>
  <answer fraction="2"><text>Venus</text></answer>
  <answer fraction="3"><text>Earth</text></answer>
</question>
<question type="essay"><questiontext><text>Write of the Moon.</text></questiontext></question>
<question type="multichoice">
  <questiontext format="html"><text><![CDATA[See <img src="@@PLUGINFILE@@/m.png">. Which?]]></text>
  <file name="m.png" encoding="base64">aGVsbG8=</file></questiontext>
  <answer fraction="100"><text>This</text></answer><answer fraction="0"><text>That</text></answer>
</question>
</quiz>
"""
BODIES = [
    Choice("Mars", ("Venus", "Jupiter")),
    MultiSelect(("Jupiter", "Saturn"), ("Mars",)),
    TrueFalse(answer=False),
    Typed(("Neil Armstrong",)),
    Number(384400, 20000.5, unit="km"),
    Match((("Titan", "Saturn"), ("Io", "Jupiter"), ("Phobos", "Mars"))),
    Order(("Mercury", "Venus", "Earth")),
    Choice("This", ("That",)),
]


def read(text, name="bank.xml"):
    data = text.encode() if isinstance(text, str) else text
    form = registry.detect(data, name)
    assert form.name == "moodle"
    return import_pack(data, name, form)


def fault(data):
    with pytest.raises(BadInputError) as caught:
        read(data)
    return caught.value.problems[0]


def test_a_question_bank_is_read():
    pack = read(BANK).pack
    assert pack.title == "Our own back yard"
    assert [question.body for question in pack.questions] == BODIES
    first = pack.questions[0]
    assert first.ask == "Which planet is red?"
    assert first.explain == "Iron & dust."
    assert first.proof.wrong == (("Venus", "Too white."),)
    assert first.tags == ("planets",)
    assert pack.questions[2].proof.wrong == (("True", "It is rock."),)
    assert pack.questions[3].id == "armstrong"


def test_what_is_not_taken_over_is_told_with_its_line():
    report = read(BANK).report
    assert (report.found, report.imported) == (9, 8)
    (essay,) = report.skipped
    assert (essay.at, essay.what) == (58, "Write of the Moon.")
    assert "an essay" in essay.reason
    told = {note.reason for note in report.changed}
    assert told == {
        "answers with a wildcard (*) are left out",
        "answers worth a part of the marks are left out",
        "answers that match nothing are left out",
        "its picture or file is not taken over",
    }


@pytest.mark.parametrize("kind", ["multichoiceset", "oumultiresponse"])
def test_kinds_of_which_all_right_options_count_fully_are_read(kind):
    answers = "".join(
        f'<answer fraction="{share}"><text>{text}</text></answer>'
        for text, share in {"Jupiter": 100, "Saturn": 100, "Mars": 0}.items()
    )
    ask = "<questiontext><text>Which are gas giants?</text></questiontext>"
    pack = read(f'<quiz><question type="{kind}">{ask}{answers}</question></quiz>').pack
    assert pack.questions[0].body == BODIES[1]


@pytest.mark.parametrize(
    ("html", "seen"),
    [("10<sup>-3</sup> m<sup>2</sup>", "10⁻³ m²"), ("the 4<sup>th</sup>", "the 4th")],
)
def test_powers_stay_powers(html, seen):
    text = f"<p>Is it {html}?</p>"
    made = read(BANK.replace("<p>Which planet is <b>red</b>?<br></p>", text))
    assert made.pack.questions[0].ask == f"Is it {seen}?"


def test_several_categories_become_tags():
    text = BANK.replace(
        '<question type="truefalse">',
        '<question type="category"><category><text>top/A//B</text></category></question>\n'
        '<question type="truefalse">',
    )
    pack = read(text).pack
    assert pack.title == "bank"
    assert [q.tags for q in pack.questions][1:3] == [("Our own back yard",), ("A/B",)]


@pytest.mark.parametrize("name", ["course.mbz", "course.zip"])
def test_a_backup_of_a_course_is_named_as_such(name):
    if name.endswith("zip"):
        data = zips.pack({"moodle_backup.xml": b"<moodle_backup/>"})
    else:
        target = io.BytesIO()
        with tarfile.open(fileobj=target, mode="w:gz") as archive:
            archive.addfile(tarfile.TarInfo("moodle_backup.xml"))
        data = target.getvalue()
    assert "backup of a whole Moodle course" in fault(data).message


def test_what_is_no_xml_is_told_with_line_and_column():
    problem = fault(BANK.replace("Write of", "Write&nbsp;of"))
    assert (problem.code, problem.line, problem.column) == ("E100", 58, 49)
    assert "undefined entity" in problem.message


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_dtd_is_refused(start):
    form = registry.named("moodle")
    with pytest.raises(BadInputError) as caught:
        form.read(BANK.replace("<quiz>", f"{start}<quiz>").encode(), "bank.xml")
    assert caught.value.problems[0].code == "E505"


@pytest.mark.parametrize("inside", ["<a>" * 100, "<a/>" * 30_000])
def test_what_is_too_deep_or_too_wide_is_refused(inside):
    assert fault(f'<quiz><question type="essay">{inside}').code == "E102"


def held(question):
    """A question as Moodle gives it back."""
    body, proof = question.body, question.proof
    if isinstance(body, Number) and body.percent:
        body = Number(body.value, abs(body.value) * body.within / 100, unit=body.unit)
    kept = isinstance(body, Choice | MultiSelect | TrueFalse)
    new_id = question.id if question.id != default_id(question.ask) else default_id(question.ask)
    return Question(
        new_id,
        question.ask,
        body,
        question.explain,
        tags=question.tags,
        proof=Proof("author", wrong=proof.wrong if kept else ()),
    )


@given(packs())
def test_what_moodle_can_hold_comes_back_as_it_was(pack):
    written = registry.named("moodle").write(pack)
    again = import_pack(written.data, "bank.xml", registry.detect(written.data, "bank.xml"))
    assert again.report.skipped == ()
    assert list(again.pack.questions) == [held(question) for question in pack.questions]
    assert again.pack.title == " ".join(pack.title.split())


def test_what_moodle_cannot_hold_is_told():
    body = Number(100, 5, percent=True)
    question = Question("q", "How many?", body, source="a book", difficulty="hard")
    losses = registry.named("moodle").write(Pack("some", "Some", (question,))).losses
    assert [loss.what for loss in losses] == [
        "its source",
        "its level",
        "its tolerance in percent: it is written as a number",
    ]


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        (
            "What?<pre class='x'>for n in x:\n    <b>p</b>(n) &lt; 2\n\tq</pre>And?",
            "What?\nfor n in x:\n    p(n) < 2\n\tq\nAnd?",
        ),
        ("<tr><td>1</td><td>2</td></tr><tr><th>a</th> <th>b</th></tr>", "1 2\na b"),
        ("<pre>a  b", "a b"),
    ],
)
def test_code_keeps_its_spaces_and_cells_stand_apart(html, seen):
    assert from_html(html) == seen


def test_what_only_pictures_say_is_left_out_and_other_words_for_true_are_options():
    picture = '<![CDATA[<img src="@@PLUGINFILE@@/{}.png">]]>'
    text = "<questiontext format='html'><text>{}</text></questiontext>"
    answers = "".join(
        f"<answer fraction='{share}' format='html'><text>{{{at}}}</text></answer>"
        for at, share in enumerate((100, 0))
    )
    questions = (
        ("multichoice", text.format(picture.format("a")), answers.format("Chad", "Romania")),
        ("multichoice", text.format("Which flag?"), answers.format(*map(picture.format, "ab"))),
        ("truefalse", text.format("Rot?"), answers.format("Wahr", "Falsch")),
    )
    bank = "".join(
        f"<question type='{kind}'>{ask}{keys}</question>\n" for kind, ask, keys in questions
    )
    made = read(f"<quiz>{bank}</quiz>")
    assert [note.reason for note in made.report.skipped] == [
        "it asks by a picture alone, and that is not taken over",
        "some of its options are pictures, and those are not taken over",
    ]
    assert made.pack.questions[0].body == Choice("Wahr", ("Falsch",))
