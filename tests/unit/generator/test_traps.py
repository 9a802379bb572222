"""Traps that must stay shut: each is a question that a fair-minded person would dispute."""

from __future__ import annotations

import pytest

from quiz.questions.model import Choice, MultiSelect, Question, TrueFalse, Typed
from quiz.text import fold
from tests.tools.moments import CAST, made, questions

OTHER_PRIZES = """
- {won: Best Pop, winner: taylor, at: vmas}
- {won: Best New Artist, winner: icespice, at: vmas}
- {won: Best Collaboration, winner: [shakira, karolg], at: vmas}
"""
SHARED = "- {won: Best Afrobeats, winner: [selena, rema], at: vmas}" + OTHER_PRIZES


def wrong(question: Question) -> tuple[str, ...]:
    return question.body.wrong if isinstance(question.body, Choice | MultiSelect) else ()


def right(question: Question) -> tuple[str, ...]:
    body = question.body
    if isinstance(body, Choice):
        return (body.answer,)
    return body.answers if isinstance(body, MultiSelect) else ()


def asks(found: list[Question], *words: str) -> list[Question]:
    return [q for q in found if all(word in q.ask for word in words)]


def reasons(moments: str, cast: str = CAST, extra: str = "") -> str:
    return "\n".join(made(moments, cast, extra).report.lines())


def test_a_shared_prize_is_never_asked_as_if_one_had_won_it() -> None:
    for question in asks(questions(SHARED), "Best Afrobeats"):
        if "who won" in question.ask.lower():
            pytest.fail(question.ask)


def test_a_winner_of_a_shared_prize_is_never_a_wrong_option_for_it() -> None:
    found = [q for q in asks(questions(SHARED), "Best Afrobeats") if "which award" not in q.ask]
    assert found
    for question in found:
        assert not {"Selena Gomez", "Rema"} & set(wrong(question)), question


def test_both_winners_are_wanted_and_the_stem_says_how_many() -> None:
    multi = [q for q in asks(questions(SHARED), "Best Afrobeats") if q.form == "multi"]
    assert multi
    for question in multi:
        assert isinstance(question.body, MultiSelect)
        assert set(question.body.answers) == {"Selena Gomez", "Rema"}
        assert question.ask == "Which two artists won Best Afrobeats at the 2023 VMAs?"


def test_an_open_relation_is_not_asked_of_the_whole_world() -> None:
    hugs = "- {hugged: [shakira, karolg]}\n- {hugged: [taylor, dove]}"
    assert questions(hugs) == []
    assert "is open: there may be others" in reasons(hugs)


def test_a_whole_source_makes_an_open_relation_askable_and_the_stem_names_it() -> None:
    hugs = """
    - {hugged: [shakira, karolg], source: {round_up: 9}}
    - {hugged: [taylor, dove], source: {round_up: 4}}
    """
    found = questions(hugs)
    assert found
    assert all("in the round-up" in q.ask.lower() for q in found)


def test_two_hugs_of_one_person_are_not_asked_as_one() -> None:
    hugs = """
    - {hugged: [shakira, karolg], source: {round_up: 9}}
    - {hugged: [shakira, dove], source: {round_up: 4}}
    - {hugged: [taylor, rema], source: {round_up: 5}}
    """
    for question in questions(hugs):
        if "with Shakira" in question.ask and isinstance(question.body, Choice | Typed):
            pytest.fail(question.ask)


def test_a_prize_without_its_year_or_night_is_not_asked() -> None:
    loose = "- {won: Best New Artist, winner: icespice}\n- {won: Best Pop, winner: taylor}"
    assert questions(loose) == []


def test_a_prize_is_asked_of_one_night_when_it_was_given_on_two() -> None:
    cast = CAST + "  vmas22: {name: 2022 VMAs, type: event, article: the}\n"
    twice = """
    - {won: Best New Artist, winner: icespice, at: vmas}
    - {won: Best New Artist, winner: dove, at: vmas22}
    - {won: Best Pop, winner: taylor, at: vmas}
    """
    found = asks(questions(twice, cast), "Who won Best New Artist")
    assert found
    for question in found:
        right = "Ice Spice" if "2023" in question.ask else "Dove Cameron"
        assert isinstance(question.body, Choice | Typed)
        shown = (
            question.body.answer if isinstance(question.body, Choice) else question.body.accepted[0]
        )
        assert shown == right


