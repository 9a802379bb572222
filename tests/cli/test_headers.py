"""The headers of a request are read by the letter; what is not one is refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cli.headers import LONGEST_LINE, MOST_FIELDS, Headers, check_first_line

NAMES = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=12).filter(
    lambda name: name != "host"
)
VALUES = st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=30)


def read(*lines):
    return Headers(io.BytesIO(b"\r\n".join([*lines, b"", b""])))


@given(fields=st.lists(st.tuples(NAMES, VALUES), max_size=20))
def test_what_was_sent_is_read_in_its_order(fields):
    lines = [f"{name}: {value}".encode("latin-1") for name, value in fields]
    found = read(*lines)
    assert found.fields == [(name, value.strip(" ")) for name, value in fields]
    for name, value in reversed(fields):
        first = next(v for n, v in fields if n == name)
        assert found.get(name.upper()) == first.strip(" ")
        assert value.strip(" ") in [v for n, v in found.fields if n == name]


def test_the_body_is_left_where_it_is():
    stream = io.BytesIO(b"Host: a\r\nContent-Length: 3\r\n\r\nabc")
    assert Headers(stream).getheader("Content-Length") == "3"
    assert stream.read() == b"abc"


def test_a_field_that_is_forgotten_is_gone():
    found = read(b"Content-Length: 3", b"Content-Type: text/plain")
    del found["Content-Length"]
    assert found.get("content-length") is None
    assert found.fields == [("content-type", "text/plain")]
    assert found.typeheader == "text/plain"


@pytest.mark.parametrize(
    "line",
    [
        b"no colon",
        b": no name",
        b" folded: x",
        b"\tfolded: x",
        b"space : x",
        b"a b: x",
        b"n\xe4me: x",
        b"name: a\rb: c",
        b"name: a\x00",
        b"name: \x1b[2J",
    ],
)
def test_what_is_no_field_is_refused(line):
    with pytest.raises(ValueError, match="no field"):
        read(b"Host: a", line)


@pytest.mark.parametrize("name", ["Content-Length", "Host", "Transfer-Encoding", "Content-Type"])
def test_what_there_can_be_but_one_of_is_refused_twice(name):
    with pytest.raises(ValueError, match="two fields"):
        read(f"{name}: 3".encode(), f"{name.lower()}: 3".encode())


def test_headers_without_an_end_are_refused():
    with pytest.raises(ValueError, match="mid-line"):
        Headers(io.BytesIO(b"Host: a\r\nCookie: gre"))
    with pytest.raises(ValueError, match="mid-line"):
        Headers(io.BytesIO(b"Host: a\r\n"))


def test_too_many_and_too_long_ones_are_told():
    assert read(*[b"a: b"] * MOST_FIELDS).status == ""
    assert read(*[b"a: b"] * (MOST_FIELDS + 1)).status
    assert read(b"a: " + b"b" * (LONGEST_LINE - 5)).status == ""
    assert read(b"a: " + b"b" * LONGEST_LINE).status


@pytest.mark.parametrize(
    "line", ["GET / HTTP/1.1\r\n", "POST /a?b=c HTTP/1.0\n", "M-x /\xe4 HTTP/1.1\n"]
)
def test_a_first_line_is_a_method_an_address_and_a_version(line):
    check_first_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "GET /\r\n",
        "GET  / HTTP/1.1\r\n",
        "GET / HTTP/1\r\n",
        "GET / HTTP/2.0\r\n",
        "GET / HTTP/1.1\r",
        "GET / HTTP/1.1 \r\n",
        "GET /\x1b[2J HTTP/1.1\r\n",
        "GET /\rX HTTP/1.1\r\n",
        "GET\t/ HTTP/1.1\r\n",
        " GET / HTTP/1.1\r\n",
        "\r\n",
    ],
)
def test_what_is_no_first_line_is_refused(line):
    with pytest.raises(ValueError, match="no request"):
        check_first_line(line)
