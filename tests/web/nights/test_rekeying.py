"""The key of any question is changed from the desk by a plain form, and undone, long afterwards."""

import re
from urllib.parse import urlencode

import pytest

from quiz.questions.kinds import options_of
from quiz.services.nights.desk import RoundDraft
from quiz.store import night_results
from tests.tools import house as houses
from tests.tools.nights import begin, draft, posted

KINDS = ["choice", "multi", "truefalse", "typed", "number", "order", "match"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A house whose shelf is its own: it is filled with other packs than the others have."""
    made = houses.build(tmp_path_factory.mktemp("house"))
    yield made
    made.store.close()


@pytest.fixture
def night(house, clock):
    """Seven questions, one of each kind; Bob knows all but gives wrong answers."""
    planned = draft(RoundDraft("Stage", pack="stage", count=7), auto_reveal=False, end_early=False)
    return begin(house, clock, planned).join("Bob", "Charlie")


@pytest.fixture
def desk(bob, night):
    return bob.open(f"/nights/{night.night_id}/host/{night.key}")


def play(night):
    """Play the night to its podium; return the slots by kind."""
    slots = {slot.kind: slot for slot in night.record.plan.slots}
    assert sorted(slots) == sorted(KINDS)
    for _ in range(60):
        night.go_on()
        phase = night.stage.head.phase
        if phase == "podium":
            return slots
        if phase == "question":
            night.clock.pass_seconds(10)
            night.answer("Bob", right=False)
            night.answer("Charlie")
    raise AssertionError


def key_form(browser, number):
    """The form that says what is right of a question."""
    for form in browser.read().forms:
        values = {field.name: field.value for field in form.fields}
        if values.get("command") == "rekey" and values.get("number") == str(number):
            return form
    raise AssertionError(f"no form for question {number}")


def send(browser, form, values):
    """Send the form with other values in place of the fields that say what is right."""
    kept = [(f.name, f.value) for f in form.fields if f.name not in {"text", "place", "item"}]
    address, body = form.action, urlencode([*kept, *values])
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return browser._took(
        browser.client.post(address, data=body, headers=headers, follow_redirects=True)
    )


def wrong_key(night, slot):
    """What Bob gave, as the form of the desk says it."""
    with night.house.store.reading() as tx:
        question = night.house.shelf.edition(tx, slot.digest).questions[slot.question_id]
    given = posted(question.body, slot.order, right=False)
    if not slot.order:
        return [("text", given[0])]
    options = options_of(question.body)
    texts = [options[slot.order[int(place)]] for place in given]
    if slot.kind != "order":
        return [("text", text) for text in texts]
    return [pair for n, text in enumerate(texts, 1) for pair in (("item", text), ("place", str(n)))]


def meant(sent):
    """What a form says is right: the texts, or each item with its place."""
    texts, items, places = (
        [value for name, value in sent if name == key] for key in ("text", "item", "place")
    )
    return sorted(zip(items, places, strict=True)) if items else texts


def mark(night, name, slot):
    with night.house.store.reading() as tx:
        results = night_results.results(tx, night.night_id)
    return next(
        r.mark for r in results if (r.number, r.seat_id) == (slot.number, night.seats[name])
    )


@pytest.mark.parametrize("kind", KINDS)
def test_an_earlier_question_of_any_kind_is_keyed_anew_and_back(desk, night, kind):
    slot = play(night)[kind]
    desk.open(f"/nights/{night.night_id}/host")
    before = {name: night.me(name).total for name in night.seats}
    assert (mark(night, "Bob", slot), mark(night, "Charlie", slot)) != ("right", "right")
    send(desk, key_form(desk, slot.number), wrong_key(night, slot))
    assert desk.status == 200
    assert mark(night, "Bob", slot) == "right"
    assert mark(night, "Charlie", slot) != "right"
    assert night.me("Bob").total > before["Bob"]
    assert f"Set the key of question {slot.number} to" in desk.html
    told = desk.client.get(f"/nights/{night.night_id}/report/questions.csv").text
    assert "The key was changed." in told
    assert f"Set the key of question {slot.number} to" in desk.open(
        f"/nights/{night.night_id}/report"
    ).html  # fmt: skip
    desk.open(f"/nights/{night.night_id}/host").press("Back to the key of the pack")
    assert {name: night.me(name).total for name in night.seats} == before
    assert "back to that of its pack" in desk.html


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_that_is_refused_is_still_in_its_form(desk, night, kind):
    slot = play(night)[kind]
    desk.open(f"/nights/{night.night_id}/host")
    said, form = wrong_key(night, slot), key_form(desk, slot.number)
    for field in form.fields:
        if field.name == "version":
            field.value = "1"
    send(desk, form, said)
    assert desk.status == 409
    assert meant(key_form(desk, slot.number).filled()) == meant(said)


@pytest.mark.parametrize(("kind", "told"), [("order", ", then "), ("match", "Fly – Saw")])
def test_the_new_key_is_shown_everywhere(desk, night, kind, told):
    slot = play(night)[kind]
    desk.open(f"/nights/{night.night_id}/host")
    send(desk, key_form(desk, slot.number), wrong_key(night, slot))
    answer = night.desk.plan[0].rows[slot.number - 1].answer
    assert told in answer
    for page in ("host", "report", "report/questions.csv"):
        assert answer in desk.open(f"/nights/{night.night_id}/{page}").html
    assert f"to “{answer}”: +0 right." in desk.open(f"/nights/{night.night_id}/report").html


@pytest.mark.parametrize("kind", ["order", "match", "multi"])
def test_the_question_at_hand_is_keyed_anew(desk, night, kind):
    slot = {slot.kind: slot for slot in night.record.plan.slots}[kind]
    while not (night.record.state.stage.number == slot.number and night.stage.reveal):
        night.go_on()
        if night.stage.question and night.record.state.stage.number == slot.number:
            night.clock.pass_seconds(10)
            if night.stage.head.phase == "question":
                night.answer("Bob", right=False)
                assert 'id="rekey-' not in desk.open(f"/nights/{night.night_id}/host").html
    desk.open(f"/nights/{night.night_id}/host")
    # What was ticked and never sent is kept by these names: no other question may have them.
    names = re.findall(r'id="(rekey[^"]*)', desk.html)
    assert names
    assert all(re.fullmatch(rf"rekey(-form)?-{slot.number}(-\w+)?", name) for name in names)
    send(desk, key_form(desk, slot.number), wrong_key(night, slot))
    assert mark(night, "Bob", slot) == "right"
    bars = {bar.text: bar for bar in night.stage.reveal.bars}
    if kind == "order":
        texts = [value for name, value in wrong_key(night, slot) if name == "item"]
        assert [bars[text].place for text in texts] == [1, 2, 3]
        assert {bar.count for bar in bars.values()} == {1}
    if kind == "match":
        assert (bars["Saw"].pair, bars["Saw"].count) == ("Fly", 1)


ITEMS = [("item", "Doors"), ("item", "Overture"), ("item", "Bow")]


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("order", [*ITEMS, ("place", "1"), ("place", "1"), ("place", "3")], "Place 1 is given to"),
        ("order", [*ITEMS, ("place", "1"), ("place", "2")], "2 are given"),
        ("order", [*ITEMS, ("place", "1"), ("place", "2"), ("place", "4")], "from 1 to 3"),
        ("order", [*ITEMS, ("place", "1"), ("place", "2"), ("place", "x")], "from 1 to 3"),
        ("order", [*ITEMS[:2], ("place", "1"), ("place", "2")], "There are 3 to place"),
        ("order", [*ITEMS[:2], ("item", "Tea"), *[("place", n) for n in "123"]], "none of the opt"),
        ("order", [], "Say what is right first"),
        ("match", [("text", "Saw"), ("text", "Saw"), ("text", "Rope")], "“Saw” is chosen twice"),
        ("match", [("text", "Saw"), ("text", ""), ("text", "Rope")], "these are 2"),
        ("match", [("text", "Saw"), ("text", "Tea"), ("text", "Rope")], "none of the options"),
        ("match", [("text", "Rope"), ("text", "Lamp"), ("text", "Saw")], "the key already"),
        ("multi", [], "Say what is right first"),
        ("multi", [("text", "Glue")], "none of the options"),
    ],
)
def test_a_key_that_makes_no_sense_is_told_and_nothing_changes(desk, night, kind, values, told):
    slot = {slot.kind: slot for slot in night.record.plan.slots}[kind]
    while night.record.state.stage.number != slot.number or not night.stage.reveal:
        night.go_on()
    desk.open(f"/nights/{night.night_id}/host")
    before = night.record.state
    send(desk, key_form(desk, slot.number), values)
    assert desk.status in {400, 409}
    assert told in re.search(r'role="alert">([^<]*)', desk.html)[1]
    assert night.record.state == before
