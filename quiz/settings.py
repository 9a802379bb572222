"""Environment → frozen settings: one table says what can be set, and is its documentation."""

from __future__ import annotations

import difflib
import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from quiz.errors import BadInputError

_PREFIX = "QUIZ_"
_YES = {"1", "yes", "true", "on"}
_NO = {"0", "no", "false", "off", ""}
_HOST_NAME = re.compile(r"\.?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9])?")
_LIMIT = re.compile(r"[1-9]\d* per ([1-9]\d* )?(second|minute|hour|day)s?")
_DATABASES = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_BUSES = {"redis", "rediss", "valkey", "valkeys", "unix"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator decided. See ``docs/settings.md``, which is made from ``TABLE``."""

    host: str
    port: int
    data: Path
    database_url: str = field(repr=False)
    bus_url: str = field(repr=False)
    workers: int
    secret_key: str = field(repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(repr=False)
    trusted_hosts: tuple[str, ...]
    proxy_hops: int
    https: bool
    sign_in_limit: str
    guest_days: int
    access_log: bool
    debug: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table.

    ``read`` turns the text of the environment into the value or raises ValueError with a
    sentence that ends “… should be”: what it should be.
    """

    field: str
    default: str
    read: Callable[[str], Any]
    about: str
    shown_default: str = ""

    @property
    def name(self) -> str:
        """The name in the environment."""
        return _PREFIX + self.field.upper()


def _host(text: str) -> str:
    if text == "localhost":
        return "127.0.0.1"
    try:
        return str(ipaddress.ip_address(text.strip("[]")))
    except ValueError:
        raise ValueError("an IP address of this machine, such as 127.0.0.1 or 0.0.0.0") from None


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not low <= int(text) <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return int(text)

    return read


def _flag(text: str) -> bool:
    if text.casefold() not in _YES | _NO:
        raise ValueError("yes or no")
    return text.casefold() in _YES


def _secret(text: str) -> str:
    if text and len(text) < 16:
        raise ValueError("at least 16 characters, made by chance")
    return text


def _secrets(text: str) -> tuple[str, ...]:
    return tuple(_secret(part) for part in _parts(text))


def _hosts(text: str) -> tuple[str, ...]:
    if not all(_HOST_NAME.fullmatch(part) for part in _parts(text)):
        raise ValueError("names without port, such as quiz.example.org or .example.org")
    return _parts(text)


def _limit(text: str) -> str:
    if not all(_LIMIT.fullmatch(part.strip()) for part in text.split(";")):
        raise ValueError("counts per time, such as “10 per minute; 100 per day”")
    return text


def _database(text: str) -> str:
    scheme, path = urlsplit(text).scheme, urlsplit(text).path
    if text and (scheme not in _DATABASES or "://" not in text):
        raise ValueError("an address beginning with sqlite:/// or postgresql://")
    if scheme == "sqlite" and path in {"", "/", "/:memory:"}:
        raise ValueError("the path of a file after sqlite:///; memory alone keeps nothing")
    return text.replace(scheme, _DATABASES[scheme], 1) if text else ""


def _bus(text: str) -> str:
    if text and (urlsplit(text).scheme not in _BUSES or "://" not in text):
        raise ValueError("an address such as redis://localhost:6379")
    return text


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[,\s]+", text) if part)


TABLE: tuple[Setting, ...] = (
    Setting(
        "host", "127.0.0.1", _host,
        "The address to listen on. `127.0.0.1` serves this machine alone; `0.0.0.0` serves the "
        "whole network, and a QR code to join is printed.",
    ),
    Setting("port", "8000", _whole(0, 65535), "The port to listen on; `0` takes any free one."),
    Setting(
        "data", "", Path,
        "The folder for all that is kept: the database, the secret key, and your own packs and "
        "moments in its folders `packs/` and `moments/`. It is made when it is missing; "
        "what is in its folder `cache/` may be deleted at any time.",
        "`data/` in a checkout, else the user's folder for application data",
    ),
    Setting(
        "database_url", "", _database,
        "Where the database is: `sqlite:////absolute/path.db` or "
        "`postgresql://user:password@host/name` (which wants `pip install greenroom[postgres]`).",
        "`greenroom.db` in the data folder",
    ),
    Setting(
        "bus_url", "", _bus,
        "The Redis or Valkey that carries news between the processes of a night, such as "
        "`redis://localhost:6379` (which wants `pip install greenroom[redis]`). It keeps nothing; "
        "while it is away the game goes on, up to a second slower.",
        "none: one process serves alone",
    ),
    Setting(
        "workers", "1", _whole(1, 64),
        "How many processes serve, about one for each core; `quiz serve --workers` says the same. "
        "More than 1 wants PostgreSQL in `QUIZ_DATABASE_URL`, and `QUIZ_BUS_URL`.",
    ),
    Setting(
        "secret_key", "", _secret,
        "What cookies are signed with. Set it only when several machines serve one quiz.",
        "made on the first start, kept in `secret.key` in the data folder",
    ),
    Setting(
        "secret_key_fallbacks", "", _secrets,
        "Former secret keys, separated by commas, that still count for cookies already handed out.",
    ),
    Setting(
        "trusted_hosts", "", _hosts,
        "The names under which people reach the server, separated by commas; a leading dot takes "
        "in all names below. Requests for another name are refused.",
        "`localhost` and the address itself when only this machine is served, else any name",
    ),
    Setting(
        "proxy_hops", "0", _whole(0, 9),
        "How many proxies of your own stand in front and set `X-Forwarded-*`. Too high a number "
        "lets visitors forge their address. More than 0 wants `QUIZ_TRUSTED_HOSTS`.",
    ),
    Setting(
        "https", "no", _flag,
        "Whether people reach the server by https only: cookies are then marked secure, and "
        "browsers are told to insist on https.",
    ),
    Setting(
        "sign_in_limit", "10 per minute; 100 per day", _limit,
        "How many failed tries to sign in one address has, as counts per time. "
        "Those that succeed are not counted.",
    ),
    Setting(
        "guest_days", "30", _whole(1, 3650),
        "After how many days without a visit a guest's name is forgotten.",
    ),
    Setting("access_log", "no", _flag, "Whether each request is written to the log."),
    Setting(
        "debug", "no", _flag,
        "For people who work on Greenroom: shows `/styleguide`, reads templates anew, and shows "
        "tracebacks in the browser. Never on a server that others can reach.",
    ),
)  # fmt: skip


def read_settings(environ: Mapping[str, str], data: Path) -> Settings:
    """Read the settings from ``environ``; ``data`` is the data folder when none is set.

    Raises BadInputError naming every variable that is wrong or unknown.
    """
    known = {setting.name: setting for setting in TABLE}
    faults = [
        f"{name} is no setting{_hint(name, known)}"
        for name in sorted(environ)
        if name.startswith(_PREFIX) and name not in known
    ]
    values: dict[str, Any] = {}
    for name, setting in known.items():
        text = environ.get(name, "").strip()
        try:
            values[setting.field] = setting.read(text or setting.default)
        except ValueError as fault:
            shown = "" if "secret" in setting.field else f", not “{text}”"
            faults.append(f"{name} should be {fault}{shown}")
    if values.get("proxy_hops") and not values.get("trusted_hosts", True):
        faults.append("QUIZ_TRUSTED_HOSTS must name the hosts served when QUIZ_PROXY_HOPS is set")
    if faults:
        raise BadInputError("\n".join(["The settings are not right:", *faults]))
    chosen = values["data"] if environ.get("QUIZ_DATA", "").strip() else data
    values["data"] = chosen.expanduser().absolute()
    own = f"sqlite:///{quote(str(values['data'] / 'greenroom.db'))}"
    values["database_url"] = values["database_url"] or own
    values["trusted_hosts"] = values["trusted_hosts"] or _own_names(values["host"])
    return Settings(**values)


def _hint(name: str, known: Mapping[str, Setting]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
    return f"; did you mean {near[0]}?" if near else ""


def _own_names(host: str) -> tuple[str, ...]:
    address = ipaddress.ip_address(host)
    # Werkzeug cannot be given an IPv6 address as a trusted host.
    return ("localhost", host) if address.version == 4 and address.is_loopback else ()
