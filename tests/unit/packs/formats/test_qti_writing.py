"""Packages of QTI 2.1 that we write: what they hold comes back, and the rest is told."""

from hypothesis import given, settings

from quiz.packs.formats import registry, zips
from quiz.packs.importing import import_pack
from quiz.packs.model import Pack
from quiz.questions.model import Choice, Number, Proof, Question, Typed
from tests.tools.strategies import packs

QTI = registry.named("qti")


def again(written):
    form = registry.detect(written.data, "upload.bin")
    assert form is QTI
    return import_pack(written.data, "pack.zip", form)


def held(question):
    """A question as a package gives it back."""
    kept = {"choice", "multi", "truefalse"}
    kind = type(question.body).__name__.casefold().replace("select", "")
    proof = Proof("author", wrong=question.proof.wrong if kind in kept else ())
    return Question(question.id, question.ask, question.body, question.explain, proof=proof)


@settings(max_examples=15)
@given(packs())
def test_what_a_package_can_hold_comes_back_as_it_was(pack):
    made = again(QTI.write(pack))
    assert made.report.skipped == ()
    assert list(made.pack.questions) == [held(question) for question in pack.questions]
    assert made.pack.title == " ".join(pack.title.split())
    assert made.pack.language == pack.language


def test_marks_and_lines_in_texts_come_back_as_they_were():
    body = Choice("<b>", ("&amp;", "a\nb", "x  y", "<img src='a'>"))
    question = Question("q", "Which is <i>\nbold</i> &c.?", body, "10<sup>3</sup>")
    (read,) = again(QTI.write(Pack("p", "P", (question,)))).pack.questions
    assert (read.ask, read.body, read.explain) == (question.ask, body, question.explain)


def test_the_same_pack_gives_the_same_bytes():
    pack = Pack("p", "P", (Question("q", "How many?", Number(3, 5, percent=True, unit="km")),))
    assert QTI.write(pack).data == QTI.write(pack).data


def test_what_a_package_cannot_hold_is_told():
    reasons = Proof("author", wrong=(("7", "Too many."),))
    questions = (
        Question("a", "Who?", Typed(("Ada",)), proof=reasons, difficulty="hard", tags=("x",)),
        Question("b", "Is it true?", Choice("True", ("False",))),
    )
    told = [(each.question_id, each.what) for each in QTI.write(Pack("p", "P", questions)).losses]
    assert told == [
        ("a", "its level"),
        ("a", "its tags"),
        ("a", "why its options are wrong"),
        ("b", "that it is not a statement, being True or False"),
    ]


def test_more_items_than_a_package_may_have_are_told():
    most = zips.MOST_ENTRIES - 10
    questions = tuple(Question(f"q{n}", f"Who is {n}?", Typed(("Ada",))) for n in range(most + 2))
    written = QTI.write(Pack("p", "P", questions))
    assert [each.question_id for each in written.losses] == [f"q{most}", f"q{most + 1}"]
    assert len(again(written).pack.questions) == most
