"""What is personal on the phones of a night: plain values, as those of ``views`` are."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.night.model import SeatStatus


@dataclass(frozen=True, slots=True)
class MyResult:
    """How the last question came out for one seat, and where it stands.

    ``given`` is what it answered, in words. ``above`` and ``below`` are the neighbours, with the
    points between (None at the ends: nobody is told to be last). ``rank`` is None for the audience.
    ``double``: a joker doubled it; ``wager``: what was put in.
    """

    mark: str
    given: str
    points: int
    bonus: int
    total: int
    rank: int | None
    of: int
    above: tuple[str, int] | None = None
    below: tuple[str, int] | None = None
    double: bool = False
    wager: int | None = None


@dataclass(frozen=True, slots=True)
class MeView:
    """What is personal on a phone.

    ``given`` are the saved places as they are posted (options' indexes as text, or the typed
    text), ``revision`` the number of the save that is on disk (0: none), ``is_done`` whether it
    was handed in and not only saved; all of question ``number``. ``extra_share`` is how much this
    seat has beyond the others, as a share of any question's time. ``wager`` and ``most_wager``
    matter in the intro of a wager round, ``joker`` is the round (from 1) that is doubled, 0 for
    none; ``joker_in``: that is the coming round; ``may_joker``: it can be played for the
    coming round now, or taken back. Without ``own_name`` names are drawn. ``result`` from the
    reveal on, and standings after.
    """

    seat_id: str
    name: str
    status: SeatStatus
    number: int = 0
    given: tuple[str, ...] = ()
    revision: int = 0
    is_done: bool = False
    extra_share: float = 0.0
    extra_time: bool = False
    may_extra: bool = False
    team: str = ""
    teams: tuple[tuple[str, str], ...] = ()
    is_captain: bool = False
    is_audience: bool = False
    own_name: bool = True
    rescue: str = ""
    joker: int = 0
    joker_in: bool = False
    may_joker: bool = False
    wager: int | None = None
    most_wager: int = 0
    total: int = 0
    result: MyResult | None = None
