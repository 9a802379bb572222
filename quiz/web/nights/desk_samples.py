"""Made-up states of a host's pages, for the style guide and its photographs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from quiz.night.model import Phase, RoundFormat, Rules
from quiz.paper.model import Report, ReportPlayer, ReportQuestion
from quiz.questions.kinds import Kind
from quiz.services.nights.desk import (
    HostView,
    KeyView,
    PlanRound,
    PlanRow,
    RosterRow,
    TypedGroup,
)
from quiz.services.nights.views import (
    Award,
    NightHead,
    NightQuestion,
    NightReveal,
    PlaceView,
    RevealBar,
    StageView,
)
from quiz.web.samples import LONG, NAMES, SOURCE, WHY, options

_ASK = "Who won Best New Artist at the 2023 VMAs?"
_TYPED_ASK = "Which city hosted the 2023 VMAs?"
_HEAD = NightHead(
    id="sample", title="Friday at the Anchor", code="KRT4WN", phase="question", version=23,
    sequence=61, paused=False, round=2, rounds=5, round_title="Backstage", round_format="general",
    position=4, of=8, scoring="accuracy", teams="shared",
)  # fmt: skip
_QUESTION = NightQuestion(
    number=12, ask=_ASK, kind="choice", options=options(*NAMES), lefts=(), choose=1, unit="",
    limit=20, lead=0.0, remaining=12.4, is_open=True,
)  # fmt: skip
_PEOPLE = (
    ("Front of House", 7410), ("Gaffer Tape", 6820), ("The Encores", 6790), ("Row Z", 6310),
    ("Load-in 6 a.m.", 5980), ("Quiet Mics", 5120), ("Élodie & the Understudies", 4890),
    ("舞台裏", 4200), ("Velvet Rope", 3900), ("Monitor Mix", 2100), ("Charlie", 0),
)  # fmt: skip


def _clock(hour: int, minute: int) -> datetime:
    return datetime(2026, 3, 14, hour, minute, tzinfo=UTC)


_ROSTER = tuple(
    RosterRow(
        seat_id=f"s{i}", name=name, team_id=f"t{i % 2}", team=("Reds", "Blues")[i % 2],
        is_captain=i < 2, is_audience=name == "Monitor Mix",
        status="waiting" if name == "Charlie" else "in", online=i not in {3, 8},
        answered=i % 3 == 0, credit=(None, 0.06, 0.21, 0.48)[i % 4], points=points,
        extra_time=i == 5,
    )
    for i, (name, points) in enumerate(_PEOPLE)
)  # fmt: skip
_PLACES = tuple(
    PlaceView(i + 1, name, points, gained=1000 - 90 * i, moved=(0, 2, -1, 0, 1, -2)[i % 6])
    for i, (name, points) in enumerate(_PEOPLE[:9])
)


def _row(number: int, position: int, state: str, ask: str = _ASK) -> PlanRow:
    answer = NAMES[0] if ask == _ASK else "Newark"
    key = None if state == "ahead" else _key(number)
    kind: Kind = "choice" if ask == _ASK else "typed"
    return PlanRow(number, position, ask, answer, kind, 20, state, key)


def _key(number: int) -> KeyView:
    """Return a key of each kind in turn."""
    names = tuple((name, place == 0) for place, name in enumerate(NAMES))
    places = tuple((place, name, str(place + 1)) for place, name in enumerate(NAMES))
    pairs = tuple((place, f"The act of {place + 7} p.m.", name) for place, name in enumerate(NAMES))
    return (
        KeyView(number, "typed"),
        KeyView(number, "order", names, places, changed=True),
        KeyView(number, "match", names, pairs),
        KeyView(number, "multi", names),
        KeyView(number, "choice", names),
    )[number % 5]


def _plan(at: int) -> tuple[PlanRound, ...]:
    def state(number: int) -> str:
        if number == at:
            return "now"
        return ("void" if number == 3 else "done") if number < at else "ahead"

    titles: tuple[tuple[str, RoundFormat, int], ...] = (
        ("Warm-up", "general", 8), ("Backstage", "general", 8), ("Half-time", "break", 0),
        ("Fast hands", "speed", 6), ("All or nothing", "wager", 1),
    )  # fmt: skip
    made, number = [], 0
    for title, form, count in titles:
        rows = []
        for position in range(1, count + 1):
            number += 1
            ask = _TYPED_ASK if number % 4 == 2 else _ASK
            rows.append(_row(number, position, state(number), ask))
        made.append(PlanRound(title, form, "Phones down, pens up." if form == "break" else "",
                              tuple(rows)))  # fmt: skip
    return tuple(made)


QUESTION = HostView(
    stage=StageView(head=_HEAD, question=_QUESTION, people=10, answered=6),
    rules=Rules(teams="shared", jokers=True), next="lock",
    can=frozenset({"back", "pause", "add_time", "skip", "void", "finish"}),
    answer=NAMES[0],
    explain="Ice Spice won Best New Artist and went backstage with the Moon Person in hand.",
    source=SOURCE, options=tuple((name, i == 0) for i, name in enumerate(NAMES)),
    roster=_ROSTER, teams=(("t0", "Reds"), ("t1", "Blues")), groups=(), plan=_plan(12),
    audit=(
        (_clock(20, 41), "Question 3 does not count any more."),
        (_clock(20, 36), "“New Ark” is taken for right at question 2."),
        (_clock(20, 15), "The night began."),
    ),
    answered=6, waiting=1, online=8, of=10, screen_key="sample",
)  # fmt: skip


def _at(phase: Phase, view: HostView = QUESTION, /, **more: object) -> HostView:
    head = replace(view.stage.head, phase=phase)
    return replace(view, stage=replace(view.stage, **{"head": head, **more}))  # type: ignore[arg-type]


_REVEAL = NightReveal(
    number=12, ask=_ASK, kind="choice",
    bars=tuple(
        RevealBar(i, "ABCD"[i], name, i == 0, count, count / 10, WHY[i])
        for i, (name, count) in enumerate(zip(NAMES, (6, 3, 1, 0), strict=True))
    ),
    answer=NAMES[0], explain=QUESTION.explain, source=SOURCE, right=6, answered=10, of=10, note="",
)  # fmt: skip
_TYPED_QUESTION = replace(
    _QUESTION, ask=_TYPED_ASK, kind="typed", options=(), is_open=False, remaining=0.0
)
_GROUPS = (
    TypedGroup("Newmark", ("Newmark", "newmark"), 3, "close", is_accepted=False),
    TypedGroup("New Ark", ("New Ark",), 1, "wrong", is_accepted=True),
    TypedGroup("New York", ("New York", "NYC", "new york city"), 2, "wrong", is_accepted=False),
    TypedGroup("Newark", ("Newark", "newark", "NEWARK"), 4, "right", is_accepted=False),
)
_EMPTY_HEAD = replace(_HEAD, round=0, position=0, of=0, round_title="", version=1)

LOBBY = replace(
    _at(
        "lobby", question=None, head=replace(_EMPTY_HEAD, phase="lobby"),
        names=tuple(name for name, _ in _PEOPLE[:10]), answered=0,
    ),
    next="start", can=frozenset({"finish"}), plan=_plan(0), audit=(), answer="", explain="",
    source="", options=(), roster=tuple(replace(row, points=0, credit=None) for row in _ROSTER),
)  # fmt: skip
EMPTY = replace(
    LOBBY, roster=(), waiting=0, online=0, of=0, stage=replace(LOBBY.stage, names=(), people=0)
)
INTRO = replace(
    _at("intro", question=None, round_note="All about what the cameras did not show. One phone a "
        "team, and no shouting across the room."),
    next="open", can=frozenset({"back", "pause", "finish"}), options=(), answer="", explain="",
    source="",
)  # fmt: skip
LONGEST = _at("question", question=replace(_QUESTION, ask=LONG.ask, options=LONG.options))
LONGEST = replace(
    LONGEST, options=tuple((option.text, i == 2) for i, option in enumerate(LONG.options))
)
PAUSED = _at("question", head=replace(_HEAD, paused=True), door_locked=True)
PAUSED = replace(PAUSED, next="resume", can=frozenset({"back", "resume", "skip", "finish"}))
TYPED = replace(
    _at("locked", question=_TYPED_QUESTION), options=(), groups=_GROUPS, answer="Newark",
    next="reveal", can=frozenset({"back", "pause", "void", "finish"}),
    explain="The Prudential Center stands in Newark, New Jersey.",
)  # fmt: skip
_QUEUE = {"Charlie", "Row Z", "Élodie & the Understudies"}
REVEAL = replace(
    _at("reveal", question=None, reveal=_REVEAL), next="next_question",
    can=frozenset({"back", "pause", "void", "finish"}), key=replace(_key(4), number=12),
    waiting=len(_QUEUE), roster=tuple(
        replace(row, status="waiting" if row.name in _QUEUE else "in") for row in _ROSTER
    ),
)  # fmt: skip
STANDINGS = replace(
    _at("standings", question=None, places=_PLACES), next="next_round",
    can=frozenset({"back", "pause", "finish"}), options=(), answer="", explain="", source="",
)  # fmt: skip
PODIUM = replace(
    _at(
        "podium", question=None, places=_PLACES,
        awards=(Award("Fastest right answer", "Row Z", "1.2 seconds, question 7"),),
    ),
    next="end", can=frozenset({"back"}), options=(), answer="", explain="", source="",
)  # fmt: skip
OVER = replace(
    _at("over", PODIUM, head=replace(PODIUM.stage.head, phase="over", code="")),
    next="", can=frozenset(),
)  # fmt: skip

DESKS = {
    "lobby": LOBBY, "empty": EMPTY, "intro": INTRO, "question": QUESTION, "longest": LONGEST,
    "paused": PAUSED, "typed": TYPED, "reveal": REVEAL, "standings": STANDINGS, "podium": PODIUM,
    "over": OVER,
}  # fmt: skip

REPORT = Report(
    title=_HEAD.title, when=_clock(20, 15),
    questions=tuple(
        ReportQuestion(
            number=i + 1, round=("Warm-up", "Backstage")[i // 4],
            ask=_TYPED_ASK if i % 4 == 1 else _ASK, answer="Newark" if i % 4 == 1 else NAMES[0],
            asked=10, right=right, close=int(i == 1), wrong=9 - right - int(i == 1), none=1,
            hardest_wrong="New York" if i % 4 == 1 else NAMES[1], hardest_wrong_count=9 - right,
            mean_seconds=4.2 + i, note="void" if i == 2 else "",
        )
        for i, right in enumerate((9, 4, 7, 1, 6, 8, 2, 5))
    ),
    players=tuple(
        ReportPlayer(
            rank=i + 1 if i < 9 else None, name=name, team=("Reds", "Blues")[i % 2], points=points,
            right=max(0, 8 - i), answered=8, asked=8, mean_seconds=5.5 + i / 3,
            credit_seconds=0.2 * i,
        )
        for i, (name, points) in enumerate(_PEOPLE[:10])
    ),
    answers=(), audit=QUESTION.audit,
)  # fmt: skip
