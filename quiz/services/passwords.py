"""Hashing passwords with argon2id, at the strength OWASP advises for busy servers."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hash_password(password: str) -> str:
    """Return a hash to keep. Takes some 20 ms and 19 MiB, so that guessing does too."""
    return _HASHER.hash(_bytes(password))


def is_right(password_hash: str | None, password: str) -> bool:
    """Tell whether the password is the one that was hashed.

    Without a hash (nobody has that name) it takes just as long: time does not tell who exists.
    """
    try:
        _HASHER.verify(password_hash or _nobodys(), _bytes(password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
