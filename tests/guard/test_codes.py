"""Row 17: guessing codes is slow, and a pub that joins from one address is not held up."""

from random import Random

import pytest

from quiz.night.names import CODE_LENGTH, CODE_LETTERS, new_code
from quiz.services.nights import stage
from quiz.web.nights import joining
from tests.tools.a_night import ANight, join
from tests.tools.plain import PlainBrowser

ROOMS = 10
PROMISED = 0.005 / 100
"""How probable it may be that an address hits one of ten rooms within an hour."""


@pytest.fixture
def rooms(house):
    return [ANight(house) for _ in range(ROOMS)]


@pytest.fixture
def knock(app):
    """Ask something of a door, from an address."""

    def ask(path, address, method="GET", **form):
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = address
        return client.open(path, method=method, data=form or None).status_code

    return ask


def guesses(count, rooms=()):
    dice, open_ = Random(3), {room.code for room in rooms}
    while count:
        code = new_code(dice)
        if code not in open_:
            count -= 1
            yield code


def per_hour():
    """Return how many wrong codes an address may try in an hour."""
    rules = (rule.split(" per ") for rule in joining.WRONG_CODES.split("; "))
    most = {unit: int(count) for count, unit in rules}
    return min(most["minute"] * 60, most["hour"])


def test_codes_are_many_and_none_looks_like_another():
    assert len(set(CODE_LETTERS)) == len(CODE_LETTERS) == 31
    assert CODE_LENGTH == 6
    assert not set(CODE_LETTERS) & set("01IOL")


def test_an_hour_of_guessing_is_as_good_as_hopeless():
    assert per_hour() <= 3_600
    assert per_hour() * ROOMS / len(CODE_LETTERS) ** CODE_LENGTH <= PROMISED


def test_codes_are_drawn_from_all_there_are_and_evenly():
    count = 6_000
    codes = [new_code(dice) for dice in [Random(1)] for _ in range(count)]
    assert len(set(codes)) == count
    for place in range(CODE_LENGTH):
        drawn = [code[place] for code in codes]
        for letter in CODE_LETTERS:
            assert 0.6 < drawn.count(letter) * len(CODE_LETTERS) / count < 1.4


@pytest.mark.parametrize(
    ("path", "method", "form"),
    [
        ("/j/{}", "GET", {}),
        ("/join?code={}", "GET", {}),
        ("/j/{}", "POST", {"name": "Mallory"}),
        ("/j/{}/back", "POST", {"rescue": "AAAA-AAAA"}),
    ],
)
def test_who_guesses_is_refused_after_a_minute_of_it(rooms, knock, path, method, form):
    told = [knock(path.format(code), "192.0.2.1", method, **form) for code in guesses(80, rooms)]
    assert told == [404] * 60 + [429] * 20
    assert knock(f"/j/{rooms[0].code}", "192.0.2.1") == 429  # not even a hit is told
    assert knock(f"/j/{rooms[0].code}", "192.0.2.2") == 200


def test_the_doors_share_one_count(rooms, knock):
    codes = guesses(80, rooms)
    ways = ["/j/{}", "/join?code={}"]
    told = [knock(ways[turn % 2].format(code), "192.0.2.1") for turn, code in enumerate(codes)]
    assert told.count(404) == 60


def test_rescue_codes_are_guessed_no_faster(night, knock):
    told = {
        knock(f"/j/{night.code}/back", "192.0.2.1", "POST", rescue=f"{code}AA")
        for code in guesses(80)
    }
    assert told == {404, 429}


def test_an_address_of_the_new_kind_is_counted_with_its_neighbours(rooms, knock):
    """A /64 is what one subscriber gets: 2⁶⁴ addresses are no 2⁶⁴ guessers."""
    told = [
        knock(f"/j/{code}", f"2001:db8:1:2::{turn:x}")
        for turn, code in enumerate(guesses(80, rooms))
    ]
    assert told.count(404) == 60
    assert knock(f"/j/{rooms[0].code}", "2001:db8:1:3::1") == 200
    assert knock(f"/j/{rooms[0].code}", "::ffff:192.0.2.9") == 200


def test_an_old_address_in_the_new_spelling_is_the_same_address(rooms, knock):
    for turn, code in enumerate(guesses(80, rooms)):
        knock(f"/j/{code}", "192.0.2.1" if turn % 2 else "::ffff:192.0.2.1")
    assert knock(f"/j/{rooms[0].code}", "192.0.2.1") == 429
    assert knock(f"/j/{rooms[0].code}", "::ffff:192.0.2.2") == 200


def test_a_whole_pub_joins_from_one_address(app, night, knock):
    for turn in range(100):
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = "192.0.2.1"
        bob = join(PlainBrowser(client), night, f"Bob {turn}")
        assert bob.status == 200
        assert bob.url == f"/nights/{night.id}/play"
    assert night.stage.people == 100
    assert knock("/j/AAAAAA", "192.0.2.1") == 404


def test_a_code_is_told_in_the_same_words_whether_it_never_was_or_is_over(
    house, night, browser, hosting
):
    over = ANight(house)
    while over.stage.head.phase != "over":
        over.on()
        house.clock.pass_seconds(60)

        stage.tick(house, over.id)
    told = {browser().open(f"/j/{code}").html.replace(code, "") for code in (over.code, "AAAAAA")}
    assert len(told) == 1


@pytest.mark.soak
def test_a_million_guesses_open_nothing_that_was_not_promised(house):
    codes = {ANight(house).code for _ in range(ROOMS)}
    dice = Random(11)
    hits = sum(new_code(dice) in codes for _ in range(1_000_000))
    print(f"\n1,000,000 guesses against {ROOMS} rooms: {hits} hits")  # noqa: T201 - the figure
    assert hits <= 1_000_000 * PROMISED
