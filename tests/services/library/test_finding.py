"""The library: found by words and filters, rated by who played, reported and mended."""

from dataclasses import replace

import pytest

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.services import people, play, reporting
from quiz.services.library import downloading, finding, keeping, mending, sheets
from quiz.services.library.finding import Wish
from quiz.services.views import RoundChoice
from tests.services.library.test_keeping import MOON, SPACE, add

__all__ = ["SPACE"]


on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def house(either_house):
    return either_house


@pytest.fixture
def moons(house, alice):
    """A public pack of Alice's."""
    pack = replace(SPACE, title="Moons and more", tags=("sky", "night"), language="de")
    pack_id = keeping.create(house, alice, pack)
    keeping.publish(house, alice, pack_id, "public")
    return pack_id


def titles(house, **wish):
    return [row.card.title for row in finding.find(house, None, Wish(**wish)).rows]


def finish(house, player, pack_id):
    """Play a round to its end; return its id."""
    round_id = play.start(house, player, RoundChoice(pack=pack_id, length=5, timer=0))
    for position in range(1, 6):
        play.skip(house, player, round_id, position)
        play.advance(house, player, round_id, position)
    return round_id


@on_one_database
@pytest.mark.parametrize(
    "wish",
    [
        {"words": "MOÖNS"}, {"words": "alice more"}, {"tag": "sky"}, {"language": "de"},
        {"length": "short", "words": "moons"}, {"level": "medium", "words": "moons"},
    ],
)  # fmt: skip
def test_a_public_pack_is_found(house, moons, wish):
    assert titles(house, **wish) == ["Moons and more"]


