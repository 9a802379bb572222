"""Reading packs: what a person writes is understood, and every fault is told where it stands."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.packs.model import Pack
from quiz.packs.reading import default_id, read_pack
from quiz.questions.model import (
    Audio,
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Picture,
    Proof,
    TrueFalse,
    Typed,
)

HEAD = "format: 1\nid: space\ntitle: Space\n"
SPACE = """\
# A pack by hand.
format: 1
id: space-basics
title: Space basics
language: en
version: 1.2.0
authors: [Greenroom]
license: CC-BY-SA-4.0
description: Our own back yard.
source: https://science.nasa.gov
tags: [science]
defaults: {difficulty: easy}
questions:
- id: red-planet
  ask: Which planet is red?
  answer: Mars
  wrong: [Venus, Jupiter, Saturn]
  why_wrong: {Venus: Venus is white.}
  explain: Iron oxide dust.
  source: https://science.nasa.gov/mars
- ask: The Moon is made of cheese.
  answer: false
- ask: Who first walked on the Moon?
  typed: [Neil Armstrong, Armstrong]
  difficulty: hard
- ask: How far is the Moon, on average?
  number: 384400
  unit: km
  within: 5%
- ask: Which are gas giants?
  answers: [Jupiter, Saturn]
  wrong: [Mars, Venus]
  form: multi
  proof: {rule: closed, right: They have no ground., facts: [giants]}
