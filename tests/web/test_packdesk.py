"""The pack editor: written in plain forms or as one types, one's own, told where it was kept."""

import re

import pytest
from markupsafe import escape

from tests.tools.plain import PlainBrowser
from tests.web.test_moments import dict_of, token
from tests.web.test_people import sign_up

MARS = {
    "was": "choice", "kind": "choice", "ask": "Which planet is red?", "right": "Mars",
    "wrong": ["Venus", "", "Saturn"], "why": ["It is white.", "", ""], "difficulty": "easy",
}  # fmt: skip


@pytest.fixture
def alice(app):
    return sign_up(PlainBrowser(app.test_client()))


@pytest.fixture
def desk(alice):
    """Alice, at a pack with one empty question."""
    return alice.open("/packs/new").press("Begin", title="Our planets")


def home_of(browser):
    return re.match(r"/packs/own-\w+/edit", browser.url)[0]


def open_id(browser):
    return re.search(r'name="open" value="([^"]*)"', browser.html)[1]


def send(browser, errand, *, part=False, **fields):
    """Send a form of the desk as a browser does, at the revision it was shown."""
    data = {
        "csrf_token": token(browser),
        "revision": re.search(r'id="stamp" name="now" value="(\d+)"', browser.html)[1],
        "open": open_id(browser),
        "question": open_id(browser),
    }
    headers = {"HX-Request": "true"} if part else {}
    answer = browser.client.post(
        f"{home_of(browser)}/{errand}", data=data | fields, headers=headers
    )
    browser.status, browser.answer = answer.status_code, answer
    if answer.status_code == 303:
        return browser.open(answer.headers["Location"])
    if not part:
        browser.html = answer.text
    return answer


def fields_of(browser):
    home = home_of(browser)
    form = next(f for f in browser.read().forms if f.action == f"{home}/question")
    return dict_of(form) | {"csrf_token": token(browser)}  # it tells the second it was made in


def same_as(browser, filled):
    return fields_of(browser) | {"csrf_token": filled["csrf_token"]} == filled


def test_a_pack_begins_with_a_title_and_an_empty_question(desk):
    assert "<h1>Our planets</h1>" in desk.html
    assert "Question 1 of 1" in desk.html
    assert "Nothing is written yet" in desk.html
    assert "is empty" not in desk.html
    assert "1 question has faults: mend it first." in desk.html


def test_a_question_is_written_published_and_played_in_plain_forms(desk):
    send(desk, "question", **MARS)
    assert "Saved." in desk.html
    assert "1 question, without a fault." in desk.html
    filled = fields_of(desk)
    assert filled["wrong"][:3] == ["Venus", "Saturn", ""]
    assert filled["why"][0] == "It is white."
    send(desk, "step", action="publish", note="The first")
    assert "Published as version 1: play it, host it, share it." in desk.html
    send(desk, "list", action="add", kind="typed")
    assert "Question 2 of 2" in desk.html
    send(desk, "step", action="publish")
    assert desk.status == 400
    assert "There are faults yet" in desk.html
    send(desk, "step", action="discard")
    assert "Published as version 1." in desk.html
    assert "Question 1 of 1" in desk.html
    desk.open(home_of(desk).removesuffix("/edit")).press("Play")
    assert "Which planet is red?" in desk.html


@pytest.mark.parametrize("kind", ["multi", "truefalse", "typed", "number", "order", "match"])
def test_every_kind_has_its_form_and_comes_back_as_it_was_sent(desk, kind):
    send(desk, "question", **MARS | {"kind": kind})
    filled = fields_of(desk)
    assert filled["was"] == filled["kind"] == [kind]
    before = re.findall(r'<span class="pd-asked">([^<]*)', desk.html)
    typed = {"ask": MARS["ask"]}  # what stands in a textarea
    send(desk, "question", **filled | typed)
    assert same_as(desk, filled)
    assert re.findall(r'<span class="pd-asked">([^<]*)', desk.html) == before


def test_what_is_missing_is_told_once_something_is_written(desk):
    send(
        desk, "question", ask="Which planet is red?", was="choice", kind="choice", difficulty="hard"
    )
    assert "“Right answer” is empty" in desk.html


def test_the_next_question_is_begun_with_what_was_typed_kept(desk):
    send(desk, "list", **MARS, action="next")
    assert "Question 2 of 2" in desk.html
    assert asks(desk) == ["Which planet is red?", "No words yet"]
    assert fields_of(desk)["difficulty"] == ["easy"]
    number = {"was": "number", "kind": "number", "ask": "How many?", "number": "many"}
    send(desk, "list", **number, action="next", difficulty="easy")
    assert desk.status == 400
    assert 'value="many"' in desk.html
    assert len(asks(desk)) == 2


def test_what_is_typed_is_kept_by_itself_and_told(desk):
    answer = send(desk, "question", part=True, **MARS)
    assert answer.status_code == 200
    assert "Saved just now." in answer.text
    assert '<div id="live"' in answer.text
    assert answer.text.count('hx-swap-oob="true"') == 6
    assert "<html" not in answer.text
    assert "Which planet is red?" in desk.open(home_of(desk)).html


def test_a_number_that_is_none_is_not_kept_and_the_rest_of_the_page_stays(desk):
    send(desk, "question", **MARS | {"kind": "number"})
    typed = {"was": "number", "kind": "number", "ask": "How many moons?", "number": "many"}
    answer = send(desk, "question", part=True, difficulty="easy", **typed)
    assert answer.status_code == 400
    assert "Not saved: mend what is marked first." in answer.text
    assert str(escape("“Number” should be a number such as 1500 or 0.5, not “many”")) in answer.text
    send(desk, "question", difficulty="easy", **typed)
    assert desk.status == 400
    assert 'value="many"' in desk.html
    assert 'id="f-number-fault"' in desk.html
    assert "How many moons?" not in desk.open(home_of(desk)).html


