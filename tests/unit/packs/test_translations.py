"""A translation beside a pack says the same in other words: read, written, checked, asked."""

import json
from dataclasses import replace

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.packs.bodies import likeness
from quiz.packs.coding import decode, encode
from quiz.packs.comparing import compare
from quiz.packs.edits import edit_between, redone, undone
from quiz.packs.model import Told, Translation
from quiz.packs.reading import read_pack
from quiz.packs.translations import languages
from quiz.packs.translations.applying import fitted, put_in, spoken, translation_of, without
from quiz.packs.translations.reading import (
    KEYS,
    QUESTION_KEYS,
    is_translation,
    read_translation,
    whose,
)
from quiz.packs.translations.schema import json_schema
from quiz.packs.translations.standing import asked_in, standings
from quiz.packs.translations.texts import digest_of, explanation_of, has_text, texts_of
from quiz.packs.translations.writing import refreshed, write_translation
from quiz.packs.writing import write_pack_yaml
from quiz.questions.identity import content_of
from quiz.questions.kinds import in_original, kind_of, right_options
from quiz.questions.marking import mark_question, names_of
from quiz.questions.model import Number, Typed
from quiz.resources import resource
from tests.tools.examples import few
from tests.tools.strategies import packs, texts

PACK = read_pack(
    """\
format: 1
id: space
title: Space
license: CC0-1.0
questions:
- {id: red, ask: Which planet is red?, answer: Mars, wrong: [Venus, Earth],
   why_wrong: {Venus: It is white.}, explain: Rust.}
- {id: first, ask: Who first walked on the Moon?, typed: [Neil Armstrong],
   why_wrong: {Aldrin: He came second.}}
- {id: far, ask: How far is the Moon?, number: 384400, unit: miles, within: 5%}
- {id: cheese, ask: The Moon is cheese., answer: false}
- {id: outwards, ask: Order them., order: [Mercury, Venus, Earth]}
- {id: moons, ask: Match them., match: {Titan: Saturn, Io: Jupiter, Moon: Earth}}
""",
    "space.yaml",
)
HEAD = "format: 1\ntranslates: space\nlanguage: de\ntitle: Weltall\n"


def read(questions, head=HEAD):
    return read_translation(f"{head}questions:\n{questions}", "space.de.yaml", PACK)


def told(questions, head=HEAD):
    """Return the faults as line, column and code."""
    with pytest.raises(BadInputError) as refused:
        read(questions, head)
    return [(p.line, p.column, p.code) for p in refused.value.problems], str(refused.value)


@st.composite
def translations(draw, pack):
    """Translations of some of a pack, of which some lack this or that."""
    made = []
    for question in pack.questions:
        one = Told(
            question.id,
            of=draw(st.sampled_from(["", digest_of(question), "0" * 8 + "-" + "0" * 8])),
            ask=draw(st.one_of(st.just(""), texts())),
            options=draw(_said(texts_of(question.body))),
            typed=draw(_typed(question)),
            unit=draw(texts(8)) if isinstance(question.body, Number) and question.body.unit else "",
            explain=draw(texts()) if explanation_of(question) else "",
            why_wrong=draw(_said(tuple(o for o, _ in question.proof.wrong))),
            alt=draw(texts()) if question.picture else "",
            transcript=draw(texts()) if question.audio else "",
        )
        made += [one] if has_text(one) else []
    return Translation("sv-FI", draw(texts()), "", tuple(made))


def _said(there):
    some = st.lists(texts(20), min_size=len(there), max_size=len(there), unique_by=likeness)
    kept = st.one_of(st.just(len(there)), st.integers(0, len(there)))
    return st.tuples(some, kept).map(
        lambda drawn: tuple(zip(there[: drawn[1]], drawn[0], strict=False))
    )


def _typed(question):
    if not isinstance(question.body, Typed):
        return st.just(())
    wrong = {likeness(option) for option, _ in question.proof.wrong}
    fine = texts(20).filter(lambda text: likeness(text) not in wrong)
    return st.lists(fine, max_size=3).map(tuple)


@st.composite
def translated(draw):
    pack = draw(packs())
    return pack, draw(translations(pack))


@few(8)
@given(translated())
def test_what_is_written_reads_back_as_the_same(case):
    pack, translation = case
    text = write_translation(pack, translation, "x.sv-FI.yaml")
    assert is_translation(text)
    assert whose(text) == pack.id
    assert read_translation(text, "x.sv-FI.yaml", pack).translation == translation
    assert write_translation(pack, translation, "x.sv-FI.yaml") == text


@few(8)
@given(translated())
def test_the_same_is_right_in_every_language(case):
    pack, translation = case
    made = spoken(pack, translation)
    names = names_of(made.questions)
    for before, after in zip(pack.questions, made.questions, strict=True):
        assert content_of(after) == content_of(before)
        assert (after.language or after.original) is not None
        rights = right_options(after.body)
        assert in_original(after, rights) == right_options(before.body)
        if rights:
            said = tuple(map(str.lower, rights)) if kind_of(after.body) == "truefalse" else rights
            assert mark_question(after, said, names) == "right"
        if isinstance(before.body, Typed):
            assert set(before.body.accepted) <= set(after.body.accepted)
        assert (after.original is None) == (after.language == pack.language)


