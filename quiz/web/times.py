"""Times of day and dates as hosts read them: by the clock of the machine that serves the night."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date
from flask import Flask
from markupsafe import Markup

from quiz.web.languages import locale


def init_app(app: Flask) -> None:
    """Give the times to every template."""
    app.jinja_env.filters.update(day=day, hour=hour)


def day(moment: datetime) -> Markup:
    """Return the date of an instant, as readers of the language at hand write it.

    All instants of one day on this machine give the same text.
    """
    return _time(f"{moment.astimezone():%Y-%m-%d}", date(moment))


def date(moment: datetime) -> str:
    """Return the same as plain text."""
    return str(format_date(moment.astimezone().date(), "medium", locale=locale()))


def hour(moment: datetime) -> Markup:
    """Return hour and minute of an instant: ``20:41``, with a leading zero."""
    local = moment.astimezone()
    return _time(local.isoformat(timespec="seconds"), f"{local:%H:%M}")


def _time(stamp: str, shown: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(stamp, shown)
