"""Decisions about drafts, made in the text of a moments file: only the lines of one moment change.

A draft is known by a mark, a digest of its own lines: whoever decides about one that was changed
meanwhile is told so. Every step is read anew, and refused when the file could not be read after.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from quiz.documents.nodes import Mapping
from quiz.documents.yaml_text import read_yaml
from quiz.drafting.entries import Entry, all_texts, entries_of, texts_of, values_of
from quiz.drafting.model import NewThing
from quiz.drafting.writing import quoted, role_values, thing_line
from quiz.errors import BadInputError, ConflictError
from quiz.moments.cast import slug
from quiz.moments.library import Library
from quiz.moments.model import Facts, Kind, Moment
from quiz.moments.reading import no_table, read_moments
from quiz.text import fold

_TOLD = re.compile(r"\s*# (?P<place>\S{1,12}), (?P<sure>\d{1,3}) ?% sure: (?P<words>.*)")
_TOP_KEY = re.compile(r"(?P<key>things|moments)\s*:\s*(?P<rest>[^#]*)")


@dataclass(frozen=True, slots=True)
class Pending:
    """A draft that waits for a decision. ``sure`` is in percent, 0 where the file does not say."""

    mark: str
    moment: Moment
    words: str
    sure: int
    complete: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A moments file under review."""

    text: str
    file: str
    library: Library
    open_table: Callable[[str], str] = no_table

    def facts(self) -> Facts:
        """Read the file. Raises BadInputError with every fault in it."""
        return read_moments(self.text, self.file, self.library, self.open_table)

    def pending(self) -> tuple[Pending, ...]:
        """Return the drafts that wait, in the order of the file."""
        # What is told besides stands last, in the line of the moment that tells it.
        by_line = {moment.line: moment for moment in reversed(self.facts().moments)}
        lines = self.text.split("\n")
        found: list[Pending] = []
        for entry in self.entries():
            moment = by_line.get(entry.node.line)
            if moment is None or moment.status != "draft":
                continue
            told = [m for line in lines[entry.above : entry.first] if (m := _TOLD.match(line))]
            words, sure = (told[-1]["words"], int(told[-1]["sure"])) if told else ("", 0)
            declared = texts_of(entry.node.get("complete"))
            found.append(Pending(entry.mark, moment, words, sure, declared))
        return tuple(found)

    def accept(self, mark: str) -> Review:
        """Take the word "draft" from a moment, and the source's sentence: it is cited, not kept."""
        entry = self.entry(mark)
        return self.rewritten(
            entry, [(k, v) for k, v in values_of(entry) if k != "status"], told=False
        )

    def reject(self, mark: str) -> Review:
        """Take a draft out, and the things that were guessed for it alone."""
        entry = self.entry(mark)
        lines = self.text.split("\n")
        del lines[entry.above : entry.end]
        if not any(e.mark != mark for e in self.entries()):
            lines = [
                re.sub(r"^moments\s*:\s*(?=#|$)", "moments: [] ", line).rstrip() for line in lines
            ]
        named = set(all_texts(entry.node))
        return self._checked("\n".join(lines)).without_guesses(named)

    def complete(self, mark: str, roles: Sequence[str]) -> Review:
        """Declare these roles, and no others, whole."""
        entry = self.entry(mark)
        values = [(k, v) for k, v in values_of(entry) if k != "complete"]
        if roles:
            values.insert(_before_rest(values), ("complete", f"[{', '.join(map(quoted, roles))}]"))
        return self.rewritten(entry, values)

    def edit(self, mark: str, roles: MappingOf[str, Sequence[str]]) -> Review:
        """Fill roles anew, each with names or keys; an empty list empties a role.

        A name that is no thing yet becomes one, of the first type that the role takes.
        """
        entry = self.entry(mark)
        kind = self._kind(entry)
        for role in roles:
            if role not in kind.roles:
                raise BadInputError(f"“{role}” is no role of “{kind.name}”: it has "
                                    f"{', '.join(kind.roles)}.")  # fmt: skip
        moment = next(m for m in self.facts().moments if m.line == entry.node.line)
        filled = {role: list(keys) for role, keys in self._own_roles(entry, moment, kind).items()}
        review = self
        for role, names in roles.items():
            keys = []
            for name in (n.strip() for n in names):
                if kind.roles[role].text:
                    keys.append(name)
                elif name:
                    review, key = review._thing(name, kind, role)
                    keys.append(key)
            filled[role] = [key for key in keys if key]
        rest = [(k, v) for k, v in values_of(entry) if k != kind.name and k not in kind.roles]
        values = [*role_values(kind, {r: k for r, k in filled.items() if k}), *rest]
        entry = review.entry(mark)
        return review.rewritten(entry, values)

    # ---- the text --------------------------------------------------------------------------

    def _own_roles(self, entry: Entry, moment: Moment, kind: Kind) -> dict[str, tuple[str, ...]]:
        """Return the roles that the moment fills itself, not by the defaults of the file."""
        top = read_yaml(self.text, self.file)
        defaults = top.get("defaults")
        given = {k.value for k, _ in defaults} if isinstance(defaults, Mapping) else set()
        own = {k.value for k, _ in entry.node} | {kind.head} | set(kind.symmetric or ())
        return {r: keys for r, keys in moment.roles.items() if r in own or r not in given}

    def _kind(self, entry: Entry) -> Kind:
        return self.facts().kinds[entry.node.entries[0][0].value]

    def entry(self, mark: str) -> Entry:
        """Return the moment with a mark. Raises ConflictError when there is none any more."""
        for entry in self.entries():
            if entry.mark == mark:
                return entry
        raise ConflictError("That draft was changed or decided meanwhile. Look at the list again.")

    def entries(self) -> list[Entry]:
        """Return the moments of the file with their places in its text."""
        return entries_of(self.text, self.file)

    def rewritten(
        self, entry: Entry, values: list[tuple[str, str]], *, told: bool = True
    ) -> Review:
        """Return the file with a moment written anew; other lines stay as they are."""
        lines = self.text.split("\n")
        dash = " " * (len(lines[entry.first]) - len(lines[entry.first].lstrip()))
        comments = [line for line in lines[entry.above : entry.first]
                    if told or not _TOLD.match(line)]  # fmt: skip
        inside = [line for line in lines[entry.first : entry.end] if line.strip().startswith("#")]
        written = [f"{dash}{'  ' if at else '- '}{key}: {value}"
                   for at, (key, value) in enumerate(values)]  # fmt: skip
        lines[entry.above : entry.end] = [*comments, written[0], *inside, *written[1:]]
        return self._checked("\n".join(lines))

    def _checked(self, text: str) -> Review:
        review = Review(text, self.file, self.library, self.open_table)
        review.facts()
        return review

    def _thing(self, name: str, kind: Kind, role: str) -> tuple[Review, str]:
        """Return the key of a thing, and the file with it where it is new."""
        facts = self.facts()
        wanted = kind.roles[role].types
        fitting = [
            thing.key for thing in facts.things.values()
            if fold(name) in map(fold, thing.names)
            and any(self._widens(facts, thing.type, t) for t in wanted)
        ]  # fmt: skip
        if name in facts.things or len(fitting) == 1:
            return self, name if name in facts.things else fitting[0]
        key = base = slug(name) or "thing"
        count = 1
        while key in facts.things:
            count += 1
            key = f"{base}-{count}"
        line = thing_line(NewThing(key, name, wanted[0], guessed=False))
        lines = self.text.split("\n")
        for at, text in enumerate(lines):
            match = _TOP_KEY.match(text)
            if match and match["key"] == "things":
                if match["rest"].strip() not in {"", "{}"}:
                    raise BadInputError("Write each of “things” on a line of its own first.")
                lines[at : at + 1] = ["things:", line]
                break
            if match and match["key"] == "moments" and "\nthings:" not in self.text:
                lines[at:at] = ["things:", line]
                break
        return Review("\n".join(lines), self.file, self.library, self.open_table), key

    @staticmethod
    def _widens(facts: Facts, narrow: str, wide: str) -> bool:
        return Library(facts.types, facts.kinds).widens(narrow, wide)

    def without_guesses(self, named: set[str]) -> Review:
        """Take out guessed things of that moment that no other moment names."""
        used = {text for entry in self.entries() for text in all_texts(entry.node)}
        gone = named - used
        kept = []
        for line in self.text.split("\n"):
            key = line.strip().partition(":")[0].strip('"')
            if not (key in gone and line.startswith("  ") and line.rstrip().endswith("# a guess")):
                kept.append(line)
        if len(kept) == self.text.count("\n") + 1:
            return self
        text = "\n".join(kept)
        text = re.sub(r"^things:[ ]*\n(?! )", "things: {}\n", text, flags=re.MULTILINE)
        return self._checked(text)


def _before_rest(values: list[tuple[str, str]]) -> int:
    """Return where "complete" belongs: after the roles, before what is said about the moment."""
    said = {"status", "source", "note", "near", "inferred", "disputed", "id"}
    return next((at for at, (key, _) in enumerate(values) if at and key in said), len(values))
