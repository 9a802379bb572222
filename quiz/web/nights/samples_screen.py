"""Made-up states of the big screen, for the style guide, its photographs and its tests."""

from __future__ import annotations

from dataclasses import replace

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

_HEAD = NightHead(
    id="sample", title="Friday at the Crown", code="KRT4WN", phase="question", version=7,
    sequence=41, paused=False, round=2, rounds=5, round_title="Backstage", round_format="general",
    position=4, of=8, scoring="accuracy", teams="own",
)  # fmt: skip
_NAMES = (
    "Front of House", "Gaffer Tape", "The Encores", "Row Z", "Load-in 6 a.m.", "Quiet Mics",
    "Élodie & the Understudies", "舞台裏", "Velvet Rope", "Monitor Mix",
)  # fmt: skip
_LONGEST = "Mmmmmmmmmmm Wwwwwwwwwwww"  # as long and as wide as a name can be
_GERMAN = "Bühnenbeleuchtungsmeister"[:24]
_ASKED = NightQuestion(
    number=12, ask=samples.QUESTION.ask, kind="choice", options=samples.QUESTION.options, lefts=(),
    choose=1, unit="", limit=20, lead=0.0, remaining=12.4, is_open=True,
)  # fmt: skip
_QUESTION = StageView(_HEAD, question=_ASKED, people=30, answered=21, of=30)


def _at(phase: str, /, **more: object) -> StageView:
    """A state; what is not said of the head stays."""
    head = replace(_HEAD, phase=phase, **more.pop("head", {}))  # type: ignore[arg-type]
    return replace(StageView(head, people=30), **more)  # type: ignore[arg-type]


def _asked(**changed: object) -> StageView:
    return replace(_QUESTION, question=replace(_ASKED, **changed))  # type: ignore[arg-type]


def _revealed(kind: str, ask: str, bars: tuple[RevealBar, ...], answer: str, explain: str,
              note: str = "") -> StageView:  # fmt: skip
    right = sum(bar.count for bar in bars if bar.is_right)
    reveal = NightReveal(
        12, ask, kind, bars, answer, explain, samples.SOURCE, right, 29, 30, note  # type: ignore[arg-type]
    )  # fmt: skip
    return _at("reveal", reveal=reveal)


def _bars(texts: tuple[str, ...], counts: tuple[int, ...], right: int = 0) -> tuple[RevealBar, ...]:
    most = sum(counts) or 1
    return tuple(
        RevealBar(i, "ABCDEFGHI"[i], text, i == right, count, count / most)
        for i, (text, count) in enumerate(zip(texts, counts, strict=True))
    )


_EIGHT = samples.options(
    "Lighthouse", "Donaudampfschifffahrtsgesellschaft", "The lady of the house", "Spot",
    "Follow spot", "Rundhorizontleuchte", "Gobo", "Half-hour call",
)  # fmt: skip
_POINTS = (7410, 6820, 6820, 6310, 5980, 5120, 4890, 4200, 3900, 2100)
_RANKS = (1, 2, 2, 4, 5, 6, 7, 8, 9, 10)
_PLACES = tuple(
    PlaceView(rank, name, points, 950 - 80 * i, (2, 0, 1, -3, 0, 0, 1, -1, 0, 0)[i], f"e{i}")
    for i, (rank, name, points) in enumerate(zip(_RANKS, _NAMES, _POINTS, strict=True))
)
_LONG_PLACES = tuple(
    replace(
        place, name=(_LONGEST, _GERMAN)[i % 2], points=123_456 - 111 * i, moved=(12, -11)[i % 2]
    )
    for i, place in enumerate(_PLACES)
)
_AWARDS = (
    Award("Fastest right answer", "Row Z", "1.3 s, question 7"),
    Award("Longest streak", "Gaffer Tape", "6 in a row"),
    Award("Only one who knew", "Quiet Mics", "question 12"),
)
_ORDERED = tuple(
    RevealBar(i, "ABCD"[i], text, True, 0, 0.0, place=place)
    for i, (text, place) in enumerate(
        (("Telephone", 3), ("Telescope", 1), ("Transistor", 4), ("Steam engine", 2))
    )
)
_PAIRED = tuple(
    RevealBar(i, "ABCD"[i], text, True, 0, 0.0, pair=left)
    for i, (text, left) in enumerate(
        (("Lima", "Peru"), ("Oslo", "Norway"), ("Cairo", "Egypt"), ("Quito", "Ecuador"))
    )
)
_EXPLAIN = samples.RIGHT.explain
_CROWD = tuple(f"{_NAMES[i % 10][:20]} {i}" for i in range(60))
_LOBBY = {"round": 0, "position": 0, "of": 0, "round_title": ""}

