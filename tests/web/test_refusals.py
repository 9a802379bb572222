"""What a page refuses it refuses in the same way each time."""

import pytest

from quiz.errors import StorageError
from tests.tools.a_night import ANight, join


@pytest.mark.parametrize("path", ["/", "/leaderboards", "/nights/0123456789abcdef/answer"])
def test_the_methods_of_a_page_are_told_in_order(app, path):
    told = app.test_client().delete(path, headers={"Sec-Fetch-Site": "same-origin"})
    methods = told.headers["Allow"].split(", ")
    assert told.status_code == 405
    assert methods == sorted(methods)
    assert methods


@pytest.fixture
def away(monkeypatch, house):
    """Have the database go away; return how often it was asked since."""
    asked = []

    def ask(*_, **__):
        asked.append(1)
        raise StorageError("The database cannot be reached.")

    def go():
        monkeypatch.setattr(house.store, "reading", ask)
        monkeypatch.setattr(house.store, "writing", ask)
        return asked

    return go


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "part"])
@pytest.mark.parametrize("path", ["/", "/nights/{id}/play", "/nights/{id}/host"])
def test_who_has_an_account_is_told_too_that_the_database_is_away(
    house, playing, away, path, headers
):
    night = ANight(house)
    join(playing, night, "Bob").open(f"/nights/{night.id}/host/{night.key}")
    asked = away()
    told = playing.client.get(path.format(id=night.id), headers=headers)
    assert told.status_code == 503
    assert told.headers["Retry-After"] == "5"
    assert "The database cannot be reached." in told.text
    assert len(asked) <= 2  # it takes a while to say that it is not there


def test_a_page_that_there_is_not_is_told_to_them_as_ever(playing, away):
    away()
    assert playing.client.get("/nowhere").status_code == 404


def test_they_are_known_again_when_it_is_back(monkeypatch, playing, away):
    away()
    assert playing.client.get("/account").status_code == 503
    monkeypatch.undo()
    assert playing.client.get("/account").status_code == 200


@pytest.mark.parametrize("order", ["do", "people"])
@pytest.mark.parametrize("page", ["desk", "remote"])
def test_a_press_that_cannot_be_saved_takes_no_desk_away(house, playing, away, page, order):
    """A line says so: the host goes on with another press, not with a way back to the desk."""
    night = ANight(house)
    playing.open(f"/nights/{night.id}/host/{night.key}")
    away()
    form = {"command": "next", "version": "0", "order": "balance", "page": page}
    path = f"/nights/{night.id}/{order}"
    told = playing.client.post(path, data=form, headers={"HX-Request": "true"})
    assert told.status_code == 503
    assert told.headers["HX-Retarget"] == "#lost"
    assert told.text == "The database cannot be reached."
    told = playing.client.post(path, data=form)
    assert told.status_code == 503
    assert f'href="/nights/{night.id}/host"' in told.text
