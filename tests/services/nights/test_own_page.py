"""The page of a player's own: it agrees with the report, follows the host, and is cheap."""

import pytest

from quiz.errors import NotFoundError
from quiz.night.commands import Rekey, Void
from quiz.services.nights import report, roster
from quiz.services.nights.desk import RoundDraft
from quiz.store import night_answers as answer_rows
from quiz.store import night_results as result_rows
from tests.tools.nights import begin, draft

PEOPLE = ("Alice", "Bob", "Charlie", "Dora", "Eve")


@pytest.fixture
def night(house, clock):
    """Five people, of whom Alice has three right, Bob two, Charlie one, and two none."""
    sums = RoundDraft("Sums", pack="sums", count=3)
    night = begin(house, clock, draft(sums, scoring="pub", end_early=False, auto_reveal=False))
    night.join(*PEOPLE).join("Olive", audience=True)
    for position in range(3):
        night.to("question")
        for place, name in enumerate(PEOPLE):
            night.answer(name, right=place + position < 3)
        night.answer("Olive")
    return night.to("podium")


def page(night, name):
    return report.mine(night.house, night.night_id, night.tokens[name])


def test_it_agrees_with_what_the_report_says_of_everybody(night):
    told = report.report(night.house, night.night_id, night.key)
    found = {name: page(night, name) for name in (*PEOPLE, "Olive")}
    for row in told.players:
        own = found[row.name]
        assert (own.rank, own.points, own.right, own.asked) == (
            row.rank, row.points, row.right, row.asked,
        )  # fmt: skip
    given = {(row.question, row.player): (row.given, row.mark, row.points) for row in told.answers}
    for name, own in found.items():
        for row in own.rows:
            assert given[row.number, name] == (row.given, row.mark, row.points)


def test_of_others_it_reads_nothing_once_one_has_looked(night, monkeypatch):
    page(night, "Alice")
    read = []
    for rows, name in ((answer_rows, "of_night"), (result_rows, "results")):
        original = getattr(rows, name)

        def noted(tx, night_id, *, only=None, original=original):
            read.append(only)
            return original(tx, night_id, only=only)

        monkeypatch.setattr(rows, name, noted)
    page(night, "Bob")
    assert set(read) == {(night.seats["Bob"],)}


def test_all_who_are_level_at_the_end_are_last_and_the_podium_is_not(night):
    last = {name: page(night, name).is_last for name in (*PEOPLE, "Olive")}
    assert [name for name, is_last in last.items() if is_last] == ["Dora", "Eve"]
    assert page(night, "Olive").is_audience
    assert page(night, "Olive").rank is None


def test_what_the_host_puts_right_long_afterwards_is_on_it_at_once(night):
    night.go_on()
    assert page(night, "Eve").points == 0
    number = night.record.plan.slots[0].number
    night.do(Rekey, number=number, right=(page(night, "Eve").rows[0].given,))
    assert page(night, "Eve").points == 1
    assert page(night, "Alice").rows[0].mark == "wrong"
    night.do(Void, number=number)
    assert (page(night, "Eve").points, page(night, "Alice").asked) == (0, 2)


def test_the_link_goes_on_under_a_new_name_and_for_who_was_sent_out_but_not_for_the_banned(night):
    addresses = {name: page(night, name).link for name in PEOPLE}
    host = (night.house, night.night_id, night.key)
    roster.rename(*host, night.seats["Alice"], "Alicia")
    roster.kick(*host, [night.seats["Bob"]])
    roster.ban(*host, [night.seats["Charlie"]])
    named = report.shared(night.house, night.night_id, *addresses["Alice"])
    assert (named.name, named.prizes[0].name) == ("Alicia", "Alicia")
    left = report.shared(night.house, night.night_id, *addresses["Bob"])
    assert (left.rank, left.points, left.right, left.prizes) == (None, 2, 2, ())
    with pytest.raises(NotFoundError):
        report.shared(night.house, night.night_id, *addresses["Charlie"])


def test_what_was_asked_before_somebody_came_is_not_held_against_them(house, clock):
    sums = RoundDraft("Sums", pack="sums", count=2)
    night = begin(house, clock, draft(sums, end_early=False, auto_reveal=False)).join("Alice")
    night.to("question").to("reveal").join("Late").to("question").answer("Late")
    night.to("podium")
    late, alice = page(night, "Late"), page(night, "Alice")
    assert [row.mark for row in late.rows] == ["away", "right"]
    assert (late.right, late.asked, late.missed) == (1, 1, 0)
    assert [row.mark for row in alice.rows] == ["none", "none"]
    assert (alice.right, alice.asked, alice.missed) == (0, 2, 2)
