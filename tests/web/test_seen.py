"""A question with a picture and a sound, on the page of a round."""

import pytest

from quiz.packs.model import Pack
from quiz.questions.model import Audio, Choice, Picture, Question
from quiz.services import media
from quiz.store import packs
from tests.tools.media import photo, wav

ASKED = Question(
    "moon", "What is this?", Choice("The Moon", ("A coin", "A lamp")),
    picture=Picture("media/m.jpg", "A circle & its shadow", "Somebody far", "PD"),
    audio=Audio("media/b.wav", "A long howl"),
)  # fmt: skip


@pytest.fixture
def seen(house, bob):
    """Bob, at the one question of a pack with a picture and a sound."""
    files = {"media/m.jpg": photo(), "media/b.wav": wav()}
    made = media.keep_all(house, Pack("seen", "Seen", (ASKED,), license="CC0-1.0"), files)
    with house.store.writing() as tx:
        summary = packs.add(tx, "seen", made, house.clock())
    house.shelf.fill([*house.shelf.summaries.values(), summary], ())
    bob.open("/packs/seen").press("Play", pick=("5", "20 s", "all", "Accuracy first"))
    return bob


def test_the_picture_and_the_sound_are_on_the_page_and_tell_nothing_more(seen):
    text = seen.html
    assert 'alt="A circle &amp; its shadow"' in text
    assert text.count('src="/media/') == 2
    assert "<audio" in text
    assert "moon" not in text.partition("</h1>")[0].lower()
    assert "Somebody far" not in text
    assert "A long howl" not in text
    seen.press("Skip")
    assert "Picture: Somebody far, PD" in seen.html
    assert "A long howl" in seen.html
