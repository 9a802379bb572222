"""A night → what is personal on each phone, for one seat or for thousands at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from quiz.live.turns import let_others_in
from quiz.night import stakes
from quiz.night.model import Result, Seat, Slot, Standing
from quiz.night.timing import share_of
from quiz.questions.kinds import given_text, has_places
from quiz.services.house import House
from quiz.services.nights import access, judging, rolls
from quiz.services.nights import given as forms
from quiz.services.nights.phone_views import MeView, MyResult
from quiz.services.nights.room import ENDED, Room, is_counting
from quiz.services.nights.scene import (
    Board,
    Given,
    Scene,
    all_seats,
    board,
    given,
    results,
    team_names,
    totals,
)
from quiz.store import night_answers as answer_rows

FEW = 50
"""Up to so many seats are looked up one by one, more together."""
_AT_ONCE = 500
_RESULT = frozenset({"reveal", "standings", *ENDED})
QUIET = frozenset({"lobby", "intro", "standings"})  # where a phone shows its settings


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that is the same for every phone, and what is looked up for each."""

    room: Room
    slot: Slot | None
    answers: Given
    results: Mapping[str, Result] | None
    board: Board | None
    totals: Mapping[str, int]
    teams: Mapping[str, str]
    double: frozenset[str]
    speakers: frozenset[str]
    joker_round: int | None
    coming: Mapping[str, int] | None
    staked: Mapping[str, int]
    places: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    words: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def team_list(self) -> tuple[tuple[str, str], ...]:
        """The teams to choose from: none where each phone is one."""
        return tuple(self.teams.items()) if self.room.record.rules.teams == "own" else ()


def views(
    house: House,
    scene: Scene,
    room: Room,
    seats: Collection[Seat],
    rescue_hashes: Mapping[str, str],
) -> dict[str, MeView]:
    """Return what each of these seats sees, by seat.

    Their rescue codes are shown where ``rescue_hashes`` has their hashes, see ``is_quiet``.
    """
    facts = _facts(scene, room, seats)
    let_others_in()
    codes: Mapping[str, str] = {}
    if is_quiet(room):
        night_id = room.record.id
        codes = {
            seat.id: _rescue(house, night_id, seat.id, rescue_hashes.get(seat.id, ""))
            for seat in seats
        }
    seen = {}
    for place, seat in enumerate(seats, 1):
        seen[seat.id] = _view(facts, seat, codes.get(seat.id, ""))
        if place % _AT_ONCE == 0:
            let_others_in()
    return seen


def is_quiet(room: Room) -> bool:
    """Say whether phones show their settings, and with them the rescue code."""
    return room.record.state.stage.phase in QUIET


def words(room: Room, slot: Slot, texts: tuple[str, ...]) -> str:
    """Return an answer as it is shown; what was chosen stands in the order of the options."""
    dealt = room.dealt(slot)
    if not slot.order or has_places(dealt.question.body):
        return given_text(dealt.question.body, texts)
    chosen = {text.casefold() for text in texts}
    shown = tuple(text for text in dealt.options if text.casefold() in chosen)
    return given_text(dealt.question.body, shown)


def _rescue(house: House, night_id: str, seat_id: str, hashed: str) -> str:
    """Return a seat's rescue code; see ``access.rescue_of``."""
    code = access.new_rescue(house, night_id, seat_id)
    return code if access.rescue_hash(night_id, code) == hashed else ""


def _facts(scene: Scene, room: Room, seats: Collection[Seat]) -> _Facts:
    record = room.record
    plan, rules, state = record.plan, record.rules, record.state
    stage = state.stage
    shows_result = stage.number > 0 and stage.phase in _RESULT
    has_board = shows_result or (rules.teams != "solo" and stage.round >= 0)
    slot = plan.slot(stage.number) if stage.number else None
    coming = stakes.wager_slot(plan, state)
    joker_round = stakes.joker_round(plan, rules, state)
    return _Facts(
        room=room,
        slot=slot,
        answers=_answers(scene, room, slot, seats),
        results=results(scene, room, slot) if shows_result and slot else None,
        board=board(scene, room) if has_board else None,
        totals=totals(scene, room) if stage.round >= 0 else {},
        teams=team_names(scene, room),
        double=_double(scene, room, slot) if shows_result and slot else frozenset(),
        speakers=judging.speakers(rules, all_seats(scene, room))
        if joker_round is not None or coming
        else frozenset(),
        joker_round=joker_round,
        coming=_staked(scene, room, coming) if coming else None,
        staked=_staked(scene, room, slot) if slot and _is_wager(room, slot) else {},
    )


