"""What a page refuses it refuses in the same way each time."""

import pytest


@pytest.mark.parametrize("path", ["/", "/leaderboards", "/nights/0123456789abcdef/answer"])
def test_the_methods_of_a_page_are_told_in_order(app, path):
    told = app.test_client().delete(path, headers={"Sec-Fetch-Site": "same-origin"})
    methods = told.headers["Allow"].split(", ")
    assert told.status_code == 405
    assert methods == sorted(methods)
    assert methods
