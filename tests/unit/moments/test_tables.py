"""Tables fill the same moments as hands do; a row that cannot be used is told, never half used."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.moments.reading import read_moments
from tests.tools.moments import library

LIBRARY = library()

GOOD = """format: 1
id: test
title: Test
sources: {paper: {title: The paper}}
defaults: {source: paper}
things:
  EU: {name: Europe, type: continent}
  AS: {name: Asia, type: continent}
tables:
  - file: countries.csv
    split: {also: ;, near: "|"}
    where: {sovereign: yes}
    skip:
      iso: {ZA: three capitals}
    things:
      "{iso}":
        {name: "{country}", type: country, aliases: "{also}", part_of: "{in}",
         popularity: "{people}"}
      "city-{iso}": {name: "{capital}", type: city}
    moments:
      - capital: "{iso}"
        city: "city-{iso}"
        near: "city-{near}"
        source: {paper: "page {page}"}
"""

ROWS = """iso,country,also,in,people,capital,near,sovereign,page
FR,France,Gaul;L'Hexagone,EU,67,Paris,DE,yes,7
DE,Germany,,EU,83,Berlin,FR|JP,yes,
ZA,South Africa,,,60,Pretoria,,yes,9
PR,Puerto Rico,,,3,San Juan,,no,9
JP,Japan,,AS,125,Tokyo,,yes,10
"""


def read(table: str = ROWS, text: str = GOOD, **others: str):
    tables = {"countries.csv": table, **{f"{k}.csv": v for k, v in others.items()}}
    return read_moments(text, "test.yaml", LIBRARY, tables.__getitem__)


def faults(table: str = ROWS, text: str = GOOD) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        read(table, text)
    return [str(problem) for problem in refusal.value.problems]


def told(table: str = ROWS, text: str = GOOD) -> list[str]:
    facts = read(table, text)
    for count in facts.tables:
        assert count.rows == count.used + len(count.left_out) + count.faulty
    return [str(problem) for problem in facts.problems]


def test_each_row_fills_things_and_moments():
    facts = read()
    france = facts.things["FR"]
    assert (france.name, france.aliases, france.part_of) == (
        "France",
        ("Gaul", "L'Hexagone"),
        ("EU",),
    )
    assert france.popularity == 67.0
    first, second, third = facts.moments
    assert first.roles == {"country": ("FR",), "city": ("city-FR",)}
    assert (first.near, first.source, first.place) == (("city-DE",), "paper", "page 7")
    assert second.near == ("city-FR", "city-JP")
    assert (third.near, third.line) == ((), 6)


def test_a_row_tells_the_very_moment_that_a_hand_would():
    by_hand = """format: 1
id: test
title: Test
sources: {paper: {title: The paper}}
things:
  FR: {name: France, type: country, aliases: [Gaul]}
  city-FR: {name: Paris, type: city}
moments:
  - capital: FR
    city: city-FR
    source: {paper: 7}
"""
    table = """format: 1
id: test
title: Test
sources: {paper: {title: The paper}}
tables:
  - file: countries.csv
    split: {also: ;}
    things:
      "{iso}": {name: "{country}", type: country, aliases: "{also}"}
      "city-{iso}": {name: "{capital}", type: city}
    moments:
      - capital: "{iso}"
        city: "city-{iso}"
        source: {paper: "{page}"}
"""
    hand = read_moments(by_hand, "t", LIBRARY)
    bulk = read("iso,country,also,capital,page\nFR,France,Gaul,Paris,7\n", table)

    def bare(facts):
        things = [(t.key, t.names, t.type, t.aliases, t.part_of) for t in facts.things.values()]
        return things, [
            (m.id, m.kind, m.roles, m.complete, m.source, m.place) for m in facts.moments
        ]

    assert bare(hand) == bare(bulk)


def test_rows_that_the_file_leaves_out_are_counted_with_their_reason():
    count = read().tables[0]
    assert (count.rows, count.used, count.faulty, count.moments) == (5, 3, 0, 3)
    assert count.left_out == ((4, "ZA: three capitals"), (5, "sovereign is not yes"))


def test_an_empty_cell_leaves_out_what_names_it():
    germany = read().moments[1]
    assert (germany.source, germany.place) == ("paper", "")
    assert read().things["DE"].aliases == ()


def test_a_moment_without_its_whole_answer_is_not_told():
    facts = read(ROWS.replace("Tokyo", ""))
    assert [m.id for m in facts.moments] == ["capital-france", "capital-germany"]
    assert facts.moments[1].near == ("city-FR",)
    assert (facts.tables[0].used, facts.tables[0].moments) == (3, 2)


@pytest.mark.parametrize(
    ("old", "new", "fault", "moments"),
    [
        ("yes,7", "yes", "countries.csv:2:0: E334 the row has 8 cells, and there are 9 columns", 1),
        (
            "yes,7",
            "yes,7,8",
            "countries.csv:2:0: E334 the row has 10 cells, and there are 9 columns",
            1,
        ),
        ("France", '"Fra"nce', "countries.csv:2:0: E334 the row cannot be read", 1),
        (",83,", ",many,", "countries.csv:3:5: E107 popularity should be a number, not “many”", 1),
        (
            "FR|JP",
            "FR|J",
            "countries.csv:3:7: E321 there is no thing “city-J”; did you mean “city-JP”?",
            2,
        ),
        (
            ",AS,125",
            ",AF,125",
            "countries.csv:6:0: E321 there is no thing “AF”; did you mean “AS”?",
            1,
        ),
    ],
)
def test_a_row_with_a_fault_is_told_and_the_rest_is_used(old, new, fault, moments):
    assert old in ROWS
    problems = told(ROWS.replace(old, new, 1))
    assert any(fault in problem for problem in problems), problems
    assert len(read(ROWS.replace(old, new, 1)).moments) == moments


def test_a_thing_that_two_rows_describe_alike_is_one_thing():
    people = """format: 1
