r"""Which columns the tables of each tool have, by the words of their headers.

A header is compared in its plain words: lower case, one space between, no punctuation but ``#``
(``Answer 3\n(Optional)`` is ``answer 3 optional``). A role that may stand in several columns has a
group for its number or letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from quiz.packs.formats.tables.cells import HEAD_ROWS, Row
from quiz.packs.formats.tables.choosing import USUAL, Key

_WORD = re.compile(r"[^\W_]+|#")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OF_A_TOOL = re.compile(r"\bmax\b|only include|optional|question type|time in seconds|choose at")
_MEDIA = r"(?:image|picture|photo|video|audio|media|youtube)\b.*"


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a tool: a pattern a role, in the order of asking; the roles that must be.

    Of ``answer|right`` one is enough.
    """

    name: str
    needs: tuple[str, ...]
    roles: tuple[tuple[str, re.Pattern[str]], ...]

    @property
    def names(self) -> frozenset[str]:
        """The roles there are."""
        return frozenset(role for role, _ in self.roles)


@dataclass(frozen=True, slots=True)
class Head:
    """A header that was found: its row, and the column of each role (``option`` 1, 2, …).

    ``key`` is how right options are told in the table.
    """

    row: Row
    columns: dict[tuple[str, int], int]
    key: Key = USUAL

    @property
    def is_template(self) -> bool:
        """Whether the header is that of a tool, and not one like it that was made by hand."""
        return any(_OF_A_TOOL.search(words_of(cell)) for cell in self.row.cells)

    @property
    def is_ours(self) -> bool:
        """Whether the table says “ask”, as ours do: then every text is as it stands there."""
        column = self.columns.get(("ask", 0))
        return column is not None and self.row.cell(column).strip().casefold() == "ask"

    def cell(self, row: Row, role: str) -> str:
        """Return the text of a role that stands in one column."""
        column = self.columns.get((role, 0))
        return "" if column is None else row.cell(column)

    def cells(self, row: Row, role: str) -> dict[int, str]:
        """Return the texts of a role that stands in several columns, by their numbers."""
        placed = sorted((n, at) for (name, n), at in self.columns.items() if name == role)
        return {n: row.cell(at) for n, at in placed}


def _layout(name: str, needs: str, **roles: str) -> Layout:
    compiled = tuple((role, re.compile(pattern)) for role, pattern in roles.items())
    return Layout(name, tuple(needs.split()), compiled)


