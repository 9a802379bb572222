"""Items of QTI 2.x and 3.0, as test makers write them, alone and in packages."""

import re

import pytest

from quiz.errors import BadInputError
from quiz.packs.formats import registry, zips
from quiz.packs.formats.qti import reading
from quiz.packs.importing import import_pack
from quiz.questions.model import Choice, Match, MultiSelect, Number, Order, TrueFalse, Typed

START = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem title="Some item" adaptive="false"'
    ' xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" timeDependent="false">\n'
)


def item(body, *right, kind="identifier", many="single", more="", mapping=""):
    values = "".join(f"<value>{value}</value>" for value in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    return (
        f'{START}<responseDeclaration identifier="RESPONSE" cardinality="{many}"'
        f' baseType="{kind}">{correct}{mapping}</responseDeclaration>\n'
        f"<itemBody>{body}</itemBody>{more}</assessmentItem>"
    )


def choices(*texts, kind="choiceInteraction", prompt=""):
    made = "".join(
        f'<simpleChoice identifier="{name}">{text}</simpleChoice>'
        for name, text in zip("ABCDEFGH", texts, strict=False)
    )
    told = f"<prompt>{prompt}</prompt>" if prompt else ""
    return f'<{kind} responseIdentifier="RESPONSE" maxChoices="1">{told}{made}</{kind}>'


def mapped(**worth):
    entries = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in worth.items()
    )
    return f'<mapping defaultValue="0">{entries}</mapping>'


def sides(*pairs, kind="simpleAssociableChoice"):
    return "".join(
        f'<{kind} identifier="{name}" matchMax="1">{text}</{kind}>' for name, text in pairs
    )


GAP = '<textEntryInteraction responseIdentifier="RESPONSE"/>'
PLANETS = choices("Venus", "Mars", "Jupiter", prompt="Which planet is red?")
MOONS = (
    '<matchInteraction responseIdentifier="RESPONSE"><prompt>Which goes around which?</prompt>'
    f"<simpleMatchSet>{sides(('t', 'Titan'), ('i', 'Io'), ('p', 'Phobos'))}</simpleMatchSet>"
    f"<simpleMatchSet>{sides(('J', 'Jupiter'), ('S', 'Saturn'), ('M', 'Mars'))}</simpleMatchSet>"
    "</matchInteraction>"
)
FRIENDS = (
    '<associateInteraction responseIdentifier="RESPONSE"><prompt>Who fights whom?</prompt>'
    f"{sides(('A', 'Antonio'), ('C', 'Capulet'), ('D', 'Demetrius'), ('L', 'Lysander'))}"
    f"{sides(('M', 'Montague'), ('P', 'Prospero'))}</associateInteraction>"
)
INLINE = (
    '<p>The capital of Norway is <inlineChoiceInteraction responseIdentifier="RESPONSE">'
    '<inlineChoice identifier="A">Oslo</inlineChoice><inlineChoice identifier="B">Bergen'
    "</inlineChoice></inlineChoiceInteraction>.</p>"
)
EQUAL = (
    '<responseProcessing><equal toleranceMode="{}" tolerance="{}"><variable'
    ' identifier="RESPONSE"/></equal></responseProcessing>'
)
TITAN = Match((("Titan", "Saturn"), ("Io", "Jupiter"), ("Phobos", "Mars")))
READ = {
    "a choice": (
        item(PLANETS, "B"),
        "Which planet is red?",
        Choice("Mars", ("Venus", "Jupiter")),
    ),
    "a choice that is mapped": (
        item(PLANETS, mapping=mapped(A=0, B=1, C=-1)),
        "Which planet is red?",
        Choice("Mars", ("Venus", "Jupiter")),
    ),
    "several": (
        item(f"<p>Which are giants?</p>{PLANETS[:54]}{choices('Mars', 'Saturn', 'Uranus')[54:]}",
             "B", "C", many="multiple"),
        "Which are giants?",
        MultiSelect(("Saturn", "Uranus"), ("Mars",)),
    ),
    "a statement": (
        item(choices("True", "False", prompt="The Moon is made of cheese."), "B"),
        "The Moon is made of cheese.",
        TrueFalse(answer=False),
    ),
    "a list to drop down": (
        item(INLINE, "A"),
        "The capital of Norway is ____.",
        Choice("Oslo", ("Bergen",)),
    ),
    "a gap": (
        item(f"<p>It is {GAP}, <em>Neil</em>.</p>", "Armstrong", kind="string",
             mapping=mapped(Armstrong=1, Armstrang=0.5)),
        "It is ____, Neil.",
        Typed(("Armstrong",)),
    ),
    "a gap after all": (
        item(f"<div><p>Who was it?</p><p>{GAP}</p></div>", kind="string",
             mapping=mapped(Neil=1, Armstrong=1)),
        "Who was it?",
        Typed(("Neil", "Armstrong")),
    ),
    "a question that its prompt repeats": (
        item(f"<div>Which planet is red?</div>{PLANETS}", "B"),
        "Which planet is red?",
        Choice("Mars", ("Venus", "Jupiter")),
    ),
    "a number": (
        item(f"<p>How far? {GAP}</p>", "384400", kind="integer"),
        "How far?",
        Number(384400),
    ),
    "a number within": (
        item(
            f"<p>How far? {GAP}</p>",
            "3.5",
            kind="float",
            more=EQUAL.format("absolute", "0.5 0.5"),
        ),
        "How far?",
        Number(3.5, 0.5),
    ),
    "a number within percent": (
        item(f"<p>How far? {GAP}</p>", "10", kind="float", more=EQUAL.format("relative", "5")),
        "How far?",
        Number(10, 5, percent=True),
    ),
    "an order": (
        item(choices("Venus", "Mars", "Mercury", kind="orderInteraction", prompt="Outwards!"),
             "C", "A", "B", many="ordered"),
        "Outwards!",
        Order(("Mercury", "Venus", "Mars")),
    ),
    "pairs": (
        item(MOONS, "t S", "i J", "M p", kind="directedPair", many="multiple"),
        "Which goes around which?",
        TITAN,
    ),
    "friends": (
        item(FRIENDS, "A P", "C M", "D L", kind="pair", many="multiple"),
        "Who fights whom?",
        Match((("Antonio", "Prospero"), ("Capulet", "Montague"), ("Demetrius", "Lysander"))),
    ),
}  # fmt: skip


