"""Jokers and wagers: what may be staked when, and how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from quiz.night.course import asked, following
from quiz.night.model import Plan, Rules, Seat, Slot, State
from quiz.night.standings import entrant_of
from quiz.night.teams import speaker
from quiz.scores.presets import PRESETS

_NO_JOKER = frozenset({"wager", "tiebreak", "break"})
_NOBODY: Mapping[str, str] = MappingProxyType({})


def joker_round(plan: Plan, rules: Rules, state: State) -> int | None:
    """Return the index of the round that a joker can be played for now, or taken back.

    That is the coming one, until its first question opens; None when there is none, when it earns
    no points of its own (wager, tie-break, break), or without jokers.
    """
    stage = state.stage
    if not rules.jokers or stage.phase not in {"lobby", "intro", "standings"}:
        return None
    if stage.phase == "standings" and following(plan, stage):
        return None
    index = stage.round if stage.phase == "intro" else stage.round + 1
    if index >= len(plan.rounds) or plan.rounds[index].format in _NO_JOKER:
        return None
    begun = {slot.number for slot in plan.rounds[index].slots} & asked(state)
    return None if begun else index


def doubled(rules: Rules, seats: Iterable[Seat], index: int) -> frozenset[str]:
    """Return the ids of the seats for whom a round counts double.

    A team has one joker: whichever of its seats bears it, whoever speaks for the team by now and
    whether that seat is still in, it doubles the round for all of them. So ``seats`` are all of the
    night.
    """
    if not rules.jokers:
        return frozenset()
    seats = tuple(seats)
    played = {entrant_of(rules, seat) for seat in seats if seat.joker == index}
    return frozenset(seat.id for seat in seats if entrant_of(rules, seat) in played)


def staked(
    rules: Rules,
    seats: Iterable[Seat],
    wagers: Mapping[str, int],
    spoke: Mapping[str, str] = _NOBODY,
) -> dict[str, int]:
    """Return what is at stake for each seat: its own wager, or that of its team.

    One speaks for a team (``spoke``, by team; else ``teams.speaker``), and all its members then
    stand to win or lose as much each, so that the rule for the team's points makes of it what it
    makes of any points. Where the speaker has put in nothing because somebody else spoke before,
    the most of all the team's stands, also of those who left. So ``seats`` are all of the night.
    For whom nobody put anything in is not named.
    """
    if rules.teams == "solo":
        return dict(wagers)
    members: dict[str, list[Seat]] = {}
    for seat in seats:
        members.setdefault(entrant_of(rules, seat), []).append(seat)
    stakes: dict[str, int] = {}
    for side, team in members.items():
        amounts = [wagers[seat.id] for seat in team if seat.id in wagers]
        if amounts:
            lead = speaker(team)
            leads = spoke.get(side) or (lead.id if lead else "")
            stakes |= dict.fromkeys((seat.id for seat in team), wagers.get(leads, max(amounts)))
    return stakes


def wager_slot(plan: Plan, state: State) -> Slot | None:
    """Return the question whose wagers can be put in now, up to its opening; None without one.

    That is in the intro of a wager round, and between two questions of it.
    """
    stage = state.stage
    if not 0 <= stage.round < len(plan.rounds) or plan.rounds[stage.round].format != "wager":
        return None
    if stage.phase == "intro":
        return next(iter(plan.rounds[stage.round].slots), None)
    return following(plan, stage) if stage.phase in {"reveal", "standings"} else None


def most_wager(rules: Rules, points: int) -> int:
    """Return the most that may be put in by an entrant with so many points.

    All of them; but one right answer's worth in any case, so that those at 0 can play too.
    """
    preset = PRESETS[rules.scoring]
    return max(points, preset.base + (0 if preset.shared else preset.bonus))
