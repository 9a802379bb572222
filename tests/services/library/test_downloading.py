"""A pack is taken along: a long one is written by a process of its own, and to the same file."""

from dataclasses import replace

import pytest

from quiz.packs.formats import registry
from quiz.questions.model import Picture, Proof
from quiz.services import media
from quiz.services.library import downloading, keeping
from tests.services.conftest import SPACE
from tests.tools.media import picture

SOME = ("zip",)


def with_picture(question):
    seen = Picture("media/m1.png", "A light", license="CC0-1.0")
    return replace(question, picture=seen, proof=Proof("author"))


@pytest.fixture
def mine(house, alice):
    """A pack with a picture."""
    pack = replace(SPACE, questions=tuple(map(with_picture, SPACE.questions)))
    return keeping.create(house, alice, media.keep_all(house, pack, {"media/m1.png": picture()}))


def told(house, alice, mine):
    downloading._known.clear()
    files = [downloading.file(house, alice, mine, name) for name in SOME]
    return downloading.offers(house, alice, mine), files


def test_a_long_pack_is_the_same_file_and_is_not_written_here(house, alice, mine, monkeypatch):
    offers, files = told(house, alice, mine)
    assert len(offers) == sum(1 for form in registry.FORMATS if form.write)
    assert any(offer.losses for offer in offers)
    assert b"PK" in files[0].data

    def never(*_args):
        pytest.fail("a night would wait for this")

    monkeypatch.setattr(downloading, "LONG", 1)
    monkeypatch.setattr(downloading, "written", never)
    monkeypatch.setattr(downloading.takeaway, "offers", never)
    assert told(house, alice, mine) == (offers, files)


def test_where_no_process_can_be_had_it_is_written_here(house, alice, mine, monkeypatch):
    as_usual = told(house, alice, mine)
    monkeypatch.setattr(downloading, "LONG", 1)
    monkeypatch.setattr(downloading.apart.sys, "executable", "/bin/false")
    assert told(house, alice, mine) == as_usual


def test_most_losses_are_counted_and_only_the_first_told(house, alice, mine, monkeypatch):
    offers, _ = told(house, alice, mine)
    monkeypatch.setattr(downloading, "MOST_LOSSES", 1)
    few, _ = told(house, alice, mine)
    for one, other in zip(offers, few, strict=True):
        assert len(other.losses) + other.more == len(one.losses)
        assert len(other.losses) <= 1
        assert other.questions == one.questions
