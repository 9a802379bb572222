"""The forms of the moments editor, read from requests as the services want them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flask import request

from quiz.drafting.forms import LISTS, TEXTS, Said, Told
from quiz.drafting.typed import FormError, tidy
from quiz.errors import BadInputError, QuizError
from quiz.services.editor.views import Typed, Wish
from quiz.web import drafts
from quiz.web.languages import later as _later

_ROLE = "role."
_MOST = 200  # of what one field may hold several of
_LONGEST = 2_000
_FORMS = {
    "single": _later("choose one"),
    "typed": _later("typed"),
    "number": _later("a number"),
    "count": _later("how many"),
    "multi": _later("choose several"),
    "pair": _later("the other of two"),
    "of-these": _later("which of these"),
    "not": _later("which NOT"),
    "odd": _later("odd one out"),
    "true-false": _later("true or false"),
    "order": _later("put in order"),
    "match": _later("match"),
    "clue": _later("in two steps"),
}


def wish() -> Wish:
    """Return which part of a file an address asks for."""
    asked = request.args
    chosen = asked.get("moment", "")
    return Wish(
        moment=_whole(chosen) if chosen else None,
        new=asked.get("new", "")[:100],
        thing=asked["thing"][:200] if "thing" in asked else None,
        form=asked.get("form", "")[:40],
        first=max(0, _whole(asked.get("first", ""))),
        find=asked.get("find", "")[:100],
    )


def uploaded() -> bytes:
    """Return the file that was sent, empty where there is none."""
    upload = request.files.get("file")
    if upload is None:
        return b""
    try:
        return bytes(upload.read())
    finally:
        upload.close()  # a large one lies on the disk


def number() -> int:
    """Return the place of a moment in its file, -1 for a new one."""
    return _whole(request.form.get("number", ""))


def revision() -> int:
    """Return the revision that a form was shown at."""
    return _whole(request.form.get("revision", ""))


def said() -> Said:
    """Return what a form says of a moment."""
    form = request.form
    roles = {key.removeprefix(_ROLE): _texts(key) for key in form if key.startswith(_ROLE)}
    return Said(
        roles=roles,
        complete=frozenset(form.getlist("complete")[:_MOST]),
        near=_texts("near"),
        source=_text("source"),
        place=_text("place"),
        note=_text("note"),
        during=_text("during"),
        status=_text("status") or "stated",
        ties="ties" in form,
    )


def told() -> Told:
    """Return what a form says of a thing; its lists are parted by semicolons."""
    lists = {
        name: tuple(filter(None, map(tidy, request.form.get(name, "")[:_LONGEST].split(";"))))
        for name in LISTS
    }
    texts = {name: _text(name) for name in TEXTS}
    return Told(texts, lists, "quiet" not in request.form, "sensitive" in request.form)


def texts(names: Iterable[str]) -> dict[str, str]:
    """Return the texts of the fields that were sent, by name."""
    return {name: _text(name) for name in names if name in request.form}


def refusal(refused: QuizError, typed: Typed | None) -> tuple[str, Typed | None]:
    """Return why nothing was done, and the form with what is wrong in each field."""
    if isinstance(refused, FormError):
        loose = [fault.message for fault in refused.faults if not fault.field]
        faults = [fault for fault in refused.faults if fault.field]
        shown = replace(typed, faults=faults) if typed else None
        return " ".join(loose if loose or typed else [str(refused)]), shown
    if isinstance(refused, BadInputError) and refused.problems:
        return drafts.words_of(refused), typed
    return str(refused), typed


def _texts(name: str) -> tuple[str, ...]:
    found = (tidy(text[:_LONGEST]) for text in request.form.getlist(name)[:_MOST])
    return tuple(filter(None, found))


def _text(name: str) -> str:
    return tidy(request.form.get(name, "")[:_LONGEST])


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1


def form_word(form: str) -> str:
    """Return how a form of question is called."""
    return str(_FORMS.get(form, form))
