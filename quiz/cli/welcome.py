"""The door: where the server listens, and what is said when it opens."""

from __future__ import annotations

import errno
import ipaddress
import socket
import sys

import click

from quiz.cli.wsgi import listen
from quiz.errors import Problem, QuizError
from quiz.services.network import lan_address
from quiz.settings import Settings


def listener(settings: Settings, *, shared: bool = False) -> socket.socket:
    """Return a socket that listens where the settings say. Raises QuizError that says why not."""
    host, port = settings.host, settings.port
    try:
        return listen(host, port, shared=shared)
    except OSError as error:
        raise QuizError(_why_not(host, port, error)) from error


def reserve(settings: Settings) -> socket.socket:
    """Return a socket that keeps a port for processes that listen together, and takes no visitors.

    Raises QuizError as ``listener`` does: also when somebody else shares the port already.
    """
    listener(settings).close()
    host, port = settings.host, settings.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    place = socket.socket(family, socket.SOCK_STREAM)
    try:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        place.bind((host, port))
    except OSError as error:
        place.close()
        raise QuizError(_why_not(host, port, error)) from error
    return place


def _why_not(host: str, port: int, error: OSError) -> str:
    reasons = {
        errno.EADDRINUSE: (
            f"Port {port} is in use, perhaps by a Greenroom that runs already. "
            "Choose another: QUIZ_PORT=8001, or 0 for any that is free."
        ),
        errno.EACCES: f"Port {port} is not for everyone. Choose one above 1023 in QUIZ_PORT.",
        errno.EADDRNOTAVAIL: f"QUIZ_HOST={host} is no address of this machine.",
    }
    return reasons.get(error.errno or 0, f"{host} port {port}: {error.strerror}")


def warn(problems: tuple[Problem, ...]) -> None:
    """Say which files are left out."""
    if problems:
        files = len({problem.file for problem in problems})
        what = "A file is" if files == 1 else f"{files} files are"
        click.echo(f"{what} left out, the rest is served:", err=True)
        for problem in problems:
            click.echo(f"  {problem}", err=True)


def warn_of_room(told: str) -> None:
    """Say that there is less room than there should be."""
    if told:
        click.echo(told, err=True)


def tell(host: str, port: int) -> None:
    """Say that the house is open, and how to get in."""
    address = ipaddress.ip_address(host)
    here = f"[{host}]" if address.version == 6 else host
    click.echo(
        f"Greenroom is open: http://{'localhost' if address.is_unspecified else here}:{port}"
    )
    if not address.is_loopback:
        outside = lan_address() if address.is_unspecified else here
        if outside:
            _show_way_in(f"http://{outside}:{port}")
    click.echo("Ctrl+C closes it.")
    sys.stdout.flush()


def _show_way_in(url: str) -> None:
    import segno  # noqa: PLC0415 - only a quiz for a network shows a code

    click.echo(f"In this network:   {url}\n")
    segno.make(url, micro=False).terminal(out=sys.stdout, compact=True)
    click.echo()
