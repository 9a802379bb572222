"""What play says of a pack, in the browser: to those it is for, and harmless to take along."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import text

from quiz.packs.reading import read_pack
from quiz.services import people
from quiz.services.library import keeping
from quiz.store import rounds
from quiz.store.records import CardRecord, RoundRecord
from tests.tools.plain import PlainBrowser
from tests.web.test_people import sign_up

FORMULA = """\
format: 1
id: odd
title: Odd words
license: CC0-1.0
questions:
- {id: sum, ask: "=1+1 is what?", answer: "2", wrong: ["3", "+4"]}
"""
PICKED = ("Gobo",) * 6 + ("Gel",) * 14 + ("Barndoor",) * 4


@pytest.fixture
def alice(app):
    return sign_up(PlainBrowser(app.test_client()))


def id_of_alice(house):
    with house.store.reading() as tx:
        return tx.scalar(text("SELECT id FROM players WHERE username = 'Alice'"))


def play(house, pack_id, question_id, picked, key):
    """Put rounds of one question on the table, as if so many guests had played them."""
    now = house.clock()
    with house.store.reading() as tx:
        digest = house.shelf.current(tx, pack_id)[0].digest
    for n, option in enumerate(picked):
        player = people.by_token(house, people.guest(house, f"Guest {n}")).id
        outcome = "right" if option == key else "wrong"
        later = now + timedelta(seconds=3 + n)
        card = CardRecord(
            1, digest, pack_id, question_id, (0, 1, 2), opened_at=now, given=(option,),
            ending="locked", ended_at=later, outcome=outcome,
        )  # fmt: skip
        record = RoundRecord(
            f"{pack_id}-{n}"[-30:], player, pack_id, "A round", 1, "mixed", 0, "accuracy",
            ranked=False, started_at=now, cards=(card,), finished_at=later, position=1,
        )  # fmt: skip
        with house.store.writing() as tx:
            rounds.add(tx, record)


def test_a_pack_of_the_house_tells_those_with_an_account(house, alice, bob):
    play(house, "stagecraft", "gobo", PICKED, "Gobo")
    assert "sign-in" in bob.open("/packs/stagecraft/analysis").url
    assert "What play says" not in bob.open("/packs/stagecraft").html
    page = alice.open("/packs/stagecraft").follow("What play says")
    assert "24 first answers · 24 people · 1 of 5 questions with figures" in page.html
    assert "Another answer wins" in page.html
    assert "More people chose a wrong option than the right one." in page.html
    assert "Guest" not in page.html


def test_before_anybody_has_played_it_says_what_will_be_seen(alice):
    page = alice.open("/packs/stagecraft/analysis")
    assert "Too early to tell" in page.html
    assert alice.open("/packs/stagecraft/analysis?page=99999").status == 200
    assert alice.open("/packs/nowhere/analysis").status == 404


def test_ones_own_pack_tells_nobody_else(house, app, alice):
    me = id_of_alice(house)
    own = keeping.create(house, me, read_pack(FORMULA, "odd.yaml"))
    keeping.publish(house, me, own, "public")
    play(house, own, "sum", ("2",) * 5, "2")
    assert alice.open(f"/packs/{own}/analysis").status == 200
    other = sign_up(PlainBrowser(app.test_client()), "Charlie")
    assert other.open(f"/packs/{own}").status == 200
    assert other.open(f"/packs/{own}/analysis").status == 403
    assert other.open(f"/packs/{own}/analysis.csv").status == 403


def test_the_table_to_take_along_holds_the_figures_and_no_formula(house, alice):
    me = id_of_alice(house)
    own = keeping.create(house, me, read_pack(FORMULA, "odd.yaml"))
    play(house, own, "sum", ("2",) * 5 + ("+4",), "2")
    answer = alice.client.get(f"/packs/{own}/analysis.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="odd-words-analysis.csv"' in answer.headers["Content-Disposition"]
    (row,) = csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")))
    assert row["Question"] == "'=1+1 is what?"
    assert (row["Asked"], row["Right"], row["Right share"]) == ("6", "5", "0.8333")
    assert (row["Low"], row["Median seconds"]) == ("0.4365", "5.5")
    assert row["Chosen"] == "2: 5; 3: 0; '+4: 1", "some spreadsheets part cells at each semicolon"
