"""Pictures and sounds come to whoever has their address, whole or in part, and to nobody else."""

import pytest

from quiz.services import media
from tests.tools.media import photo, wav


@pytest.fixture
def sound(house):
    return "/" + media.keep(house, "beep.wav", wav())


def test_a_picture_is_sent_to_anybody_and_may_be_kept_for_ever(app, house):
    answer = app.test_client().get("/" + media.keep(house, "m1.jpg", photo()))
    assert answer.status_code == 200
    assert answer.mimetype == "image/webp"
    assert answer.data[8:12] == b"WEBP"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == "inline"
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_part_of_a_sound_is_sent_alone(app, sound):
    client = app.test_client()
    whole = client.get(sound).data
    part = client.get(sound, headers={"Range": "bytes=100-199"})
    assert part.status_code == 206
    assert part.data == whole[100:200]
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    beyond = client.get(sound, headers={"Range": "bytes=99999-"})
    assert beyond.status_code == 416


def test_who_has_it_already_is_told_so(app, sound):
    client = app.test_client()
    tag = client.get(sound).headers["ETag"]
    assert client.get(sound, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("name", ["x", "0" * 64 + ".webp", "../pack.yaml", "%2e%2e", "a.svg"])
def test_what_is_not_kept_is_not_found(app, name):
    assert app.test_client().get(f"/media/{name}").status_code == 404


def test_another_ending_does_not_make_it_another_type(app, sound):
    assert app.test_client().get(sound.replace(".wav", ".webp")).status_code == 404