@on_one_database
@pytest.mark.parametrize(
    "wish",
    [
        {"words": "moons pirates"}, {"tag": "pirates"}, {"language": "fr"}, {"length": "long"},
        {"level": "hard"}, {"license": "MIT"}, {"length": "endless"},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_not_found(house, moons, wish):
    assert titles(house, **wish) == []


def test_only_what_is_public_is_listed(house, alice, moons):
    keeping.publish(house, alice, moons, "unlisted")
    assert "Moons and more" not in titles(house)
    assert sheets.sheet(house, None, moons).by == "Alice"


def test_the_most_played_stands_first_and_the_newest_where_one_asks_for_it(house, moons, bob):
    finish(house, bob, "space")
    assert titles(house)[0] == "Space"
    assert titles(house, sort="new")[0] == "Moons and more"
    assert titles(house, sort="title") == ["All kinds", "Moons and more", "Space"]


def test_who_played_a_pack_to_its_end_rates_it_once(house, moons, bob):
    with pytest.raises(ConflictError, match="first"):
        sheets.rate(house, bob, moons, 5)
    finish(house, bob, moons)
    sheets.rate(house, bob, moons, 2)
    sheets.rate(house, bob, moons, 5)
    told = sheets.sheet(house, bob, moons)
    assert (told.stars, told.ratings, told.given, told.plays) == (5.0, 1, 5, 1)
    assert titles(house, sort="rating")[0] == "Moons and more"
    sheets.rate(house, bob, moons, 0)
    assert sheets.sheet(house, bob, moons).ratings == 0


@on_one_database
@pytest.mark.parametrize("stars", [-1, 6])
def test_there_are_five_stars(house, moons, bob, stars):
    with pytest.raises(BadInputError):
        sheets.rate(house, bob, moons, stars)


@on_one_database
def test_nobody_rates_a_pack_of_their_own(house, moons, alice):
    finish(house, alice, moons)
    with pytest.raises(ConflictError):
        sheets.rate(house, alice, moons, 5)


def test_the_history_tells_what_each_version_changed(house, alice, moons, bob):
    add(house, alice, moons, note="More moons")
    pack, revision = keeping.load_editable(house, alice, moons)
    first = replace(pack.questions[0], explain="It is the first.")
    pack = replace(pack, questions=(first, *pack.questions[2:]))
    keeping.save_version(house, alice, pack, "", revision)
    last, middle, begun = sheets.history(house, bob, moons).rows
    assert (begun.number, begun.comparison) == (1, None)
    assert (middle.note, middle.comparison.added) == ("More moons", (MOON,))
    assert [change.parts for change in last.comparison.changed] == [("explain",)]
    assert [question.id for question in last.comparison.removed] == ["q1"]
    with pytest.raises(NotFoundError):
        sheets.history(house, bob, "space")


@on_one_database
def test_a_long_history_is_told_piece_by_piece(house, alice, moons, monkeypatch):
    monkeypatch.setattr(sheets, "VERSIONS", 2)
    for number in range(4):
        add(house, alice, moons, replace(MOON, id=f"moon-{number}", ask=f"Moon {number}?"))
    first = sheets.history(house, alice, moons)
    assert ([row.number for row in first.rows], first.older) == ([5, 4], 4)
    assert first.rows[1].comparison.added[0].ask == "Moon 2?"
    last = sheets.history(house, alice, moons, 2)
    assert ([row.number for row in last.rows], last.older) == ([1], 0)


def test_ones_own_packs_tell_how_they_fare(house, alice, moons, bob):
    finish(house, bob, moons)
    pack, revision = keeping.load_editable(house, alice, moons)
    keeping.save_draft(house, alice, pack, revision)
    (mine,) = finding.mine(house, alice).packs
    assert (mine.plays, mine.is_drafted, mine.visibility) == (1, True, "public")


def test_a_report_reaches_the_owner_who_settles_it(house, alice, moons, bob):
    round_id = finish(house, bob, moons)
    asked = play.see(house, bob, round_id).rows[0]
    reporting.report_in_round(house, bob, round_id, 1, "typo", "It says Marss")
    assert finding.mine(house, alice).reports == 1
    (told,) = mending.queue(house, alice)
    assert (told.ask, told.is_gone) == (asked.ask, False)
    assert [(one.reason, one.note) for one in told.said] == [("typo", "It says Marss")]
    with pytest.raises(NotFoundError):
        mending.settle(house, bob, told.id, "done")
    with pytest.raises(BadInputError):
        mending.settle(house, alice, told.id, "open")
    mending.settle(house, alice, told.id, "done")
    assert mending.queue(house, alice) == ()


@on_one_database
def test_reports_have_an_end(house, moons, bob, monkeypatch):
    monkeypatch.setattr(reporting, "MOST_A_DAY", 2)
    round_id = finish(house, bob, moons)
    reporting.report_in_round(house, bob, round_id, 1, "typo", "")
    reporting.report_in_round(house, bob, round_id, 2, "typo", "")
    with pytest.raises(ConflictError, match="tomorrow"):
        reporting.report_in_round(house, bob, round_id, 3, "typo", "")
    house.clock.wait(24 * 3600 + 1)
    reporting.report_in_round(house, bob, round_id, 3, "typo", "")


@on_one_database
def test_a_pack_is_taken_along_in_any_format_and_told_what_that_loses(house, moons, bob):
    offers = downloading.offers(house, bob, moons)
    assert next(one for one in offers if one.name == "yaml").losses == ()
    for offer in offers:
        file = downloading.file(house, bob, moons, offer.name)
        assert file.data
        assert file.name == f"moons-and-more{offer.ending}"
    with pytest.raises(NotFoundError):
        downloading.file(house, bob, moons, "stone-tablet")


def test_what_one_said_of_packs_is_exported_and_goes_with_one(house, alice, moons, bob):
    finish(house, bob, moons)
    sheets.rate(house, bob, moons, 4)
    assert people.export(house, bob)["ratings"][0]["stars"] == 4
    kept = people.export(house, alice)["packs"][0]
    assert (kept["title"], len(kept["pack"]["questions"])) == ("Moons and more", 8)
    people.delete(house, bob, None)
    assert sheets.sheet(house, alice, moons).ratings == 0
