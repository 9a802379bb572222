"""What is seen and heard with a question, and the time that its author gives it."""

from dataclasses import replace

import pytest

from quiz.errors import BadInputError
from quiz.packs.model import Pack
from quiz.questions.model import Audio, Picture, Question, Typed
from quiz.services import media, play
from quiz.services.library import keeping
from quiz.services.nights.dealing import base_seconds, seconds_for
from quiz.services.seen import NOTHING, media_of
from quiz.services.views import RoundChoice
from tests.services.conftest import SPACE, put
from tests.tools.media import mp3, photo

ASKED = Question(
    "moon", "What is this?", Typed(("The Moon",)),
    picture=Picture("media/m.jpg", "A circle", "NASA", "PD"),
    audio=Audio("media/b.mp3", "A howl", "Ann", "CC0-1.0"),
    time=45,
)  # fmt: skip
PACK = Pack("seen", "Seen", (ASKED,), license="CC0-1.0")
CHOICE = RoundChoice("seen", 5, "mixed", 20, "accuracy")


@pytest.fixture
def shown(house):
    files = {"media/m.jpg": photo(), "media/b.mp3": mp3()}
    put(house, SPACE, media.keep_all(house, PACK, files))
    return house


def test_credits_and_transcript_wait_for_the_reveal(shown, bob):
    round_id = play.start(shown, bob, CHOICE)
    before = play.see(shown, bob, round_id).media
    assert before.alt == "A circle"
    assert media.find(shown, f"media/{before.picture}").mime == "image/webp"
    assert media.find(shown, f"media/{before.sound}").mime == "audio/mpeg"
    assert (before.picture_credit, before.sound_credit, before.transcript) == ("", "", "")
    play.skip(shown, bob, round_id, 1)
    after = play.see(shown, bob, round_id).media
    assert after == replace(
        before, picture_credit="NASA, PD", sound_credit="Ann, CC0-1.0", transcript="A howl"
    )
    play.advance(shown, bob, round_id, 1)
    assert play.see(shown, bob, round_id).rows[0].media == after


@pytest.mark.parametrize(("timer", "given"), [(20, 45), (0, 0)])
def test_a_question_has_the_time_of_its_author_where_there_is_a_timer(shown, bob, timer, given):
    round_id = play.start(shown, bob, replace(CHOICE, timer=timer))
    page = play.see(shown, bob, round_id)
    assert page.limit == given
    assert page.remaining == (given or None)
    shown.clock.wait(40)
    play.answer(shown, bob, round_id, 1, ("The Moon",), lock=True)
    assert play.see(shown, bob, round_id).mark == "right"


def test_a_night_gives_the_time_of_the_author_but_not_when_it_is_fast():
    assert seconds_for("typed", 20, "general", 45) == 45
    assert seconds_for("typed", 20, "speed", 45) == 20
    assert seconds_for("typed", 0, "general", 45) == 0
    assert base_seconds((), "general") == 20


def test_a_picture_without_a_licence_keeps_its_pack_private(shown, alice):
    files = {"media/m.jpg": photo(), "media/b.mp3": mp3()}
    kept = media.keep_all(shown, PACK, files)
    keeping.publish(shown, alice, keeping.create(shown, alice, kept), "public")
    (asked,) = kept.questions
    asked = replace(asked, picture=replace(asked.picture, license=""))
    pack_id = keeping.create(shown, alice, replace(kept, title="Bare", questions=(asked,)))
    with pytest.raises(BadInputError, match=r"“What is this\?” has no licence"):
        keeping.publish(shown, alice, pack_id, "public")


def test_what_no_house_keeps_is_not_shown():
    assert media_of(ASKED).picture == ""
    assert media_of(replace(ASKED, picture=None, audio=None)) == NOTHING
