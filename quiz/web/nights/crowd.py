"""What a host's roster sends: one of these orders, about one seat, several, or a team."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask import request

from quiz.errors import BadInputError
from quiz.services.house import House
from quiz.services.nights import roster
from quiz.web.languages import gettext as _

Order = Callable[[House, str, str, tuple[str, ...]], object]


def carry_out(house: House, night_id: str, key: str, what: str, seats: tuple[str, ...]) -> None:
    """Do what the host wants with people. Raises BadInputError for an order there is not."""
    order = _ORDERS.get(what)
    if order is None:
        raise BadInputError(
            _("Nothing was done yet. Did you type something? Press the button beside it.")
        )
    if what in _OF_SEATS and not seats:
        raise BadInputError(_("Tick somebody first."))
    if what in _OF_ONE and len(seats) > 1:
        raise BadInputError(_("Tick one only."))
    order(house, night_id, key, seats)


def _text(name: str) -> str:
    return request.form.get(name, "")[:200]


def _move(house: House, night_id: str, key: str, seats: tuple[str, ...]) -> None:
    for seat_id in seats:
        roster.move(house, night_id, key, seat_id, _text("team"))


_OF_ONE = frozenset({"rename", "captain", "more_time", "usual_time"})
_OF_SEATS = _OF_ONE | {"approve", "kick", "ban", "move"}
_ORDERS: Mapping[str, Order] = MappingProxyType(
    {
        "approve": roster.admit,
        "kick": roster.kick,
        "ban": roster.ban,
        "move": _move,
        "rename": lambda h, n, k, seats: roster.rename(h, n, k, seats[0], _text("name")),
        "captain": lambda h, n, k, seats: roster.captain(h, n, k, seats[0]),
        "more_time": lambda h, n, k, seats: roster.extra_time(h, n, k, seats[0], on=True),
        "usual_time": lambda h, n, k, seats: roster.extra_time(h, n, k, seats[0], on=False),
        "balance": lambda h, n, k, _seats: roster.balance(h, n, k),
        "new_team": lambda h, n, k, _seats: roster.new_team(h, n, k, _text("team_name")),
        "rename_team": lambda h, n, k, _seats: roster.rename_team(
            h, n, k, _text("team"), _text("team_name")
        ),
        "drop_team": lambda h, n, k, _seats: roster.drop_team(h, n, k, _text("team")),
        "purge_away": lambda h, n, k, _seats: roster.purge(h, n, k, "away"),
        "purge_flood": lambda h, n, k, _seats: roster.purge(h, n, k, "flood"),
        "purge_waiting": lambda h, n, k, _seats: roster.purge(h, n, k, "waiting"),
    }
)
