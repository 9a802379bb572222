"""Items of QTI 1.2, as Canvas, Blackboard, Brightspace and ILIAS write them."""

from html import escape

import pytest

from quiz.errors import BadInputError
from quiz.packs.formats import registry, zips
from quiz.packs.importing import import_pack
from quiz.questions.model import Choice, Match, MultiSelect, Number, Order, TrueFalse, Typed


def bank(*items):
    inside = "\n".join(items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<questestinterop'
        ' xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
        f'<assessment ident="a" title="Our planets"><section ident="root">\n{inside}\n</section>'
        "</assessment></questestinterop>"
    )


def material(text, kind="text/html"):
    return f'<material><mattext texttype="{kind}">{escape(text)}</mattext></material>'


def labels(**texts):
    made = "".join(
        f'<response_label ident="{name}">{material(text, "text/plain")}</response_label>'
        for name, text in texts.items()
    )
    return f"<render_choice>{made}</render_choice>"


def lid(inside, name="r", cardinality="Single", left=""):
    return (
        f'<response_lid ident="{name}" rcardinality="{cardinality}">{left}{inside}</response_lid>'
    )


def text_to_type(kind=""):
    fib = f'<render_fib fibtype="{kind}">' if kind else "<render_fib>"
    return f'<response_str ident="r">{fib}<response_label ident="a1"/></render_fib></response_str>'


def equal(value, name="r"):
    return f'<varequal respident="{name}">{value}</varequal>'


def when(*parts, marks="100", action="Set", name="SCORE"):
    return (
        f"<respcondition><conditionvar>{''.join(parts)}</conditionvar>"
        f'<setvar action="{action}" varname="{name}">{marks}</setvar></respcondition>'
    )


def shown(value, name):
    return (
        f"<respcondition><conditionvar>{equal(value)}</conditionvar>"
        f'<displayfeedback feedbacktype="Response" linkrefid="{name}"/></respcondition>'
    )


def feedback(name, text):
    return f'<itemfeedback ident="{name}"><flow_mat>{material(text)}</flow_mat></itemfeedback>'


def item(ask, responses, *conditions, kind="", more=""):
    told = (
        "<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>"
        f"<fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>"
    )
    return (
        f'<item ident="i" title="Question">{told}<presentation>{material(ask)}{responses}'
        f"</presentation><resprocessing>{''.join(conditions)}</resprocessing>{more}</item>"
    )


def formatted(text):
    return (
        "<material><mat_extension>"
        f'<mat_formattedtext type="HTML">{escape(text)}</mat_formattedtext>'
        "</mat_extension></material>"
    )


def block(name, inside):
    return f'<flow class="{name}">{inside}</flow>'


def blackboard(kind, ask, *blocks, conditions=""):
    question = block("QUESTION_BLOCK", block("FORMATTED_TEXT_BLOCK", formatted(ask)))
    return (
        f"<item><itemmetadata><bbmd_questiontype>{kind}</bbmd_questiontype></itemmetadata>"
        f"<presentation>{block('Block', question + ''.join(blocks))}</presentation>"
        f"<resprocessing>{conditions}</resprocessing></item>"
    )


def bb_row(left, name):
    inside = "".join(f'<response_label ident="{name}{n}"/>' for n in range(3))
    choose = f"<render_choice><flow_label>{inside}</flow_label></render_choice>"
    return block("Block", block("FORMATTED_TEXT_BLOCK", formatted(left)) + lid(choose, name))


