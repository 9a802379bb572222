"""Whose pictures and sounds are, and which of them anything calls."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import Select, delete, exists, insert, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from quiz.packs.media.model import KEPT
from quiz.packs.model import Pack
from quiz.store import media
from quiz.store.media import MediaRecord
from quiz.store.media_tables import MediaFile, MediaHold
from quiz.store.own_tables import PackDraft, PackEdit, PackUpload
from quiz.store.store import Transaction
from quiz.store.tables import PackVersion

_AT_ONCE = 50  # packs that are held in memory, and media that are deleted in one go
_CALLING: tuple[InstrumentedAttribute[bytes], ...] = (
    PackVersion.body, PackDraft.body, PackEdit.before, PackEdit.after, PackUpload.body,
)  # fmt: skip


def keep_for(tx: Transaction, player_id: str, medium: MediaRecord, now: datetime) -> None:
    """Keep a medium of a draft, for its author alone unless everybody may see it already."""
    was_there = bool(media.known(tx, (medium.digest,)))
    media.keep(tx, (medium,), now)
    before = holders(tx, medium.digest)
    if player_id not in before and (before or not was_there):
        tx.execute(insert(MediaHold).values(digest=medium.digest, player_id=player_id))


def holders(tx: Transaction, digest: str) -> frozenset[str]:
    """Return who alone may see a medium; nobody: everybody may."""
    return frozenset(tx.scalars(select(MediaHold.player_id).where(MediaHold.digest == digest)))


def set_free(tx: Transaction, pack: Pack) -> None:
    """Let everybody see what a pack calls: it is played from now on."""
    names = {medium.file for question in pack.questions for medium in question.media}
    digests = sorted(found[1] for name in names if (found := KEPT.fullmatch(name)))
    for start in range(0, len(digests), _AT_ONCE):
        part = digests[start : start + _AT_ONCE]
        tx.execute(delete(MediaHold).where(MediaHold.digest.in_(part)))


def forget_held(tx: Transaction, player_id: str) -> None:
    """Delete what goes with nothing but drafts of a person."""
    other = aliased(MediaHold)
    mine = select(MediaHold.digest).where(
        MediaHold.player_id == player_id,
        ~exists().where(other.digest == MediaHold.digest, other.player_id != player_id),
    )
    tx.execute(delete(MediaFile).where(MediaFile.digest.in_(mine)))


def kept_before(tx: Transaction, time: datetime) -> frozenset[str]:
    """Return the digests of what was kept, or kept again, before a time."""
    return frozenset(tx.scalars(select(MediaFile.digest).where(MediaFile.kept_at < time)))


def calling(tx: Transaction) -> Iterator[list[bytes]]:
    """Yield all packs that may call media, compressed, some at once.

    These are versions, drafts, steps of drafts and files on their way in.
    """
    for column in _CALLING:
        query: Select[bytes] = select(column)
        for rows in tx.execute(query.execution_options(yield_per=_AT_ONCE)).partitions(_AT_ONCE):
            yield [row[0] for row in rows]


def forget(tx: Transaction, digests: Collection[str], time: datetime) -> int:
    """Delete media, but for those that were kept again since that time; return how many."""
    gone = tx.scalars(
        delete(MediaFile)
        .where(MediaFile.digest.in_(digests), MediaFile.kept_at < time)
        .returning(MediaFile.digest)
    )
    return len(gone.all())
