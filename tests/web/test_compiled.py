"""Compiled templates, kept in the data folder for the next start."""

import jinja2
import pytest

from quiz.web.app import create_app
from tests.tools import speed


@pytest.fixture(autouse=True)
def as_when_serving(monkeypatch):
    """Other tests share what was compiled."""
    monkeypatch.setattr("quiz.web.compiled.Kept", speed.KEEP_COMPILED)


@pytest.fixture
def kept(charlie, house):
    """Where what was compiled for one page lies."""
    assert charlie.client.get("/").status_code == 200
    return house.settings.data / "cache"


@pytest.fixture
def compiled(monkeypatch):
    """The names of templates that are compiled from now on."""
    names, compile_it = [], jinja2.Environment.compile

    def compile_and_tell(env, source, name=None, *rest, **more):
        names.append(name)
        return compile_it(env, source, name, *rest, **more)

    monkeypatch.setattr(jinja2.Environment, "compile", compile_and_tell)
    return names


def page(house):
    return create_app(house).test_client().get("/")


def test_the_next_start_compiles_no_template_anew(kept, house, compiled):
    assert page(house).status_code == 200
    assert compiled == []


@pytest.mark.parametrize("keep", [0, 1, 20, 200], ids=lambda n: f"{n} bytes are left")
def test_what_is_damaged_is_compiled_anew_and_kept(kept, house, compiled, keep):
    for file in kept.iterdir():
        file.write_bytes(file.read_bytes()[:keep] + b"damage")
    assert page(house).status_code == 200
    assert "home/front.html" in compiled
    compiled.clear()
    assert page(house).status_code == 200
    assert compiled == []


def test_one_wrong_bit_is_damage_too(kept, house, compiled):
    """Python would carry it out, whatever it says: a page of nonsense, an error, or the end."""
    for file in kept.iterdir():
        told = bytearray(file.read_bytes())
        told[len(told) // 2] ^= 1
        file.write_bytes(told)
    assert page(house).status_code == 200
    assert {"home/front.html", "base.html"} <= set(compiled)


def test_what_another_version_kept_is_compiled_anew(kept, house, compiled, monkeypatch):
    monkeypatch.setattr("quiz.web.compiled.__version__", "another")
    assert page(house).status_code == 200
    assert "home/front.html" in compiled


def test_pages_are_there_where_nothing_can_be_kept(kept, house, compiled):
    for file in kept.iterdir():
        file.unlink()
    kept.rmdir()
    kept.write_text("in the way")
    assert page(house).status_code == 200
    assert "home/front.html" in compiled


def test_pages_are_there_when_the_folder_goes(kept, house):
    for file in kept.iterdir():
        file.unlink()
    app = create_app(house)
    kept.rmdir()
    assert app.test_client().get("/").status_code == 200
