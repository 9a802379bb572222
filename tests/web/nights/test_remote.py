"""The remote has the powers of the desk: the door, what counts, what is right, who stays."""

import pytest

from quiz.night.model import Rules
from quiz.services.nights import door, pages
from quiz.services.nights.door import JoinWish
from tests.tools.a_night import ANight, join
from tests.tools.plain import PlainBrowser

KNOCK = Rules(approve=True, end_early=False, auto_reveal=False)
PART = {"HX-Request": "true"}


@pytest.fixture
def night(house, request):
    return ANight(house, getattr(request, "param", Rules(end_early=False, auto_reveal=False)))


@pytest.fixture
def alice(bob, night):
    """Alice's phone, with the remote of her night."""
    bob.open(f"/nights/{night.id}/host/{night.key}?to=remote")
    return bob


def look(alice, night):
    return alice.open(f"/nights/{night.id}/remote")


def is_here(alice, night):
    """The answer to a press is the remote."""
    return (alice.status, alice.url) == (200, f"/nights/{night.id}/remote")


def desk(night):
    return pages.host(night.house, night.id, night.key)


def status_of(night):
    rows = desk(night).roster
    return {row.name: row.status for row in rows if row.status in {"in", "waiting"}}


def do(browser, night, command, **more):
    data = {"command": command, "version": night.stage.head.version, "page": "remote"}
    return browser.client.post(f"/nights/{night.id}/do", data=data | more, headers=PART)


def people(browser, night, page="remote", **more):
    return browser.client.post(f"/nights/{night.id}/people", data={"page": page} | more)


@pytest.mark.parametrize("night", [KNOCK], indirect=True)
def test_who_waits_is_let_in_with_one_tap(alice, charlie, night):
    join(charlie, night, "Charlie")
    look(alice, night).press("Let in Charlie")
    assert is_here(alice, night)
    assert status_of(night) == {"Charlie": "in"}
    assert "at the door" not in alice.html


@pytest.mark.parametrize("night", [KNOCK], indirect=True)
def test_all_who_wait_are_let_in_with_one_tap(alice, app, charlie, night):
    join(charlie, night, "Charlie")
    assert "Let all in" not in look(alice, night).html
    join(PlainBrowser(app.test_client()), night, "Dora")
    night.on(2)  # it is told while a question is on
    look(alice, night).press("Let all in")
    assert is_here(alice, night)
    assert status_of(night) == {"Charlie": "in", "Dora": "in"}


def test_the_door_is_locked_and_unlocked(alice, charlie, night):
    look(alice, night).press("Lock the door")
    assert is_here(alice, night)
    assert "Door locked" in alice.html
    assert "locked" in charlie.open(f"/j/{night.code}").html
    alice.press("Unlock the door")
    assert is_here(alice, night)
    assert not night.stage.door_locked


def test_the_question_at_hand_counts_for_nobody_until_it_is_counted_again(alice, night):
    night.on(2)
    number = night.number
    look(alice, night).press("Count it for nobody")
    assert is_here(alice, night)
    assert [row.state for part in desk(night).plan for row in part.rows][number - 1] == "void"
    alice.press("Count it again")
    assert is_here(alice, night)
    assert [row.state for part in desk(night).plan for row in part.rows][number - 1] != "void"


def row_of(night, number):
    return [row for part in desk(night).plan for row in part.rows][number - 1]


def other_key(asked):
    """Say something else of a question than what is right, as its form posts it."""
    texts = [row[-1 if asked.kind == "match" else 1] for row in asked.key.rows]
    if asked.kind == "order":
        return {"item": texts[::-1], "place": [str(place + 1) for place in range(len(texts))]}
    if texts:
        return {"text": texts[1:] + texts[:1]}
    return {"text": [text for text, is_right in asked.key.options if not is_right][:1] or ["77"]}


def on_to(night, phase):
    """Go on to such a moment; return the number of the question that was shown last."""
    number = 0
    while True:
        night.on()
        stage = night.stage
        number = stage.reveal.number if stage.reveal else number
        if stage.head.phase == phase:
            return number


