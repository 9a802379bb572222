"""``quiz serve``: open the house and let people in.

Imported after ``quiz.cli.main`` has patched the standard library for greenlets.
"""

from __future__ import annotations

import errno
import gc
import ipaddress
import logging
import signal
import socket
import sys

import click
import gevent
from gevent.event import Event

from quiz.cli.opening import settings_of_environment
from quiz.cli.threads import offloader
from quiz.cli.wsgi import Server, listen
from quiz.errors import Problem, QuizError
from quiz.services import catalog, people
from quiz.services.house import House, open_house
from quiz.settings import Settings

_DAY = 24 * 60 * 60


@click.command()
def serve() -> None:
    """Open the house: serve the game until Ctrl+C or SIGTERM.

    What can be set is in docs/settings.md; “quiz settings” prints what is in force.
    """
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("quiz").setLevel(logging.INFO)
    settings = settings_of_environment()
    listener = _listener(settings)
    # Waiting for the disk never waits for somebody's password, nor the other way round.
    house = open_house(settings, offload=offloader(2), hashing=offloader(2))
    problems = catalog.load(house)
    from quiz.web.app import create_app  # noqa: PLC0415 - a bad setting is told before Flask loads

    server = Server(listener, create_app(house), access_log=settings.access_log)
    _warn(problems)
    _run(server, house, listener.getsockname()[1])


def _run(server: Server, house: House, port: int) -> None:
    closing = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(sign, closing.set)
    gc.collect()
    gc.freeze()  # what is loaded by now stays: no need to look through it again and again
    gc.set_threshold(50_000, 20, 50)
    server.start()
    upkeep = gevent.spawn(_keep_up, house)
    _tell(house.settings.host, port)
    closing.wait()
    click.echo("Greenroom closes …")
    upkeep.kill()
    server.close_politely()
    house.store.close()


def _keep_up(house: House) -> None:
    """Once a day, forget the names of guests who stay away."""
    while True:
        try:
            people.forget_guests(house)
        except QuizError:
            logging.getLogger(__name__).warning("guests could not be forgotten; tomorrow again")
        gevent.sleep(_DAY)


def _listener(settings: Settings) -> socket.socket:
    host, port = settings.host, settings.port
    try:
        return listen(host, port)
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: (
                f"Port {port} is in use, perhaps by a Greenroom that runs already. "
                "Choose another: QUIZ_PORT=8001, or 0 for any that is free."
            ),
            errno.EACCES: f"Port {port} is not for everyone. Choose one above 1023 in QUIZ_PORT.",
            errno.EADDRNOTAVAIL: f"QUIZ_HOST={host} is no address of this machine.",
        }
        told = reasons.get(error.errno or 0, f"{host} port {port}: {error.strerror}")
        raise QuizError(told) from error


def _warn(problems: tuple[Problem, ...]) -> None:
    if problems:
        files = len({problem.file for problem in problems})
        what = "A file is" if files == 1 else f"{files} files are"
        click.echo(f"{what} left out, the rest is served:", err=True)
        for problem in problems:
            click.echo(f"  {problem}", err=True)


def _tell(host: str, port: int) -> None:
    address = ipaddress.ip_address(host)
    here = f"[{host}]" if address.version == 6 else host
    click.echo(
        f"Greenroom is open: http://{'localhost' if address.is_unspecified else here}:{port}"
    )
    if not address.is_loopback:
        outside = _lan_address() if address.is_unspecified else here
        if outside:
            _show_way_in(f"http://{outside}:{port}")
    click.echo("Ctrl+C closes it.")
    sys.stdout.flush()


def _show_way_in(url: str) -> None:
    import segno  # noqa: PLC0415 - only a quiz for a network shows a code

    click.echo(f"In this network:   {url}\n")
    segno.make(url, micro=False).terminal(out=sys.stdout, compact=True)
    click.echo()


def _lan_address() -> str:
    """Return the address others reach this machine by; empty when there is no network.

    Connecting a datagram socket sends nothing; it only asks which way it would go.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
