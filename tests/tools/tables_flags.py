"""Flags that are simple enough to be exactly right: stripes, discs, crosses, triangles, stars.

Each is drawn in the units of its law or standard: ``size`` is its width and height, and every shape
stands where it stands there. What is told of it is read out to who does not see it. Left out is
each flag that another country has, too, or nearly (Chad and Romania, Indonesia and Monaco,
Luxembourg and the Netherlands, Colombia and Ecuador without its arms), and each with arms, writing
or a shape that no few numbers give.

Shapes, painted one over the other: ``across`` and ``upright`` are stripes with their weights,
``box`` is left, top, right, bottom; ``disc`` centre and radius; ``shape`` corners; ``star`` the
centre and the distance to its five points, one of which is on top; ``band`` a broad line.
"""

from __future__ import annotations

from typing import NamedTuple

Shape = tuple
BLACK, WHITE = "#000000", "#ffffff"


class Flag(NamedTuple):
    """A flag: width and height, what is painted, what is told, and those that are like it."""

    size: tuple[float, float]
    shapes: tuple[Shape, ...]
    told: str
    near: str


def _stripes(
    way: str, size: tuple[float, float], told: str, near: str, *colours: str, more: tuple = ()
) -> Flag:
    weights = tuple((1, colour) for colour in colours)
    return Flag(size, ((way, *weights), *more), told, near)


def _across(size: tuple[float, float], told: str, near: str, *colours: str) -> Flag:
    return _stripes("across", size, f"stripes from top to bottom: {told}", near, *colours)


def _upright(size: tuple[float, float], told: str, near: str, *colours: str) -> Flag:
    return _stripes("upright", size, f"upright stripes from the pole on: {told}", near, *colours)


def _nordic(
    size: tuple[float, float],
    bars: tuple[tuple[float, float, float, float, str], ...],
    told: str,
    near: str,
) -> Flag:
    """Lay crosses over a ground: each with its left and right, top and bottom edge, and colour."""
    ground, *crosses = bars
    wide, high = size
    shapes: list[Shape] = [("box", 0, 0, wide, high, ground[4])]
    for left, right, top, bottom, colour in crosses:
        shapes += [("box", left, 0, right, high, colour), ("box", 0, top, wide, bottom, colour)]
    return Flag(size, tuple(shapes), told, near)


