"""The words and sizes that templates ask for: no rules, only how things are called and set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from babel.numbers import format_decimal
from flask import Flask
from flask_wtf.csrf import generate_csrf

from quiz.leaderboards.windows import WINDOWS
from quiz.rounds.model import LENGTHS, SOLO_LEVELS, TIMERS
from quiz.scores.presets import PRESETS
from quiz.services.reporting import REASONS
from quiz.services.views import OptionView, RevealOption, RoundChoice
from quiz.web.languages import gettext as _
from quiz.web.languages import later as _later
from quiz.web.languages import locale, ngettext

# Up to this many characters a question is set in the size of that name.
_ASK_SIZES = ((42, "s"), (84, "m"), (150, "l"))
_OPTION_SIZES = ((24, "s"), (44, "m"))


def init_app(app: Flask) -> None:
    """Give the words to every template."""
    app.jinja_env.globals.update(
        verdict=verdict,
        verdict_icon=verdict_icon,
        level_word=level_word,
        window_word=window_word,
        clock=clock,
        ask_size=ask_size,
        option_fit=option_fit,
        options=SimpleNamespace(
            lengths=[(n, str(n)) for n in LENGTHS],
            levels=_Words((level, level_choice) for level in SOLO_LEVELS),
            timers=_Words((seconds, timer_word) for seconds in TIMERS),
            presets=_Words((name, preset_word) for name in PRESETS),
            windows=_Words((window, window_word) for window in WINDOWS),
        ),
        csrf_token=generate_csrf,
        report_word=report_word,
        report_reasons=lambda: [(reason, report_word(reason)) for reason in REASONS],
    )
    app.jinja_env.filters["for_pack"] = for_pack
    app.jinja_env.filters["numberformat"] = number


def number(value: float) -> str:
    """Write a number as readers of the language at hand do."""
    return _number(value, locale())


@lru_cache(maxsize=8192)  # thousands of phones are told points of which there are few
def _number(value: float, locale: str) -> str:
    return str(format_decimal(value, locale=locale))


class _Words(list[Any]):
    """Pairs of a value and its word, worded anew for the language of each request."""

    def __iter__(self) -> Any:
        return ((value, word(value)) for value, word in super().__iter__())


# Worded when they are shown, in the language of that request, and no other word with them.
_VERDICTS = {
    "right": _later("Right"),
    "close": _later("Close, but no"),
    "wrong": _later("Not this time"),
    "skipped": _later("Skipped"),
    "late": _later("Too late"),
    "none": _later("Time is up"),
    "void": _later("Does not count"),
    "away": _later("You were not there"),
}
_VERDICT_ICONS = {"right": "check", "close": "close", "void": "dot", "away": "dot"}
_LEVELS = {
    "mixed": _later("all levels"),
    "easy": _later("easy"),
    "medium": _later("medium"),
    "hard": _later("hard"),
    "adaptive": _later("adaptive"),
}


_REPORTS = {
    "wrong": _later("The answer is wrong"),
    "typo": _later("There is a typing error"),
    "unclear": _later("It is unclear or has two answers"),
    "stale": _later("It is out of date"),
    "offensive": _later("It is offensive"),
    "other": _later("Something else"),
}


def report_word(reason: str) -> str:
    """Say what is wrong with a question. Reports of an older Greenroom may say other things."""
    return str(_REPORTS.get(reason, _REPORTS["other"]))


def verdict(mark: str) -> str:
    """Say in a word or two how an answer came out."""
    return str(_VERDICTS.get(mark, mark))


def verdict_icon(mark: str) -> str:
    """Return the sign that goes with those words."""
    return _VERDICT_ICONS.get(mark, "cross")


def level_word(level: str) -> str:
    """Name a level."""
    return str(_LEVELS.get(level, level))


def level_choice(level: str) -> str:
    """Name a level where one chooses among them."""
    return _("all") if level == "mixed" else level_word(level)


def timer_word(seconds: int) -> str:
    """Name a time limit."""
    return _("%(seconds)s s", seconds=seconds) if seconds else _("none")


def preset_word(preset: str) -> str:
    """Name a way of scoring."""
    words = {"accuracy": _("Accuracy first"), "pub": _("Pub"), "speed": _("Speed")}
    return words.get(preset, preset)


def window_word(window: str) -> str:
    """Name the time a leaderboard looks at."""
    words = {"day": _("Today"), "week": _("This week"), "all": _("All time")}
    return words.get(window, window)


def cheer(right: int, total: int) -> str:
    """Say something true and kind about a result."""
    share = right / total if total else 0
    steps = (
        (1.0, _("Every single one. Take a bow.")),
        (0.8, _("A strong set.")),
        (0.5, _("More right than wrong.")),
        (0.2, _("A tough crowd tonight.")),
        (0.0, _("The reasons are below. The next round is yours.")),
    )
    return next(words for least, words in steps if share >= least)


def clock(seconds: float) -> str:
    """Say how long something took: ``2 min 5 s``."""
    minutes, rest = divmod(round(seconds), 60)
    short = ngettext("%(num)s second", "%(num)s seconds", rest)
    return _("%(minutes)s min %(seconds)s s", minutes=minutes, seconds=rest) if minutes else short


def ask_size(ask: str) -> str:
    """Return the size to set a question in, so that it fits a small phone."""
    return next((size for most, size in _ASK_SIZES if len(ask) <= most), "xl")


def option_fit(options: Sequence[OptionView | RevealOption]) -> str:
    """Return the size to set options in, by the longest."""
    longest = max((len(option.text) for option in options), default=0)
    return next((size for most, size in _OPTION_SIZES if longest <= most), "l")


def for_pack(choice: RoundChoice, pack_id: str) -> RoundChoice:
    """Return the same choice for another pack."""
    return replace(choice, pack=pack_id)
