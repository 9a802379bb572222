"""The way through a night: which screen follows which.

A step names the stage and nothing of its time: ``night.running`` opens questions.
"""

from __future__ import annotations

from dataclasses import replace

from quiz.night.model import Plan, Rules, Slot, Stage, State

_OPENED = frozenset({"question", "locked", "reveal"})


def step(plan: Plan, rules: Rules, stage: Stage) -> tuple[str, Stage]:
    """Return what Next does (see ``desk.HostView.next``) and where it leads.

    An open question is locked; with ``auto_reveal`` its reveal follows at once. Standings follow
    the last question of a round, or every question with ``standings_each``. When the night is
    over, nothing is done: an empty key and the same stage.
    """
    match stage.phase:
        case "question" | "locked" | "reveal":
            return _on_question(plan, rules, stage)
        case "lobby":
            return _next_round(plan, stage, key="start")
        case "intro":
            return _first_question(plan, stage)
        case "standings":
            return _next_question(plan, stage)
        case "podium" | "over":
            return "end" if stage.phase == "podium" else "", replace(stage, phase="over")


def past_question(plan: Plan, stage: Stage) -> Stage:
    """Return where the night goes on when the question at hand is left out."""
    slot = following(plan, stage)
    return _question(stage, slot) if slot else Stage("standings", stage.round, stage.number)


def following(plan: Plan, stage: Stage) -> Slot | None:
    """Return the question after the one at hand in its round; None after the last."""
    slots = plan.rounds[stage.round].slots
    numbers = [slot.number for slot in slots]
    place = numbers.index(stage.number) + 1
    return slots[place] if place < len(slots) else None


def asked(state: State) -> frozenset[int]:
    """Return the questions that were opened, those that were left out included."""
    stages = (*state.past, state.stage)
    return frozenset(stage.number for stage in stages if stage.phase in _OPENED)


def revealed(state: State) -> frozenset[int]:
    """Return the questions whose answer was shown, and not taken back since."""
    stages = (*state.past, state.stage)
    return frozenset(stage.number for stage in stages if stage.phase == "reveal")


def scored(state: State) -> frozenset[int]:
    """Return the questions whose results count: revealed, and neither void nor left out."""
    return revealed(state) - state.void - state.skipped


def where(plan: Plan, stage: Stage) -> str:
    """Say in words which screen is on: ``question 3 of “Films”``."""
    title = f"“{plan.rounds[stage.round].title}”" if 0 <= stage.round < len(plan.rounds) else ""
    match stage.phase:
        case "lobby":
            return "the lobby"
        case "intro":
            return f"the beginning of {title}"
        case "question" | "locked" | "reveal":
            numbers = [slot.number for slot in plan.rounds[stage.round].slots]
            place = f"question {numbers.index(stage.number) + 1} of {title}"
            return {
                "question": place,
                "locked": f"{place}, which is locked",
                "reveal": f"the answer to {place}",
            }[stage.phase]
        case "standings":
            return f"the standings of {title}"
        case "podium":
            return "the podium"
        case "over":
            return "its end"


def _on_question(plan: Plan, rules: Rules, stage: Stage) -> tuple[str, Stage]:
    if stage.phase == "question" and not rules.auto_reveal:
        return "lock", replace(stage, phase="locked")
    if stage.phase != "reveal":
        return "reveal", replace(stage, phase="reveal")
    if rules.standings_each or following(plan, stage) is None:
        return "standings", Stage("standings", stage.round, stage.number)
    return _next_question(plan, stage)


def _first_question(plan: Plan, stage: Stage) -> tuple[str, Stage]:
    slots = plan.rounds[stage.round].slots
    return ("open", _question(stage, slots[0])) if slots else _next_round(plan, stage)


def _next_question(plan: Plan, stage: Stage) -> tuple[str, Stage]:
    slot = following(plan, stage)
    return ("next_question", _question(stage, slot)) if slot else _next_round(plan, stage)


def _next_round(plan: Plan, stage: Stage, key: str = "next_round") -> tuple[str, Stage]:
    after = stage.round + 1
    if after < len(plan.rounds):
        return key, Stage("intro", after, stage.number)
    return "podium", Stage("podium", stage.round, stage.number)


def _question(stage: Stage, slot: Slot) -> Stage:
    return Stage("question", stage.round, slot.number)
