"""A document as a tree of texts, each with the line and column where it was written.

Values are kept as text (``NO``, ``22:22``, ``010`` and ``1.10`` stay what was written): what
a value means is for the reader of the format to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from quiz.errors import BadInputError, Problem
from quiz.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. ``quoted`` tells ``"no"`` from ``no``."""

    value: str
    line: int
    column: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and nodes in the order written. Duplicate keys were refused when it was read."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """Return the node at ``key``, or None."""
        return next((node for k, node in self.entries if k.value == key), None)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        """Yield each key with its node."""
        return iter(self.entries)


Node = Scalar | Listing | Mapping
T = TypeVar("T")
N = TypeVar("N", Scalar, Listing, Mapping)

MOST_FAULTS = 5_000  # so many are told; a file that has more is not looked at any further

KINDS = {Scalar: "a text", Listing: "a list", Mapping: "a mapping of keys"}


@dataclass(slots=True)
class Faults:
    """Collects every fault of one file, so that all are told at once."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    most: int = MOST_FAULTS

    def add(self, at: Node, code: str, message: str) -> None:
        """Note a fault at a node. Raises BadInputError once there are more than ``most``."""
        self.problems.append(Problem(self.file, at.line, at.column, code, message))
        if len(self.problems) > self.most:
            told = f"there are more than {self.most:,} faults; the rest is not looked at"
            self.problems[-1] = Problem(self.file, at.line, at.column, "E109", told)
            self.raise_if_any(f"{self.file} could not be read.")

    def raise_if_any(self, summary: str) -> None:
        """Raise BadInputError with all faults, if there are any."""
        if self.problems:
            raise BadInputError(summary, tuple(self.problems))

    def check_keys(self, node: Mapping, known: Collection[str], what: str) -> None:
        """Refuse keys that ``what`` does not have."""
        for key, _ in node:
            if key.value not in known:
                hint = did_you_mean(key.value, known)
                self.add(key, "E104", f"{what} has no key “{key.value}”{hint}")

    def mapping(self, node: Node | None, what: str) -> Mapping | None:
        """Return the node as a mapping, or note that it is none."""
        return self._expect(node, Mapping, what)

    def listing(self, node: Node | None, what: str) -> Listing | None:
        """Return the node as a list, or note that it is none."""
        return self._expect(node, Listing, what)

    def text(self, node: Node | None, what: str) -> str | None:
        """Return the node's text, or note that it is none or empty."""
        scalar = self._expect(node, Scalar, what)
        if scalar is not None and not scalar.value.strip():
            self.add(scalar, "E106", f"{what} is empty")
            return None
        return scalar.value.strip() if scalar else None

    def texts(self, node: Node | None, what: str) -> tuple[str, ...]:
        """Return one text or a list of texts as a tuple."""
        if isinstance(node, Scalar):
            node = Listing((node,), node.line, node.column)
        listing = self.listing(node, what)
        found = [self.text(item, what) for item in listing.items] if listing else []
        return tuple(text for text in found if text is not None)

    def flag(self, node: Node | None, what: str, *, default: bool = False) -> bool:
        """Return the truth a plain ``true`` or ``false`` stands for."""
        if node is None:
            return default
        return bool(self.converted(node, what, _truth, "true or false"))

    def whole(self, node: Node | None, what: str) -> int | None:
        """Return a whole number."""
        return self.converted(node, what, int, "a whole number")

    def converted(  # the one place where text becomes a value
        self, node: Node | None, what: str, convert: Callable[[str], T], expected: str
    ) -> T | None:
        """Return ``convert(text)``, or note that the text is not as ``expected``."""
        text = self.text(node, what)
        if text is None or node is None:
            return None
        try:
            return convert(text)
        except ValueError:
            self.add(node, "E107", f"{what} should be {expected}, not “{text}”")
            return None

    def _expect(self, node: Node | None, kind: type[N], what: str) -> N | None:
        if node is None or isinstance(node, kind):
            return node
        self.add(node, "E105", f"{what} should be {KINDS[kind]}, not {KINDS[type(node)]}")
        return None


def _truth(text: str) -> bool:
    if text.casefold() in {"true", "yes"}:
        return True
    if text.casefold() in {"false", "no"}:
        return False
    raise ValueError(text)