@pytest.mark.parametrize("status", ["inferred: true", "disputed: true", "status: draft"])
def test_a_fact_that_is_not_stated_is_never_asked(status: str) -> None:
    doubtful = (
        f"- {{won: Best New Artist, winner: dove, at: vmas, {status}}}"
        + OTHER_PRIZES.replace("- {won: Best New Artist, winner: icespice, at: vmas}\n", "")
    )
    for question in questions(doubtful):
        assert right(question) != ("Dove Cameron",)
        assert "Best New Artist" not in question.ask


def test_what_a_doubtful_fact_says_is_no_wrong_option_either() -> None:
    doubtful = "- {won: Best New Artist, winner: dove, at: vmas, inferred: true}" + OTHER_PRIZES
    for question in asks(questions(doubtful), "won Best New Artist"):
        assert "Dove Cameron" not in wrong(question)


def test_a_list_that_is_not_declared_whole_has_no_wrong_answers() -> None:
    kinds = """
kinds:
  visited:
    roles: {place: {is: event}, who: {is: person, many: true}}
    pinned_by: [[place]]
    say: "{who} visited {place}."
    ask: {who: {one: "who visited {place}?", many: "which {n} {nouns} visited {place}?"}}
"""
    open_list = "- {visited: vmas, who: [rema, dove]}"
    assert questions(open_list, extra=kinds) == []
    assert "is not declared complete" in reasons(open_list, extra=kinds)
    assert questions("- {visited: vmas, who: [rema, dove], complete: [who]}", extra=kinds)


def test_nobody_named_in_the_stem_is_among_the_options() -> None:
    for question in questions(SHARED):
        if isinstance(question.body, Choice | MultiSelect):
            for option in question.body.options:
                assert fold(option) not in f" {fold(question.ask)} ".split("  ")
                assert f" {fold(option)} " not in f" {fold(question.ask)} "


def test_a_member_is_never_a_wrong_answer_where_the_group_is_right() -> None:
    won = "- {won: Best Group, winner: band, at: vmas}" + OTHER_PRIZES
    for question in asks(questions(won), "Best Group"):
        assert not {"Rema", "Dove Cameron"} & set(wrong(question))


def test_a_group_is_never_a_wrong_answer_where_its_member_is_right() -> None:
    won = """
    - {won: Best Song, winner: rema, at: vmas}
    - {won: Best Group, winner: band, at: vmas}
    - {won: Best Show, winner: trio, at: vmas}
    """
    for question in asks(questions(won), "won Best Song"):
        assert "The Band" not in wrong(question)


@pytest.mark.parametrize("other_name", ["RÉMA", "rema", "Réma!"])
def test_one_name_in_two_spellings_is_one_name(other_name: str) -> None:
    cast = CAST + f'  twin: {{name: "{other_name}", type: artist}}\n'
    won = SHARED + "- {won: Best Dance, winner: twin, at: vmas}\n"
    for question in asks(questions(won, cast), "Best Afrobeats"):
        assert other_name not in wrong(question)


def test_an_alias_of_the_answer_is_no_wrong_option() -> None:
    cast = CAST + "  isis: {name: Isis Gaston, type: artist, aliases: [Ice Spice]}\n"
    won = SHARED + "- {won: Best Dance, winner: isis, at: vmas}\n"
    for question in asks(questions(won, cast), "won Best New Artist"):
        assert "Isis Gaston" not in wrong(question)


def test_every_alias_of_a_typed_answer_is_accepted() -> None:
    cast = CAST.replace(
        "{name: Ice Spice, type: artist}", "{name: Ice Spice, type: artist, aliases: [Isis]}"
    )
    typed = [
        q for q in questions(SHARED, cast) if isinstance(q.body, Typed) and "New Artist" in q.ask
    ]
    assert any(q.body.accepted == ("Ice Spice", "Isis") for q in typed if isinstance(q.body, Typed))


def test_a_name_that_two_things_share_is_not_asked_about() -> None:
    cast = """
things:
  georgia: {name: Georgia, type: country}
  georgia_us: {name: Georgia, type: state}
  france: {name: France, type: country}
  spain: {name: Spain, type: country}
  italy: {name: Italy, type: country}
"""
    capitals = """
    - {capital: georgia, city: Tbilisi}
    - {capital: georgia_us, city: Atlanta}
    - {capital: france, city: Paris}
    - {capital: spain, city: Madrid}
    - {capital: italy, city: Rome}
    """
    assert not asks(questions(capitals, cast), "What is the capital of Georgia?")
    assert "names more than one thing" in reasons(capitals, cast)


