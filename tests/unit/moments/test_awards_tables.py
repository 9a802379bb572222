"""Tables of awards as they are found: winners by flag, ties, gaps and dirt."""

import pytest

from quiz.errors import BadInputError
from quiz.generator import generate
from quiz.moments.reading import read_moments
from quiz.moments.rows import Limits
from quiz.questions.model import Choice, MultiSelect
from tests.tools.moments import library

AWARDS = """format: 1
id: awards
title: Awards
as_of: 2024-01-01
sources: {paper: {title: The paper}}
defaults: {source: paper}
tables:
  - file: awards.csv
    gather: {by: [year, category], won: {winner: [yes, "True", "1"]}}
    things:
      "{name}": {name: "{name}", type: person}
    moments:
      - won: "{category}"
        year: "{year}"
        winner: "{name}"
        work: "{film}"
"""

ROWS = """year,category,name,film,winner
1990,Best Actor,Ann,Alpha,yes
1990,Best Actor,Bob,Beta,no
1990,Best Actor,Cid,Gamma,
1991,Best Actor,Bob,Delta,True
1991,Best Actor,Dan,Epsilon,True
1991,Best Actor,Ann,Zeta,False
1992,Best Actor,Not awarded,,
1993,Best Actor,Eve,Eta,
1994,Best Actor,Eve,Theta,1
1994,Best Actor,Ann,Iota,0
"""


def read(rows: str = ROWS, text: str = AWARDS, limits: Limits | None = None, **others: str):
    tables = {"awards.csv": rows, **{f"{name}.csv": table for name, table in others.items()}}
    more = (limits,) if limits else ()
    return read_moments(text, "awards.yaml", library(), tables.__getitem__, *more)


def by_year(facts):
    return {facts.things[m.roles["year"][0]].name: m for m in facts.moments}


def names(facts, keys):
    return {facts.things[key].name for key in keys}


def asked(facts, seeds=8):
    return [q for seed in range(seeds) for q in generate(facts, seed=seed).pack.questions]


def test_the_winners_fill_the_role_and_the_nominees_are_near_misses():
    facts = read()
    won = by_year(facts)["1990"]
    assert names(facts, won.roles["winner"]) == {"Ann"}
    assert names(facts, won.near) >= {"Bob", "Cid"}


def test_a_tie_is_one_moment_whose_answers_are_all_of_them():
    facts = read()
    won = by_year(facts)["1991"]
    assert names(facts, won.roles["winner"]) == {"Bob", "Dan"}
    assert "work" not in won.roles
    for question in asked(facts):
        if "1991" in question.ask and isinstance(question.body, MultiSelect):
            assert set(question.body.answers) == {"Bob", "Dan"}
        if "1991" in question.ask and isinstance(question.body, Choice):
            assert not {*question.body.options} >= {"Bob", "Dan"}
            assert not {"Bob", "Dan"} & set(question.body.wrong)


def test_a_year_in_which_nobody_won_tells_nothing_and_is_told():
    facts = read()
    assert set(by_year(facts)) == {"1990", "1991", "1994"}
    count = facts.tables[0]
    assert (8, "no row of its group says who won") in count.left_out
    assert (9, "no row of its group says who won") in count.left_out
    assert count.rows == 10 == count.used + len(count.left_out) + count.faulty
    assert "Not awarded" not in {thing.name for thing in facts.things.values()}


def test_a_nominee_is_the_wrong_answer_of_the_year():
    wrong = [
        set(q.body.wrong)
        for q in asked(read())
        if "in 1990" in q.ask and isinstance(q.body, Choice) and q.body.answer == "Ann"
    ]
    assert wrong
    assert all(found >= {"Bob", "Cid"} for found in wrong)


@pytest.mark.parametrize(
    "spoilt",
    [
        "1991,Best Actor,Dan\n",  # too few cells
        '1991,Best Actor,"Dan"ny,Epsilon,True\n',  # broken quotes
        "1991,Best Actor,Dan,Epsilon,True,yes\n",  # too many cells
    ],
)
def test_where_a_row_cannot_be_read_its_year_is_not_asked(spoilt):
    facts = read(ROWS.replace("1991,Best Actor,Dan,Epsilon,True\n", spoilt))
    assert by_year(facts)["1991"].status == "draft"
    assert by_year(facts)["1990"].status == "stated"
    assert {p.code for p in facts.problems} == {"E334", "E343"}
    assert facts.tables[0].faulty == 1
    assert not [q for q in asked(facts) if "in 1991" in q.ask]


