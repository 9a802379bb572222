"""The fields of a pack file, each read and checked: texts, lists, ids, numbers.

What ``documents`` can tell (E104 to E108: keys, shapes, empty texts) is told there. Here:

==== =========================================================
E202 a key that must be there is missing
E203 an id or a language that is none
E204 a word that is none of those allowed
E208 a list that should have items has none
E209 a text or a list is too long
E210 a character that nobody can see, and no database keep
E213 a pair that is none
==== =========================================================
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.text import did_you_mean

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
LIST_MAX = 100
SHORT, MEDIUM, LONG = 200, 600, 4000


Placed = tuple[str, Node]


@dataclass(frozen=True, slots=True)
class Fields:
    """The keys of one mapping. Every method notes what is at fault, and then returns nothing."""

    faults: Faults
    at: Node
    nodes: dict[str, Node]

    @classmethod
    def of(cls, faults: Faults, mapping: Mapping) -> Fields:
        """Take a mapping's keys."""
        return cls(faults, mapping, {key.value: node for key, node in mapping})

    def text(self, key: str, limit: int, default: str = "") -> str:
        """Return a text of at most ``limit`` characters; ``default`` when the key is missing."""
        if key not in self.nodes:
            return default
        return self.checked(self.nodes[key], f"“{key}”", limit) or default

    def required(self, key: str, limit: int, what: str) -> str:
        """Return a text that must be there."""
        if key not in self.nodes:
            self.faults.add(self.at, "E202", f"{what} needs a key “{key}”")
        return self.text(key, limit)

    def matching(self, key: str, text: str, pattern: re.Pattern[str], expected: str) -> str:
        """Return the text of ``key`` if it has the right form."""
        if text and not pattern.fullmatch(text):
            self.faults.add(self.nodes[key], "E203", f"“{key}” should be {expected}, not “{text}”")
        return text

    def one_of(self, key: str, allowed: Collection[str], default: str) -> str:
        """Return one of the words allowed."""
        word = self.text(key, SHORT, default)
        if word in allowed:
            return word
        message = f"“{key}” should be {' or '.join(allowed)}, not “{word}”"
        self.faults.add(self.nodes[key], "E204", message + did_you_mean(word, allowed))
        return default

    def texts(self, key: str, limit: int = SHORT) -> tuple[str, ...]:
        """Return one text or a list of texts."""
        return tuple(text for text, _ in self.placed_texts(key, limit))

    def placed_texts(self, key: str, limit: int = SHORT) -> tuple[tuple[str, Node], ...]:
        """Return one text or a list of texts, each with the place where it stands."""
        node = self.nodes.get(key)
        items = (node,) if isinstance(node, Scalar) else self._items(node, key)
        found = ((self.checked(item, f"“{key}”", limit), item) for item in items)
        return tuple((text, item) for text, item in found if text)

    def some_texts(self, key: str) -> tuple[tuple[str, Node], ...]:
        """Return one text or a list that is not empty, each with the place where it stands."""
        node = self.nodes.get(key)
        if isinstance(node, Listing) and not node.items:
            self.faults.add(node, "E208", f"“{key}” is an empty list")
        return self.placed_texts(key)

    def pairs(self, key: str) -> tuple[tuple[Placed, Placed], ...]:
        """Return pairs of texts, each with its place: a mapping, or a list of lists of two."""
        node = self.nodes.get(key)
        if isinstance(node, Mapping):
            sides: list[tuple[Node, Node]] = list(node)
        else:
            lists = (self._pair(item, key) for item in self._items(node, key))
            sides = [pair for pair in lists if pair]
        texts = [[(self.checked(side, f"“{key}”", SHORT), side) for side in pair] for pair in sides]
        return tuple((left, right) for left, right in texts if left[0] and right[0])

    def _pair(self, node: Node, key: str) -> tuple[Node, Node] | None:
        if isinstance(node, Listing) and len(node.items) == 2:
            return node.items[0], node.items[1]
        self.faults.add(node, "E213", f"“{key}” should have pairs such as [Io, Jupiter]")
        return None

    def within(self, key: str) -> Fields | None:
        """Return the fields of a mapping inside, None when there is none."""
        mapping = self.faults.mapping(self.nodes.get(key), f"“{key}”")
        return Fields.of(self.faults, mapping) if mapping else None

    def checked(self, node: Node, what: str, limit: int) -> str:
        """Return a node's text, trimmed; an empty one when it is at fault."""
        text = self.faults.text(node, what)
        if text is None:
            return ""
        if len(text) > limit:
            message = f"{what} has {len(text):,} characters; at most {limit:,} are read"
            self.faults.add(node, "E209", message)
            return ""
        unseen = UNSEEN.search(text)
        if unseen:
            message = f"{what} contains the control character U+{ord(unseen[0]):04X}; take it out"
            self.faults.add(node, "E210", message)
            return ""
        return text

    def _items(self, node: Node | None, key: str) -> tuple[Node, ...]:
        listing: Listing | None = self.faults.listing(node, f"“{key}”")
        if listing is None:
            return ()
        if len(listing.items) > LIST_MAX:
            message = f"“{key}” has {len(listing.items):,} items; at most {LIST_MAX} are read"
            self.faults.add(listing, "E209", message)
            return ()
        return listing.items
