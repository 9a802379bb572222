"""The frames of phones are made from patterns, and are those that the template makes."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.live.frames import frame
from quiz.services.nights import pages
from quiz.services.nights.phone_views import MeView, MyResult
from quiz.web.nights import parts
from tests.tools.a_night import ANight

TEXTS = st.sampled_from(["", "Bob", "O’Neil & <b>\"'", "50 % of %(name)s", "two\nlines", "👩‍🎤"])
TEAMS = (("a" * 16, "Bob"), ("b" * 16, "Stage & Left"))
MES = st.builds(
    MeView,
    seat_id=st.sampled_from(["0123456789abcdef", "fedcba9876543210"]),
    name=TEXTS,
    status=st.sampled_from(["in", "in", "waiting"]),
    number=st.integers(0, 2),
    given=st.lists(TEXTS, max_size=2).map(tuple),
    revision=st.integers(0, 2),
    extra_share=st.sampled_from([0.0, 0.5]),
    extra_time=st.booleans(),
    may_extra=st.booleans(),
    team=st.sampled_from(["", "Stage & Left", "Bob"]),
    teams=st.sampled_from([(), TEAMS]),
    is_captain=st.booleans(),
    is_audience=st.booleans(),
    rescue=st.sampled_from(["", "K7PM-2QXA"]),
    joker=st.integers(0, 1),
    joker_in=st.booleans(),
    may_joker=st.booleans(),
    wager=st.sampled_from([None, 0, 250]),
    most_wager=st.sampled_from([0, 1200]),
    total=st.sampled_from([0, 1234]),
    result=st.sampled_from(
        [None, None, MyResult("right", "Bob", 900, 40, 1234, 2, 9, ("Al", 5), ("Cy", 0))]
    ),
)
PHASES = st.sampled_from(["lobby", "intro", "question", "locked", "reveal", "standings"])


@pytest.fixture
def stage(house):
    return pages.stage(house, ANight(house).id)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(mes=st.lists(MES, min_size=1, max_size=6), phases=st.lists(PHASES, min_size=1, max_size=2))
def test_a_phone_is_told_what_the_template_says(app, stage, mes, phases):
    with parts.speaking(app, "en"):
        macros = app.jinja_env.get_template("macros/me.html").module
        make = parts.me_maker()
        for phase in phases:
            now = replace(stage, head=replace(stage.head, phase=phase))
            for me in [*mes, *mes]:
                assert make(now, me) == frame("me", macros.me_part(now, me))


def test_a_thousand_phones_are_a_matter_of_one_pattern(app, stage, monkeypatch):
    rendered = []
    with parts.speaking(app, "en"):
        make = parts.me_maker()
        monkeypatch.setattr(parts, "frame", lambda *told: rendered.append(1) or frame(*told))
        for place in range(1000):
            make(stage, MeView(f"{place:016x}", f"Player {place}", "in", rescue=f"{place}-QXA"))
    assert len(rendered) == 1


@pytest.mark.parametrize("made", [parts.player_stage, parts.screen_stage])
def test_what_is_on_has_no_empty_lines_before_and_after_it(app, stage, made):
    with parts.speaking(app, "en"):
        told = made(stage)
    lines = [line for line in told.strip().split(b"\n") if line.startswith(b"data:")]
    assert lines[0].startswith(b"data: <section")
    assert lines[-1] == b"data: </section>"
