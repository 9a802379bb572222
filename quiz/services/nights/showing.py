"""A night → what phones and the big screen show of its questions. Nothing here decides anything.

Until the reveal nothing depends on the right answer: a ``NightQuestion`` is made of the question as
it was dealt and the clock, of no id and no answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from quiz.night.model import Result, Slot
from quiz.night.running import clock, has_longer
from quiz.questions.kinds import choose_count, has_places, lefts_of, options_of, right_options
from quiz.questions.likeness import wording
from quiz.questions.model import Number
from quiz.services.nights.room import OPENED, Room
from quiz.services.nights.views import NightHead, NightQuestion, NightReveal, RevealBar
from quiz.services.seen import media_of
from quiz.services.tongues import tongues_of
from quiz.services.views import OptionView
from quiz.store.night_records import NightRecord

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST_TYPED = 6
_SHOWN_FROM = 2  # a wrong text goes to the big screen when two gave it: nobody is shown up there


def head(record: NightRecord) -> NightHead:
    """Return the top of every screen. ``position`` and ``of`` count within the round."""
    state, plan = record.state, record.plan
    stage = state.stage
    planned = plan.rounds[stage.round] if 0 <= stage.round < len(plan.rounds) else None
    numbers = [slot.number for slot in planned.slots] if planned else []
    return NightHead(
        id=record.id,
        title=record.title,
        code=record.code or "",
        phase=stage.phase,
        version=state.version,
        sequence=record.sequence,
        paused=state.paused_at is not None,
        round=stage.round + 1,
        rounds=len(plan.rounds),
        round_title=planned.title if planned else "",
        round_format=planned.format if planned else "general",
        position=numbers.index(stage.number) + 1 if stage.number in numbers else 0,
        of=len(numbers),
        scoring=record.rules.scoring,
        teams=record.rules.teams,
    )


def question(room: Room, slot: Slot, now: datetime) -> NightQuestion:
    """Return the question that is open or locked."""
    state = room.record.state
    dealt = room.dealt(slot)
    body = dealt.question.body
    lead, remaining = clock(state, slot, now)
    tongues = tongues_of(room.edition(slot), dealt.question)
    return NightQuestion(
        number=slot.number,
        ask=dealt.question.ask,
        kind=slot.kind,
        options=tuple(
            OptionView(i, LETTERS[i], text, tongues.options) for i, text in enumerate(dealt.options)
        ),
        lefts=lefts_of(body),
        choose=choose_count(body),
        unit=body.unit if isinstance(body, Number) else "",
        limit=slot.seconds,
        lead=lead,
        remaining=remaining,
        is_open=state.stage.phase == "question" and state.paused_at is None,
        media=media_of(dealt.question),
        tongues=tongues,
        longer=has_longer(state.stage),
    )


def reveal(
    room: Room,
    slot: Slot,
    given: Sequence[tuple[str, ...]],
    results: Mapping[str, Result],
    of: int,
) -> NightReveal:
    """Return the answer to a question, and what was ``given`` by those who play.

    ``results`` are those of the question by seat, ``of`` is how many play.
    """
    asked = room.question(slot)
    return NightReveal(
        number=slot.number,
        ask=asked.ask,
        kind=slot.kind,
        bars=bars(room, slot, given),
        answer=room.answer(slot),
        explain=asked.explain or asked.proof.right,
        source=asked.source,
        right=sum(result.mark == "right" for result in results.values()),
        answered=len(given),
        of=of,
        note=room.note(slot),
        media=media_of(asked, told=True),
        tongues=tongues_of(room.edition(slot), asked),
    )


def bars(room: Room, slot: Slot, given: Sequence[tuple[str, ...]]) -> tuple[RevealBar, ...]:
    """Return how often each option was chosen, or each text typed.

    Of an order and a match: how often an option was put where it belongs. Of typed texts the most
    frequent; a wrong one only when two gave it.
    """
    if not slot.order:
        return _typed_bars(room, slot, given)
    if has_places(room.question(slot).body):
        return _placed_bars(room, slot, given)
    asked = room.question(slot)
    rights = {text for each in room.keyed(slot) for text in right_options(each.body)}
    counts = Counter(text.casefold() for texts in given for text in set(texts))
    return tuple(
        RevealBar(
            index=index,
            letter=LETTERS[index],
            text=text,
            is_right=text in rights,
            count=counts[text.casefold()],
            share=_share(counts[text.casefold()], given),
            why="" if text in rights else asked.proof.why_wrong(text),
        )
        for index, text in enumerate(room.dealt(slot).options)
    )


def is_open(record: NightRecord) -> bool:
    """Say whether a question is shown whose answer is not."""
    return record.state.stage.phase in OPENED


def _placed_bars(room: Room, slot: Slot, given: Sequence[tuple[str, ...]]) -> tuple[RevealBar, ...]:
    body = room.keyed(slot)[0].body
    rights, lefts = options_of(body), lefts_of(body)
    found = []
    for index, text in enumerate(room.dealt(slot).options):
        place = rights.index(text)
        count = sum(texts[place : place + 1] == (text,) for texts in given)
        found.append(
            RevealBar(
                index=index,
                letter=LETTERS[index],
                text=text,
                is_right=True,
                count=count,
                share=_share(count, given),
                place=0 if lefts else place + 1,
                pair=lefts[place] if lefts else "",
            )
        )
    return tuple(found)


def _typed_bars(room: Room, slot: Slot, given: Sequence[tuple[str, ...]]) -> tuple[RevealBar, ...]:
    marker = room.marker(slot)
    spellings: dict[str, Counter[str]] = {}
    for texts in given:
        text = " ".join(texts)
        spellings.setdefault(wording(text).key, Counter())[text] += 1
    found: list[tuple[str, int, bool]] = []
    for counts in spellings.values():
        text = counts.most_common(1)[0][0]
        is_right = marker.mark((text,)) == "right"
        if is_right or counts.total() >= _SHOWN_FROM:
            found.append((text, counts.total(), is_right))
    found.sort(key=lambda each: (-each[1], not each[2], each[0].casefold()))
    return tuple(
        RevealBar(index, "", text, is_right, count, _share(count, given))
        for index, (text, count, is_right) in enumerate(found[:_MOST_TYPED])
    )


def _share(count: int, given: Sequence[tuple[str, ...]]) -> float:
    return count / len(given) if given else 0.0
