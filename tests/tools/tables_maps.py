"""What the shapes of Natural Earth do not say: whose map is not asked, how regions are called."""

from __future__ import annotations

# ISO code: why no map of it is asked. Each of these is still drawn on the maps of the others.
NOT_ASKED = {
    "MA": "the status of Western Sahara is disputed",
    "RS": "the status of Kosovo is disputed",
    "IL": "the status of the Palestinian territories and of the Golan is disputed",
    "SY": "the status of the Golan is disputed",
    "IN": "its border in Kashmir is disputed",
    "PK": "its border in Kashmir is disputed",
    "CN": "its borders in Kashmir and in the south of Tibet are disputed",
    "GY": "Venezuela claims the Essequibo",
    "VE": "it claims the Essequibo",
    "KI": "its islands lie too far apart for one map",
    "FM": "its islands are too small and too far apart for one map",
    "MH": "its islands are too small and too far apart for one map",
    "MV": "its islands are too small for a map of this scale",
    "TV": "Natural Earth has it at larger scales only",
    # Around these a map has nothing but sea, or all but nothing.
    **dict.fromkeys(("CV", "NR", "SC", "TO", "WS"), "nothing else lies on a map of it"),
}

# The regions of the geoscheme of the United Nations, as they stand in a sentence.
REGIONS = {
    "north-africa": "North Africa", "west-africa": "West Africa", "middle-africa": "Middle Africa",
    "east-africa": "East Africa", "southern-africa": "Southern Africa",
    "north-america": "North America", "central-america": "Central America",
    "caribbean": "the Caribbean", "south-america": "South America",
    "central-asia": "Central Asia", "east-asia": "East Asia", "south-east-asia": "South-East Asia",
    "south-asia": "South Asia", "west-asia": "West Asia", "east-europe": "Eastern Europe",
    "north-europe": "Northern Europe", "south-europe": "Southern Europe",
    "west-europe": "Western Europe", "oceania": "Oceania",
}  # fmt: skip
# Told otherwise: Russia lies in two parts of the world.
ELSEWHERE = {"RU": "the north of Europe and Asia"}

# Members of the United Nations without a shore on the open sea (UN-OHRLLS, and those it does not
# count as developing). Lakes are no sea, the Caspian among them.
_INLAND = """
AD AF AM AT AZ BF BI BO BT BW BY CF CH CZ ET HU KG KZ LA LI LS LU MD MK ML MN MW NE NP PY RS
RW SK SM SS SZ TD TJ TM UG UZ VA ZM ZW
"""
LANDLOCKED = frozenset(_INLAND.split())