def test_rows_of_one_moment_that_do_not_fit_together_are_not_asked():
    text = AWARDS.replace("by: [year, category]", "by: [year]")
    facts = read("year,category,name,film,winner\n1990,A,Ann,x,1\n1990,B,Bob,y,1\n", text)
    assert [p.code for p in facts.problems] == ["E342", "E343"] or facts.problems[0].code == "E342"
    assert facts.tables[0].faulty == 1


def test_capitals_make_no_second_prize_and_lose_no_winner():
    """A tie whose flags and categories are written differently is one tie all the same."""
    rows = ROWS.replace("1991,Best Actor,Dan,Epsilon,True", "1991,BEST ACTOR,Dan,Epsilon,TRUE")
    facts = read(rows.replace("1990,Best Actor,Ann,Alpha,yes", "1990,best actor,Ann,Alpha,YES"))
    assert names(facts, by_year(facts)["1991"].roles["winner"]) == {"Bob", "Dan"}
    assert names(facts, by_year(facts)["1990"].near) >= {"Bob", "Cid"}
    assert facts.tables[0].moments == 3


def test_a_broken_row_puts_its_prize_in_doubt_however_it_is_written():
    spoilt = '1991,"Best Actor","Dan"ny,Epsilon,True\n'.replace("Best Actor", "BEST ACTOR")
    facts = read(ROWS.replace("1991,Best Actor,Dan,Epsilon,True\n", spoilt))
    assert by_year(facts)["1991"].status == "draft"
    assert by_year(facts)["1990"].status == "stated"


def test_a_row_that_is_skipped_takes_its_group_with_it():
    text = AWARDS.replace(
        "    gather", '    skip: {"{year} {name}": {1991 Dan: in court}}\n    gather'
    )
    facts = read(text=text)
    assert set(by_year(facts)) == {"1990", "1994"}
    assert (6, "1991 Dan: in court") in facts.tables[0].left_out


def test_rows_are_chosen_by_values_and_ranges():
    def years(*lines: str) -> set[str]:
        return set(by_year(read(text=AWARDS.replace("    gather", "".join(lines) + "    gather"))))

    assert years('    where: {year: "1991..1992"}\n') == {"1991"}
    assert years('    where: {year: ["..1990", 1994]}\n') == {"1990", "1994"}
    assert years('    unless: {year: "1991.."}\n') == {"1990"}
    assert years("    unless: {name: [Ann, Eve]}\n") == {"1991"}


def test_spellings_make_one_thing_of_dirty_names():
    text = AWARDS.replace(
        "    gather", "    spellings: {file: names.csv, columns: [name]}\n    gather"
    )
    rows = ROWS.replace("1994,Best Actor,Eve", "1994,Best Actor,A. N. Other")
    facts = read(rows, text, names="written,meant\nA N Other,Eve\nÉVE,Eve\n")
    assert names(facts, by_year(facts)["1994"].roles["winner"]) == {"Eve"}


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("written,meant\nA,B\nA,C\n", "names.csv:3:1: E344 “A” means “B” in line 2"),
        ("written,meant\nA,B\nB,C\n", "E344 what is meant, “B”, is itself written for “C”"),
        ("written\nA\n", "E341 names.csv needs two columns: what is written, and what is meant"),
    ],
)
def test_spellings_that_contradict_each_other_are_refused(table, told):
    text = AWARDS.replace(
        "    gather", "    spellings: {file: names.csv, columns: [name]}\n    gather"
    )
    with pytest.raises(BadInputError) as refusal:
        read(ROWS, text, names=table)
    assert any(told in str(problem) for problem in refusal.value.problems)


def test_dirt_makes_no_second_thing():
    dirty = (
        "\ufeffyear,category,name,film,winner,\r\n"
        "1990,Best Actor[a],Jean‐Luc\u00a0Godard[1],“Alpha”,yes,\r\n"
        "1991,Best Actor,Jean–Luc Godard†,Beta ,yes,\r\n"
    )
    facts = read(dirty)
    assert facts.problems == ()
    assert [t.name for t in facts.things.values() if t.type == "person"] == ["Jean-Luc Godard"]
    assert [t.name for t in facts.things.values() if t.type == "award"] == ["Best Actor"]
    assert {t.name for t in facts.things.values() if t.type in {"song", "film"}} == {
        "Alpha",
        "Beta",
    }