PLANETS = labels(A="Venus", B="Mars", C="Jupiter")
BB_LABELS = "".join(
    f'<flow_label><response_label ident="{name}"><flow_mat>{block("Block", formatted(text))}'
    "</flow_mat></response_label></flow_label>"
    for name, text in {"x": "<p>Venus</p>", "y": "<p>Mars</p>"}.items()
)
BB_RIGHT = (
    '<respcondition title="correct"><conditionvar><varequal respident="r" case="No">y</varequal>'
    '</conditionvar><setvar variablename="SCORE" action="Set">SCORE.max</setvar></respcondition>'
    '<respcondition title="incorrect"><conditionvar><other/></conditionvar>'
    '<setvar variablename="SCORE" action="Set">0</setvar></respcondition>'
)
MOONS = {"Titan": "S", "Io": "J", "Phobos": "M"}
CANVAS_MATCH = "".join(
    lid(labels(J="Jupiter", S="Saturn", M="Mars", V="Venus"), f"r{left}", left=material(left))
    for left in MOONS
)
TITAN = Match((("Titan", "Saturn"), ("Io", "Jupiter"), ("Phobos", "Mars")))
RANGE = (
    f"<or>{equal('42')}<and><vargte respident='r'>41.5</vargte>"
    "<varlte respident='r'>42.5</varlte></and></or>"
)
WITHIN = '<vargte respident="r">3</vargte><varlte respident="r">5</varlte>'
READ = {
    "canvas, one": (
        item("<p>Which is red?</p>", lid(PLANETS), when(equal("B"))),
        Choice("Mars", ("Venus", "Jupiter")),
    ),
    "canvas, several": (
        item("Which is red?", lid(PLANETS, cardinality="Multiple"),
             when(f"<and>{equal('A')}{equal('C')}<not>{equal('B')}</not></and>")),
        MultiSelect(("Venus", "Jupiter"), ("Mars",)),
    ),
    "canvas, a statement": (
        item("Which is red?", lid(labels(t="True", f="False")), when(equal("f"))),
        TrueFalse(answer=False),
    ),
    "canvas, a text": (
        item("Which is red?", text_to_type(), when(equal("Mars"), equal("mars &amp; co"))),
        Typed(("Mars", "mars & co")),
    ),
    "canvas, a number": (
        item("Which is red?", text_to_type("Decimal"), when(RANGE), kind="numerical_question"),
        Number(42, 0.5),
    ),
    "canvas, pairs": (
        item("Which is red?", CANVAS_MATCH,
             *(when(equal(to, f"r{left}"), action="Add") for left, to in MOONS.items()),
             kind="matching_question"),
        TITAN,
    ),
    "canvas, a list to drop down": (
        item("[c] is red", lid(PLANETS, "response_c"), when(equal("B", "response_c")),
             kind="multiple_dropdowns_question"),
        Choice("Mars", ("Venus", "Jupiter")),
    ),
    "in order": (
        item("Which is red?", lid(PLANETS, cardinality="Ordered"),
             when(equal("B"), equal("A"), equal("C"))),
        Order(("Mars", "Venus", "Jupiter")),
    ),
    "ilias, several": (
        item("Which is red?", lid(PLANETS, cardinality="Multiple"),
             *(when(equal(name), marks=marks, action="Add") for name, marks in
               {"A": "0", "B": "1", "C": "1"}.items()),
             *(when(f"<not>{equal(name)}</not>", marks="0", action="Add") for name in "ABC")),
        MultiSelect(("Mars", "Jupiter"), ("Venus",)),
    ),
    "ilias, pairs": (
        item("Which is red?",
             '<response_grp ident="r">' + labels(a="Titan", b="Io", c="Phobos", S="Saturn",
                                                 J="Jupiter", M="Mars") + "</response_grp>",
             *(when(f'<varsubset respident="r">{pair}</varsubset>', action="Add")
               for pair in ("a,S", "b,J", "c,M"))),
        TITAN,
    ),
    "brightspace, several": (
        item("Which is red?", lid(PLANETS, cardinality="Multiple"),
             when(equal("B"), name="D2L_Correct", marks="1", action="Add"),
             when(f"<not>{equal('A')}</not>", name="D2L_Correct", marks="1", action="Add"),
             when(equal("A"), name="D2L_Incorrect", marks="1", action="Add")),
        Choice("Mars", ("Venus", "Jupiter")),
    ),
    "blackboard, one": (
        blackboard("Multiple Choice", "<div>Which is red?</div>",
                   block("RESPONSE_BLOCK", lid(f"<render_choice>{BB_LABELS}</render_choice>")),
                   conditions=BB_RIGHT),
        Choice("Mars", ("Venus",)),
    ),
    "blackboard, pairs": (
        blackboard("Matching", "Which is red?",
                   block("RESPONSE_BLOCK", bb_row("Titan", "a") + bb_row("Io", "b")
                         + bb_row("Phobos", "c")),
                   block("RIGHT_MATCH_BLOCK", "".join(
                       block("Block", formatted(each)) for each in ("Saturn", "Jupiter", "Mars"))),
                   conditions=when(equal("a0", "a")) + when(equal("b1", "b"))
                   + when(equal("c2", "c"))),
        TITAN,
    ),
    "blackboard, a text": (
        blackboard("Fill in the Blank", "Which is red?",
                   block("RESPONSE_BLOCK", text_to_type("String")),
                   conditions=shown("Mars", "correct") + shown("The red one", "correct")),
        Typed(("Mars", "The red one")),
    ),
    "blackboard, a number": (
        blackboard("Numeric", "Which is red?",
                   block("RESPONSE_BLOCK", '<response_num ident="r"><render_fib/></response_num>'),
                   conditions=shown("4", "correct").replace("<varequal", f"{WITHIN}<varequal")),
        Number(4, 1),
    ),
}  # fmt: skip
ASKED = {"canvas, a list to drop down": "____ is red"}


