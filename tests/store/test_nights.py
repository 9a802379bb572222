from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import ConflictError
from quiz.night.model import Plan, PlannedRound, Result, Roll, Rules, Slot, Stage, State
from quiz.store import (
    night_answers,
    night_intake,
    night_json,
    night_results,
    night_tallies,
    night_teams,
    night_templates,
    nights,
    schema,
    seats,
)
from quiz.store.night_records import (
    AnswerRecord,
    AuditRecord,
    NightRecord,
    SeatRecord,
    TeamRecord,
    TemplateRecord,
)
from quiz.store.people import add_player
from quiz.store.records import PlayerRecord
from quiz.store.store import Store

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)
SLOTS = (
    Slot(1, "digest", "pack", "q1", "choice", (1, 0)),
    Slot(2, "digest", "pack", "q2", "typed"),
)
NIGHT = NightRecord(
    id="night",
    code="K7PMQA",
    host_hash="hash of the host's key",
    screen_key="screen",
    owner_id=None,
    title="A night",
    plan=Plan((PlannedRound("One", "general", "Hush", SLOTS), PlannedRound("Half", "break"))),
    rules=Rules(teams="own", capacity=50),
    state=State(),
    created_at=NOW,
    touched_at=NOW,
)


def seat(name, **values):
    key = name.lower()
    made = SeatRecord(key, "night", f"token {key}", f"rescue {key}", "", name, key, "in", NOW)
    return replace(made, **values)


def answer(seat_id="bob", number=1, **values):
    record = AnswerRecord("night", number, seat_id, ("Mars",), True, 1.5, 0.5, 2.0, 1, NOW)
    return replace(record, **values)


@pytest.fixture
def filled(store):
    with store.writing() as tx:
        add_player(tx, PlayerRecord("alice", "Alice", NOW, NOW))
        nights.add(tx, replace(NIGHT, owner_id="alice"))
        night_teams.add(tx, TeamRecord("red", "night", "Reds", "reds"))
        seats.add(tx, seat("Bob", team_id="red", is_captain=True, online_at=NOW))
        seats.add(tx, seat("Charlie", player_id="alice"))
        night_results.put_results(tx, "night", 1, [Result(1, "bob", "right", 900, 100, 0.5)])
        night_results.put_wager(tx, "night", 2, "bob", 5)
        nights.add_audit(tx, AuditRecord("night", NOW, "Let in “Bob”."))
        night_templates.add(tx, TemplateRecord("t", "alice", "Pub", {"rounds": [1]}, NOW))
        answered = [answer(), answer(number=2, given=("ü", "")), answer("charlie")]
        night_intake.put_last(tx, answered)
    return store


instants = st.none() | st.integers(-(10**15), 10**15).map(
    lambda us: NOW + timedelta(microseconds=us)
)
phases = st.sampled_from(("lobby", "intro", "question", "locked", "reveal", "standings", "over"))
stages = st.builds(
    Stage, phases, st.integers(-1, 9), st.integers(0, 99), instants, instants, instants, instants
)
numbers = st.integers(1, 99)
texts = st.dictionaries(numbers, st.lists(st.text(), max_size=3).map(tuple), max_size=3)
states = st.builds(
    State,
    version=st.integers(1, 9_999),
    stage=stages,
    paused_at=instants,
    door_locked=st.booleans(),
    void=st.frozensets(numbers),
    accepted=texts.map(MappingProxyType),
    rekeyed=texts.map(MappingProxyType),
    past=st.lists(stages, max_size=4).map(tuple),
    skipped=st.frozensets(numbers),
)
slots = st.builds(
    Slot,
    numbers,
    st.text(),
    st.text(),
    st.text(),
    st.sampled_from(("choice", "multi", "order")),
    st.lists(st.integers(0, 9)).map(tuple),
    st.integers(0, 120),
    st.floats(0, 8),
)
rounds = st.builds(
    PlannedRound,
    st.text(),
    st.sampled_from(("general", "wager", "break")),
    st.text(),
    st.lists(slots, max_size=4).map(tuple),
)


@given(states)
def test_a_state_comes_back_from_json_as_it_was(state):
    assert night_json.state_from_json(night_json.state_to_json(state)) == state


@given(st.lists(rounds, max_size=4).map(tuple).map(Plan))
def test_a_plan_comes_back_from_json_as_it_was(plan):
    assert night_json.plan_from_json(night_json.plan_to_json(plan)) == plan


@given(st.builds(Rules))
def test_rules_come_back_from_json_as_they_were(rules):
    assert night_json.rules_from_json(night_json.rules_to_json(rules)) == rules


def test_a_night_is_found_by_id_code_and_screen(store):
    with store.writing() as tx:
        nights.add(tx, NIGHT)
    with store.reading() as tx:
        assert nights.load(tx, "night") == nights.by_code(tx, "K7PMQA") == NIGHT
        assert nights.by_screen_key(tx, "screen") == "night"
        assert nights.load(tx, "x") is nights.by_code(tx, "x") is None
        assert nights.by_screen_key(tx, "x") is None


