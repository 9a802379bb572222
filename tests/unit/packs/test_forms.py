"""Questions as forms: nothing is lost on the way, and the reader of packs checks each field."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quiz.packs.form_faults import faults_of, unkept
from quiz.packs.forms import KINDS, Form, form_of, question_of
from quiz.packs.model import Pack
from quiz.packs.reading import read_pack
from quiz.packs.switching import switched
from quiz.packs.writing import write_pack_json, write_pack_yaml
from quiz.questions.kinds import kind_of
from quiz.questions.model import Choice, Number, Proof, Question, TrueFalse, Typed
from tests.tools.strategies import questions

SPACE = Question("q", "Which planet is red?", Choice("Mars", ("Venus", "Saturn")))
WORDS = st.sampled_from(
    ("", "Mars", "mars", "Io", "5", "1e3", "x\x07", "true", "12a", "-3%", "a" * 300)
)
SOME = st.lists(WORDS, max_size=9).map(tuple)


def forms():
    return st.builds(
        Form, st.sampled_from(KINDS), ask=WORDS, right=SOME, wrong=SOME, why=SOME,
        truth=st.sampled_from(("true", "false", "")), number=WORDS, within=WORDS, unit=WORDS,
        explain=WORDS, source=WORDS, difficulty=st.sampled_from(("easy", "hard", "x")), tags=WORDS,
        time=WORDS,
    )  # fmt: skip


@given(questions())
def test_a_question_is_what_its_form_says(question):
    assert question_of(form_of(question), question) == question
    assert faults_of(form_of(question)) == ()


@given(forms())
def test_a_form_without_a_fault_is_a_question_that_reads_again_as_it_is(form):
    if not faults_of(form):
        question = question_of(form, SPACE)
        pack = Pack("p", "P", (question,))
        assert read_pack(write_pack_json(pack), "p.json") == pack
        assert read_pack(write_pack_yaml(pack), "p.yaml") == pack


@given(forms())
def test_whatever_is_typed_is_kept_as_a_draft_and_shown_as_it_was(form):
    faults = faults_of(form)
    if not unkept(faults):
        question = question_of(form, SPACE)
        again = form_of(question)
        assert question_of(again, question) == question
        assert kind_of(question.body) == form.kind
        assert again.ask == form.ask


@given(questions(), st.sampled_from(KINDS))
def test_a_question_of_any_kind_becomes_one_of_any_other(question, kind):
    form = switched(form_of(question), kind)
    made = question_of(form, question)
    assert kind_of(made.body) == kind
    assert (made.id, made.ask, made.explain) == (question.id, question.ask, question.explain)
    assert not unkept(faults_of(form))


def test_switching_keeps_what_the_other_kind_can_hold():
    told = form_of(replace(SPACE, proof=Proof("author", wrong=(("Venus", "It is white."),))))
    assert switched(told, "multi").rows == (("Venus", "It is white."), ("Saturn", ""))
    typed = switched(told, "typed")
    assert (typed.right, typed.rows) == (("Mars",), (("Venus", "It is white."),))
    assert switched(told, "order").right == ("Mars", "Venus", "Saturn")
    assert switched(told, "match").right == ("Mars", "Venus", "Saturn")
    years = form_of(replace(SPACE, body=Typed(("1,969",))))
    assert switched(years, "number").number == "1969"
    metres = form_of(replace(SPACE, body=Number(384400.0, unit="km")))
    assert switched(metres, "typed").right == ("384,400 km",)


def test_each_fault_stands_at_its_field_with_its_code():
    form = Form("choice", right=("Mars",), wrong=("", "mars", "Venus"), why=("", "", "x" * 5000))
    found = {(fault.field, fault.code) for fault in faults_of(form)}
    assert found == {("ask", "E106"), ("wrong-1", "E206")}
    reasoned = replace(form, ask="Who?", wrong=("", "Io", "Venus"))
    assert [(f.field, f.code) for f in faults_of(reasoned)] == [("why-2", "E209")]
    assert [f.field for f in faults_of(Form("choice", ask="Who?"))] == ["right-0", "wrong-0"]
    wrong = Form("number", ask="When?", number="soon", within="-1", time="3", difficulty="x")
    assert unkept(faults_of(wrong)) == {"number", "time", "difficulty"}
    pair = Form("match", ask="Which?", right=("a", "b", "c"), wrong=("1", "", "3"))
    assert "wrong-1" in {fault.field for fault in faults_of(pair)}


def test_who_changes_what_is_asked_takes_over_from_the_proof():
    proof = Proof("pinned", "The minutes say so.", facts=("m1",))
    before = replace(SPACE, proof=proof)
    explained = question_of(replace(form_of(before), explain="Rust."), before)
    assert explained.proof == proof
    asked = question_of(replace(form_of(before), ask="Which one is red?"), before)
    assert asked.proof == Proof("author", facts=("m1",))


def test_a_claim_says_why_it_is_not_the_other_way_round():
    form = Form("truefalse", ask="Mars has two moons.", truth="false", why=("It has.",))
    question = question_of(form, SPACE)
    assert question.body == TrueFalse(answer=False)
    assert question.proof.wrong == (("True", "It has."),)
    assert faults_of(form) == ()
