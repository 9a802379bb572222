"""What becomes of pictures and sounds: only what is seen and heard is kept of them."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from quiz.errors import BadInputError
from quiz.packs.media import ogg
from quiz.packs.media.model import KEPT, MIMES
from quiz.packs.media.reading import prepare
from tests.tools.examples import few
from tests.tools.media import mp3, ogg_opus, photo, picture, wav

EXIF = Image.Exif()
EXIF[0x0112] = 6  # a camera held upright
EXIF[0x010E] = "the answer is Mars"


def seen(data):
    with Image.open(io.BytesIO(prepare(data, "m1").data)) as made:
        made.load()
        return made


def refusal(data):
    with pytest.raises(BadInputError) as caught:
        prepare(data, "media/m1")
    (problem,) = caught.value.problems
    assert (problem.file, problem.code) == ("media/m1", "E217")
    return problem.message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_every_picture_that_is_taken_becomes_webp(kind):
    kept = prepare(photo(kind), "m1")
    assert kept.mime == "image/webp"
    assert KEPT.fullmatch(kept.file)[1] == kept.digest
    assert seen(photo(kind)).size == (64, 48)


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    assert seen(photo(size=(3_200, 800))).size == (1_600, 400)
    assert seen(photo("PNG", size=(100, 2_000))).size == (80, 1_600)


def test_a_photo_is_turned_upright_and_tells_nothing_of_itself():
    data = photo(exif=EXIF)
    assert b"Mars" in data
    kept = prepare(data, "m1")
    assert seen(data).size == (48, 64)
    assert b"Mars" not in kept.data
    assert b"EXIF" not in kept.data


def test_a_drawing_keeps_its_colours_exactly():
    assert seen(picture(color=(12, 200, 99))).getpixel((5, 5)) == (12, 200, 99)


def test_what_is_transparent_becomes_white():
    made = seen(picture(mode="RGBA", color=(0, 0, 0, 0)))
    assert made.mode == "RGB"
    assert made.getpixel((0, 0)) == (255, 255, 255)


def test_of_a_moving_picture_the_first_frame_is_kept():
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "blue")]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    made = seen(data.getvalue())
    assert getattr(made, "n_frames", 1) == 1
    assert made.getpixel((3, 3))[0] > 250


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = bytearray(picture(mode="1", color=0))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    assert "million" in refusal(bytes(data)) or "broken" in refusal(bytes(data))
    wide = picture(mode="1", size=(5_000, 4_000), color=0)
    assert "at most 16 million" in refusal(wide)


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://w3.org/2000/svg'/>",
        b"<?xml version='1.0'?><svg/>",
        b"<!-- --><svg>",
    ],
)
def test_drawings_with_scripts_are_refused(data):
    assert "SVG" in refusal(data)


@pytest.mark.parametrize("data", [b"", b"MZ" + bytes(99), b"%PDF-1.7", b"<html>", b"RIFF____AVI "])
def test_what_begins_as_nothing_that_is_taken_is_refused(data):
    assert "no picture" in refusal(data)


@pytest.mark.parametrize("make", [photo, wav, mp3, ogg_opus])
@given(data=st.data())
@few(20)
def test_broken_files_are_kept_or_refused_and_nothing_else(make, data):
    whole = bytearray(make())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    with suppress(BadInputError):
        assert prepare(cut, "m1").ending in MIMES


@pytest.mark.parametrize(
    ("make", "ending"), [(wav, "wav"), (mp3, "mp3"), (ogg_opus, "ogg")], ids=("wav", "mp3", "ogg")
)
def test_a_sound_is_kept_without_its_title(make, ending):
    data = make(title=b"the answer is Sputnik")
    kept = prepare(data, "m1")
    assert b"Sputnik" in data
    assert b"Sputnik" not in kept.data
    assert kept.ending == ending
    assert prepare(kept.data, "m1") == kept


def test_a_sound_without_tags_stays_as_it_is():
    assert prepare(wav(), "m1").data == wav()
    assert prepare(mp3(), "m1").data == mp3()


def test_the_pages_of_an_ogg_file_keep_their_sums():
    kept = bytearray(prepare(ogg_opus(title=b"long " * 90), "m1").data)
    for page in ogg._pages(bytes(kept)):
        told = kept[page.start + 22 : page.start + 26]
        kept[page.start + 22 : page.start + 26] = bytes(4)
        assert ogg._crc(kept[page.start : page.end]).to_bytes(4, "little") == told


def test_the_sum_of_a_page_is_that_of_the_standard():
    assert ogg._crc(b"123456789") == 0x89A1897F


def test_a_sound_that_is_too_long_is_refused():
    assert "at most 5,242,880" in refusal(wav(frames=5 << 20))


def test_two_sounds_in_one_file_are_refused():
    assert "more than one sound" in refusal(ogg_opus() + ogg_opus(serial=8))


@pytest.mark.parametrize(
    ("brand", "told"),
    [(b"heic", "HEIC"), (b"avif", "AVIF"), (b"M4A ", "MP3"), (b"qt  ", "is taken")],
)
def test_what_phones_make_is_told_by_its_name(brand, told):
    assert told in refusal(b"\0\0\0\x18ftyp" + brand + bytes(40))