def test_homonyms_are_told_apart_by_a_key_of_two_columns():
    text = """format: 1
id: t
title: T
sources: {paper: {title: The paper}}
defaults: {source: paper}
tables:
  - file: awards.csv
    things:
      "{name} {born}": {name: "{name}", type: person}
    moments:
      - won: "{prize}"
        year: "{date|year}"
        winner: "{name} {born}"
"""
    rows = (
        "name,born,prize,date\nSteve Smith,1970,Cup,12 May 1999\nSteve Smith,1990,Cup,2019-05-12\n"
    )
    facts = read(rows, text)
    assert [m.roles["winner"] for m in facts.moments] == [
        ("Steve Smith 1970",),
        ("Steve Smith 1990",),
    ]
    assert set(by_year(facts)) == {"1999", "2019"}
    # Whoever is named alike is no wrong answer, and no question names one of the two.
    for question in asked(facts):
        assert "Steve Smith" not in question.ask
        assert "Steve Smith" not in getattr(question.body, "wrong", ())


def test_more_rows_than_allowed_are_told_and_not_read():
    facts = read(limits=Limits(rows=3))
    assert facts.tables[0].rows == 3
    assert [p.code for p in facts.problems] == ["E332"]


def test_faults_past_the_limit_end_the_reading():
    rows = ROWS.splitlines(keepends=True)[0] + "a,b\n" * 60
    with pytest.raises(BadInputError) as refusal:
        read(rows, limits=Limits(faults=20))
    assert [p.code for p in refusal.value.problems] == ["E334"] * 19 + ["E109", "E334"]


def test_a_moment_of_a_row_says_what_one_by_hand_would_however_it_is_read():
    """Compiled templates and nodes agree: a flag out of a cell makes rows take the long way."""
    rows = "".join(
        f"{1900 + n},Best Actor,Name {n % 7},{'Film ' + str(n) if n % 3 else ''},1\n"
        for n in range(60)
    )
    head = ROWS.splitlines(keepends=True)[0]
    quick = read(head + rows)
    slow = read(head + rows, AWARDS + '        disputed: "{winner|year}"\n')
    assert quick.moments == slow.moments
    assert quick.things == slow.things


def test_a_list_may_be_parted_by_a_word_and_a_number_have_signs_between_the_thousands():
    text = AWARDS.replace("    gather", '    split: {name: " and "}\n    gather').replace(
        '      "{name}": {name: "{name}", type: person}\n',
        '      "x {year}": {name: "{film}", type: film, popularity: "{winner}"}\n',
    )
    text = text.replace(', won: {winner: [yes, "True", "1"]}', "")
    text += "things:\n  Sandra: {type: person}\n  Bob: {type: person}\n"
    facts = read('year,category,name,film,winner\n1990,A,Sandra and Bob,Alpha,"1,200"\n', text)
    assert facts.problems == ()
    assert facts.moments[0].roles["winner"] == ("Sandra", "Bob")
    assert facts.things["x 1990"].popularity == 1200


@pytest.mark.parametrize(
    ("cell", "part", "name"),
    [
        ("Rod Laver* (AUS)", "bare", "Rod Laver"),
        ("Rod Laver", "bare", "Rod Laver"),
        ("(unknown act)", "bare", "(unknown act)"),
        ("Curie, Marie", "turned", "Marie Curie"),
        ("King, Martin Luther, Jr.", "turned", "Martin Luther King Jr."),
        ("Mother Teresa", "turned", "Mother Teresa"),
        ("Lê, Đức Thọ (declined)", "bare|turned", "Đức Thọ Lê"),
        ("12 May 1999", "year", "1999"),
        ("8,849 m (29,032 ft)[1]", "number", "8849"),
        ("1 234 567", "number", "1234567"),
        ("about 40", "number", "40"),
        ("7", "number", "7"),
    ],
)
def test_a_part_of_a_cell_is_taken_however_the_row_is_read(cell, part, name):
    text = AWARDS.replace('"{name}"', f'"{{name|{part}}}"')
    rows = f'year,category,name,film,winner\n1990,Best Actor,"{cell}",Alpha,yes\n'
    for more in ("", '        disputed: "{winner|year}"\n'):
        assert [t.name for t in read(rows, text + more).things.values() if t.type == "person"] == [
            name
        ]


@pytest.mark.parametrize(
    "name", ["Ann Lee et al.", "Ann Lee and others", "Ann, Bob & three more", "ANN LEE ET AL"]
)
def test_a_list_that_leaves_open_who_else_it_was_is_told_with_its_row(name):
    rows = ROWS.replace("1990,Best Actor,Ann,", f'1990,Best Actor,"{name}",')
    facts = read(rows)
    assert set(by_year(facts)) == {"1991", "1994"}
    [problem] = [p for p in facts.problems if p.code == "E345"]
    assert (problem.line, f"“{name}” leaves open who else" in problem.message) == (2, True)
    works = read(ROWS.replace("Alpha", "Friends and others"))  # of a title it says nothing
    assert set(by_year(works)) == {"1990", "1991", "1994"}


