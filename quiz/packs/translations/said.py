"""The keys of a translated question, each of which may be empty: not translated yet, no fault."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.packs.fields import Fields
from quiz.packs.model import Pairs
from quiz.text import did_you_mean

_NO_TEXT = frozenset({"", "~", "null"})


@dataclass(frozen=True, slots=True)
class Said:
    """The keys of one mapping. Every method notes what is at fault, and then returns nothing."""

    faults: Faults
    nodes: dict[str, Node]

    def text(self, key: str, limit: int) -> str:
        """Return a text, an empty one where there is none."""
        return self.checked(self.nodes[key], f"“{key}”", limit) if key in self.nodes else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return one text or a list of texts."""
        if key not in self.nodes or is_blank(self.nodes[key], Listing):
            return ()
        fields = Fields(self.faults, self.nodes[key], self.nodes)
        return tuple(text for text, _ in fields.some_texts(key))

    def by_text(
        self, key: str, there: tuple[str, ...], limit: int, *, is_whole: bool = False
    ) -> Pairs:
        """Return translations by what they translate; ``is_whole``: none may be left out."""
        if not there or key not in self.nodes or is_blank(self.nodes[key], Mapping):
            return ()
        mapping = self.faults.mapping(self.nodes[key], f"“{key}”")
        known = {text.strip(): text for text in there}
        found: dict[str, str] = {}
        for name, node in mapping or ():
            original = known.get(name.value.strip())
            if original is None:
                told = f"the question has no “{name.value}” here{did_you_mean(name.value, known)}"
                self.faults.add(name, "E219", told)
            else:
                found[original] = self.checked(node, f"“{original}”", limit)
        if mapping is not None and is_whole:
            for text in (text for text in there if text not in found):
                told = f"“{text}” is missing; leave it empty if it is not translated yet"
                self.faults.add(mapping, "E219", told)
        return tuple((text, found[text]) for text in there if found.get(text))

    def row(self, node: Node, count: int) -> tuple[Node, ...]:
        """Return an entry of a list: a text, or of a match a pair."""
        if count == 1 or is_blank(node):
            return (node,) * count
        listing = self.faults.listing(node, "a pair")
        if listing is not None and len(listing.items) != count:
            self.faults.add(listing, "E213", "a pair should be such as [Io, Jupiter]")
        return listing.items if listing else ()

    def checked(self, node: Node, what: str, limit: int) -> str:
        """Return a node's text, trimmed; an empty one where nothing is written."""
        if is_blank(node):
            return ""
        return Fields(self.faults, node, self.nodes).checked(node, what, limit)

    def only(self, key: str, has_it: object, what: str) -> None:
        """Refuse a key that says something where the question has no such thing."""
        if key in self.nodes and not has_it and not is_blank(self.nodes[key], Listing, Mapping):
            self.faults.add(self.nodes[key], "E219", f"the question has no {what}")

    def place(self, key: str, text: str) -> Node:
        """Return where the translation of a text stands, or else its list."""
        node = self.nodes[key]
        return (isinstance(node, Mapping) and node.get(text)) or node


def is_blank(node: Node, *also: type[Listing | Mapping]) -> bool:
    """Say whether nothing is written at a node: no text, or an empty one of these kinds."""
    if isinstance(node, Scalar):
        return not node.value.strip() or (not node.quoted and node.value.strip() in _NO_TEXT)
    held = node.items if isinstance(node, Listing) else node.entries
    return isinstance(node, also) and not held
