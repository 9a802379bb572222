"""Files that nobody should have to read, and what is told of each."""

from __future__ import annotations

import io
import stat
import warnings
import zipfile
from dataclasses import dataclass

from quiz.packs.formats.zips import MOST_ENTRIES

PACK = b"""format: 1
id: space
title: Space
license: CC0-1.0
questions:
- {ask: Which planet is red?, answer: Mars, wrong: [Venus, Jupiter]}
"""
_PICTURE = PACK + b"- {ask: Seen?, typed: Moon, picture: {file: media/m1.jpg, alt: A light}}\n"
_SOUND = PACK + b"- {ask: Heard?, typed: Moon, audio: {file: media/m1.ogg, transcript: Beeps}}\n"
_SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
_MOODLE = (
    '<quiz><question type="shortanswer"><name><text>a</text></name><questiontext>'
    "<text>{}</text></questiontext><answer fraction='100'><text>b</text></answer></question></quiz>"
)
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_DOCUMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file, the code of what is wrong with it, and words that are told of that."""

    name: str
    data: bytes
    code: str
    told: str


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """Return a zip of entries, whatever they are called."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # the same name twice is what is tried
        for name, data in entries:
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _pack_and(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    return zipped(("pack.yaml", PACK), *entries)


def _with(data: bytes, place: int, value: int, size: int) -> bytes:
    """Change a number in the last entry of the directory of a zip."""
    made, at = bytearray(data), data.rindex(b"PK\x01\x02") + place
    made[at : at + size] = value.to_bytes(size, "little")
    return bytes(made)


def _link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("media/a.png")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def workbook(rows: str, *more: tuple[str, bytes], before: str = "") -> bytes:
    """Return a workbook with these rows, as far as one must be one."""
    return zipped(
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml",
         f'<workbook {_SPACE} xmlns:r="{_DOCUMENTS}"><sheets><sheet name="S" sheetId="1" '
         f'r:id="r1"/></sheets></workbook>'.encode()),
        ("xl/_rels/workbook.xml.rels",
         f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_DOCUMENTS}/worksheet" '
         f'Target="worksheets/sheet1.xml"/></Relationships>'.encode()),
        ("xl/worksheets/sheet1.xml",
         f"<worksheet {_SPACE}>{before}<sheetData>{rows}</sheetData></worksheet>".encode()),
        *more,
    )  # fmt: skip


