"""The pictures that ship, and a table for each set of them: maps, flags, tiles of the elements."""

from __future__ import annotations

import hashlib
from math import atan2, hypot, pi
from pathlib import Path

import mendeleev
import yaml

from quiz.text import number_word
from tests.tools import atlas, draw_flags, draw_maps, draw_tiles, tables_elements, tables_maps
from tests.tools import tables_world as world
from tests.tools.tables_flags import FLAGS

_FEW = 4
_NEAR, _LARGER = 6, 40  # so many, and at most so many times as large: nobody takes Italy for Malta
_COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west",
            "north-west")  # fmt: skip

Rows = list[list[object]]


def pictures(folder: Path, name: str, made: dict[str, bytes]) -> int:
    """Write the pictures of a set, and remove those it has no more; return how many bytes."""
    media = folder / "media"
    media.mkdir(exist_ok=True)
    for old in media.glob(f"{name}-*.webp"):
        old.unlink()
    if len({hashlib.sha256(data).digest() for data in made.values()}) < len(made):
        raise ValueError(f"two pictures of {name} are the same")
    for key, data in made.items():
        (media / f"{name}-{key.lower()}.webp").write_bytes(data)
    return sum(map(len, made.values()))


def of_flags(data) -> tuple[Rows, dict[str, bytes]]:
    """Return the table of the flags with their countries, and their pictures.

    ``data`` are the countries by ``make_tables``. Those whose flag is not drawn are none of them:
    their flag might be like one that is.
    """
    rows: Rows = []
    for iso, flag in sorted(FLAGS.items(), key=lambda one: data.name(one[0])[0]):
        name, article, aliases = data.name(iso)
        rows.append([
            iso, name, article, ";".join(aliases), world.REGIONS[iso],
            data.countries[iso]["population"], f"flag-{iso.lower()}.webp", flag.told,
            f"A flag: {flag.told}.", ";".join(flag.near.split()),
        ])  # fmt: skip
    return rows, {iso: draw_flags.drawn(flag) for iso, flag in FLAGS.items()}


def of_tiles(near: dict[str, list[str]]) -> tuple[Rows, dict[str, bytes]]:
    """Return the table of the tiles, and their pictures; ``near`` are names like the symbol."""
    rows: Rows = []
    made: dict[str, bytes] = {}
    for element in mendeleev.get_all_elements():
        symbol, number = element.symbol, element.atomic_number
        place = draw_tiles.place_of(number)
        if place.group and place.group != element.group_id:
            raise ValueError(f"{symbol} stands in group {element.group_id}")
        if symbol not in tables_elements.FAME or len(near[symbol]) < 2:
            continue
        told = f"number {number}, with the symbol {symbol}, {place.told}"
        alt = f"A tile with the number {number} and the symbol {symbol}, {place.told}."
        fame = tables_elements.FAME[::-1].index(symbol) + 1
        rows.append(
            [symbol, fame, f"tile-{symbol.lower()}.webp", told, alt, ";".join(near[symbol])]
        )
        made[symbol] = draw_tiles.drawn(symbol, number)
    return rows, made


def of_maps(data, borders: Path) -> tuple[Rows, dict[str, bytes]]:
    """Return the table of the maps, and the maps; ``borders`` says whose neighbours are disputed.

    ``data`` are the countries by ``make_tables``.
    """
    drawn = atlas.read()
    lands = {
        iso: found
        for iso in world.MEMBERS
        if (found := drawn.by_number(int(data.countries[iso]["isonumeric"])))
    }
    middles = {iso: draw_maps.middle_of(land) for iso, land in lands.items()}
    tables = yaml.safe_load(borders.read_text(encoding="utf-8"))["tables"]
    unsure = {iso for table in tables for iso in table.get("skip", {}).get("iso", {})}
    areas = {iso: max(1.0, data.countries[iso]["areakm2"]) for iso in lands}
    rows: Rows = []
    made: dict[str, bytes] = {}
    for iso in sorted(lands, key=lambda code: data.name(code)[0]):
        if iso in tables_maps.NOT_ASKED:
            continue
        many = len(data.neighbours(iso))
        others = f"{number_word(many)} other{'s' if many > 1 else ''}" if many else "no other"
        count = "" if iso in unsure else others
        told = _told(data, iso, middles[iso], sure=iso not in unsure)
        picture = f"map-{iso.lower()}.webp"
        alike = {
            other: at
            for other, at in middles.items()
            if 1 / _LARGER < areas[other] / areas[iso] < _LARGER
        }
        near = ";".join(_nearest(iso, alike, data.neighbours(iso)))
        people = data.countries[iso]["population"]
        rows.append([iso, people, picture, told, _alt(iso, middles, count), near])
        made[iso] = draw_maps.drawn(lands[iso], drawn)
    return rows, made


def _told(data, iso: str, middle: atlas.Point, *, sure: bool) -> str:
    """Tell where a country lies, as no other does: near which degrees, and beside whom."""
    east, north = round(middle[0]), round(middle[1])
    across = f"{abs(north)}° {'north' if north >= 0 else 'south'}" if north else "the equator"
    along = (
        f"{abs(east)}° {'east' if east >= 0 else 'west'}" if east else "the meridian of Greenwich"
    )
    found = f"in {_region(iso)}, around {across} and {along}"
    beside = [data.name(other) for other in data.neighbours(iso)]
    if not sure or not beside or len(beside) > _FEW:
        return found
    names = [f"{article} {name}".strip() for name, article, _ in beside]
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{found}, beside {joined}"


def _alt(iso: str, middles: dict[str, atlas.Point], count: str) -> str:
    """Say what is to be seen on a map to who does not see it, and name no country."""
    shore = "without a shore on the sea" if iso in tables_maps.LANDLOCKED else "on the sea"
    where = _where(iso, middles)
    borders = f" It borders {count}." if count else ""
    return f"A map of {_region(iso)}. The coloured country lies {where}, {shore}.{borders}"


def _where(iso: str, middles: dict[str, atlas.Point]) -> str:
    """Tell where in its region a country lies: in its middle, or to which side of that."""
    if iso in tables_maps.ELSEWHERE:
        return "across nearly all of it"
    region = [code for code in middles if world.REGIONS[code] == world.REGIONS[iso]]
    centre = (
        sum(middles[code][0] % 360 if world.REGIONS[iso] == "oceania" else middles[code][0]
            for code in region) / len(region),
        sum(middles[code][1] for code in region) / len(region),
    )  # fmt: skip
    away = {code: draw_maps.project(centre, middles[code]) or (0.0, 0.0) for code in region}
    mean = sum(hypot(*at) for at in away.values()) / len(away)
    x, y = away[iso]
    if hypot(x, y) < mean / 2:
        return "in the middle of it"
    return f"in the {_side(x, y)} of it"


def _side(x: float, y: float) -> str:
    """Return the side of the compass of a place beside another."""
    return _COMPASS[round(atan2(x, y) / (pi / 4)) % 8]


def _region(iso: str) -> str:
    return tables_maps.ELSEWHERE.get(iso) or tables_maps.REGIONS[world.REGIONS[iso]]


def _nearest(iso: str, middles: dict[str, atlas.Point], neighbours: list[str]) -> list[str]:
    """Return the countries that are mixed up with one most easily: neighbours, and who is near."""
    away = {
        other: hypot(*(draw_maps.project(middles[iso], at) or (9e9, 0.0)))
        for other, at in middles.items()
        if other != iso
    }
    return sorted(away, key=lambda other: away[other] * (0.6 if other in neighbours else 1))[:_NEAR]
