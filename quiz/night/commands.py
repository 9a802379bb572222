"""What a host may say. Each carries the version of the state it saw; a stale one is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Next:
    """Go on: to the next screen, whichever that is. In an open question: lock it."""

    version: int


@dataclass(frozen=True, slots=True)
class Back:
    """Go back one screen. A question opened again has the time it had left, at least 10 s."""

    version: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clock, anywhere."""

    version: int


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the clock run on; the pause is not counted."""

    version: int


@dataclass(frozen=True, slots=True)
class AddTime:
    """Give everybody more seconds for the open question."""

    version: int
    seconds: int = 15


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave out the question at hand, or the rest of a break: nobody earns anything with it."""

    version: int


@dataclass(frozen=True, slots=True)
class Void:
    """Count a question for nobody."""

    version: int
    number: int


@dataclass(frozen=True, slots=True)
class Unvoid:
    """Count it again."""

    version: int
    number: int


@dataclass(frozen=True, slots=True)
class Accept:
    """Take these typed answers for right, whoever gave them and whoever will."""

    version: int
    number: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rekey:
    """Say anew what is right, in the texts of the options; empty: what the pack says."""

    version: int
    number: int
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LockDoor:
    """Let nobody new in, or let them in again."""

    version: int
    locked: bool


@dataclass(frozen=True, slots=True)
class Finish:
    """Go to the podium now."""

    version: int


Command = (
    Next
    | Back
    | Pause
    | Resume
    | AddTime
    | Skip
    | Void
    | Unvoid
    | Accept
    | Rekey
    | LockDoor
    | Finish
)
