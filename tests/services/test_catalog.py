import logging
import os
from dataclasses import replace

import pytest

from quiz.errors import NotFoundError
from quiz.packs.formats import zips
from quiz.services import catalog, files, media, sources
from quiz.services.house import open_house
from quiz.services.shelf import Shelf
from tests.tools.media import photo, picture

GOOD = """\
format: 1
id: {id}
title: A small pack
license: CC0-1.0
questions:
- ask: Which planet is red?
  answer: Mars
  wrong: [Venus, Saturn]
"""


@pytest.fixture
def theirs(settings):
    """The folder of packs in the data folder."""
    folder = settings.data / "packs"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def bare(make_house, monkeypatch):
    """A house whose shelf is empty, and nothing that ships with it."""
    monkeypatch.setattr(files, "_shipped", lambda _room: ())
    house = make_house()
    house.shelf.fill((), ())
    return house


def test_a_pack_in_the_data_folder_is_served(bare, theirs):
    (theirs / "small.yaml").write_text(GOOD.format(id="small"))
    assert catalog.load(bare) == ()
    (card,) = catalog.packs(bare)
    assert (card.id, card.title, card.count) == ("small", "A small pack", 1)
    assert catalog.pack(bare, "small") == card
    with pytest.raises(NotFoundError):
        catalog.pack(bare, "other")


SEEN = GOOD + "  picture: {{file: media/moon.jpg, alt: A circle}}\n"


@pytest.mark.parametrize("packed", [True, False])
def test_pictures_come_with_a_zip_or_lie_beside_the_file(bare, theirs, packed):
    text = SEEN.format(id="small")
    if packed:
        files = {"pack.yaml": text.encode(), "media/moon.jpg": photo()}
        (theirs / "small.zip").write_bytes(zips.pack(files))
    else:
        (theirs / "small.yaml").write_text(text)
        (theirs / "media").mkdir()
        (theirs / "media" / "moon.jpg").write_bytes(photo())
    assert catalog.load(bare) == ()
    with bare.store.reading() as tx:
        (edition,) = bare.shelf.current(tx, "small")
    (question,) = edition.pack.questions
    assert "moon" not in question.picture.file
    assert media.find(bare, question.picture.file).mime == "image/webp"


def test_a_picture_that_is_missing_or_none_costs_that_pack_alone(bare, theirs):
    (theirs / "small.yaml").write_text(GOOD.format(id="small"))
    (theirs / "a.yaml").write_text(SEEN.format(id="a"))
    files = {"pack.yaml": SEEN.format(id="b").encode(), "media/moon.jpg": b"<svg/>"}
    (theirs / "b.zip").write_bytes(zips.pack(files))
    (theirs / "c.zip").write_bytes(b"PK rubbish")
    told = {problem.file: problem.code for problem in catalog.load(bare)}
    assert [card.id for card in catalog.packs(bare)] == ["small"]
    assert told == {
        "packs/a.yaml": "E216",
        "packs/b.zip/media/moon.jpg": "E217",
        "packs/c.zip": "E504",
    }


def test_another_picture_makes_another_pack(bare, theirs):
    (theirs / "small.yaml").write_text(SEEN.format(id="small"))
    (theirs / "media").mkdir()
    found = set()
    for color in ("red", "blue"):
        (theirs / "media" / "moon.jpg").write_bytes(picture(color=color))
        assert catalog.load(bare) == ()
        found.add(bare.shelf.summary("small").digest)
    assert len(found) == 2


def test_a_broken_file_is_named_and_the_rest_is_served(bare, theirs, settings):
    (theirs / "small.yaml").write_text(GOOD.format(id="small"))
    (theirs / "broken.yaml").write_text(GOOD.format(id="broken").replace("answer", "anwser"))
    (theirs / "notes.txt").write_text("not a pack, and nobody says so")
    (theirs / "latin.yaml").write_bytes(b"format: 1\ntitle: caf\xe9\n")
    (theirs / "bare.yaml").write_text("")
    (settings.data / "moments").mkdir()
    (settings.data / "moments" / "night.yaml").write_text("format: 1\nmoments: [\n")
    problems = catalog.load(bare)
    assert [card.id for card in catalog.packs(bare)] == ["small"]
    assert {problem.file for problem in problems} == {
        "packs/broken.yaml",
        "packs/latin.yaml",
        "packs/bare.yaml",
        "moments/night.yaml",
    }
    assert any(p.file == "packs/broken.yaml" and p.line == 7 for p in problems)
    assert any(p.file == "packs/latin.yaml" and p.line == 2 for p in problems)
    assert catalog.problems(bare) == problems


def test_of_two_packs_with_one_id_the_second_is_told(bare, theirs):
    (theirs / "a.yaml").write_text(GOOD.format(id="small"))
    (theirs / "b.yaml").write_text(GOOD.format(id="small").replace("A small", "Another"))
    (problem,) = catalog.load(bare)
    assert (problem.file, "packs/a.yaml" in problem.message) == ("packs/b.yaml", True)
    assert [card.title for card in catalog.packs(bare)] == ["A small pack"]


