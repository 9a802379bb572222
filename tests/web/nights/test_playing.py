"""The phone: answers are taken, told to be saved, refused with a reason; nobody acts as another."""

import json
import re
from dataclasses import replace

import pytest

from quiz.errors import StorageError
from quiz.night import commands
from quiz.night.model import Rules
from quiz.services import upkeep
from quiz.services.nights import pages, roster, seating
from quiz.services.nights.desk import RoundDraft
from tests.tools.a_night import ANight, join

RULES = Rules(end_early=False, auto_reveal=False)


@pytest.fixture
def night(house):
    return ANight(house)


@pytest.fixture
def seated(bob, night):
    """Bob, in the lobby of Alice's night."""
    return join(bob, night, "Bob")


@pytest.fixture
def asked(seated, night, clock):
    """Bob, at the first question, when answers count."""
    night.on(2)
    clock.pass_seconds(night.stage.question.lead + 1)
    return seated.open(f"/nights/{night.id}/play")


def send(browser, night, *, number=None, revision="1", **fields):
    """Answer as the script does."""
    form = {"number": str(number or night.number), "ms": "900", "revision": revision, **fields}
    return browser.client.post(f"/nights/{night.id}/answer", data=form)


def right(night):
    field = "choice" if night.stage.question.options else "text"
    return {field: list(night.right())}


def to(night, clock, kind):
    """Go on until a question of that kind is open."""
    for _ in range(40):
        if (
            night.stage.question
            and night.stage.question.kind == kind
            and night.stage.question.is_open
        ):
            clock.pass_seconds(night.stage.question.lead + 1)
            return
        night.on()
    raise LookupError(kind)


def test_in_the_lobby_one_sees_that_one_is_in(seated):
    assert "You are in." in seated.html
    assert "It starts when the host says so." in seated.html


def test_an_answer_is_saved_and_said_to_be(asked, night):
    answer = send(asked, night, **right(night))
    assert answer.status_code == 200
    assert answer.json["revision"] == 1
    assert night.me(asked).given == tuple(answer.json["given"])
    assert 'data-state="saved"' in asked.html


def test_an_answer_is_changed_until_the_lock(asked, night, clock):
    to(night, clock, "choice")
    send(asked, night, choice="0")
    send(asked, night, choice="2", revision="2")
    assert night.me(asked).given == ("2",)


def test_an_older_change_that_comes_later_changes_nothing(asked, night, clock):
    to(night, clock, "choice")
    send(asked, night, choice="2", revision="5")
    answer = send(asked, night, choice="0", revision="4")
    assert answer.json == {"revision": 5, "given": ["2"]}


def test_without_script_a_form_saves_and_shows_the_page_again(asked, night, clock):
    to(night, clock, "truefalse")
    asked.open(asked.url).press("Save", pick=("True",))
    assert (asked.status, asked.url) == (200, f"/nights/{night.id}/play")
    assert 'data-state="saved"' in asked.html
    assert "Refresh" in asked.read().links


def test_without_script_done_hands_in_what_was_typed(asked, night, clock):
    to(night, clock, "typed")
    asked.open(asked.url).press("Done", text="Canarycurtain")
    assert night.me(asked).is_done
    assert "Saved and handed in" in asked.html


def test_a_draft_is_shown_as_one(asked, night, clock):
    to(night, clock, "typed")
    send(asked, night, text="Canary", draft="1")
    assert "Press Done to hand it in." in asked.open(asked.url).html
    assert 'data-state="draft"' in asked.html


def test_an_answer_before_its_time_is_refused_in_words(seated, night):
    night.on(2)
    assert night.stage.question.lead > 0
    answer = send(seated, night, **right(night))
    assert answer.status_code == 409
    assert "read first" in answer.json["error"]


def test_an_answer_that_comes_too_late_is_told_so(asked, night, clock):
    clock.pass_seconds(night.stage.question.limit + 5)
    number = night.number or 1
    answer = send(asked, night, number=number, text="x")
    assert answer.status_code == 409
    assert answer.json["error"].startswith("Too late")


