"""Typed answers put together by what they mean, so that a host accepts them with one tap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from quiz.night.model import Answer
from quiz.questions.likeness import is_misspelt, is_same, wording
from quiz.questions.marking import Mark

_ORDER: dict[str, int] = {"close": 0, "wrong": 1, "right": 2}
_MOST_COMPARED = 100
"""Groups that others are compared with for slips: with all it would take long."""
_MOST_APART = 4
"""Letters."""


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that read alike: the spelling given most often, all of them, and by how many."""

    text: str
    texts: tuple[str, ...]
    count: int
    mark: Mark
    is_accepted: bool


def groups(
    answers: Iterable[Answer], marks: Mapping[str, Mark], accepted: Collection[str] = ()
) -> tuple[Group, ...]:
    """Put typed answers together: near misses first, then wrong ones, then right; big ones first.

    Texts that differ in what nobody minds are one group (``likeness.is_same``), and so are slips of
    a more frequent one (``is_misspelt``) if they are marked alike. ``marks`` go by seat id;
    ``accepted`` are the texts that the host takes for right besides the pack's.
    """
    counts: Counter[str] = Counter()
    mark_of: dict[str, Mark] = {}
    for answer in answers:
        text = " ".join(" ".join(answer.given).split())
        if text:
            counts[text] += 1
            mark_of[text] = marks.get(answer.seat_id, "wrong")
    by_key: defaultdict[tuple[str, Mark], list[str]] = defaultdict(list)
    for text, _ in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        by_key["".join(sorted(wording(text).plain)) or text, mark_of[text]].append(text)
    merged: list[tuple[Mark, list[str]]] = []
    for (_, mark), texts in by_key.items():
        alike = [old for old_mark, old in merged[:_MOST_COMPARED] if old_mark == mark]
        kin = next((old for old in alike if _is_kin(old[0], texts[0])), None)
        if kin is None:
            merged.append((mark, list(texts)))
        else:
            kin.extend(texts)
    made = [
        Group(
            text=texts[0],
            texts=tuple(texts),
            count=sum(counts[text] for text in texts),
            mark=mark,
            is_accepted=any(is_same(known, text) for known in accepted for text in texts),
        )
        for mark, texts in merged
    ]
    return tuple(sorted(made, key=lambda each: (_ORDER[each.mark], -each.count, each.text)))


def _is_kin(text: str, other: str) -> bool:
    one, two = wording(text), wording(other)
    if one.digits != two.digits:
        return False
    # A quick look first: what is further apart is no slip, and most texts are.
    if OSA.distance(one.key, two.key, score_cutoff=_MOST_APART) > _MOST_APART:
        return False
    return is_same(text, other) or is_misspelt(text, other)