def test_a_file_that_cannot_be_opened_is_told(bare, theirs):
    (theirs / "gone.yaml").symlink_to(theirs / "nowhere")
    (problem,) = catalog.load(bare)
    assert "cannot be read" in problem.message


def test_what_is_no_file_or_has_no_end_is_told(bare, theirs):
    (theirs / "folder.yaml").mkdir()
    os.mkfifo(theirs / "pipe.yaml")
    (theirs / "endless.yaml").symlink_to("/dev/zero")
    (theirs / "large.yaml").write_bytes(b"x" * ((8 << 20) + 1))
    told = {problem.file: problem.message for problem in catalog.load(bare)}
    assert told == {
        "packs/folder.yaml": "folder.yaml is no file",
        "packs/pipe.yaml": "pipe.yaml is no file",
        "packs/endless.yaml": "endless.yaml is no file",
        "packs/large.yaml": "large.yaml is larger than 8,388,608 bytes",
    }


def test_a_fault_of_ours_costs_that_file_alone(bare, theirs, monkeypatch, caplog):
    (theirs / "small.yaml").write_text(GOOD.format(id="small"))

    def stumble(_source, _chosen):
        raise RecursionError

    monkeypatch.setattr(sources, "_read", stumble)
    with caplog.at_level(logging.ERROR):
        (problem,) = catalog.load(bare)
    assert "RecursionError" in problem.message
    assert "Traceback" in caplog.text


def test_a_file_that_did_not_change_is_not_read_again(bare, theirs, monkeypatch):
    path = theirs / "small.yaml"
    path.write_text(GOOD.format(id="small"))
    catalog.load(bare)
    read = []
    monkeypatch.setattr(sources, "read", lambda source: read.append(source) or 1 / 0)
    again = replace(bare, shelf=Shelf())
    catalog.load(again)
    assert read == []
    assert catalog.packs(again) == catalog.packs(bare)


def test_a_file_that_changed_is_read_again(bare, theirs):
    path = theirs / "small.yaml"
    path.write_text(GOOD.format(id="small"))
    catalog.load(bare)
    path.write_text(GOOD.format(id="small").replace("A small", "A better"))
    catalog.load(bare)
    assert [card.title for card in catalog.packs(bare)] == ["A better pack"]


def test_a_table_of_a_file_belongs_to_what_was_read(settings, theirs):
    folder = settings.data / "moments"
    folder.mkdir()
    (folder / "cities.yaml").write_text("format: 1\ntables:\n- file: cities.csv\n")
    (folder / "cities.csv").write_text("city\nParis\n")
    (source,) = (s for s in files.find(settings.data) if s.path.parent == folder)
    before = sources.key_of(source)
    (folder / "cities.csv").write_text("city\nLyon\n")
    assert sources.key_of(source) != before


def test_all_that_ships_can_be_played(settings):
    house = open_house(settings)
    assert catalog.load(house) == ()
    cards = catalog.packs(house)
    assert all(card.license for card in cards)
    assert "vma-2023" in {card.id for card in cards}
    house.store.close()


FLAGS = """\
format: 1
id: ours
title: Our flags
license: CC0-1.0
as_of: 2024-05-04
sources: {paper: {title: The paper}}
defaults: {source: paper}
tables:
- file: flags.csv
  things:
    "{land}": {name: "{land}", type: country}
    "flag-{land}":
      name: "a {told}"
      type: flag
      picture: {file: "media/our-{land}.png", alt: "A {told}.", license: CC0-1.0}
  moments:
  - flies: "{land}"
    flag: "flag-{land}"
"""
LANDS = {"Aland": (200, 30, 30), "Bland": (30, 200, 30), "Cland": (30, 30, 200)}


def test_moments_in_the_data_folder_show_pictures_that_lie_beside_them(bare, settings):
    folder = settings.data / "moments"
    (folder / "media").mkdir(parents=True)
    (folder / "ours.yaml").write_text(FLAGS)
    rows = "".join(f"{land},colour no. {at}\n" for at, land in enumerate(LANDS))
    (folder / "flags.csv").write_text(f"land,told\n{rows}")
    for land, color in list(LANDS.items())[:2]:
        (folder / "media" / f"our-{land}.png").write_bytes(picture(color=color))
    (problem,) = catalog.load(bare)
    assert (problem.code, "our-Cland.png" in problem.message) == ("E216", True)
    last = folder / "media" / "our-Cland.png"
    last.write_bytes(picture(color=LANDS["Cland"]))
    assert catalog.load(bare) == ()
    first = seen_of(bare, "ours")
    assert len(first) == len(LANDS)
    last.write_bytes(picture(color=(9, 9, 9)))
    assert catalog.load(bare) == ()
    assert len(seen_of(bare, "ours") & first) == len(LANDS) - 1


def seen_of(house, pack_id):
    """Return the pictures that a pack on the shelf shows, as they are sent."""
    with house.store.reading() as tx:
        digest = house.shelf.summaries[pack_id].digest
        asked = house.shelf.edition(tx, digest).pack.questions
    return {media.find(house, question.picture.file).data for question in asked}
