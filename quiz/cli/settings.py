"""``quiz settings``: what is in force, and what can be set."""

from __future__ import annotations

from urllib.parse import urlsplit

import click

from quiz.cli.opening import settings_of_environment
from quiz.settings import TABLE, Settings

_PREAMBLE = (
    "Greenroom is set up by environment variables alone; every one can be left out. "
    "`quiz settings` prints what is in force. A value that makes no sense is refused by name "
    "when the server starts."
)


@click.command()
@click.option("--markdown", is_flag=True, help="Print docs/settings.md instead: what can be set.")
def settings(*, markdown: bool) -> None:
    """Print the settings in force; secrets are not shown."""
    if markdown:
        click.echo(settings_markdown(), nl=False)
        return
    in_force = settings_of_environment()
    for setting in TABLE:
        click.echo(f"{setting.name}={_shown(setting.field, in_force)}")


def _shown(field: str, settings: Settings) -> str:
    value = getattr(settings, field)
    if "secret" in field:
        return "(set)" if value else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(value)
    password = urlsplit(str(value)).password if field.endswith("_url") else None
    return str(value).replace(f":{password}@", ":***@") if password else str(value)


def settings_markdown() -> str:
    """Return ``docs/settings.md``: the table as a person reads it."""
    rows = [
        f"| `{s.name}` | {s.shown_default or (f'`{s.default}`' if s.default else 'none')} "
        f"| {s.about} |"
        for s in TABLE
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            _PREAMBLE,
            "",
            "| variable | when left out | what it does |",
            "|---|---|---|",
            *rows,
            "",
        ],
    )
