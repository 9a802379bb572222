"""A pack that is played in another language is the same: same truth, same boards, same past."""

from dataclasses import replace

import pytest

from quiz.packs.model import Pack, Told, Translation
from quiz.packs.translations.applying import put_in
from quiz.packs.translations.texts import texts_of
from quiz.packs.translations.writing import refreshed
from quiz.questions.kinds import kind_of, right_options
from quiz.questions.model import Order, Question, Typed
from quiz.services import analysis, boards, exporting, play, reviews
from quiz.services.library import finding
from quiz.services.nights import planning, templates
from quiz.services.nights.desk import NightDraft, RoundDraft
from quiz.services.nights.room import Room
from quiz.services.views import QuestionPage, ResultPage, RoundChoice
from quiz.store import learning, nights
from tests.services.conftest import KINDS, SPACE, put

LIST = Question("order", "Order them.", Order(("Mercury", "Venus", "Earth")))
WHOLE = replace(KINDS, questions=(*KINDS.questions, LIST))


def told(question):
    """Translate a question as a machine would: each text between brackets."""
    body = question.body
    return Told(
        question.id,
        ask=f"[{question.ask}]",
        options=tuple((text, f"[{text}]") for text in texts_of(body)),
        typed=("[Armstrong, Neil]",) if isinstance(body, Typed) else (),
        unit="[km]" if kind_of(body) == "number" else "",
        explain=f"[{question.explain}]" if question.explain else "",
        why_wrong=tuple((option, f"[{why}]") for option, why in question.proof.wrong),
    )


def in_german(pack, count=99):
    made = Translation("de", f"[{pack.title}]", "", tuple(map(told, pack.questions[:count])))
    return put_in(pack, refreshed(pack, made))


@pytest.fixture
def spoken(house):
    """The house, where Space is half in German, and all of Kinds."""
    put(house, in_german(SPACE, 4), in_german(WHOLE))
    return house


def choice(pack, *languages, length=5, level="mixed"):
    return RoundChoice(pack, length, level, 0, "accuracy", languages)


def given(house, page, *, right=True):
    """Cheat: look up what is to be posted, by the question as its author wrote it."""
    pack: Pack = WHOLE if page.head.pack_id == "kinds" else SPACE
    ask = page.ask.strip("[]")
    question = next(one for one in pack.questions if one.ask == ask)
    body = question.body
    places = {option.text.strip("[]"): str(option.index) for option in page.options}
    match kind_of(body):
        case "typed":
            return ("Armstrong, Neil" if right else "Bob",)
        case "number":
            return ("384400 [km]" if right else "7",)
        case "order":
            items = body.items if right else body.items[::-1]
            return tuple(places[text] for text in items)
        case "truefalse":
            return (places[str(body.answer if right else not body.answer)],)
        case "multi":
            return tuple(places[text] for text in body.answers)
        case _:
            return (places[body.answer if right else body.wrong[0]],)


def play_out(house, player, wish, *, right=True):
    """Play a round, and return its pages."""
    round_id = play.start(house, player, wish)
    pages = []
    while isinstance(page := play.see(house, player, round_id), QuestionPage):
        answer = given(house, page, right=right)
        play.answer(house, player, round_id, page.head.position, answer, lock=True)
        pages.append((page, play.see(house, player, round_id)))
        play.advance(house, player, round_id, page.head.position)
    assert isinstance(page, ResultPage)
    return pages, page


def test_every_kind_is_asked_marked_and_explained_in_the_language_that_was_chosen(spoken, alice):
    pages, result = play_out(spoken, alice, choice("kinds", "de-AT", length=10))
    assert len(pages) == 6
    assert (result.right, result.head.title) == (6, "[All kinds]")
    for page, reveal in pages:
        assert page.ask[0] == "["
        assert {option.text[0] for option in page.options if page.kind != "truefalse"} <= {"["}
        assert page.tongues.ask == "de"
        ours = {"en"} if page.kind == "truefalse" else {"de"}
        assert {option.lang for option in page.options} <= ours, "True and False are our words"
        assert reveal.mark == "right", page


def test_a_wish_that_a_pack_cannot_meet_is_asked_in_its_own_language(spoken, alice):
    pages, result = play_out(spoken, alice, choice("kinds", "fr", "ja"))
    assert result.head.title == "All kinds"
    assert {page.tongues.ask for page, _ in pages} == {"en"}


@pytest.mark.parametrize("level", ["mixed", "adaptive"])
def test_a_mix_of_everything_is_asked_in_one_language(spoken, alice, level):
    round_id = play.start(spoken, alice, choice("", "de", length=20, level=level))
    asked = set()
    while isinstance(page := play.see(spoken, alice, round_id), QuestionPage):
        asked.add(page.tongues.ask)
        play.skip(spoken, alice, round_id, page.head.position)
        play.advance(spoken, alice, round_id, page.head.position)
    assert asked == {"en"}


def test_what_is_not_translated_is_asked_as_it_was_written_and_said_once(spoken, alice):
    pages, _ = play_out(spoken, alice, choice("space", "de", length=5))
    fell_back = [page.tongues.fell_back for page, _ in pages]
    assert any(fell_back)
    for page, reveal in pages:
        assert page.tongues.fell_back == (page.ask[0] != "[")
        assert page.tongues.ask == ("en" if page.tongues.fell_back else "de")
        assert reveal.explain[0] == page.ask[0] or reveal.tongues.explain == "en"
    said = [page.fell_back for page, _ in pages]
    assert said == [i == fell_back.index(True) for i in range(len(pages))]


