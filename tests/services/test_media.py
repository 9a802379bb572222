"""Media of packs: kept under names that tell nothing, once, and only those that are called."""

from dataclasses import replace

import pytest

from quiz.errors import BadInputError, NotFoundError
from quiz.packs.media.model import KEPT
from quiz.questions.model import Audio, Picture, Question, Typed
from quiz.services import media
from tests.services.conftest import SPACE
from tests.tools.media import mp3, photo, picture

MOON = Question(
    "moon", "What is this?", Typed(("The Moon",)), picture=Picture("media/moon.jpg", "A circle")
)
BEEPS = Question("beeps", "Who?", Typed(("Sputnik",)), audio=Audio("media/b.mp3", "Beeps"))
PACK = replace(SPACE, questions=(MOON, BEEPS, *SPACE.questions))
FILES = {"media/moon.jpg": photo(), "media/b.mp3": mp3(), "media/unused.png": picture()}


def test_a_pack_calls_its_media_as_they_are_kept(house):
    kept = media.keep_all(house, PACK, FILES)
    seen, heard = kept.questions[0].picture, kept.questions[1].audio
    assert KEPT.fullmatch(seen.file)
    assert "moon" not in seen.file
    assert seen.alt == "A circle"
    assert media.find(house, heard.file).data == mp3()
    assert media.files_of(house, kept).keys() == {seen.file, heard.file}
    assert kept.questions[2:] == SPACE.questions


def test_what_the_house_gave_out_comes_back_as_it_is(house):
    kept = media.keep_all(house, PACK, FILES)
    files = media.files_of(house, kept)
    assert media.keep_all(house, kept, {}) == kept
    again = {"media/moon.jpg": files[kept.questions[0].picture.file], "media/b.mp3": mp3()}
    assert media.keep_all(house, PACK, again) == kept


def test_every_file_that_is_missing_or_not_taken_is_told(house):
    with pytest.raises(BadInputError) as caught:
        media.keep_all(house, PACK, {"media/b.mp3": b"MZ"})
    told = {(problem.code, problem.file) for problem in caught.value.problems}
    assert told == {("E216", "space"), ("E217", "media/b.mp3")}


def test_there_is_nothing_at_an_address_that_is_none(house):
    with pytest.raises(NotFoundError):
        media.find(house, "media/../secret.key")