def read(text, name="item.xml"):
    data = text.encode() if isinstance(text, str) else text
    form = registry.detect(data, name)
    assert form.name == "qti"
    return import_pack(data, name, form)


def in_version_3(text):
    """Name elements and attributes as version 3 does."""
    hyphened = lambda name: re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)  # noqa: E731
    text = re.sub(
        r"(</?)(?!p\b|div\b|em\b|sup\b|img\b|\?)(\w+)",
        lambda found: f"{found[1]}qti-{hyphened(found[2])}",
        text,
    )
    return re.sub(r' (\w+)="', lambda found: f' {hyphened(found[1])}="', text)


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("name", READ)
def test_an_item_is_read(name, version):
    text, ask, body = READ[name]
    made = read(text if version == 2 else in_version_3(text))
    assert made.report.skipped == ()
    (question,) = made.pack.questions
    assert (question.ask, question.body) == (ask, body)


SKIPPED = {
    "an essay": item('<extendedTextInteraction responseIdentifier="RESPONSE"/>', kind="string"),
    "asks for nothing": item("<p>Read this.</p>"),
    "of the type “hotspotInteraction”": item('<hotspotInteraction responseIdentifier="R"/>'),
    "several parts": item(f"<p>{GAP} and {GAP}</p>", "x", kind="string"),
    "does not tell what is right": item(PLANETS),
    "none of its options": item(PLANETS, "X"),
    "no place in the order": item(choices("a", "b", "c", kind="orderInteraction"), "A", "B"),
    "no body": f"{START}</assessmentItem>",
    "formula": item(PLANETS.replace("Mars", "<math><msup><mi>x</mi><mn>2</mn></msup></math>"), "B"),
    "is no number": item(f"<p>{GAP}</p>", "many", kind="float"),
    "made anew": item(PLANETS, "B", more='<templateDeclaration identifier="x"/>'),
}


@pytest.mark.parametrize("reason", SKIPPED)
def test_what_is_not_taken_over_is_told_with_its_line(reason):
    (note,) = read(SKIPPED[reason]).report.skipped
    assert reason in note.reason
    assert note.at == 2


def test_feedback_explains_and_tells_why_options_are_wrong():
    told = (
        '<modalFeedback outcomeIdentifier="F" identifier="general_fb" showHide="show">'
        "<p>Iron &amp; dust.</p></modalFeedback>"
        '<modalFeedback outcomeIdentifier="F" identifier="correct">Well done!</modalFeedback>'
        '<modalFeedback outcomeIdentifier="F" identifier="incorrect">Look up.</modalFeedback>'
        '<modalFeedback outcomeIdentifier="F" identifier="C">Too large.</modalFeedback>'
    )
    inline = '<feedbackInline outcomeIdentifier="F" identifier="A">Too white.</feedbackInline>'
    made = read(item(PLANETS.replace("Venus", f"Venus {inline}"), "B", more=told))
    (question,) = made.pack.questions
    assert question.body == Choice("Mars", ("Venus", "Jupiter"))
    assert question.explain == "Iron & dust."
    assert dict(question.proof.wrong) == {"Venus": "Too white.", "Jupiter": "Too large."}