def test_two_open_nights_never_have_one_code(filled):
    with pytest.raises(ConflictError), filled.writing() as tx:
        nights.add(tx, replace(NIGHT, id="other", screen_key="other"))


def test_a_night_that_is_over_frees_its_code(filled):
    later = NOW + timedelta(hours=3)
    with filled.writing() as tx:
        over = State(version=9, stage=Stage("over", 1, 2))
        assert nights.put_state(tx, "night", over, later) == 2
        record = nights.load(tx, "night")
        assert (record.code, record.over_at, record.state) == (None, later, over)
        assert nights.open_nights(tx) == nights.untouched(tx, later + timedelta(days=9)) == ()
        nights.add(tx, replace(NIGHT, id="other", screen_key="other"))


def heads(tx, *ids):
    return night_intake.look_up(tx, ids, (), ()).heads


def test_every_change_raises_the_sequence(filled):
    with filled.writing() as tx:
        assert [nights.bump(tx, "night"), nights.bump(tx, "night", NOW)] == [2, 3]
        assert nights.sequences(tx, ["night", "gone"]) == {"night": 3}
        ((version, digest, sequence),) = heads(tx, "night", "gone").values()
        nights.put_plan(tx, "night", "Other", Plan(()), Rules())
        assert heads(tx, "night")["night"][1] != digest
    assert (version, sequence) == (1, 3)


def test_a_host_finds_nights_and_templates(filled):
    with filled.writing() as tx:
        ((record, people),) = nights.owned_by(tx, "alice")
        assert (record.id, people) == ("night", 2)
        assert night_templates.find(tx, "alice", "t").draft == {"rounds": [1]}
        assert night_templates.find(tx, "bob", "t") is None
        assert not night_templates.remove(tx, "bob", "t")
        assert night_templates.remove(tx, "alice", "t")
        assert [line.what for line in nights.audit(tx, "night")] == ["Let in “Bob”."]


def test_a_seat_is_found_in_its_own_night_alone(filled):
    bob = seat("Bob", team_id="red", is_captain=True, online_at=NOW)
    with filled.reading() as tx:
        assert seats.by_token(tx, "night", "token bob") == bob
        assert seats.by_rescue(tx, "night", "rescue bob") == bob
        assert seats.load(tx, "night", "bob") == seats.named(tx, "night", "bob") == bob
        assert seats.by_token(tx, "other", "token bob") is None
        assert seats.load(tx, "other", "bob") is seats.by_rescue(tx, "other", "rescue bob") is None


def test_a_name_is_taken_only_by_who_is_in_or_waits(filled):
    with pytest.raises(ConflictError), filled.writing() as tx:
        seats.add(tx, seat("Bob", id="other", token_hash="other"))
    with filled.writing() as tx:
        seats.put(tx, replace(seats.load(tx, "night", "bob"), status="out"))
        seats.add(tx, seat("Bob", id="other", token_hash="other"))


def put(store, *records):
    with store.writing() as tx:
        return night_intake.put_last(tx, records)


def test_only_a_higher_revision_replaces_an_answer(filled):
    assert not put(filled, answer(given=("Io",)), answer(number=3))
    with filled.reading() as tx:
        assert night_answers.of_question(tx, "night", 1)[0] == answer()
    newer = answer(given=("Io",), revision=2, received_at=NOW + timedelta(seconds=0.25))
    assert put(filled, newer)
    assert put(filled)
    with filled.reading() as tx:
        key, strange = ("night", 1, "bob"), ("night", 2, "charlie")
        assert night_answers.some(tx, [key, strange]) == {key: newer}
        assert len(night_answers.of_night(tx, "night")) == 4
        assert len(night_answers.of_night(tx, "night", only=["bob"])) == 3
        assert night_answers.some(tx, []) == {}


def test_all_that_answers_hang_on_is_found_at_once(filled):
    tokens = [seat(name).token_hash for name in ("Bob", "Charlie")]
    with filled.writing() as tx:
        found = night_intake.look_up(tx, ["night"], [*tokens, "stranger"], [2, 3])
        nothing = night_intake.look_up(tx, ["gone"], ["stranger"], [1])
    assert found.heads.keys() == {"night"}
    assert {token: (at, one.id, one.status) for token, (at, one) in found.seats.items()} == {
        tokens[0]: ("night", "bob", "in"),
        tokens[1]: ("night", "charlie", "in"),
    }
    assert found.given == {("night", 2, "bob"): answer(number=2, given=("ü", ""))}
    assert nothing == night_intake.Found({}, {}, {})


def test_of_answers_that_cannot_be_written_together_none_is(filled):
    stranger = answer("nobody", number=3)
    with pytest.raises(ConflictError):
        put(filled, answer(number=3), stranger)
    with filled.reading() as tx:
        assert night_answers.of_question(tx, "night", 3) == ()
    assert put(filled, answer(number=3))


