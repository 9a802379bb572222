"""How the page of item analysis calls what it found, and what it advises."""

from __future__ import annotations

from quiz.services.items import Flag
from quiz.web.languages import gettext as _
from quiz.web.languages import later as _later

_FLAGS: dict[Flag, object] = {
    "key": _later("Another answer wins"),
    "backwards": _later("Those who know more miss it"),
    "hard": _later("Hardly anybody knows"),
    "easy": _later("Everybody knows"),
    "idle": _later("An option nobody takes"),
}
_ADVICE: dict[Flag, object] = {
    "key": _later(
        "More people chose a wrong option than the right one. Look the answer up once more; "
        "if it holds, say in the question what tells the two apart."
    ),
    "backwards": _later(
        "Whoever had the rest right tended to miss this one. Mostly the key is wrong, or the "
        "question can be read in two ways: read it as an expert would."
    ),
    "hard": _later(
        "No more are right than by guessing. Give a hint in the question, or keep it for the "
        "last round."
    ),
    "easy": _later(
        "Good to warm a room up. To find out who knows more, put wrong options there that come "
        "nearer."
    ),
    "idle": _later(
        "An option that nobody believes makes guessing easier. Put one in its place that "
        "somebody could take for the answer."
    ),
}
_CLEAR, _SLIGHT = 0.3, 0.1


def flag(name: Flag) -> str:
    """Name what is the matter with a question."""
    return str(_FLAGS[name])


def advice(name: Flag) -> str:
    """Say what to do about it."""
    return str(_ADVICE[name])


def telling(correlation: float | None) -> str:
    """Say how well a question tells apart who knows more and who less."""
    if correlation is None:
        return _("cannot be told yet")
    if correlation >= _CLEAR:
        return _("tells people apart well")
    if correlation >= _SLIGHT:
        return _("tells people apart a little")
    if correlation > -_SLIGHT:
        return _("tells nobody apart")
    return _("turns people round")


def signed(value: float | None) -> str:
    """Write a correlation: ``+0.32``, ``−0.10``; a dash where there is none."""
    return "–" if value is None else f"{value:+.2f}".replace("-", "−")