def test_a_capital_name_of_two_countries_has_no_single_answer() -> None:
    cast = """
things:
  a: {name: Alphaland, type: country}
  b: {name: Betaland, type: country}
  c: {name: Gammaland, type: country}
  d: {name: Deltaland, type: country}
"""
    capitals = """
    - {capital: a, city: Kingsport}
    - {capital: b, city: Kingsport}
    - {capital: c, city: Queensport}
    - {capital: d, city: Dukesport}
    """
    for question in questions(capitals, cast):
        if "Kingsport is the capital" in question.ask and isinstance(question.body, Choice | Typed):
            pytest.fail(question.ask)


def test_children_are_told_about_and_never_asked_about() -> None:
    brought = """
    - {brought: {who: shakira, guests: [milan], as: her son}, to: vmas, source: {round_up: 1}}
    - {brought: {who: taylor, guests: [dove], as: a friend}, to: vmas, source: {round_up: 2}}
    - {won: Best Pop, winner: taylor, at: vmas}
    - {won: Best New Artist, winner: icespice, at: vmas}
    - {won: Best Latin, winner: karolg, at: vmas}
    """
    found = questions(brought)
    for question in found:
        assert "Milan" not in question.ask
        assert "Milan" not in str(question.body)
    assert any("Milan" in q.explain for q in found)


def test_someone_who_posed_together_is_no_proof_against_a_chat() -> None:
    together = """
    - {chatted: [taylor, dove], source: {round_up: 1}}
    - {posed: [taylor, rema], source: {round_up: 2}}
    - {posed: [shakira, karolg], source: {round_up: 3}}
    - {posed: [icespice, selena], source: {round_up: 4}}
    """
    for question in asks(questions(together), "chatted with Taylor Swift"):
        assert "Rema" not in wrong(question)


def test_a_false_statement_needs_the_proof_of_a_wrong_option() -> None:
    for question in questions(SHARED):
        if isinstance(question.body, TrueFalse) and not question.body.answer:
            assert question.proof.wrong
            assert question.proof.rule in {"pinned", "scope", "closed"}


def test_a_shared_prize_is_not_falsely_denied_to_one_of_the_two() -> None:
    for question in questions(SHARED):
        if isinstance(question.body, TrueFalse) and "Best Afrobeats" in question.ask:
            both = "Selena Gomez" in question.ask and "Rema" in question.ask
            assert question.body.answer is both


def test_a_renamed_thing_is_no_option() -> None:
    cast = CAST + "  old: {name: Prince, type: artist, until: 1993}\n"
    won = SHARED + "- {won: Best Dance, winner: old, at: vmas}\n"
    assert all("Prince" not in wrong(q) for q in asks(questions(won, cast), "won"))


def test_a_gendered_stem_has_options_of_one_gender() -> None:
    cast = """
things:
  king: {name: King Combs, type: artist, pronouns: he}
  diddy: {name: Diddy, type: artist, pronouns: he}
  rema: {name: Rema, type: artist, pronouns: he}
  lil: {name: Lil Nas X, type: artist, pronouns: he}
  anitta: {name: Anitta, type: artist, pronouns: she}
  halle: {name: Halle, type: artist, pronouns: she}
"""
    son = """
    - {relative: {who: king, with: diddy, what: son}, source: {round_up: 18}}
    - {hugged: [rema, anitta], source: {round_up: 1}}
    - {hugged: [lil, halle], source: {round_up: 2}}
    """
    for question in asks(questions(son, cast), "son"):
        assert not {"Anitta", "Halle"} & set(wrong(question))


def test_with_fewer_than_two_near_misses_there_are_no_options() -> None:
    cast = """
things:
  vmas: {name: 2023 VMAs, type: event}
  a: {name: Ann Lee, type: artist}
  b: {name: Bo, type: artist}
"""
    won = "- {won: Best Pop, winner: a, at: vmas}\n- {won: Best Rock, winner: b, at: vmas}"
    for question in asks(questions(won, cast), "Who won"):
        assert isinstance(question.body, Typed)


