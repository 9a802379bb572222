"""Everyone who watches is told what is new: at once, in order, and nobody twice the same."""

import re
import time
from dataclasses import replace

import pytest

from quiz.live.bus import News
from quiz.live.hub import Hub, Watcher
from quiz.night import commands
from quiz.services.nights import door, looks, planning, presence, stage
from quiz.store import nights, seats
from quiz.web.nights import errands
from quiz.web.nights.broadcast import Broadcaster
from quiz.web.nights.crier import Crier
from tests.tools.a_night import ANight


class Wire:
    """A line that keeps what it was told."""

    chunked = False

    def __init__(self):
        self.frames = []
        self.broken = False

    def write(self, data):
        if not self.broken:
            self.frames += re.findall(rb"event: (\w+)\n((?:.+\n)*)", data)
        return not self.broken

    def close(self):
        pass

    def told(self):
        """What has come since one last looked, by the names of the frames."""
        frames, self.frames = self.frames, []
        return [name.decode() for name, _ in frames]

    def last(self, name):
        return [body.decode() for event, body in self.frames if event.decode() == name][-1]


@pytest.fixture
def night(house):
    return ANight(house)


@pytest.fixture
def broadcaster(app, house):
    """The one that the application started; without its work in the background."""
    return next(
        callback.__self__
        for callback in house.hub.on_join
        if isinstance(getattr(callback, "__self__", None), Broadcaster)
    )


@pytest.fixture
def settle(broadcaster):
    """Wait until everyone has been told everything."""

    def wait():
        end = time.monotonic() + 30
        while any(room.busy for room in broadcaster._rooms.values()):
            assert time.monotonic() < end
            time.sleep(0.005)

    return wait


@pytest.fixture
def watch(house, night, settle):
    def come(audience="player", name="Bob"):
        seat = ""
        if audience == "player":
            seat = door.join(house, night.code, door.JoinWish(name)).seat_id
        watcher = Watcher(night.id, audience, seat, "en", Wire())
        house.hub.join(watcher)
        settle()
        return watcher

    return come


def test_who_comes_is_shown_everything(watch):
    assert set(watch("player").line.told()) == {"stage", "me"}
    assert set(watch("screen").line.told()) == {"stage", "people", "progress"}
    assert set(watch("host").line.told()) == {"desk", "remote", "people", "progress"}


def test_a_press_is_shown_to_all(watch, settle, night):
    phone, screen, host = watch("player").line, watch("screen").line, watch("host").line
    for wire in (phone, screen, host):
        wire.told()
    night.on()
    settle()
    assert "stage" in phone.told()
    assert "Load-in" in screen.last("stage")
    assert "desk" in host.told()


def test_another_plan_is_shown_to_all_and_to_those_at_the_door(watch, settle, house, night):
    wires = [watch(who).line for who in ("player", "screen", "host")]
    seat = door.join(house, night.code, door.JoinWish("Charlie")).seat_id
    waits = Watcher(night.id, "door", seat, "en", Wire())
    with house.store.writing() as tx:
        seats.put(tx, replace(seats.load(tx, night.id, seat), status="waiting"))
        nights.bump(tx, night.id)
    house.hub.join(waits)
    settle()
    planned, version = planning.to_replan(house, night.id, night.key)
    planning.replan(house, night.id, night.key, version, replace(planned, title="Saturday"))
    settle()
    for wire, frame in zip([*wires, waits.line], ("stage", "stage", "desk", "stage"), strict=True):
        assert "Saturday" in wire.last(frame)


def test_a_question_tells_phones_nothing_of_themselves_and_the_reveal_does(watch, settle, night):
    phone = watch("player").line
    night.on()
    settle()
    phone.told()
    night.on()
    settle()
    assert phone.told() == ["stage"]
    night.on(2)
    settle()
    assert phone.told().count("me") == 1


def test_presence_is_news_for_hosts_alone(watch, settle, house, night):
    phone, host = watch("player").line, watch("host").line
    settle()
    phone.told(), host.told()
    presence.still_here(house)
    settle()
    assert phone.told() == []
    assert "people" in host.told()
    time.sleep(0.3)  # until hosts may be told again
    presence.still_here(house)
    settle()
    assert host.told() == []  # everybody is here as before


def test_phones_are_not_told_how_many_have_answered(watch, settle, house, night):
    phone, screen, host = watch("player").line, watch("screen").line, watch("host").line
    night.on(2)
    settle()
    for wire in (phone, screen, host):
        wire.told()
    for _ in range(20):
        house.bus.publish(News(night.id, "progress", night.stage.head.sequence))
    settle()
    assert phone.told() == []
    told = screen.told()
    assert told == host.told()
    assert told in (["progress"], ["progress", "progress"])  # soon, and the latest


def test_news_that_the_bus_lost_is_found_by_comparing(
    watch, settle, house, night, broadcaster, monkeypatch
):
    phone = watch("player").line
    phone.told()
    with monkeypatch.context() as deaf:
        deaf.setattr(type(house.bus), "publish", lambda *_: None)
        night.on()
    settle()
    assert phone.told() == []
    broadcaster.compare()
    settle()
    assert "stage" in phone.told()
    broadcaster.compare()
    settle()
    assert phone.told() == []


