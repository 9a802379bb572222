"""Hostile files that are uploaded: refused in words, with nothing half-saved, and never a fault."""

import html
import io

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from quiz.store import own_tables
from tests.tools.hostile import files
from tests.tools.plain import PlainBrowser
from tests.web.test_people import sign_up

HOSTILE = {one.name: one for one in files()}
SOME = ("bomb.zip", "drawing.zip", "laughs.xml", "tall.xlsx")


@pytest.fixture
def alice(app):
    return sign_up(PlainBrowser(app.test_client()))


def rows(house):
    """How many rows there are in every table."""
    with house.store.reading() as tx:
        tables = own_tables.METADATA.sorted_tables
        return {one.name: tx.scalar(select(func.count()).select_from(one)) for one in tables}


def send(browser, one):
    """Upload a file as the form of the page does."""
    form = next(
        form for form in browser.open("/packs/upload").read().forms if form.method == "post"
    )
    fields = {name: value for name, value in form.filled() if name not in {"file", "text"}}
    sent = {**fields, "file": FileStorage(io.BytesIO(one.data), one.name)}
    boundary, body = encode_multipart(sent)  # the client's own would leave a file open
    told = f'multipart/form-data; boundary="{boundary}"'
    return browser.client.post("/packs/upload", data=body, content_type=told)


def refused(house, browser, one):
    """Say what was wrong with how a file was refused, or nothing."""
    before = rows(house)
    answer = send(browser, one)
    shown = html.unescape(answer.text)
    told = one.told in shown if one.told else "could not be read" in shown or "taken" in shown
    return [
        *([f"{one.name}: status {answer.status_code}"] if answer.status_code != 400 else []),
        *([] if told else [f"{one.name}: not told why"]),
        *([f"{one.name}: something was saved"] if rows(house) != before else []),
        *([f"{one.name}: a script came through"] if "<script>alert" in answer.text else []),
    ]


def test_hostile_files_are_refused_and_leave_nothing(house, alice):
    assert [fault for name in SOME for fault in refused(house, alice, HOSTILE[name])] == []


@pytest.mark.soak
def test_every_hostile_file_is_refused_and_leaves_nothing(house, alice):
    assert len(HOSTILE) < 60  # as many as an address may have read in an hour
    assert [fault for one in HOSTILE.values() for fault in refused(house, alice, one)] == []