def read(text, name="bank.xml"):
    form = registry.detect(text.encode(), name)
    assert form.name == "qti"
    return import_pack(text.encode(), name, form)


@pytest.mark.parametrize("name", READ)
def test_an_item_is_read(name):
    text, body = READ[name]
    made = read(bank(text))
    assert made.report.skipped == ()
    (question,) = made.pack.questions
    assert question.ask == ASKED.get(name, "Which is red?")
    assert question.body == body
    assert made.pack.title == "Our planets"


def test_all_items_of_a_bank_are_read_and_the_rest_told_with_its_line():
    essay = item("Write of it.", text_to_type(), kind="essay_question")
    blanks = item(
        "[a] and [b]", CANVAS_MATCH, when(equal("J", "r")), kind="fill_in_multiple_blanks_question"
    )
    made = read(
        bank(READ["canvas, one"][0], essay, blanks, item("Read!", ""), item("?", lid(PLANETS)))
    )
    assert made.report.imported == 1
    told = {note.at: note.reason for note in made.report.skipped}
    assert list(told) == [4, 5, 6, 7]
    assert "an essay" in told[4]
    assert "several parts" in told[5]
    assert "asks for nothing" in told[6]
    assert "does not tell" in told[7]


def test_feedback_explains_and_tells_why_options_are_wrong():
    more = feedback("general_fb", "Iron &amp; dust.") + feedback("A_fb", "Too white.")
    more += feedback("general_incorrect_fb", "Look up.") + feedback("correct_fb", "Correct!")
    text = item("?", lid(PLANETS), when(equal("B")), shown("A", "A_fb"), more=more)
    (question,) = read(bank(text)).pack.questions
    assert question.explain == "Iron & dust."
    assert dict(question.proof.wrong) == {"Venus": "Too white."}


def test_gaps_and_pictures_are_told():
    gap = item("The planet", text_to_type() + material("is red."), when(equal("Mars")))
    picture = item('See <img src="a.png">: which?', lid(PLANETS), when(equal("B")))
    made = read(bank(gap, picture))
    assert [q.ask for q in made.pack.questions] == ["The planet ____ is red.", "See : which?"]
    assert "picture" in made.report.changed[0].reason


def test_the_dtd_that_older_files_name_is_not_read_and_lines_stay():
    named = '<!DOCTYPE questestinterop\n SYSTEM "ims_qtiasiv1p2p1.dtd">\n<questestinterop'
    made = read(bank(item("Read!", "")).replace("<questestinterop", named))
    assert made.report.skipped[0].at == 5
    for other in ('SYSTEM "http://127.0.0.1/x.dtd"', 'SYSTEM "x" [<!ENTITY a "b">]'):
        text = bank(item("Read!", "")).replace(
            "<questestinterop", f"<!DOCTYPE questestinterop {other}><questestinterop"
        )
        with pytest.raises(BadInputError) as caught:
            registry.named("qti").read(text.encode(), "bank.xml")
        assert caught.value.problems[0].code == "E505"


def test_a_test_that_canvas_writes_twice_is_read_once():
    text = bank(READ["canvas, one"][0]).encode()
    files = {"imsmanifest.xml": b"<manifest/>", "g1/assessment_qti.xml": text}
    form = registry.named("qti")
    for more in ({}, {"non_cc_assessments/g1.xml.qti": text}):
        report = import_pack(zips.pack(files | more), "course.imscc", form).report
        assert (report.found, report.imported) == (1, 1)


def test_an_option_worth_a_part_is_wrong_where_no_other_is():
    marks = (when(equal("A"), marks="10"), when(equal("B"), marks="5"))
    made = read(bank(item("Red?", lid(labels(A="Mars", B="Io")), *marks)))
    assert made.pack.questions[0].body == Choice("Mars", ("Io",))
    assert "worth a part" in made.report.changed[0].reason
    marks = (when(equal("A")), when(equal("B")))
    made = read(bank(item("Red?", lid(labels(A="Mars", B="Io")), *marks)))
    assert made.report.skipped[0].reason == "all its options are right"
