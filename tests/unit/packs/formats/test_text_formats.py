"""GIFT, Aiken and Markdown: what is written is known again, read again, and all losses are told."""

import contextlib
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.packs.formats import registry
from quiz.packs.formats.texts import tidy
from quiz.packs.importing import import_pack
from quiz.packs.reading import default_id, read_pack
from quiz.questions.kinds import has_places, kind_of
from quiz.questions.model import Number, Proof
from tests.tools.strategies import packs

WRITTEN = ["gift", "aiken", "markdown"]
READ = [*WRITTEN, "opentriviaqa"]
KINDS = {
    "gift": {"choice", "multi", "truefalse", "typed", "number", "match"},
    "aiken": {"choice", "truefalse"},
    "markdown": {"choice", "multi", "truefalse"},
}
SHIPPED = sorted(p for p in Path("questions/packs").glob("*.yaml") if "." not in p.stem)


def through(name, pack):
    written = registry.named(name).write(pack)
    form = registry.named(name)
    if any(mark in written.data.decode() for mark in ("{", "ANSWER:", "[x]")):
        assert registry.detect(written.data, "upload.txt") == form
    return written, import_pack(written.data, "upload.txt", form)


def is_tidy(pack):
    """Imports take out spaces that nobody sees; packs by hand may have them."""

    def texts(value):
        if isinstance(value, str):
            return [value]
        if isinstance(value, tuple):
            return [text for item in value for text in texts(item)]
        if hasattr(value, "__dataclass_fields__"):
            return [
                text for key in value.__dataclass_fields__ for text in texts(getattr(value, key))
            ]
        return []

    return all(tidy(text) == text for text in texts(pack))


def bare(question, *, keys=()):
    """Return a question with only those of its keys that are named."""
    plain = replace(
        question,
        id="x" if "id" not in keys else question.id,
        source="",
        form="",
        explain=question.explain if "explain" in keys else "",
        difficulty=question.difficulty if "difficulty" in keys else "medium",
        tags=question.tags if "tags" in keys else (),
        proof=Proof("author", wrong=question.proof.wrong if "why_wrong" in keys else ()),
        picture=None,
        audio=None,
        time=0,
    )
    if isinstance(plain.body, Number):
        within = 0.0 if plain.body.percent else plain.body.within
        return replace(plain, body=replace(plain.body, unit="", percent=False, within=within))
    return plain


KEPT = {
    "gift": ("id", "explain", "difficulty", "tags", "why_wrong"),
    "aiken": (),
    "markdown": ("explain", "why_wrong"),
}


@pytest.mark.parametrize("name", WRITTEN)
@settings(max_examples=15)
@given(pack=packs())
def test_what_is_written_is_known_and_read_again_but_for_what_is_told(name, pack):
    pack = replace(pack, questions=tuple(filter(is_tidy, pack.questions)))
    assume(pack.questions and is_tidy(pack))
    written, made = through(name, pack)
    lost = {}
    for loss in written.losses:
        lost.setdefault(loss.question_id, []).append(loss.what)
    whole = [
        each
        for each in pack.questions
        if not any(what.startswith("the whole question") for what in lost.get(each.id, ()))
    ]
    assert all(kind_of(each.body) in KINDS[name] for each in whole)
    assert not made.report.skipped
    read = made.pack.questions if made.pack else ()
    assert len(read) == len(whole)
    for before, after in zip(whole, read, strict=True):
        told = lost.get(before.id, ())
        if "id" not in KEPT[name] and before.id != default_id(before.ask):
            assert "its id" in told
        if any("->" in text or "because" in text for text in told):
            continue
        if any(what.startswith(("why", "the tag", "that", "its line")) for what in told):
            continue
        assert bare(after, keys=KEPT[name]) == bare(before, keys=KEPT[name])
        if bare(before, keys=KEPT[name]) != replace(before, id=bare(before, keys=KEPT[name]).id):
            assert told


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_packs_that_ship_come_through(name, path):
    pack = read_pack(path.read_text(encoding="utf-8"), path.name)
    written, made = through(name, pack)
    whole = {loss.question_id for loss in written.losses if loss.what.startswith("the whole")}
    expected = [each for each in pack.questions if each.id not in whole]
    assert not made.report.skipped
    read = {each.ask: each.body for each in (made.pack.questions if made.pack else ())}
    for each in expected:
        if isinstance(each.body, Number) or has_places(each.body):
            assert each.ask in read
        else:
            assert read[each.ask] == each.body


@pytest.mark.parametrize("name", READ)
@given(
    data=st.binary(max_size=300)
    | st.text("{}=~#:%\\->[x] \nA)ANSWER:^Q_*`&;<b>T5.", max_size=300).map(str.encode)
)
def test_any_bytes_are_read_or_refused(name, data):
    form = registry.named(name)
    with contextlib.suppress(BadInputError):
        report = import_pack(data, "hostile.txt", form).report
        assert report.found == report.imported + len(report.skipped)


HOSTILE = {
    "open braces": "{" * 2**19 + "\n\n" + "a {" * 2**17,
    "closed braces": "}" * 2**20,
    "empty gaps": "{}" * 2**19,
    "empty questions": "{}\n" * 2**18,
    "backslashes": "\\" * 2**20,
    "tildes": "a {" + "~" * 2**20,
    "marks": "a {" + "=~#" * 2**18 + "}",
    "weights": "a {" + "~%" * 2**18 + "}",
    "hashes": "#" * 2**20,
    "blank braces": "a {=b\n\n" * 2**17,
    "notes": "//" + "[id:" * 2**18 + "\na {T}",
    "spaces": "a {" + " " * 2**20 + "}",
    "blank lines": " \n" * 2**19,
    "tags": "a {=" + '<a ="' * 2**17 + "}",
    "stars": "q\n- [x] " + "*a" * 2**19,
    "brackets": "q\n- [x] " + "[" * 2**20,
    "ticks": "q\n- [x] " + "`a``" * 2**18,
    "quotes": "- [x] a\n" + " > b\n" * 2**17,
    "items": "q\n" + "- [x] a\n" * 2**17,
    "long item": "q\n- [x] a\n" + "b\n" * 2**19,
    "options": "q\n" + "A) a\n" * 2**17 + "ANSWER: A\n",
    "answers": "#Q a\n^ b\n" + "A b\n" * 2**18,
    "rules": ("- " * 500 + "x\n") * 2**10,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_quarter_of_a_megabyte_costs_little(text):
    data = text.encode()[: 2**18]
    for name in READ:
        start = time.process_time()
        with contextlib.suppress(BadInputError):
            import_pack(data, "hostile.txt", registry.named(name))
        with contextlib.suppress(BadInputError):
            registry.detect(data, "hostile.txt")
        assert time.process_time() - start < 5, (
            name
        )  # a thirtieth, on a quiet machine; squared: minutes