id: test
title: Test
things: {h: {name: hydrogen, type: element}, he: {name: helium, type: element}}
tables:
  - file: countries.csv
    things:
      "{who}": {name: "{who}", type: person, popularity: "{fame}"}
    moments:
      - discovered: "{what}"
        discoverer: "{who}"
"""
    rows = "what,who,fame\nh,Ramsay,3\nhe,Ramsay,3\n"
    assert len(read(rows, people).moments) == 2
    assert told(rows.replace("he,Ramsay,3", "he,Ramsay,4"), people) == [
        "countries.csv:3:2: E337 “Ramsay” was described otherwise in line 2"
    ]


def test_a_row_leaves_nothing_behind_when_it_cannot_be_used():
    facts = read(ROWS.replace("FR|JP", "Atlantis"))
    assert {m.id for m in facts.moments} == {"capital-france", "capital-japan"}
    # The things stay for others to name; what the moment alone would have added does not.
    open_city = GOOD.replace('city: "city-{iso}"', 'city: "{capital}"').replace(
        '      "city-{iso}": {name: "{capital}", type: city}\n', ""
    )
    after = read(ROWS.replace("FR|JP", "nowhere").replace(",DE,", ",,"), open_city)
    assert "Berlin" not in {thing.name for thing in after.things.values()}
    assert "Paris" in {thing.name for thing in after.things.values()}


def test_rows_that_hang_on_a_dropped_row_are_dropped_with_it():
    rows = ROWS.splitlines(keepends=True)[0] + "".join(
        f"{own},{own},,{whole},1,x,,yes,1\n" for own, whole in ("AB", "BC", "CD")
    )
    problems = told(rows, GOOD.replace("      iso: {ZA: three capitals}\n", "      {}\n"))
    assert [problem.split(" ")[0] for problem in problems] == [
        f"countries.csv:{line}:0:" for line in (2, 3, 4)
    ]


def test_a_column_may_be_a_list_in_a_text_around_it():
    assert read().moments[1].near == ("city-FR", "city-JP")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "file: countries.csv",
            "file: ../secret.csv",
            "E330 “file” is the bare name of a .csv or .tsv file",
        ),
        ("file: countries.csv", "file: /etc/passwd", "E330"),
        ("file: countries.csv", "file: countries.xlsx", "E330"),
        (
            "file: countries.csv",
            "fiel: countries.csv",
            "E104 a table has no key “fiel”; did you mean “file”?",
        ),
        (
            'name: "{country}"',
            'name: "{contry}"',
            "17:16: E333 the table has no column “contry”; did you mean “country”?",
        ),
        (
            "where: {sovereign",
            "where: {sovreign",
            "12:13: E333 the table has no column “sovreign”; did you mean “sovereign”?",
        ),
        (
            "split: {also",
            "split: {alos",
            "11:13: E333 the table has no column “alos”; did you mean “also”?",
        ),
        (
            "      iso: {ZA",
            "      isso: {ZA",
            "14:7: E333 the table has no column “isso”; did you mean “iso”?",
        ),
        ("{ZA: three", "{ZB: three", "14:13: E336 no row has the iso “ZB”; did you mean “ZA”?"),
        ("aliases:", "aliase:", "E104 a thing has no key “aliase”; did you mean “aliases”?"),
        (
            "- capital:",
            "- capitol:",
            "there is no kind “capitol”; did you mean “capital”?",
        ),
        ("city: ", "town: ", "E104 “capital” has no key “town”"),
        (
            "split: {also: ;",
            "delimiter: ab\n    split: {also: ;",
            "E107 delimiter should be one character",
        ),
    ],
)
def test_a_fault_of_the_mapping_refuses_the_file(old, new, fault):
    assert old in GOOD
    assert any(fault in found for found in faults(text=GOOD.replace(old, new, 1))), faults(
        text=GOOD.replace(old, new, 1)
    )


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("", "countries.csv:1:0: E338 the table is empty: its first row names the columns"),
        ("\n\n", "countries.csv:1:0: E338 the table is empty"),
        ("iso,,b\n1,2,3\n", "countries.csv:1:2: E338 column 2 has no name"),
        ("iso,b,iso\n1,2,3\n", "countries.csv:1:3: E338 two columns are named “iso”"),
        ("x" * (33 << 20), "countries.csv:0:0: E332 the table has 34,603,008 characters"),
    ],
)
def test_a_table_without_a_good_head_refuses_the_file(table, fault):
    assert fault in faults(table)[0]


def test_a_table_that_cannot_be_opened_refuses_the_file():
    def missing(name):
        raise FileNotFoundError(2, "No such file or directory", name)

    with pytest.raises(BadInputError, match=r"E331 the table countries\.csv cannot be read"):
        read_moments(GOOD, "test.yaml", LIBRARY, missing)


def test_tabs_part_the_cells_of_a_tsv_and_a_delimiter_may_be_chosen():
    tabs = ROWS.replace(",", "\t")
    text = GOOD.replace("countries.csv", "countries.tsv")
    assert len(read_moments(text, "t", LIBRARY, lambda _: tabs).moments) == 3
    semicolons = ROWS.replace(";", "/").replace(",", ";")
    text = GOOD.replace("also: ;", "also: /").replace(
        "    where:", '    delimiter: ";"\n    where:'
    )
    assert len(read(semicolons, text).moments) == 3


def test_byte_order_marks_line_ends_and_blank_rows_do_no_harm():
    table = "\ufeff" + ROWS.replace("\n", "\r\n").replace("\nDE,", "\n,,,,,,,,\r\n\r\nDE,", 1)
    facts = read(table)
    assert facts.problems == ()
    assert [m.line for m in facts.moments] == [2, 5, 8]


def test_a_cell_may_hold_commas_quotes_and_line_breaks():
    facts = read(ROWS.replace("Germany", '"The ""old"", and\nnew"'))
    assert facts.things["DE"].name == 'The "old", and new'
    assert facts.moments[2].line == 7


def test_an_unclosed_quote_is_one_fault():
    problems = told(ROWS.replace("San Juan", '"San Juan').replace("FR|JP", "FR"))
    assert len(problems) == 1
    assert "countries.csv:5:0: E334 the row cannot be read" in problems[0]


def test_thousands_of_rows_with_faults_are_told_quickly():
    rows = "".join(f"C{n},Land {n},,NOWHERE{n},1,City {n},,yes,1\n" for n in range(3_000))
    facts = read(
        ROWS.splitlines(keepends=True)[0] + rows, GOOD.replace("ZA: three capitals", "C1: x")
    )
    assert (facts.tables[0].faulty, facts.tables[0].used) == (2_999, 0)
    assert len(facts.problems) == 2_999


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=12))
def test_the_totals_add_up_whatever_the_rows(rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["iso", "country", "capital"], *rows])
    text = """format: 1
