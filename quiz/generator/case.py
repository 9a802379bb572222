"""What every recipe is given, and the pieces they share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quiz.generator.dice import Dice
from quiz.generator.difficulty import Weighed
from quiz.generator.distractors import closeness, wrong_options
from quiz.generator.figures import apart_from_answers, wrong_years
from quiz.generator.fitting import fit_length, fit_rank
from quiz.generator.grammar import Words
from quiz.generator.ground import never_asked
from quiz.generator.query import Refusal
from quiz.generator.reasons import why_wrong
from quiz.generator.showing import picture_of, unaskable
from quiz.generator.templates import fields, item_role, left_out, lower_first, ready, sentence
from quiz.generator.wording import as_option, asking_words, fill, nouns, tell, thing_words, words_of
from quiz.moments.model import Thing
from quiz.questions.model import Body, Proof, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quiz.generator.ground import Ground
    from quiz.generator.index import Index
    from quiz.generator.query import Query
    from quiz.moments.model import Moment

FEWEST_WRONG = 2
MOST_WRONG = 3
_MOST_TOLD = 3


class Telling(NamedTuple):
    """What a form tells in its own way; what is empty is told in the common one."""

    explain: str = ""
    right: str = ""
    wrong: tuple[tuple[str, str], ...] = ()
    facts: tuple[str, ...] = ()
    source: str = ""


PLAIN = Telling()


@dataclass(slots=True, eq=False)  # as a query is
class Case:
    """One query with its ground, and the dice that are its own."""

    index: Index
    query: Query
    ground: Ground
    seed: int

    def dice(self, form: str) -> Dice:
        """Return dice that depend on the seed, the query and the form, and on nothing else."""
        return Dice(f"{self.seed}/{self.query.id}/{form}")

    def answers(self) -> list[Thing]:
        """Return every right answer."""
        return [self.index.thing(k) for k in self.ground.answers]

    def stem(
        self,
        template: str,
        answers: tuple[str, ...],
        *,
        other: str = "",
        items: tuple[str, ...] = (),
        said: Mapping[str, str] | None = None,
    ) -> str | Refusal:
        """Put the question, inside the scope where the proof needs it.

        ``other`` is the one of two who is told, ``items`` fill the role that the template leaves
        out, ``said`` are descriptions that stand for what is given.
        """
        index, query = self.index, self.query
        if refusal := unaskable(index, query, template, answers):
            return refusal
        if len(answers) > 1 and len({index.root(key) for key in answers}) > 1:
            return Refusal("the answers are of different types")
        given, words = query.given, asking_words(index, answers)
        if other:
            words = {**words, "other": thing_words(index, (other,))}
        if items:
            name, noun, plural = nouns(index, items)
            if not name:
                return Refusal("the things to show are of different types")
            words = {**words, "item": Words(noun), "items": Words(plural, len(items))}
        elif gap := left_out(template, tuple(given)):
            return Refusal(f"the wording leaves out “{gap}”, on which the proof rests")
        if said:
            words = {**words, **{role: Words(text) for role, text in said.items()}}
        made = ready(template, (*given, *words))
        if made.lacks:
            return Refusal(f"the wording needs “{made.lacks}”, which is not filled")
        text = fill(index, query.kind, made, given, words)
        return f"{self.ground.scope}, {text}" if self.ground.scope else sentence(text)

    def wrong(
        self,
        stem: str,
        template: str,
        dice: Dice,
        *,
        key: str = "",
        wanted: int = MOST_WRONG,
    ) -> list[Thing]:
        """Return up to ``wanted`` provably wrong options, like the answer in type and length.

        ``key`` is the answer that is shown, the first when there is one for all.
        """
        answer = self.index.thing(key or self.ground.answers[0])
        if self.index.facts.types[answer.type].name == "year" and answer.name.isdigit():
            return wrong_years(self.index, self.query, self.ground, answer, wanted, dice)
        shown = (key,) if key else self.ground.answers
        named = "{noun}" in template or "{nouns}" in template
        within = ""
        if named:
            within = answer.type if len(shown) == 1 else nouns(self.index, shown)[0]
        if picture := picture_of(self.index, self.query):  # what is read out to some is asked, too
            stem = f"{stem} {picture.alt}"
        found = wrong_options(self.index, self.query, self.ground, answer.key, stem, within, dice)
        if answer.name.isdigit() and self.index.facts.types[answer.type].ordered:
            found = apart_from_answers(self.index, self.query, self.ground, found)
            return fit_rank(int(answer.name), found, wanted, dice)
        return fit_length(answer.name, found, wanted, self.query.moment.near, dice)

    def item(self, template: str) -> str:
        """Return the one thing in the role that a template leaves out, or an empty text."""
        role = item_role(self.query.kind, self.query.asking, template)
        keys = self.query.given.get(role, ())
        return keys[0] if len(keys) == 1 else ""

    def stands_in_role(self, thing: Thing) -> bool:
        """Tell whether a thing fills the asked role in some moment, on either side."""
        kind = self.query.kind
        sides = kind.symmetric or (self.query.role,)
        made_up = thing.key not in self.index.facts.things
        return made_up or any(thing.key in self.index.lines[kind.name, s].at for s in sides)

    def claim(self, fillers: list[Thing]) -> str:
        """State that ``fillers`` fill the asked role, with what the stem gives and no more.

        Empty when the kind cannot be stated with that alone, or would name a child; nor of what is
        shown: it would have to be put in words, and those may fit another picture, too.
        """
        kind, asked = self.query.kind, self.query.asking.role
        if self.query.asking.shown:
            return ""
        roles = dict(self.query.given)
        if self.query.role == asked:  # the sides stand as written: the rest of the moment fits
            for field in fields(kind.say)[0]:
                if field != asked and (keys := self.query.moment.roles.get(field)):
                    if not kind.roles[field].text and never_asked(self.index, keys):
                        return ""
                    roles.setdefault(field, keys)
        made = ready(kind.say, (*roles, asked))
        if made.lacks:
            return ""
        text = fill(self.index, kind, made, roles, {asked: words_of(self.index, fillers)}).rstrip(
            "."
        )
        return f"{lower_first(self.ground.scope)}, {text}" if self.ground.scope else sentence(text)

    def question(
        self,
        form: str,
        ask: str,
        body: Body,
        wrong: list[Thing],
        *,
        shown: str = "",
        telling: Telling = PLAIN,
    ) -> Weighed:
        """Put question, explanation, source and proof together.

        ``shown`` is the one answer that is shown out of several: its moment is told and cited.
        """
        index, query, ground = self.index, self.query, self.ground
        moments = ground.moments
        if shown and len(moments) > 1:
            role = query.role
            moments = tuple([m for m in moments if shown in m.roles.get(role, ())]) or moments
        first = moments[0]
        told = tell(index, first)
        if len(moments) > 1:
            told = " ".join([told, *[tell(index, m) for m in moments[1:_MOST_TOLD]]])
        question = Question(
            id=question_id(query.id, form, shown),
            ask=ask,
            body=body,
            explain=telling.explain or (f"{told} {first.note}" if first.note else told),
            source=telling.source or cite(index, first),
            form=form,
            picture=picture_of(index, query),
            proof=Proof(
                rule=ground.rule,
                right=telling.right or f"{told} {self.because()}",
                wrong=telling.wrong
                or tuple([(as_option(t), why_wrong(index, query, ground, t)) for t in wrong]),
                facts=telling.facts or tuple([m.id for m in ground.moments]),
            ),
        )
        return Weighed(question, self.fame(), closeness(index, query, wrong))

    def fame(self) -> float:
        """Return how well known the least known thing in question and answer is."""
        fame = self.index.fame
        least = fame(self.ground.answers[0])
        for key in self.ground.named:
            if (other := fame(key)) < least:
                least = other
        return least

    def because(self, what: str = "the moment") -> str:
        """Say why the answers are all there are."""
        role = self.query.plan.asking.role
        if self.ground.rule == "scope":
            source = self.index.facts.sources[self.query.moment.source]
            return f"Taken as a whole, “{source.title}” says so and names no other."
        if self.ground.rule == "closed":
            return f"The record holds every moment of this kind, and “{role}” is whole in each."
        return f"What the question gives pins {what} down, and its “{role}” is declared whole."


def question_id(query: str, form: str, shown: str) -> str:
    """Make the id of a question: the first words of its first moment, and a digest."""
    digest = hashlib.blake2b(f"{query}/{form}/{shown}".encode(), digest_size=4).hexdigest()
    return f"{query.split('/', maxsplit=1)[0][:40].strip('-')}-{digest}"


def cite(index: Index, moment: Moment) -> str:
    """Cite the source of a moment, with the place in it."""
    source = index.facts.sources.get(moment.source)
    return source.cite(moment.place) if source else ""
