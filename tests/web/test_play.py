"""A round by links and forms alone, and everything that must not upset it."""

import re

import pytest

from tests.tools.house import PACK, RIGHT
from tests.web.conftest import answer


def test_a_round_is_played_from_the_front_page_by_links_and_forms_alone(bob):
    bob.open("/").follow("Stagecraft").press("Play", pick=("5", "all", "20 s", "Pub"))
    for place in range(1, 6):
        assert bob.read().heading in RIGHT
        answer(bob)
        assert bob.read().heading == "Right"
        bob.press("Next question" if place < 5 else "See the result")
    assert "5 of 5 right" in bob.html
    assert bob.status == 200


def test_an_adaptive_round_is_chosen_like_any_other_and_not_listed(bob):
    bob.open("/packs/stagecraft").press("Play", pick=("5", "adaptive", "none", "Accuracy first"))
    for place in range(1, 6):
        answer(bob, right=place % 2 == 0)
        bob.press("Next question" if place < 5 else "See the result")
    assert "2 of 5 right" in bob.html
    assert "An adaptive round asks everybody something else" in bob.html
    assert "adaptive" in bob.open("/").html.partition("tune-words")[2].partition("</summary>")[0]


def test_the_front_page_has_a_question_one_press_away(bob):
    bob.open("/").press("Play")
    assert bob.status == 200
    assert 'id="question"' in bob.html


def test_a_wrong_answer_is_told_with_the_right_one_and_the_reasons(playing):
    while "stencil" not in playing.read().heading:
        answer(playing)
        playing.press("Next question")
    answer(playing, right=False)
    assert playing.read().heading == "Not this time"
    for told in ("canary-explain-gobo", "canary-source-gobo", "canary-why-gel", "Your answer"):
        assert told in playing.html


def test_nothing_that_depends_on_the_answer_is_sent_before_the_reveal(playing):
    told = set(re.findall(r"[Cc]anary[\w-]*", PACK))
    for place in range(1, 6):
        question = playing.html + str(playing.headers)
        seen = {canary for canary in told if canary in question}
        assert not seen
        answer(playing)
        playing.press("Next question" if place < 5 else "See the result")


def test_a_reload_changes_nothing(playing):
    first = playing.html
    playing.open(playing.url)
    assert playing.read().heading in first
    answer(playing)
    revealed = playing.html
    assert playing.open(playing.url).html == revealed


def test_pages_of_a_round_are_not_kept_by_browsers(playing):
    assert playing.headers["Cache-Control"] == "no-store"


def test_an_answer_that_comes_twice_is_told_so_and_leads_back(playing):
    form = playing.read().forms[0]
    sent = [*form.filled(), ("choice", "0"), ("text", "x"), ("action", "lock")]
    answer(playing)
    again = playing.client.post(form.action, data=dict(sent))
    assert again.status_code == 409
    assert f'href="{playing.url}"' in again.text
    assert "Back to the round" in again.text


def test_going_on_twice_moves_once(playing):
    answer(playing)
    url, position = f"{playing.url}/next", {"position": "1"}
    assert playing.client.post(url, data=position).status_code == 303
    assert playing.client.post(url, data=position).status_code == 303
    assert playing.open(playing.url).read().heading in RIGHT
    assert "<b>2</b>" in playing.html


def test_who_does_not_know_presses_skip_and_sees_the_answer(playing):
    playing.press("Skip")
    assert playing.status == 200
    assert playing.read().heading == "Skipped"
    playing.press("Next question")
    assert playing.read().heading in RIGHT


def test_going_on_waits_for_an_answer(playing):
    told = playing.client.post(f"{playing.url}/next", data={"position": "1"})
    assert told.status_code == 409


def test_time_that_is_up_is_told(playing, clock):
    clock.pass_seconds(21)
    playing.open(playing.url)
    assert playing.read().heading == "Time is up"


def test_it_refuses_a_late_answer(playing, clock):
    clock.pass_seconds(25)
    answer(playing)
    assert playing.read().heading == "Too late"
    assert "Points won" not in playing.html


