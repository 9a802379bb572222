"""What play teaches, kept: difficulty of questions, skill of players, and who met what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, Select, Table, bindparam, delete, insert, select, text, update
from sqlalchemy.orm import Session

from quiz.leaderboards.rating import Rating, together
from quiz.store.learning_tables import FirstAnswer, QuestionPlay, RatedNight, Skill
from quiz.store.night_tables import Night

_PLAYS = cast("Table", QuestionPlay.__table__)
_SKILLS = cast("Table", Skill.__table__)
_FIRSTS = cast("Table", FirstAnswer.__table__)

# Every answer runs these: made once, and on bare rows.
_MET = select(_FIRSTS.c.who).where(
    _FIRSTS.c.who.in_(bindparam("some", expanding=True)),
    _FIRSTS.c.pack_id == bindparam("pack"),
    _FIRSTS.c.question_id == bindparam("question"),
)
_KEY = (
    _PLAYS.c.pack_id == bindparam("pack"),
    _PLAYS.c.question_id == bindparam("question"),
    _PLAYS.c.content == bindparam("what"),
)
_SEEN = select(_PLAYS).where(*_KEY)
_PLAY = _SEEN.with_for_update()
_PUT_PLAY = update(_PLAYS).where(*_KEY)
_ADD_FIRSTS = insert(_FIRSTS)
_SKILLS_OF = (
    select(_SKILLS)
    .where(
        _SKILLS.c.player_id.in_(bindparam("players", expanding=True)),
        _SKILLS.c.topic.in_(bindparam("topics", expanding=True)),
    )
    .order_by(_SKILLS.c.player_id, _SKILLS.c.topic)  # so that two who lock do not entangle
)
_SKILLS_TO_CHANGE = _SKILLS_OF.with_for_update()
# What both databases understand.
_NEW_PLAY = text(
    "INSERT INTO question_plays"
    " (pack_id, question_id, content, level, difficulty, n, right_count, chosen)"
    " VALUES (:pack, :question, :what, :level, :start, 0, 0, '{}')"
    " ON CONFLICT (pack_id, question_id, content) DO NOTHING"
)
_PUT_SKILL = text(
    "INSERT INTO skills (player_id, topic, skill, n) VALUES (:player_id, :topic, :skill, :n)"
    " ON CONFLICT (player_id, topic) DO UPDATE SET skill = excluded.skill, n = excluded.n"
)


@dataclass(frozen=True, slots=True)
class PlayRecord:
    """What first answers say of a question.

    ``level`` is the one it had before play, ``right`` how many of ``rating.n`` were right, and
    ``chosen`` how often each option was chosen.
    """

    pack_id: str
    question_id: str
    content: str
    level: str
    rating: Rating
    right: int = 0
    chosen: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class FirstRecord:
    """What somebody answered to a question at first sight; see ``learning_tables``."""

    who: str
    pack_id: str
    question_id: str
    content: str
    outcome: str
    predicted: float | None
    answered_at: datetime


def met(tx: Session, who: Collection[str], pack_id: str, question_id: str) -> frozenset[str]:
    """Return which of some have met a question before."""
    wanted = {"some": list(who), "pack": pack_id, "question": question_id}
    return frozenset(tx.connection().execute(_MET, wanted).scalars())


def add_firsts(tx: Session, records: Sequence[FirstRecord]) -> None:
    """Note what was answered at first sight."""
    tx.connection().execute(_ADD_FIRSTS, [asdict(record) for record in records])


def play_to_change(
    tx: Session, pack_id: str, question_id: str, content: str, level: str, start: float
) -> PlayRecord:
    """Return what is known of a question, and hold others off until the transaction ends.

    One that nobody has answered has the difficulty ``start``.
    """
    key = {"pack": pack_id, "question": question_id, "what": content}
    connection = tx.connection()
    found = connection.execute(_PLAY, key).one_or_none()
    if found is None:
        connection.execute(_NEW_PLAY, {**key, "level": level, "start": start})
        found = connection.execute(_PLAY, key).one()
    return _play(found)


def play(tx: Session, pack_id: str, question_id: str, content: str) -> PlayRecord | None:
    """Return what is known of a question, or None when nobody has answered it."""
    wanted = {"pack": pack_id, "question": question_id, "what": content}
    found = tx.connection().execute(_SEEN, wanted).one_or_none()
    return _play(found) if found else None


def put_play(tx: Session, record: PlayRecord) -> None:
    """Write what first answers say of a question."""
    values = {
        "pack": record.pack_id,
        "question": record.question_id,
        "what": record.content,
        "difficulty": record.rating.value,
        "n": record.rating.n,
        "right_count": record.right,
        "chosen": dict(record.chosen),
    }
    tx.connection().execute(_PUT_PLAY, values)


def plays(tx: Session, pack_ids: Collection[str] | None = None) -> tuple[PlayRecord, ...]:
    """Return all questions that were answered, or those of some packs, in order of their keys."""
    query = _of_packs(select(_PLAYS).where(_PLAYS.c.n > 0), _PLAYS, pack_ids)
    order = (_PLAYS.c.pack_id, _PLAYS.c.question_id, _PLAYS.c.content)
    return tuple(_play(row) for row in tx.execute(query.order_by(*order)))


def expectations(
    tx: Session, pack_ids: Collection[str] | None = None
) -> tuple[tuple[str, str, str, float, bool], ...]:
    """Return each first answer: pack, question, content, what was expected, whether it was right.

    Where no answer was given in time there is nothing to tell.
    """
    columns = (_FIRSTS.c.pack_id, _FIRSTS.c.question_id, _FIRSTS.c.content)
    query = select(*columns, _FIRSTS.c.predicted, _FIRSTS.c.outcome)
    query = _of_packs(query.where(_FIRSTS.c.predicted.is_not(None)), _FIRSTS, pack_ids)
    rows = tx.execute(query.order_by(*columns, _FIRSTS.c.who))
    return tuple((*row[:4], row.outcome == "right") for row in rows)


def skills(
    tx: Session, player_ids: Collection[str], topics: Collection[str], *, to_change: bool = False
) -> dict[tuple[str, str], Rating]:
    """Return the skills that players have in topics, by both, as far as there are any.

    ``to_change`` holds others off until the transaction ends.
    """
    query = _SKILLS_TO_CHANGE if to_change else _SKILLS_OF
    wanted = {"players": list(player_ids), "topics": list(topics)}
    rows = tx.connection().execute(query, wanted)
    return {(row.player_id, row.topic): Rating(row.skill, row.n) for row in rows}


def skills_of(tx: Session, player_id: str) -> dict[str, Rating]:
    """Return all skills of a player, by topic; the empty topic is all of them."""
    query = select(_SKILLS).where(_SKILLS.c.player_id == player_id).order_by(_SKILLS.c.topic)
    return {row.topic: Rating(row.skill, row.n) for row in tx.execute(query)}


def put_skills(tx: Session, found: Mapping[tuple[str, str], Rating]) -> None:
    """Write skills, by player and topic."""
    rows = [
        {"player_id": player_id, "topic": topic, "skill": rating.value, "n": rating.n}
        for (player_id, topic), rating in sorted(found.items(), key=lambda item: item[0])
    ]
    if rows:
        tx.connection().execute(_PUT_SKILL, rows)


def firsts_of(tx: Session, player_id: str) -> tuple[FirstRecord, ...]:
    """Return what a player answered at first sight, the first first."""
    query = select(_FIRSTS).where(_FIRSTS.c.who == player_id)
    order = (_FIRSTS.c.answered_at, _FIRSTS.c.pack_id, _FIRSTS.c.question_id)
    return tuple(FirstRecord(**row._mapping) for row in tx.execute(query.order_by(*order)))  # noqa: SLF001 - its name for a public thing


def move(tx: Session, source: str, target: str) -> None:
    """Give what was learned of a guest to an account: skills meet, first answers stay the first."""
    own, guest = skills_of(tx, target), skills_of(tx, source)
    met_before = select(_FIRSTS.c.pack_id, _FIRSTS.c.question_id).where(_FIRSTS.c.who == target)
    known = {tuple(row) for row in tx.execute(met_before)}
    both = [one for one in firsts_of(tx, source) if (one.pack_id, one.question_id) in known]
    for one in both:
        tx.execute(
            delete(_FIRSTS).where(
                _FIRSTS.c.who == source,
                _FIRSTS.c.pack_id == one.pack_id,
                _FIRSTS.c.question_id == one.question_id,
            )
        )
    tx.execute(update(_FIRSTS).where(_FIRSTS.c.who == source).values(who=target))
    met_again = {topic: together(own.get(topic, Rating()), one) for topic, one in guest.items()}
    put_skills(tx, {(target, topic): rating for topic, rating in met_again.items()})


def forget(tx: Session, player_id: str) -> None:
    """Forget what a player answered at first sight; what it said of the questions stays."""
    tx.execute(delete(_FIRSTS).where(_FIRSTS.c.who == player_id))


def unrated_nights(tx: Session, over_before: datetime) -> tuple[str, ...]:
    """Return the nights that were over by then and not learned from yet, the first first."""
    query = (
        select(Night.id)
        .where(Night.over_at <= over_before)
        .where(Night.id.not_in(select(RatedNight.night_id)))
        .order_by(Night.over_at, Night.id)
    )
    return tuple(tx.scalars(query))


def add_rated(tx: Session, night_id: str, now: datetime) -> None:
    """Note that a night was learned from; twice does no harm."""
    known = select(RatedNight.night_id).where(RatedNight.night_id == night_id)
    if tx.scalar(known) is None:
        tx.execute(insert(RatedNight).values(night_id=night_id, rated_at=now))


def _of_packs(query: Select[Any], table: Table, pack_ids: Iterable[str] | None) -> Select[Any]:
    return query if pack_ids is None else query.where(table.c.pack_id.in_(pack_ids))


def _play(row: Row[Any]) -> PlayRecord:
    return PlayRecord(
        pack_id=row.pack_id,
        question_id=row.question_id,
        content=row.content,
        level=row.level,
        rating=Rating(row.difficulty, row.n),
        right=row.right_count,
        chosen=row.chosen,
    )