def row(number: int, *texts: str) -> str:
    """Return a row of a sheet."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'


HEAD = row(1, "Question", "Answer", "Wrong 1")
_ROWS = "".join(row(n, f"Which is {n}?", f"Right {n}", "Wrong") for n in range(2, 5_070))


def files() -> list[Hostile]:
    """Return one file for everything that is refused."""
    return [*_zips(), *_texts(), *_sheets(), *_media()]


def sheet_with_a_lie() -> bytes:
    """Return a sound workbook that claims to have seventeen thousand million cells."""
    rows = HEAD + row(2, "Which is 2?", "Two", "Three")
    return workbook(rows, before='<dimension ref="A1:XFD1048576"/>')


def _zips() -> list[Hostile]:
    locked = _with(_pack_and(("media/a.png", b"secret")), 8, 1, 2)
    lying = _with(zipped(("pack.yaml", PACK + b" " * (32 << 20))), 24, 10, 4)
    over = _with(_pack_and(("media/a.png", PACK)), 42, 0, 4)
    many = ((f"media/{n}.png", b"") for n in range(MOST_ENTRIES))
    nested = zipped(("a.zip", zipped(("b.zip", zipped(("pack.yaml", PACK))))))
    return [
        Hostile("bomb.zip", zipped(("pack.yaml", b" " * (64 << 20))), "E504", "times its size"),
        Hostile("overlapping.zip", over, "E504", "lies where another entry does"),
        Hostile("locked.zip", locked, "E504", "pack it without a password"),
        Hostile("lying.zip", lying, "E504", ""),
        Hostile("root.zip", _pack_and(("/etc/passwd", b"x")), "E504", "leads out of the zip"),
        Hostile("upwards.zip", _pack_and(("../../a", b"x")), "E504", "leads out of the zip"),
        Hostile("backslash.zip", _pack_and(("a\\..\\b", b"x")), "E504", "not safe"),
        Hostile("link.zip", _pack_and((_link(), b"/etc/passwd")), "E504", "is a link"),
        Hostile("case.zip", _pack_and(("PACK.yaml", PACK)), "E504", "are one name"),
        Hostile("many.zip", _pack_and(*many), "E504", "at most 2,000 fit"),
        Hostile("nested.zip", nested, "E503", ""),
        Hostile("two.zip", zipped(("a/pack.yaml", PACK), ("b/pack.yaml", PACK)), "E508", "a pack"),
        Hostile("cut.zip", _pack_and(("media/a.png", b"x" * 99))[:-30], "E504", "no zip"),
    ]


def _texts() -> list[Hostile]:
    laughs = f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>{_MOODLE.format("&l9;")}'
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{_MOODLE.format("&e;")}'
    abroad = f'<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/a.dtd">{_MOODLE.format("a")}'
    aliases = PACK.replace(b"[Venus, Jupiter]", b"&a [Venus, Jupiter]")
    lol = "".join(f"l{n}: &l{n} [{','.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 10))
    qti = f"<!DOCTYPE x [<!ENTITY a 'b'>]><assessmentItem/>{' ' * 40}"
    return [
        Hostile("laughs.xml", laughs.encode(), "E505", "take out <!DOCTYPE …>"),
        Hostile("outside.xml", outside.encode(), "E505", "take out <!DOCTYPE …>"),
        Hostile("abroad.xml", abroad.encode(), "E505", "take out <!DOCTYPE …>"),
        Hostile("item.xml", qti.encode(), "E505", "take out <!DOCTYPE …>"),
        Hostile("entity.xml", _MOODLE.format("&e;").encode(), "E100", "undefined entity"),
        Hostile("deep.xml", _MOODLE.format("<a>" * 9_999).encode(), "E102", "nested deeper"),
        Hostile("anchor.yaml", aliases, "E102", "anchor"),
        Hostile("laughs.yaml", b"l0: &l0 ha\n" + lol.encode() + PACK, "E102", "anchor"),
        Hostile("tag.yaml", PACK + b"- !!python/object:os.system {}\n", "E102", "tag"),
        Hostile("deep.yaml", PACK + b"- " + b"[" * 200_000, "E102", "deep"),
        Hostile("two.yaml", PACK + b"---\n" + PACK, "E102", "document"),
        Hostile("deep.json", b'{"format":1,"questions":' + b"[" * 200_000, "E102", "nested deeper"),
        Hostile("zeros.bin", bytes(1 << 20), "E503", "in no format that is known"),
    ]


def _sheets() -> list[Hostile]:
    lines = [f"Which is {n}?,Right {n},Wrong" for n in range(5_070)]
    tall = "\n".join(["Question,Answer,Wrong 1", *lines])
    texts = f"<sst {_SPACE}>{'<si><t>a</t></si>' * 2_000_000}</sst>".encode()
    shared = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_DOCUMENTS}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_DOCUMENTS}/sharedStrings" '
        f'Target="sharedStrings.xml"/></Relationships>'
    )
    many = zipped(
        ("xl/workbook.xml", f'<workbook {_SPACE} xmlns:r="{_DOCUMENTS}"><sheets><sheet name="S" '
         f'sheetId="1" r:id="r1"/></sheets></workbook>'.encode()),
        ("xl/_rels/workbook.xml.rels", shared.encode()),
        ("xl/sharedStrings.xml", texts),
        ("xl/worksheets/sheet1.xml", f"<worksheet {_SPACE}/>".encode()),
    )  # fmt: skip
    wide = workbook(HEAD + row(2, *("a" for _ in range(31))))
    wide_text = f"Question,Answer,Wrong 1\n{','.join('a' * 31)}\n"
    return [
        Hostile("tall.xlsx", workbook(HEAD + _ROWS), "E502", "rows"),
        Hostile("wide.xlsx", wide, "E502", "column"),
        Hostile("tall.csv", tall.encode(), "E502", "rows"),
        Hostile("wide.csv", wide_text.encode(), "E502", "column"),
        Hostile("macros.xlsm", workbook(HEAD, ("xl/vbaProject.bin", b"x")), "E504", "macros"),
        Hostile("texts.xlsx", many, "E504", "times its size"),
        Hostile("old.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "E503", ".xls"),
        Hostile("cut.xlsx", workbook(HEAD)[:-30], "E504", "no zip"),
    ]


def _media() -> list[Hostile]:
    def pictured(data: bytes) -> bytes:
        return zipped(("pack.yaml", _PICTURE), ("media/m1.jpg", data))

    def heard(data: bytes) -> bytes:
        return zipped(("pack.yaml", _SOUND), ("media/m1.ogg", data))

    return [
        Hostile("drawing.zip", pictured(_SVG), "E217", "save it as PNG"),
        Hostile("page.zip", pictured(b"<!DOCTYPE html><script>alert(1)</script>"), "E217", ""),
        Hostile("half.zip", pictured(b"\x89PNG\r\n\x1a\n" + bytes(40)), "E217", ""),
        Hostile("program.zip", heard(b"MZ" + bytes(400)), "E217", ""),
        Hostile("empty.zip", heard(b""), "E217", ""),
        Hostile("missing.zip", zipped(("pack.yaml", _PICTURE)), "E216", "media/m1.jpg"),
    ]
