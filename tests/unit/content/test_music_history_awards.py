"""The tables of music, history and awards agree with what is known from another side."""

from __future__ import annotations

from collections import Counter

from tests.tools.moment_tables import rows, years_by

EUROVISION = {
    "Ireland": "1970 1980 1987 1992 1993 1994 1996",
    "Sweden": "1974 1984 1991 1999 2012 2015 2023",
    "Luxembourg": "1961 1965 1972 1973 1983",
    "France": "1958 1960 1962 1969 1977",
    "Netherlands": "1957 1959 1969 1975 2019",
    "United Kingdom": "1967 1969 1976 1981 1997",
    "Israel": "1978 1979 1998 2018",
    "Denmark": "1963 2000 2013",
    "Italy": "1964 1990 2021",
    "Norway": "1985 1995 2009",
    "Ukraine": "2004 2016 2022",
    "Switzerland": "1956 1988 2024",
    "Austria": "1966 2014 2025",
    "Spain": "1968 1969",
    "Germany": "1982 2010",
    "Monaco": "1971",
    "Belgium": "1986",
    "Yugoslavia": "1989",
    "Estonia": "2001",
    "Latvia": "2002",
    "Turkey": "2003",
    "Greece": "2005",
    "Finland": "2006",
    "Serbia": "2007",
    "Russia": "2008",
    "Azerbaijan": "2011",
    "Portugal": "2017",
}


def test_eurovision_went_to_the_countries_that_are_known() -> None:
    found = years_by(rows("music_eurovision"), "country")
    assert found == {country: years.split() for country, years in EUROVISION.items()}


def test_eurovision_was_held_each_year_but_2020_and_shared_only_in_1969() -> None:
    contests = rows("music_contests")
    assert [int(r["year"]) for r in contests] == [y for y in range(1956, 2026) if y != 2020]
    shared = {r["year"]: len(r["winners"].split(";")) for r in contests if ";" in r["winners"]}
    assert shared == {"1969": 4}


def test_who_won_eurovision_twice() -> None:
    acts = Counter(row["act"] for row in rows("music_eurovision"))
    assert {act for act, n in acts.items() if n > 1} == {"Johnny Logan", "Loreen"}
    assert len({row["song"] for row in rows("music_eurovision")}) == 72


def test_eurovision_follows_its_winner_where_the_records_say_so() -> None:
    hosts = {row["year"]: row["host"] for row in rows("music_contests")}
    dublin = [year for year, city in hosts.items() if city == "Dublin"]
    london = [year for year, city in hosts.items() if city == "London"]
    assert dublin == ["1971", "1981", "1988", "1994", "1995", "1997"]
    assert london == ["1960", "1963", "1968", "1977"]
    assert [y for y, city in hosts.items() if city == "Stockholm"] == ["1975", "2000", "2016"]
    assert [y for y, city in hosts.items() if city == "Luxembourg"] == [
        "1962", "1966", "1973", "1984",
    ]  # fmt: skip
    assert [y for y, city in hosts.items() if city == "Malmö"] == ["1992", "2013", "2024"]
    assert [y for y, city in hosts.items() if city == "Copenhagen"] == ["1964", "2001", "2014"]


def test_who_won_album_of_the_year_more_than_once() -> None:
    artists = Counter(row["artist"] for row in rows("music_grammys"))
    assert {artist: n for artist, n in artists.items() if n > 1} == {
        "Frank Sinatra": 3, "Stevie Wonder": 3, "Taylor Swift": 3, "Paul Simon": 2, "U2": 2,
    }  # fmt: skip
    years = [row["year"] for row in rows("music_grammys")]
    assert len(years) == len(set(years))


def test_each_work_has_one_composer() -> None:
    works = [row["work"] for row in rows("music_works")]
    assert len(works) == len(set(works))
    composers = {row["composer"] for row in rows("music_composers")}
    assert {row["composer"] for row in rows("music_works")} <= composers


# ---- history -------------------------------------------------------------------------------------


def test_presidents_take_office_every_four_years_or_when_one_died_or_resigned() -> None:
    presidents = rows("history_presidents")
    assert [int(row["number"]) for row in presidents] == list(range(1, 48))
    between = {r["year"]: r["president"] for r in presidents if (int(r["year"]) - 1789) % 4}
    assert between == {
        "1850": "Millard Fillmore", "1923": "Calvin Coolidge", "1963": "Lyndon B. Johnson",
        "1974": "Gerald Ford",
    }  # fmt: skip
    years = Counter(row["year"] for row in presidents)
    assert [year for year, n in years.items() if n > 1] == ["1841", "1881"]
    after_deaths = {
        "1865": "Andrew Johnson",
        "1901": "Theodore Roosevelt",
        "1945": "Harry S. Truman",
    }
    assert after_deaths.items() <= {r["year"]: r["president"] for r in presidents}.items()
    twice = Counter(row["president"] for row in presidents)
    assert {name for name, n in twice.items() if n > 1} == {"Grover Cleveland", "Donald Trump"}