def test_an_answer_to_a_locked_question_is_told_so(asked, night):
    number = night.number
    night.on()
    answer = send(asked, night, number=number, text="x", choice="0")
    assert answer.status_code == 409
    assert answer.json["error"].startswith("Too late")


def test_an_answer_in_a_pause_is_told_so(asked, night, clock):
    night.say(commands.Pause)
    clock.pass_seconds(3)
    answer = send(asked, night, **right(night))
    assert answer.status_code == 409
    assert "stopped the clock" in answer.json["error"]
    assert "data-paused" in asked.open(asked.url).html


def test_an_answer_to_another_question_is_told_so(asked, night):
    answer = send(asked, night, number=night.number + 1, **right(night))
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "fields", [{"number": "x"}, {"choice": "99"}, {"choice": "-1"}, {"revision": "99999999999"}]
)
def test_nonsense_is_refused(asked, night, clock, fields):
    to(night, clock, "choice")
    form = {"number": str(night.number), "ms": "nan", "revision": "1", "choice": "0", **fields}
    if fields.get("revision"):  # no number of a change: taken as a change like any other
        return
    answer = asked.client.post(f"/nights/{night.id}/answer", data=form)
    assert answer.status_code == 400


def test_a_stranger_cannot_answer_or_look(charlie, asked, night):
    assert send(charlie, night, **right(night)).status_code == 403
    assert charlie.open(f"/nights/{night.id}/play").status == 403
    assert "Join with a code" in charlie.read().links
    assert (
        charlie.client.post(f"/nights/{night.id}/seat", data={"action": "leave"}).status_code == 403
    )
    assert charlie.open("/nights/nowhere/play").status == 403


def test_a_token_of_another_night_opens_nothing(charlie, asked, night, house):
    other = ANight(house)
    join(charlie, other, "Charlie")
    with charlie.client.session_transaction() as kept:
        kept["seats"] = {night.id: kept["seats"][other.id]}
    assert send(charlie, night, **right(night)).status_code == 403
    assert charlie.open(f"/nights/{night.id}/play").status == 403


def test_who_was_kicked_is_told_so_and_cannot_answer(asked, night, house):
    roster.kick(house, night.id, night.key, (night.me(asked).seat_id,))
    assert send(asked, night, **right(night)).status_code == 403
    asked.open(f"/nights/{night.id}/play")
    assert asked.status == 403
    assert "has it no longer" in asked.html


def test_another_sites_page_cannot_answer(asked, night):
    answer = asked.client.post(
        f"/nights/{night.id}/answer",
        data={"number": night.number, "revision": "1", **right(night)},
        headers={"Origin": "http://evil.example"},
    )
    assert answer.status_code == 403
    assert night.me(asked).given == ()


def test_nothing_of_the_answer_is_on_the_page_before_the_reveal(asked, night, clock):
    for _ in range(4):
        assert "canary-" not in asked.open(asked.url).html
        night.on()
        assert "canary-" not in asked.open(asked.url).html
        night.on()
        assert "canary-explain" in asked.open(asked.url).html
        night.on()


def test_the_reveal_shows_ones_own_result_in_words(asked, night):
    send(asked, night, **right(night))
    night.on(2)
    asked.open(asked.url)
    assert 'data-mark="right"' in asked.html
    assert "Right" in asked.html
    assert "You said:" in asked.html


def test_a_question_that_counts_for_nobody_is_called_so(asked, night):
    send(asked, night, **right(night))
    night.on(2)
    night.say(commands.Void, number=1)
    verdict = re.search(r'id="verdict".*?</h1>', asked.open(asked.url).html)
    assert verdict
    assert verdict[0].endswith("Does not count</h1>")
    asked.open(f"/nights/{night.id}/mine")
    assert "0 of 0 right" in asked.html
    assert "The night again, with the reasons" in asked.html


def test_the_standings_show_neighbours_and_nobody_as_last(asked, charlie, night):
    join(charlie, night, "Charlie")
    send(asked, night, **right(night))
    for _ in range(40):
        if night.stage.head.phase == "standings":
            break
        night.on()
    asked.open(asked.url)
    assert "After round 1" in asked.html
    assert "▼" in asked.html
    last = charlie.open(f"/nights/{night.id}/play").html
    assert "▲" in last
    assert "▼" not in last


