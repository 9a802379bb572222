"""A pack that is written reads back as the same pack, whatever its texts are."""

import json

import pytest
import yaml
from hypothesis import given

from quiz.packs.model import Pack
from quiz.packs.reading import read_pack
from quiz.packs.writing import write_pack_json, write_pack_yaml
from quiz.questions.model import Choice, MultiSelect, Number, Proof, Question, TrueFalse, Typed
from tests.tools.examples import few
from tests.tools.strategies import NASTY, packs

WRITERS = pytest.mark.parametrize("write", [write_pack_yaml, write_pack_json])

SPACE = Pack(
    id="space-basics",
    title="Space basics",
    version="1.10",
    license="CC-BY-SA-4.0",
    authors=("Greenroom",),
    questions=(
        Question(
            id="red-planet",
            ask="Which planet is red?",
            body=Choice("Mars", ("Venus", "Jupiter")),
            explain="Iron oxide dust.",
            difficulty="easy",
            form="single",
            proof=Proof("closed", "Mars is.", (("Venus", "Venus is white: clouds."),), ("red",)),
            tags=("science",),
        ),
        Question("cheese", "The Moon is made of cheese.", TrueFalse(answer=False)),
        Question("walk", "Who first walked on the Moon?", Typed(("Neil Armstrong", "NO"))),
        Question("far", "How far is the Moon?", Number(384400, 5, percent=True, unit="km")),
        Question("gas", "Which TWO are gas giants?", MultiSelect(("Jupiter", "Saturn"), ("Mars",))),
    ),
)

SPACE_AS_YAML = """\
format: 1
id: space-basics
title: Space basics
language: en
version: "1.10"
authors: [Greenroom]
license: CC-BY-SA-4.0
questions:
- id: red-planet
  ask: Which planet is red?
  answer: Mars
  wrong: [Venus, Jupiter]
  why_wrong:
    Venus: "Venus is white: clouds."
  explain: Iron oxide dust.
  difficulty: easy
  form: single
  tags: [science]
  proof:
    rule: closed
    right: Mars is.
    facts: [red]
- id: cheese
  ask: The Moon is made of cheese.
  answer: false
- id: walk
  ask: Who first walked on the Moon?
  typed: [Neil Armstrong, "NO"]
- id: far
  ask: How far is the Moon?
  number: 384400
  unit: km
  within: 5%
- id: gas
  ask: Which TWO are gas giants?
  answers: [Jupiter, Saturn]
  wrong: [Mars]
"""


def test_it_writes_yaml_as_a_person_would():
    assert write_pack_yaml(SPACE) == SPACE_AS_YAML


@WRITERS
@given(packs())
@few(25)
def test_what_is_written_reads_back_as_the_same_pack(write, pack):
    assert read_pack(write(pack), "pack") == pack


@WRITERS
@given(packs())
@few(15)
def test_the_same_pack_gives_the_same_bytes(write, pack):
    text = write(pack)
    assert write(read_pack(text, "pack")) == text


@WRITERS
@pytest.mark.parametrize("text", NASTY)
def test_no_text_changes_its_meaning(write, text):
    options = Choice(text, ("one more", "and another"))
    question = Question("q", text, options, explain=text, tags=(text,), source=text)
    pack = Pack("nasty", text, (question,), authors=(text,))
    assert read_pack(write(pack), "pack") == pack


@pytest.mark.parametrize("text", [text for text in NASTY if "\u2028" not in text])
def test_other_readers_of_yaml_take_a_text_for_that_text(text):
    pack = Pack("nasty", text, (Question("q", text, Typed((text, "other"))),), tags=(text,))
    plain = yaml.safe_load(write_pack_yaml(pack))
    assert plain["title"] == text
    assert plain["tags"] == [text]
    assert plain["questions"][0]["ask"] == text
    assert plain["questions"][0]["typed"] == [text, "other"]


def test_json_is_json_for_every_reader():
    plain = json.loads(write_pack_json(SPACE))
    assert plain["questions"][1] == {
        "id": "cheese", "ask": "The Moon is made of cheese.", "answer": False,
    }  # fmt: skip
    assert plain["questions"][3]["number"] == 384400


def test_a_long_list_stands_an_item_a_line():
    accepted = tuple(f"a rather long spelling number {n}" for n in range(9))
    pack = Pack("long", "Long", (Question("q", "What?", Typed(accepted)),))
    text = write_pack_yaml(pack)
    assert max(map(len, text.splitlines())) < 100
    assert read_pack(text, "pack") == pack


@WRITERS
def test_a_pack_of_many_questions_keeps_them_all_and_their_order(write):
    wrong = tuple(
        (name, f"{name} is another planet altogether.") for name in ("Venus", "Io", "Pan")
    )
    questions = tuple(
        Question(
            f"q-{n}", f"Which planet is number {n} on the list?",
            Choice("Mars", tuple(name for name, _ in wrong)), "Iron oxide dust, mostly.",
            "https://science.nasa.gov/mars", "easy", "single",
            Proof("closed", "It is.", wrong, (f"fact-{n}",)),
        )
        for n in range(250)
    )  # fmt: skip
    pack = Pack("big", "Big", questions)
    assert read_pack(write(pack), "pack") == pack
