"""News between processes: that something changed, never what. The database is the truth.

News may be lost (Valkey restarts) or come twice; who listens compares sequence numbers with the
database now and then, so that the bus only makes things faster.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import SimpleQueue
from random import Random
from threading import Event, Lock, Thread
from typing import Any, Literal, Protocol, get_args

from quiz.errors import BadInputError

CHANNEL = "greenroom:news"
_MOST_WAITING = 1_000
_SILENCE_SECONDS = 5.0
_FIRST_WAIT, _LONGEST_WAIT = 0.1, 3.0
_log = logging.getLogger(__name__)

Topic = Literal["state", "people", "presence", "progress"]


@dataclass(frozen=True, slots=True)
class News:
    """The stage of a room changed, its roster did, somebody went or came back, or answers came in.

    ``seq`` is the room's sequence number after the change.
    """

    room: str
    topic: Topic
    seq: int


Listener = Callable[[News], None]
"""Called in whatever thread or greenlet has the news; it sets a flag and returns at once."""


class Bus(Protocol):
    """Carries news to every process, this one included."""

    @property
    def is_well(self) -> bool:
        """Whether news reaches the other processes just now."""
        ...

    def publish(self, news: News) -> None:
        """Tell everyone. Never raises and never waits for the network."""
        ...

    def listen(self, callback: Listener) -> None:
        """Call ``callback`` with all news from now on."""
        ...

    def close(self) -> None:
        """Tell and hear nothing more."""
        ...


class LocalBus:
    """A function call: the bus of a single process."""

    is_well = True

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def publish(self, news: News) -> None:
        """Tell the listeners. One that fails is logged, and the next is told all the same."""
        for listener in self._listeners:
            try:
                listener(news)
            except Exception:  # noqa: BLE001 - whoever has news to tell is not to suffer
                _log.exception("news of room %s was not taken", news.room)

    def listen(self, callback: Listener) -> None:
        """Call ``callback`` with all news from now on."""
        self._listeners.append(callback)

    def close(self) -> None:
        """Forget who listens."""
        self._listeners.clear()


class RedisBus:
    """One pub/sub channel of Redis or Valkey, and two threads (greenlets, in a patched process).

    Listeners of this process are told at once; what comes round from it is dropped. While the
    server is away, news for other processes is dropped too, and both threads try again for ever.
    Raises BadInputError when the address makes no sense or the ``redis`` extra is missing.
    """

    def __init__(self, url: str) -> None:
        self._client = _client(url)
        self._name = secrets.token_hex(8)
        self._local = LocalBus()
        self._outbox: SimpleQueue[str] = SimpleQueue()
        self._closing = Event()
        self._away: set[str] = set()  # which of the two threads cannot reach the server
        self._hears = False
        self._lock = Lock()
        self._threads: dict[str, Thread] = {}

    @property
    def is_well(self) -> bool:
        """Whether the server answered last, and we hear it when anybody here listens."""
        return not self._away and (self._hears or "hear" not in self._threads)

    def publish(self, news: News) -> None:
        """Tell this process at once, and the others as soon as may be."""
        self._local.publish(news)
        if self._outbox.qsize() < _MOST_WAITING:
            self._outbox.put(json.dumps([self._name, news.room, news.topic, news.seq]))
        self._start("tell", self._tell)

    def listen(self, callback: Listener) -> None:
        """Call ``callback`` with all news from now on."""
        self._local.listen(callback)
        self._start("hear", self._hear)

    def close(self) -> None:
        """Let both threads end."""
        self._closing.set()
        self._outbox.put("")
        self._client.connection_pool.disconnect()
        self._local.close()

    def _start(self, name: str, work: Callable[[], None]) -> None:
        """Start a thread when it is first wanted: most commands neither tell nor listen."""
        if name not in self._threads:
            self._threads[name] = Thread(target=work, name=f"bus-{name}", daemon=True)
            self._threads[name].start()

    def _tell(self) -> None:
        while told := self._outbox.get():
            try:
                self._client.publish(CHANNEL, told)
                self._found("tell")
            except Exception as error:  # noqa: BLE001 - whatever it is, the game goes on
                self._lost("tell", error)
                self._closing.wait(_FIRST_WAIT)
                self._drop_what_waits()

    def _drop_what_waits(self) -> None:
        """Forget old news, so that none is told late; what it was about is in the database."""
        while not self._closing.is_set() and self._outbox.qsize():
            self._outbox.get()

    def _hear(self) -> None:
        wait, dice = _FIRST_WAIT, Random()
        while not self._closing.is_set():
            try:
                with self._client.pubsub() as ear:
                    ear.subscribe(CHANNEL)
                    for message in _messages(ear, self._closing):
                        self._found("hear")
                        self._hears, wait = True, _FIRST_WAIT
                        self._take(message)
            except Exception as error:  # noqa: BLE001 - likewise
                self._lost("hear", error)
            self._hears = False
            self._closing.wait(wait * (0.5 + dice.random()))
            wait = min(wait * 2, _LONGEST_WAIT)

    def _take(self, message: dict[str, Any]) -> None:
        """Pass on what another Greenroom said; anything else in the channel is not for us."""
        if message["type"] != "message":
            return
        try:
            name, room, topic, seq = json.loads(message["data"])
            news = News(str(room), topic, int(seq))
        except (ValueError, TypeError):
            return
        if name != self._name and topic in get_args(Topic):
            self._local.publish(news)

    def _lost(self, who: str, error: Exception) -> None:
        with self._lock:
            if not self._away and not self._closing.is_set():
                _log.warning("the bus is away (%s); the game goes on, a little slower", error)
            self._away.add(who)

    def _found(self, who: str) -> None:
        if who not in self._away:
            return
        with self._lock:
            self._away.discard(who)
            if not self._away:
                _log.info("the bus is back")


def open_bus(url: str) -> Bus:
    """Return the bus at ``url``: none is this process alone, else ``redis://host:port``.

    Nothing is connected yet. Raises BadInputError: see ``RedisBus``.
    """
    return RedisBus(url) if url else LocalBus()


def _client(url: str) -> Any:
    try:
        import redis  # noqa: PLC0415 - one process wants no Redis client
        from redis.backoff import NoBackoff  # noqa: PLC0415 - likewise
        from redis.retry import Retry  # noqa: PLC0415 - likewise
    except ModuleNotFoundError:
        told = "QUIZ_BUS_URL names a bus: pip install 'greenroom[redis]' first."
        raise BadInputError(told) from None
    try:
        return redis.Redis.from_url(
            url.replace("valkey", "redis", 1) if url.startswith("valkey") else url,
            socket_connect_timeout=2,
            socket_timeout=_SILENCE_SECONDS,
            socket_keepalive=True,
            retry=Retry(NoBackoff(), 0),  # we try again ourselves, and never give up
        )
    except ValueError as error:
        raise BadInputError(f"QUIZ_BUS_URL makes no sense: {error}") from error


def _messages(ear: Any, closing: Event) -> Iterator[dict[str, Any]]:
    """Give what comes; ask after a silence, and raise TimeoutError when even that stays so."""
    asked = False
    while not closing.is_set():
        message = ear.get_message(timeout=_SILENCE_SECONDS)
        if message is not None:
            asked = False
            yield message
        elif asked:
            raise TimeoutError("no answer")
        else:
            ear.ping()
            asked = True
