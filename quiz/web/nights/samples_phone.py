"""Made-up states of a phone in a night, for the style guide and its photographs."""

from __future__ import annotations

from dataclasses import replace

from quiz.services.nights.phone_views import MeView, MyResult
from quiz.services.nights.views import (
    Award,
    NightHead,
    NightQuestion,
    NightReveal,
    PlaceView,
    RevealBar,
    StageView,
)
from quiz.web import samples
from quiz.web.nights.seats import Refused

HEAD = NightHead(
    id="sample", title="Friday at the Crown", code="KRT4WN", phase="question", version=7,
    sequence=41, paused=False, round=2, rounds=5, round_title="Backstage", round_format="general",
    position=4, of=8, scoring="accuracy", teams="solo",
)  # fmt: skip
LOBBY = StageView(
    head=replace(HEAD, phase="lobby", round=0, position=0, of=0, round_title=""),
    names=("Gaffer Tape", "Row Z"),
    people=12,
)
INTRO = StageView(
    head=replace(HEAD, phase="intro", position=0), people=12,
    round_note="Everything that happened behind the curtain of the 2023 awards.",
)  # fmt: skip
WAGER = replace(
    INTRO, head=replace(INTRO.head, round_title="All or nothing", round_format="wager", of=1)
)
BREAK = replace(
    INTRO, head=replace(INTRO.head, round_title="Half-time", round_format="break", of=0),
    round_note="Back at half past nine. The bar is open.",
)  # fmt: skip
_ASKED = NightQuestion(
    number=12, ask=samples.QUESTION.ask, kind="choice", options=samples.QUESTION.options,
    lefts=(), choose=1, unit="", limit=20, lead=0.0, remaining=12.4, is_open=True,
)  # fmt: skip
QUESTION = StageView(head=HEAD, question=_ASKED, people=12)


def _asked(**changed: object) -> StageView:
    return replace(QUESTION, question=replace(_ASKED, **changed))  # type: ignore[arg-type] # checked by the pages


LONG = _asked(ask=samples.LONG.ask, options=samples.LONG.options)
LEAD = _asked(lead=4.2, remaining=20.0)
LONGER = _asked(remaining=0.4, longer=True)
MULTI = _asked(ask=samples.MULTI.ask, kind="multi", options=samples.MULTI.options, choose=2)
NINE = _asked(
    ask=samples.NINE.ask, kind="multi", options=samples.NINE.options, choose=3,
    remaining=None, limit=0,
)  # fmt: skip
TRUEFALSE = _asked(ask=samples.TRUEFALSE.ask, kind="truefalse", options=samples.TRUEFALSE.options)
TYPED = _asked(ask=samples.TYPED.ask, kind="typed", options=())
NUMBER = _asked(ask=samples.NUMBER.ask, kind="number", options=(), unit="km")
ORDER = _asked(
    ask="Put these shows in the order in which they opened.", kind="order",
    options=samples.options("The Lion King", "Cats", "Hamilton", "Evita"),
)  # fmt: skip
MATCH = _asked(
    ask="Who made which album?", kind="match",
    options=samples.options("Renaissance", "Midnights", "Un Verano Sin Ti"),
    lefts=("Beyoncé", "Taylor Swift", "Bad Bunny"),
)  # fmt: skip
LOCKED = replace(
    QUESTION,
    head=replace(HEAD, phase="locked"),
    question=replace(_ASKED, is_open=False, remaining=None),
)
PAUSED = replace(QUESTION, head=replace(HEAD, paused=True))
_BARS = tuple(
    RevealBar(i, "ABCD"[i], text, i == 0, count, count / 41, samples.WHY[i])
    for i, (text, count) in enumerate(zip(samples.NAMES, (23, 9, 6, 3), strict=True))
)
_REVEALED = NightReveal(
    number=12, ask=samples.QUESTION.ask, kind="choice", bars=_BARS, answer=samples.NAMES[0],
    explain=samples.RIGHT.explain, source=samples.SOURCE, right=23, answered=41, of=44, note="",
)  # fmt: skip
REVEAL = StageView(head=replace(HEAD, phase="reveal"), people=12, reveal=_REVEALED)
VOIDED = replace(REVEAL, reveal=replace(_REVEALED, note="This question does not count."))
_TYPED_BARS = tuple(
    RevealBar(i, "", text, i == 0, count, count / 40)
    for i, (text, count) in enumerate((("Newark", 19), ("New York", 17), ("Newmark", 4)))
)
TYPED_REVEAL = replace(
    REVEAL,
    reveal=NightReveal(
        number=12, ask=samples.TYPED.ask, kind="typed", bars=_TYPED_BARS, answer="Newark",
        explain="The Prudential Center stands in Newark, New Jersey.", source=samples.SOURCE,
        right=19, answered=40, of=44, note="The key was changed by the host.",
    ),
)  # fmt: skip
_ORDER_BARS = tuple(
    RevealBar(i, "ABCD"[i], text, True, 0, 0.0, place=place)
    for i, (text, place) in enumerate(
        (("The Lion King", 3), ("Cats", 2), ("Hamilton", 4), ("Evita", 1))
    )
)
ORDER_REVEAL = replace(
    REVEAL,
    reveal=NightReveal(
        number=12, ask="Put these shows in the order in which they opened.", kind="order",
        bars=_ORDER_BARS, answer="Evita, Cats, The Lion King, Hamilton", explain="", source="",
        right=11, answered=40, of=44, note="",
    ),
)  # fmt: skip
_PLACES = tuple(
    PlaceView(rank, name, points, gained, entrant_id=f"s{i}")
    for i, (rank, name, points, gained) in enumerate(
        (
            (1, "Front of House", 8412, 1062), (2, "Gaffer Tape", 7820, 980), (2, "Row Z", 7820, 0),
            (4, "The Encores", 6790, 1240), (5, "Load-in 6 a.m.", 6310, 700),
            (6, "Velvet Understudy", 5120, 0),
        )
    )
)  # fmt: skip
STANDINGS = StageView(head=replace(HEAD, phase="standings", position=8), places=_PLACES, people=12)
PODIUM = replace(
    STANDINGS,
    head=replace(HEAD, phase="podium", round=5),
    awards=(
        Award("Fastest right answer", "Row Z", "1.8 s for “Who won Best New Artist?”"),
        Award("Longest streak", "Front of House", "11 right in a row"),
    ),
)
OVER = replace(PODIUM, head=replace(PODIUM.head, phase="over", code=""))

