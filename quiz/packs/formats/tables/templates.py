"""The templates of Kahoot, Blooket, Gimkit and Wayground, as they are filled in and uploaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quiz.packs.formats.losses import loss, sift
from quiz.packs.formats.model import Format, Found, Holds, Loss, Reading, Skip, Written
from quiz.packs.formats.options import is_statement, option_keys
from quiz.packs.formats.tables import layouts, numbered
from quiz.packs.formats.tables.cells import Row
from quiz.packs.formats.tables.delimited import write_text
from quiz.packs.formats.tables.layouts import Head, Layout
from quiz.packs.formats.tables.sheets import EntryOf, has_head, read_table
from quiz.packs.formats.tables.writing import CSV, XLSX, Cell, options_with_right, write_workbook
from quiz.packs.model import Pack
from quiz.questions.kinds import options_of
from quiz.questions.model import Choice, Question, TrueFalse, Typed

_SECONDS = 20
_OPTIONS = Holds(("choice", "multi", "truefalse"))
_ONE_RIGHT = Holds(("choice", "truefalse"))
_TYPED_TOO = Holds((*_OPTIONS.kinds, "typed"), ("explain",))
_KAHOOT_ASK, _KAHOOT_ANSWER = 120, 75
_KAHOOT_HEAD = (
    "",
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_KAHOOT_BANNER = (
    (),
    ("", "Quiz template"),
    ("", "Upload this file where Kahoot! lets you import questions from a spreadsheet."),
    *((),) * 4,
)
_BLOOKET_BANNER = ("Blooket\nImport Template", *("",) * 7)
_BLOOKET_HEAD = (
    *("Question #", "Question Text", "Answer 1", "Answer 2"),
    *("Answer 3\n(Optional)", "Answer 4\n(Optional)"),
    *("Time Limit (sec)\n(Max: 300 seconds)", "Correct Answer(s)\n(Only include Answer #)"),
)
_GIMKIT_BANNER = ("Gimkit Spreadsheet Import Template", *("",) * 4)
_GIMKIT_HEAD = (
    *("Question", "Correct Answer", "Incorrect Answer 1"),
    *("Incorrect Answer 2 (Optional)", "Incorrect Answer 3 (Optional)"),
)
_WAYGROUND_HEAD = (
    *("Question Text", "Question Type", *(f"Option {number}" for number in range(1, 6))),
    *("Correct Answer", "Time in seconds", "Image Link", "Answer explanation"),
)

_Line = Sequence[Cell]
_Made = tuple[_Line, Sequence[Loss]] | Loss


def _sorted_out(
    pack: Pack,
    holds: Holds,
    line_of: Callable[[int, Question], _Made],
) -> tuple[list[_Line], tuple[Loss, ...]]:
    """Return the rows of the questions that fit, and all that is lost."""
    questions, losses = sift(pack, holds)
    lines: list[_Line] = []
    told = list(losses)
    for question in questions:
        made = line_of(len(lines) + 1, question)
        if isinstance(made, Loss):
            told.append(made)
            continue
        lines.append(made[0])
        told += made[1]
    return lines, tuple(told)


def _numbers(right: tuple[int, ...]) -> Cell:
    return right[0] if len(right) == 1 else ",".join(map(str, right))


def _padded(options: tuple[str, ...], count: int) -> tuple[str, ...]:
    return (*options, *("",) * (count - len(options)))


def _kahoot_line(number: int, question: Question) -> _Made:
    made = options_with_right(question, 4)
    if isinstance(made, Loss):
        return made
    options, right, lost = made
    if len(question.ask) > _KAHOOT_ASK or max(map(len, options)) > _KAHOOT_ANSWER:
        told = f"at most {_KAHOOT_ASK} characters to ask and {_KAHOOT_ANSWER} to answer fit there"
        return loss(question, f"the whole question: {told}")
    return (number, question.ask, *_padded(options, 4), _SECONDS, _numbers(right)), lost


def _write_kahoot(pack: Pack) -> Written:
    lines, told = _sorted_out(pack, _OPTIONS, _kahoot_line)
    rows = (*_KAHOOT_BANNER, _KAHOOT_HEAD, *lines)
    return Written(write_workbook("Sheet1", rows, len(_KAHOOT_BANNER)), told)


def _blooket_line(number: int, question: Question) -> _Made:
    made = options_with_right(question, 4)
    if isinstance(made, Loss):
        return made
    options, right, lost = made
    return (number, question.ask, *_padded(options, 4), _SECONDS, _numbers(right)), lost


def _write_blooket(pack: Pack) -> Written:
    lines, told = _sorted_out(pack, _OPTIONS, _blooket_line)
    rows = [[str(cell) for cell in line] for line in (_BLOOKET_BANNER, _BLOOKET_HEAD, *lines)]
    return Written(write_text(rows), told)


def _gimkit_line(_: int, question: Question) -> _Made:
    body = question.body
    if isinstance(body, TrueFalse):
        right = str(body.answer)
        return (question.ask, right, *_padded((str(not body.answer),), 3)), ()
    answer, *wrong = options_of(body)
    told = [loss(question, f"{len(wrong) - 3} of its wrong options")] if len(wrong) > 3 else []
    if isinstance(body, Choice) and is_statement(answer, body.wrong[:3]):
        told.append(loss(question, "that it is not a statement, being True or False"))
    return (question.ask, answer, *_padded(tuple(wrong[:3]), 3)), told


def _write_gimkit(pack: Pack) -> Written:
    lines, told = _sorted_out(pack, _ONE_RIGHT, _gimkit_line)
    rows = [[str(cell) for cell in line] for line in (_GIMKIT_BANNER, _GIMKIT_HEAD, *lines)]
    return Written(write_text(rows), told)


def _gimkit_entry(row: Row, head: Head) -> Found | Skip | None:
    """Return the question of a row; what stands there is meant as it is, bars and all."""
    ask, answer = head.cell(row, "ask"), head.cell(row, "answer")
    wrong = tuple(text for text in head.cells(row, "wrong").values() if text)
    if row.cells == head.row.cells or not (ask or answer):
        return None
    if not ask or not answer:
        reason = "it has no right answer" if ask else "it has no question"
        return Skip(row.number, ask or answer, reason)
    if not wrong:
        return Found(row.number, {"ask": ask, "typed": answer})
    return Found(row.number, {"ask": ask, **option_keys((answer,), wrong)})


def _wayground_line(_: int, question: Question) -> _Made:
    if isinstance(question.body, Typed):
        accepted = question.body.accepted
        more = len(accepted) - 5
        told = (loss(question, f"{more} of the answers it takes"),) if more > 0 else ()
        cells: _Line = ("Fill-in-the-Blank", *_padded(accepted[:5], 5), "")
        return (question.ask, *cells, 30, "", question.explain), told
    made = options_with_right(question, 5)
    if isinstance(made, Loss):
        return made
    options, right, lost = made
    kind = "Multiple Choice" if len(right) == 1 else "Checkbox"
    cells = (kind, *_padded(options, 5), _numbers(right))
    return (question.ask, *cells, 30, "", question.explain), lost


def _write_wayground(pack: Pack) -> Written:
    lines, told = _sorted_out(pack, _TYPED_TOO, _wayground_line)
    return Written(write_workbook("Sheet1", (_WAYGROUND_HEAD, *lines), 0), told)


def _formats() -> Iterator[Format]:
    form = f"At most {_KAHOOT_ASK} characters to ask and {_KAHOOT_ANSWER} to answer; four options."
    four, three = "At most four options.", "At most three wrong options."
    five = "At most five options. Open questions, polls and drawings are left out."
    by_number = numbered.entry_of
    yield _format(layouts.KAHOOT, "Kahoot!", by_number, _write_kahoot, _OPTIONS, form)
    yield _format(layouts.BLOOKET, "Blooket", by_number, _write_blooket, _OPTIONS, four)
    yield _format(layouts.WAYGROUND, "Wayground", by_number, _write_wayground, _TYPED_TOO, five)
    yield _format(layouts.GIMKIT, "Gimkit", _gimkit_entry, _write_gimkit, _ONE_RIGHT, three)


def _format(
    layout: Layout,
    title: str,
    entry_of: EntryOf,
    write: Callable[[Pack], Written],
    holds: Holds,
    limits: str,
) -> Format:
    is_sheet = layout in (layouts.KAHOOT, layouts.WAYGROUND)

    def read(data: bytes, file: str) -> Reading:
        return read_table(data, file, layout, entry_of)

    return Format(
        name=layout.name,
        title=title,
        ending=".xlsx" if is_sheet else ".csv",
        fits=lambda sample: has_head(sample, layout),
        read=read,
        write=write,
        mime=XLSX if is_sheet else CSV,
        holds=holds,
        limits=limits,
    )


KAHOOT, BLOOKET, WAYGROUND, GIMKIT = _formats()
