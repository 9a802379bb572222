"""The raw rows of a table: plain CSV, tidied cell by cell, and put into templates.

Part of what the answerer reads, and like it without any code of the game: the rules are those of
the documentation alone.
"""

from __future__ import annotations

import csv
import html
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_COLUMN = re.compile(r"\{([^{}]+)\}")
_SPAN = re.compile(r"(-?[0-9.]+)?\.\.(-?[0-9.]+)?")
_LISTED = "\x1f"  # parts the items of a cell, once read
_AFTER = r"(?=$|[\s,;:/|&.)])"
_MARKS = re.compile(
    r"\s?(?:\[(?:\w|a[a-z]|\d+|(?:note|nb|fn|n|c|(?:upper|lower)-alpha) ?\d+|citation needed|"
    r"update)\]"
    rf"|[†‡§¶])+{_AFTER}|(?<=\w\w)\*{{1,2}}{_AFTER}|(?<=[a-z]{{3}})[¹²³⁴-⁹]+{_AFTER}",
    re.IGNORECASE,
)
_UNTOLD = re.compile(
    r"\W*|n/a|n\.a\.|\(none\)"
    r"|\(?(?:(?:not?|no .*(?:was|were)) (?:applicable|known|awarded|award|held|given|presented|"
    r"contested|competition|winners?|prizes?|laureates?|ceremony|race|events?|tournament|"
    r"edition|final|championship)\b.*|prize not awarded\b.*|(?:(?:award|prize|title) )?"
    r"(?:cancel+ed|abandoned|annulled|postponed|vacant|vacated|withheld|unknown|tb[acd]|to be \w+)"
    r"(?:$|\)| ?[(,–:-].*| (?:due|because|owing|after|by|on account)\b.*))",
    re.IGNORECASE | re.DOTALL,
)


def texts(value: Any) -> list[str]:
    """Return one text or several as a list."""
    if value is None or value == "":
        return []
    return [str(v).strip() for v in value] if isinstance(value, list) else [str(value).strip()]


def cells_of(folder: Path, sheet: dict[str, Any]) -> Iterator[tuple[dict[str, str], bool]]:
    """Yield the rows of a table that are meant to be used, and whether they are a winner's."""
    comma = "\t" if sheet["file"].endswith(".tsv") else ","
    won = (sheet.get("gather") or {}).get("won") or {}
    kept, split = texts(sheet.get("as_is")), sheet.get("split") or {}
    with (folder / sheet["file"]).open(encoding="utf-8-sig", newline="") as lines:
        for cells in csv.DictReader(lines, delimiter=sheet.get("delimiter") or comma):
            filled = {_tidy(k): v or "" for k, v in cells.items() if k}
            row = {k: v.strip() if k in kept else _tidy(v) for k, v in filled.items()}
            for name, signs in split.items():  # lists are tidied item by item
                either = "|".join(map(re.escape, signs if isinstance(signs, list) else [signs]))
                items = re.split(either, filled[name], flags=re.IGNORECASE)
                row[name] = row[name] and _LISTED.join(filter(None, map(_tidy, items)))
            wanted = all(_among(row[k], v) for k, v in (sheet.get("where") or {}).items())
            unwanted = any(_among(row[k], v) for k, v in (sheet.get("unless") or {}).items())
            left_out = any(_named(k, row) in v for k, v in (sheet.get("skip") or {}).items())
            winner = all(_among(row[k], v) for k, v in won.items())
            if wanted and not unwanted and not left_out:
                yield row, winner


def _tidy(cell: str) -> str:
    """Take off a cell what is no part of what it says."""
    if re.search("Ã[\xa0-\xbf]|â€", cell):
        cell = bytes(ord(c) if ord(c) < 256 else c.encode("cp1252")[0] for c in cell).decode()
    text = unicodedata.normalize("NFC", re.sub(r"</?\w[^<>]*>", " ", html.unescape(cell)))
    text = "".join(" " if c.isspace() else c for c in text if unicodedata.category(c) != "Cf")
    text = _MARKS.sub("", re.sub(r"[‐-―−]", "-", " ".join(text.split())))
    text = text.replace(" - ", " – ").strip(" ,;")
    if len(text) > 1 and (text[0], text[-1]) in {('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’")}:
        text = text[1:-1].strip()
    return "" if _UNTOLD.fullmatch(text) else text


def _cut(cell: str, parts: list[str]) -> str:
    """Take parts of a cell."""
    for part in parts:
        if part == "year":
            found = re.search(r"(?<!\d)\d{4}(?!\d)", cell)
            cell = found[0] if found else ""
        elif part == "number":
            told = re.search(r"(?<![\w.,])\d+(?:[ ,'’]\d{3})*(?![.,]?\d)", cell)
            cell = re.sub(r"\D", "", told[0]) if told else ""
        elif part == "bare":
            cell = re.sub(r"\s*(\([^()]*\)|\[[^]]*\])$", "", cell) or cell
        elif part == "turned" and ", " in cell:
            last, first, *more = cell.split(", ")
            cell = " ".join([first, last, *more])
    return cell


def _named(name: str, row: dict[str, str]) -> str:
    return _COLUMN.sub(lambda m: row[m[1]], name) if "{" in name else row[name]


def _among(cell: str, values: Any) -> bool:
    for value in texts(values):
        span = _SPAN.fullmatch(value)
        if cell.casefold() == value.casefold():
            return True
        if span and re.fullmatch(r"-?[0-9.]+", cell):
            low, high = float(span[1] or "-inf"), float(span[2] or "inf")
            if low <= float(cell) <= high:
                return True
    return False


def fill(node: Any, cells: dict[str, str], sheet: dict[str, Any]) -> Any:
    """Put the cells of a row into a template; what names an empty cell is dropped."""
    if isinstance(node, dict):
        pairs = [(fill(k, cells, sheet), fill(v, cells, sheet)) for k, v in node.items()]
        return {k: v for k, v in pairs if isinstance(k, str) and k and v} or None
    if isinstance(node, list):
        parts = [fill(item, cells, sheet) for item in node]
        flat = [x for p in parts for x in (p if isinstance(p, list) else [p]) if x]
        return flat or None
    text = str(node)
    names = [(name, *name.removesuffix("?").split("|")) for name in _COLUMN.findall(text)]
    if not names:
        return text
    split = sheet.get("split") or {}
    listed = names[0][1] if names[0][1] in split else None
    told = []
    for item in cells[listed].split(_LISTED) if listed else [""]:
        whole = {
            name: _cut(item if column == listed else cells[column], parts)
            for name, column, *parts in names
        }
        if any(whole.values()) and all(v or name.endswith("?") for name, v in whole.items()):
            filled = _COLUMN.sub(lambda m, of=whole: of[m[1]], text)  # type: ignore[misc]
            told.append(" ".join(filled.split()) if "?}" in text else filled)
    return (told or None) if listed else (told[0] if told else None)
