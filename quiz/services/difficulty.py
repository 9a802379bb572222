"""How hard questions turn out to be, and how well that was foreseen: told to who runs the house."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quiz.errors import NotFoundError
from quiz.leaderboards.calibration import Calibration, calibration
from quiz.leaderboards.rating import START, level_of
from quiz.questions.identity import content_of
from quiz.questions.model import LEVELS
from quiz.services.house import House
from quiz.store import learning as rows
from quiz.store import packs as pack_rows
from quiz.store.learning import PlayRecord
from quiz.store.store import Transaction
from quiz.text import did_you_mean

MOST_MISJUDGED = 10
_TELLING = 5  # a question that fewer have answered says nothing yet


@dataclass(frozen=True, slots=True)
class LevelReport:
    """The first answers to the questions of a level, as it was before play.

    ``share`` were right, ``predicted`` is the mean of what was expected of them; 0 without any.
    """

    level: str
    questions: int
    answers: int
    share: float
    predicted: float


@dataclass(frozen=True, slots=True)
class Misjudged:
    """A question that is harder or easier than its level says.

    ``by`` is how far, in logits (above 0: harder), ``ask`` is empty when it is asked no more.
    """

    pack_id: str
    question_id: str
    ask: str
    before: str
    after: str
    by: float
    answers: int
    share: float
    provisional: bool


@dataclass(frozen=True, slots=True)
class DifficultyReport:
    """What play has taught. ``whole`` is None while nobody has answered."""

    questions: int
    provisional: int
    levels: tuple[LevelReport, ...]
    whole: Calibration | None
    misjudged: tuple[Misjudged, ...]


def difficulty(house: House, packs: Sequence[str] = ()) -> DifficultyReport:
    """Compare what was expected of first answers with what came, for some packs or for all.

    Raises NotFoundError for a pack that was never read here.
    """
    with house.store.reading() as tx:
        _check(tx, packs)
        played = rows.plays(tx, packs or None)
        answers = rows.expectations(tx, packs or None)
        before = {(p.pack_id, p.question_id, p.content): p.level for p in played}
        by_level = defaultdict(list)
        for pack, question, content, predicted, right in answers:
            by_level[before.get((pack, question, content), "")].append((predicted, right))
        return DifficultyReport(
            questions=len(played),
            provisional=sum(play.rating.is_provisional for play in played),
            levels=tuple(
                _level(level, sum(p.level == level for p in played), by_level[level])
                for level in LEVELS
            ),
            whole=calibration((predicted, right) for *_, predicted, right in answers),
            misjudged=tuple(_misjudged(tx, played)),
        )


def _check(tx: Transaction, packs: Collection[str]) -> None:
    known = pack_rows.known(tx) if packs else frozenset()
    for pack in packs:
        if pack not in known:
            hint = did_you_mean(pack, sorted(known)) or "."
            raise NotFoundError(f"There is no pack “{pack}” here{hint}")


def _level(level: str, questions: int, answers: list[tuple[float, bool]]) -> LevelReport:
    found = calibration(answers)
    if found is None:
        return LevelReport(level, questions, 0, 0.0, 0.0)
    return LevelReport(level, questions, found.n, found.share, found.predicted)


def _misjudged(tx: Transaction, played: Sequence[PlayRecord]) -> list[Misjudged]:
    """Return the questions furthest from their level, those that can be relied on first."""
    telling = [play for play in played if play.rating.n >= _TELLING]
    far = [play for play in telling if level_of(play.rating.value) != play.level]
    far.sort(key=lambda play: (play.rating.is_provisional, -abs(_by(play)), play.question_id))
    asks = _Asks(tx)
    return [
        Misjudged(
            pack_id=play.pack_id,
            question_id=play.question_id,
            ask=asks.of(play),
            before=play.level,
            after=level_of(play.rating.value),
            by=_by(play),
            answers=play.rating.n,
            share=play.right / play.rating.n,
            provisional=play.rating.is_provisional,
        )
        for play in far[:MOST_MISJUDGED]
    ]


def _by(play: PlayRecord) -> float:
    return play.rating.value - START[play.level]


class _Asks:
    """Looks up how questions read, each pack once."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._packs: dict[str, dict[tuple[str, str], str]] = {}

    def of(self, play: PlayRecord) -> str:
        """Return the question as it is asked, or nothing when it is another by now."""
        if play.pack_id not in self._packs:
            pack = pack_rows.latest(self._tx, play.pack_id)
            self._packs[play.pack_id] = (
                {(q.id, content_of(q)): q.ask for q in pack.questions} if pack else {}
            )
        return self._packs[play.pack_id].get((play.question_id, play.content), "")
