"""What a file holds, as bytes or as text, with a limit to its size."""

from __future__ import annotations

from pathlib import Path

from quiz.errors import BadInputError, Problem

LARGEST = 8 << 20


def content_of(path: Path, name: str, most: int = LARGEST) -> bytes:
    """Return what is in a file. Raises BadInputError, which speaks of the source ``name``."""
    try:
        if not path.is_file() and path.exists():
            raise refusal(name, "E196", f"{path.name} is no file")
        with path.open("rb") as file:
            content = file.read(most + 1)  # a device tells no size, and has no end
    except OSError as error:
        told = f"{path.name} cannot be read ({error.strerror})"
        raise refusal(name, "E196", told) from error
    if len(content) > most:
        raise refusal(name, "E101", f"{path.name} is larger than {most:,} bytes")
    return content


def text_of(path: Path, name: str, most: int = LARGEST, *, beside: bool = False) -> str:
    """Return the text of a file, likewise; ``beside`` says that it goes with the source."""
    try:
        return content_of(path, name, most).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(path.name if beside else name, name, error) from error


def refusal(name: str, code: str, told: str, line: int = 0) -> BadInputError:
    """Return the error to raise when a source cannot be read."""
    return BadInputError(f"{name} could not be read.", (Problem(name, line, 0, code, told),))


def _not_utf8(file: str, name: str, error: UnicodeDecodeError) -> BadInputError:
    """Say where a file stops being UTF-8, and what it looks like instead."""
    content, at = error.object, error.start
    line = content[:at].count(b"\n") + 1
    column = len(content[content.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        seems = "UTF-16"
    elif b"\x00" in content[:4096]:
        seems = "no text at all"
    else:
        meant = content[at : at + 1].decode("cp1252", "replace")
        seems = f"Latin-1, where this byte ({content[at]:#04x}) is “{meant}”"
    told = f"{file} is not UTF-8 text; it looks like {seems}: save it as UTF-8"
    problem = Problem(file, line, column, "E195", told)
    return BadInputError(f"{name} could not be read.", (problem,))