NEW = MeView(
    "s3", "The Encores", "in", rescue="TEMPO-4821", may_extra=True,
)  # fmt: skip
TEAMED = replace(
    NEW, team="t1", is_captain=True, teams=(("t1", "Table seven"), ("t2", "The bar staff")),
    extra_time=True,
)  # fmt: skip
ME = replace(NEW, number=12, total=5550)
SAVED = replace(ME, given=("0",), revision=2, is_done=True)
RIGHT = replace(
    SAVED, total=6790,
    result=MyResult(
        "right", samples.NAMES[0], 1240, 240, 6790, 4, 44, ("Row Z", 1030), ("Load-in 6 a.m.", 480)
    ),
)  # fmt: skip
WON = replace(
    RIGHT, name="Front of House", total=8412,
    result=MyResult(
        "right", samples.NAMES[0], 1062, 62, 8412, 1, 44, None, ("Gaffer Tape", 592)
    ),
)  # fmt: skip
WRONG = replace(
    ME, given=("1",), revision=1,
    result=MyResult("wrong", samples.NAMES[1], 0, 0, 5550, 17, 44, ("Gaffer Tape", 30), None),
)  # fmt: skip
LATE = replace(ME, result=MyResult("none", "", 0, 0, 5550, 1, 44, None, ("Row Z", 0)))
CLOSE = replace(
    ME, given=("Newmark",), revision=1,
    result=MyResult("close", "Newmark", 0, 0, 5550, 9, 44, ("Gaffer Tape", 30), ("Row Z", 480)),
)  # fmt: skip
VOID = replace(
    SAVED, result=MyResult("void", samples.NAMES[0], 0, 0, 5550, 9, 44, ("Gaffer Tape", 30), None)
)
JOKER = replace(ME, may_joker=True)
JOKED = replace(RIGHT, joker=3, joker_in=True, may_joker=True)
BETTING = replace(ME, most_wager=5550, wager=2000)
WAITING = replace(NEW, status="waiting", rescue="")
AUDIENCE = replace(ME, is_audience=True)
CROWD = replace(
    AUDIENCE, given=("0",), result=MyResult("right", samples.NAMES[0], 0, 0, 0, None, 44)
)
DOUBLED = replace(
    RIGHT,
    result=MyResult(
        "wrong", samples.NAMES[1], -2000, 0, 3550, 5, 44, None, ("Row Z", 480),
        double=True, wager=2000,
    ),
)  # fmt: skip

PAGES: dict[str, tuple[StageView, MeView]] = {
    "lobby": (LOBBY, NEW),
    "lobby-teams": (LOBBY, TEAMED),
    "lobby-refused": (LOBBY, NEW),
    "lobby-audience": (LOBBY, replace(AUDIENCE, number=0)),
    "waiting": (LOBBY, WAITING),
    "intro": (INTRO, JOKER),
    "wager": (WAGER, BETTING),
    "wager-refused": (WAGER, BETTING),
    "break": (BREAK, ME),
    "question": (QUESTION, ME),
    "saved": (QUESTION, SAVED),
    "long": (LONG, ME),
    "lead": (LEAD, ME),
    "longer": (LONGER, ME),
    "multi": (MULTI, replace(SAVED, given=("0", "3"), is_done=False)),
    "nine": (NINE, ME),
    "truefalse": (TRUEFALSE, ME),
    "typed": (TYPED, ME),
    "handed-in": (TYPED, replace(SAVED, given=("Newark",))),
    "number": (NUMBER, replace(ME, given=("346",), revision=1)),
    "order": (ORDER, ME),
    "match": (MATCH, ME),
    "locked": (LOCKED, SAVED),
    "paused": (PAUSED, SAVED),
    "right": (REVEAL, RIGHT),
    "refused": (QUESTION, ME),
    "wrong": (REVEAL, WRONG),
    "late": (REVEAL, LATE),
    "void": (VOIDED, VOID),
    "close": (TYPED_REVEAL, CLOSE),
    "ordered": (ORDER_REVEAL, RIGHT),
    "doubled": (REVEAL, DOUBLED),
    "crowd": (REVEAL, CROWD),
    "standings": (STANDINGS, RIGHT),
    "joker-in": (STANDINGS, JOKED),
    "podium": (PODIUM, RIGHT),
    "won": (PODIUM, WON),
    "over": (OVER, RIGHT),
}
REFUSED: dict[str, Refused] = {
    "lobby-refused": Refused(
        "rename", "There is a “Row Z” already. Take another name.", "Row Z", 400
    ),
    "wager-refused": Refused("wager", "Put in 0 to 5,550 points.", "9000", 400),
    "refused": Refused("joker", "A joker is played before a round begins, not now.", "", 409),
}
"""Wishes that were not carried out, by the page that says so."""
QUESTIONS = (
    "question", "saved", "long", "lead", "multi", "nine", "truefalse", "typed", "number",
    "order", "match", "locked", "paused", "refused",
)  # fmt: skip
"""Those that must not scroll on a small phone."""
