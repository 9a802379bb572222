"""A night on paper: what is asked, where it is answered, and the key. For hosts alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.night.model import PlannedRound, RoundFormat, Slot
from quiz.packs.media.model import KEPT
from quiz.paper.model import SheetQuestion, SheetRound, Sheets
from quiz.questions.kinds import lefts_of, right_options
from quiz.questions.model import Question
from quiz.scores.presets import PRESETS
from quiz.services.house import House
from quiz.services.nights import access
from quiz.services.nights.room import Room
from quiz.services.nights.showing import LETTERS
from quiz.store import media as media_rows
from quiz.store.night_records import NightRecord

_FORMATS: Mapping[RoundFormat, str] = MappingProxyType(
    {
        "general": "",
        "picture": "Picture round",
        "audio": "Listening round",
        "moments": "Moments",
        "speed": "Speed round",
        "wager": "Wager",
        "tiebreak": "Tie-break",
        "break": "Break",
    }
)


def sheets(house: House, night_id: str, key: str) -> Sheets:
    """Return a night to print, at any time. Raises NotAllowedError for a wrong key."""
    with house.store.reading() as tx:
        record = access.host_in(tx, night_id, key)
        room = Room(record, house.shelf, tx)
        return Sheets(
            title=record.title,
            when="",
            scoring=_scoring(record),
            rounds=tuple(
                SheetRound(
                    number=place,
                    title=planned.title,
                    note=planned.note,
                    format=_FORMATS[planned.format],
                    questions=_questions(room, planned),
                )
                for place, planned in enumerate(record.plan.rounds, 1)
            ),
        )


def _scoring(record: NightRecord) -> str:
    """Say how it is scored. On paper nobody measures time, so speed earns nothing."""
    base = PRESETS[record.rules.scoring].base
    points = "1 point" if base == 1 else f"{base:,} points"
    return f"{points} for a right answer, 0 for any other."


def _questions(room: Room, planned: PlannedRound) -> tuple[SheetQuestion, ...]:
    return tuple(_question(room, slot, place) for place, slot in enumerate(planned.slots, 1))


def _question(room: Room, slot: Slot, place: int) -> SheetQuestion:
    dealt = room.dealt(slot)
    asked = dealt.question
    letters = dict(zip(dealt.options, LETTERS, strict=False))
    rights = dict.fromkeys(text for each in room.keyed(slot) for text in right_options(each.body))
    return SheetQuestion(
        number=place,
        kind=slot.kind,
        ask=asked.ask,
        options=tuple((letter, text) for text, letter in letters.items()),
        lefts=lefts_of(asked.body),
        answer=room.answer(slot),
        explain=asked.explain or asked.proof.right,
        source=asked.source,
        seconds=slot.seconds,
        letters=tuple(letters[text] for text in rights),
        picture=_picture(room, asked),
        alt=asked.picture.alt if asked.picture else "",
    )


def _picture(room: Room, asked: Question) -> bytes:
    found = KEPT.fullmatch(asked.picture.file) if asked.picture else None
    medium = media_rows.find(room.tx, found[1]) if found else None
    return medium.data if medium else b""
