"""Two buses are two processes to each other; the Valkey between them is a real one."""

import logging
from queue import Empty, SimpleQueue

import pytest

from quiz.errors import BadInputError
from quiz.live.bus import CHANNEL, LocalBus, News, RedisBus, open_bus

NEWS = News("room", "state", 7)


@pytest.fixture
def bus(valkey):
    """Make a bus that listens; gives it and what it heard."""
    opened = []

    def make():
        made, heard = open_bus(valkey.url), SimpleQueue()
        made.listen(heard.put)
        opened.append(made)
        return made, heard

    yield make
    for made in opened:
        made.close()


def pass_on(teller, heard, seq):
    """Publish until it is heard: news may be lost, and then the next comes through."""
    for _ in range(200):
        teller.publish(News("room", "progress", seq))
        try:
            while heard.get(timeout=0.1).seq != seq:
                pass
        except Empty:
            continue
        return
    pytest.fail("nothing was heard")


def test_one_process_is_a_function_call(caplog):
    heard, bus = [], open_bus("")
    assert isinstance(bus, LocalBus)
    assert bus.is_well
    bus.listen(lambda news: 1 / (news.seq - 7))
    bus.listen(heard.append)
    bus.publish(NEWS)
    assert heard == [NEWS]
    assert "was not taken" in caplog.text
    bus.close()
    bus.publish(NEWS)
    assert heard == [NEWS]


def test_news_reaches_the_other_process_and_comes_once_to_its_own(bus):
    (alice, heard_by_alice), (_, heard_by_bob) = bus(), bus()
    pass_on(alice, heard_by_bob, 1)
    while not heard_by_alice.empty():
        heard_by_alice.get()
    alice.publish(News("room", "people", 2))
    assert heard_by_alice.get(timeout=0) == News("room", "people", 2)  # at once
    assert heard_by_bob.get(timeout=5).topic == "people"
    pass_on(alice, heard_by_bob, 3)  # an echo of the second would have come before
    seqs = []
    while not heard_by_alice.empty():
        seqs.append(heard_by_alice.get().seq)
    assert 2 not in seqs


def test_a_killed_valkey_raises_nothing_and_news_flows_when_it_is_back(bus, valkey, caplog):
    caplog.set_level(logging.INFO)
    (alice, heard_by_alice), (bob, heard_by_bob) = bus(), bus()
    pass_on(alice, heard_by_bob, 1)
    pass_on(bob, heard_by_alice, 2)  # each of the two is there, and listens
    wait_for(lambda: alice.is_well and bob.is_well)
    valkey.kill()
    for seq in range(5_000):
        alice.publish(News("room", "state", seq))
    for process in (alice, bob):
        wait_for(lambda process=process: not process.is_well)
    alice.publish(News("room", "state", -1))
    while heard_by_alice.get(timeout=0).seq != -1:
        pass  # one's own process hears everything, all the time
    valkey.come_back()
    pass_on(alice, heard_by_bob, -2)
    pass_on(bob, heard_by_alice, -3)
    wait_for(lambda: alice.is_well)
    wait_for(lambda: bob.is_well)
    wait_for(lambda: caplog.text.count("the bus is back") == 2)  # it is told last of all
    assert caplog.text.count("the bus is away") == 2  # once each


def wait_for(condition):
    waiting = SimpleQueue()
    for _ in range(1_200):
        if condition():
            return
        with pytest.raises(Empty):
            waiting.get(timeout=0.05)
    pytest.fail("it did not come to be")


def test_what_others_say_in_the_channel_is_not_for_us(bus, valkey):
    (alice, _), (_, heard_by_bob) = bus(), bus()
    pass_on(alice, heard_by_bob, 1)
    for said in ("", "{", "[]", '["x", "room", "gossip", 1]', '["x", "r", "state", "y"]', "\xff"):
        valkey.client().publish(CHANNEL, said.encode("latin-1"))
    while not heard_by_bob.empty():
        heard_by_bob.get()
    pass_on(alice, heard_by_bob, 2)


@pytest.mark.parametrize("url", ["redis://localhost:many", "http://localhost"])
def test_an_address_that_is_none_is_told(url):
    with pytest.raises(BadInputError, match="QUIZ_BUS_URL makes no sense"):
        open_bus(url)


def test_a_missing_extra_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "redis", None)
    with pytest.raises(BadInputError, match=r"pip install 'greenroom\[redis\]'"):
        open_bus("redis://localhost")


def test_nothing_is_connected_before_it_is_wanted():
    bus = RedisBus("valkey://127.0.0.1:1")
    assert bus.is_well
    bus.close()
