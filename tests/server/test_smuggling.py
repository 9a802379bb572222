"""Where a request ends is beyond doubt: what a proxy passes on is never taken for the next one's.

Many visitors of a proxy share its connections. If it saw an end where we see none, the rest of one
visitor's request would become the beginning of another's.
"""

import socket
import subprocess
import sys

import pytest

from tests.tools.serving import ROOT

SERVER = """
from gevent import monkey
monkey.patch_all()
from quiz.cli.wsgi import Server, listen

def app(environ, start_response):
    length = int(environ.get("CONTENT_LENGTH") or 0)
    chunked = "HTTP_TRANSFER_ENCODING" in environ
    body = environ["wsgi.input"].read() if chunked else environ["wsgi.input"].read(length)
    told = b"[%b:%b]" % (environ["PATH_INFO"].encode(), body)
    start_response("200 OK", [("Content-Length", str(len(told)))])
    return [told]

server = Server(listen("127.0.0.1", 0), app, access_log=False)
print(server.address[1], flush=True)
server.serve_forever()
"""
NEXT = b"GET /next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
CHUNKED = b"5\r\nhello\r\n0\r\n\r\n"


@pytest.fixture(scope="module")
def port():
    with subprocess.Popen(
        [sys.executable, "-c", SERVER],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        yield int(process.stdout.readline())
        process.kill()


def say(port, fields, body):
    """Send a form and, at once, another request; return all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as sock:
        sock.sendall(b"POST /form HTTP/1.1\r\nHost: a\r\n" + fields + b"\r\n" + body + NEXT)
        heard = b""
        while more := sock.recv(4096):
            heard += more
        return heard


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        (b"Content-Length: 5\r\n", b"hello"),
        (b"Content-Length: \t5 \r\n", b"hello"),
        (b"Transfer-Encoding: chunked\r\n", CHUNKED),
        (b"Transfer-Encoding: Chunked\r\n", CHUNKED),
        (b"Content-Length: 5\r\nUpgrade: websocket\r\n", b"hello"),
        (b"Content-Length: 5\r\nConnection: Upgrade\r\n", b"hello"),
        (b"Transfer-Encoding: chunked\r\nUpgrade: websocket\r\n", CHUNKED),
    ],
)
def test_the_next_request_begins_where_the_body_ends(port, fields, body):
    heard = say(port, fields, body)
    assert b"[/form:hello]" in heard
    assert b"[/next:]" in heard


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        (b"Content-Length: +5\r\n", b"hello"),
        (b"Content-Length: 0_5\r\n", b"hello"),
        (b"Content-Length: 5\xa0\r\n", b"hello"),
        (b"Content-Length: 5, 5\r\n", b"hello"),
        (b"Content-Length:\r\n", b""),
        (b"Content-Length: " + b"9" * 30 + b"\r\n", b"hello"),
        (b"Transfer-Encoding: gzip, chunked\r\n", CHUNKED),
        (b"Transfer-Encoding: identity\r\n", CHUNKED),
        (b"Transfer-Encoding: \x0bchunked\r\n", CHUNKED),
        (b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", CHUNKED),
        (b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", CHUNKED),
        (b"X-Note: a\rTransfer-Encoding: chunked\r\n", CHUNKED),
        (b"X-Note: a\x00b\r\nContent-Length: 5\r\n", b"hello"),
    ],
)
def test_what_leaves_the_end_in_doubt_is_refused_with_all_that_follows(port, fields, body):
    assert say(port, fields, body).startswith(b"HTTP/1.1 400 ")
    assert say(port, fields, body).count(b"HTTP/1.1 ") == 1
