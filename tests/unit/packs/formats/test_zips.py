"""Zips from strangers: what is in them comes out, and what could hurt is refused."""

import io
import stat
import time
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.packs.formats import zips
from quiz.packs.formats.zips import Zip, pack

NAMES = st.text("abcdefgh", min_size=1, max_size=8)


def made(*entries, method=zipfile.ZIP_DEFLATED):
    """Make a zip of pairs of a name, or a ZipInfo, and bytes."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", method) as archive:
        warnings.simplefilter("ignore")  # the same name twice is what is tried
        for name, data in entries:
            archive.writestr(name, data)
    return target.getvalue()


def reason(data, name=None):
    with pytest.raises(BadInputError) as caught:
        Zip(data, "a.zip").read(name)
    problem = caught.value.problems[0]
    assert (problem.file, problem.code) == ("a.zip", "E504")
    return problem.message


@given(st.dictionaries(NAMES, st.binary(max_size=200), max_size=6))
def test_what_was_packed_comes_out(files):
    data = pack(files)
    assert data == pack(files)
    opened = Zip(data, "a.zip")
    assert {name: opened.read(name) for name in opened.names} == files


def test_a_file_without_a_name_is_refused():
    nameless = made(("pack.yaml", b""), ("Q", b"x")).replace(b"Q", b"\0")
    assert "has a name that is not safe" in reason(nameless)


@given(st.binary(max_size=400))
def test_what_is_no_zip_is_refused(rubbish):
    reason(zips.START + rubbish)


@given(st.integers(0, 300), st.integers(1, 255))
def test_a_zip_that_was_spoilt_is_read_or_refused(at, change):
    data = bytearray(pack({"pack.yaml": b"format: 1" * 40, "b": b"x"}))
    data[at % len(data)] ^= change
    try:
        opened = Zip(bytes(data), "a.zip")
        for name in opened.names:
            opened.read(name)
    except BadInputError as error:
        spoilt = error
    else:
        return
    assert {problem.code for problem in spoilt.problems} == {"E504"}


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../a", "a/../../b", "C:\\a", "a\\b", "a:b", "a\nb"]
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    assert "name" in reason(made((name, b"x")))


def test_names_that_are_one_on_some_machines_are_refused():
    assert "are one name" in reason(made(("Pack.yaml", b""), ("pack.YAML", b"")))
    assert "are one name" in reason(made(("a", b"1"), ("a", b"2")))


def test_a_link_is_refused():
    link = zipfile.ZipInfo("a")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "link" in reason(made((link, b"/etc/passwd")))


def test_an_encrypted_file_is_refused():
    data = bytearray(made(("a", b"secret")))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in reason(bytes(data))


def test_a_bomb_is_refused_while_it_goes_off():
    data = made(("a", b"\0" * (64 << 20)))
    assert len(data) < 1 << 17
    assert "times its size" in reason(data, "a")


def test_what_a_zip_says_of_its_sizes_is_not_believed():
    data = bytearray(made(("a", b"\0" * (16 << 20))))
    size = data.index(b"PK\x01\x02") + 24
    data[size : size + 4] = (10).to_bytes(4, "little")
    opened = Zip(bytes(data), "a.zip")
    with pytest.raises(BadInputError):
        opened.read("a")


def test_entries_that_lie_over_each_other_are_refused():
    data = bytearray(made(("a", b"x" * 50), ("b", b"x" * 50)))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = (0).to_bytes(4, "little")
    assert "another entry" in reason(bytes(data))


def test_too_many_entries_are_refused():
    assert "entries" in reason(made(*((str(n), b"") for n in range(zips.MOST_ENTRIES + 1))))


def test_a_directory_of_very_many_entries_is_not_even_read():
    entry = made(("a", b""))
    start, end = entry.index(b"PK\x01\x02"), entry.index(b"PK\x05\x06")
    directory = entry[start:end] * 300_000
    sizes = len(directory).to_bytes(4, "little")
    tail = bytearray(entry[end:])
    tail[12:16] = sizes
    begun = time.process_time()
    assert "far more" in reason(entry[:start] + directory + bytes(tail))
    assert time.process_time() - begun < 1


def test_more_than_is_asked_for_is_refused():
    opened = Zip(made(("a", b"x" * 100)), "a.zip")
    with pytest.raises(BadInputError, match="larger than 99 bytes"):
        opened.read("a", 99)
