import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.live import frames

LINE_END = re.compile("\r\n|\r|\n")


def read(stream: bytes) -> list[dict[str, str]]:
    """Read events as a browser does."""
    events, fields = [], {}
    for line in LINE_END.split(stream.decode()):
        if not line and fields:
            events.append({name: "\n".join(values) for name, values in fields.items()})
            fields = {}
        elif line:
            name, _, value = line.partition(":")
            fields.setdefault(name, []).append(value.removeprefix(" "))
    assert not fields
    return events


@given(st.text())
def test_a_browser_reads_what_was_written_but_for_the_ends_of_lines(html):
    given_back = {"event": "stage", "id": "7", "data": "\n".join(LINE_END.split(html))}
    assert read(frames.frame("stage", html, "7")) == [given_back]


def test_no_text_begins_an_event_of_its_own():
    hostile = "a\n\nevent: reveal\ndata: Paris\r\rid: 9"
    (event,) = read(frames.frame("stage", hostile))
    assert event["event"] == "stage"
    assert "id" not in event


@pytest.mark.parametrize(("event", "ident"), [("a\nb", ""), ("a", "1\r2"), ("a", "\0")])
def test_a_name_or_an_id_of_several_lines_is_refused(event, ident):
    with pytest.raises(ValueError, match="one line"):
        frames.frame(event, "", ident)


def test_a_ping_is_seen_by_scripts():
    assert read(frames.PING) == [{"event": "ping", "data": ""}]


@given(st.lists(st.binary(min_size=1), max_size=5))
def test_chunks_put_together_are_what_was_cut(parts):
    stream = b"".join(map(frames.chunk, parts)) + frames.LAST_CHUNK
    found = b""
    while True:
        size, _, stream = stream.partition(b"\r\n")
        length = int(size, 16)
        found, end, stream = found + stream[:length], stream[length:][:2], stream[length + 2 :]
        assert end == b"\r\n"
        if not length:
            break
    assert found == b"".join(parts)
    assert not stream
