"""Which names of stars in ephem are asked about, and how they are written."""

from __future__ import annotations

# Spellings that the International Astronomical Union did not choose, or that two stars bear.
OTHER_SPELLINGS = {
    "Adara": "Adhara",
    "Agena": "Hadar",
    "Albereo": "Albireo",
    "Alcaid": "Alkaid",
    "Etamin": "Eltanin",
    "Formalhaut": "Fomalhaut",
    "Gienah": "in Corvus, and for long also a star of Cygnus",
    "Gienah Corvi": "Gienah",
    "Sirrah": "Alpheratz",
    "Peacock": "the constellation is the peacock: the question would tell the answer",
}

ALIASES = {"Rigil Kentaurus": "Alpha Centauri", "Hadar": "Agena", "Polaris": "Pole Star"}

NAMES = {"Bootes": "Boötes", "Serpens Caput": "Serpens"}
