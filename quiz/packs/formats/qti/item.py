"""An item of QTI 2.x that is being read, and what it declares to be right."""

from __future__ import annotations

from dataclasses import dataclass, field

from quiz.packs.formats.qti.shown import described, shown, shows_media, verbatim
from quiz.packs.formats.xml import Element

TOOL = "Greenroom"
ASIDE = frozenset(
    {"rubricBlock", "feedbackBlock", "feedbackInline", "templateBlock", "templateInline"}
    | {"stylesheet", "infoControl", "catalogInfo"}
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item that is being read; ``changes`` gathers what is told of it."""

    element: Element
    interaction: Element
    declared: Element
    changes: list[str] = field(default_factory=list)

    def text(self, element: Element) -> str:
        """Return the text of an option or a side of a pair; that of its picture if it is one."""
        if self.is_ours:
            return verbatim(element)
        text = shown(element, lambda part: "" if part.name in ASIDE else None)
        if shows_media(element):
            self.changes.append("pictures in its options are not taken over")
        return text or described(element)

    @property
    def is_ours(self) -> bool:
        """Whether we wrote it: then every text is as it stands there."""
        return self.element.attributes.get("toolName") == TOOL

    def right(self) -> tuple[str, ...]:
        """Return what is right: the correct response, else what is worth most."""
        correct = self.declared.first("correctResponse")
        values = _values(correct) if correct else ()
        return values or tuple(key for key, worth in self.worth() if worth == self.most())

    def worth(self) -> tuple[tuple[str, float], ...]:
        """Return what each response is worth, of those that are worth something."""
        entries = (
            entry for mapping in self.declared.all("mapping") for entry in mapping.all("mapEntry")
        )
        pairs = ((e.attributes.get("mapKey", ""), _float(e, "mappedValue")) for e in entries)
        return tuple((key, worth) for key, worth in pairs if worth > 0)

    def most(self) -> float:
        """Return what the best response is worth."""
        return max((worth for _, worth in self.worth()), default=0.0)

    def is_many(self) -> bool:
        """Whether a response may have several values."""
        return self.declared.attributes.get("cardinality", "single") != "single"


def options_of(interaction: Element) -> list[Element]:
    """Return the options or sides of pairs that an interaction offers."""
    names = ("simpleChoice", "inlineChoice", "simpleAssociableChoice")
    return list(interaction.every(*names))


def _values(holder: Element) -> tuple[str, ...]:
    return tuple(text for value in holder.all("value") if (text := verbatim(value).strip()))


def _float(element: Element, key: str) -> float:
    try:
        return float(element.attributes.get(key, "0").replace(",", "."))
    except ValueError:
        return 0.0
