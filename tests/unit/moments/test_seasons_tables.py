"""Tables of seasons as they are found: years without a winner, teams that were renamed."""

from quiz.moments.reading import read_moments
from quiz.moments.suspicions import suspicions
from quiz.questions.model import Choice
from tests.tools.moments import library
from tests.unit.moments.test_awards_tables import asked, by_year

SEASONS = """format: 1
id: cup
title: Cup
as_of: 2024-01-01
sources: {list: {title: A list}}
defaults: {source: list}
kinds:
  champion:
    roles:
      team: {is: country, many: true}
      year: {is: year, open: true}
    pinned_by: [[year]]
    complete: [team]
    say: "{team} won the cup in {year}."
    ask: {team: {one: "which {noun} won the cup in {year}?"}}
tables:
  - file: seasons.csv
    delimiter: ";"
    split: {Winner: " / "}
    moments: [{champion: "{Winner}", year: "{Year|year}"}]
  - file: teams.csv
    things: {"{name}": {name: "{name}", type: country, aliases: "{also}", until: "{until}"}}
"""
TEAMS = """name,also,until
Uruguay,,
Italy,,
France,,
Brazil,,
West Germany,Germany,1990
Germany,,
"""


def test_a_country_that_was_renamed_is_right_for_its_years_and_wrong_for_none():
    seasons = (
        "Year;Winner;\n1930[1];Uruguay;\n1938;Italy†;\n1942;Not held[b];\n1954;West Germany;\n"
    )
    seasons += "2014;Germany;\n2018;France / Italy;\n2020/21;Cancelled due to COVID-19;\n"
    tables = {"seasons.csv": seasons, "teams.csv": TEAMS}
    facts = read_moments(SEASONS, "cup.yaml", library(), tables.__getitem__)
    assert facts.problems == ()
    assert set(by_year(facts)) == {"1930", "1938", "1954", "2014", "2018"}
    bodies = [(q.ask, q.body) for q in asked(facts) if isinstance(q.body, Choice)]
    assert any(body.answer == "West Germany" for _, body in bodies)
    for ask, body in bodies:
        assert "West Germany" not in body.wrong
        assert "1954" not in ask or "Germany" not in body.wrong


def test_a_win_without_its_year_leaves_open_how_often_somebody_won():
    """In a closed record every row counts; the years of the others stand."""
    seasons = "Year;Winner;\n1930;Uruguay;\n1938;Italy;\n;Italy;\n1942;Not held;\n1998;France;\n"
    tables = {"seasons.csv": seasons, "teams.csv": TEAMS}
    closed = SEASONS.replace("kinds:", "closed: [champion]\nkinds:", 1)
    facts = read_moments(closed, "cup.yaml", library(), tables.__getitem__)
    assert {y: m.status for y, m in by_year(facts).items()} == {
        "1930": "stated", "1938": "draft", "1998": "stated",
    }  # fmt: skip
    assert [p.code for p in facts.problems] == ["E343"]
    facts = read_moments(SEASONS, "cup.yaml", library(), tables.__getitem__)
    assert by_year(facts)["1938"].status == "stated"  # of one year alone it says who won


def test_a_name_is_not_asked_of_a_year_in_which_nobody_bore_it():
    """The edges of the years count: who was so called until 1990 won in 1990 under that name."""
    seasons = "Year;Winner;\n1990;West Germany;\n2014;West Germany;\n1998;France;\n"
    tables = {"seasons.csv": seasons, "teams.csv": TEAMS}
    facts = read_moments(SEASONS, "cup.yaml", library(), tables.__getitem__)
    assert {y: m.status for y, m in by_year(facts).items()} == {
        "1990": "stated", "2014": "expired", "1998": "stated",
    }  # fmt: skip
    told = [str(problem) for problem in suspicions(facts) if problem.code == "W408"]
    why = "it was so called from the beginning to 1990, and is not asked"
    assert told == [f"seasons.csv:3:0: W408 “West Germany” in 2014: {why}"]