def test_rounds_in_either_language_stand_on_one_board(spoken, alice, bob):
    play_out(spoken, alice, choice("space", "de"))
    play_out(spoken, bob, choice("space"), right=False)
    board = boards.board(spoken, "space", "all", 5, bob)
    assert [row.right for row in board.rows] == [5, 0]


def test_what_was_met_in_one_language_is_not_new_in_another(spoken, alice):
    first, _ = play_out(spoken, alice, choice("space", "de", length=5))
    again, _ = play_out(spoken, alice, choice("space", length=5))
    asked = [{page.ask.strip("[]") for page, _ in pages} for pages in (first, again)]
    assert len(asked[0] | asked[1]) == 8, "all there are, before any comes again"


def test_what_was_missed_is_reviewed_in_the_language_of_the_moment(spoken, clock, alice):
    play_out(spoken, alice, choice("kinds", "de"), right=False)
    clock.wait(3 * 86_400)
    begun = reviews.start(spoken, alice, ("de",))
    page = play.see(spoken, alice, begun.round_id)
    assert page.ask[0] == "["
    assert page.tongues.ask == "de"
    assert exporting.export(spoken, alice)["rounds"]


def test_an_adaptive_round_stays_in_its_language(spoken, alice):
    pages, _ = play_out(spoken, alice, choice("kinds", "de", length=5, level="adaptive"))
    assert {page.tongues.ask for page, _ in pages} == {"de"}


def test_play_teaches_one_thing_of_a_question_in_all_languages(spoken, alice, bob):
    play_out(spoken, alice, choice("kinds", "de", length=10))
    play_out(spoken, bob, choice("kinds", length=10), right=False)
    items = analysis.for_operator(spoken, "kinds").items
    assert [item.answered for item in items] == [2] * 6
    with spoken.store.reading() as tx:
        plays = {play.question_id: play for play in learning.plays(tx, ["kinds"])}
    assert plays["one"].chosen == {"Mars": 1, "Venus": 1}
    assert plays["claim"].chosen == {"True": 1, "False": 1}


def test_the_library_finds_a_pack_by_the_languages_it_has(spoken):
    found = finding.find(spoken, None, finding.Wish(language="de", words="kinds"))
    assert [row.card.titles for row in found.rows] == [{"de": "[All kinds]"}]
    assert [row.card.asked for row in found.rows] == [{"de": 6}]
    assert found.languages == ("de", "en")
    assert finding.find(spoken, None, finding.Wish(language="fr")).rows == ()


KEPT = RoundDraft("One", pack="kinds", count=4)


def slots_of(house, hosted):
    """Return the slots of a night with their questions and versions of packs."""
    with house.store.reading() as tx:
        room = Room(nights.load(tx, hosted.night_id), house.shelf, tx)
        return [(slot, room.question(slot), room.marker(slot)) for slot in room.record.plan.slots]


def test_a_host_chooses_the_language_of_a_night_and_may_choose_anew(spoken, alice):
    draft = NightDraft("Night", (KEPT, RoundDraft("Two", pack="space", count=3)), language="de")
    hosted = planning.create(spoken, draft, None)
    before = slots_of(spoken, hosted)
    assert [asked.ask[0] for slot, asked, _ in before if slot.pack_id == "kinds"] == ["["] * 4
    for slot, asked, marker in before:
        if slot.pack_id == "space":
            assert asked.language == ("" if asked.ask[0] == "[" else "en")
        rights = right_options(asked.body)
        if rights and slot.kind != "truefalse":
            assert marker.mark(rights) == "right"
    kept, version = planning.to_replan(spoken, hosted.night_id, hosted.host_key)
    assert kept.language == "de"
    planning.replan(spoken, hosted.night_id, hosted.host_key, version, replace(kept, language=""))
    after = slots_of(spoken, hosted)
    assert [s.question_id for s, *_ in after] == [s.question_id for s, *_ in before]
    assert [s.order for s, *_ in after] == [s.order for s, *_ in before]
    assert {asked.ask[0] == "[" for _, asked, _ in after} == {False}
    template = templates.save(spoken, alice, draft)
    assert templates.load(spoken, alice, template) == draft


def test_a_question_is_swapped_for_one_in_the_same_language(spoken):
    draft = NightDraft("Night", (KEPT,), language="de")
    hosted = planning.create(spoken, draft, None)
    _, version = planning.to_replan(spoken, hosted.night_id, hosted.host_key)
    planning.swap(spoken, hosted.night_id, hosted.host_key, version, 2)
    assert {asked.ask[0] for _, asked, _ in slots_of(spoken, hosted)} == {"["}


def test_a_night_of_one_pack_is_in_the_language_of_its_host_where_the_pack_has_it(spoken):
    drafts = [planning.of_pack(spoken, None, "kinds", wish) for wish in (("de",), ("fr",), ())]
    assert [draft.language for draft in drafts] == ["de", "", ""]
    assert [draft.title for draft in drafts] == ["[All kinds]", "All kinds", "All kinds"]
