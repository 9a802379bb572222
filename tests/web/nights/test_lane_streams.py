"""A phone's stream is opened before Flask; it is the stream that Flask's way would have opened."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.errors import StorageError
from quiz.live.hub import Watcher
from quiz.live.lines import TAKE_OVER, QueueLine, SocketLine
from quiz.night.model import Rules
from quiz.services.nights import roster
from quiz.web import languages
from quiz.web.app import create_app
from tests.tools import house as houses
from tests.tools.a_night import ANight, join

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def house(built, clock, tmp_path, request):
    """A house with the settings that a test names."""
    made = houses.copy(built, tmp_path, clock=clock, **getattr(request, "param", {}))
    yield made
    made.store.close()


@pytest.fixture
def app(house, monkeypatch):
    """An application that speaks three languages."""
    monkeypatch.setattr(languages, "_translations", lambda *_: ["en", "de", "pt"])
    return create_app(house)


@pytest.fixture
def night(house):
    return ANight(house, Rules(approve=True, end_early=False, auto_reveal=False))


@pytest.fixture
def waiting(bob, night):
    """Bob's browser, at the door."""
    return join(bob, night, "Bob").client


@pytest.fixture
def phone(waiting, bob, night, house):
    """Bob's browser, let in."""
    roster.admit(house, night.id, night.key, [night.me(bob).seat_id])
    return waiting


@pytest.fixture
def open_stream(app, house, night):
    """Open a stream before a server that hands its socket over; tell all that comes of it.

    What is told: the status, the headers and the body; who watches then, and whether Flask was
    asked. In the end nobody watches.
    """
    house.hub.on_join.clear()  # no broadcaster has its hands in it
    asked = []
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: asked.append(1))

    def come(client, query="as=player", method="GET", **headers):
        asked.clear()
        path = f"/nights/{night.id}/stream?{query}"
        handed = {TAKE_OVER: lambda _gone: SocketLine(chunked=True)}
        answer = client.open(path, method=method, headers=headers, environ_overrides=handed)
        told = answer.status_code, sorted(answer.headers), answer.get_data()
        watching = house.hub.watchers(night.id)
        who = [(w.audience, w.seat, w.language, w.line.chunked) for w in watching]
        for watcher in watching:
            house.hub.leave(watcher)
        return (told, who), bool(asked)

    return come


@pytest.fixture
def both_ways(open_stream):
    """Open a stream both ways; return what is told, when that is the same, and who was asked."""

    def come(client, **more):
        short, by_flask = open_stream(client, **more)
        long, _ = open_stream(client, query="as=player&more=", **more)
        assert short == long
        return short, by_flask

    return come


def test_a_phones_stream_never_reaches_flask(phone, night, both_ways, bob):
    ((status, _, body), who), by_flask = both_ways(phone, **OURS)
    assert (status, body, by_flask) == (200, b"retry: 1000\n\n", False)
    assert who == [("player", night.me(bob).seat_id, "en", True)]
    headers = {**OURS, "Accept-Language": "fr, de;q=0.8, en;q=0.2"}
    (_, [(_, _, language, _)]), by_flask = both_ways(phone, **headers)
    assert (language, by_flask) == ("de", False)


def test_one_who_waits_to_be_let_in_watches_the_door(waiting, both_ways):
    (_, [(audience, *_)]), by_flask = both_ways(waiting, **OURS)
    assert (audience, by_flask) == ("door", False)


def test_strangers_are_refused_as_ever(app, phone, night, both_ways, bob, house):
    stranger, forger = app.test_client(), app.test_client()
    forger.set_cookie("greenroom", "eyJzZWF0cyI6e319.aaaa.bbbb")
    for client in (stranger, forger):
        assert both_ways(client, **OURS)[0][0][0] == 403
    roster.kick(house, night.id, night.key, [night.me(bob).seat_id])
    assert both_ways(phone, **OURS)[0][0][0] == 403


@pytest.mark.parametrize("house", [{}, {"trusted_hosts": ("localhost",)}], indirect=True)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(
    headers=st.fixed_dictionaries(
        {},
        optional={
            "Sec-Fetch-Site": st.sampled_from(["same-origin", "none", "same-site", "cross-site"]),
            "Origin": st.sampled_from(["http://localhost", "http://elsewhere.example", "null"]),
            "Host": st.sampled_from(["localhost", "localhost:80", "elsewhere.example", "a b"]),
            "Accept-Language": st.sampled_from(["de", "en;q=0.3, de", "pt, *;q=0.1", "", ";;"]),
        },
    ),
    method=st.sampled_from(["GET", "GET", "HEAD"]),
    hub=st.sampled_from(["open", "open", "full", "closed"]),
)
def test_both_ways_open_the_same(phone, both_ways, house, headers, method, hub):
    elsewhere = Watcher("another night", "screen", "", "en", QueueLine())
    house.hub.join(elsewhere)
    house.hub.limit = 1 if hub == "full" else 0
    house.hub.is_closed = hub == "closed"
    both_ways(phone, method=method, **headers)
    house.hub.leave(elsewhere)


def test_a_house_that_cannot_look_up_says_so(phone, both_ways, house, monkeypatch, caplog):
    def submit(*_):
        raise StorageError("The disk cannot be read.")

    caplog.clear()
    monkeypatch.setattr(house.arrivals, "submit", submit)
    assert both_ways(phone, **OURS)[0][0][0] == 503
    assert "Traceback" not in caplog.text