def test_what_is_right_is_changed_of_the_question_at_hand_and_of_the_one_before(alice, night):
    """When it is shown, while the next one is on, and of the last one of a round."""
    shown = on_to(night, "reveal")
    for phase in ("reveal", "question", "standings"):
        number = shown if night.stage.head.phase == phase else on_to(night, phase) or shown
        html = look(alice, night).html
        assert html.count(f'id="rekey-{number}"') == html.count(f'id="rekey-form-{number}"') == 1
        right = row_of(night, number).answer
        told = do(alice, night, "rekey", number=number, **other_key(row_of(night, number)))
        assert (told.status_code, 'id="remote"' in told.text) == (200, True)
        assert "Back to the key of the pack" in told.text
        assert row_of(night, number).answer != right
        look(alice, night).press("Back to the key of the pack")
        assert is_here(alice, night)
        assert row_of(night, number).answer == right


def test_what_is_being_asked_is_not_keyed_anew_before_it_is_locked(alice, night):
    night.on(2)
    number = night.number
    assert f'id="rekey-{number}"' not in look(alice, night).html
    night.on()
    assert f'id="rekey-{number}"' in look(alice, night).html


def test_a_key_that_is_refused_is_told_with_its_form_open(alice, night):
    night.on(4)
    number = night.stage.reveal.number
    told = do(alice, night, "rekey", number=number, text=" ")
    assert told.status_code == 400
    assert 'role="alert"' in told.text
    assert '<details id="more" class="more" data-scrolls open>' in told.text
    assert f'<details id="rekey-{number}" class="sheet mend-box" open>' in told.text


def test_somebody_is_sent_out_and_somebody_barred_after_it_was_asked(alice, charlie, night):
    join(charlie, night, "Charlie")
    seat = night.me(charlie).seat_id
    for action, lost in (("kick", "with nothing"), ("ban", "not come back")):
        asked = look(alice, night).html.split('id="crew"')[1]
        ask = asked[: asked.index(f'value="{action}"')].rpartition("<details")[2]
        assert lost in ask  # the button lies behind it
        told = people(alice, night, action=action, seat=seat)
        assert (told.status_code, told.location) == (303, f"/nights/{night.id}/remote")
        assert not status_of(night)
        if action == "kick":
            seat = night.me(join(charlie, night, "Charlie")).seat_id
    charlie.client.post(f"/j/{night.code}", data={"name": "Charlie"})
    assert not status_of(night)


def test_finishing_early_asks_on_the_remote_too(alice, night):
    night.on(2)
    html = look(alice, night).html
    assert '<details id="finish"' in html[: html.index('id="finish-go"')]
    alice.press("To the podium now")
    assert is_here(alice, night)
    assert night.stage.head.phase == "podium"


@pytest.mark.parametrize("sent", [{"action": "kick"}, {"only": "dance:none"}])
def test_what_cannot_be_done_with_people_is_told_on_the_remote(alice, night, sent):
    data = {"page": "remote", **sent}
    told = alice.client.post(f"/nights/{night.id}/people", data=data, headers=PART)
    assert told.status_code == 400
    assert 'id="remote"' in told.text
    assert 'role="alert"' in told.text


@pytest.mark.parametrize("command", ["lock_door", "void", "unvoid", "rekey", "unkey", "finish"])
def test_a_stale_press_does_nothing_and_shows_the_remote_as_it_is(alice, night, command):
    night.on(4)
    before = night.stage
    told = do(alice, night, command, version="1", number=before.reveal.number, text="x")
    assert told.status_code == 409
    assert 'id="remote"' in told.text
    assert 'role="alert"' in told.text
    assert night.stage == before


@pytest.mark.parametrize("night", [KNOCK], indirect=True)
def test_a_player_has_none_of_these_powers(bob, charlie, night):
    join(charlie, night, "Charlie")
    seat = night.me(charlie).seat_id
    before = night.stage
    for command in ("lock_door", "void", "rekey", "finish"):
        assert do(charlie, night, command, number=1, text="x").status_code == 403
    for action in ("approve", "kick", "ban"):
        assert people(charlie, night, only=f"{action}:{seat}").status_code == 403
    assert charlie.open(f"/nights/{night.id}/remote").status == 403
    assert night.stage == before
    assert status_of(night) == {"Charlie": "waiting"}


def test_the_remote_lists_the_last_hundred_of_a_full_room(alice, night):
    for place in range(101):
        door.join(night.house, night.code, JoinWish(f"Player {place}"))
    listed = look(alice, night).html.count('name="seat"')
    assert listed == 100
    assert "The last hundred who came" in alice.html
