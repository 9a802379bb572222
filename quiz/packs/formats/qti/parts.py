"""The parts of an item of QTI 2.1 that depend on its kind."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from quiz.packs.formats.options import placed
from quiz.questions.kinds import TRUE_FALSE, options_of, right_options
from quiz.questions.model import (
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Question,
    TrueFalse,
    Typed,
)

_RESPONSE = 'responseIdentifier="RESPONSE"'
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
_SHAPES = {
    Choice: ("single", "identifier"),
    MultiSelect: ("multiple", "identifier"),
    TrueFalse: ("single", "identifier"),
    Typed: ("single", "string"),
    Number: ("single", "float"),
    Order: ("ordered", "identifier"),
    Match: ("multiple", "directedPair"),
}
_GAP = f"<textEntryInteraction {_RESPONSE}/>"
_SCORE_1 = (
    '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
    "</setOutcomeValue>"
)
_VARIABLE = '<variable identifier="RESPONSE"/>'
_CORRECT = '<correct identifier="RESPONSE"/>'
_CHOSEN = f'<setOutcomeValue identifier="CHOSEN">{_VARIABLE}</setOutcomeValue>'


def declaration(question: Question) -> str:
    """Declare the response, what is right, and where feedback on options goes."""
    body = question.body
    many, kind = _SHAPES[type(body)]
    right = "".join(f"<value>{escape(value)}</value>" for value in _right(question))
    mapping = _mapping(body) if isinstance(body, Typed) else ""
    chosen = (
        f'<outcomeDeclaration identifier="CHOSEN" cardinality="{many}" baseType="identifier"/>'
        if _has_reasons(question)
        else ""
    )
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{many}" baseType="{kind}">'
        f"<correctResponse>{right}</correctResponse>{mapping}</responseDeclaration>{chosen}"
    )


def _right(question: Question) -> tuple[str, ...]:
    match question.body:
        case Typed(accepted):
            return accepted[:1]
        case Number(value):
            return (_digits(value),)
        case Order(items):
            return tuple(f"C{n}" for n, _ in enumerate(items))
        case Match(pairs):
            return tuple(f"L{n} R{n}" for n, _ in enumerate(pairs))
        case body:
            names = {option: name for name, option in _options(question)}
            return tuple(names[option] for option in right_options(body))


def _mapping(body: Typed) -> str:
    entries = "".join(
        f'<mapEntry mapKey={quoteattr(text)} mappedValue="1" caseSensitive="false"/>'
        for text in body.accepted
    )
    return f'<mapping defaultValue="0">{entries}</mapping>'


def interaction(question: Question) -> str:
    """Return the body: what is asked, and what to choose from."""
    ask = _lines(question.ask)
    prompt = f"<prompt>{ask}</prompt>"
    match question.body:
        case Typed():
            return f"<p>{ask}</p><p>{_GAP}</p>"
        case Number(unit=unit):
            return f"<p>{ask}</p><p>{_GAP}{_lines(f' {unit}' if unit else '')}</p>"
        case Order(items):
            told = "".join(_choice(f"C{n}", text) for n, text in enumerate(items))
            return f'<orderInteraction {_RESPONSE} shuffle="true">{prompt}{told}</orderInteraction>'
        case Match() as body:
            sides = _side("L", body.lefts) + _side("R", body.rights)
            marks = f'{_RESPONSE} shuffle="true" maxAssociations="{len(body.pairs)}"'
            return f"<matchInteraction {marks}>{prompt}{sides}</matchInteraction>"
        case body:
            most = 0 if isinstance(body, MultiSelect) else 1
            told = "".join(
                _choice(name, option, question.proof.why_wrong(option))
                for name, option in _options(question)
            )
            marks = f'{_RESPONSE} shuffle="true" maxChoices="{most}"'
            return f"<choiceInteraction {marks}>{prompt}{told}</choiceInteraction>"


def _options(question: Question) -> list[tuple[str, str]]:
    """Return the options with their identifiers, in the order they are written."""
    body = question.body
    options = options_of(body)
    if isinstance(body, Choice):
        options = placed(question, body.answer, body.wrong)
    elif isinstance(body, TrueFalse):
        options = TRUE_FALSE
    return [(f"C{n}", option) for n, option in enumerate(options)]


def _choice(name: str, text: str, reason: str = "") -> str:
    marks = f'outcomeIdentifier="CHOSEN" identifier="{name}" showHide="show"'
    told = f"<feedbackInline {marks}>{_lines(reason)}</feedbackInline>" if reason else ""
    return f'\n<simpleChoice identifier="{name}">{_lines(text)}{told}</simpleChoice>'


def _side(letter: str, texts: tuple[str, ...]) -> str:
    told = "".join(
        f'\n<simpleAssociableChoice identifier="{letter}{n}" matchMax="1">{_lines(text)}'
        "</simpleAssociableChoice>"
        for n, text in enumerate(texts)
    )
    return f"\n<simpleMatchSet>{told}</simpleMatchSet>"


def processing(question: Question) -> str:
    """Say how the answer is marked."""
    match question.body:
        case Number() as body:
            condition = f"<equal {_tolerance(body)}>{_VARIABLE}{_CORRECT}</equal>"
            return _scored(condition, "")
        case Typed():
            return f'<responseProcessing template="{_TEMPLATES}map_response"/>\n'
        case _ if _has_reasons(question):
            return _scored(f"<match>{_VARIABLE}{_CORRECT}</match>", _CHOSEN)
        case _:
            return f'<responseProcessing template="{_TEMPLATES}match_correct"/>\n'


def _scored(condition: str, more: str) -> str:
    scored = f"<responseIf>{condition}{_SCORE_1}</responseIf>"
    return (
        f"<responseProcessing><responseCondition>{scored}</responseCondition>{more}"
        "</responseProcessing>\n"
    )


def _tolerance(body: Number) -> str:
    if not body.within and not body.percent:
        return 'toleranceMode="exact"'
    off = _digits(body.within)
    mode = "relative" if body.percent else "absolute"
    return f'toleranceMode="{mode}" tolerance="{off} {off}"'


def _has_reasons(question: Question) -> bool:
    is_choice = isinstance(question.body, Choice | MultiSelect | TrueFalse)
    return is_choice and bool(question.proof.wrong)


def _digits(value: float) -> str:
    return repr(float(value)).removesuffix(".0")


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br/>")
