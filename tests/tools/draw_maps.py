"""A country on a map of what lies around it, and nothing written anywhere.

Lambert's azimuthal equal-area projection about the middle of the country: sizes can be compared,
and north is up in the middle of the picture. Around the country there is room enough to see where
in the world it is; one too small to be seen stands in a ring.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import acos, cos, hypot, radians, sin, sqrt

from tests.tools.atlas import Atlas, Land, Point, Ring
from tests.tools.draw import ACCENT, DEEP, LARGER, LINE, PAPER, SEA, between, canvas, finished

SIZE = (640, 480)
_EARTH = 6_371.0  # km
_LEAST, _INLAND, _MOST = 700.0, 1_400.0, 5_200.0  # km across the map of a small country
_SHARE = 0.46  # of the map that the country takes at most
_AROUND = 3  # other countries that a map shows
_FAR = -0.6  # cosine of the angle from the middle beyond which nothing is drawn
_MAIN, _NEAR = 0.08, 3_500.0  # parts so large beside the largest, and so near, decide the frame
_SMALL, _RING = 22.0, 27.0  # pixels
_STEP = 1.1  # pixels: shorter ones are left out of a line
_SPECK = 5.0  # square pixels: islands of others that are smaller tell nothing


_PALETTE = (
    SEA, PAPER, LINE, ACCENT, DEEP, between(SEA, PAPER), between(PAPER, LINE),
    between(DEEP, PAPER), between(DEEP, SEA),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """The middle of a map, and how many km a pixel has."""

    middle: Point
    scale: float

    def at(self, point: Point) -> Point | None:
        """Return where a point falls, in pixels of the large picture; None far round the globe."""
        found = project(self.middle, point)
        if found is None:
            return None
        unit = LARGER / self.scale
        return (
            SIZE[0] * LARGER / 2 + found[0] * unit,
            SIZE[1] * LARGER / 2 - found[1] * unit,
        )

    def line(self, ring: Ring) -> list[Point]:
        """Return the points of a line that are not too far round the globe, nor too near others."""
        found: list[Point] = []
        for at in map(self.at, ring):
            if at and not (found and _far_less(found[-1], at, _STEP * LARGER)):
                found.append(at)
        return found

    def may_show(self, ring: Ring) -> bool:
        """Tell, quickly, whether any of an outline may be in the picture."""
        centre, radius = _circle(id(ring), _Held(ring))
        away = acos(max(-1.0, min(1.0, _beside(self.middle, centre)))) * _EARTH
        return away - radius < hypot(*SIZE) / 2 * self.scale * 1.3


def _far_less(one: Point, other: Point, step: float) -> bool:
    return abs(one[0] - other[0]) < step and abs(one[1] - other[1]) < step


def _beside(one: Point, other: Point) -> float:
    """Return the cosine of the angle between two places."""
    (lon0, lat0), (lon, lat) = one, other
    lat0, lat = radians(lat0), radians(lat)
    return sin(lat0) * sin(lat) + cos(lat0) * cos(lat) * cos(radians(lon - lon0))


class _Held:
    """A ring as an argument that is not looked at: the id before it tells which."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


@cache
def _circle(_: int, held: _Held) -> tuple[Point, float]:
    """Return the centre of a ring, and how many km from it the farthest point is."""
    centre = _centre(held.ring)
    least = min(_beside(centre, point) for point in held.ring)
    return centre, acos(max(-1.0, least)) * _EARTH


def project(middle: Point, point: Point) -> Point | None:
    """Return where a point lies in km from the middle (Snyder, Map Projections, 1987, p. 185)."""
    (lon0, lat0), (lon, lat) = middle, point
    lat0, lat, turn = radians(lat0), radians(lat), radians(lon - lon0)
    beside = sin(lat0) * sin(lat) + cos(lat0) * cos(lat) * cos(turn)
    if beside < _FAR:
        return None
    k = _EARTH * sqrt(2 / (1 + beside))
    return (
        k * cos(lat) * sin(turn),
        k * (cos(lat0) * sin(lat) - sin(lat0) * cos(lat) * cos(turn)),
    )


def main_rings(land: Land) -> list[Ring]:
    """Return the outlines of the parts that decide where a country is: the largest, and its like.

    Overseas parts, and islands that are specks beside it, do not move the map.
    """
    outer = sorted((polygon[0] for polygon in land.polygons), key=_area, reverse=True)
    first = _area(outer[0])
    centre = _centre(outer[0])
    return [
        ring
        for ring in outer
        if _area(ring) >= _MAIN * first
        and (at := project(centre, _centre(ring)))
        and hypot(*at) <= _NEAR
    ]


def middle_of(land: Land) -> Point:
    """Return the middle of the main parts of a country, in degrees east and north."""
    points = [point for ring in main_rings(land) for point in ring]
    east = [lon for lon, _ in points]
    if max(east) - min(east) > 180:  # across the date line
        east = [lon % 360 for lon in east]
    north = [lat for _, lat in points]
    middle = (max(east) + min(east)) / 2
    return (middle - 360 if middle > 180 else middle, (max(north) + min(north)) / 2)