FLAGS = {
    # ---- three upright stripes ---------------------------------------------------------------
    "FR": _upright((3, 2), "blue, white, red", "IT IE RU CI", "#002395", WHITE, "#ed2939"),
    "IT": _upright((3, 2), "green, white, red", "IE HU BG FR", "#009246", WHITE, "#ce2b37"),
    "IE": _upright((2, 1), "green, white, orange", "IT CI NG HU", "#169b62", WHITE, "#ff883e"),
    "CI": _upright((3, 2), "orange, white, green", "IE NE IT GN", "#f77f00", WHITE, "#009e60"),
    "BE": _upright((15, 13), "black, yellow, red", "DE FR ML LT", BLACK, "#fae042", "#ed2939"),
    "GN": _upright((3, 2), "red, yellow, green", "ML CM SN GH", "#ce1126", "#fcd116", "#009460"),
    "ML": _upright((3, 2), "green, yellow, red", "GN SN CM BJ", "#14b53a", "#fcd116", "#ce1126"),
    "NG": _upright((2, 1), "green, white, green", "IE CI SL IT", "#008751", WHITE, "#008751"),
    # ---- stripes across ----------------------------------------------------------------------
    "DE": _across((5, 3), "black, red, gold", "BE LT AT EE", BLACK, "#dd0000", "#ffce00"),
    "AT": _across((3, 2), "red, white, red", "LV PL DK CH", "#ed2939", WHITE, "#ed2939"),
    "HU": _across((2, 1), "red, white, green", "IT BG CZ AT", "#cd2a3e", WHITE, "#436f4d"),
    "BG": _across((5, 3), "white, green, red", "HU IT LT RU", WHITE, "#00966e", "#d62612"),
    "EE": _across((11, 7), "blue, black, white", "LT LV FI BW", "#4891d9", BLACK, WHITE),
    "LT": _across((5, 3), "yellow, green, red", "EE LV GH BG", "#fdb913", "#006a44", "#c1272d"),
    "RU": _across((3, 2), "white, blue, red", "FR CZ BG UA", WHITE, "#0039a6", "#d52b1e"),
    "AM": _across((2, 1), "red, blue, orange", "RU MU LT UA", "#d90012", "#0033a0", "#f2a800"),
    "YE": _across((3, 2), "red, white, black", "SD KW EE AT", "#ce1126", WHITE, BLACK),
    "GA": _across((4, 3), "green, yellow, blue", "SL CG CM UA", "#009e60", "#fcd116", "#3a75c4"),
    "SL": _across((3, 2), "green, white, blue", "GA GM NG GN", "#1eb53a", WHITE, "#0072c6"),
    "UA": _across((3, 2), "blue, yellow", "PL SE AM RU", "#005bbb", "#ffd500"),
    "PL": _across((8, 5), "white, red", "AT UA CZ DK", WHITE, "#dc143c"),
    "MU": _across((3, 2), "red, blue, yellow, green", "GM MG GA GH",
                  "#ea2839", "#1a206d", "#ffd500", "#00a551"),
    "LV": Flag((10, 5), (("across", (2, "#9e3039"), (1, WHITE), (2, "#9e3039")),),
               "stripes from top to bottom: dark red, a narrow white one, dark red", "AT LT EE PL"),
    "TH": Flag((9, 6), (("across", (1, "#a51931"), (1, "#f4f5f8"), (2, "#2d2a4a"),
                         (1, "#f4f5f8"), (1, "#a51931")),),
               "stripes from top to bottom: red, white, a broad dark blue one, white, red",
               "LA CU RU FR"),
    "GM": Flag((27, 18), (("across", (6, "#ce1126"), (1, WHITE), (4, "#0c1c8c"), (1, WHITE),
                           (6, "#3a7728")),),
               "stripes from top to bottom: red, blue, green, with narrow white ones between",
               "MU SL GN GH"),
    "BW": Flag((36, 24), (("across", (9, "#75aadb"), (1, WHITE), (4, BLACK), (1, WHITE),
                           (9, "#75aadb")),),
               "a light blue ground, and a black stripe with narrow white edges across its middle",
               "EE SO TZ LA"),
    # ---- stripes of both ways ----------------------------------------------------------------
    "MG": Flag((9, 6), (("across", (1, "#fc3d32"), (1, "#007e3a")), ("box", 0, 0, 3, 6, WHITE)),
               "an upright white stripe at the pole, and beside it red over green", "BJ MU IT HU"),
    "BJ": Flag((15, 10), (("across", (1, "#fcd116"), (1, "#e8112d")),
                          ("box", 0, 0, 6, 10, "#008751")),
               "an upright green stripe at the pole, and beside it yellow over red",
               "MG ML GN CM"),
    # ---- discs -------------------------------------------------------------------------------
    "JP": Flag((9, 6), (("box", 0, 0, 9, 6, WHITE), ("disc", 4.5, 3, 1.8, "#bc002d")),
               "a red disc in the middle of white", "BD PW LA CH"),
    "BD": Flag((20, 12), (("box", 0, 0, 20, 12, "#006a4e"), ("disc", 9, 6, 4, "#f42a41")),
               "a red disc on green, a little nearer to the pole", "JP PW LA NE"),
    "PW": Flag((8, 5), (("box", 0, 0, 8, 5, "#4aadd6"), ("disc", 3.5, 2.5, 1.5, "#ffde00")),
               "a yellow disc on light blue, a little nearer to the pole", "BD JP SO BS"),
    "LA": Flag((6, 4), (("across", (1, "#ce1126"), (2, "#002868"), (1, "#ce1126")),
                        ("disc", 3, 2, 0.8, WHITE)),
               "stripes from top to bottom: red, a broad blue one, red, with a white disc in the"
               " middle", "TH JP VN BD"),
    "NE": Flag((7, 6), (("across", (1, "#e05206"), (1, WHITE), (1, "#0db02b")),
                        ("disc", 3.5, 3, 0.85, "#e05206")),
               "stripes from top to bottom: orange, white, green, with an orange disc in the"
               " middle", "CI IE GN BF"),
    # ---- crosses -----------------------------------------------------------------------------
    "DK": _nordic((37, 28), ((0, 0, 0, 0, "#c60c30"), (12, 16, 12, 16, WHITE)),
                  "a white cross on red that reaches the edges, its upright bar nearer to the pole",
                  "NO CH IS AT"),
    "SE": _nordic((16, 10), ((0, 0, 0, 0, "#006aa7"), (5, 7, 4, 6, "#fecc00")),
                  "a yellow cross on blue that reaches the edges, its upright bar nearer to the"
                  " pole", "FI UA NO IS"),
    "FI": _nordic((18, 11), ((0, 0, 0, 0, WHITE), (5, 8, 4, 7, "#003580")),
                  "a blue cross on white that reaches the edges, its upright bar nearer to the"
                  " pole", "SE EE GR NO"),
    "NO": _nordic((22, 16), ((0, 0, 0, 0, "#ef2b2d"), (6, 10, 6, 10, WHITE),
                             (7, 9, 7, 9, "#002868")),
                  "a blue cross with white edges on red, its upright bar nearer to the pole",
                  "IS DK SE FI"),
    "IS": _nordic((25, 18), ((0, 0, 0, 0, "#003897"), (7, 11, 7, 11, WHITE),
                             (8, 10, 8, 10, "#d72828")),
                  "a red cross with white edges on blue, its upright bar nearer to the pole",
                  "NO SE FI DK"),
    "CH": Flag((32, 32), (("box", 0, 0, 32, 32, "#d52b1e"), ("box", 6, 13, 26, 19, WHITE),
                          ("box", 13, 6, 19, 26, WHITE)),
               "a square of red with a white cross that does not reach the edges", "DK AT TO PL"),
    "TO": Flag((96, 48), (("box", 0, 0, 96, 48, "#c10000"), ("box", 0, 0, 40, 24, WHITE),
                          ("box", 17, 3, 23, 21, "#c10000"), ("box", 11, 9, 29, 15, "#c10000")),
               "a red ground, and a red cross on a white field in the corner at the pole",
               "CH GR DK PA"),
    "GR": Flag((27, 18), (("across", *[(2, "#0d5eaf" if at % 2 == 0 else WHITE)
                                       for at in range(9)]),
                          ("box", 0, 0, 10, 10, "#0d5eaf"), ("box", 4, 0, 6, 10, WHITE),
                          ("box", 0, 4, 10, 6, WHITE)),
               "nine stripes from top to bottom, blue and white in turn, with a white cross on blue"
               " in the corner at the pole", "FI CU TO IS"),
    # ---- triangles ---------------------------------------------------------------------------
    "CZ": Flag((9, 6), (("across", (1, WHITE), (1, "#d7141a")),
                        ("shape", (0, 0), (4.5, 3), (0, 6), "#11457e")),
               "white over red, with a blue triangle at the pole that reaches the middle",
               "PL RU SD CU"),
    "SD": Flag((12, 6), (("across", (1, "#d21034"), (1, WHITE), (1, BLACK)),
                         ("shape", (0, 0), (4, 3), (0, 6), "#007229")),
               "stripes from top to bottom: red, white, black, with a green triangle at the pole",
               "YE KW CZ GH"),
    "BS": Flag((12, 6), (("across", (1, "#00abc9"), (1, "#fae042"), (1, "#00abc9")),
                         ("shape", (0, 0), (3 * 3**0.5, 3), (0, 6), BLACK)),
               "stripes from top to bottom: turquoise, yellow, turquoise, with a black triangle at"
               " the pole", "JM TT CU PW"),
    "KW": Flag((12, 6), (("across", (1, "#007a3d"), (1, WHITE), (1, "#ce1126")),
                         ("shape", (0, 0), (3, 2), (3, 4), (0, 6), BLACK)),
               "stripes from top to bottom: green, white, red, with a black shape at the pole that"
               " narrows to the width of the white one", "SD YE HU MG"),
    "CU": Flag((80, 40), (("across", *[(1, "#002a8f" if at % 2 == 0 else WHITE)
                                       for at in range(5)]),
                          ("shape", (0, 0), (20 * 3**0.5, 20), (0, 40), "#cf142b"),
                          ("star", 11.547, 20, 6, WHITE)),
               "five stripes from top to bottom, blue and white in turn, with a white star in a red"
               " triangle at the pole", "GR CZ BS PA"),
    # ---- stars -------------------------------------------------------------------------------
    "VN": Flag((30, 20), (("box", 0, 0, 30, 20, "#da251d"), ("star", 15, 10, 6, "#ffff00")),
               "a large yellow star in the middle of red", "SO LA GH TO"),
    "SO": Flag((81, 54), (("box", 0, 0, 81, 54, "#4189dd"), ("star", 40.5, 27, 13, WHITE)),
               "a large white star in the middle of light blue", "VN BW PW CU"),
    "GH": Flag((9, 6), (("across", (1, "#ce1126"), (1, "#fcd116"), (1, "#006b3f")),
                        ("star", 4.5, 3.10557, 1.10557, BLACK)),
               "stripes from top to bottom: red, yellow, green, with a black star in the middle",
               "CM SN BF GN"),
    "SN": Flag((9, 6), (("upright", (1, "#00853f"), (1, "#fdef42"), (1, "#e31b23")),
                        ("star", 4.5, 3, 1, "#00853f")),
               "upright stripes from the pole on: green, yellow, red, with a green star in the"
               " middle", "ML CM GN GH"),
    "CM": Flag((9, 6), (("upright", (1, "#007a5e"), (1, "#ce1126"), (1, "#fcd116")),
                        ("star", 4.5, 3, 0.8, "#fcd116")),
               "upright stripes from the pole on: green, red, yellow, with a yellow star in the"
               " middle", "SN ML GN BF"),
    "BF": Flag((9, 6), (("across", (1, "#ef2b2d"), (1, "#009e49")),
                        ("star", 4.5, 3, 1, "#fcd116")),
               "red over green, with a yellow star in the middle", "GH CM NE ML"),
    "PA": Flag((36, 24), (("box", 0, 0, 36, 24, WHITE), ("box", 0, 12, 18, 24, "#005293"),
                          ("box", 18, 0, 36, 12, "#d21034"), ("star", 9, 6, 3, "#005293"),
                          ("star", 27, 18, 3, "#d21034")),
               "four fields: a blue star on white and plain red above, plain blue and a red star on"
               " white below", "CU TO CZ FR"),
    "CF": Flag((36, 24), (("across", (1, "#003082"), (1, WHITE), (1, "#289728"), (1, "#ffce00")),
                          ("box", 15, 0, 21, 24, "#d21034"), ("star", 6, 3.257, 2.697, "#ffce00")),
               "stripes from top to bottom: blue with a yellow star, white, green, yellow, and an"
               " upright red one across them all", "MU GM CM GA"),
    # ---- slanting bands ----------------------------------------------------------------------
    "CG": Flag((3, 2), (("box", 0, 0, 3, 2, "#009543"),
                        ("shape", (0, 2), (2, 0), (3, 0), (3, 2), "#fbde4a"),
                        ("shape", (3, 0), (3, 2), (1, 2), "#dc241f")),
               "a yellow band that rises from the pole, green above it and red below",
               "TZ GN CM TT"),
    "TZ": Flag((72, 48), (("shape", (0, 48), (0, 0), (72, 0), "#1eb53a"),
                          ("shape", (0, 48), (72, 48), (72, 0), "#00a3dd"),
                          ("band", (0, 48), (72, 0), 19, "#fcd116"),
                          ("band", (0, 48), (72, 0), 13, BLACK)),
               "a black band with yellow edges that rises from the pole, green above it and blue"
               " below", "CG TT JM BS"),
    "TT": Flag((30, 18), (("box", 0, 0, 30, 18, "#ce1126"),
                          ("shape", (0, 0), (20.824734, 18), (30, 18), (9.175266, 0), WHITE),
                          ("shape", (1.52921, 0), (22.353945, 18), (28.470789, 18), (7.646055, 0),
                           BLACK)),
               "a black band with white edges that falls from the pole across red",
               "JM TZ BS CG"),
    "JM": Flag((12, 6), (("box", 0, 0, 12, 6, "#009b3a"),
                         ("shape", (0, 0), (6, 3), (0, 6), BLACK),
                         ("shape", (12, 0), (6, 3), (12, 6), BLACK),
                         ("band", (0, 0), (12, 6), 1, "#fed100"),
                         ("band", (0, 6), (12, 0), 1, "#fed100")),
               "a yellow cross from corner to corner, green above and below, black at both sides",
               "TT BS TZ CU"),
}  # fmt: skip
"""By ISO code. Colours are those that are common on screens, shapes those of the standards."""
