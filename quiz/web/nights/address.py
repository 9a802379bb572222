"""The address by which phones find this server, and its picture."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit

import segno
from flask import request, url_for
from markupsafe import Markup

from quiz.services.network import lan_address
from quiz.services.nights import access
from quiz.web import current


def base() -> str:
    """Return where phones reach this server: the address the host uses, if others can use it too.

    A host who came by ``localhost`` to a server that listens for the network is shown the address
    of this machine in that network.
    """
    parts = urlsplit(request.host_url)
    if not _is_this_machine(parts.hostname or ""):
        return request.host_url.rstrip("/")
    listens_to_all = ipaddress.ip_address(current.house().settings.host).is_unspecified
    outside = lan_address() if listens_to_all else ""
    if not outside:
        return request.host_url.rstrip("/")
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{outside}{port}"


def is_for_this_machine() -> bool:
    """Return whether no phone reaches ``base``: the server listens for its own machine alone.

    Or for the network, and there is none.
    """
    return _is_this_machine(urlsplit(base()).hostname or "")


def absolute(path: str) -> str:
    """Return the address of a path of ours, as phones in the network reach it."""
    return base() + path


def join(code: str) -> str:
    """Return what the code on the big screen leads to, whatever others guess: see ``joining``."""
    key = access.link_key(current.house(), code)
    return absolute(url_for("joining.enter", code=code, k=key))


def shown(url: str) -> str:
    """Return an address as one types it: without scheme and last slash."""
    return url.partition("://")[2].rstrip("/")


@lru_cache(maxsize=200)  # a code takes 15 ms, and a desk shows the same two all night
def qr_svg(url: str) -> Markup:
    """Return the QR code of an address as SVG in the colour of the text around it."""
    code = segno.make(url, micro=False, error="m")
    svg: str = code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass="qr-line")
    return Markup(svg)  # noqa: S704 - made here, of nothing but squares


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
