"""What a host did, in a sentence for the audit."""

from __future__ import annotations

from collections.abc import Mapping

from quiz.night.commands import (
    Accept,
    AddTime,
    Back,
    Command,
    Finish,
    LockDoor,
    Next,
    Pause,
    Rekey,
    Resume,
    Skip,
    Unvoid,
    Void,
)
from quiz.night.course import where
from quiz.services.nights.judging import Change
from quiz.services.nights.room import Room
from quiz.store.night_records import NightRecord
from quiz.text import join_names


def audit_line(
    before: NightRecord, after: Room, command: Command, changes: Mapping[int, Change]
) -> str:
    """Say what a command did; nothing of Next, which the night itself shows.

    A changed key says how many more are right with it, or fewer.
    """
    match command:
        case Next():
            return ""
        case Void() | Unvoid() | Accept() | Rekey():
            return f"{_amended(before, after, command)}{_effect(changes.get(command.number))}."
        case Pause() | Resume() | AddTime() | LockDoor():
            return _held(before, command)
        case Back() | Skip() | Finish():
            return _went(before, after, command)


def _went(before: NightRecord, after: Room, command: Back | Skip | Finish) -> str:
    at = where(before.plan, before.state.stage)
    match command:
        case Back():
            return f"Went back from {at} to {where(before.plan, after.record.state.stage)}."
        case Skip():
            return f"Left out {at}."
        case Finish():
            return f"Went from {at} straight to the podium."


def _held(before: NightRecord, command: Pause | Resume | AddTime | LockDoor) -> str:
    match command:
        case Pause():
            return f"Paused at {where(before.plan, before.state.stage)}."
        case Resume():
            return "Resumed."
        case AddTime(seconds=seconds):
            return f"Gave {seconds} more seconds for question {before.state.stage.number}."
        case LockDoor(locked=locked):
            return "Locked the door." if locked else "Opened the door again."


def _amended(before: NightRecord, after: Room, command: Void | Unvoid | Accept | Rekey) -> str:
    number = command.number
    match command:
        case Void():
            return f"Question {number} counts for nobody"
        case Unvoid():
            return f"Question {number} counts again"
        case Accept(texts=texts):
            known = before.state.accepted.get(number, ())
            new = [f"“{text.strip()}”" for text in texts if text.strip() not in known]
            return f"Accepted {join_names(new)} for question {number}"
        case Rekey(right=()):
            return f"Set the key of question {number} back to that of its pack"
        case Rekey() if (slot := before.plan.slot(number)).kind in {"order", "match"}:
            return f"Set the key of question {number} to “{after.answer(slot)}”"
        case Rekey(right=right):
            return f"Set the key of question {number} to {join_names([f'“{r}”' for r in right])}"


def _effect(change: Change | None) -> str:
    return f": {change.right:+d} right" if change else ""
