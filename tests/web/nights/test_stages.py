"""What a phone and the big screen show of a state: in the right order, and nothing silly."""

import re
from dataclasses import replace

import pytest
from flask import render_template

from quiz.web.nights import samples_phone, samples_screen


@pytest.fixture
def shown(app):
    """Render a stage, and return its HTML."""

    def render(of, stage, **more):
        with app.test_request_context():
            return render_template(f"nights/_stage_{of}.html", stage=stage, me=None, **more)

    return render


def test_the_big_screen_and_phones_show_an_order_in_its_order(shown):
    stage = samples_phone.PAGES["ordered"][0]
    assert [bar.text for bar in stage.reveal.bars][:2] == ["The Lion King", "Cats"]
    for of in ("screen", "player"):
        told = re.findall(r"Evita|Cats|The Lion King|Hamilton", shown(of, stage))
        assert told == ["Evita", "Cats", "The Lion King", "Hamilton"]


def test_the_big_screen_calls_what_was_put_in_order_by_its_letter(shown):
    first = shown("screen", samples_phone.PAGES["ordered"][0]).partition("Evita")[0]
    assert ">1</span>" in first
    assert ">D</span>" in first


def test_only_who_stands_on_the_podium_is_told_so(app):
    def told(name):
        with app.test_request_context():
            stage, me = samples_phone.PAGES[name]
            return "You won the night!" in render_template("nights/_me.html", stage=stage, me=me)

    assert told("won")
    assert not told("podium")  # as the fourth


def test_points_that_were_lost_have_one_sign(shown):
    stage = samples_phone.PAGES["standings"][0]
    lost = replace(stage.places[0], gained=-1500)
    html = shown("player", replace(stage, places=(lost, *stage.places[1:])))
    assert "−1,500" in html
    assert "+-" not in html
    assert "+980" in html


def test_a_question_that_nobody_answered_is_called_so(shown):
    stage = samples_phone.PAGES["late"][0]
    assert "23 of 41 right" in shown("player", stage)
    html = shown("player", replace(stage, reveal=replace(stage.reveal, right=0, answered=0)))
    assert "Nobody answered." in html
    assert "0 of 0" not in html


def test_nobody_stands_on_no_podium(shown):
    assert "podium-block" in shown("screen", samples_screen.SCREENS["podium-one"])
    assert 'class="podium"' not in shown("screen", samples_screen.SCREENS["podium-nobody"])
