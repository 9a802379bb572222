from pathlib import Path

import limits
import pytest

from quiz.errors import BadInputError
from quiz.settings import TABLE, read_settings

HERE = Path("/srv/quiz")


def test_everything_can_be_left_out():
    settings = read_settings({}, HERE)
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.data == HERE
    assert settings.database_url == "sqlite:////srv/quiz/greenroom.db"
    assert settings.trusted_hosts == ("localhost", "127.0.0.1")
    assert not settings.debug


def test_an_empty_value_is_one_left_out():
    assert read_settings({s.name: " " for s in TABLE}, HERE) == read_settings({}, HERE)


def test_the_environment_decides():
    settings = read_settings(
        {
            "QUIZ_HOST": "0.0.0.0",  # noqa: S104 - the address of a LAN party
            "QUIZ_PORT": "9000",
            "QUIZ_DATA": "~/quiz data",
            "QUIZ_SECRET_KEY_FALLBACKS": "a-secret-of-some-length, another-of-some-length",
            "QUIZ_HTTPS": "Yes",
        },
        HERE,
    )
    assert settings.port == 9000
    assert settings.data == Path.home() / "quiz data"
    assert settings.database_url.endswith("/quiz%20data/greenroom.db")
    assert settings.secret_key_fallbacks == ("a-secret-of-some-length", "another-of-some-length")
    assert settings.trusted_hosts == ()
    assert settings.https


def test_every_fault_is_told_at_once_and_by_name():
    bad = {
        "QUIZ_HOST": "my laptop",
        "QUIZ_PORT": "80000",
        "QUIZ_DATABASE_URL": "mysql://quiz",
        "QUIZ_DEBUG": "perhaps",
        "QUIZ_SIGN_IN_LIMIT": "often",
        "QUIZ_TRUSTED_HOSTS": "http://quiz.example.org",
        "QUIZ_GUEST_DAYS": "0",
        "QUIZ_PROT": "8000",
    }
    with pytest.raises(BadInputError) as caught:
        read_settings(bad, HERE)
    for name in bad:
        assert name in str(caught.value)
    assert "QUIZ_PORT should be a whole number from 0 to 65535, not “80000”" in str(caught.value)
    assert "QUIZ_PROT is no setting; did you mean QUIZ_PORT?" in str(caught.value)


def test_a_bad_secret_is_refused_without_being_shown():
    with pytest.raises(BadInputError) as caught:
        read_settings({"QUIZ_SECRET_KEY": "hunter2"}, HERE)
    assert "QUIZ_SECRET_KEY" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_secrets_stay_out_of_the_representation():
    settings = read_settings(
        {
            "QUIZ_SECRET_KEY": "x-a-very-secret-key",
            "QUIZ_DATABASE_URL": "postgresql://quiz:hunter2@db/quiz",
        },
        HERE,
    )
    assert "very-secret" not in repr(settings)
    assert "hunter2" not in repr(settings)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_means_psycopg(scheme):
    settings = read_settings({"QUIZ_DATABASE_URL": f"{scheme}://quiz@db/quiz"}, HERE)
    assert settings.database_url == "postgresql+psycopg://quiz@db/quiz"


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "greenroom.db"])
def test_a_database_that_would_keep_nothing_is_refused(url):
    with pytest.raises(BadInputError, match="QUIZ_DATABASE_URL should be"):
        read_settings({"QUIZ_DATABASE_URL": url}, HERE)


def test_the_limit_of_tries_is_one_that_the_limiter_understands():
    for limit in (read_settings({}, HERE).sign_in_limit, "3 per 10 minutes;9 per hour"):
        assert read_settings({"QUIZ_SIGN_IN_LIMIT": limit}, HERE).sign_in_limit == limit
        assert len(limits.parse_many(limit)) == 2


def test_proxies_want_the_names_that_are_served():
    with pytest.raises(BadInputError, match="QUIZ_TRUSTED_HOSTS must name"):
        read_settings({"QUIZ_PROXY_HOPS": "1"}, HERE)
    hosts = {"QUIZ_PROXY_HOPS": "1", "QUIZ_TRUSTED_HOSTS": "quiz.example.org"}
    assert read_settings(hosts, HERE).trusted_hosts == ("quiz.example.org",)


def test_other_variables_are_none_of_our_business():
    assert read_settings({"PORT": "x", "QUIZZICAL": "y"}, HERE) == read_settings({}, HERE)