def test_texts_are_read_as_one_sees_them():
    rubric = '<rubricBlock view="scorer"><p>Two marks.</p></rubricBlock>'
    body = f"{rubric}<p>What is\n   10<sup>3</sup>?</p><table><tr><td>a</td><td>b</td></tr></table>"
    made = read(item(body + choices("&lt;p&gt;1000&lt;/p&gt;", "<b>30</b>"), "A"))
    (question,) = made.pack.questions
    assert question.ask == "What is 10³?\na b"
    assert question.body == Choice("1000", ("30",))


def test_a_picture_for_an_option_is_read_by_what_is_said_of_it():
    made = read(item(PLANETS.replace("Mars", '<img src="m.png" alt="A red disc"/>'), "B"))
    assert made.pack.questions[0].body == Choice("A red disc", ("Venus", "Jupiter"))
    assert "pictures" in made.report.changed[0].reason


MANIFEST = (
    '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{}</resources></manifest>'
)
TEST = '<assessmentTest title="Our planets"><testPart>{}</testPart></assessmentTest>'
NAMED = {
    "items/first.xml": item(PLANETS, "B"),
    "items/a second.xml": item(choices("True", "False", prompt="Cheese?"), "A"),
    "items/broken.xml": item(PLANETS, "B").replace("</itemBody>", ""),
    "items/essay.xml": SKIPPED["an essay"],
}
ORDER = ["items/essay.xml", "items/a second.xml", "items/first.xml"]


def package(**lists):
    files = {f"{name}.xml": text for name, text in lists.items()} | NAMED
    return zips.pack({name: text.encode() for name, text in files.items()} | {"a.png": b"\x89PNG"})


@pytest.mark.parametrize("tested", [True, False])
def test_a_package_is_read_in_the_order_of_its_test_or_manifest(tested):
    hrefs = [name.replace(" ", "%20") for name in ORDER]
    resources = "".join(f'<resource type="imsqti_item_xmlv2p1" href="{h}"/>' for h in hrefs)
    refs = "".join(f'<assessmentItemRef identifier="x" href="{h}"/>' for h in hrefs)
    lists = {"imsmanifest": MANIFEST.format("" if tested else resources)}
    made = read(package(**lists, **({"test": TEST.format(refs)} if tested else {})), "planets.zip")
    assert [question.ask for question in made.pack.questions] == ["Cheese?", "Which planet is red?"]
    assert made.pack.title == ("Our planets" if tested else "planets")
    essay, broken = made.report.skipped
    assert (essay.at, broken.at) == (1, 4)
    assert "(items/essay.xml, line 2)" in essay.reason
    assert "items/broken.xml:" in broken.reason


@pytest.mark.parametrize("text", [MANIFEST.format("<!-- imsqti -->"), f"<!-- imsqti -->{TEST}"])
def test_a_file_that_only_lists_questions_is_named_as_such(text):
    with pytest.raises(BadInputError) as caught:
        read(text)
    assert "beside it" in caught.value.problems[0].message


def test_a_package_without_questions_is_refused():
    data = zips.pack({"imsmanifest.xml": MANIFEST.format("").encode()})
    with pytest.raises(BadInputError) as caught:
        read(data, "some.zip")
    assert caught.value.problems[0].code == "E198"


def test_files_that_have_too_many_elements_together_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "_MOST_MARKS", 100)
    files = {f"{n}.xml": item("<p/>" * 60, "B").encode() for n in range(2)}
    with pytest.raises(BadInputError) as caught:
        read(zips.pack({"imsmanifest.xml": b"<manifest/>", **files}), "some.zip")
    assert caught.value.problems[0].code == "E102"


def test_one_file_that_is_too_wide_costs_only_itself():
    files = {"a.xml": item("<p/>" * 21_000, "B").encode(), "b.xml": item(PLANETS, "B").encode()}
    made = read(zips.pack({"imsmanifest.xml": b"<manifest/>", **files}), "some.zip")
    assert made.report.imported == 1
    assert "20,000 elements" in made.report.skipped[0].reason