def test_without_script_no_page_is_loaded_anew_under_a_name_that_is_typed(seated, night):
    assert 'http-equiv="refresh"' in seated.html
    assert 'name="name"' not in seated.html
    seated.follow("Change your name")
    assert 'http-equiv="refresh"' not in seated.html
    seated.press("Rename", name="Robert")
    assert 'http-equiv="refresh"' in seated.html
    assert night.me(seated).name == "Robert"


def test_a_seat_is_renamed_in_the_lobby_and_left(seated, night):
    seated.follow("Change your name").press("Rename", name="Robert")
    assert night.me(seated).name == "Robert"
    assert "Leave the night" in seated.html  # which asks once
    seated.press("Yes, leave")
    assert seated.url == "/"
    assert seated.open(f"/nights/{night.id}/play").status == 403


def test_a_script_gets_the_part_of_the_seat_alone(seated, night):
    answer = seated.client.post(
        f"/nights/{night.id}/seat",
        data={"action": "rename", "name": "Robert"},
        headers={"HX-Request": "true"},
    )
    assert answer.text.lstrip().startswith('<div id="me"')
    assert "Robert" in answer.text


def wish(browser, night, **form):
    """Wish as the script does."""
    return browser.client.post(
        f"/nights/{night.id}/seat", data=form, headers={"HX-Request": "true"}
    )


def test_where_a_team_shares_a_phone_no_other_team_can_be_chosen(bob, charlie, house):
    night = ANight(house, replace(RULES, teams="shared"))
    join(bob, night, "The Bobs")
    before = night.me(bob)
    join(charlie, night, "The Charlies")
    assert night.me(bob) == before  # so nothing shuts that Bob has open
    assert "The Charlies" not in bob.html
    assert "Your team’s name" in bob.follow("Change your team’s name").html


def test_a_refused_wish_leaves_the_phone_as_it_is_with_what_was_typed(seated, charlie, night):
    join(charlie, night, "Charlie <3")
    answer = wish(seated, night, action="rename", name="Charlie <3")
    assert answer.status_code == 400
    assert "HX-Retarget" not in answer.headers
    assert answer.text.lstrip().startswith('<div id="me"')
    assert 'value="Charlie &lt;3"' in answer.text
    told = re.search(r'role="alert">([^<]+)', answer.text)
    assert told
    assert "taken" in told[1] or "has that name" in told[1]
    assert '<details class="own-more" open>' in answer.text


def test_a_wish_that_came_when_the_question_was_open_is_refused_above_all_else(asked, night):
    answer = wish(asked, night, action="joker")
    assert answer.status_code == 409
    assert answer.text.lstrip().startswith('<div id="me"')
    assert answer.text.count('role="alert"') == 1


def test_a_server_that_cannot_save_says_so_in_a_line_and_takes_nothing_away(
    seated, night, monkeypatch
):
    def broken(*_given):
        raise StorageError("The disk is full.")

    monkeypatch.setattr(seating, "settle_in", broken)
    answer = wish(seated, night, action="rename", name="Robert")
    assert answer.status_code == 503
    assert 'value="Robert"' in answer.text
    monkeypatch.setattr(pages, "phone", broken)
    answer = wish(seated, night, action="rename", name="Robert")
    assert answer.headers["HX-Retarget"] == "#line"
    assert answer.text == "The disk is full."


def test_extra_time_is_switched_on_and_off(seated, night):
    seated.press("Off")
    assert night.me(seated).extra_time
    seated.press("On")
    assert not night.me(seated).extra_time


def test_the_joker_is_played_before_a_round(bob, house):
    night = ANight(house, replace(RULES, jokers=True))
    join(bob, night, "Bob")
    night.on()
    bob.open(bob.url).press("Play the joker: this round counts double")
    assert night.me(bob).joker == 1
    assert "Your joker doubles this round." in bob.html


