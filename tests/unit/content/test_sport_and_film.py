"""The tables of sport and film agree with what is known from another side: who won how often."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from tests.tools.moment_tables import rows, years_by

WORLD_CUPS = {
    "Brazil": "1958 1962 1970 1994 2002",
    "West Germany": "1954 1974 1990",
    "Germany": "2014",
    "Italy": "1934 1938 1982 2006",
    "Argentina": "1978 1986 2022",
    "France": "1998 2018",
    "Uruguay": "1930 1950",
    "England": "1966",
    "Spain": "2010",
}
WOMENS_WORLD_CUPS = {
    "United States": "1991 1999 2015 2019",
    "Germany": "2003 2007",
    "Norway": "1995",
    "Japan": "2011",
    "Spain": "2023",
}
EUROPEAN_CHAMPIONSHIPS = {
    "Spain": "1964 2008 2012 2024",
    "West Germany": "1972 1980",
    "Germany": "1996",
    "France": "1984 2000",
    "Italy": "1968 2020",
    "Soviet Union": "1960",
    "Czechoslovakia": "1976",
    "Netherlands": "1988",
    "Denmark": "1992",
    "Greece": "2004",
    "Portugal": "2016",
}
RUGBY_WORLD_CUPS = {
    "South Africa": "1995 2007 2019 2023",
    "New Zealand": "1987 2011 2015",
    "Australia": "1991 1999",
    "England": "2003",
}
CRICKET_WORLD_CUPS = {
    "Australia": "1987 1999 2003 2007 2015 2023",
    "West Indies": "1975 1979",
    "India": "1983 2011",
    "Pakistan": "1992",
    "Sri Lanka": "1996",
    "England": "2019",
}


@pytest.mark.parametrize(
    ("cup", "champions"),
    [
        ("men", WORLD_CUPS),
        ("women", WOMENS_WORLD_CUPS),
        ("euro", EUROPEAN_CHAMPIONSHIPS),
        ("rugby", RUGBY_WORLD_CUPS),
        ("cricket", CRICKET_WORLD_CUPS),
    ],
)
def test_each_cup_went_to_the_champions_that_are_known(cup: str, champions: dict[str, str]) -> None:
    found = years_by(rows("sport_finals", cup=cup), "winner")
    assert found == {team: years.split() for team, years in champions.items()}


def test_cups_are_four_years_apart_but_for_the_war_and_the_first_years_of_cricket() -> None:
    for cup in ("men", "women", "euro", "rugby"):
        years = [int(row["year"]) for row in rows("sport_finals", cup=cup)]
        gaps = {b - a for a, b in pairwise(years)}
        assert gaps == ({4, 12} if cup == "men" else {4})


def test_nobody_beat_itself_and_only_1950_had_no_final() -> None:
    finals = rows("sport_finals")
    assert [row["key"] for row in finals if not row["loser"]] == ["men-1950"]
    assert all(row["winner"] != row["loser"] for row in finals)


def test_teams_that_lost_most_finals_are_those_that_are_known() -> None:
    lost = Counter(row["loser"] for row in rows("sport_finals", cup="men"))
    assert lost["West Germany"] + lost["Germany"] == 4
    assert (lost["Netherlands"], lost["Argentina"], lost["Hungary"]) == (3, 3, 2)
    assert (lost["Italy"], lost["Czechoslovakia"], lost["France"], lost["Brazil"]) == (2, 2, 2, 1)


def test_hosts_won_at_home_as_often_as_is_known() -> None:
    at_home = [
        row["year"] for row in rows("sport_finals", cup="men") if row["winner"] in row["hosts"]
    ]
    assert at_home == ["1930", "1934", "1966", "1974", "1978", "1998"]


DRIVERS = {
    "Michael Schumacher": 7, "Lewis Hamilton": 7, "Juan Manuel Fangio": 5, "Alain Prost": 4,
    "Sebastian Vettel": 4, "Max Verstappen": 4, "Jack Brabham": 3, "Jackie Stewart": 3,
    "Niki Lauda": 3, "Nelson Piquet": 3, "Ayrton Senna": 3, "Alberto Ascari": 2,
    "Graham Hill": 2, "Jim Clark": 2, "Emerson Fittipaldi": 2, "Mika Häkkinen": 2,
    "Fernando Alonso": 2,
}  # fmt: skip


def test_drivers_were_champion_as_often_as_is_known() -> None:
    seasons = rows("sport_seasons")
    assert [int(row["year"]) for row in seasons] == list(range(1950, 2025))
    titles = Counter(row["driver"] for row in seasons)
    assert {d: n for d, n in titles.items() if n > 1} == DRIVERS
    assert len(titles) == 34


def test_olympic_cities_and_the_games_that_were_called_off() -> None:
    games = rows("sport_olympics")
    summer = [int(r["year"]) for r in games if r["season"] == "summer"]
    assert summer == list(range(1896, 2025, 4))
    off = [(r["season"], r["year"]) for r in games if r["held"] == "no"]
    assert off == [
        ("summer", "1916"), ("summer", "1940"), ("summer", "1944"),
        ("winter", "1940"), ("winter", "1944"),
    ]  # fmt: skip
    held = [r for r in games if r["held"] == "yes"]
    often = Counter((r["season"], r["city"]) for r in held)
    assert {place: n for place, n in often.items() if n > 1} == {
        ("summer", "London"): 3, ("summer", "Paris"): 3, ("summer", "Athens"): 2,
        ("summer", "Los Angeles"): 2, ("summer", "Tokyo"): 2, ("winter", "St. Moritz"): 2,
        ("winter", "Lake Placid"): 2, ("winter", "Innsbruck"): 2,
    }  # fmt: skip
    both = {r["city"] for r in held if r["season"] == "summer"} & {
        r["city"] for r in held if r["season"] == "winter"
    }
    assert both == {"Beijing"}
    assert (len(held), len([r for r in held if r["season"] == "winter"])) == (54, 24)


# ---- film ----------------------------------------------------------------------------------------


def _often(column: str) -> dict[str, int]:
    counts = Counter(
        name for row in rows("film_ceremonies") for name in row[column].split(";") if name
    )
    return {name: n for name, n in counts.items() if n > 1}


def test_ceremonies_have_their_years() -> None:
    years = [int(row["year"]) for row in rows("film_ceremonies")]
    assert len(years) == 97
    assert sorted(set(years)) == [y for y in range(1929, 2026) if y != 1933]
    assert [y for y, n in Counter(years).items() if n > 1] == [1930]
    assert all(f"{row['year']})" in row["ceremony"] for row in rows("film_ceremonies"))


def test_who_won_best_actor_more_than_once() -> None:
    assert _often("actor") == {
        "Daniel Day-Lewis": 3, "Spencer Tracy": 2, "Fredric March": 2, "Gary Cooper": 2,
        "Marlon Brando": 2, "Dustin Hoffman": 2, "Jack Nicholson": 2, "Tom Hanks": 2,
        "Sean Penn": 2, "Anthony Hopkins": 2, "Adrien Brody": 2,
    }  # fmt: skip


def test_who_won_best_actress_more_than_once() -> None:
    assert _often("actress") == {
        "Katharine Hepburn": 4, "Frances McDormand": 3, "Luise Rainer": 2, "Bette Davis": 2,
        "Vivien Leigh": 2, "Olivia de Havilland": 2, "Ingrid Bergman": 2, "Elizabeth Taylor": 2,
        "Glenda Jackson": 2, "Jane Fonda": 2, "Sally Field": 2, "Jodie Foster": 2,
        "Hilary Swank": 2, "Meryl Streep": 2, "Emma Stone": 2,
    }  # fmt: skip


def test_who_won_best_director_more_than_once() -> None:
    assert _often("director") == {
        "John Ford": 4, "Frank Capra": 3, "William Wyler": 3, "Frank Lloyd": 2,
        "Leo McCarey": 2, "Billy Wilder": 2, "Elia Kazan": 2, "Joseph L. Mankiewicz": 2,
        "George Stevens": 2, "Fred Zinnemann": 2, "David Lean": 2, "Robert Wise": 2,
        "Miloš Forman": 2, "Oliver Stone": 2, "Steven Spielberg": 2, "Clint Eastwood": 2,
        "Ang Lee": 2, "Alfonso Cuarón": 2, "Alejandro G. Iñárritu": 2,
    }  # fmt: skip


def test_ties_are_those_of_1932_and_1969() -> None:
    ties = [
        (row["year"], column)
        for row in rows("film_ceremonies")
        for column in ("actor", "actress")
        if ";" in row[column]
    ]
    assert ties == [("1932", "actor"), ("1969", "actress")]


def test_directors_who_shared_the_prize() -> None:
    shared = {row["year"] for row in rows("film_ceremonies") if ";" in row["director"]}
    assert shared == {"1962", "2008", "2023"}


def test_no_film_won_best_picture_twice_and_three_films_won_all_four() -> None:
    ceremonies = rows("film_ceremonies")
    assert len({row["picture"] for row in ceremonies}) == 97
    acting = Counter((row["number"], row["film"]) for row in rows("film_acting"))
    sweeps = [
        row["picture"]
        for row in ceremonies
        if row["director_film"] == row["picture"] and acting[row["number"], row["picture"]] == 2
    ]
    assert sweeps == [
        "It Happened One Night", "One Flew Over the Cuckoo's Nest", "The Silence of the Lambs",
    ]  # fmt: skip


def test_the_films_that_won_beside_best_picture_are_told_of_each_winner() -> None:
    for row in rows("film_acting"):
        ceremony = next(c for c in rows("film_ceremonies") if c["number"] == row["number"])
        assert row["winner"] in ceremony[row["award"]].split(";")
