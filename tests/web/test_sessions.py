"""A cookie counts though the clock was set back since it was signed; forged or old it does not."""

import pytest
from flask import Flask
from itsdangerous import BadSignature, SignatureExpired

from quiz.web import sessions

HOUR = 3600


@pytest.fixture
def serializer():
    app = Flask("cookies")
    app.secret_key = "a key that nobody else has"
    return sessions.Sessions().get_signing_serializer(app)


@pytest.fixture
def signed_at(serializer, monkeypatch):
    """Sign a cookie when the clock is so many seconds off."""

    def sign(offset):
        signer = sessions.PatientSigner
        now = signer("any").get_timestamp()
        with monkeypatch.context() as patched:
            patched.setattr(signer, "get_timestamp", lambda _self: now + offset)
            return serializer.dumps({"seat": "Bob's"})

    return sign


@pytest.mark.parametrize("offset", [0, -HOUR, HOUR, 24 * HOUR])
def test_a_clock_that_is_set_costs_nobody_a_seat(serializer, signed_at, offset):
    assert serializer.loads(signed_at(offset), max_age=2 * HOUR) == {"seat": "Bob's"}


def test_a_cookie_that_is_too_old_does_not_count(serializer, signed_at):
    with pytest.raises(SignatureExpired):
        serializer.loads(signed_at(-3 * HOUR), max_age=2 * HOUR)


def test_a_forged_cookie_from_the_future_does_not_count(serializer, signed_at):
    cookie = signed_at(HOUR)
    payload, at, signature = cookie.split(".")
    for forged in (f"{payload}.{at}.{signature[::-1]}", f"{payload}x.{at}.{signature}"):
        with pytest.raises(BadSignature):
            serializer.loads(forged, max_age=2 * HOUR)
