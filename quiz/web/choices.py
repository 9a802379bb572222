"""What a player chose before a round: read from the form, remembered on the device."""

from __future__ import annotations

from flask import request, session

from quiz.errors import BadInputError
from quiz.services.views import RoundChoice
from quiz.web import tongues
from quiz.web.languages import gettext as _

_KEY = "choice"


def chosen() -> RoundChoice:
    """Read the form. What it leaves out is as it was last time."""
    last = remembered()
    form = request.form
    choice = RoundChoice(
        pack=form.get("pack", last.pack)[:100],
        length=_number(form.get("length", last.length)),
        level=form.get("level", last.level)[:20],
        timer=_number(form.get("timer", last.timer)),
        preset=form.get("preset", last.preset)[:20],
        languages=tongues.chosen(),
    )
    session[_KEY] = [choice.pack, choice.length, choice.level, choice.timer, choice.preset]
    return choice


def remembered() -> RoundChoice:
    """Return what was chosen last on this device, or the usual."""
    kept = session.get(_KEY)
    return RoundChoice(*kept) if isinstance(kept, list) and len(kept) == 5 else RoundChoice()


def whole(name: str) -> int:
    """Read a whole number from the form. Raises BadInputError when it is none."""
    return _number(request.form.get(name, ""))


def _number(text: object) -> int:
    digits = str(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 5):
        raise BadInputError(_("“%(text)s” should be a whole number.", text=digits[:20]))
    return int(digits)


def given() -> tuple[str, ...]:
    """Return the answer of a form: the places that were chosen, or the text that was typed."""
    form = request.form
    return tuple(form.getlist("choice")) or tuple(filter(None, [form.get("text", "")]))
