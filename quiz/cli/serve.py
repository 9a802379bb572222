"""``quiz serve``: open the house and let people in.

Imported after ``quiz.cli.main`` has patched the standard library for greenlets.
"""

from __future__ import annotations

import gc
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

import click
import gevent
from gevent.event import Event

from quiz.cli import descriptors, welcome, workers
from quiz.cli.opening import settings_of_environment
from quiz.cli.sockets import waiter
from quiz.cli.threads import offloader
from quiz.cli.wsgi import Server
from quiz.errors import BadInputError, QuizError
from quiz.services import catalog, upkeep, watching
from quiz.services.house import House, open_house
from quiz.settings import Settings

BEAT_SECONDS = 15
_TURN = 0.001
_DAY = 24 * 60 * 60
_FAREWELL = 2.0
_log = logging.getLogger(__name__)


@click.command()
@click.option(
    "--workers", "count", type=click.IntRange(1, 64), metavar="N",
    help="How many processes serve, about one for each core. More than one wants PostgreSQL in "
    "QUIZ_DATABASE_URL, and QUIZ_BUS_URL.",
)  # fmt: skip
@click.option(
    "--watch",
    is_flag=True,
    help="Read packs and moments anew when their files change: for those who write them.",
)
@click.option("--worker", is_flag=True, hidden=True)
def serve(*, count: int | None, watch: bool, worker: bool) -> None:
    """Open the house: serve the game until Ctrl+C or SIGTERM.

    What can be set is in docs/settings.md; “quiz settings” prints what is in force.
    """
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("quiz").setLevel(logging.INFO)
    settings = settings_of_environment()
    if count is not None:
        settings = replace(settings, workers=count)
    if worker:
        _serve(settings, welcome.listener(settings, shared=True), is_worker=True)
    elif settings.workers > 1 and watch:
        raise BadInputError("Only one process can watch files: serve with one, or without --watch.")
    elif settings.workers > 1:
        workers.supervise(settings)
    else:
        _serve(settings, welcome.listener(settings), is_worker=False, watch=watch)


def _serve(
    settings: Settings, listener: socket.socket, *, is_worker: bool, watch: bool = False
) -> None:
    # Work in a thread lets who answers go on after a fifth of what Python thinks is soon enough.
    sys.setswitchinterval(_TURN)
    # Waiting for the disk never waits for somebody's password, nor the other way round.
    house = open_house(settings, offload=offloader(2), heavy=offloader(2), ready=waiter())
    problems = catalog.load(house)
    from quiz.web.app import create_app  # noqa: PLC0415 - a bad setting is told before Flask loads

    app = create_app(house)
    connections = descriptors.make_room()
    house.hub.limit = connections // 2  # a page that watches also asks, over another connection
    server = Server(
        listener, app, access_log=settings.access_log, connections=connections - house.hub.limit
    )
    if not is_worker:
        welcome.warn(problems)
        welcome.warn_of_room(descriptors.told(connections))
    work = list(app.extensions.get("background", ()))
    if watch:
        work.append(partial(_look_again, watching.begin(house)))
    _run(server, house, work, is_worker=is_worker)


def _run(
    server: Server, house: House, work: Iterable[Callable[[], None]], *, is_worker: bool
) -> None:
    """Serve until SIGTERM or Ctrl+C.

    ``work`` goes on beside the requests (``app.extensions["background"]``): functions that run
    until they are killed. Each gets a greenlet, and another try when it fails.
    """
    closing = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(sign, closing.set)
    gc.freeze()  # what is loaded by now stays: no need to look through it, now or ever
    gc.set_threshold(50_000, 20, 50)
    background = [gevent.spawn(_keep_going, job) for job in work]
    server.start()
    idle = [gevent.spawn(_beat, house), gevent.spawn(_keep_up, house)]
    if is_worker:
        workers.say_ready()
        workers.close_with_parent(closing)
    else:
        welcome.tell(house.settings.host, server.server_port)
    closing.wait()
    if not is_worker:
        click.echo("Greenroom closes …")
    gevent.killall(idle)
    house.hub.close()
    server.close_politely()
    # The last: the requests may still need them. One that waits for the database may not hear it.
    gevent.killall(background, block=False)
    gevent.joinall(background, timeout=_FAREWELL)
    house.bus.close()
    house.store.close()


def _keep_going(work: Callable[[], None]) -> None:
    while True:
        try:
            work()
        except Exception:  # noqa: BLE001 - whatever it was, the game goes on
            _log.exception("work in the background failed; it starts again")
            gevent.sleep(1)
        else:
            return


def _look_again(watch: watching.Watch) -> None:
    while True:
        gevent.sleep(watching.EVERY_SECONDS)
        watch.look()


def _beat(house: House) -> None:
    while True:
        gevent.sleep(BEAT_SECONDS)
        house.hub.beat(rest=lambda: gevent.sleep(0.005))


def _keep_up(house: House) -> None:
    """Once a day, forget guests who stay away, and pictures that nothing calls."""
    while True:
        try:
            upkeep.forget(house)
        except QuizError:
            _log.warning("what is due could not be forgotten; tomorrow again")
        gevent.sleep(_DAY)
