"""Keeping pictures and sounds, on both databases."""

from datetime import UTC, datetime

from quiz.store import media
from quiz.store.media import MediaRecord

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)


def test_a_medium_comes_back_as_it_was_kept(store):
    one = MediaRecord("a" * 64, "image/webp", bytes(range(256)))
    with store.writing() as tx:
        media.keep(tx, [one, one], NOW)
        media.keep(tx, [one], NOW)
    with store.reading() as tx:
        assert media.find(tx, one.digest) == one
        assert media.find(tx, "b" * 64) is None
        assert media.known(tx, {"a" * 64, "b" * 64}) == {one.digest}