def test_presidents_stand_in_the_order_that_their_predecessors_give() -> None:
    presidents = rows("history_presidents")
    before = [row["before"] for row in presidents]
    assert before == ["", *(row["president"] for row in presidents[:-1])]


def test_prime_ministers_who_came_back() -> None:
    often = Counter(row["premier"] for row in rows("history_governments"))
    assert {name: n for name, n in often.items() if n > 1} == {
        "Stanley Baldwin": 3, "Ramsay MacDonald": 2, "Winston Churchill": 2, "Harold Wilson": 2,
    }  # fmt: skip
    women = {row["premier"] for row in rows("history_premiers", pronouns="she")}
    assert women == {"Margaret Thatcher", "Theresa May", "Liz Truss"}


def test_kings_and_queens_come_in_the_order_of_their_numbers() -> None:
    monarchs = rows("history_monarchs")
    years = [int(row["year"]) for row in monarchs]
    assert years == sorted(years)
    for name in ("Henry", "Edward", "George", "Charles", "James", "Richard", "William"):
        numbers = [row["monarch"] for row in monarchs if row["monarch"].startswith(f"{name} ")]
        order = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
        found = [order.index(number.split()[1]) for number in numbers]
        assert found == sorted(found)
    queens = {row["monarch"] for row in monarchs if row["rank"] == "queen"}
    assert queens == {"Elizabeth I", "Anne", "Victoria", "Elizabeth II"}


def test_twelve_people_walked_on_the_moon_and_six_stayed_in_orbit() -> None:
    missions = rows("history_apollo")
    walkers = [name for row in missions for name in row["walkers"].split(";")]
    assert len(set(walkers)) == 12
    assert all(row["commander"] == row["walkers"].split(";")[0] for row in missions)
    assert not {row["orbiter"] for row in missions} & set(walkers)
    assert [row["mission"][-2:] for row in missions] == ["11", "12", "14", "15", "16", "17"]


def test_nothing_is_first_twice() -> None:
    firsts = [row["first"] for row in rows("history_firsts")]
    assert len(firsts) == len(set(firsts))
    assert all(
        (row["pronouns"] == "she") == (row["first"].split()[0] == "woman" or row["person"] in SHE)
        for row in rows("history_firsts")
    )


SHE = {"Sally Ride", "Helen Sharman", "Yi So-yeon"}


# ---- awards --------------------------------------------------------------------------------------


def test_the_booker_prize_was_given_each_year_and_shared_three_times() -> None:
    years = rows("awards_booker_years")
    assert [int(row["year"]) for row in years] == list(range(1969, 2025))
    assert [r["year"] for r in years if ";" in r["authors"]] == ["1974", "1992", "2019"]
    authors = Counter(row["author"] for row in rows("awards_booker"))
    assert {name for name, n in authors.items() if n > 1} == {
        "J. M. Coetzee", "Peter Carey", "Hilary Mantel", "Margaret Atwood",
    }  # fmt: skip


def _winners(prize: str) -> dict[str, list[str]]:
    return {r["year"]: r["winners"].split(";") for r in rows("awards_laureates", prize=prize)}


def test_prizes_have_all_their_years() -> None:
    assert list(map(int, _winners("turing"))) == list(range(1966, 2025))
    assert list(map(int, _winners("pritzker"))) == list(range(1979, 2026))
    assert list(map(int, _winners("abel"))) == list(range(2003, 2026))
    assert list(map(int, _winners("fields"))) == [1936, *range(1950, 2023, 4)]
    assert [int(row["year"]) for row in rows("awards_mercury")] == list(range(1992, 2025))


def test_prizes_have_as_many_laureates_as_is_known() -> None:
    counts = {p: sum(map(len, _winners(p).values())) for p in ("turing", "fields", "abel")}
    assert counts == {"turing": 79, "fields": 64, "abel": 28}
    for prize in ("turing", "pritzker", "fields", "abel"):
        names = [name for winners in _winners(prize).values() for name in winners]
        assert len(names) == len(set(names))


def test_who_won_two_of_the_prizes() -> None:
    fields = {name for winners in _winners("fields").values() for name in winners}
    abel = {name for winners in _winners("abel").values() for name in winners}
    turing = {name for winners in _winners("turing").values() for name in winners}
    assert fields & abel == {
        "Jean-Pierre Serre", "Michael Atiyah", "John G. Thompson", "John Milnor",
        "Pierre Deligne", "Grigory Margulis",
    }  # fmt: skip
    assert abel & turing == {"Avi Wigderson"}
    assert Counter(row["act"] for row in rows("awards_mercury")).most_common(1) == [
        ("PJ Harvey", 2)
    ]
