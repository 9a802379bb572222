"""A house for tests of the web: a small pack with a question of each kind, a clock that is set."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from quiz.live.bus import LocalBus
from quiz.live.hub import Hub
from quiz.services.files import Source
from quiz.services.house import House, open_house
from quiz.services.sources import key_of, read
from quiz.settings import read_settings
from quiz.store import packs as pack_rows
from quiz.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

# What must not reach a browser before the reveal has a canary in it.
PACK = """
format: 1
id: stagecraft
title: Stagecraft
description: What hangs, shines and holds in a theatre.
license: CC0-1.0
source: The handbook of the house
authors: [Greenroom contributors]
tags: [theatre]
questions:
- id: gobo
  ask: What is the metal stencil in front of a lamp called?
  answer: Gobo
  wrong: [Gel, Barndoor, Snoot]
  explain: canary-explain-gobo. It goes before optics.
  source: canary-source-gobo
  why_wrong: {Gel: canary-why-gel, Barndoor: canary-why-barndoor, Snoot: canary-why-snoot}
- id: tape
  ask: Which two of these are made to be torn by hand?
  answers: [Gaffer tape, Cloth tape]
  wrong: [Steel rope, Chain, Truss]
  explain: canary-explain-tape
  source: canary-source-tape
- id: ghost
  ask: A ghost light burns when the theatre is empty.
  answer: true
  explain: canary-explain-ghost
  source: canary-source-ghost
- id: curtain
  ask: What is the piece of cloth that closes the stage called?
  typed: [Canarycurtain, The canarycurtain]
  explain: canary-explain-curtain
  source: canary-source-curtain
- id: volts
  ask: How many metres has a kilometre?
  number: 1000
  unit: m
  explain: canary-explain-metre
  source: canary-source-metre
"""
RIGHT: Mapping[str, tuple[str, ...]] = {
    "What is the metal stencil in front of a lamp called?": ("Gobo",),
    "Which two of these are made to be torn by hand?": ("Gaffer tape", "Cloth tape"),
    "A ghost light burns when the theatre is empty.": ("True",),
    "What is the piece of cloth that closes the stage called?": ("Canarycurtain",),
    "How many metres has a kilometre?": ("1000",),
}


@dataclass
class Clock:
    """Time that passes when a test says so."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 14, 20, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def build(folder: Path, environ: Mapping[str, str] | None = None, pack: str = PACK) -> House:
    """Open a house in ``folder`` with the pack above (or another) on the shelf, and no other."""
    file = folder / "stagecraft.yaml"
    file.write_text(pack, encoding="utf-8")
    house = open_house(read_settings(dict(environ or {}), folder))
    source = Source(file, "packs", "packs/stagecraft.yaml")
    with house.store.writing() as tx:
        summary = pack_rows.add(tx, key_of(source), read(source), house.clock())
    house.shelf.fill([summary], [])
    house.store.scrub()  # so that the file alone is the whole database
    return house


def copy(built: House, folder: Path, *, clock: Clock, **settings: object) -> House:
    """Give a test a house of its own: the database is copied, the packs are shared."""
    folder.mkdir(exist_ok=True)
    file = folder / "greenroom.db"
    shutil.copy(built.settings.data / "greenroom.db", file)
    changed = replace(built.settings, data=folder, database_url=f"sqlite:///{file}", **settings)
    return replace(
        built,
        settings=changed,
        store=Store(changed.database_url),
        clock=clock,
        dice=lambda: Random(5),
        bus=LocalBus(),  # who listened to the other house is not to hear of this one
        hub=Hub(),
    )