SCREENS: dict[str, StageView] = {
    "lobby-empty": _at("lobby", head=_LOBBY, people=0),
    "lobby": _at("lobby", head=_LOBBY, names=_NAMES[:7], people=7),
    "lobby-one": _at("lobby", head=_LOBBY, names=_NAMES[:1], people=1, door_locked=True),
    "lobby-full": _at("lobby", head=_LOBBY, names=_CROWD, people=64),
    "lobby-long": _at(
        "lobby", head={**_LOBBY, "title": "The great Donaudampfschifffahrtsgesellschaft quiz night "
                       "of the whole street, 2026"}, names=(_LONGEST, _GERMAN) * 6, people=12,
    ),
    "intro": _at("intro", head={"position": 0}, round_note="What went on behind the curtain."),
    "intro-long": _at(
        "intro", head={"position": 0, "of": 30, "round_title": "Everything one could ever want to "
                       "know about lamps, ropes, tape and timber"},
        round_note="All about what the cameras did not show, in the wings, in the flies, below the "
        "stage and in the van on the way home. One phone a team, no shouting across the room, and "
        "the bar stays open for all of it, says the landlord.",
    ),
    "break": _at("intro", head={"position": 0, "of": 0, "round_format": "break",
                                "round_title": "Half-time"}, round_note="Back at half past nine."),
    "wager": _at("intro", head={"position": 0, "of": 1, "round_format": "wager",
                                "round_title": "All or nothing"}),
    "question": _QUESTION,
    "lead": _asked(lead=4.2, remaining=20.0),
    "longer": _asked(remaining=0.0, longer=True),
    "free": _asked(remaining=None, limit=0),
    "long": _asked(ask=samples.LONG.ask, options=samples.LONG.options),
    "eight": _asked(ask="Which of these is no lamp?", options=_EIGHT),
    "multi": _asked(ask=samples.MULTI.ask, kind="multi", options=samples.MULTI.options, choose=2),
    "nine": _asked(ask=samples.NINE.ask, kind="multi", options=samples.NINE.options, choose=3),
    "truefalse": _asked(ask=samples.TRUEFALSE.ask, kind="truefalse",
                        options=samples.TRUEFALSE.options),
    "typed": _asked(ask=samples.TYPED.ask, kind="typed", options=()),
    "number": _asked(ask=samples.NUMBER.ask, kind="number", options=(), unit="km"),
    "order": _asked(
        ask="Put these inventions in order, the oldest first.", kind="order",
        options=samples.options("Telephone", "Telescope", "Transistor", "Steam engine"),
    ),
    "match": _asked(
        ask="Match the country to its capital.", kind="match",
        options=samples.options("Lima", "Oslo", "Cairo", "Quito"),
        lefts=("Peru", "Norway", "Egypt", "Ecuador"),
    ),
    "locked": replace(_asked(is_open=False, remaining=None), head=replace(_HEAD, phase="locked")),
    "paused": replace(_QUESTION, head=replace(_HEAD, paused=True)),
    "reveal": _revealed("choice", samples.QUESTION.ask, _bars(samples.NAMES, (17, 8, 3, 1)),
                        samples.NAMES[0], _EXPLAIN),
    "reveal-long": _revealed(
        "choice", samples.LONG.ask,
        _bars(tuple(option.text for option in samples.LONG.options), (9, 8, 7, 5)[
            : len(samples.LONG.options)]), samples.LONG.options[0].text, f"{_EXPLAIN} " * 3,
    ),
    "reveal-eight": _revealed(
        "choice", "Which of these is no lamp?",
        _bars(tuple(option.text for option in _EIGHT), (9, 7, 5, 3, 2, 1, 1, 1), right=7),
        "Half-hour call", "The call half an hour before the curtain goes up.",
    ),
    "reveal-typed": _revealed(
        "typed", samples.TYPED.ask,
        _bars(("Newark", "New York", "New Ark", "Elizabeth", "Jersey"), (14, 6, 3, 2, 1)),
        "Newark", "The Prudential Center stands in Newark, New Jersey.", "key changed",
    ),
    "reveal-nobody": _revealed("typed", samples.TYPED.ask, (), "Newark", ""),
    "reveal-order": _revealed("order", "Put these inventions in order, the oldest first.",
                              _ORDERED, "", "Telescope 1608, engine 1712, telephone 1876."),
    "reveal-match": _revealed("match", "Match the country to its capital.", _PAIRED, "", ""),
    "standings": _at("standings", places=_PLACES),
    "standings-two": _at("standings", places=_PLACES[:2]),
    "standings-long": _at("standings", places=_LONG_PLACES),
    "podium": _at("podium", places=_PLACES, awards=_AWARDS),
    "podium-one": _at("podium", places=_PLACES[:1]),
    "podium-long": _at("podium", places=_LONG_PLACES, awards=_AWARDS),
    "podium-nobody": _at("podium", places=()),
    "over": _at("over", head={"code": ""}, places=_PLACES, awards=_AWARDS),
}  # fmt: skip
