"""Second thoughts of a host about a question that was asked: they work to the end, and after it."""

from __future__ import annotations

from dataclasses import replace

from quiz.errors import BadInputError, ConflictError
from quiz.night import keys
from quiz.night.commands import Accept, Rekey, Unvoid, Void
from quiz.night.course import asked
from quiz.night.model import Plan, Slot, State


def amend(plan: Plan, state: State, command: Void | Unvoid | Accept | Rekey) -> State:
    """Return the state with a question counted, or not, or keyed anew; the version stays.

    Raises BadInputError for an unknown question and for answers that make no sense, ConflictError
    for a question that was not asked yet, or when there is nothing to change.
    """
    slot = _asked(plan, state, command.number)
    match command:
        case Void():
            return _void(state, slot.number)
        case Unvoid():
            return _unvoid(state, slot.number)
        case Accept(texts=texts):
            return _accept(state, slot, texts)
        case Rekey(right=right):
            return _rekey(state, slot, right)


def _void(state: State, number: int) -> State:
    if number in state.void:
        raise ConflictError("This question counts for nobody already.")
    return replace(state, void=state.void | {number})


def _unvoid(state: State, number: int) -> State:
    if number not in state.void:
        raise ConflictError("This question counts: it was not voided.")
    return replace(state, void=state.void - {number})


def _accept(state: State, slot: Slot, texts: tuple[str, ...]) -> State:
    present = state.accepted.get(slot.number, ())
    accepted = keys.to_accept(slot, texts, present)
    if accepted == present:
        raise ConflictError("That answer is accepted already.")
    return replace(state, accepted={**state.accepted, slot.number: accepted})


def _rekey(state: State, slot: Slot, right: tuple[str, ...]) -> State:
    """Set the key anew; what was accepted goes with the old key, so that all can be undone."""
    texts = keys.to_rekey(slot, right)
    if texts == state.rekeyed.get(slot.number, ()) and slot.number not in state.accepted:
        raise ConflictError("That is the key already.")
    accepted = {number: old for number, old in state.accepted.items() if number != slot.number}
    rekeyed = {number: old for number, old in state.rekeyed.items() if number != slot.number}
    if texts:
        rekeyed[slot.number] = texts
    return replace(state, accepted=accepted, rekeyed=rekeyed)


def _asked(plan: Plan, state: State, number: int) -> Slot:
    try:
        slot = plan.slot(number)
    except KeyError:
        raise BadInputError(f"The night has no question {number}.") from None
    if number not in asked(state) | state.void:
        raise ConflictError("That question has not been asked yet.")
    return slot