def test_what_was_saved_counts_when_time_is_up(playing, clock):
    while "stencil" not in playing.read().heading:
        answer(playing)
        playing.press("Next question")
    form = playing.read().forms[0]
    gobo = next(f.value for f in form.fields if f.label.endswith("Gobo"))
    position = next(f.value for f in form.fields if f.name == "position")
    told = playing.client.post(
        form.action,
        data={"position": position, "choice": gobo, "action": "save"},
        headers={"HX-Request": "true"},
    )
    assert told.status_code == 200
    assert told.text.lstrip().startswith('<p id="saved"')
    clock.pass_seconds(60)
    playing.open(playing.url)
    assert playing.read().heading == "Right"


@pytest.mark.parametrize("choice", ["9", "-1", "x", "1e1", "٣", ""])
def test_a_forged_answer_is_refused(playing, choice):
    while "stencil" not in playing.read().heading:
        answer(playing)
        playing.press("Next question")
    position = next(f.value for f in playing.read().forms[0].fields if f.name == "position")
    told = playing.client.post(
        f"{playing.url}/answer", data={"position": position, "choice": choice, "action": "lock"}
    )
    assert told.status_code == 400
    assert "Back to the round" in told.text


@pytest.mark.parametrize("position", ["", "x", "0", "99", "-1", "1" * 400])
def test_a_forged_position_is_refused(playing, position):
    told = playing.client.post(
        f"{playing.url}/answer", data={"position": position, "choice": "0", "action": "lock"}
    )
    assert told.status_code in {400, 409}


def test_a_stranger_sees_and_moves_nothing(playing, charlie):
    data = {"position": "1", "reason": "stale", "choice": "0"}
    for _ in ("a visitor", "a player of another round"):
        assert charlie.client.get(playing.url).status_code == 404
        for action in ("answer", "next", "report"):
            assert charlie.client.post(f"{playing.url}/{action}", data=data).status_code == 404
        charlie.open("/").press("Play")
    playing.open(playing.url)
    assert playing.read().heading in RIGHT


def test_a_script_gets_the_part_alone(playing):
    part = playing.client.get(playing.url, headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith('<section id="question"')
    assert "<html" not in part.text
    assert "HX-Request" in part.headers["Vary"]
    assert "<html" in playing.client.get(playing.url).text


def test_a_boosted_request_gets_the_whole_page(playing):
    asked = {"HX-Request": "true", "HX-Boosted": "true"}
    assert "<html" in playing.client.get(playing.url, headers=asked).text


def test_a_refusal_takes_the_place_of_the_question(playing):
    told = playing.client.post(
        f"{playing.url}/answer", data={"position": "7"}, headers={"HX-Request": "true"}
    )
    assert told.status_code in {400, 409}
    assert told.headers["HX-Retarget"] == "#stage"
    assert told.text.lstrip().startswith('<section id="error"')


def test_a_question_can_be_reported_once_it_is_revealed(playing):
    url = f"{playing.url}/report"
    data = {"position": "1", "reason": "stale", "note": "It is 2026."}
    assert playing.client.post(url, data=data).status_code == 409
    answer(playing)
    told = playing.client.post(url, data=data, headers={"HX-Request": "true"})
    assert "Reported" in told.text
    assert "Reported" in playing.open(playing.url).html


def test_the_round_waits_on_the_front_page(playing):
    playing.open("/")
    assert "Go on with question 1 of 5" in playing.html


def test_choices_are_remembered(playing):
    playing.open("/")
    assert "Stagecraft · 5 questions · all levels · 20 s each" in " ".join(playing.html.split())


@pytest.mark.parametrize(
    "wish", [{"length": "7"}, {"length": "x"}, {"level": "cruel"}, {"timer": "1"}, {"preset": "?"}]
)
def test_a_choice_there_is_not_is_refused(bob, wish):
    assert bob.client.post("/rounds", data=wish).status_code == 400
    assert bob.open("/").status == 200


def test_a_pack_there_is_not_is_told(bob):
    assert bob.client.post("/rounds", data={"pack": "nothing"}).status_code == 404
    assert bob.open("/packs/nothing").status == 404
    assert "There is no pack" in bob.html


def test_a_mix_is_played_after_a_pack(playing):
    playing.open("/").press("Play", pack="")
    assert "A mix of everything" in playing.html
