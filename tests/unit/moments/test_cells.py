"""What spreadsheets and web pages leave in cells is taken off, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.moments.cells import clean, needs_cleaning


@pytest.mark.parametrize(
    ("dirty", "clean_one"),
    [
        ("Meryl\u00a0Streep", "Meryl Streep"),
        ("\u200bMeryl\u2009 Streep\ufeff", "Meryl Streep"),
        ("Meryl Streep[a]", "Meryl Streep"),
        ("Meryl Streep [12][note 3]", "Meryl Streep"),
        ("Alice[1]; Bob[b]", "Alice; Bob"),
        ("Meryl Streep†", "Meryl Streep"),
        ("Meryl Streep,", "Meryl Streep"),
        ("“Jolene”", "Jolene"),
        ('"Jolene"', "Jolene"),
        ('Jolene"', "Jolene"),
        ("'Jolene'", "Jolene"),
        ("Jean\u2010Luc", "Jean-Luc"),
        ("Jean–Luc", "Jean-Luc"),
        ("3\u22121", "3-1"),
        ("Best Picture - Drama", "Best Picture – Drama"),
        ("Best Picture — Drama", "Best Picture – Drama"),
        ("Zoe\u0308", "Zoë"),
        ("Henri Cornet[A]", "Henri Cornet"),
        ("Meryl Streep[Note 3][upper-alpha 1]", "Meryl Streep"),
        ("Barbra Streisand*", "Barbra Streisand"),
        ("Rod Laver* (AUS)", "Rod Laver (AUS)"),
        ("1990*", "1990"),
        ("Jan Kodeš**; Rod Laver*", "Jan Kodeš; Rod Laver"),
        ("Meryl Streep²", "Meryl Streep"),
        ("Meryl Streep§", "Meryl Streep"),
        ("Simon &amp; Garfunkel", "Simon & Garfunkel"),
        ("Guess Who&#39;s Coming", "Guess Who's Coming"),
        ("Meryl&nbsp;Streep", "Meryl Streep"),
        ("Fredric March<br />", "Fredric March"),
        ("<i>Jaws</i>", "Jaws"),
        ("Anna\r\nSchäfer", "Anna Schäfer"),
        ("Anna\u2028Schäfer", "Anna Schäfer"),
        ("BeyoncÃ©", "Beyoncé"),
        ("Peter Oâ€™Toole", "Peter O’Toole"),
        ("MiloÅ¡ Forman", "Miloš Forman"),
    ],
)
def test_a_dirty_cell_is_cleaned(dirty, clean_one):
    assert clean(dirty) == clean_one
    assert needs_cleaning((dirty, "x"))


@pytest.mark.parametrize(
    "cell",
    ["*NSYNC", "Sagittarius A*", '12"', "[r]evolution", "Don’t", "'N Sync", "NA", "No", "None",
     "North", "No Country for Old Men", "Not Fade Away", "C#", "P!nk", "1.10", "Ba",
     "e.e. cummings", 'The "old" one', "Cancelled Stamps", "-ing", "Mr. Nobody", "M*A*S*H", "S***",
     "AT&T; a history", "R&B", "A < B", "SÃO PAULO", "IRMÃ’S", "E=mc²", "Unknown Pleasures",
     "No Love Given", "(What's the Story) Morning Glory?", "Suspended Animation", "Sigur Rós"],
)  # fmt: skip
def test_a_name_stays_what_it_is(cell):
    assert clean(cell) == cell


@pytest.mark.parametrize(
    "cell",
    ["–", "-", "—", "n/a", "N/A", "?", "…".replace("…", "..."), "not awarded", "Not awarded[a]",
     "No award", "not held (war)", "Cancelled", "cancelled due to COVID-19", "canceled",
     "No winner", "Prize not awarded", "NOT AWARDED", "Not Held[b]", "(none)", "(vacant)",
     "Title vacated", "vacant", "Abandoned", "annulled (doping)", "TBD", "to be announced",
     "No Nobel Prize was awarded this year", "unknown", "cancelled (as a Formula One race)",
     "&ndash;", "not applicable", "Award withheld"],
)  # fmt: skip
def test_a_cell_that_says_there_is_nothing_is_empty(cell):
    assert clean(cell) == ""
    assert needs_cleaning((cell, "x"))


@given(st.text(alphabet="aÃ©â€™&#;amp<br>*[A]† \n-()NOTno held\u00a0\x92", max_size=24))
def test_what_is_clean_stays_so_and_what_looks_clean_is(cell):
    once = clean(cell)
    assert clean(once) in {once, ""} or "&" in cell or "Ã" in cell or "â" in cell
    if not needs_cleaning((cell.strip(),)):
        assert once == cell.strip()


@pytest.mark.parametrize("row", [("Alice", "1990", "Best Song"), ("Norway", "a-b", "x, y")])
def test_a_plain_row_needs_no_cleaning(row):
    assert not needs_cleaning(row)
    assert tuple(map(clean, row)) == row
