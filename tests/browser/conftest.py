"""A real Chromium at a real server, on a house of the tests' own."""

import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from werkzeug.serving import WSGIRequestHandler, make_server

from quiz.web.app import create_app
from tests.tools import chromium
from tests.tools import house as houses

# Said when a save is overtaken by the next, or a fade by the next page.
NO_COMPLAINT = ("htmx:sendAbort", "htmx:afterRequest", "Transition was")
PATIENCE = 30_000  # ms: a loaded machine fails no test
expect.set_options(timeout=PATIENCE)
PHONE, LAPTOP, PROJECTOR = (360, 640), (1280, 800), (1920, 1080)


class Clock:
    """The time as it passes, and as much more as the tests let pass at once."""

    def __init__(self, real):
        self.real, self.ahead = real, timedelta()

    def __call__(self):
        return self.real() + self.ahead

    def pass_seconds(self, seconds):
        self.ahead += timedelta(seconds=seconds)


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    made = houses.build(tmp_path_factory.mktemp("house"), {"QUIZ_DEBUG": "yes"})
    made = replace(made, clock=Clock(made.clock))
    yield made
    made.store.close()


class Handler(WSGIRequestHandler):
    """Keeps lines open, as ``quiz serve`` does, and says nothing."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *_said):
        pass


@pytest.fixture
def clock(house):
    """The clock of the server, which these can set forward."""
    return house.clock


@contextmanager
def serving(house, app=None):
    """Run a server of a house, of an application of it if there is one already; its address."""
    app = app or create_app(house)
    # In development the files are read anew for each page; tests of many pages can do without.
    app.before_request_funcs[None] = [
        f for f in app.before_request_funcs[None] if f.__name__ != "_read_anew"
    ]
    served = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Handler)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    thread.join()
    served.server_close()


@pytest.fixture(scope="session")
def server(house):
    """The address of a server that runs as long as the tests of this process."""
    with serving(house) as address:
        yield address


@pytest.fixture(scope="session")
def chrome(playwright):
    running = chromium.launch(playwright)
    yield running
    running.close()


@pytest.fixture(scope="session")
def axe():
    return chromium.axe_source()


@pytest.fixture
def visit(chrome, server):
    """Open a browser of one's own; whatever it complains about fails the test."""
    contexts, complaints = [], []

    def open_page(path="/", size=LAPTOP, *, moves=False, **options):
        motion = "no-preference" if moves else "reduce"  # to draw what moves is half of all work
        context = chrome.new_context(
            base_url=server,
            viewport={"width": size[0], "height": size[1]},
            **{"reduced_motion": motion} | options,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{error} ({page.url})"))
        page.on(
            "console",
            lambda said: said.type == "error" and complaints.append(f"{said.text} ({page.url})"),
        )
        page.goto(path)
        return page

    open_page.complaints = complaints
    yield open_page
    for context in contexts:
        context.close()
    told = [said for said in complaints if not said.startswith(NO_COMPLAINT)]
    assert not told, told


def at_home(visit, name, size=LAPTOP, server=""):
    """Open the browser of somebody who makes an account there, on the page that welcomes them."""
    page = visit(f"{server}/sign-up", size)
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Make the account").click()
    expect(page.locator(".flash")).to_be_visible()
    return page
