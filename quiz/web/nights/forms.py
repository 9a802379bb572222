"""What a host's forms say: a draft and how it is changed, a command, whom it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import cast
from zlib import crc32

from flask import request

from quiz.errors import BadInputError, QuizError
from quiz.night import commands
from quiz.night.keys import in_places
from quiz.night.model import RoundFormat, Rules, Teams, TeamScore
from quiz.packs.translations.languages import tidied
from quiz.scores.presets import PresetId
from quiz.services.nights.desk import NightDraft, RoundDraft
from quiz.services.nights.drafts import DraftError
from quiz.web import htmx
from quiz.web.languages import gettext as _

_FIELDS = ("title", "format", "pack", "level", "count", "seconds", "note")
_MORE_THAN_ENOUGH = 40
_NONE = -1


def draft() -> NightDraft:
    """Read the builder's form. What makes no sense is left to the service to name."""
    form = request.form
    columns = [form.getlist(f"round_{name}")[:_MORE_THAN_ENOUGH] for name in _FIELDS]
    rounds = tuple(
        RoundDraft(
            title=title,
            format=cast("RoundFormat", form_),
            pack=pack,
            count=_whole(count),
            seconds=_whole(seconds.strip() or "0"),  # nothing said: no limit
            level=level,
            note=note,
        )
        for title, form_, pack, level, count, seconds, note in zip(*columns, strict=False)
    )
    language = tidied(form.get("language", "")[:35])
    return NightDraft(form.get("title", ""), rounds, _rules(), language)


