"""A pack → a content package of QTI 2.1: a test, its items, and the manifest that lists them.

Our items say so (``toolName``), so that all of their texts are read again just as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from quiz.packs.formats import zips
from quiz.packs.formats.losses import loss, sift
from quiz.packs.formats.model import Holds, Loss, Written
from quiz.packs.formats.options import is_statement
from quiz.packs.formats.qti.item import TOOL
from quiz.packs.formats.qti.parts import declaration, interaction, processing
from quiz.packs.formats.texts import shorten
from quiz.packs.model import Pack
from quiz.packs.reading import default_id
from quiz.questions.kinds import has_places
from quiz.questions.model import Choice, Number, Question, Typed

MOST_ITEMS = zips.MOST_ENTRIES - 10  # a file each
_NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
HOLDS = Holds(
    {"choice", "multi", "truefalse", "typed", "number", "order", "match"},
    {"id", "explain", "why_wrong"},
    {"title", "language"},
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OUTCOMES = (
    '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">'
    "<defaultValue><value>0</value></defaultValue></outcomeDeclaration>"
)
_EXPLANATION = (
    '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier">'
    "<defaultValue><value>EXPLANATION</value></defaultValue></outcomeDeclaration>"
)


def write(pack: Pack) -> Written:
    """Write a package; the same pack gives the same bytes."""
    questions, losses = sift(pack, HOLDS)
    names = [f"items/q{number:04d}.xml" for number, _ in enumerate(questions, 1)][:MOST_ITEMS]
    items = dict(zip(names, (_item(each, pack.language) for each in questions), strict=False))
    lists = {"imsmanifest.xml": _manifest(names), "test.xml": _test(pack.title, names)}
    files = {name: (_XML + text).encode() for name, text in (lists | items).items()}
    return Written(zips.pack(files), losses + tuple(_lost(questions)))


def _lost(questions: tuple[Question, ...]) -> Iterator[Loss]:
    for question in questions[:MOST_ITEMS]:
        body = question.body
        if question.proof.wrong and (has_places(body) or isinstance(body, Typed | Number)):
            yield loss(question, "why its options are wrong")
        if isinstance(body, Choice) and is_statement(body.answer, body.wrong):
            yield loss(question, "that it is not a statement, being True or False")
    for question in questions[MOST_ITEMS:]:
        yield loss(question, f"the whole question: a package has {MOST_ITEMS:,} at most")


def _item(question: Question, language: str) -> str:
    label = question.id if question.id != default_id(question.ask) else ""
    marks = {
        "xmlns": _NAMESPACE,
        "identifier": "item",
        "title": shorten(question.ask, 100),
        "label": label,
        "adaptive": "false",
        "timeDependent": "false",
        "toolName": TOOL,
        "xml:lang": language,
    }
    told = " ".join(f"{key}={quoteattr(value)}" for key, value in marks.items() if value)
    body = "".join(
        (declaration(question), _OUTCOMES, _EXPLANATION if question.explain else "",
         f"\n<itemBody>{interaction(question)}</itemBody>\n", processing(question),
         _explanation(question.explain))
    )  # fmt: skip
    return f"<assessmentItem {told}>\n{body}</assessmentItem>\n"


def _explanation(text: str) -> str:
    if not text:
        return ""
    lines = escape(text).replace("\n", "<br/>")
    marks = 'outcomeIdentifier="FEEDBACK" identifier="EXPLANATION" showHide="show"'
    return f"<modalFeedback {marks}>{lines}</modalFeedback>\n"


def _manifest(names: list[str]) -> str:
    resources = "".join(
        f'<resource identifier="r{number}" type="imsqti_item_xmlv2p1" href="{name}">'
        f'<file href="{name}"/></resource>\n'
        for number, name in enumerate(names, 1)
    )
    test = (
        '<resource identifier="test" type="imsqti_test_xmlv2p1" href="test.xml">'
        '<file href="test.xml"/></resource>\n'
    )
    about = (
        "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>"
    )
    return (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="pack">\n'
        f"{about}<organizations/>\n<resources>\n{test}{resources}</resources>\n</manifest>\n"
    )


def _test(title: str, names: list[str]) -> str:
    refs = "".join(
        f'<assessmentItemRef identifier="q{number}" href="{name}"/>\n'
        for number, name in enumerate(names, 1)
    )
    section = f'<assessmentSection identifier="all" title={quoteattr(title)} visible="true">\n'
    part = '<testPart identifier="part" navigationMode="nonlinear" submissionMode="individual">'
    return (
        f'<assessmentTest xmlns="{_NAMESPACE}" identifier="test" title={quoteattr(title)}'
        f' toolName="{TOOL}">{part}{section}{refs}</assessmentSection></testPart>'
        "</assessmentTest>\n"
    )
