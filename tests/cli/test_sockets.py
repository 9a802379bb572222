"""Waiting for a database as the server does it."""

import socket

import gevent
import pytest

from quiz.cli.sockets import waiter

READ, WRITE = 1, 2


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_a_socket_that_is_ready_is_told_at_once(pair):
    ours, theirs = pair
    wait = waiter()
    assert wait(ours.fileno(), WRITE) == WRITE
    assert wait(ours.fileno(), READ | WRITE) == WRITE
    theirs.send(b"x")
    assert wait(ours.fileno(), READ | WRITE) == READ | WRITE
    assert wait(ours.fileno(), READ) == READ


def test_others_go_on_while_somebody_waits_long(pair):
    ours, theirs = pair
    done = []

    def other():
        done.append("other")
        theirs.send(b"x")

    gevent.spawn(other)
    assert waiter()(ours.fileno(), READ) == READ
    assert done == ["other"]


def test_a_socket_that_broke_is_ready_so_that_whoever_reads_hears_of_it(pair):
    ours, theirs = pair
    theirs.close()
    assert waiter()(ours.fileno(), READ) == READ


def test_after_a_wait_in_vain_the_next_give_way_at_once(pair):
    ours, theirs = pair
    wait = waiter()
    order = []

    def slow(name):
        wait(ours.fileno(), READ)
        order.append(name)

    waits = [gevent.spawn(slow, name) for name in range(6)]
    gevent.sleep(0.02)
    assert order == []
    theirs.send(b"x")
    gevent.joinall(waits, timeout=5, raise_error=True)
    assert sorted(order) == list(range(6))
