import pytest

from quiz import resources


def test_templates_static_and_questions_are_found():
    for name in ("templates", "static", "questions/moments"):
        assert resources.resource(name).is_dir()


def test_what_lies_nowhere_is_named():
    with pytest.raises(FileNotFoundError, match="props"):
        resources.resource("props")


def test_what_the_package_carries_comes_before_what_lies_beside_it(tmp_path, monkeypatch):
    package = tmp_path / "site" / "quiz"
    for folder in (package / "static", tmp_path / "site/static", tmp_path / "site/templates"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.resource("static") == package / "static"
    assert resources.resource("templates") == tmp_path / "site/templates"


def test_a_checkout_keeps_its_data_in_sight():
    assert resources.data_folder().name == "data"


def test_an_installed_quiz_keeps_its_data_with_the_user(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "quiz")
    monkeypatch.setattr(resources.sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert resources.data_folder() == tmp_path / "share/greenroom"
