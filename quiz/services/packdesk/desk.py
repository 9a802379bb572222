"""A pack on the desk: its list, the question that is open, what is said of all of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from quiz.errors import ConflictError
from quiz.packs import edits
from quiz.packs.form_faults import FieldFault
from quiz.packs.forms import Form, form_of
from quiz.packs.model import Pack
from quiz.questions.kinds import kind_of, options_of
from quiz.questions.model import Question
from quiz.services.house import House
from quiz.services.library import mending
from quiz.services.library.keeping import record
from quiz.services.packdesk import steps
from quiz.services.packdesk.changes import head_of, is_blank
from quiz.services.packdesk.looking import look, preview
from quiz.services.packdesk.views import DeskView, Row, Sheet, State, Wish
from quiz.store import own_packs as rows
from quiz.store import packs as version_rows
from quiz.text import fold

ROWS = 50
"""So many questions are listed at once."""


def show(house: House, owner_id: str, pack_id: str, wish: Wish) -> DeskView:
    """Return a person's pack on the desk; the question that the wish names is open, or the first.

    Raises NotFoundError when they have none such, ConflictError for a pack made of moments.
    """
    with house.store.reading() as tx:
        own, _ = record(tx, owner_id, pack_id)
        if own.draft_id is not None:
            raise ConflictError("This pack is made of moments: change it there, or make a copy.")
        drafted = rows.draft_body(tx, pack_id)
        body = drafted[0] if drafted else version_rows.bodies(tx, (own.digest,))[own.digest]
        undo, redo = steps.around(tx, own)
    reports = [one for one in mending.queue(house, owner_id) if one.pack_id == pack_id]
    counts = Counter(one.question_id for one in reports)
    pack, listed, found = house.heavy(lambda: _listed(body, counts, fold(wish.find)))
    place = edits.place_of(pack, wish.question)
    if place < 0 and found:
        place = found[0].place - 1
    state: State = "published" if own.version and not drafted else "draft"
    first = _first(wish, found, place)
    return DeskView(
        id=pack_id,
        revision=own.revision,
        state=state if own.version else "new",
        version=own.version,
        saved_at=drafted[1] if drafted else None,
        visibility=own.visibility,
        head=head_of(pack),
        total=len(listed),
        found=len(found),
        first=first,
        rows=tuple(found[first : first + ROWS]),
        faulty=tuple(row for row in listed if row.faults),
        undo=undo,
        redo=redo,
        sheet=_sheet(pack, place, tuple(reports)) if place >= 0 else None,
    )


def typed_in(view: DeskView, form: Form, faults: tuple[FieldFault, ...]) -> DeskView:
    """Return the desk with what was typed, and was not kept, in the open question's form."""
    if view.sheet is None:
        return view
    return replace(view, sheet=replace(view.sheet, form=form, faults=faults, is_blank=False))


def _sheet(pack: Pack, place: int, reports: tuple[mending.Reported, ...]) -> Sheet:
    question = pack.questions[place]
    said, form = look(question), form_of(question)
    return Sheet(
        id=question.id,
        place=place + 1,
        form=form,
        faults=said.faults,
        advice=said.advice,
        preview=preview(pack, place),
        reports=tuple(one for one in reports if one.question_id == question.id),
        picture=question.picture,
        audio=question.audio,
        is_blank=is_blank(form),
    )


def _listed(body: bytes, reports: Counter[str], wanted: str) -> tuple[Pack, list[Row], list[Row]]:
    """Return a pack as it is kept, all its rows, and those in which is what is looked for."""
    pack = version_rows.unpack(body)
    rows = [_row(place, question, reports) for place, question in enumerate(pack.questions, 1)]
    pairs = zip(rows, pack.questions, strict=True)
    return pack, rows, [row for row, q in pairs if wanted in _words(q)] if wanted else rows


def _row(place: int, question: Question, reports: Counter[str]) -> Row:
    said = look(question)
    kind = kind_of(question.body)
    counts = (len(said.faults), len(said.advice), reports[question.id])
    return Row(question.id, place, question.ask, kind, *counts)


def _words(question: Question) -> str:
    return fold(" ".join((question.ask, *options_of(question.body), *question.tags)))


def _first(wish: Wish, found: list[Row], place: int) -> int:
    """Return from which row on to show: as is wished, or so that the open one is among them."""
    if wish.first is not None:
        return max(0, min(wish.first, len(found) - 1) // ROWS * ROWS)
    at = next((at for at, row in enumerate(found) if row.place == place + 1), 0)
    return at // ROWS * ROWS
