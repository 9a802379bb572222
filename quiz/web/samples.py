"""Made-up states of pages, for the style guide and its photographs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from quiz.services.rows import BoardPage, BoardRow, PlayerView
from quiz.services.views import (
    DueView,
    OptionView,
    Outcome,
    Played,
    QuestionPage,
    ResultPage,
    RevealOption,
    RevealPage,
    RevealPlace,
    ReviewPage,
    ReviewRow,
    RoundChoice,
    RoundHead,
)

HEAD = RoundHead(
    id="sample", title="2023 VMAs, backstage", pack_id="vma-2023", length=10, position=4,
    points=3240, streak=3, preset="accuracy", timer=20, ranked=True,
)  # fmt: skip
SOURCE = "Backstage moments of the 2023 VMAs, no. 7"
NAMES = ("Ice Spice", "Dove Cameron", "Karol G", "Sabrina Carpenter")
WHY = (
    "",
    "Dove Cameron won it in 2022, the year before.",
    "Karol G won Best Collaboration, with Shakira.",
    "Sabrina Carpenter played the pre-show and won nothing that night.",
)
_LONG = (
    "The one who came first onto the stage and left it last, twice, in the rain",
    "The one who handed over the prize and then stayed for a song with friends",
    "The one whose name was read out wrongly and who laughed about it for days",
    "The one who had flown in that very morning and slept through the pre-show",
)


def options(*texts: str) -> tuple[OptionView, ...]:
    """Return options as they are dealt."""
    return tuple(OptionView(i, "ABCDEFGHI"[i], text) for i, text in enumerate(texts))


def shown(
    texts: tuple[str, ...], right: set[int], chosen: set[int], why: tuple[str, ...] = ()
) -> tuple[RevealOption, ...]:
    """Return options as they are revealed."""
    return tuple(
        RevealOption(i, "ABCDEFGHI"[i], t, i in right, i in chosen, why[i] if why else "")
        for i, t in enumerate(texts)
    )


QUESTION = QuestionPage(
    head=HEAD, ask="Who won Best New Artist at the 2023 VMAs?", kind="choice",
    options=options(*NAMES), choose=1, chosen=(), typed="", unit="", limit=20, remaining=12.4,
)  # fmt: skip
LONG = replace(
    QUESTION,
    ask="Which of these people did something on that night that nobody had planned, and was still "
    "thanked for it by the host?",
    options=options(*_LONG),
)
MULTI = replace(
    QUESTION,
    ask="Which two artists won Best Afrobeats in 2023?",
    kind="multi",
    options=options("Rema", "Burna Boy", "Selena Gomez", "Ayra Starr", "Davido"),
    choose=2,
    chosen=(0,),
)
NINE = replace(
    QUESTION,
    ask="Which three of these won that night?",
    kind="multi",
    options=options(*NAMES, "Shakira", "Rema", "Nicki Minaj", "Lil Wayne", "Diddy"),
    choose=3,
    remaining=None,
    limit=0,
)
TRUEFALSE = replace(
    QUESTION,
    ask="True or false: Shakira and Karol G won Best Collaboration.",
    kind="truefalse",
    options=options("True", "False"),
)
TYPED = replace(
    QUESTION, ask="Which city hosted the 2023 VMAs?", kind="typed", options=(), remaining=18.0
)
NUMBER = replace(TYPED, ask="How long is the River Thames?", kind="number", unit="km", typed="346")
ORDER = replace(
    QUESTION,
    ask="Put these five planets in the order in which they go around the Sun, the one that is "
    "nearest to it before all others.",
    kind="order",
    options=options("Venus", "Mercury", "Jupiter", "Mars", "Saturn"),
    choose=5,
)
ORDER_BEGUN = replace(ORDER, chosen=(1, 0, -1, -1, -1))
MATCH = replace(
    QUESTION,
    ask="Which of these planets does each moon go around?",
    kind="match",
    options=options("Jupiter", "Neptune", "Saturn", "Mars"),
    lefts=("Titan", "Phobos", "Triton", "Ganymede"),
    choose=4,
)
MATCH_BEGUN = replace(MATCH, chosen=(2, 3, -1, -1))
RIGHT = RevealPage(
    head=HEAD, ask=QUESTION.ask, kind="choice", options=shown(NAMES, {0}, {0}, WHY),
    given=NAMES[0], answer=NAMES[0], mark="right", points=1062, bonus=62,
    explain="Ice Spice won Best New Artist and went backstage with the Moon Person in hand.",
    source=SOURCE, is_last=False, question_id="q7", reported=False,
    played=Played("hard", 0.31, 84),
)  # fmt: skip
WRONG = replace(
    RIGHT, options=shown(NAMES, {0}, {1}, WHY), given=NAMES[1], mark="wrong", points=0, bonus=0,
    head=replace(HEAD, streak=0),
)  # fmt: skip
OUT_OF_TIME = replace(
    WRONG, options=shown(_LONG, {2}, set(), WHY), given="", mark="none", ask=LONG.ask
)
CLOSE = replace(
    WRONG, kind="typed", options=(), given="Newmark", answer="Newark", mark="close",
    ask=TYPED.ask, explain="The Prudential Center stands in Newark, New Jersey.",
)  # fmt: skip
_PLACED = ((1, 1), (0, 0), (3, 2), (2, 3), (4, 4))
ORDER_SHOWN = replace(
    WRONG, ask=ORDER.ask, kind="order", options=(), given="", answer="", mark="close",
    places=tuple(
        RevealPlace("", ORDER.options[right], ORDER.options[mine]) for right, mine in _PLACED
    ),
    explain="Mercury goes around the Sun in 88 days, Saturn in 29 years.",
)  # fmt: skip
MATCH_SHOWN = replace(
    ORDER_SHOWN, ask=MATCH.ask, kind="match", mark="wrong",
    places=(
        RevealPlace("Titan", MATCH.options[2], MATCH.options[2]),
        RevealPlace("Phobos", MATCH.options[3], MATCH.options[1]),
        RevealPlace("Triton", MATCH.options[1], MATCH.options[3]),
        RevealPlace("Ganymede", MATCH.options[0], None),
    ),
    explain="Titan is the largest of Saturn's moons, Ganymede the largest of all.",
)  # fmt: skip
_MARKS: tuple[Outcome, ...] = (
    "right",
    "right",
    "wrong",
    "right",
    "close",
    "right",
    "none",
    "right",
    "right",
    "right",
)
RESULT = ResultPage(
    head=replace(HEAD, position=10), points=7412, right=7, total=10, best_before=6120, rank=3,
    rank_of=41, ranked=True, why_unranked="", seconds=154.0, choice=RoundChoice(pack="vma-2023"),
    review=DueView(0, 3, timedelta(minutes=10)),
    rows=tuple(
        ReviewRow(
            position=i + 1, ask=QUESTION.ask, answer=NAMES[0],
            given=NAMES[0] if mark == "right" else NAMES[1], mark=mark,
            points=1062 if mark == "right" else 0, explain=RIGHT.explain, source=SOURCE,
            options=shown(NAMES, {0}, {0 if mark == "right" else 1}, WHY),
        )
        for i, mark in enumerate(_MARKS)
    ),
)  # fmt: skip
_REVIEW_HEAD = replace(HEAD, title="Your review", kind="review", ranked=False, pack_id="")
REVIEW_RESULT = replace(
    RESULT, head=replace(_REVIEW_HEAD, position=10), best_before=None, rank=None, ranked=False,
    review=DueView(5, 38, timedelta(hours=3)),
)  # fmt: skip
REVIEWS: dict[str, ReviewPage] = {
    "due": ReviewPage(DueView(12, 38, timedelta(hours=3)), asks=12, ahead=(12, 7, 11, 6, 2)),
    "many": ReviewPage(DueView(1234, 1400, None), asks=20, ahead=(1234, 0, 100, 60, 6)),
    "begun": ReviewPage(
        DueView(8, 38, timedelta(hours=3)), asks=8, ahead=(8, 11, 11, 6, 2), begun=_REVIEW_HEAD
    ),
    "resting": ReviewPage(DueView(0, 26, timedelta(hours=3)), asks=0, ahead=(0, 7, 11, 6, 2)),
    "none": ReviewPage(DueView(0, 0, None), asks=0, ahead=(0, 0, 0, 0, 0)),
}
_WHEN = datetime(2026, 3, 14, 20, 15, tzinfo=UTC)
_PLAYERS = (
    (1, "Front of House", 10412, 10), (2, "Gaffer Tape", 9820, 9), (2, "The Encores", 9820, 9),
    (4, "Row Z", 8310, 8), (5, "Load-in 6 a.m.", 7980, 7),
)  # fmt: skip
BOARD = BoardPage(
    scope_id="", scope_title="", window="week", length=10, players=41,
    rows=tuple(BoardRow(r, n, p, c, 10, _WHEN, is_me=False) for r, n, p, c in _PLAYERS),
    me=BoardRow(17, "Velvet Understudy", 5120, 5, 10, _WHEN, is_me=True),
)  # fmt: skip
EMPTY_BOARD = replace(BOARD, rows=(), me=None, players=0)

PLAYER = PlayerView("sample", "Velvet Understudy", None)

PAGES: dict[str, QuestionPage | RevealPage | ResultPage] = {
    "question": QUESTION,
    "long": LONG,
    "multi": MULTI,
    "nine": NINE,
    "truefalse": TRUEFALSE,
    "typed": TYPED,
    "number": NUMBER,
    "order": ORDER,
    "order-begun": ORDER_BEGUN,
    "match": MATCH,
    "match-begun": MATCH_BEGUN,
    "right": RIGHT,
    "wrong": WRONG,
    "out-of-time": OUT_OF_TIME,
    "close": CLOSE,
    "order-shown": ORDER_SHOWN,
    "match-shown": MATCH_SHOWN,
    "result": RESULT,
    "review-result": REVIEW_RESULT,
}