def _rules() -> Rules:
    form = request.form

    def ticked(name: str) -> bool:
        return form.get(name) == "yes"

    return Rules(
        scoring=cast("PresetId", form.get("scoring", "accuracy")),
        teams=cast("Teams", form.get("teams", "solo")),
        team_score=cast("TeamScore", form.get("team_score", "mean")),
        jokers=ticked("jokers"),
        auto_reveal=ticked("auto_reveal"),
        end_early=ticked("end_early"),
        standings_each=ticked("standings_each"),
        own_names=ticked("own_names"),
        approve=ticked("approve"),
        capacity=_whole(form.get("capacity", "200")),
        late_join=ticked("late_join"),
        audience=ticked("audience"),
        extra_time=ticked("extra_time"),
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """What of a drawing board lies open: rounds by their place from 1, the rules of the door."""

    rounds: frozenset[int] = frozenset()
    door: bool = False


def opened(night: NightDraft, refused: QuizError | None = None) -> Opened:
    """Return what lies open, as the form says it; without script also what was changed in it.

    What somebody opens or shuts by hand only a script can tell. Rounds with a fault lie open.
    """
    form, by_script = request.form, htmx.wants_part()

    def is_open(said: str, was: str, now: object) -> bool:
        return said == "yes" or (not by_script and was not in {"", mark(now)})

    signs = zip_longest(form.getlist("round_open"), form.getlist("round_was"), fillvalue="")
    places = (
        place
        for place, (planned, (said, was)) in enumerate(zip(night.rounds, signs, strict=False), 1)
        if is_open(said, was, planned)
    )
    said, was = form.get("door_open", ""), form.get("door_was", "")
    faulty = refused.places if isinstance(refused, DraftError) else frozenset()
    return Opened(faulty.union(places), is_open(said, was, door_of(night.rules)))


def mark(part: object) -> str:
    """Return a short text that goes with a part of a draft as it is, and with hardly any other."""
    return f"{crc32(repr(part).encode()):x}"


def door_of(rules: Rules) -> Rules:
    """Return the rules with all that the drawing board shows beside those of the door left out."""
    asked = Rules()
    return replace(
        rules,
        scoring=asked.scoring,
        teams=asked.teams,
        team_score=asked.team_score,
        jokers=asked.jokers,
    )


def over() -> str:
    """Return the title of the template in whose place the draft may be put."""
    return request.form.get("over", "")[:200]


def edited(night: NightDraft, wish: str, lies: Opened) -> tuple[NightDraft, Opened]:
    """Return a draft after one press on the drawing board, and what lies open of it then.

    ``wish`` is ``add``, ``break``, ``up:2``, ``down:2``, ``remove:2``; any other changes nothing.
    What is new is open, and what is moved stays as it was.
    """
    what, _colon, where = wish.partition(":")
    rounds = [(planned, place in lies.rounds) for place, planned in enumerate(night.rounds, 1)]
    place = _whole(where) - 1
    if what == "add":
        rounds.append((RoundDraft(_("Round %(number)s", number=len(rounds) + 1)), True))
    elif what == "break":
        rounds.append((RoundDraft(_("Half-time"), "break", count=0, seconds=0), True))
    elif 0 <= place < len(rounds):
        moved = rounds.pop(place)
        if what in {"up", "down"}:
            rounds.insert(max(0, place - 1) if what == "up" else place + 1, moved)
    after = replace(night, rounds=tuple(planned for planned, _open in rounds))
    places = (place for place, (_planned, is_open) in enumerate(rounds, 1) if is_open)
    return after, replace(lies, rounds=frozenset(places))


def command() -> commands.Command:
    """Read what the host said, and the version of the night it was said to.

    Raises BadInputError for a command there is not.
    """
    form = request.form
    version, number = _whole(form.get("version", "")), _whole(form.get("number", "0"))
    texts = tuple(text for text in form.getlist("text") if text.strip())[:_MORE_THAN_ENOUGH]
    said: dict[str, Callable[[], commands.Command]] = {
        "next": lambda: commands.Next(version),
        "back": lambda: commands.Back(version),
        "pause": lambda: commands.Pause(version),
        "resume": lambda: commands.Resume(version),
        "add_time": lambda: commands.AddTime(version),
        "skip": lambda: commands.Skip(version),
        "void": lambda: commands.Void(version, number),
        "unvoid": lambda: commands.Unvoid(version, number),
        "accept": lambda: commands.Accept(version, number, texts),
        "rekey": lambda: commands.Rekey(version, number, _key(texts)),
        "unkey": lambda: commands.Rekey(version, number, ()),
        "lock_door": lambda: commands.LockDoor(version, locked=True),
        "open_door": lambda: commands.LockDoor(version, locked=False),
        "finish": lambda: commands.Finish(version),
    }
    make = said.get(form.get("command", ""))
    if make is None:
        raise BadInputError(_("There is no such command. Press one of the buttons of the desk."))
    return make()


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """A key as a form said it: to be shown again when it was refused."""

    number: int
    texts: list[str]
    places: dict[str, str]


def rekeyed() -> Rekeyed | None:
    """Return the key that a form says, if it says one."""
    form = request.form
    if form.get("command") != "rekey":
        return None
    places = dict(zip(form.getlist("item"), form.getlist("place"), strict=False))
    return Rekeyed(_whole(form.get("number", "")), form.getlist("text"), places)


def version() -> int:
    """Return the version of the night that a form was made for."""
    return _whole(request.form.get("version", ""))


def _key(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is right from now on: as chosen, or the items by the places they were given."""
    items = request.form.getlist("item")[:_MORE_THAN_ENOUGH]
    if items:
        return in_places(items, [_whole(place) for place in request.form.getlist("place")])
    if not texts:
        raise BadInputError(_("Say what is right first."))
    return texts


def swapped() -> tuple[int, int]:
    """Return the version and the number of the question to be exchanged for another."""
    return _whole(request.form.get("version", "")), _whole(request.form.get("number", ""))


def people() -> tuple[str, tuple[str, ...]]:
    """Return what to do with whom: a button of a row says both, the others go by the ticks."""
    form = request.form
    what, _colon, seats = form.get("only", "").partition(":")
    if what:
        return what, tuple(filter(None, seats.split(",")))
    return form.get("action", ""), tuple(form.getlist("seat"))


def _whole(text: str) -> int:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else _NONE
