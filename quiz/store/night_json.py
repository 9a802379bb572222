"""Plans, rules and states of nights as JSON can hold them, and back again, exactly."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from types import MappingProxyType
from typing import Any

from quiz.night.model import Plan, PlannedRound, Rules, Slot, Stage, State

_INSTANTS = ("opened_at", "deadline", "closes_at", "locked_at")


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON."""
    return {
        "rounds": [
            {
                "title": planned.title,
                "format": planned.format,
                "note": planned.note,
                "pack": planned.pack,
                "level": planned.level,
                "seconds": planned.seconds,
                "slots": [{**asdict(slot), "order": list(slot.order)} for slot in planned.slots],
            }
            for planned in plan.rounds
        ]
    }


def plan_from_json(data: Mapping[str, Any]) -> Plan:
    """Return the plan that ``plan_to_json`` was given."""
    return Plan(
        tuple(
            PlannedRound(
                title=planned["title"],
                format=planned["format"],
                note=planned["note"],
                slots=tuple(
                    Slot(**{**slot, "order": tuple(slot["order"])}) for slot in planned["slots"]
                ),
                pack=planned.get("pack"),  # older plans do not say
                level=planned.get("level"),
                seconds=planned.get("seconds"),
            )
            for planned in data["rounds"]
        )
    )


def plan_digest(data: Mapping[str, Any]) -> str:
    """Return what tells a plan from every other, of its JSON."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:32]


def rules_to_json(rules: Rules) -> dict[str, Any]:
    """Return rules as JSON."""
    return asdict(rules)


def rules_from_json(data: Mapping[str, Any]) -> Rules:
    """Return the rules that ``rules_to_json`` was given."""
    return Rules(**data)


def state_to_json(state: State) -> dict[str, Any]:
    """Return a state as JSON."""
    return {
        "version": state.version,
        "stage": _stage_to_json(state.stage),
        "paused_at": _told(state.paused_at),
        "door_locked": state.door_locked,
        "void": sorted(state.void),
        "skipped": sorted(state.skipped),
        "accepted": _texts_to_json(state.accepted),
        "rekeyed": _texts_to_json(state.rekeyed),
        "past": [_stage_to_json(stage) for stage in state.past],
    }


def state_from_json(data: Mapping[str, Any]) -> State:
    """Return the state that ``state_to_json`` was given."""
    return State(
        version=data["version"],
        stage=_stage_from_json(data["stage"]),
        paused_at=_read(data["paused_at"]),
        door_locked=data["door_locked"],
        void=frozenset(data["void"]),
        skipped=frozenset(data["skipped"]),
        accepted=_texts_from_json(data["accepted"]),
        rekeyed=_texts_from_json(data["rekeyed"]),
        past=tuple(map(_stage_from_json, data["past"])),
    )


def _stage_to_json(stage: Stage) -> dict[str, Any]:
    data = asdict(stage)
    return {**data, **{name: _told(data[name]) for name in _INSTANTS}}


def _stage_from_json(data: Mapping[str, Any]) -> Stage:
    return Stage(**{**data, **{name: _read(data[name]) for name in _INSTANTS}})


def _texts_to_json(texts: Mapping[int, tuple[str, ...]]) -> dict[str, list[str]]:
    return {str(number): list(some) for number, some in texts.items()}


def _texts_from_json(data: Mapping[str, list[str]]) -> Mapping[int, tuple[str, ...]]:
    return MappingProxyType({int(number): tuple(some) for number, some in data.items()})


def _told(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
