"""An answer of a script is taken before Flask; what is told is what Flask's way tells."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.night.model import Rules
from tests.tools.a_night import ANight, join
from tests.tools.plain import PlainBrowser

RULES = Rules(end_early=False, auto_reveal=False)
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def night(house):
    return ANight(house, RULES)


@pytest.fixture
def phone(bob, night, clock):
    """Bob's browser, at the first question."""
    seated = join(bob, night, "Bob")
    night.on(2)
    clock.pass_seconds(night.stage.question.lead + 1)
    return seated.client


@pytest.fixture
def long_way(app):
    """What Flask was asked."""
    asked = []
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: asked.append(1))
    return asked


def short(phone, night, form, **more):
    """Post as the script does."""
    return phone.post(f"/nights/{night.id}/answer", data=form, headers={**OURS, **more})


def long(phone, night, form, **more):
    """Post the same in parts, which is nothing that a script of ours would do."""
    kind = "multipart/form-data"
    path = f"/nights/{night.id}/answer"
    return phone.post(path, data=form, headers={**OURS, **more}, content_type=kind)


def told(answer):
    """Return all that is told: the status, the headers and the body."""
    return answer.status_code, sorted(answer.headers), answer.get_data()


def a_form(night, **more):
    return {"number": str(night.number), "revision": "1", "ms": "900", "choice": "0", **more}


def test_a_usual_answer_never_reaches_flask(phone, night, long_way):
    assert short(phone, night, a_form(night)).json == {"revision": 1, "given": ["0"]}
    assert not long_way
    assert long(phone, night, a_form(night)).json == {"revision": 1, "given": ["0"]}
    assert long_way


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"revision": "2", "choice": "1"},
        {"choice": "99"},
        {"choice": ""},
        {"number": "9"},
        {"number": "x"},
        {"number": ""},
        {"revision": "0"},
        {"revision": "1000001"},
        {"ms": "NaN"},
        {"ms": ""},
        {"ms": "1e400"},
        {"text": "Fourteen"},
        {"draft": "1"},
        {"draft": "yes"},
        {"choice": "\N{SNOWMAN}"},
        {"choice": ["0", "1"]},
        {"choice": "x" * 5000},
    ],
)
def test_both_ways_tell_the_same(phone, night, more):
    form = a_form(night, **more)
    assert told(short(phone, night, form)) == told(long(phone, night, form))


FORMS = st.dictionaries(
    st.sampled_from(["number", "ms", "choice", "text", "draft", "more"]),
    st.one_of(st.integers(-2, 12).map(str), st.text(max_size=12)),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=FORMS, revision=st.integers(0, 2_000_000))
def test_both_ways_tell_the_same_of_whatever_is_posted(phone, night, form, revision):
    form = {"revision": str(revision), **form}
    assert told(short(phone, night, form)) == told(long(phone, night, form))


@pytest.mark.parametrize(("draft", "is_done"), [("1", False), ("", True)])
def test_both_ways_tell_a_draft_from_what_is_handed_in(phone, night, draft, is_done):
    for way, number in ((short, "1"), (long, "2")):
        way(phone, night, a_form(night, revision=number, choice=number, draft=draft))
        bob = PlainBrowser(phone)
        assert (night.me(bob).is_done, night.me(bob).given) == (is_done, (number,))


def test_both_ways_refuse_the_same_strangers(app, night, phone):
    stranger, forger = app.test_client(), app.test_client()
    forger.set_cookie("greenroom", "eyJzZWF0cyI6e319.aaaa.bbbb")
    for client in (stranger, forger):
        for way in (short, long):
            assert way(client, night, a_form(night)).status_code == 403
    for site in ("cross-site", "same-site"):
        elsewhere = {"Sec-Fetch-Site": site}
        assert short(phone, night, a_form(night), **elsewhere).status_code == 403
    path = f"/nights/{night.id}/answer"
    foreign = phone.post(path, data=a_form(night), headers={"Origin": "http://elsewhere.example"})
    assert foreign.status_code == 403
    ours = phone.post(path, data=a_form(night), headers={"Origin": "http://localhost"})
    assert ours.status_code == 200


@pytest.mark.parametrize("revision", ["", "-1", "x"])
def test_what_is_no_number_of_a_change_is_always_a_change(phone, night, revision):
    for way, number in ((short, 1), (long, 2), (short, 3)):
        told = way(phone, night, a_form(night, revision=revision))
        assert told.json == {"revision": number, "given": ["0"]}


def test_a_form_without_script_gets_its_page_again(phone, night, long_way):
    form = a_form(night)
    del form["revision"]
    assert short(phone, night, form).status_code == 303
    assert long_way


def test_what_goes_wrong_on_the_short_way_goes_the_long_way(phone, night, monkeypatch, house):
    calls = []

    def submit(wish, _write, _after):
        calls.append(wish)
        raise RuntimeError("it broke")

    monkeypatch.setattr(house.answers, "submit", submit)
    assert short(phone, night, a_form(night)).status_code == 500
    assert len(calls) == 2


class Gone(io.BytesIO):
    """What our own server reads of somebody who has hung up."""

    def read(self, *_):
        raise OSError("unexpected end of file while reading request")

    readinto = read


def test_who_hangs_up_in_mid_sentence_is_nothing_to_write_home_about(phone, night, caplog):
    kind = "application/x-www-form-urlencoded"
    told = phone.post(
        f"/nights/{night.id}/answer", input_stream=Gone(), content_length=50, content_type=kind
    )
    assert told.status_code == 400
    assert not caplog.records


def test_half_an_answer_is_none(app, phone, night):
    inner, path = app.wsgi_app, f"/nights/{night.id}/answer"

    def hung_up(environ, start_response):
        environ["CONTENT_LENGTH"] = str(int(environ["CONTENT_LENGTH"]) + 1)
        return inner(environ, start_response)

    app.wsgi_app = hung_up
    assert phone.post(path, data=a_form(night), headers=OURS).status_code == 400
    app.wsgi_app = inner
    assert short(phone, night, a_form(night, choice="1")).json == {"revision": 1, "given": ["1"]}
