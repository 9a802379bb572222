"""Names for guests who give none: they wait in the green room, so they are of the stage."""

from __future__ import annotations

from random import Random

_MANNERS = (
    "Velvet", "Midnight", "Golden", "Silver", "Crimson", "Electric", "Quiet", "Roaming", "Paper",
    "Lucky", "Amber", "Polar", "Neon", "Gentle", "Restless", "Hidden", "Cosmic", "Radiant",
    "Rising", "Smiling", "Secret", "Swift", "Wandering", "Brave", "Clever", "Jolly", "Nimble",
    "Merry", "Humming", "Sunlit",
)  # fmt: skip
_ROLES = (
    "Understudy", "Headliner", "Prompter", "Stagehand", "Soprano", "Drummer", "Magician",
    "Juggler", "Narrator", "Cellist", "Dancer", "Encore", "Spotlight", "Curtain", "Tenor",
    "Troubadour", "Puppeteer", "Bassist", "Organist", "Playwright", "Usher", "Maestro", "Chorus",
    "Ventriloquist", "Acrobat", "Fiddler", "Pianist", "Composer", "Director", "Whistler",
)  # fmt: skip


def draw(dice: Random) -> str:
    """Return one of 900 names, such as ``Velvet Understudy``."""
    return f"{dice.choice(_MANNERS)} {dice.choice(_ROLES)}"
