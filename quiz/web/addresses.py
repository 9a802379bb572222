"""From where a request comes, as far as it counts for who guesses too much."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address, ip_network

from flask import request

_SUBSCRIBER = 64  # the bits of an IPv6 address that a provider gives; the others are one's own


def counted() -> str:
    """Return the address that tries are counted by.

    Of IPv6 it is the network of 64 bits, which is what one household has: else everybody had as
    many tries as they have addresses. An IPv4 address is the same in either spelling.
    """
    told = request.remote_addr or ""
    try:
        address = ip_address(told.partition("%")[0])
    except ValueError:
        return told
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((address, _SUBSCRIBER), strict=False))