@few(8)
@given(translated())
def test_a_pack_is_kept_with_its_translations_and_played_in_one(case):
    pack, translation = case
    whole = put_in(pack, translation)
    assert decode(encode(whole)) == whole
    assert decode(encode(spoken(whole, translation))) == spoken(whole, translation)
    assert without(whole, "SV-fi") == pack
    assert encode(pack) == encode(without(whole, "sv-FI"))
    assert put_in(whole, translation) == whole


@few(5)
@given(translated())
def test_the_schema_takes_what_is_written(case):
    pack, translation = case
    text = write_translation(pack, translation, "x")
    values = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes texts alone
    jsonschema.Draft7Validator(json_schema()).validate(json.loads(json.dumps(values)))


def test_a_question_that_is_not_there_is_told_with_the_one_that_is_meant():
    faults, said = told("  rad: {ask: Welcher Planet ist rot?}\n")
    assert faults == [(6, 3, "E218")]
    assert "did you mean “red”?" in said


def test_all_faults_are_told_at_once_each_at_its_place():
    faults, said = told(
        "  red:\n"
        "    ask: Welcher?\n"
        "    options: {Mars: Mars, Venu: Venus}\n"
        "    expain: Rost.\n"
        "  cheese: {unit: km}\n"
        "  moons: {options: [[Titan, Saturn], [Io, Jupiter]]}\n",
        HEAD.replace("de", "german"),
    )
    assert faults == [
        (3, 11, "E203"),
        (8, 14, "E219"),
        (8, 14, "E219"),
        (8, 27, "E219"),
        (9, 5, "E104"),
        (10, 18, "E219"),
        (11, 20, "E219"),
    ]
    for hint in ("did you mean “de”?", "did you mean “Venus”?", "“Earth” is missing", "“explain”"):
        assert hint in said


@pytest.mark.parametrize(
    ("questions", "code"),
    [
        ("  red: {options: {Mars: Venus, Venus: VÉNUS, Earth: Erde}}\n", "E205"),
        ("  red: {options: [Mars, mars!, Erde]}\n", "E205"),
        ("  first: {typed: [Armstrong, aldrin]}\n", "E206"),
        ("  moons: {options: [[Titan, Saturn], [Io, saturn], [Mond, Erde]]}\n", "E205"),
    ],
)
def test_two_options_never_become_one_nor_a_wrong_answer_right(questions, code):
    assert [found for *_, found in told(questions)[0]] == [code]


@pytest.mark.parametrize(
    ("tag", "hint"),
    [("german", "de"), ("de_AT", "de-AT"), ("jp", "ja"), ("frensh", "fr"), ("x", ""), ("qq", "")],
)
def test_a_language_is_a_tag_of_bcp_47(tag, hint):
    faults, said = told("  {}\n", HEAD.replace("de", tag))
    assert (3, 11, "E203") in faults
    assert (f"did you mean “{hint}”?" in said) == bool(hint)


@pytest.mark.parametrize("tag", ["de", "PT-br", "zh-hant-tw", "es-419", "sl-rozaj", "gsw"])
def test_tags_are_written_in_one_way(tag):
    assert languages.tidied(tag).casefold() == tag.casefold()
    assert languages.tidied(languages.tidied(tag)) == languages.tidied(tag)


@pytest.mark.parametrize(
    ("wishes", "there", "found"),
    [
        (["de-AT", "fr"], ["de", "fr"], "de"),
        (["fr", "de"], ["de"], "de"),
        (["en-GB", "de"], ["de"], "en"),
        (["ja"], ["de"], "en"),
        (["pt"], ["pt-BR"], "pt-BR"),
        ([], ["de"], "en"),
    ],
)
def test_a_wish_is_met_by_its_language_or_by_that_of_the_pack(wishes, there, found):
    assert languages.best(wishes, there, "en") == found


def test_it_refuses_the_translation_of_another_pack_and_into_its_own_language():
    assert [code for *_, code in told("  {}\n", HEAD.replace("space", "stars"))[0]] == ["E220"]
    assert [code for *_, code in told("  {}\n", HEAD.replace("de", "EN"))[0]] == ["E220"]


def test_what_is_not_translated_is_told_and_asked_as_it_was():
    found = read(
        "  red: {ask: Welcher Planet ist rot?, options: {Mars: Mars, Venus: '', Earth: }}\n"
    )
    assert [(w.code, w.line) for w in found.warnings] == [("W240", 6), ("W240", 6)]
    assert "“options”" in found.warnings[0].message
    assert "5 questions" in found.warnings[1].message
    red = spoken(PACK, found.translation).questions[0]
    assert (red.ask, red.language, red.original) == ("Which planet is red?", "en", None)


RED = """\
  red:
    ask: Welcher Planet ist rot?
    options: {Mars: Mars, Venus: Venus, Earth: Erde}
"""


