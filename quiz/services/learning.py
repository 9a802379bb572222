"""What play teaches: first answers move the difficulty of questions and the skill of players.

Only what somebody answers at first sight counts. Who skipped a question, or let its time run out,
has seen its answer: what they say to it later teaches nothing either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from quiz.leaderboards.rating import Rating, after, expected, level_of, start_of
from quiz.questions.kinds import chance_of, has_places, in_original, options_of
from quiz.questions.model import Question
from quiz.services.shelf import OWN, Edition
from quiz.services.views import Played
from quiz.store import learning as rows
from quiz.store.learning import FirstRecord, PlayRecord
from quiz.store.store import Transaction

ALL_TOPICS = ""
_NO_TOPIC = "mixed"  # how packs say that they have none
_ANSWERED = frozenset({"right", "close", "wrong"})

Skills = MutableMapping[tuple[str, str], Rating]
"""Skills by who has them and topic; the empty topic is all of them."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer that is final. ``who`` is a player or, where ``is_player`` is false, a seat."""

    who: str
    outcome: str
    given: tuple[str, ...]
    is_player: bool = True


def learn(
    tx: Transaction,
    edition: Edition,
    question_id: str,
    taken: Sequence[Taken],
    now: datetime,
    strangers: Skills | None = None,
) -> int:
    """Learn from answers to one question, one after the other; return how many taught something.

    ``strangers`` are the skills of those who are no players: used and changed, never kept. What an
    author saved teaches nothing: who plays it often knows how it was made.
    """
    pack_id, question = edition.pack.id, edition.questions[question_id]
    if pack_id.startswith(OWN):
        return 0
    met = rows.met(tx, [one.who for one in taken], pack_id, question_id)
    new = list({one.who: one for one in reversed(taken) if one.who not in met}.values())[::-1]
    if not new:
        return 0
    content = edition.content(question_id)
    answered = any(one.outcome in _ANSWERED for one in new)
    lesson = _begin(tx, edition, question, new, strangers or {}) if answered else None
    firsts = []
    for one in new:
        p = lesson.teach(one) if lesson and one.outcome in _ANSWERED else None
        firsts.append(FirstRecord(one.who, pack_id, question_id, content, one.outcome, p, now))
    rows.add_firsts(tx, firsts)
    if lesson:
        rows.put_play(tx, lesson.play)
        players = {one.who for one in new if one.is_player}
        rows.put_skills(tx, {key: lesson.skills[key] for key in lesson.moved if key[0] in players})
        if strangers is not None:
            strangers.update({k: lesson.skills[k] for k in lesson.moved if k[0] not in players})
    return sum(first.predicted is not None for first in firsts)


def topics_of(edition: Edition, question: Question | None = None) -> tuple[str, ...]:
    """Return the topics of a pack, or of a question of it; a pack that is mixed has none."""
    tags = dict.fromkeys((*edition.pack.tags, *(question.tags if question else ())))
    return tuple(tag for tag in tags if tag != _NO_TOPIC)


def played(tx: Transaction, editions: Iterable[Edition]) -> dict[str, Rating]:
    """Return the difficulty of the questions that were answered, by ``pack/question``.

    What was learned of a question counts as long as its content is the same.
    """
    at_hand = {edition.pack.id: edition for edition in editions}
    found = {}
    for play in rows.plays(tx, at_hand):
        edition = at_hand[play.pack_id]
        if edition.content(play.question_id) == play.content:
            found[f"{play.pack_id}/{play.question_id}"] = play.rating
    return found


def shown_by_play(tx: Transaction, edition: Edition, question_id: str) -> Played | None:
    """Return what play has shown of a question, once enough have answered it."""
    play = rows.play(tx, edition.pack.id, question_id, edition.content(question_id))
    if play is None or play.rating.is_provisional:
        return None
    n = play.rating.n
    return Played(level_of(play.rating.value), play.right / n, n)


def levelled(question: Question, difficulties: Mapping[str, Rating]) -> Question:
    """Return a question with the level that play has shown, once enough have answered it."""
    rating = difficulties.get(question.id)
    if rating is None or rating.is_provisional:
        return question
    return replace(question, difficulty=level_of(rating.value))


def at_level(tx: Transaction, editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return editions whose pools have the levels that play has shown; see ``levelled``."""
    editions = tuple(editions)
    known = played(tx, editions)
    return tuple(
        replace(edition, pool=tuple(levelled(question, known) for question in edition.pool))
        for edition in editions
    )


def skill_in(skills: Mapping[str, Rating], edition: Edition) -> float:
    """Return a skill for a pack: the mean of its topics that are known well, else the overall one.

    ``skills`` are those of a player, by topic. Somebody who is new has the skill 0.
    """
    known = [skills[topic] for topic in topics_of(edition) if topic in skills]
    sure = [rating.value for rating in known if not rating.is_provisional]
    if sure:
        return sum(sure) / len(sure)
    return skills.get(ALL_TOPICS, Rating()).value


@dataclass(slots=True)
class _Lesson:
    """One question while answers to it are gone through."""

    play: PlayRecord
    guess: float
    topics: tuple[str, ...]
    options: Mapping[str, str]
    skills: dict[tuple[str, str], Rating]
    moved: dict[tuple[str, str], None]

    def teach(self, one: Taken) -> float:
        """Learn from one answer; return how likely it was right."""
        right = one.outcome == "right"
        overall = self.skills.get((one.who, ALL_TOPICS), Rating())
        difficulty = self.play.rating
        better, harder = after(overall, difficulty, self.guess, right=right)
        for topic in self.topics:  # who is new to a topic begins it with the skill they have
            own = self.skills.get((one.who, topic), Rating(overall.value))
            self._move((one.who, topic), after(own, difficulty, self.guess, right=right)[0])
        self._move((one.who, ALL_TOPICS), better)
        chosen = dict(self.play.chosen)
        for option in filter(None, map(self.options.get, map(str.casefold, one.given))):
            chosen[option] = chosen.get(option, 0) + 1
        count = self.play.right + right
        self.play = replace(self.play, rating=harder, right=count, chosen=chosen)
        return expected(overall.value, difficulty.value, self.guess)

    def _move(self, key: tuple[str, str], rating: Rating) -> None:
        self.skills[key] = rating
        self.moved[key] = None


def _begin(
    tx: Transaction,
    edition: Edition,
    question: Question,
    taken: Sequence[Taken],
    strangers: Mapping[tuple[str, str], Rating],
) -> _Lesson:
    # The question first, then skills in order: all who write do so, and none waits in a circle.
    play = rows.play_to_change(
        tx,
        edition.pack.id,
        question.id,
        edition.content(question.id),
        question.difficulty,
        start_of(question.difficulty).value,
    )
    topics = topics_of(edition, question)
    players = [one.who for one in taken if one.is_player]
    topics_all = (*topics, ALL_TOPICS)
    skills = rows.skills(tx, players, topics_all, to_change=True) if players else {}
    body = question.body
    # True and false are kept in small letters; of an order every option is chosen by everybody.
    texts = () if has_places(body) else options_of(body)
    originals = in_original(question, texts)
    options = {text.casefold(): was for text, was in zip(texts, originals, strict=True)}
    return _Lesson(play, chance_of(body), topics, options, {**strangers, **skills}, {})