def _answers(scene: Scene, room: Room, slot: Slot | None, seats: Collection[Seat]) -> Given:
    if slot is None:
        return {}
    if len(seats) > FEW or scene.given is not None:
        return given(scene, room, slot)
    keys = [(room.record.id, slot.number, seat.id) for seat in seats]
    found = answer_rows.some(room.tx, keys)
    return {key[2]: (a.given, a.revision, a.complete) for key, a in found.items()}


def _double(scene: Scene, room: Room, slot: Slot) -> frozenset[str]:
    rules, plan = room.record.rules, room.record.plan
    index = plan.round_of(slot.number)
    if not rules.jokers or plan.rounds[index].format in {"wager", "tiebreak"}:
        return frozenset()
    return stakes.doubled(rules, all_seats(scene, room), index)


def _is_wager(room: Room, slot: Slot) -> bool:
    plan = room.record.plan
    return plan.rounds[plan.round_of(slot.number)].format == "wager"


def _staked(scene: Scene, room: Room, slot: Slot) -> Mapping[str, int]:
    return rolls.staked(room, slot, all_seats(scene, room))


def _may_joker(facts: _Facts, seat: Seat) -> bool:
    """Say whether a joker can go to the coming round, or be taken back from there.

    One that is in a round begun stays there.
    """
    index = facts.joker_round
    if index is None or seat.id not in facts.speakers:
        return False
    stage = facts.room.record.state.stage
    return seat.joker is None or seat.joker == index or seat.joker > stage.round


def _view(facts: _Facts, seat: Seat, rescue: str) -> MeView:
    record = facts.room.record
    rules, slot = record.rules, facts.slot
    saved = facts.answers.get(seat.id)
    place = _place(facts, seat)
    total = place.points if place else facts.totals.get(seat.id, 0)
    speaks = seat.id in facts.speakers
    wagers = facts.staked if facts.coming is None else facts.coming
    return MeView(
        seat_id=seat.id,
        name=seat.name,
        status=seat.status,
        number=slot.number if slot else 0,
        given=_posted(facts, saved[0]) if saved else (),
        revision=saved[1] if saved else 0,
        is_done=bool(saved and saved[2]),
        extra_share=share_of(rules, seat),
        extra_time=seat.extra_time,
        may_extra=rules.extra_time,
        team=facts.teams.get(seat.team_id, ""),
        teams=facts.team_list,
        is_captain=seat.is_captain,
        is_audience=seat.is_audience,
        own_name=rules.own_names,
        rescue=rescue,
        joker=0 if seat.joker is None else seat.joker + 1,
        joker_in=seat.joker is not None and seat.joker == facts.joker_round,
        may_joker=_may_joker(facts, seat),
        wager=wagers.get(seat.id),
        most_wager=stakes.most_wager(rules, total) if speaks and facts.coming is not None else 0,
        total=total,
        result=None if facts.results is None else _result(facts, seat, total, place),
    )


def _result(facts: _Facts, seat: Seat, total: int, place: Standing | None) -> MyResult:
    slot, found, board_ = facts.slot, (facts.results or {}).get(seat.id), facts.board
    saved = facts.answers.get(seat.id)
    state = facts.room.record.state
    counts = slot is not None and slot.number not in state.void | state.skipped
    above = below = None
    if place and board_:
        index = board_.at[place.entrant_id]
        above, below = board_.above[index], board_.below[index]
    return MyResult(
        mark=found.mark if found else "none" if counts else "void",
        given=_worded(facts, saved[0]) if saved else "",
        points=found.points if found else 0,
        bonus=found.bonus if found else 0,
        total=total,
        rank=place.rank if place else None,
        of=len(board_.rows) if board_ else 0,
        above=(above.name, above.points - total) if above else None,
        below=(below.name, total - below.points) if below else None,
        double=seat.id in facts.double,
        wager=facts.staked.get(seat.id),
    )


def _place(facts: _Facts, seat: Seat) -> Standing | None:
    """Return where a seat, or its team, stands; the audience stands nowhere."""
    if facts.board is None or not is_counting(seat):
        return None
    teamed = facts.room.record.rules.teams != "solo" and seat.team_id
    index = facts.board.at.get(seat.team_id if teamed else seat.id)
    return None if index is None else facts.board.rows[index]


def _posted(facts: _Facts, texts: tuple[str, ...]) -> tuple[str, ...]:
    if texts not in facts.places and facts.slot:
        facts.places[texts] = forms.places(facts.room.dealt(facts.slot), texts)
    return facts.places[texts]


def _worded(facts: _Facts, texts: tuple[str, ...]) -> str:
    if texts not in facts.words and facts.slot:
        facts.words[texts] = words(facts.room, facts.slot, texts)
    return facts.words[texts]
