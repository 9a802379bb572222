"""What the scorecard of the generator measures, each by its own reading of the questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from benchmarks.answerer import CLAIM, Answerer, Asked
from benchmarks.flaws import flaws
from benchmarks.rawrows import Row, World, name_of, plain
from quiz.packs.model import Pack
from quiz.questions.kinds import has_places, kind_of, right_options
from quiz.questions.model import Choice, Match, MultiSelect, Number, Question, TrueFalse, Typed
from quiz.rounds.deal import deal

_ERA = 10  # years
ROUNDS = 25  # of twenty questions, dealt from each pack


def as_asked(question: Question) -> Asked:
    """Return what a player sees of a question."""
    seen = question.picture
    shown = f" ‹{name_of(seen.file)}›?" if seen else ""
    ask = f"{question.ask.removesuffix('?')}{shown}" if seen else question.ask
    match question.body:
        case Choice(wrong=wrong) | MultiSelect(wrong=wrong):
            return Asked(ask, kind_of(question.body), right_options(question.body), wrong)
        case TrueFalse(answer=is_so):
            return Asked(ask, "truefalse", ("true" if is_so else "false",))
        case Typed(accepted=accepted):
            return Asked(ask, "typed", accepted)
        case Number(value=value):
            return Asked(ask, "number", (f"{value:.15g}",))
        case Match(lefts=lefts, rights=rights):
            return Asked(ask, "match", rights, left=lefts)
        case body:
            return Asked(ask, kind_of(body), right_options(body))


@dataclass
class Tally:
    """Counts over every pack of a run."""

    packs: int = 0
    questions: int = 0
    failures: list[str] = field(default_factory=list)
    flawed: list[str] = field(default_factory=list)
    unexplained: int = 0
    duplicates: int = 0
    most_negative: float = 0.0
    fewest_of_a_level: float = 1.0
    true: int = 0
    claims: int = 0
    guessed: int = 0
    chance: float = 0.0
    choices: int = 0
    longest: int = 0
    with_longest: int = 0
    wrong: int = 0
    same_type: int = 0
    with_near: int = 0
    with_wrong: int = 0
    places: Counter[int] = field(default_factory=Counter)
    ranks: Counter[int] = field(default_factory=Counter)
    dealt: int = 0
    doubled_in_round: int = 0

    def add(self, pack: Pack, answerer: Answerer, dice: Random) -> None:
        """Count one pack."""
        self.packs += 1
        for question in pack.questions:
            self._add_question(question, answerer, dice)
        count = max(1, len(pack.questions))
        stems = Counter(_stem(question, answerer) for question in pack.questions)
        self.duplicates += sum(stems.values()) - len(stems)
        negative = sum("NOT" in question.ask.split() for question in pack.questions)
        self.most_negative = max(self.most_negative, negative / count)
        levels = Counter(question.difficulty for question in pack.questions)
        self.fewest_of_a_level = min(
            self.fewest_of_a_level, *(levels[level] / count for level in ("easy", "medium", "hard"))
        )
        self._deal(pack.questions, dice, answerer)

    def _add_question(self, question: Question, answerer: Answerer, dice: Random) -> None:
        asked = as_asked(question)
        self.questions += 1
        shown = f"{asked.ask} → {', '.join(asked.right)} | {', '.join(asked.wrong)}"
        faults = answerer.judge(asked)
        if faults:
            self.failures.append(f"{shown}: {'; '.join(faults)}")
        found = flaws(asked)
        if found:
            self.flawed.append(f"{shown}: {'; '.join(found)}")
        self.unexplained += not (question.explain and question.source)
        if asked.kind == "truefalse":
            self.claims += 1
            self.true += asked.right == ("true",)
        if asked.wrong:
            same, near = _nearness(asked, answerer)
            self.wrong += len(asked.wrong)
            self.same_type += same
            self.with_wrong += 1
            self.with_near += near
        if asked.kind == "choice":
            self._guess(asked, dice)

    def _guess(self, asked: Asked, dice: Random) -> None:
        """Guess knowing nothing: most words in common with the stem, then the longest option."""
        options = [*asked.right, *asked.wrong]
        stem = set(plain(asked.ask).split())
        dice.shuffle(options)

        def weight(option: str) -> tuple[int, int]:
            return (len(stem & set(plain(option).split())), len(option))

        self.choices += 1
        self.guessed += max(options, key=weight) == asked.right[0]
        self.chance += 1 / len(options)
        if len(options) == 4 and all(map(str.isdigit, options)):
            self.ranks[sorted(options, key=int).index(asked.right[0])] += 1
        lengths = sorted(map(len, options))
        if len(options) == 4 and lengths[-1] > lengths[-2]:
            self.with_longest += 1
            self.longest += len(asked.right[0]) == lengths[-1]

    def _deal(self, pool: Sequence[Question], dice: Random, answerer: Answerer) -> None:
        """Deal rounds of twenty and see where the keys lie, and what comes twice."""
        for _ in range(ROUNDS):
            cards = deal(pool, 20, "mixed", (), dice)
            self.dealt += len(cards)
            facts = [fact for card in cards for fact in card.question.proof.facts]
            stems = {_stem(card.question, answerer) for card in cards}
            self.doubled_in_round += len(facts) - len(set(facts)) + len(cards) - len(stems)
            for card in cards:
                if isinstance(card.question.body, Choice) and len(card.order) == 4:
                    self.places[card.order.index(0)] += 1


def _stem(question: Question, answerer: Answerer) -> tuple[str, ...]:
    """Return what makes a question the same as another: its words and picture, its scope apart.

    "Which of these…" asks something else when another of the right ones is shown, and so does
    what is to be put in order or matched.
    """
    text = plain(answerer.reader.scope(as_asked(question).ask.removeprefix(CLAIM))[1])
    shows = "of these" in text or has_places(question.body)
    return (text, *as_asked(question).right) if shows else (text,)


def _nearness(asked: Asked, answerer: Answerer) -> tuple[int, bool]:
    """Count the wrong options of the key's type, and tell whether one is a near miss.

    Near: the author named it so, it is of the same region or group as the key, it stands in some
    row together with something that the question gives, it did the same with somebody else (hugged,
    posed) or within ten years of the year that is asked about, or it is a year within ten.
    """
    world = answerer.world
    right = _keys(world, asked.right)
    readings = answerer.reader.question(answerer.reader.scope(asked.ask)[1])
    given = {
        name
        for reading in readings
        for key in answerer.rows.things_given(world.kinds[reading.kind], dict(reading.given))
        for name in world.things[key].names
    }
    wholes = {whole for key in right for whole in world.things[key].part_of}
    told = _named_near(world, right, {reading.kind for reading in readings})
    mutual = {r.kind for r in readings if world.kinds[r.kind].symmetric}
    kinds, years = {reading.kind for reading in readings}, _years(given)
    lines = [set(world.line(world.things[key].type)) for key in right]
    same, near = 0, False
    for option in asked.wrong:
        keys = _keys(world, (option,))
        types = [world.things[key].type for key in keys] or ["year"] * option.isdigit()
        rights = [world.things[key].type for key in right]
        same += any(t in line for t in types for line in lines) or any(
            r in world.line(t) for t in types for r in rights
        )
        near = near or any(
            key in told
            or bool(wholes & set(world.things[key].part_of))
            or any(
                row.kind in mutual
                or given & _here(world, row.number)
                or (years and row.kind in kinds and _is_of_era(years, _here(world, row.number)))
                for row in _rows(world, key)
            )
            for key in keys
        )
        if option.isdigit() and asked.right[0].isdigit():
            near = near or abs(int(option) - int(asked.right[0])) <= 10
    return same, near


def _keys(world: World, names: Iterable[str]) -> list[str]:
    return [key for name in names for key in world.named.get(plain(name), ())]


def _rows(world: World, key: str) -> list[Row]:
    return world.naming.get(plain(world.things[key].name), [])


def _here(world: World, number: int) -> set[str]:
    return {n for key in world.here(world.rows[number]) for n in world.things[key].names}


def _years(names: set[str]) -> list[int]:
    return [int(name) for name in names if len(name) == 4 and name.isdigit()]


def _is_of_era(years: list[int], names: set[str]) -> bool:
    return any(abs(year - other) <= _ERA for year in years for other in _years(names))


def _named_near(world: World, right: list[str], kinds: set[str]) -> set[str]:
    """Return what the author names as near in the rows that tell the key."""
    return {
        found
        for key in right
        for row in _rows(world, key)
        if row.kind in kinds
        for near in row.near
        for found in ([near] if near in world.things else world.named.get(plain(near), []))
    }
