"""The errors that a person is meant to read."""

from __future__ import annotations

from dataclasses import dataclass


class QuizError(Exception):
    """Something a person can act on: ``str(error)`` says what happened and what to do."""


class NotFoundError(QuizError):
    """The thing asked for does not exist, or is not for the one who asks."""


class NotAllowedError(QuizError):
    """The one who asks may not do this."""


class ConflictError(QuizError):
    """The request came too late or twice: things have moved on meanwhile."""


class StorageError(QuizError):
    """The database or the data folder cannot be written just now. Nothing was half-saved."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a file, at a line and a column counted from 1 (0 where there is none)."""

    file: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        """``file:line:column: code message``, as editors and terminals link it."""
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}"


class BadInputError(QuizError):
    """Input that was refused as a whole; ``problems`` names every fault in it, in file order."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        """Keep the summary and every fault."""
        super().__init__(message)
        self.problems = tuple(sorted(problems))

    def __str__(self) -> str:
        """Say the summary, then a line for each fault."""
        return "\n".join([super().__str__(), *map(str, self.problems)])
