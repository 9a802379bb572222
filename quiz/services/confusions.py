"""What players take for the answer: how often each wrong option was chosen, for the generator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quiz.questions.identity import content_of
from quiz.questions.model import Choice, Question
from quiz.services.house import House
from quiz.services.sources import Chosen
from quiz.store import learning as rows
from quiz.store import packs as pack_rows
from quiz.store.learning import PlayRecord
from quiz.store.store import Transaction
from quiz.text import fold


def chosen(tx: Transaction, pack_id: str) -> Chosen:
    """Return how often wrong options were chosen at first sight, for questions of one fact each.

    All forms and wordings that ask one fact count together, as the pack was read last. Questions
    that fewer than 20 have answered say nothing yet.
    """
    plays = [play for play in rows.plays(tx, [pack_id]) if not play.rating.is_provisional]
    sure = {(play.question_id, play.content): play for play in plays}
    pack = pack_rows.latest(tx, pack_id) if sure else None
    took: dict[str, Counter[str]] = {}
    offered: dict[str, Counter[str]] = {}
    for question in pack.questions if pack else ():
        play = sure.get((question.id, content_of(question)))
        if play is None:
            continue
        for fact, option, count in _wrong(question, play):
            took.setdefault(fact, Counter())[option] += count
            offered.setdefault(fact, Counter())[option] += play.rating.n
    return {
        fact: {option: took[fact][option] / n for option, n in options.items()}
        for fact, options in offered.items()
    }


def chosen_here(house: House, pack_id: str) -> Chosen:
    """Return what the players of this house chose; see ``chosen``."""
    with house.store.reading() as tx:
        return chosen(tx, pack_id)


def _wrong(question: Question, play: PlayRecord) -> Iterator[tuple[str, str, int]]:
    """Yield the wrong options of a choice about one fact, and how often each was chosen."""
    body, facts = question.body, question.proof.facts
    if isinstance(body, Choice) and len(facts) == 1:
        for option in body.wrong:
            yield facts[0], fold(option), play.chosen.get(option, 0)
