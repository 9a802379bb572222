import importlib.util
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from quiz.packs.media.reading import prepare
from quiz.paper.model import SheetQuestion, SheetRound, Sheets
from quiz.paper.sheets import answers_pdf, key_pdf, questions_pdf
from quiz.paper.words import Words
from tests.tools.examples import few
from tests.tools.media import photo

_spec = importlib.util.spec_from_file_location("nights", Path(__file__).with_name("nights.py"))
nights = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(nights)

EVERY_SHEET = (questions_pdf, answers_pdf, key_pdf)


def pages(pdf):
    """The text of each page, its spaces and line ends as one space each."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def text(pdf):
    return " ".join(pages(pdf))


def test_every_question_and_option_is_on_the_question_sheet():
    shown = text(questions_pdf(nights.night(*nights.EVERY_KIND)))
    for question in nights.EVERY_KIND:
        assert question.ask in shown
        for _, option in question.options:
            assert option in shown
        for left in question.lefts:
            assert left in shown


def test_a_picture_is_on_the_question_sheet_alone():
    asked = replace(nights.CHOICE, picture=prepare(photo(), "m").data, alt="A circle")
    sheets = nights.night(asked, nights.CHOICE)
    assert [len(page.images) for page in PdfReader(io.BytesIO(questions_pdf(sheets))).pages] == [1]
    for other in (answers_pdf(sheets), key_pdf(sheets)):
        assert not any(page.images for page in PdfReader(io.BytesIO(other)).pages)


def test_every_answer_is_on_the_key_and_on_no_other_sheet():
    questions = [
        replace(q, answer=f"canary{i}a", explain=f"canary{i}b", source=f"canary{i}c")
        for i, q in enumerate(nights.EVERY_KIND)
    ]
    sheets = nights.night(*questions)
    key = text(key_pdf(sheets))
    for question in questions:
        assert question.answer in key
        assert question.explain in key
        assert question.source in key
    for other in (questions_pdf(sheets), answers_pdf(sheets)):
        assert "canary" not in text(other)
        assert b"canary" not in other


def test_the_key_shows_the_letters_to_circle_or_to_write():
    shown = text(key_pdf(nights.night(nights.CHOICE, nights.MULTI, nights.ORDER, nights.MATCH)))
    assert "1 A Ice Spice" in shown
    assert "3 A C Mongolia" in shown
    assert "6 B A C D Jaws" in shown
    assert "7 D C A B London" in shown


def test_letters_that_no_option_has_are_left_out():
    odd = replace(nights.CHOICE, letters=("A", "Q"))
    assert "1 A Ice Spice" in text(key_pdf(nights.night(odd)))


def test_the_right_option_is_not_set_apart_on_the_sheets():
    other = replace(nights.CHOICE, answer="Karol G", letters=("C",))
    for sheet in (questions_pdf, answers_pdf):
        assert sheet(nights.night(nights.CHOICE)) == sheet(nights.night(other))


def test_the_answer_sheet_has_a_box_that_fits_the_kind():
    shown = text(answers_pdf(nights.night(nights.CHOICE)))
    assert "A B C D" in shown
    assert nights.CHOICE.ask not in shown
    assert "1 2 3 4" in text(answers_pdf(nights.night(nights.ORDER)))
    assert "True" in text(answers_pdf(nights.night(nights.TRUE_FALSE)))


def test_the_answer_sheet_has_a_total_for_each_round_and_for_the_night():
    first = SheetRound(1, "Openers", "", "", (nights.CHOICE,))
    second = SheetRound(2, "Closers", "", "", (nights.TYPED,))
    shown = text(answers_pdf(nights.night(rounds=(first, second))))
    assert shown.count("Team") == 3
    assert shown.count("Total") == 2
    assert "The whole night" in shown


def test_a_break_has_no_strip_and_no_total_on_the_answer_sheet():
    played = SheetRound(1, "Openers", "", "", (nights.CHOICE,))
    drinks = SheetRound(2, "Half-time", "", "Break", ())
    after = SheetRound(3, "Closers", "", "", (nights.TYPED,))
    shown = text(answers_pdf(nights.night(rounds=(played, drinks, after))))
    assert "Half-time" not in shown
    assert shown.count("Total") == 2
    assert "Half-time" in text(questions_pdf(nights.night(rounds=(played, drinks, after))))


def test_a_round_too_long_for_a_page_goes_on_with_its_head_and_one_total():
    many = [replace(nights.TYPED, number=i) for i in range(1, 41)]
    shown = pages(answers_pdf(nights.night(*many)))
    assert len(shown) > 2
    assert all("Openers" in page and "Team" in page for page in shown[1:])
    assert sum(page.count("Total") for page in shown) == 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("sheet", [questions_pdf, key_pdf])
def test_no_question_is_split_over_two_pages(sheet, paper):
    long = "and then some more of it " * 9
    questions = [
        replace(
            nights.EVERY_KIND[i % 7],
            number=i,
            ask=f"first{i}x {long}",
            options=nights.lettered("one", "two", f"last{i}x"),
            answer=f"first{i}x",
            source=f"last{i}x",
        )
        for i in range(1, 41)
    ]
    shown = pages(sheet(nights.night(*questions), paper))
    assert len(shown) > 3
    for i in range(1, 41):
        assert [f"first{i}x" in page for page in shown] == [f"last{i}x" in page for page in shown]


def test_the_head_of_a_round_stands_with_its_first_question():
    for count in range(8, 16):
        first = SheetRound(1, "Openers", "", "", (nights.TYPED,) * count)
        second = SheetRound(2, "Closers", "", "", (replace(nights.TYPED, ask="And then?"),))
        for page in pages(questions_pdf(nights.night(rounds=(first, second)))):
            assert ("Closers" in page) == ("And then?" in page)


def test_each_page_says_which_of_how_many_it_is():
    shown = pages(questions_pdf(nights.night(*nights.EVERY_KIND * 3)))
    for number, page in enumerate(shown, start=1):
        assert page.endswith(f"{number} / {len(shown)}")


def test_a_document_tells_its_title_its_language_and_its_rounds():
    reader = PdfReader(io.BytesIO(key_pdf(nights.night(nights.TYPED), words=Words(lang="de"))))
    assert reader.metadata.title == "Alice’s night · Answer key"
    assert reader.trailer["/Root"]["/Lang"] == "de"
    assert [entry.title for entry in reader.outline] == ["Round 1 Openers"]


@pytest.mark.parametrize(("paper", "size"), [("a4", (595.28, 841.89)), ("letter", (612.0, 792.0))])
def test_it_prints_on_the_paper_that_is_asked_for(paper, size):
    box = PdfReader(io.BytesIO(questions_pdf(nights.night(nights.TYPED), paper))).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.1)


@pytest.mark.parametrize("sheet", EVERY_SHEET)
def test_the_same_night_gives_the_same_file(sheet):
    sheets = nights.night(*nights.EVERY_KIND)
    assert sheet(sheets) == sheet(sheets)


def test_letters_from_all_over_europe_are_printed():
    ask = "Łódź, Øya, Reykjavík, Škoda, Győr, Ťahanovce, Işık, Žilina – “über”?"
    shown = text(questions_pdf(nights.night(nights.question(ask=ask))))
    assert ask in shown
    assert "□" not in shown


def test_what_the_fonts_lack_is_a_box_and_the_last_page_says_so():
    shown = text(questions_pdf(nights.night(nights.question(ask="Say 中文, مرحبا or 🎸"))))
    assert "Say □□, □□□□□ or □" in shown
    assert "□ stands for" in shown
    assert "□ stands for" not in text(questions_pdf(nights.night(nights.TYPED)))


def test_braces_and_page_marks_in_a_text_stay_as_they_are():
    odd = nights.question(ask="What is {nb} of {number}?", answer="{source}", source="{0} {nb}")
    assert "What is {nb} of {number}?" in text(questions_pdf(nights.night(odd)))
    shown = text(key_pdf(nights.night(odd)))
    assert "{source}" in shown
    assert "Source: {0} {nb}" in shown


def test_a_question_longer_than_a_page_goes_on_to_the_next():
    shown = pages(questions_pdf(nights.night(nights.question(ask="word " * 3000 + "end."))))
    assert len(shown) > 2
    assert "end." in shown[-1]


def test_a_night_without_rounds_is_still_a_page():
    for sheet in EVERY_SHEET:
        assert len(pages(sheet(Sheets("", "", "", ())))) == 1
        assert len(pages(sheet(Sheets("", "", "", (SheetRound(1, "", "", "", ()),))))) == 1


TEXTS = st.text(st.characters(), max_size=60) | st.text("W 中🎸\n", max_size=900)
KINDS = st.sampled_from(["choice", "truefalse", "multi", "typed", "number", "order", "match", "?"])
QUESTIONS = st.builds(
    SheetQuestion,
    number=st.integers(0, 10**6),
    kind=KINDS,
    ask=TEXTS,
    options=st.lists(st.tuples(st.text(max_size=3), TEXTS), max_size=12).map(tuple),
    lefts=st.lists(TEXTS, max_size=12).map(tuple),
    answer=TEXTS,
    explain=TEXTS,
    source=TEXTS,
    seconds=st.integers(0, 9999),
    letters=st.lists(st.sampled_from("ABC"), max_size=12).map(tuple),
)
ROUNDS = st.builds(
    SheetRound,
    number=st.integers(0, 99),
    title=TEXTS,
    note=TEXTS,
    format=TEXTS,
    questions=st.lists(QUESTIONS, max_size=3).map(tuple),
)
NIGHTS = st.builds(
    Sheets, title=TEXTS, when=TEXTS, scoring=TEXTS, rounds=st.lists(ROUNDS, max_size=2).map(tuple)
)


@few(10)
@given(NIGHTS, st.sampled_from(["a4", "letter"]))
def test_any_text_in_any_field_can_be_printed(sheets, paper):
    for sheet in EVERY_SHEET:
        assert PdfReader(io.BytesIO(sheet(sheets, paper))).pages
