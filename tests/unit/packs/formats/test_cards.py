"""Cards: Anki and Quizlet come in as questions, and questions go out as cards."""

import contextlib
import json
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.packs.formats import registry, zips
from quiz.packs.formats.cards.apkg import zstd  # of Python, or of a package
from quiz.packs.importing import import_pack
from quiz.questions.model import TrueFalse, Typed
from tests.tools.strategies import packs

LONG = "a body that goes around the Sun and that has cleared its path of all the others there are"


def imported(data, name):
    data = data.encode() if isinstance(data, str) else data
    form = registry.detect(data, "upload")
    assert form.name == name
    return import_pack(data, "upload", form)


def bodies(made):
    return {question.ask: question.body for question in made.pack.questions}


def skipped(made):
    return [(note.at, note.reason) for note in made.report.skipped]


def deck(*notes, models=None, name="collection.anki2"):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE notes (id INTEGER, mid INTEGER, tags TEXT, flds TEXT)")
    base.execute("CREATE TABLE col (models TEXT)")
    base.execute("INSERT INTO col VALUES (?)", (json.dumps(models or {}),))
    rows = [(n, model, tags, "\x1f".join(fields)) for n, (model, tags, *fields) in enumerate(notes)]
    base.executemany("INSERT INTO notes VALUES (?, ?, ?, ?)", rows)
    base.commit()
    data = base.serialize()
    base.close()
    return zips.pack({name: data, "media": b"{}"})


# ------------------------------------------------------------------ out and in again


@pytest.mark.parametrize("name", ["anki", "quizlet"])
@settings(max_examples=15)
@given(pack=packs())
def test_cards_keep_all_but_what_they_tell(name, pack):
    written = registry.named(name).write(pack)
    if not written.data:
        return
    made = import_pack(written.data, "upload", registry.named(name))
    lost = {}
    for loss in written.losses:
        lost.setdefault(loss.question_id, []).append(loss.what)
    kept = [
        each
        for each in pack.questions
        if not any(what.startswith("the whole") for what in lost.get(each.id, ()))
    ]
    if kept:
        assert registry.detect(written.data, "upload").name == name
    changing = ("its wrong", "that it is", "its other", "some of its", "its line")
    for before in kept:
        told = lost.get(before.id, [])
        if any(what.startswith(changing) for what in told):
            continue
        after = next(each for each in made.pack.questions if each.ask == before.ask)
        assert after.body == before.body
        if name == "anki" and "the spaces in its tags" not in told:
            assert set(after.tags) == set(before.tags)


# ------------------------------------------------------------------ Quizlet


def test_a_quizlet_export_asks_terms_and_takes_definitions():
    made = imported(
        "Capital of France\tParis\nThe Moon is a planet.\tFalse\nH2O\twater\n", "quizlet"
    )
    assert bodies(made) == {
        "Capital of France": Typed(("Paris",)),
        "The Moon is a planet.": TrueFalse(answer=False),
        "H2O": Typed(("water",)),
    }


def test_long_backs_become_choices_of_backs_like_them_the_same_each_time():
    backs = [" ".join(f"{word}{n}" for word in LONG.split()) for n in range(6)]
    text = "".join(f"Thing {n}\t{back}\n" for n, back in enumerate(backs))
    made = imported(text, "quizlet")
    for question, back in zip(made.pack.questions, backs, strict=True):
        assert question.body.answer == back
        assert len(question.body.wrong) == 3
        assert set(question.body.wrong) < set(backs)
    assert imported(text, "quizlet").pack == made.pack


def test_a_back_that_may_be_right_as_well_is_no_wrong_option():
    other = "Quite another thing that nobody would take for what is defined here"
    made = imported(f"One\t{LONG}\nTwo\t{LONG} and more\nThree\t{other}\n", "quizlet")
    assert bodies(made)["One"].wrong == (other,)


def test_a_front_that_stands_twice_takes_both_backs():
    made = imported("bank\triver side\nriver\tstream\nBank\tmoney house\n", "quizlet")
    assert bodies(made)["bank"] == Typed(("river side", "money house"))
    assert [at for at, _ in skipped(made)] == [3]


def test_a_definition_may_have_several_lines():
    made = imported("Colours\tred\ngreen\nSize\tbig\nShape\tround\n", "quizlet")
    assert bodies(made)["Colours"] == Typed(("red\ngreen",))


@pytest.mark.parametrize("separator", [" - ", "::", " = ", " – "])
def test_a_list_may_have_its_own_separator(separator):
    capitals = (("F", "Paris"), ("I", "Rome"), ("S", "Madrid"))
    lines = [f"Capital of {land}{separator}{city}" for land, city in capitals]
    made = imported("\n".join(lines), "cards")
    assert bodies(made)["Capital of F"] == Typed(("Paris",))


# ------------------------------------------------------------------ Anki's text