def test_progress_counts_whole_answers_of_those_who_play_and_are_here(filled):
    with filled.writing() as tx:
        seats.add(tx, seat("Dora", is_audience=True))
        seats.add(tx, seat("Emil", status="waiting"))
    put(filled, answer("dora"), answer("charlie", complete=False, revision=2))
    with filled.writing() as tx:
        assert night_answers.progress(tx, "night", 1) == (1, 2)
        assert night_answers.progress(tx, "night", 1, NOW) == (1, 1)
        seats.here(tx, ["charlie"], NOW)
        assert night_answers.progress(tx, "night", 1, NOW) == (1, 2)


def test_results_replace_those_before(filled):
    with filled.writing() as tx:
        again = Result(1, "bob", "wrong", -5)
        night_results.put_results(tx, "night", 1, [again])
        assert night_results.results(tx, "night") == (again,)
        night_results.put_results(tx, "night", 1, [])
        assert night_results.results(tx, "night") == ()
        night_results.put_wager(tx, "night", 2, "bob", 7)
        assert night_results.wagers(tx, "night", 2) == {"bob": 7}


def test_what_a_team_earned_is_what_those_did_who_spoke_for_it(filled):
    with filled.writing() as tx:
        night_results.put_voices(tx, "night", 1, {"red": "bob", "blue": "gone"})
        night_results.put_voices(tx, "night", 2, {"red": "charlie"})
        assert night_results.voices(tx, "night", 1) == {"red": "bob", "blue": "gone"}
        for number in (2, 3):
            earned = [Result(number, "bob", "right", 7), Result(number, "charlie", "right", 40)]
            night_results.put_results(tx, "night", number, earned)
        assert night_tallies.spoken(tx, "night", {2}) == {"red": (900, 40)}
        near = night_tallies.spoken_distances(tx, "night")
        assert near == {"red": [Result(1, "bob", "right", 900, 100, 0.5)]}
        night_results.put_voices(tx, "night", 1, {})
        assert night_tallies.spoken(tx, "night", ()) == {"red": (40, 0)}


def test_teams_of_nights_before_keep_what_their_captain_earned(filled):
    with filled.writing() as tx:
        seats.add(tx, seat("Ada", team_id="red"))
        night_results.put_results(tx, "night", 2, [Result(2, "ada", "right", 7)])
    schema.downgrade(filled, "0011")
    schema.upgrade(filled)
    with filled.reading() as tx:
        assert night_results.voices(tx, "night", 1) == {"red": "bob"}
        assert night_results.voices(tx, "night", 2) == {}


def test_to_whom_a_question_was_put_is_kept_until_its_reveal_is_taken_back(filled):
    first = Roll(frozenset({"bob", "ada"}), frozenset({"ada"}), {"bob": 5})
    with filled.writing() as tx:
        night_results.put_roll(tx, "night", 1, Roll(frozenset({"gone"})))
        night_results.put_roll(tx, "night", 1, first)
        night_results.put_roll(tx, "night", 2, Roll(frozenset()))
        assert night_results.roll(tx, "night", 1) == first
        assert night_results.rolls(tx, "night", {2, 3}) == {2: Roll(frozenset())}
        night_results.drop_roll(tx, "night", 1)
        assert night_results.roll(tx, "night", 1) is None


def test_teams_of_nights_before_keep_their_joker(filled):
    with filled.writing() as tx:
        seats.put(tx, replace(seats.load(tx, "night", "bob"), joker=3))
    schema.downgrade(filled, "0013")
    schema.upgrade(filled)
    with filled.writing() as tx:
        assert night_teams.load(tx, "night", "red").joker == 3
        night_teams.put_joker(tx, "red", None)
        assert night_teams.load(tx, "night", "red").joker is None
        assert night_teams.load(tx, "other", "red") is None


def test_a_dissolved_team_leaves_its_members(filled):
    with filled.writing() as tx:
        night_teams.delete_one(tx, "night", "red")
        assert night_teams.of_night(tx, "night") == ()
        assert seats.load(tx, "night", "bob").team_id == ""


def test_a_deleted_night_takes_everything_along(filled):
    with filled.writing() as tx:
        nights.delete_night(tx, "night")
        assert seats.all_of(tx, "night") == night_answers.of_night(tx, "night") == ()
        assert nights.audit(tx, "night") == ()
    assert filled.damage() == []


def test_nights_come_and_go_with_their_migration_and_nothing_else_is_touched(filled):
    schema.downgrade(filled, "0001")
    with filled.reading() as tx:
        from quiz.store.people import player

        assert player(tx, "alice").name == "Alice"
    assert schema.upgrade(filled)
    assert schema.difference(filled) == []
    with filled.writing() as tx:
        nights.add(tx, NIGHT)


def test_who_is_here_is_noted_without_waiting_for_who_changes_a_seat(postgres_url):
    store = Store(postgres_url, patience=0.5)
    with store.writing() as tx:
        nights.add(tx, NIGHT)
        seats.add(tx, seat("Bob"))
        seats.add(tx, seat("Charlie"))
    with store.writing() as changing:
        seats.put(changing, replace(seat("Bob"), name="Bobby"))
        with store.writing() as tx:
            seats.here(tx, ["bob", "charlie"], NOW)
    with store.reading() as tx:
        seen = {one.id: one.online_at for one in seats.all_of(tx, "night")}
    store.close()
    assert seen == {"bob": None, "charlie": NOW}