id: test
title: Test
tables:
  - file: countries.csv
    where: {iso: [a, b, c, FR]}
    things:
      "{iso}": {name: "{country}", type: country}
    moments:
      - capital: "{iso}"
        city: "{capital}"
"""
    facts = read(out.getvalue(), text)
    count = facts.tables[0]
    blank = sum(not any(cell.strip() for cell in row) for row in rows)
    assert count.rows == len(rows) - blank
    assert count.rows == count.used + len(count.left_out) + count.faulty
    assert count.moments == len(facts.moments)
    assert count.faulty <= len(facts.problems)


@given(CELLS.filter(str.strip), CELLS.filter(str.strip))
def test_a_name_is_read_as_it_stands_in_its_cell(name, other):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["country", "capital"], [name, other]])
    text = """format: 1
id: test
title: Test
tables:
  - file: countries.csv
    as_is: [country, capital]
    things:
      x: {name: "{country}", type: country}
      y: {name: "{capital}", type: city}
    moments: [{capital: x, city: y}]
"""
    facts = read(out.getvalue(), text)
    assert (facts.things["x"].name, facts.things["y"].name) == (name.strip(), other.strip())


@given(st.text(st.sampled_from('ab,"\n\r;{}\x00é'), max_size=80))
def test_whatever_the_table_holds_it_is_read_or_refused(table):
    head = "iso,country,also,in,people,capital,near,sovereign,page\nZA,,,,,,,,\n"
    refusals = []
    try:
        facts = read(head + table)
        assert sum(c.rows for c in facts.tables) >= 1
    except BadInputError as refusal:
        refusals.append(refusal)
    assert all(refusal.problems for refusal in refusals)