"""


def read(questions: str, head: str = HEAD) -> Pack:
    return read_pack(f"{head}questions:\n{questions}", "space.yaml")


def one(text: str):
    return read(f"- ask: What is it?\n  {text}").questions[0].body


def faults(text: str) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        read_pack(text, "space.yaml")
    return [str(problem) for problem in refusal.value.problems]


def fault(questions: str) -> str:
    found = faults(f"{HEAD}questions:\n{questions}")
    assert len(found) == 1, found
    return found[0]


def test_it_reads_every_kind_of_question():
    pack = read_pack(SPACE, "space.yaml")
    assert (pack.id, pack.title, pack.version) == ("space-basics", "Space basics", "1.2.0")
    assert (pack.authors, pack.tags) == (("Greenroom",), ("science",))
    assert [question.body for question in pack.questions] == [
        Choice("Mars", ("Venus", "Jupiter", "Saturn")),
        TrueFalse(answer=False),
        Typed(("Neil Armstrong", "Armstrong")),
        Number(384400.0, 5.0, percent=True, unit="km"),
        MultiSelect(("Jupiter", "Saturn"), ("Mars", "Venus")),
    ]
    assert [question.difficulty for question in pack.questions] == [
        "easy", "easy", "hard", "easy", "easy",
    ]  # fmt: skip
    assert pack.questions[0].proof == Proof("author", wrong=(("Venus", "Venus is white."),))
    assert pack.questions[4].proof == Proof("closed", "They have no ground.", (), ("giants",))


def test_it_reads_what_goes_with_a_question():
    seen = "picture: {file: media/m1.jpg, alt: A cloud, credit: NASA, license: PD}"
    heard = "audio: {file: media/beep.ogg, transcript: Beeps}"
    text = (
        f"{HEAD}defaults: {{time: 20}}\nquestions:\n"
        f"- {{ask: A?, typed: x, {seen}, time: 45}}\n- {{ask: B?, typed: y, {heard}}}\n"
    )
    first, second = read_pack(text, "space.yaml").questions
    assert first.picture == Picture("media/m1.jpg", "A cloud", "NASA", "PD")
    assert second.audio == Audio("media/beep.ogg", "Beeps")
    assert (first.time, second.time) == (45, 20)
    assert (first.media, second.media) == ((first.picture,), (second.audio,))


def test_the_same_may_be_asked_of_many_pictures():
    entries = [
        f"- {{ask: Which is this?, typed: x, picture: {{file: media/{name}.png, alt: A shape}}}}"
        for name in "abc"
    ]
    made = read_pack(HEAD + "questions:\n" + "\n".join(entries), "space.yaml")
    assert len({question.id for question in made.questions}) == 3


def test_json_is_told_by_its_content_and_reads_alike():
    plain = {
        "format": 1,
        "id": "space",
        "title": "Space",
        "questions": [
            {"ask": "Which planet is red?", "answer": "Mars", "wrong": ["Venus"]},
            {"ask": "Is it?", "answer": True},
            {"ask": "How far?", "number": 1.5, "within": 0.25},
        ],
    }
    by_json = read_pack(f"\ufeff\n {json.dumps(plain)}", "space.json")
    by_yaml = read(
        "- {ask: Which planet is red?, answer: Mars, wrong: [Venus]}\n"
        "- {ask: Is it?, answer: true}\n"
        "- {ask: How far?, number: 1.5, within: 0.25}\n"
    )
    assert by_json == by_yaml


@pytest.mark.parametrize("text", ["NO", "22:22", "010", "1.10", "007", "null", "on", "1991"])
def test_a_name_stays_what_was_written(text):
    assert one(f"typed: {text}") == Typed((text,))
    assert one(f"{{answer: {text}, wrong: [other]}}"[1:-1].replace(", wrong", "\n  wrong")) == (
        Choice(text, ("other",))
    )


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("number: -40", Number(-40.0)),
        ("number: 3.14", Number(3.14)),
        ("number: 6.022e23", Number(6.022e23)),
        ("number: 5\n  within: 0", Number(5.0)),
        ("number: 5\n  within: 2.5 %", Number(5.0, 2.5, percent=True)),
        ("order: [First, 2, NO]", Order(("First", "2", "NO"))),
        (
            "match: {Io: Jupiter, 1: 22:22, no: y}",
            Match((("Io", "Jupiter"), ("1", "22:22"), ("no", "y"))),
        ),
        ("match: [[Io, x], ['a: b', y], [c, z]]", Match((("Io", "x"), ("a: b", "y"), ("c", "z")))),
        ("answer: yes", TrueFalse(answer=True)),
        ("answer: False", TrueFalse(answer=False)),
        ("typed: One", Typed(("One",))),
        ("answer: a\n  wrong: b", Choice("a", ("b",))),
    ],
)
def test_it_reads_short_ways_of_writing(written, body):
    assert one(written) == body


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("- ask: A?\n  answr: x\n  typed: y", "6:3: E104 a question has no key “answr”; did"),
        ("- typed: y", "5:3: E202 a question needs a key “ask”"),
        ("- ask: A?", "5:3: E201 the question has no answer: write “answer” and “wrong”"),
        ("- ask: A?\n  typed: x\n  number: 2", "5:3: E201 “typed” and “number” make two kinds"),
        ("- ask: A?\n  answer: Mars", "6:11: E201 an “answer” without “wrong” should be true or"),
        ("- ask: A?\n  typed: x\n  wrong: [y]", "7:10: E201 “wrong” goes with “answer” or"),
        ("- ask: A?\n  typed: x\n  unit: km", "7:9: E201 “unit” goes with “number”"),
        ("- ask: A?\n  typed: []", "6:10: E208 “typed” is an empty list"),
        ("- ask: A?\n  answer: x\n  wrong: []", "7:10: E208 “wrong” is an empty list"),
        ("- ask: A?\n  answers: [x]\n  wrong: [y]", "6:12: E208 “answers” needs two or more"),
        ("- ask: A?\n  answers: [x, y]", "5:3: E202 a question with “answers” needs a key “wrong”"),
        ("- ask: A?\n  answer: Mars\n  wrong: [mars!]", "7:11: E206 “mars!” is the right answer"),
        ("- ask: A?\n  answer: x\n  wrong: [É, e]", "7:14: E205 “e” is there already"),
        ("- ask: A?\n  answers: [x, X]\n  wrong: [y]", "6:16: E205 “X” is there already"),
        ("- ask: A?\n  number: many", "6:11: E211 “number” should be a number such as 1500"),
        ("- ask: A?\n  number: 1,000", "6:11: E211 “number” should be a number such as 1500"),
        ("- ask: A?\n  number: .nan", "6:11: E211 “number” should be a number such as 1500"),
        ("- ask: A?\n  number: 1e999", "6:11: E211 “number” should be a number such as 1500"),
        ("- ask: A?\n  number: 1\n  within: -1", "7:11: E211 “within” should not be below 0"),
        ("- ask: A?\n  number: 1\n  within: '%'", "7:11: E211 “within” should be a number such as"),
        ("- ask: A?\n  typed: x\n  difficulty: hart", "7:15: E204 “difficulty” should be easy or"),
        ("- ask: A?\n  order: [x, y]", "6:10: E208 “order” should have 3 to 8 items, not 2"),
        ("- ask: A?\n  order: x", "6:10: E208 “order” should have 3 to 8 items, not 1"),
        (f"- ask: A?\n  order: {list(range(9))}", "6:10: E208 “order” should have 3 to 8 items"),
        ("- ask: A?\n  order: [x, y, X]", "6:17: E205 “X” is there already as an item"),
        ("- ask: A?\n  order: [x, y, '']", "6:17: E106 “order” is empty"),
        ("- ask: A?\n  order: [x, y, z]\n  wrong: [w]", "7:10: E201 “wrong” goes with “answer”"),
        ("- ask: A?\n  match: {a: 1, b: 2}", "6:10: E208 “match” should have 3 to 6 pairs, not 2"),
        ("- ask: A?\n  match: {a: 1, b: 2, c: 1}", "6:26: E205 “1” is there already as one side"),
        ("- ask: A?\n  match: {a: 1, b: 2, A: 3}", "6:23: E205 “A” is there already as one side"),
        ("- ask: A?\n  match: {a: 1, b: 2, c: }", "6:26: E106 “match” is empty"),
        ("- ask: A?\n  match: [[a, 1], [b], [c, 3]]", "6:19: E213 “match” should have pairs"),
        ("- ask: A?\n  match: [[a, 1], [b, 2], c]", "6:27: E213 “match” should have pairs"),
        ("- ask: A?\n  match: abc", "6:10: E105 “match” should be a list, not a text"),
        ("- ask: A?\n  order: [x, y, z]\n  why_wrong: {w: no}", "7:18: E212 “w” is none of the"),
        ("- ask: A?\n  typed: x\n  picture: {file: m.jpg, alt: M}", "7:19: E214 “file” should be"),
        ("- ask: A?\n  typed: x\n  picture: {file: media/m.jpg}", "7:12: E202 a picture needs"),
        ("- ask: A?\n  typed: x\n  audio: {file: media/m.ogg}", "7:10: E202 a sound needs a key"),
        ("- ask: A?\n  typed: x\n  audio: {file: media/../m, transcript: M}", "7:17: E214 “file”"),
        (
            "- ask: A?\n  typed: x\n  picture: {file: media/m.jpg, alt: M, name: M}",
            "7:40: E104 “picture” has no key “name”",
        ),
        ("- ask: A?\n  typed: x\n  picture: media/m.jpg", "7:12: E105 “picture” should be a mapp"),
        ("- ask: A?\n  typed: x\n  time: 4", "7:9: E215 “time” should be whole seconds from 5"),
        ("- ask: A?\n  typed: x\n  id: a b", "7:7: E203 “id” should be up to 100 letters"),
        ("- {id: a, ask: A?, typed: x}\n- {id: a, ask: B?, typed: x}", "6:8: E207 the id “a”"),
        ("- {ask: A?, typed: x}\n- {ask: a, typed: y}", "6:3: E207 this is asked in line 5"),
        ("- ask: A?\n  answer: x\n  wrong: [yes]\n  why_wrong: {yet: z}", "8:20: E212 “yet” is"),
        ("- ask: A?\n  typed: {x: y}", "6:10: E105 “typed” should be a list"),
        ("- ask: [A]\n  typed: y", "5:8: E105 “ask” should be a text, not a list"),
        ('- ask: "A\\0"\n  typed: y', "5:8: E210 “ask” contains the control character U+0000"),
        (f"- ask: {'a' * 601}\n  typed: y", "5:8: E209 “ask” has 601 characters; at most 600"),
        ("- just a text", "5:3: E105 a question should be a mapping of keys, not a text"),
        ("- ask: A?\n  typed: y\n  proof: {fact: a}", "7:11: E104 “proof” has no key “fact”"),
        (f"- ask: A?\n  typed: {list(range(101))}", "6:10: E209 “typed” has 101 items; at most"),
        (f"- ask: A?\n  answer: x\n  wrong: {list(range(12))}", "5:3: E208 at most 12 options"),
    ],
)  # fmt: skip
def test_it_tells_a_fault_with_its_place(question, told):
    assert fault(question).startswith(f"space.yaml:{told}")


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("id: a\ntitle: A\n", "1:1: E202 a pack needs a key “format”"),
        ("format: 2\nid: a\ntitle: A\n", "1:9: E204 “format” should be 1"),
        ("format: 1\ntitle: A\n", "1:1: E202 a pack needs a key “id”"),
        ("format: 1\nid: a\n", "1:1: E202 a pack needs a key “title”"),
        ("format: 1\nid: A b\ntitle: A\n", "2:5: E203 “id” should be lower-case letters"),
        (
            "format: 1\nid: a\ntitle: A\nlanguage: English\n",
            "4:11: E203 “language” should be a code",
        ),
        (
            "format: 1\nid: a\ntitle: A\nlicence: MIT\n",
            "4:1: E104 a pack has no key “licence”; did",
        ),
        (
            "format: 1\nid: a\ntitle: A\ndefaults: {time: 20 s}\n",
            "4:18: E215 “time” should be whole",
        ),
        (
            "format: 1\nid: a\ntitle: A\ndefaults: {level: easy}\n",
            "4:12: E104 “defaults” has no key",
        ),
        ("format: 1\nid: a\ntitle: ''\n", "3:8: E106 “title” is empty"),
    ],
)
def test_it_tells_a_fault_of_the_head(head, told):
    found = faults(f"{head}questions:\n- {{ask: A?, typed: x}}\n")
    assert [text for text in found if text.startswith(f"space.yaml:{told}")], found


@pytest.mark.parametrize(
    ("tail", "told"),
    [
        ("", "1:1: E202 a pack needs a key “questions”"),
        ("questions: []\n", "4:12: E198 the pack has no questions"),
        ("questions: {a: b}\n", "4:12: E105 “questions” should be a list"),
    ],
)
def test_it_refuses_a_pack_without_questions(tail, told):
    assert faults(HEAD + tail)[0].startswith(f"space.yaml:{told}")


def test_it_suggests_the_key_that_was_meant():
    assert fault("- ask: A?\n  typed: x\n  explian: y").endswith("; did you mean “explain”?")


def test_all_faults_are_told_at_once_in_the_order_of_the_file():
    found = faults(f"{HEAD}tag: x\nquestions:\n- ask: A?\n- typed: x\n- ask: B?\n  number: x\n")
    assert [text.split(": E")[0] for text in found] == [
        "space.yaml:4:1", "space.yaml:6:3", "space.yaml:7:3", "space.yaml:9:11",
    ]  # fmt: skip


def test_the_summary_counts_the_faults():
    with pytest.raises(BadInputError, match=r"space\.yaml was not read: 2 faults\."):
        read("- ask: A?\n- ask: B?\n")


def test_faults_of_json_have_a_place_too():
    text = '{"format": 1, "id": "a", "title": "A",\n "questions": [\n  {"ask": "A?", "typd": "x"}]}'
    assert faults(text)[0].startswith("space.yaml:3:3: E201")
    assert faults(text)[1].startswith("space.yaml:3:17: E104 a question has no key “typd”; did you")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("explain: it: is", "a text with “: ” in it wants quotes around it"),
        ("explain: @home", "a text that begins with this sign wants quotes around it"),
        ("explain: 'quoted' and more", "see that keys stand in line, and that quotes are closed"),
    ],
)
def test_the_slips_of_yaml_that_people_make_come_with_a_hint(line, hint):
    assert fault(f"- ask: A?\n  {line}\n  typed: x").endswith(hint)


def test_signs_tell_options_apart_that_fold_alike():
    for left, right in [("C", "C#"), ("C", "C++"), ("-5", "5"), ("x < y", "x > y"), ("€5", "$5")]:
        assert one(f"answer: '{left}'\n  wrong: ['{right}']") == Choice(left, (right,))


def test_a_question_without_an_id_gets_one_that_stays():
    before = read("- ask: Which planet is red, do you know, of all of them?\n  typed: Mars")
    after = read("- ask: Which planet is RED — do you know — of all of them\n  typed: [Mars, Ares]")
    assert before.questions[0].id == after.questions[0].id
    assert before.questions[0].id.startswith("which-planet-is-red-do-you-know-of-all-")


@given(st.text(min_size=1, max_size=80))
def test_every_made_id_is_an_id(text):
    made = default_id(text)
    assert read(f"- id: {made}\n  ask: A?\n  typed: x").questions[0].id == made


def test_it_reads_up_to_eight_mebibytes():
    long = "  - " + "x" * 150 + "\n"
    questions = "".join(f"- ask: Question {n}?\n  typed:\n{long * 90}" for n in range(100))
    assert 1 << 20 < len(questions) < 8 << 20
    assert len(read(questions).questions) == 100
    assert "E101" in faults(f"{HEAD}questions:\n{questions * 7}")[0]


SCRAPS = st.recursive(
    st.sampled_from(["x", "Mars", "true", "5", "%", "5%", "", "a b", "easy", "\0", "é" * 700]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["x", "rule", "facts", "Venus"]), inner, max_size=2),
    ),
    max_leaves=6,
)
WORDS = (
    "id ask answer answers typed number wrong unit within explain source difficulty tags form"
    " why_wrong proof order time picture nonsense"
)
KEYS = st.sampled_from(WORDS.split())


@given(st.lists(st.dictionaries(KEYS, SCRAPS, max_size=5), max_size=4))
def test_no_question_is_dropped_in_silence(questions):
    """Whatever stands there: all of it is read, or the file is refused with a reason."""
    text = json.dumps({"format": 1, "id": "a", "title": "A", "questions": questions})
    count, problems = -1, ()
    try:
        count = len(read_pack(text, "a.json").questions)
    except BadInputError as refusal:
        problems = refusal.problems
    assert problems or count == len(questions)
    assert all(problem.line and problem.column for problem in problems)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    with pytest.raises(BadInputError):
        read_pack(text, "noise")
