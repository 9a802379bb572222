"""The table of formats in the docs is made from what the writers claim, and the claims are true."""

from dataclasses import replace
from pathlib import Path

import pytest

from quiz.cli.converting import formats_markdown
from quiz.packs.formats.kept import keeps
from quiz.packs.formats.losses import EVERYTHING
from quiz.packs.formats.model import written
from quiz.packs.formats.registry import FORMATS
from quiz.packs.importing import import_pack
from quiz.packs.model import Pack
from quiz.packs.reading import default_id
from quiz.questions.kinds import kind_of
from quiz.questions.model import (
    Audio,
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Picture,
    Proof,
    Question,
    TrueFalse,
    Typed,
)

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
WRITERS = [form for form in FORMATS if form.write]
BODIES = {
    kind_of(body): body
    for body in (
        Choice("Mars", ("Venus", "Jupiter")),
        MultiSelect(("Mars", "Venus"), ("Io",)),
        TrueFalse(answer=False),
        Typed(("Mars",)),
        Number(42.0),
        Order(("Mercury", "Venus", "Earth")),
        Match((("Io", "Jupiter"), ("Titan", "Saturn"), ("Phobos", "Mars"))),
    )
}
KEYS = {
    "id": "my-own-id",
    "explain": "Iron oxide.",
    "source": "https://example.org/mars",
    "difficulty": "hard",
    "tags": ("sky",),
    "why_wrong": Proof("author", wrong=(("Venus", "Venus is white."),)),
    "proof": Proof("pinned", facts=("moon",)),
    "picture": Picture("media/m1.jpg", "A cloud"),
    "audio": Audio("media/b.ogg", "Beeps"),
    "time": 45,
}
HEAD = {
    "title": "T",  # which every pack has
    "description": "Our own back yard.",
    "language": "de",
    "version": "1.2",
    "authors": ("Alice",),
    "license": "CC0-1.0",
    "source": "https://example.org",
    "tags": ("sky",),
}
ASK = "Which planet is red?"
PLAIN = Question(default_id(ASK), ASK, BODIES["choice"])


def back(form, question=PLAIN, **head):
    """Write a pack of one question; return what is read again, and whether a loss was told."""
    pack = Pack(**{"id": "t", "title": "T", "questions": (question,)} | head)
    made = written(form, pack, {medium.file: b"bytes" for medium in question.media})
    losses = [one.what for one in made.losses]
    return import_pack(made.data, "t", form).pack, losses


def in_question(key, value):
    field = "proof" if key == "why_wrong" else key
    return field, replace(PLAIN, **{field: value})


def test_every_key_and_kind_there_is_was_thought_of():
    assert set(KEYS) == set(EVERYTHING.keys)
    assert set(HEAD) == set(EVERYTHING.head)
    assert set(BODIES) == set(EVERYTHING.kinds)


@pytest.mark.parametrize("form", WRITERS, ids=lambda form: form.name)
def test_a_key_that_is_claimed_comes_back_and_no_other_is_lost_without_a_word(form):
    _, plain = back(form)
    for key, value in KEYS.items():
        field, asked = in_question(key, value)
        pack, losses = back(form, asked)
        if key in form.holds.keys:
            assert getattr(pack.questions[0], field) == value, key
        else:
            assert len(losses) > len(plain), key


@pytest.mark.parametrize("form", WRITERS, ids=lambda form: form.name)
def test_what_is_claimed_of_the_pack_comes_back_and_all_else_is_told(form):
    _, plain = back(form)
    assert ("the title" in plain) == ("title" not in form.holds.head)
    for key, value in HEAD.items():
        pack, losses = back(form, **{key: value})
        if key in form.holds.head:
            assert getattr(pack, key) == value, key
        else:
            assert len(losses) > len(plain) or key == "title", key


@pytest.mark.parametrize("form", WRITERS, ids=lambda form: form.name)
def test_a_kind_that_is_claimed_comes_back_unless_a_loss_is_told(form):
    for kind, body in BODIES.items():
        pack, losses = back(form, replace(PLAIN, body=body))
        is_lost = any(what.startswith("the whole question") for what in losses)
        assert is_lost == (kind not in form.holds.kinds), kind
        if not set(losses) - {"the title"}:
            assert pack.questions[0].body == body, kind


def test_the_document_is_made_from_the_formats():
    told = "make it anew: quiz pack formats --markdown > docs/formats.md"
    assert DOCS.read_text(encoding="utf-8") == formats_markdown(), told


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_says_what_it_keeps(form):
    assert keeps(form).endswith(".")
    assert form.holds.kinds