@pytest.mark.parametrize("topic", ["presence", "people", None])
def test_news_that_was_lost_is_not_forgotten_over_other_news(
    watch, settle, house, night, broadcaster, topic
):
    phone = watch("player").line
    phone.told()
    with pytest.MonkeyPatch.context() as deaf:
        deaf.setattr(type(house.bus), "publish", lambda *_: None)
        night.on()
    if topic:
        broadcaster.heard(News(night.id, topic, night.stage.head.sequence))
    else:
        watch("player", "Charlie")
    settle()
    broadcaster.compare()
    settle()
    assert 'data-phase="intro"' in phone.last("stage")


def test_who_cannot_be_written_to_is_let_go_and_the_others_are_told(watch, settle, house, night):
    bob, charlie = watch("player", "Bob"), watch("player", "Charlie")
    bob.line.broken = True
    charlie.line.told()
    night.on()
    settle()
    assert "stage" in charlie.line.told()
    assert bob not in house.hub.watchers(night.id)


def test_the_last_of_many_presses_is_what_everybody_sees(watch, settle, house, night):
    phone = watch("player").line
    for _ in range(4):
        stage.do(house, night.id, night.key, commands.Pause(night.stage.head.version))
        stage.do(house, night.id, night.key, commands.Resume(night.stage.head.version))
    night.on()
    settle()
    assert f"id: {night.stage.head.sequence}\n" in phone.last("stage")
    assert 'data-phase="intro"' in phone.last("stage")


def test_a_night_that_moves_on_in_between_leaves_no_phone_with_what_was(
    watch, settle, night, monkeypatch
):
    night.on()  # the round
    read = looks.looks

    def overtaken(*asked):
        was = read(*asked)
        monkeypatch.undo()
        night.on()  # the question
        return was

    monkeypatch.setattr(looks, "looks", overtaken)
    phone = watch("player").line
    settle()
    told = [(name, re.findall(rb'data-phase="(\w+)"', body)) for name, body in phone.frames]
    assert told == [
        (b"stage", [b"intro"]),
        (b"me", [b"intro"]),
        (b"stage", [b"question"]),
    ]


def test_whoever_comes_while_a_room_is_read_is_told_and_stays(
    watch, settle, house, night, monkeypatch
):
    watch("player")
    read, late = looks.looks, []

    def slow(*asked):
        was = read(*asked)
        if not late:
            seat = door.join(house, night.code, door.JoinWish("Charlie")).seat_id
            late.append(Watcher(night.id, "player", seat, "en", Wire()))
            house.hub.join(late[0])
        return was

    monkeypatch.setattr(looks, "looks", slow)
    night.on()
    settle()
    assert late[0] in house.hub.watchers(night.id)
    assert 'data-phase="intro"' in late[0].line.last("stage")
    assert "Charlie" in late[0].line.last("me")


def test_answers_are_no_news_where_only_phones_watch(watch, settle, house, night, monkeypatch):
    watch("player")
    monkeypatch.setattr(looks, "progress", None)
    monkeypatch.setattr(looks, "looks", None)
    house.bus.publish(News(night.id, "progress", night.stage.head.sequence))
    presence.still_here(house)
    settle()


def test_a_fault_in_one_room_leaves_the_others_told(watch, settle, house, night, monkeypatch):
    other = ANight(house)
    bob = watch("player").line
    seat = door.join(house, other.code, door.JoinWish("Charlie")).seat_id
    charlie = Watcher(other.id, "player", seat, "en", Wire())
    house.hub.join(charlie)
    settle()
    read = looks.looks

    def faulty(house, wishes):
        if night.id in wishes:
            raise ZeroDivisionError
        return read(house, wishes)

    monkeypatch.setattr(looks, "looks", faulty)
    bob.told()
    night.on()
    other.on()
    settle()
    assert bob.told() == []
    assert 'data-phase="intro"' in charlie.line.last("stage")
    monkeypatch.undo()
    night.on()
    settle()
    assert 'data-phase="question"' in bob.last("stage")


def test_rooms_whose_answers_come_at_nearly_one_time_are_counted_together():
    rooms = [errands.Errands() for _ in range(3)]
    for room, at in zip(rooms, (7.001, 7.02, 7.049), strict=True):
        room.note({"progress"}, at)
    assert [room.due() for room in rooms] == pytest.approx([7.05] * 3)


def test_answers_that_keep_coming_put_nothing_off():
    room = errands.Errands()
    room.note({"progress"}, 7.01)
    room.note({"progress"}, 7.2)
    assert room.due() == pytest.approx(7.05)


def test_what_is_on_waits_for_no_beat():
    room = errands.Errands()
    room.note({"progress", "state"}, 7.01)
    assert room.due() == 0.0
    work = room.take("night", (), 7.01)
    assert work.topics == {"state"}


def test_how_many_have_answered_is_told_to_each_in_every_language(app):
    teller, wire = Crier(app, Hub()), Wire()
    for language in ("en", "en", "xx"):
        teller.hub.join(Watcher("night", "host", "", language, wire))
    for answered in (1, 2, 1):
        teller.tell_progress("night", answered, 3)
    numbers = [re.search(rb"<b>(\d)</b>", body)[1] for _, body in wire.frames]
    assert numbers == [b"1"] * 3 + [b"2"] * 3 + [b"1"] * 3


def test_who_came_while_the_database_was_away_is_told_everything_when_it_is_back():
    room, came = errands.Errands(), object()
    room.newcomers.append(came)
    work = room.take("room", (came,), now=10.0)
    assert work.newcomers == (came,)
    room.again(work, now=10.0)
    assert room.due() > 10.0
    assert room.take("room", (came,), now=room.due()).newcomers == (came,)