KAHOOT = _layout(
    "kahoot",
    "ask option right",
    ask=r"questions?(?: max .*)?",
    option=r"answer ([1-6])(?: max .*)?",
    right=r"correct answers?\b.*",
    media=_MEDIA,
)
BLOOKET = _layout(
    "blooket",
    "ask option right",
    ask=r"question text",
    option=r"answer ([1-6])(?: optional)?",
    right=r"correct answers?\b.*",
    media=_MEDIA,
)
WAYGROUND = _layout(
    "wayground",
    "ask option right",
    ask=r"question text",
    kind=r"question type",
    option=r"option ([1-9])(?: optional)?",
    right=r"correct answers?\b.*",
    explain=r"(?:answer )?explanation.*",
    media=_MEDIA,
)
GIMKIT = _layout(
    "gimkit",
    "ask answer wrong",
    ask=r"question",
    answer=r"correct answer",
    wrong=r"incorrect answer ([1-9])(?: optional)?",
)
# Our own columns, and what others call them who make a table by hand, or keep questions in JSON.
OWN = _layout(
    "csv",
    "ask answer|right",
    id=r"id",
    kind=r"kind|(?:question )?type",
    ask=r"ask|q|ques|(?:quiz )?questions?(?: ?(?:text|body|content|stem|title|en|english))?|prompt"
    r"|statement|stem|title text|frage(?:n|text| text)?|pregunta|pergunta|domanda|vraag|enonce"
    r"|enunciado",
    explain=r"(?:(?:answer|correct answer|right answer|general) ?)?(?:explain|explanations?"
    r"|feedback|rationale|reason|justification)(?: text)?|exp|(?:fun )?facts?|support"
    r"|erklarung|explication|explicacion|explicacao|spiegazione|uitleg",
    wrongs=r"(?:wrong|incorrect|false|bad) ?(?:answers|options|choices|responses)|distractors"
    r"|falsche ?antworten",
    options=r"(?:answer ?|possible ?|multiple choice ?)?(?:options|choices|alternatives)(?: list)?"
    r"|(?:possible|all) ?answers|antwortmoglichkeiten|opts|choix|opciones|opcoes|opzioni|keuzes",
    answer=r"answers?(?: text)?|ans|solution|antwort(?:en)?|losung|reponses?|respuestas?"
    r"|respostas?|rispost[ae]|antwoord(?:en)?",
    right=r"right|correct|answer ?key|key"
    r"|(?:answer|correct|solution) ?(?:index|idx|number|letter|id)"
    r"|(?:correct|right|true) ?(?:answer|option|choice|letter|response|ans|opt)s?(?: .*)?"
    r"|(?:richtige|korrekte) ?(?:antwort(?:en)?|losung|option)|richtig"
    r"|(?:bonne|correcte) ?reponses?"
    r"|reponses? (?:correcte|exacte|juste)s?|(?:respuesta|resposta|opcion|opcao|alternativa)s?"
    r" (?:correcta|correta|certa)s?|correcta|risposta (?:corretta|esatta|giusta)|corretta"
    r"|(?:juiste|correcte) ?antwoord",
    wrong=r"(?:(?:wrong|incorrect|false|bad)(?: ?(?:answer|option|choice|response))?|distractor"
    r"|falsche?(?: ?antwort)?|(?:mauvaise|fausse) ?reponse|reponse (?:fausse|incorrecte)"
    r"|(?:respuesta|resposta|opcion|opcao) (?:incorrecta|incorreta|errada|falsa)|incorrecta"
    r"|risposta (?:sbagliata|errata)|fout(?: ?antwoord)?) ?([1-9][0-9]?|[a-h])?",
    option=r"(?:(?:option|choice|answer|opt|ans|alternative|response|possible answer"
    r"|antwort(?:moglichkeit)?|auswahl|reponse|choix|proposition|opcion|respuesta|opcao|alternativa"
    r"|resposta|opzione|risposta|keuze|antwoord)(?: (?:option|choice))? ?)?([a-h]|[1-9][0-9]?)"
    r"(?: text)?",
    unit=r"unit",
    within=r"within|tolerance",
    source=r"source(?: url)?|reference|quelle|fuente|fonte|bron",
    difficulty=r"difficulty(?: level)?|level|schwierigkeit(?:sgrad)?|difficulte|niveau|dificultad"
    r"|dificuldade|difficolta",
    tags=r"tags?|category(?: name)?|categories|topics?|subjects?|themes?|kategorie|thema|theme"
    r"|categorie|categoria|tema",
    time=r"time(?: limit)?(?: in)?(?: (?:s|sec|seconds))?|seconds",
    media=_MEDIA,
)
_COUNTED_FROM_0 = re.compile(r".*\b(?:index|idx)")


def words_of(text: str) -> str:
    """Return the plain words of a header: ``correctAnswer``, ``Correct_answer`` are two."""
    plain = _HUMP.sub(" ", text[:200]).casefold()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in parts if not unicodedata.combining(char))
    return " ".join(_WORD.findall(plain))


@lru_cache(maxsize=4_096)
def role_of(text: str, layout: Layout) -> tuple[str, int] | None:
    """Return the role that a header has in a layout, with its number; None where it has none."""
    words = words_of(text)
    for role, pattern in layout.roles:
        match = pattern.fullmatch(words)
        if match:
            return role, _number(match[1] or "1") if pattern.groups else 0
    return None


def counts_from_0(text: str) -> bool:
    """Say whether a header names a place as programs count it: an index begins with 0."""
    return _COUNTED_FROM_0.match(words_of(text)) is not None


def find_head(rows: Iterable[Row], layout: Layout) -> Head | None:
    """Return the first row that has all that a layout needs, or None."""
    for row, _ in zip(rows, range(HEAD_ROWS), strict=False):
        head = Head(row, _columns(row, layout))
        roles = {role for role, _ in head.columns}
        if all(not roles.isdisjoint(need.split("|")) for need in layout.needs):
            return head
    return None


def _columns(row: Row, layout: Layout) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for column, cell in enumerate(row.cells):
        role = role_of(cell, layout)
        if role:
            found.setdefault(role, column)
    alone = ("option", 1) in found and ("option", 2) not in found and "answer" in layout.names
    if alone and not {("answer", 0), ("right", 0), ("options", 0)} & found.keys():
        found["answer", 0] = found.pop(("option", 1))  # “Q” and “A”
    return found


def _number(text: str) -> int:
    return int(text) if text.isdigit() else ord(text) - ord("a") + 1