def test_anki_tells_its_columns():
    made = imported(
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags "
        'column:6\nx1\tBasic\tSky\tWhat is <b>red</b>?\t"Mars<br>""dusty"""\tspace planets\n'
        "x2\tCloze\tSky\tThe {{c1::Moon}} is small.\t\t\n"
        'x3\tBasic\tSky\tWhat is this?<img src="a.png">\tIo\t\n'
        "x4\tBasic\tSky\t[sound:a.mp3]\tIo\t\n"
        "x5\tBasic\tSky\tA &lt;tag&gt;?\t{{c1::gap}}\t\n",
        "anki",
    )
    assert bodies(made) == {
        "What is red?": Typed(('Mars\n"dusty"',)),
        "What is this?": Typed(("Io",)),
    }
    assert made.pack.questions[0].tags == ("space", "planets")
    assert [note.reason for note in made.report.changed] == ["its picture is not taken over"]
    gaps = "it is a text with gaps, and those are not known here"
    assert skipped(made) == [(8, gaps), (10, "one of its sides is only a sound"), (11, gaps)]


def test_anki_names_its_columns_and_tags_for_all():
    head = "#separator:tab\n#html:true\n#tags:sky all\n#columns:front back tags\n"
    (question,) = imported(f"{head}Red?\tMars\tred all\n", "anki").pack.questions
    assert (question.body, question.tags) == (Typed(("Mars",)), ("red", "all", "sky"))


@pytest.mark.parametrize(("named", "separator"), [("Comma", ","), ("semicolon", ";"), ("|", "|")])
def test_anki_names_its_separator(named, separator):
    made = imported(f"#separator:{named}\n#html:false\n1 < 2?{separator}yes<b>\n", "anki")
    assert [question.ask for question in made.pack.questions] == ["1 < 2?"]


# ------------------------------------------------------------------ Anki's decks


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21"])
def test_a_deck_is_read(name):
    made = imported(
        deck(
            (1, " sky ", "What is <i>red</i>?", "Mars", ""),
            (2, "", "The {{Moon}}", "x"),
            (1, "", "What is big?", "<div>Jupiter</div>", "a note"),
            models={"1": {"name": "Basic", "type": 0}, "2": {"name": "Gaps", "type": 1}},
            name=name,
        ),
        "apkg",
    )
    assert bodies(made) == {"What is red?": Typed(("Mars",)), "What is big?": Typed(("Jupiter",))}
    assert made.pack.questions[0].tags == ("sky",)
    assert [at for at, _ in skipped(made)] == [2]
    assert [note.reason for note in made.report.changed] == [
        "of its 3 fields the first two are taken"
    ]


def newer(base):
    """Return a deck as newer versions write it: packed, beside one that says so."""
    old = zips.Zip(deck((1, "", "Please update", "")), "x").read("collection.anki2")
    return zips.pack({"collection.anki21b": base, "collection.anki2": old})


def test_a_deck_of_a_newer_kind_is_read():
    base = zips.Zip(deck((1, "sky", "What is red?", "Mars")), "x").read("collection.anki2")
    made = imported(newer(zstd.compress(base)), "apkg")
    assert bodies(made) == {"What is red?": Typed(("Mars",))}


@pytest.mark.parametrize(
    "base",
    [b"", b"no zstd", zstd.compress(bytes(60 << 20)), zstd.compress(b"SQLite format 3\0" * 9)[:-9]],
    ids=["empty", "garbage", "bomb", "cut"],
)
def test_a_deck_that_cannot_be_unpacked_is_refused(base):
    with pytest.raises(BadInputError, match="database"):
        imported(newer(base), "apkg")


def test_a_deck_whose_notes_are_a_trap_is_refused():
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE VIEW notes AS WITH RECURSIVE n(mid) AS (SELECT 1 UNION ALL SELECT mid + 1 FROM n)"
        " SELECT mid, mid AS flds, mid AS tags FROM n"
    )
    data = base.serialize()
    base.close()
    with pytest.raises(BadInputError, match="no notes"):
        imported(zips.pack({"collection.anki2": data}), "apkg")


@settings(max_examples=30)
@given(st.integers(0, 12_000), st.binary(min_size=1, max_size=40))
def test_a_deck_that_is_damaged_is_read_or_refused(at, garbage):
    whole = zips.Zip(deck((1, "", "a", "b"), (1, "", "c", "d")), "x").read("collection.anki2")
    base = whole[:at] + garbage + whole[at + len(garbage) :]
    with contextlib.suppress(BadInputError):
        report = import_pack(
            zips.pack({"collection.anki2": base}), "x", registry.named("apkg")
        ).report
        assert report.found == report.imported + len(report.skipped)


@pytest.mark.parametrize("name", ["anki", "quizlet", "cards"])
@given(st.text('#separator:tab\n\t"-= {c1::}[sound:a]<img>b;,|', max_size=200))
def test_any_text_is_read_or_refused(name, text):
    with contextlib.suppress(BadInputError):
        report = import_pack(text.encode(), "x", registry.named(name)).report
        assert report.found == report.imported + len(report.skipped)
