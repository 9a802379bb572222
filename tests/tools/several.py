"""What the tests share of forms that show several things, count or describe."""

from __future__ import annotations

from quiz.questions.model import Match, Order, Question
from tests.tools.moments import CAST

STATES = """
things:
  de: {name: Delaware, type: state}
  oh: {name: Ohio, type: state}
  tx: {name: Texas, type: state}
  ut: {name: Utah, type: state}
  hi: {name: Hawaii, type: state}
"""
YEARS = """
- {joined_union: de, year: 1787}
- {joined_union: oh, year: 1803}
- {joined_union: tx, year: 1845}
- {joined_union: ut, year: 1896}
- {joined_union: hi, year: 1959}
"""
CAPITALS_CAST = """
things:
  fr: {name: France, type: country}
  it: {name: Italy, type: country}
  se: {name: Sweden, type: country}
  pe: {name: Peru, type: country}
  mx: {name: Mexico, type: country}
"""
CAPITALS = """
- {capital: fr, city: Paris}
- {capital: it, city: Rome}
- {capital: se, city: Stockholm}
- {capital: pe, city: Lima}
"""
CITIES = """
- {located: Lyon, country: fr}
- {located: Nice, country: fr}
- {located: Lille, country: fr}
- {located: Turin, country: it}
- {located: Bari, country: it}
- {located: Genoa, country: it}
"""
CITY_CAST = CAPITALS_CAST + "".join(
    f"  {city}: {{type: city}}\n" for city in ("Lyon", "Nice", "Lille", "Turin", "Bari", "Genoa")
)
LOCATED = "closed: [located]\n"
PRIZES = """
- {won: Best Pop, winner: taylor, at: vmas}
- {won: Best Rock, winner: dove, at: vmas}
- {won: Best Rap, winner: rema, at: vmas}
- {won: Best Latin, winner: karolg, at: vmas}
"""
WHOLE = PRIZES.replace("at: vmas", "at: vmas, complete: [winner, prize]") + (
    "- {won: Best Song, winner: taylor, at: vmas, complete: [winner, prize]}\n"
)
HUG = """
- {won: Best Pop, winner: taylor, at: vmas, source: round_up}
- {hugged: [taylor, dove], source: round_up}
- {hugged: [rema, karolg], source: round_up}
- {hugged: [shakira, icespice], source: round_up}
"""
MIXED = (
    (YEARS, STATES, ""),
    (CAPITALS, CAPITALS_CAST, ""),
    (CITIES, CITY_CAST, LOCATED),
    (PRIZES, CAST, "closed: [won]\n"),
    (HUG, CAST, ""),
)


def of_form(found: list[Question], form: str) -> list[Question]:
    return [question for question in found if question.form == form]


def items(question: Question) -> tuple[str, ...]:
    assert isinstance(question.body, Order)
    return question.body.items


def pairs(question: Question) -> dict[str, str]:
    assert isinstance(question.body, Match)
    return dict(question.body.pairs)