@pytest.mark.parametrize("cell", ["8.586", "8,5", "1,23,456", "three", "B52", "1.5 million"])
def test_what_is_no_whole_number_for_sure_is_none(cell):
    text = AWARDS.replace('"{name}": {name: "{name}"', '"{name|number}": {name: "{name|number}"')
    rows = f'year,category,name,film,winner\n1990,Best Actor,"{cell}",Alpha,yes\n'
    assert read(rows, text).moments == ()


def test_a_part_that_no_cell_has_is_a_fault_that_names_those_there_are():
    with pytest.raises(BadInputError) as refusal:
        read(text=AWARDS.replace("{name}", "{name|initials}"))
    told = str(refusal.value.problems[0])
    assert "E333 a cell has no part “initials”; there are year, number, bare, turned" in told


def test_a_list_may_be_parted_by_several_words_and_by_line_ends_and_its_names_cut():
    text = AWARDS.replace("{name}", "{name|bare}").replace(
        "    gather", '    split: {name: [" feat. ", " featuring ", "\\n"]}\n    gather'
    )
    text = (
        text.replace('    things:\n      "{name|bare}": {name: "{name|bare}", type: person}\n', "")
        + "things:\n"
        + "".join(f"  {n}: {{type: person}}\n" for n in ("Ann", "Bob", "Cid", "Dan"))
    )
    rows = (
        "year,category,name,film,winner\n"
        "1990,Best Song,Ann feat. Bob (UK),,yes\n"
        "1991,Best Song,Cid Featuring Dan[a],,yes\n"
        '1992,Best Song,"Ann (UK)\r\nDan",,yes\n'
    )
    found = {year: names(read(rows, text), m.roles["winner"])
             for year, m in by_year(read(rows, text)).items()}  # fmt: skip
    assert found == {"1990": {"Ann", "Bob"}, "1991": {"Cid", "Dan"}, "1992": {"Ann", "Dan"}}


def test_rows_are_gathered_by_a_part_of_a_cell():
    text = AWARDS.replace("{year}", "{year|year}").replace("[year, category]", "[year|year]")
    rows = (
        "year,category,name,film,winner\n1 May 1990,A,Ann,,1\n2 May 1990,A,Bob,,0\n1991,A,Cid,,1\n"
    )
    facts = read(rows, text)
    assert set(by_year(facts)) == {"1990", "1991"}
    assert names(facts, by_year(facts)["1990"].near) == {"Bob"}


@pytest.mark.parametrize("number", ["nan", "inf", "1e999", "1.2.3"])
def test_what_is_no_number_is_a_fault(number):
    text = AWARDS.replace("type: person}", f"type: person, popularity: {number}}}")
    assert {p.code for p in read(text=text).problems} == {"E107"}


def test_a_winner_without_a_name_puts_the_others_of_the_year_in_doubt():
    facts = read(ROWS.replace("1991,Best Actor,Dan", "1991,Best Actor,"))
    assert by_year(facts)["1991"].status == "draft"
    assert [p.code for p in facts.problems] == ["E343"]
    plain = AWARDS.replace(
        '    gather: {by: [year, category], won: {winner: [yes, "True", "1"]}}\n', ""
    )
    plain = plain.replace('"{name}"', '"{name} {film}"').replace('work: "{name} {film}"', "")
    rows = "year,category,name,film,winner\n1991,A,Ann,Lee,\n1991,A,Dan,,\n1992,A,Bob,Ray,\n"
    assert [m.status for m in read(rows, plain).moments] == ["draft", "stated"]
    # A row that names nobody at all says nothing.
    assert [m.status for m in read(rows.replace("Dan", ""), plain).moments] == ["stated"] * 2


def test_a_part_of_a_name_may_be_missing_where_that_is_said():
    text = AWARDS.replace('"{name}": {name: "{name}"', '"{name} {film?}": {name: "{name} {film?}"')
    text = text.replace('winner: "{name}"\n        work: "{film}"', 'winner: "{name} {film?}"')
    facts = read("year,category,name,film,winner\n1990,A,Ann,Lee,1\n1990,A,Bob,,1\n", text)
    assert facts.problems == ()
    assert names(facts, facts.moments[0].roles["winner"]) == {"Ann Lee", "Bob"}
