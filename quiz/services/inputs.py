"""What people type: tidied where that changes nothing, refused where it would mislead."""

from __future__ import annotations

import unicodedata

from quiz.errors import BadInputError
from quiz.text import fold

LONGEST_NAME = 40
PASSWORD_LENGTHS = (10, 1000)

# Joiners are letters of some scripts and parts of emoji; other invisible characters reorder text
# or make two names look the same.
_JOINERS = {"\u200c", "\u200d"}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def line(text: str) -> str:
    """Return one line of text: composed (NFC), single spaces, no control characters."""
    shown = "".join(" " if _is_invisible(char) else char for char in text)
    return " ".join(unicodedata.normalize("NFC", shown).split())


def name(text: str) -> str:
    """Return a name that others will see. Raises BadInputError saying what is wrong with it."""
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    if any(map(_is_invisible, composed)):
        raise BadInputError("A name has no invisible characters. Type it anew.")
    if not any(unicodedata.category(char)[0] in "LNSP" for char in composed):
        raise BadInputError("A name needs at least one character.")
    if len(composed) > LONGEST_NAME:
        told = f"A name has at most {LONGEST_NAME} characters; this has {len(composed)}."
        raise BadInputError(told)
    return composed


def username_key(username: str) -> str:
    """Return what must differ between two accounts: case, accents and spaces do not."""
    return fold(username).replace(" ", "")


def password(text: str, username: str) -> str:
    """Return a password that may be used. Raises BadInputError. Nothing of it is changed."""
    least, most = PASSWORD_LENGTHS
    if not least <= len(text) <= most:
        told = f"A password has {least} to {most:,} characters; this has {len(text)}."
        raise BadInputError(told)
    if username_key(text) == username_key(username):
        raise BadInputError("The password is your name: choose one that nobody can guess.")
    if len(set(text)) == 1:
        raise BadInputError("The password is one character over and over: choose another.")
    return text


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in _INVISIBLE and char not in _JOINERS