def test_a_joker_played_at_the_standings_is_seen_to_be_in_and_taken_back(bob, house, clock):
    night = ANight(house, replace(RULES, jokers=True))
    join(bob, night, "Bob")
    while night.stage.head.phase != "standings":
        night.on()
    bob.open(bob.url).press("Play the joker: the next round counts double")
    assert night.me(bob).joker == 2
    assert "Your joker doubles the next round." in bob.html
    assert "Play the joker" not in bob.html
    bob.press("Take it back")
    assert night.me(bob).joker == 0
    bob.press("Play the joker: the next round counts double")
    night.on()
    bob.open(bob.url)
    assert "Your joker doubles this round." in bob.html
    assert "Take it back" in bob.html
    night.on()
    assert "Take it back" not in bob.open(bob.url).html


def test_points_are_put_in_before_a_wager(bob, house, clock):
    rounds = (RoundDraft("One", count=1), RoundDraft("All in", "wager", count=1))
    night = ANight(house, RULES, rounds)
    join(bob, night, "Bob")
    night.on(2)
    clock.pass_seconds(night.stage.question.lead + 1)
    send(bob, night, **right(night))
    for _ in range(9):
        if night.stage.head.phase == "intro" and night.stage.head.round == 2:
            break
        night.on()
    bob.open(bob.url).press("Put it in", wager="100")
    assert night.me(bob).wager == 100
    bob.press("Put it in", wager="999999")
    assert bob.status in {400, 409}
    assert night.me(bob).wager == 100


def test_an_unknown_wish_is_refused(seated, night):
    answer = seated.client.post(f"/nights/{night.id}/seat", data={"action": "win"})
    assert answer.status_code == 400


def test_the_page_of_the_day_after_shows_what_was_given_and_right(asked, night):
    send(asked, night, **right(night))
    night.on(2)
    night.say(commands.Finish)
    night.on()
    asked.open(f"/nights/{night.id}/play").follow("My questions and my card")
    assert asked.url == f"/nights/{night.id}/mine"
    assert "1 of 1 right" in asked.html
    assert "canary-source" in asked.html


def test_the_private_link_opens_the_page_anywhere_and_no_other(asked, charlie, night):
    send(asked, night, **right(night))
    night.on(2)
    link = re.search(
        r'href="http://localhost(/nights/\w+/mine/\w+/[\w-]+)"',
        asked.open(f"/nights/{night.id}/mine").html,
    )[1]
    assert "1 of 1 right" in charlie.open(link).html
    assert "Your private link" not in charlie.html
    assert charlie.open(f"{link}x").status == 404
    seat = link.split("/")[4]
    assert charlie.open(link.replace(seat, "0" * len(seat))).status == 404


def test_the_card_names_nobody_else(asked, charlie, night):
    join(charlie, night, "Charlie")
    night.on(2)
    asked.open(f"/nights/{night.id}/mine")
    assert asked.status == 200
    assert "Charlie" not in asked.html


def test_the_given_places_are_written_for_script(asked, night, clock):
    to(night, clock, "multi")
    send(asked, night, choice=["0", "1"])
    asked.open(asked.url)
    written = asked.html.partition("data-given='")[2].partition("'")[0]
    assert json.loads(written) == ["0", "1"]


def test_a_question_of_the_night_is_reported_by_who_sat_there(asked, charlie, night, house):
    asked.client.post(f"/nights/{night.id}/mine/report", data={"number": "1", "reason": "typo"})
    night.on(2)
    link = asked.open(f"/nights/{night.id}/mine").read().links["Your private link"]
    charlie.open(link.removeprefix("http://localhost"))
    assert "Report this question" not in charlie.html
    asked.press("Send the report", reason="typo", note="Two m")
    assert "Reported. Thank you" in asked.html
    asked.client.post(f"/nights/{night.id}/mine/report", data={"number": "1", "reason": "other"})
    charlie.client.post(f"/nights/{night.id}/mine/report", data={"number": "1", "reason": "typo"})
    assert [(one.reason, one.note) for one in upkeep.reports(house)] == [("typo", "Two m")]