def view_of(land: Land, atlas: Atlas) -> View:
    """Choose the frame: the country at most half of it, and some others in sight."""
    middle = middle_of(land)
    rings = main_rings(land)
    x, y = zip(*(at for ring in rings for p in ring if (at := project(middle, p))), strict=True)
    scale = max(
        (max(x) - min(x)) / (_SHARE * SIZE[0]),
        (max(y) - min(y)) / (_SHARE * 1.15 * SIZE[1]),
        (_INLAND if land.has_neighbours else _LEAST) / SIZE[0],
    )
    others = [
        [at for point in other.polygons[0][0][::4] if (at := project(middle, point))]
        for other in atlas.lands.values()
        if other is not land and other.number
    ]
    while scale * SIZE[0] < _MOST and _in_sight(others, scale) < _AROUND:
        scale *= 1.15
    return View(middle, scale)


def _in_sight(lands: list[list[Point]], scale: float) -> int:
    """Return how many lands, told by points in km from the middle, are in the picture."""
    wide, high = SIZE[0] * scale / 2, SIZE[1] * scale / 2
    return sum(any(abs(x) < wide and abs(y) < high for x, y in land) for land in lands)


def drawn(land: Land, atlas: Atlas) -> bytes:
    """Return the map as a WebP."""
    view = view_of(land, atlas)
    image, on = canvas(SIZE, SEA)
    for other in atlas.lands.values():
        if other is not land:
            for polygon in other.polygons:
                _fill(on, view, polygon, PAPER)
    for polygon in land.polygons:
        _fill(on, view, polygon, ACCENT)
    for border in atlas.borders:
        if view.may_show(border):
            _outline(on, view, border, LINE, LARGER * 3 // 2)
    for polygon in land.polygons:  # over the borders, so that it stands out
        for ring in polygon:
            _outline(on, view, ring, DEEP, LARGER * 2)
    points = [p for polygon in main_rings(land) if (line := view.line(polygon)) for p in line]
    left, top = (min(p[at] for p in points) for at in (0, 1))
    right, bottom = (max(p[at] for p in points) for at in (0, 1))
    if max(right - left, bottom - top) < _SMALL * LARGER * 1.6:
        x, y, far = (left + right) / 2, (top + bottom) / 2, _RING * LARGER
        on.ellipse((x - far, y - far, x + far, y + far), outline=DEEP, width=LARGER * 6)
        far -= LARGER
        on.ellipse((x - far, y - far, x + far, y + far), outline=ACCENT, width=LARGER * 4)
        dot = max(3.0 * LARGER, (right - left) / 2)
        on.ellipse((x - dot, y - dot, x + dot, y + dot), fill=ACCENT, outline=DEEP)
    return finished(image, _PALETTE)


def _fill(on, view: View, polygon: list[Ring], colour: str) -> None:
    if not view.may_show(polygon[0]):
        return
    outer = view.line(polygon[0])
    if len(outer) < 3 or not _meets(outer) or _spread(outer) < _SPECK * LARGER**2:
        return
    on.polygon(outer, fill=colour)
    for hole in polygon[1:]:  # seas and other countries, which are drawn over it
        inner = view.line(hole)
        if len(inner) > 2:
            on.polygon(inner, fill=SEA)


def _outline(on, view: View, ring: Ring, colour: str, width: int) -> None:
    """Draw the edge of a country, but not where the data are cut at the date line."""
    run: list[Point] = []
    for point in [*ring, (180.0, 0.0)]:
        at = view.at(point) if abs(point[0]) < 179.99 else None
        if at is not None:
            if not run or not _far_less(run[-1], at, _STEP * LARGER):
                run.append(at)
            continue
        if len(run) > 1 and _meets(run):
            on.line(run, fill=colour, width=width, joint="curve")
        run = []


def _spread(line: list[Point]) -> float:
    x, y = zip(*line, strict=True)
    return (max(x) - min(x)) * (max(y) - min(y))


def _meets(line: list[Point]) -> bool:
    """Tell whether something may be in the picture."""
    x, y = zip(*line, strict=True)
    return max(x) >= 0 and min(x) <= SIZE[0] * LARGER and max(y) >= 0 and min(y) <= SIZE[1] * LARGER


def _area(ring: Ring) -> float:
    """Return the area of a ring, in square degrees at its latitude."""
    turned = [(x * cos(radians(y)), y) for x, y in _unbroken(ring)]
    pairs = zip(turned, [*turned[1:], turned[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _centre(ring: Ring) -> Point:
    x, y = zip(*_unbroken(ring), strict=True)
    return ((max(x) + min(x)) / 2, (max(y) + min(y)) / 2)


def _unbroken(ring: Ring) -> Ring:
    """Return a ring that does not jump from one side of the date line to the other."""
    first = ring[0][0]
    return [(first + (x - first + 180) % 360 - 180, y) for x, y in ring]