def test_a_negative_question_stands_only_over_a_whole_list() -> None:
    cast = """
things:
  fr: {name: France, type: country}
  es: {name: Spain, type: country}
  pt: {name: Portugal, type: country}
  it: {name: Italy, type: country}
  se: {name: Sweden, type: country}
  fi: {name: Finland, type: country}
"""
    borders = """
    - {borders: fr, neighbours: [es, it]}
    - {borders: es, neighbours: [fr, pt]}
    - {borders: se, neighbours: [fi]}
    """
    for question in questions(borders, cast, seeds=40):
        if question.form == "not":
            assert isinstance(question.body, Choice)
            assert "NOT" in question.ask
            whole = {"France": {"Spain", "Italy"}, "Spain": {"France", "Portugal"}}
            country = next(name for name in whole if f"with {name}?" in question.ask)
            assert question.body.answer not in whole[country]
            assert set(question.body.wrong) <= whole[country]


def test_the_answer_is_not_readable_in_the_question() -> None:
    cast = """
things:
  mx: {name: Mexico, type: country}
  gt: {name: Guatemala, type: country}
  es: {name: Spain, type: country}
  pe: {name: Peru, type: country}
"""
    capitals = """
    - {capital: mx, city: Mexico City}
    - {capital: gt, city: Guatemala City}
    - {capital: es, city: Madrid}
    - {capital: pe, city: Lima}
    """
    found = questions(capitals, cast)
    assert found
    for question in found:
        if not isinstance(question.body, TrueFalse):
            assert "capital of Mexico" not in question.ask
            assert "Mexico City is" not in question.ask


def test_years_offered_are_never_in_the_future() -> None:
    cast = "\nthings:\n  ca: {name: California, type: state}\n"
    for question in questions("- {joined_union: ca, year: 2023}", cast, seeds=40):
        assert all(int(option) <= 2023 for option in wrong(question))


def test_the_other_of_a_mixed_pair_has_options_of_its_own_type() -> None:
    mixed = """
    - {won: Best Rap, winner: [selena, trio], at: vmas}
    - {won: Best Pop, winner: taylor, at: vmas}
    - {won: Best Show, winner: quartet, at: vmas}
    - {won: Best Group, winner: band, at: vmas}
    - {won: Best Latin, winner: karolg, at: vmas}
    """
    groups = {"The Band", "Trio", "Quartet"}
    for question in asks(questions(mixed, seeds=30), "Best Rap"):
        if question.form == "pair":
            assert isinstance(question.body, Choice)
            assert len({option in groups for option in question.body.options}) == 1


def test_answers_of_different_types_are_not_counted_together() -> None:
    mixed = "- {won: Best Rap, winner: [selena, trio], at: vmas}" + OTHER_PRIZES
    assert all("ones" not in q.ask for q in questions(mixed))
    assert "the answers are of different types" in reasons(mixed)


def test_a_namesake_of_someone_barred_is_barred() -> None:
    cast = CAST + "  rema2: {name: Réma, type: artist}\n"
    chats = """
    - {chatted: [rema2, band], source: paper}
    - {chatted: [taylor, band], source: {round_up: 1}}
    - {chatted: [rema, trio], source: {round_up: 2}}
    - {chatted: [shakira, quartet], source: {round_up: 3}}
    - {chatted: [karolg, icespice], source: {round_up: 4}}
    """
    for question in asks(questions(chats, cast), "with The Band"):
        assert not {"Rema", "Réma"} & set(wrong(question))


def test_a_namesake_of_a_child_is_no_option() -> None:
    cast = CAST + "  milan2: {name: Milan, type: artist}\n"
    won = SHARED + "- {won: Best Dance, winner: milan2, at: vmas}\n"
    for question in asks(questions(won, cast), "won"):
        assert "Milan" not in wrong(question)


def test_whoever_was_handed_a_prize_is_no_wrong_winner_of_it() -> None:
    handed = SHARED + "- {presented: Best New Artist, presenter: trio, recipient: dove, at: vmas}\n"
    for question in asks(questions(handed), "won Best New Artist"):
        assert "Dove Cameron" not in wrong(question)


def test_what_was_accepted_is_no_wrong_prize() -> None:
    accepted = """
    - {honoured: shakira, award: Icon, at: vmas, source: {round_up: 1}}
    - {won: Best Collaboration, winner: [shakira, karolg], at: vmas, source: {round_up: 9}}
    - {won: Best Pop, winner: taylor, at: vmas, source: {round_up: 2}}
    - {won: Best New Artist, winner: icespice, at: vmas, source: {round_up: 3}}
    """
    for question in asks(questions(accepted), "did Shakira accept"):
        assert "Best Collaboration" not in wrong(question)
