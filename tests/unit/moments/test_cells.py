"""What spreadsheets and web pages leave in cells is taken off, and no more."""

import pytest

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
    ],
)
def test_a_dirty_cell_is_cleaned(dirty, clean_one):
    assert clean(dirty) == clean_one
    assert needs_cleaning((dirty, "x"))


@pytest.mark.parametrize(
    "cell",
    ["*NSYNC", "Sagittarius A*", '12"', "[r]evolution", "Don’t", "'N Sync", "NA", "No", "None",
     "North", "No Country for Old Men", "Not Fade Away", "C#", "P!nk", "1.10", "Ba",
     "e.e. cummings", 'The "old" one', "Cancelled Stamps", "-ing", "Mr. Nobody"],
)  # fmt: skip
def test_a_name_stays_what_it_is(cell):
    assert clean(cell) == cell


@pytest.mark.parametrize(
    "cell",
    ["–", "-", "—", "n/a", "N/A", "?", "…".replace("…", "..."), "not awarded", "Not awarded[a]",
     "No award", "not held (war)", "Cancelled", "cancelled due to COVID-19", "canceled",
     "No winner", "Prize not awarded"],
)  # fmt: skip
def test_a_cell_that_says_there_is_nothing_is_empty(cell):
    assert clean(cell) == ""
    assert needs_cleaning((cell, "x"))


@pytest.mark.parametrize("row", [("Alice", "1990", "Best Song"), ("Norway", "a-b", "x, y")])
def test_a_plain_row_needs_no_cleaning(row):
    assert not needs_cleaning(row)
    assert tuple(map(clean, row)) == row
