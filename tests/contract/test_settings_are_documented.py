import dataclasses
from pathlib import Path

from quiz.cli.settings import settings_markdown
from quiz.settings import TABLE, Settings

DOCUMENT = Path(__file__).parents[2] / "docs/settings.md"


def test_the_document_is_made_from_the_table():
    told = "make it anew: python -m quiz settings --markdown > docs/settings.md"
    assert DOCUMENT.read_text(encoding="utf-8") == settings_markdown(), told


def test_the_table_has_a_row_for_every_setting_in_order():
    assert [s.field for s in TABLE] == [f.name for f in dataclasses.fields(Settings)]
