"""What the codes of faults mean: one place for the documents, and a test that none is missing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "E100": "the file is no YAML, JSON, XML or table at all",
        "E101": "the file is too large",
        "E102": "something YAML or XML can do and packs may not: anchors, tags, too deep, too many",
        "E103": "the file, or a key in it, has the wrong shape",
        "E104": "a key that is not known here",
        "E105": "a list, a text or a mapping where another of them belongs",
        "E106": "a text is empty",
        "E107": "a text that should be a number, or true or false",
        "E108": "a key stands there twice",
        "E109": "there are too many faults to tell them all",
        "E194": "another pack has this id",
        "E195": "the file is not UTF-8",
        "E196": "the file cannot be read",
        "E197": "a table does not lie beside its file",
        "E198": "there is no question in it",
        "E199": "a fault of ours: please report it",
        "E201": "a question of no kind, or of two kinds at once",
        "E202": "a key that must be there is missing, or no question is",
        "E203": "an id or a language that is none",
        "E204": "a word that is none of those allowed",
        "E205": "two options, items or sides of pairs are the same",
        "E206": "the right answer stands among the wrong ones",
        "E207": "two questions have one id, or one text and no id",
        "E208": "too few or too many options, items or pairs",
        "E209": "a text or a list is too long",
        "E210": "a character that nobody can see",
        "E211": "a number or a tolerance that is none",
        "E212": "a reason for an option that is none of the wrong ones",
        "E213": "a pair that is none",
        "E214": "a file of a picture or a sound whose name is none",
        "E215": "seconds that are no whole number from 5 to 600",
        "E216": "a picture or a sound that is not there",
        "E217": "a picture or a sound that is not taken",
        "E301": "a file of another tool that cannot be read",
        "E302": "too many questions, rows or columns",
        "E303": "the file is in no format that is known here",
        "E304": "a zip that is broken, or could do harm",
        "E305": "XML with a DTD",
        "E306": "a backup of a whole course, or a part that is missing",
        "E309": "a zip with no pack in it, or with two",
    }
)


def table() -> str:
    """Return the table of the documents, in Markdown."""
    rows = [f"| {code} | {told} |" for code, told in CODES.items()]
    return "\n".join(["| code | what is wrong |", "|---|---|", *rows])
