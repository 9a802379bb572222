"""The key of a question as its host sees it, and what a host means who declares another."""

from __future__ import annotations

from dataclasses import replace

from quiz.errors import BadInputError
from quiz.night.commands import Command, Rekey
from quiz.night.course import asked
from quiz.night.model import Slot
from quiz.questions.kinds import Kind, has_places, lefts_of, options_of, right_options
from quiz.questions.model import Body
from quiz.services.nights.desk import KeyView
from quiz.services.nights.room import Room

_BY_OPTIONS: frozenset[Kind] = frozenset({"choice", "multi", "order", "match"})


def options(room: Room, slot: Slot) -> tuple[tuple[str, bool], ...]:
    """Return the options of a question as (text, is_right), in the order they are shown."""
    rights = {text for each in room.keyed(slot) for text in right_options(each.body)}
    return tuple((text, text in rights) for text in room.dealt(slot).options)


def key_view(room: Room, slot: Slot) -> KeyView:
    """Return what is right of a question now, for its host to change."""
    state = room.record.state
    shown = options(room, slot)
    return KeyView(
        number=slot.number,
        kind=slot.kind,
        options=shown,
        rows=_rows(room.keyed(slot)[0].body, [text for text, _ in shown]),
        changed=slot.number in state.rekeyed or slot.number in state.accepted,
    )


def meant(room: Room, command: Command) -> Command:
    """Return a command with a key as it is meant: one that says what the pack says is none.

    Raises BadInputError for a key with what is no option of the question. Other faults, and a
    command that comes too late, are the machine's to find.
    """
    state = room.record.state
    if not isinstance(command, Rekey) or command.version != state.version:
        return command
    if command.number not in asked(state) | state.void:
        return command
    slot = room.record.plan.slot(command.number)
    body = room.question(slot).body
    said = tuple(text for text in command.right if text.strip())
    strange = [text for text in said if text not in options_of(body)]
    if strange and slot.kind in _BY_OPTIONS:
        raise BadInputError(f"“{strange[0]}” is none of the options of this question.")
    return replace(command, right=()) if _is_of_pack(body, said) else command


def _rows(body: Body, shown: list[str]) -> tuple[tuple[int, str, str], ...]:
    if not has_places(body):
        return ()
    rights, lefts = options_of(body), lefts_of(body)
    if lefts:
        pairs = zip(lefts, rights, strict=True)
        return tuple((index, left, right) for index, (left, right) in enumerate(pairs))
    return tuple((shown.index(text), text, str(place)) for place, text in enumerate(rights, 1))


def _is_of_pack(body: Body, said: tuple[str, ...]) -> bool:
    """Say whether a key is what the pack says. What is typed has many right answers, and none."""
    rights = right_options(body)
    if not rights:
        return False
    if has_places(body):
        return said == rights
    return sorted(text.casefold() for text in said) == sorted(text.casefold() for text in rights)
