"""Files that a format wrote, spoilt: bytes, lines, words, the values of JSON, what is in a zip.

What is packed is unpacked before it is spoilt and packed again, so that what reads it sees it. The
same dice spoil the same file in the same way.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from random import Random
from typing import Any

from benchmarks.pack_files import file_of
from quiz.packs.formats import registry, zips
from quiz.packs.reading import read_pack

PACK = """
format: 1
id: space
title: Space & “time”
description: Our own back yard.
language: en
authors: [The film club]
license: CC-BY-SA-4.0
tags: [science]
questions:
- id: red-planet
  ask: Which planet is red?
  answer: Mars
  wrong: [Venus, Jupiter, Saturn]
  why_wrong: {Venus: "Venus is white."}
  explain: Its dust is rich in iron oxide.
  source: https://science.nasa.gov/mars
  difficulty: easy
  tags: [planets, red]
- ask: Which TWO are gas giants?
  answers: [Jupiter, Saturn]
  wrong: [Mars, Venus]
- {ask: The Moon is made of cheese., answer: false, time: 20}
- {ask: Who first walked on the Moon?, typed: [Neil Armstrong, Armstrong]}
- {ask: "How far is the Moon, on average?", number: 384400, unit: km, within: 5%}
- {ask: Put these in order outwards., order: [Mercury, Venus, Earth, Mars]}
- {ask: Which planet does each go around?, match: {Titan: Saturn, Io: Jupiter, Phobos: Mars}}
- {ask: "What is 2 < 3 & 4 {x} = #1 ~ 5?", answer: "=1+1", wrong: ["<b>x</b>", "@a", "\\\\n"]}
"""

WORDS = (
    *("", " ", "\0", "\n", "\r", "\t", "\ufeff", "\u2028", "\ud7ff", "\U0010ffff", "é", "e\u0301"),
    *("{", "}", "[", "]", "(", ")", "<", ">", "&", "~", "=", "#", ":", "%", "\\", '"', "'", ","),
    *("{{{{", "}}}}", "->", "::", "//", "$CATEGORY:", "ANSWER:", "#Q ", "^ ", "A)", "- [x] ", "|"),
    *("<!--", "-->", "<![CDATA[", "]]>", "<?xml?>", "<!DOCTYPE a>", "&#0;", "&#xD800;", "&nbsp;"),
    *(
        "<p>",
        "</p>",
        "</question>",
        "<script>",
        "xmlns:a='b'",
        "\\ud800",
        "\\u0000",
        "null",
        "true",
    ),
    *("0", "-1", "1e999", "-1e999", "NaN", "Infinity", "1.7976931348623157e308", "5e-324", "0x1F"),
    *("1..2", "1:0", "%-100%", "%33.33333%", "99999999999999999999", "9" * 5_000, "١٢٣", "½", "①"),
    *("&a", "*a", "!!python/object:os.system", "? ", "- ", "---\n", "a: a", "<<: "),
    *("../../etc/passwd", "media/a.png", "=cmd|' /C calc'!A0", "CON", "a" * 5_000, "x " * 3_000),
)
_TOKEN = re.compile(rb"[A-Za-z0-9_.-]+|\s+|[^\sA-Za-z0-9_.-]")
_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1e308,
        float("nan"),
        float("inf"),
        10**400,
        "",
        " ",
        "\0",
        "\ud800",
    ),
    *([], {}, [[]], [None], {"": ""}, {"a": {"a": {}}}, "a" * 10_000, "x\ny", ["a"] * 3_000),
    *(json.loads("[" * 60 + "]" * 60), "&lt;b&gt;", "%3Cb%3E", "QQ==", "\u202e"),
)


def originals() -> dict[str, bytes]:
    """Return a sound file of every format, by its name."""
    pack = read_pack(PACK, "space.yaml")
    return {form.name: file_of(form.name, pack) for form in registry.FORMATS}


def spoilt(data: bytes, others: list[bytes], dice: Random) -> bytes:
    """Return a file with some faults in it; ``others`` are what may be mixed in."""
    if zips.is_zip(data) and dice.random() < 0.85:
        return _repacked(data, others, dice)
    if data[:1] in {b"{", b"["} and dice.random() < 0.7:
        return _other_json(data, dice)
    for _ in range(dice.choice((1, 1, 2, 4, 12))):
        data = dice.choice(_WAYS)(data, others, dice)
    return data


def _repacked(data: bytes, others: list[bytes], dice: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        files = {name: held.read(name) for name in held.namelist()}
    names = sorted(files)
    for name in dice.sample(names, min(len(names), dice.choice((1, 1, 2)))):
        way = dice.random()
        if way < 0.08:
            del files[name]
        elif way < 0.12:
            files[dice.choice(names)] = files[name]
        else:
            files[name] = spoilt(files[name], others, dice)
    return zips.pack(files)


def _other_json(data: bytes, dice: Random) -> bytes:
    made: Any = json.loads(data)
    for _ in range(dice.choice((1, 1, 2, 5))):
        made = _with_another_value(made, dice)
    return json.dumps(made, ensure_ascii=dice.random() < 0.5).encode("utf-8", "surrogatepass")


def _with_another_value(made: Any, dice: Random) -> Any:
    """Walk down at random, and put something else where the walk ends."""
    if not isinstance(made, dict | list) or not made or dice.random() < 0.15:
        return dice.choice(_VALUES)
    if isinstance(made, dict):
        key = dice.choice(sorted(made))
        if dice.random() < 0.1:
            return {other: value for other, value in made.items() if other != key}
        return made | {key: _with_another_value(made[key], dice)}
    at = dice.randrange(len(made))
    return [*made[:at], _with_another_value(made[at], dice), *made[at + 1 :]]


def _flip(data: bytes, _: list[bytes], dice: Random) -> bytes:
    made = bytearray(data or b"\0")
    for _ in range(dice.choice((1, 3, 20))):
        made[dice.randrange(len(made))] ^= 1 << dice.randrange(8)
    return bytes(made)


def _span(data: bytes, dice: Random) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.choice((1, 5, 40, 400)))


def _cut(data: bytes, _: list[bytes], dice: Random) -> bytes:
    start, end = _span(data, dice)
    return data[:start] + data[end:]


def _end(data: bytes, _: list[bytes], dice: Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _repeat(data: bytes, _: list[bytes], dice: Random) -> bytes:
    start, end = _span(data, dice)
    return data[:end] + data[start:end] * dice.choice((1, 2, 50)) + data[end:]


def _insert(data: bytes, _: list[bytes], dice: Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(WORDS).encode() * dice.choice((1, 1, 3, 80)) + data[at:]


def _replace(data: bytes, _: list[bytes], dice: Random) -> bytes:
    """Put one word for another, wherever it stands or once."""
    found = _TOKEN.findall(data)
    if not found:
        return data
    word = dice.choice(found)
    other = dice.choice((dice.choice(found), dice.choice(WORDS).encode()))
    return data.replace(word, other, dice.choice((1, 2, -1)) if len(data) < 20_000 else 1)


def _shuffle(data: bytes, _: list[bytes], dice: Random) -> bytes:
    lines = data.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _mix(data: bytes, others: list[bytes], dice: Random) -> bytes:
    other = dice.choice(others)
    start, end = _span(other, dice)
    at = dice.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]


def _recode(data: bytes, _: list[bytes], dice: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    coding = dice.choice(("utf-16", "utf-32", "utf-16-le", "cp1252", "utf-8-sig", "utf-7"))
    return text.encode(coding, "replace")


_WAYS = (_flip, _cut, _end, _repeat, _insert, _insert, _replace, _replace, _shuffle, _mix, _recode)
