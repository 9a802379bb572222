"""What ``quiz pack new`` writes: a pack with a question of every kind, to be written over."""

from __future__ import annotations

TEMPLATE = """\
# A pack of questions. Write over what is here, then try it: quiz pack check {file}
format: 1
id: {id}  # lower-case letters, digits and hyphens; players' scores hang on it
title: {title}
description: What it is about, in a sentence.
language: en
version: 1.0.0
authors: [Your name]
license: CC-BY-SA-4.0  # without one the pack is for you alone
tags: [example]
defaults:
  difficulty: medium  # easy, medium or hard, for questions that say nothing of it
  # time: 30          # seconds, likewise; else the round decides
questions:
# One right answer among wrong ones.
- ask: Which planet is red?
  answer: Mars
  wrong: [Venus, Jupiter, Saturn]
  why_wrong: {{Venus: Venus is white.}}
  explain: Its dust is rich in iron oxide.
  source: https://science.nasa.gov/mars
  difficulty: easy
# Several right ones; say how many.
- ask: Which TWO are gas giants?
  answers: [Jupiter, Saturn]
  wrong: [Mars, Venus]
# A statement.
- ask: The Moon is made of cheese.
  answer: false
# An answer to type. All that count; the first is shown.
- ask: Who first walked on the Moon?
  typed: [Neil Armstrong]
# A number. Right within 5 %, or within a number; without it, it must be exact.
- ask: How far is the Moon, on average?
  number: 384400
  unit: km
  within: 5%
# Things to put in order, here in the right one.
- ask: Put these planets in order outwards from the Sun.
  order: [Mercury, Venus, Earth, Mars]
# Pairs to match.
- ask: Which planet does each moon go around?
  match: {{Titan: Saturn, Io: Jupiter, Phobos: Mars}}
# A picture, and a sound, lie in the folder "media" beside this file. What "alt" says is read out to
# those who do not see it, so it must not tell the answer.
# - ask: Which nebula is this?
#   picture: {{file: media/m1.jpg, alt: A cloud that glows in red, credit: NASA, license: PD}}
#   answer: Crab Nebula
#   wrong: [Orion Nebula, Ring Nebula]
# - ask: Whose beeps are these?
#   audio: {{file: media/beep.ogg, transcript: Beeps of Sputnik 1, license: CC0-1.0}}
#   typed: [Sputnik 1, Sputnik]
"""


def template(pack_id: str, title: str, file: str) -> str:
    """Return a pack to begin with; ``title`` is a plain text without colons."""
    return TEMPLATE.format(id=pack_id, title=title, file=file)
