"""Who "she", "they" and "the band" are: those whom the text named last in that part."""

from __future__ import annotations

from dataclasses import dataclass, field

from quiz.drafting.gazetteer import Gazetteer
from quiz.drafting.model import Found, Mention

_PEOPLE = {"person", "artist", "group", "duo", "?"}
_GUESS = 0.25
_HE, _SHE = {"he", "him", "his"}, {"she", "her"}


@dataclass(slots=True)
class Memory:
    """Whom the sentences before spoke of, the last sentence's subject first."""

    one: tuple[Mention, ...] = ()
    many: tuple[Mention, ...] = ()
    group: tuple[Mention, ...] = ()
    last: list[Mention] = field(default_factory=list)

    def resolve(
        self, found: Found, mentions: list[Mention], gazetteer: Gazetteer
    ) -> tuple[dict[str, tuple[Mention, ...]] | None, float]:
        """Return the roles with names in place of pronouns, and how much less sure that is.

        None stands for roles whose pronoun points at nobody.
        """
        used = {
            mentions[place].text for places in found.roles.values() for place in places
            if not mentions[place].refers
        }  # fmt: skip
        resolved: dict[str, tuple[Mention, ...]] = {}
        penalty = 0.0
        for role, places in found.roles.items():
            filled: list[Mention] = []
            for place in places:
                mention = mentions[place]
                if not mention.refers:
                    filled.append(mention)
                    continue
                meant = self._meant(mention, mentions, used, gazetteer)
                if not meant:
                    return None, 0.0
                filled += meant
                penalty = _GUESS
            resolved[role] = tuple(filled)
        sides = {"who", "with"} <= resolved.keys() and found.roles["who"] == found.roles["with"]
        if sides:  # "they hugged": the last of them is the other side
            resolved["who"], resolved["with"] = resolved["who"][:-1], resolved["who"][-1:]
        return resolved, penalty

    def _meant(
        self, pronoun: Mention, mentions: list[Mention], used: set[str], gazetteer: Gazetteer
    ) -> tuple[Mention, ...]:
        before = [
            m for m in mentions
            if m.end <= pronoun.start and m.type in _PEOPLE and not m.refers and m.text not in used
        ]  # fmt: skip
        if pronoun.refers == "many":
            subjects = _leading(mentions, pronoun.start)
            return subjects if len(subjects) > 1 else self.many
        if pronoun.refers == "group":
            here = [m for m in before if m.type in {"group", "duo"}] or before[:1]
            return tuple(here[-1:]) or self.group or self.many
        agreeing = [m for m in (*before, *self.one) if _agrees(pronoun, m, gazetteer)]
        return tuple(m for m in agreeing if m.text not in used)[:1]

    def note(self, mentions: list[Mention], found: list[Found]) -> None:
        """Keep whom a sentence spoke of, for the next one."""
        named = [m for m in mentions if m.type in _PEOPLE and not m.refers]
        if not named:
            return
        lead = _leading(mentions, 1 << 30)
        self.one = tuple(lead[:1]) or tuple(named[:1])
        if len(lead) > 1:
            self.many = lead
        elif found and len(named) == 2:
            self.many = tuple(named)
        groups = [m for m in named if m.type in {"group", "duo"}]
        self.group = tuple(groups[-1:]) or self.group


def _leading(mentions: list[Mention], before: int) -> tuple[Mention, ...]:
    """Return the names that a sentence begins with, side by side."""
    lead: list[Mention] = []
    for mention in mentions:
        near = not lead or mention.start - lead[-1].end <= 6
        if mention.refers or mention.start >= before or mention.type not in _PEOPLE or not near:
            if lead:
                break
            continue
        lead.append(mention)
    return tuple(lead)


def _agrees(pronoun: Mention, mention: Mention, gazetteer: Gazetteer) -> bool:
    thing = gazetteer.things.get(mention.known)
    told = thing.pronouns if thing else ""
    word = pronoun.text.lower()
    if mention.type in {"group", "duo"}:
        return False
    return not ((told == "he" and word in _SHE) or (told == "she" and word in _HE))
