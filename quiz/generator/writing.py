"""The desk at which questions are written: those that were chosen, each looked over at once."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from quiz.generator.offers import shape_of
from quiz.generator.query import Refusal
from quiz.generator.recipes import CLAIMS, RECIPES, SETS
from quiz.generator.report import Skips
from quiz.questions.kinds import options_of, right_options
from quiz.questions.lint import flaws
from quiz.text import fold

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.difficulty import Weighed
    from quiz.generator.offers import Shape
    from quiz.generator.query import StemKey
    from quiz.generator.sets import Built, Proven
    from quiz.questions.model import Question

# Ways to ask for all answers of a case: one of them is written, by options or by heart.
_BY_OPTIONS = ("single", "multi", "of-these")
_BY_HEART = ("typed", "number")
# Of one stem, ask with options three times in four and typed else.
_TYPED = 0.25
_RANKS = {form: at for at, form in enumerate(RECIPES)}


class Fitting(NamedTuple):
    """What cases of one shape can be asked in, and why they cannot in other forms."""

    by_options: tuple[str, ...]
    by_heart: tuple[str, ...]
    others: frozenset[str]
    unfit: tuple[tuple[str, str], ...]


class Offer(NamedTuple):
    """A case with its place in the file and what it can be asked in."""

    place: int
    case: Case
    fitting: Fitting


class Made(NamedTuple):
    """A question with the moment it came from; ``place`` is where it stands in a pack."""

    moment: str
    place: tuple[int, int]
    weighed: Weighed


class Desk:
    """Writes questions of the cases that were proved, each stem once, and keeps what was skipped.

    ``offers`` are the cases with the forms that fit them.
    """

    def __init__(self, proven: Proven) -> None:
        self.proven = proven
        self.offers: list[Offer] = []
        self.skipped: list[Skips] = []
        self._seen: set[str] = set()
        self._lists: set[tuple[str, StemKey]] = set()
        shapes: dict[Shape, Fitting] = {}
        for place, case in enumerate(proven.cases):
            shape = shape_of(case)
            if (fitting := shapes.get(shape)) is None:
                fitting = shapes[shape] = _fitting(case, shape)
            self.offers.append(Offer(place, case, fitting))
            self.skipped.append(Skips(case.query.moment.id, shape.role, fitting.unfit))

    def of(self, form: str, dice: random.Random) -> list[Offer]:
        """Return the cases that can be asked in a form, in any order."""
        found = [offer for offer in self.offers if form in offer.fitting.others]
        return dice.sample(found, len(found))

    def ask_outright(self, offer: Offer, dice: random.Random) -> list[Made | None]:
        """Ask for all answers of a case in one way that works, and for the other of a pair."""
        by_options, by_heart, others, _ = offer.fitting
        if len(by_options) > 1:
            by_options = tuple(dice.sample(by_options, len(by_options)))
        if by_heart and dice.random() < _TYPED:
            forms = by_heart + by_options
        else:
            forms = by_options + by_heart
        made = None
        for form in forms:
            if made := self.write(offer, form):
                break
        return [made, self.write(offer, "pair")] if "pair" in others else [made]

    def write_all(self, offers: Iterable[Offer], form: str) -> Iterator[Made]:
        """Write cases in one form, as many as are called for."""
        return (made for offer in offers if (made := self.write(offer, form)))

    def write(self, offer: Offer, form: str) -> Made | None:
        """Write a case in a form, unless its stem was asked already or something forbids it."""
        query = offer.case.query
        several = len(offer.case.ground.answers) > 1 and form != "odd"
        key = ("" if form in _BY_OPTIONS else form, query.stem) if several else None
        if key in self._lists:  # many moments lead to one list, which is asked about once
            return None
        written = RECIPES[form].make(offer.case)
        if isinstance(written, Refusal):
            self._skip(offer.case, form, written.reason)
            return None
        place = (offer.place, _RANKS[form])
        made = self._look_over(written, offer.case, place)
        if made and key:
            self._lists.add(key)
        return made

    def claim(self, offer: Offer, *, true: bool) -> Made | None:
        """Claim something true or false of a case, unless that was claimed or cannot be."""
        written = CLAIMS[true](offer.case)
        if isinstance(written, Refusal):
            self._skip(offer.case, "true-false", written.reason)
            return None
        return self._look_over(written, offer.case, (offer.place, len(_RANKS)))

    def sets(self) -> list[Iterator[Made]]:
        """Return for each form that needs several moments what can be written in it, in turn."""
        return [self._over(recipe(self.proven)) for recipe in SETS.values()]

    def _over(self, built: Iterator[Built | Skips]) -> Iterator[Made]:
        for at, one in enumerate(built):
            if isinstance(one, Skips):
                self.skipped.append(one)
            elif made := self._look_over(one.weighed, one.cases[0], (len(self.offers), at)):
                yield made

    def _look_over(self, written: Weighed, case: Case, place: tuple[int, int]) -> Made | None:
        question = written.question
        stem = _stem(question, case.ground.scope)
        if stem in self._seen:
            return None
        if faults := flaws(question):
            self._skip(case, question.form, "; ".join(fault.told for fault in faults))
            return None
        self._seen.add(stem)
        return Made(case.query.moment.id, place, written)

    def _skip(self, case: Case, form: str, reason: str) -> None:
        query = case.query
        self.skipped.append(Skips(query.moment.id, query.asking.role, ((form, reason),)))


def _fitting(case: Case, shape: Shape) -> Fitting:
    asking = case.query.asking
    reasons = {form: recipe.unfit(asking, shape) for form, recipe in RECIPES.items()}
    fit = [form for form, reason in reasons.items() if not reason]
    return Fitting(
        tuple(form for form in fit if form in _BY_OPTIONS),
        tuple(form for form in fit if form in _BY_HEART),
        frozenset(fit).difference(_BY_OPTIONS, _BY_HEART),
        tuple((form, reason) for form, reason in reasons.items() if reason),
    )


def _stem(question: Question, scope: str) -> str:
    """Return what may be asked once: the stem without its scope, or what is shown under it."""
    if question.form == "odd":
        return f"odd {fold(right_options(question.body)[0])}"
    if question.form in {"order", "match"}:
        return f"{question.form} {' / '.join(sorted(map(fold, options_of(question.body))))}"
    stem = fold(question.ask)
    if question.picture:  # one wording for many pictures: each is a question of its own
        stem = f"{stem} {question.picture.file}"
    return stem.replace(f"{fold(scope)} ", "") if scope else stem