def test_an_explanation_that_is_not_translated_stays_and_the_question_is_asked():
    found = read(RED)
    red = spoken(PACK, found.translation).questions[0]
    assert (red.ask, red.body.wrong, red.explain) == (
        "Welcher Planet ist rot?", ("Venus", "Erde"), "Rust.",
    )  # fmt: skip
    assert red.proof.why_wrong("Venus") == "It is white."
    assert asked_in(put_in(PACK, found.translation)) == {"de": 1}


def test_a_question_that_changed_since_is_asked_as_the_pack_has_it():
    made = refreshed(PACK, read(RED).translation)
    changed = read_pack(
        write_pack_yaml(PACK).replace("Which planet is red?", "Which planet is NOT red?"),
        "space.yaml",
    )
    text = write_translation(changed, made, "space.de.yaml")
    found = read_translation(text, "space.de.yaml", changed)
    assert [w.code for w in found.warnings if "“red”" in w.message] == ["W241"]
    assert spoken(changed, found.translation).questions[0].ask == "Which planet is NOT red?"
    again = refreshed(changed, found.translation)
    assert standings(changed, again)[0].state == "changed"
    looked_over = "\n".join(line for line in text.splitlines() if "of: " not in line)
    mended = refreshed(changed, read_translation(looked_over, "f", changed).translation)
    assert standings(changed, mended)[0].state == "partly"
    assert mended.questions[0].of == digest_of(changed.questions[0])


def test_the_order_of_wrong_options_is_no_change():
    text = write_pack_yaml(PACK).replace("[Venus, Earth]", "[Earth, Venus]")
    turned = read_pack(text, "space.yaml")
    assert turned != PACK
    found = refreshed(PACK, read(RED).translation)
    assert spoken(turned, found).questions[0].body.wrong == ("Erde", "Venus")


def test_a_translation_is_brought_up_to_date_and_keeps_what_was_translated():
    before = read(RED).translation
    grown = put_in(PACK, refreshed(PACK, before))
    assert translation_of(grown, "DE").questions[0].ask == "Welcher Planet ist rot?"
    shrunk = fitted(replace(grown, questions=grown.questions[1:]))
    assert shrunk.translations[0].questions == ()


def test_json_will_do():
    plain = {"format": 1, "translates": "space", "language": "de", "title": "Weltall",
             "questions": {"cheese": {"ask": "Der Mond ist aus Käse."}}}  # fmt: skip
    text = json.dumps(plain)
    assert is_translation(text)
    assert whose(text) == "space"
    found = read_translation(text, "space.de.json", PACK)
    assert spoken(PACK, found.translation).questions[3].ask == "Der Mond ist aus Käse."


def test_a_pack_is_no_translation():
    for path in resource("questions/packs").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert is_translation(text) == (path.name.count(".") > 1)


def test_units_and_names_of_either_language_will_do():
    found = read(
        "  far: {ask: Wie weit ist der Mond?, unit: Meilen}\n"
        "  first: {ask: Wer betrat zuerst den Mond?, typed: [Neil Armstrong]}\n"
    )
    made = spoken(PACK, found.translation)
    names = names_of(made.questions)
    far, first = made.questions[2], made.questions[1]
    assert mark_question(far, ("384400 Meilen",), names) == "right"
    assert mark_question(far, ("384400 miles",), names) == "right"
    assert mark_question(far, ("384400 cats",), names) == "close"
    assert mark_question(first, ("Armstrong",), names) == "right"


JUDGE = jsonschema.Draft7Validator(json_schema())
VALUES = st.sampled_from(
    [1, -1, 7.5, "", " ", "x", "yes", None, True, [], ["x"], [["x"]], [["x", "y"]], {}, {"x": "y"}]
)
WHOLE = yaml.safe_load(write_translation(PACK, refreshed(PACK, read(RED).translation), "x"))


@few(40)
@given(st.sampled_from([None, *WHOLE["questions"]]), st.data())
def test_schema_and_reader_agree_on_translations_that_were_spoilt(question, data):
    plain = json.loads(json.dumps(WHOLE))
    target = plain["questions"][question] if question else plain
    key = data.draw(st.sampled_from([*target, *QUESTION_KEYS, *KEYS, "akk"]))
    if data.draw(st.booleans()):
        target.pop(key, None)
    else:
        target[key] = data.draw(VALUES)
    try:
        read_translation(json.dumps(plain), "space.de.json", PACK)
    except BadInputError as error:
        codes = {problem.code for problem in error.problems}
    else:
        codes = set()
    if JUDGE.is_valid(plain):
        assert not codes & {"E104", "E209"}, (key, target.get(key), codes)
    else:
        assert codes, (key, target.get(key))


def test_a_step_of_the_editor_weighs_no_translation_and_leaves_them_alone():
    before = put_in(PACK, read(RED).translation)
    after = replace(before, title="Sky", questions=before.questions[1:])
    step = edit_between(before, after)
    assert step.before.translations == step.after.translations == ()
    assert undone(after, step) == before
    assert redone(before, step) == after
    assert compare(before, after).languages == ()
    assert compare(PACK, before).languages == compare(before, PACK).languages == ("de",)