def test_the_second_tab_is_told_with_both_versions_and_may_keep_its_own(desk):
    stale = desk.html
    send(desk, "question", **MARS)
    desk.html = stale
    other = MARS | {"ask": "Which planet is the red one?"}
    answer = send(desk, "question", part=True, **other)
    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#desk"
    send(desk, "question", **other)
    assert desk.status == 409
    assert "What is kept" in desk.html
    assert "Which planet is red?" in desk.html
    assert "Which planet is the red one?" in desk.html
    assert "data-autosave hx-trigger" not in re.search(r'id="question-form".*', desk.html)[0]
    send(desk, "question", **other)
    assert desk.status in {200, 303}
    assert fields_of(desk)["wrong"][0] == "Venus"
    assert "Which planet is the red one?" in desk.html


def test_what_is_typed_into_a_question_that_another_tab_deleted_goes_into_no_other(desk):
    send(desk, "list", action="add", kind="choice")
    stale = desk.html
    send(desk, "list", action="delete")
    desk.html = stale
    send(desk, "question", **MARS)
    assert desk.status == 409
    assert asks(desk) == ["No words yet"]
    assert 'name="right" value="Mars"' not in desk.html


def test_questions_are_copied_moved_deleted_and_all_is_taken_back(desk):
    send(desk, "question", **MARS)
    send(desk, "list", action="copy")
    send(desk, "question", **MARS | {"ask": "Which planet is green?"})
    assert asks(desk) == ["Which planet is red?", "Which planet is green?"]
    send(desk, "list", action=f"up:{open_id(desk)}")
    assert asks(desk) == ["Which planet is green?", "Which planet is red?"]
    send(desk, "list", to="1")
    assert asks(desk) == ["Which planet is red?", "Which planet is green?"]
    send(desk, "list", action="delete")
    assert asks(desk) == ["Which planet is red?"]
    for _ in range(6):
        send(desk, "step", action="undo")
    assert asks(desk) == ["No words yet"]
    for _ in range(5):
        send(desk, "step", action="redo")
    assert asks(desk) == ["Which planet is red?", "Which planet is green?"]


def test_in_a_long_list_a_question_is_moved_to_its_place_by_number(desk):
    send(desk, "question", **MARS)
    assert "Move it there" not in desk.html
    for _ in range(8):
        send(desk, "list", action="add", kind="choice")
    send(desk, "question", **MARS | {"ask": "Which planet is green?"})
    send(desk, "list", action="place", place="2")
    assert "Move it there" in desk.html
    assert asks(desk)[:3] == ["Which planet is red?", "Which planet is green?", "No words yet"]
    send(desk, "list", action="place", place="many")
    assert asks(desk)[1] == "Which planet is green?"


def asks(browser):
    return re.findall(r'<span class="pd-asked">([^<]*)', browser.html)


def test_the_head_of_a_pack_is_changed_and_its_faults_are_told(desk):
    head = {"title": "Planets", "language": "en", "license": "CC0-1.0", "tags": "sky, moons"}
    send(desk, "head", **head)
    assert "<h1>Planets</h1>" in desk.html
    send(desk, "head", **head | {"language": "English"})
    assert desk.status == 400
    assert "should be a code such as en or pt-BR" in desk.html
    answer = send(desk, "head", part=True, **head | {"title": "The planets", "license": "other"})
    assert "Saved just now." in answer.text
    assert '<div id="live"' not in answer.text


def test_a_draft_is_tried_before_it_is_published(desk):
    send(desk, "question", **MARS)
    home = home_of(desk)
    send(desk, "try")
    assert desk.url.startswith("/rounds/")
    desk.press("Skip")
    desk.press("See the result")
    assert "You tried out your draft: nothing of it counts." in desk.html
    assert f'href="{home}"' in desk.html


def test_what_a_script_is_told_can_be_told_again_in_its_place(desk):
    """Each part has the id of what it takes the place of, or the next save finds none."""
    for head in ({"title": "Planets", "language": "en"}, {"title": "Moons", "language": "??"}):
        assert send(desk, "head", part=True, **head).text.count('id="head-live"') == 1
    assert send(desk, "question", part=True, **MARS).text.count('id="live"') == 1


def test_a_stranger_finds_nothing_and_a_guest_is_asked_to_sign_in(app, desk):
    home = home_of(desk)
    bob = sign_up(PlainBrowser(app.test_client()), "Bob")
    assert bob.client.get(home).status_code == 404
    bob.open("/packs/new")
    for errand in ("question", "list", "head", "step", "try"):
        data = {"csrf_token": token(bob), "revision": "1"}
        assert bob.client.post(f"{home}/{errand}", data=data).status_code == 404
    stranger = app.test_client()
    assert stranger.get(home).headers["Location"].startswith("/sign-in")
    assert stranger.get("/packs/new").headers["Location"].startswith("/sign-in")


def test_a_form_of_elsewhere_changes_nothing(desk):
    answer = desk.client.post(f"{home_of(desk)}/question", data=MARS | {"revision": "2"})
    assert answer.status_code == 400
    assert asks(desk.open(home_of(desk))) == ["No words yet"]


def test_the_ids_of_a_page_are_its_own_and_what_labels_exists(desk):
    send(desk, "question", **MARS)
    for kind in ("order", "match", "number"):
        send(desk, "list", action="add", kind=kind)
        ids = re.findall(r'\sid="([^"]+)"', desk.html)
        assert sorted(ids) == sorted(set(ids))
        for used in re.findall(r'(?:aria-labelledby|aria-describedby|for)="([^"]+)"', desk.html):
            assert set(used.split()) <= set(ids)
