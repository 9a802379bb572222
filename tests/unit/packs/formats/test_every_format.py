"""What holds for all formats: each knows its own files, and none is hurt by a hostile one."""

import contextlib
import io
import stat
import time
import warnings
import zipfile

import pytest
from hypothesis import given, settings

from quiz.errors import BadInputError
from quiz.packs.formats import registry, zips
from quiz.packs.importing import import_pack
from tests.tools.strategies import packs

NAMES = [form.name for form in registry.FORMATS]
XML = {"moodle", "qti"}
WRITERS = [form for form in registry.FORMATS if form.write]


@pytest.mark.parametrize("form", WRITERS, ids=lambda form: form.name)
@settings(max_examples=8)
@given(pack=packs())
def test_what_a_format_writes_is_taken_for_no_other(form, pack):
    written = form.write(pack)
    if all(question.id in whole_losses(written) for question in pack.questions):
        return  # nothing is in it to know it by
    assert registry.detect(written.data, "upload.bin").name == form.name


def whole_losses(written):
    return {loss.question_id for loss in written.losses if loss.what.startswith("the whole")}


def test_names_are_given_once():
    assert len(set(NAMES)) == len(NAMES)


def package(**files):
    """A package of QTI with these items; a link, where one is named so."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        warnings.simplefilter("ignore")
        for name, data in {"imsmanifest.xml": b"<manifest/>", **files}.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = ((stat.S_IFLNK if name == "link" else stat.S_IFREG) | 0o644) << 16
            target.writestr(entry, data)
    return made.getvalue()


def h5p(content):
    return zips.pack({"h5p.json": b"{}", "content/content.json": content})


def overlapping():
    data = bytearray(package(**{"a.xml": b"<assessmentItem/>" * 50}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = bytes(4)
    return bytes(data)


SIZE = 1 << 16
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ROOTS = {
    "moodle": ('<quiz><question type="multichoice">', "</question></quiz>"),
    "qti": ('<assessmentItem title="x"><itemBody>', "</itemBody></assessmentItem>"),
    "old qti": ('<questestinterop><item ident="i"><presentation>', "</presentation></item>"),
}
INSIDE = {
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>&l9;',
    "entities": "&l9;" * (SIZE // 4),
    "depth": "<div>" * (SIZE // 5),
    "items": "<answer><text>a</text></answer>" * (SIZE // 31),
    "choices": '<simpleChoice identifier="A">a</simpleChoice>' * (SIZE // 45),
    "interactions": "<choiceInteraction/>" * (SIZE // 20),
    "responses": '<response_lid ident="r"/>' * (SIZE // 25),
    "attributes": f"<p {' '.join(f'a{n}=1' for n in range(SIZE // 8))}>",
    "good attributes": "<p " + " ".join(f"a{n}=''" for n in range(SIZE // 10)) + "/>",
    "attribute": f'<p a="{"x" * SIZE}"/>',
    "text": "a" * SIZE,
    "tags in text": "&lt;p" * (SIZE // 5),
    "raised": "&lt;sup>" * (SIZE // 8),
    "lines": "<br/>\n" * (SIZE // 6),
    "comments": "<!---->" * (SIZE // 7),
    "instructions": "<?a?>" * (SIZE // 5),
    "open": "<![CDATA[" + "]" * SIZE,
    "end of text": "<p>",
}
ZIPS = {
    "bomb": package(**{"a.xml": b"<assessmentItem>" + b" " * (8 << 20)}),
    "nested": package(**{"a.xml": package(**{"b.xml": package()}), "b.zip": package()}),
    "overlapping": overlapping(),
    "link": package(link=b"/etc/passwd"),
    "above": package(**{"../../a.xml": b"<assessmentItem/>"}),
    "folded": package(**{"a.xml": b"<assessmentItem/>", "A.XML": b"<assessmentItem/>"}),
    "cut": package(**{"a.xml": b"<assessmentItem/>" * 99})[:-30],
    "deep json": h5p(b'{"a":' * 20_000),
    "wide json": h5p(b'{"questions":[' + b"{}," * 20_000 + b"{}]}"),
    "no json": h5p(b"\xff\xfe\x00"),
}
OTHERS = {
    "nothing": b"",
    "zeros": bytes(SIZE),
    "start of a zip": zips.START + bytes(SIZE),
    "start of gzip": b"\x1f\x8b\x08" + bytes(range(256)) * 99,
    "utf-16": "<quiz><question type='essay'/></quiz>".encode("utf-16"),
    "unknown encoding": b"<?xml version='1.0' encoding='x-no'?><quiz><question type='a'/></quiz>",
    "spaces": b" " * SIZE + b"<quiz>",
    "deep json": b"[" * SIZE,
    "deep objects": b'{"format":1,"questions":' + b'{"a":' * (SIZE // 5),
    "wide json": b'{"correct_answer":1,"incorrect_answers":[' + b"1," * (SIZE // 2),
    "records": b'[{"correctAnswer":1,"incorrectAnswers":[]}' + b",{}" * (SIZE // 3) + b"]",
    "numbers": b'[{"correct_answer":' + b"9" * SIZE + b',"incorrect_answers":[]}]',
}
HOSTILE = {
    **{
        f"{root}, {name}": f"{start}{inside}{end}".encode()
        for root, (start, end) in ROOTS.items()
        for name, inside in INSIDE.items()
    },
    **{f"zip, {name}": data for name, data in ZIPS.items()},
    **OTHERS,
}


def costs(read, *given):
    """Return the seconds of processor time that a file costs."""
    begun = time.process_time()
    with contextlib.suppress(BadInputError):
        read(*given)
    return time.process_time() - begun


def add_up(data, form):
    report = import_pack(data, "hostile.bin", form).report
    assert report.found == report.imported + len(report.skipped)


@pytest.mark.parametrize("form", registry.FORMATS, ids=lambda form: form.name)
def test_hostile_files_are_read_or_refused_at_little_cost(form):
    for name, data in (HOSTILE if form.name in XML else ZIPS | OTHERS).items():
        assert costs(add_up, data, form) < 2, name


def test_a_hostile_file_is_known_or_refused_at_little_cost():
    for name, data in HOSTILE.items():
        assert costs(registry.detect, data, "hostile.bin") < 2, name
