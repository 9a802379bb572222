"""Our own zip: a pack with its pictures and sounds, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.packs.formats import registry, zips
from quiz.packs.formats.packed import carry
from quiz.packs.importing import import_pack
from quiz.packs.writing import write_pack_json
from tests.tools.examples import few
from tests.tools.strategies import packs

HEAD = "format: 1\nid: space\ntitle: Space\nquestions:\n"
CLOUD = "- {ask: Which?, typed: x, picture: {file: media/m1.jpg, alt: A cloud}}\n"


def opened(data, name="space.zip"):
    return import_pack(data, name, registry.detect(data, name))


def fault(files):
    with pytest.raises(BadInputError) as caught:
        opened(zips.pack(files))
    (problem,) = caught.value.problems
    return str(problem)


@few(25)
@given(packs(), st.binary(max_size=40))
def test_a_pack_with_its_files_comes_back_as_it_was(pack, data):
    called = {medium.file for question in pack.questions for medium in question.media}
    files = {name: data + name.encode() for name in called}
    written = carry(pack, files)
    assert carry(pack, files) == written
    assert not written.losses
    made = opened(written.data)
    assert made.pack == pack
    assert made.media == files
    assert made.report.format == "zip"


@few(15)
@given(packs())
def test_every_file_that_is_not_at_hand_is_told(pack):
    called = [medium.file for question in pack.questions for medium in question.media]
    assert len(carry(pack, {}).losses) == len(called)


def test_a_folder_that_was_packed_is_read_too():
    files = {"space/pack.yaml": (HEAD + CLOUD).encode(), "space/media/m1.jpg": b"1"}
    made = opened(zips.pack({**files, "__MACOSX/._pack.yaml": b"", "space/.DS_Store": b""}))
    assert made.media == {"media/m1.jpg": b"1"}


def test_the_pack_may_be_json():
    made = opened(zips.pack({"pack.yaml": (HEAD + "- {ask: A?, typed: x}").encode()}))
    text = write_pack_json(made.pack).encode()
    assert opened(zips.pack({"pack.json": text})).pack == made.pack


def test_files_that_no_question_calls_stay_out():
    files = {"pack.yaml": (HEAD + CLOUD).encode(), "media/m1.jpg": b"1", "media/run.exe": b"MZ"}
    assert opened(zips.pack({**files, "notes.txt": b"x"})).media == {"media/m1.jpg": b"1"}


def test_a_file_that_is_called_and_not_there_is_told_with_its_place():
    told = fault({"pack.yaml": (HEAD + CLOUD).encode(), "media/m2.jpg": b"1"})
    assert told.startswith("space.zip/pack.yaml:5:43: E216 there is no file “media/m1.jpg”")
    assert "did you mean “media/m2.jpg”" in told


def test_two_packs_in_one_zip_are_refused():
    text = (HEAD + "- {ask: A?, typed: x}").encode()
    assert "E508" in fault({"pack.yaml": text, "b/pack.yaml": text})


@given(st.integers(0, 500), st.integers(1, 255))
def test_a_zip_that_was_spoilt_is_read_or_refused(at, change):
    data = bytearray(zips.pack({"pack.yaml": (HEAD + CLOUD).encode() * 3, "media/m1.jpg": b"1"}))
    data[at % len(data)] ^= change
    try:
        opened(bytes(data))
    except BadInputError as error:
        assert error.problems or str(error)  # noqa: PT017 - either is right
