"""The guards of the generator, and the traps that must fail where one of them is taken away.

A trap that holds without the guard it was written for proves nothing. So each guard is taken out
of a copy of the code, and its traps are run there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
TRAPS = tuple(
    f"tests/unit/generator/test_traps{of}.py"
    for of in ("", *(f"_of_{what}" for what in (
        "facts", "forms", "matches", "names", "numbers", "options", "orders",
    )))
)  # fmt: skip
LINT = "../questions/lint"  # beside the room of the generator
_PYTEST = (sys.executable, "-m", "pytest", "-q", "--noconftest", "-p", "no:cacheprovider")
_FAILED = re.compile(r"^FAILED \S+::(\w+)", re.MULTILINE)


class Guard(NamedTuple):
    """A guard: the line of a module that keeps it, what stands there without, and its traps.

    ``also`` are other lines that keep the same (the lint looks once more at what a recipe made).
    """

    module: str
    line: str
    without: str
    traps: tuple[str, ...]
    also: tuple[tuple[str, str, str], ...] = ()


GUARDS = {
    "only stated facts are asked": Guard(
        "ground", 'if moment.status != "stated":', "if False:",
        ("test_a_fact_that_is_not_stated_is_never_asked",
         "test_a_doubtful_year_is_neither_put_in_order_nor_asked_as_a_number"),
    ),
    "children are never asked about": Guard(
        "ground", "if not thing.ask or thing.sensitive:", "if False:",
        ("test_whoever_is_never_asked_about_is_not_put_in_order",
         "test_a_child_is_never_described"),
    ),
    "one name for two things is not asked about": Guard(
        "ground", "for key in named if index.homonyms else ():", "for key in ():",
        ("test_a_name_that_two_things_share_is_not_asked_about",),
    ),
    "a list must be declared whole": Guard(
        "ground", "if whole and (plan.pin or closed):", "if plan.pin or closed:",
        ("test_a_list_that_is_not_declared_whole_has_no_wrong_answers",),
    ),
    "what is open is not asked of the world": Guard(
        "ground", "if whole and (plan.pin or closed):", "if whole:",
        ("test_a_prize_without_its_year_or_night_is_not_asked",),
    ),
    "what a doubtful fact says is barred": Guard(
        "distractors", "(*told, *ground.doubtful) if ground.doubtful else told", "told",
        ("test_two_who_would_fit_one_prize_are_not_matched",
         "test_who_is_vouched_for_and_might_be_right_is_no_wrong_option",
         "test_what_a_doubtful_fact_says_is_no_wrong_option_either"),
    ),
    "groups, members and parts are barred": Guard(
        "distractors", "if index.relatives:", "if False:",
        ("test_an_odd_one_that_shares_it_by_an_alias_or_a_part_is_not_odd",
         "test_a_member_is_never_a_wrong_answer_where_the_group_is_right",
         "test_a_group_is_never_a_wrong_answer_where_its_member_is_right"),
    ),
    "namesakes are barred": Guard(
        "index", "found.union(*shared) if shared else found", "found",
        ("test_an_alias_of_the_answer_is_no_wrong_option",
         "test_a_namesake_of_someone_barred_is_barred"),
    ),
    "company is barred": Guard(
        "distractors", "bool(self.company) and", "False and",
        ("test_someone_who_posed_together_is_no_proof_against_a_chat",
         "test_what_was_accepted_is_no_wrong_prize"),
    ),
    "whoever is never asked about is no option": Guard(
        "index", "key not in self.unasked and", "",
        ("test_a_namesake_of_a_child_is_no_option",
         "test_children_are_told_about_and_never_asked_about"),
    ),
    "a renamed thing is no option": Guard(
        "index", "and self.facts.things[key].until is None", "",
        ("test_a_renamed_thing_is_no_option",),
    ),
    "a renamed thing is in no set": Guard(
        "sets", "return index.thing(key).until is None", "return True",
        ("test_what_bears_another_name_now_is_not_put_in_order",),
    ),
    "a gendered stem has options of one gender": Guard(
        "distractors", "None if _GENDERED.isdisjoint(told.split()) else", "None and",
        ("test_a_gendered_stem_has_options_of_one_gender",),
    ),
    "two wrong options at least": Guard(
        "case", "FEWEST_WRONG = 2", "FEWEST_WRONG = 0",
        ("test_with_fewer_than_two_near_misses_there_are_no_options",),
    ),
    "no year of the future": Guard(
        "index", "min(max(years) + room, latest)", "max(years) + room",
        ("test_years_offered_are_never_in_the_future",),
    ),
    "answers of one type": Guard(
        "case", "if len(answers) > 1 and len({index.root(key) for key in answers}) > 1:",
        "if False:", ("test_answers_of_different_types_are_not_counted_together",),
    ),
    "one answer where one is asked": Guard(
        "offers", "if self.answers != 1:", "if False:",
        ("test_a_capital_name_of_two_countries_has_no_single_answer",
         "test_two_hugs_of_one_person_are_not_asked_as_one",
         "test_two_rows_of_one_prize_are_no_proof_that_it_was_shared",
         "test_a_shared_prize_is_never_asked_as_if_one_had_won_it"),
    ),
    "years apart": Guard(
        "recipes/in_order",
        "gap = max(group.asking.gap, 2 * group.asking.within + 1, 1)", "gap = 0",
        ("test_no_two_of_a_year_are_to_be_put_in_order",
         "test_years_too_close_to_tell_are_not_to_be_put_in_order"),
    ),
    "no name that tells its number": Guard(
        "recipes/in_order", "if numbers_in(case.index.thing(item).name):", "if False:",
        ("test_a_name_that_tells_its_number_is_not_to_be_put_in_order",),
        ((LINT, "telling = [item for item in body.items if numbers_in(item)]", "telling = []"),),
    ),
    "no number another fact gives": Guard(
        "recipes/number", "if case.ground.doubtful else value", "if False else value",
        ("test_a_year_that_a_doubtful_fact_contradicts_is_not_put_in_order_or_typed",),
    ),
    "no number that the stem tells": Guard(
        "recipes/number", "if tells(stem, value, within):", "if False:",
        ("test_a_year_that_the_name_tells_is_not_asked",),
        ((LINT, "tells(question.ask, int(body.value), int(body.within))", "False"),),
    ),
    "no number that nobody types so": Guard(
        "amounts", '_PLAIN = re.compile(r"0|[1-9][0-9]{0,14}")', '_PLAIN = re.compile(r"[0-9]+")',
        ("test_a_number_that_nobody_types_so_is_not_to_be_typed",),
    ),
    "one source alone is not counted": Guard(
        "recipes/how_many", 'if shape.rule == "scope":', "if False:",
        ("test_how_many_is_not_asked_of_one_source_alone",),
    ),
    "no count that a doubtful fact adds to": Guard(
        "recipes/how_many", "bool(case.ground.doubtful)", "False",
        ("test_how_many_is_not_asked_where_a_doubtful_fact_adds_one",),
    ),
    "a group is not counted": Guard(
        "recipes/how_many", 'index.is_a(key, "group") or index.thing(key).members', "False",
        ("test_a_group_is_not_counted_as_one",),
    ),
    "a shared prize is not matched": Guard(
        "recipes/matching", "if len(answers) != 1:", "if False:",
        ("test_a_shared_prize_is_not_matched",),
    ),
    "every cross pair is wrong": Guard(
        "recipes/matching", "return right not in pair.barred and", "return",
        ("test_who_might_have_won_it_as_well_is_no_right_side_of_another",),
    ),
    "letters hint at another or at none": Guard(
        LINT, "    if one[:1] != other[:1]:\n        return False\n", "    return False\n",
        ("test_a_symbol_is_matched_only_where_its_letters_fit_another_or_none",),
    ),
    "what all share is known to be all": Guard(
        "recipes/odd_one_out", "known = [t for t in case.answers() if _is_known(case, hidden, t)]",
        "known = case.answers()",
        ("test_neighbours_of_one_country_may_share_another_and_none_is_odd",
         "test_an_odd_one_that_shares_it_by_a_doubtful_fact_is_not_odd"),
    ),
    "nothing else singles one out": Guard(
        "recipes/odd_one_out", "if not _is_singled_out(case.index, key, alike):", "if True:",
        ("test_nothing_else_singles_out_one_of_those_alike",),
    ),
    "a clue has one answer": Guard(
        "recipes/two_steps", "len(case.ground.answers) == 1 and not case.ground.doubtful", "True",
        ("test_a_clue_never_describes_two",),
    ),
    "a clue holds where the question does": Guard(
        "recipes/two_steps", "_is_within(case, clue)\n        and", "",
        ("test_a_clue_of_another_source_is_not_put_within_the_scope_of_one",),
    ),
    "a clue names nothing of the question": Guard(
        "recipes/two_steps", "if said and not _names(case, role, said):", "if said:",
        ("test_a_clue_never_names_whom_it_describes",),
    ),
    "the place of a clue is its own": Guard(
        "recipes/two_steps", "and not _runs_on(case, role, clue)", "",
        ("test_a_night_that_could_belong_to_clue_or_question_is_not_told",),
    ),
    "the answer is not in the stem": Guard(
        LINT, "found += _typed(body, told)", "found += []",
        ("test_the_answer_is_not_readable_in_the_question",),
    ),
    "what takes long is a quarter": Guard(
        "selection", "MOST_LONG = 0.25", "MOST_LONG = 0.9",
        ("test_what_takes_long_is_at_most_a_quarter_of_a_pack",),
    ),
    "a claim names no child": Guard(
        "case", "if not kind.roles[field].text and never_asked(self.index, keys):", "if False:",
        ("test_a_child_is_named_in_no_claim",),
    ),
    "two sides of one kind": Guard(
        "answering", "if kind.symmetric and asked in kind.symmetric:", "if False:",
        ("test_a_hug_counts_for_both_whoever_is_named_first",),
    ),
    "the words of a moment tell it apart": Guard(
        "answering", "if {fold(k) for k in keys} != {fold(k) for k in filled}:", "if False:",
        ("test_a_hug_backstage_is_not_one_in_the_hall",),
    ),
    "what is not told might fit": Guard(
        "answering", "            if filled is None:\n                sure = False\n",
        "            if filled is None:\n                break\n",
        ("test_a_winner_told_without_the_night_might_have_won_on_any",),
    ),
    "one of two alone is not both": Guard(
        "answering", "elif there < len(keys):", "elif False:",
        ("test_what_one_of_two_won_alone_is_no_prize_of_both",),
    ),
    "a scope is one source": Guard(
        "ground", "stated = [(m, side) for m, side in stated if m.source == moment.source]", "",
        ("test_another_source_adds_no_answer_within_the_scope_of_one",),
    ),
    "another source is not wrong": Guard(
        "ground", "doubtful + [(m, side) for m, side in stated if m.source !=",
        "doubtful + [(m, side) for m, side in stated if m.source is None and",
        ("test_what_another_source_says_is_not_wrong_within_the_scope_of_one",),
    ),
    "an event is named by one name": Guard(
        "likeness", '"" if root == "event" else moment.kind', "moment.kind",
        ("test_two_events_of_one_name_are_not_told_apart_by_what_happened_there",),
    ),
    "a name said and a name listed are one": Guard(
        "likeness", "said = [turned(name) for name in thing.names if", "said = [] and [",
        ("test_a_name_with_the_surname_first_is_the_same_name",),
    ),
    "the wording tells what the proof rests on": Guard(
        "case", "elif gap := left_out(template, tuple(given)):", "elif gap := '':",
        ("test_a_wording_that_leaves_out_what_tells_the_moment_apart_is_not_asked",),
    ),
    "no year is right that is offered as wrong": Guard(
        "figures", "[year for year in years if _is_apart(index, query, ground, year)]", "years",
        ("test_a_year_that_is_right_too_is_no_wrong_year",
         "test_a_year_that_a_doubtful_fact_tells_is_no_wrong_year"),
    ),
    "no year that a doubtful fact tells": Guard(
        "figures", "(*ground.answers, *ground.doubtful)", "ground.answers",
        ("test_a_year_that_a_doubtful_fact_tells_is_no_wrong_year",),
    ),
    "years further apart than is allowed": Guard(
        "figures", "least = 2 * query.plan.asking.within + 1", "least = 1",
        ("test_years_that_would_count_as_right_are_no_wrong_years",),
    ),
    "years of the rhythm": Guard(
        "figures", "every = gcd(*(year - years[0] for year in years))", "every = 1",
        ("test_of_what_comes_every_fourth_year_no_year_between_is_offered",),
    ),
    "numbers further apart than is allowed": Guard(
        "case", "found = apart_from_answers(self.index, self.query, self.ground, found)", "",
        ("test_a_number_that_would_count_as_right_is_no_wrong_number",),
    ),
    "nobody is called by a name to come": Guard(
        "distractors", "if thing.since is not None and", "if False and",
        ("test_who_was_not_so_called_yet_is_no_option",),
    ),
    "nobody is asked about by a name given up": Guard(
        "../moments/dating", 'and moment.status == "stated"', "and False",
        ("test_a_name_that_is_no_longer_borne_is_not_asked_of_a_later_year",),
    ),
    "one name for two is not counted": Guard(
        "ground", "for key in named if index.homonyms else ():", "for key in ():",
        ("test_no_count_is_asked_of_a_name_that_was_given_up",),
    ),
    "no two options fall together": Guard(
        "distractors", "return bool(close) and any(", "return False and any(",
        ("test_a_band_and_its_member_are_not_both_offered_as_wrong",
         "test_two_names_of_one_are_not_both_offered_as_wrong"),
    ),
    "a name is offered once": Guard(
        "distractors", "found[names[0]] = thing", "found[key] = thing",
        ("test_names_that_read_alike_are_offered_once",),
        (("distractors", "return bool(close) and any(", "return False and any("),
         (LINT, "if len(set(folded)) < len(folded):", "if False:")),
    ),
    "two answers are two": Guard(
        "recipes/multi_select",
        "if not all(apart(case.index, one, answers[:at]) for at, one in enumerate(answers)):",
        "if False:", ("test_a_member_and_its_band_are_not_two_answers_to_choose",),
    ),
    "a pair is two": Guard(
        "recipes/pair", "if not apart(case.index, asked, (told,)):", "if False:",
        ("test_a_member_and_its_band_are_not_two_answers_to_choose",
         "test_two_names_of_one_are_no_pair"),
    ),
    "a tie is not shared": Guard(
        "offers", "len(moments) == 1 and moments[0].jointly,", "len(moments) == 1,",
        ("test_two_in_a_tie_did_not_share_their_prize",),
    ),
    "two rows are not shared": Guard(
        "offers", "len(moments) == 1 and moments[0].jointly,", "moments[0].jointly,",
        ("test_two_rows_of_one_prize_are_no_proof_that_it_was_shared",),
    ),
    "one source is not known by heart": Guard(
        "recipes/typed", 'if shape.rule == "scope":', "if False:",
        ("test_what_one_source_names_is_not_to_be_typed_from_memory",),
    ),
    "right sides of one sort": Guard(
        "recipes/matching", "and index.root(one.right) == index.root(other.right)", "",
        ("test_right_sides_of_a_match_are_of_one_sort",),
        (("case", "if len(answers) > 1 and len({index.root(key) for key in answers}) > 1:",
         "if False:"),),
    ),
    "left sides are two": Guard(
        "recipes/in_order", "_ in chosen) and apart(", "_ in chosen) or apart(",
        ("test_a_part_and_its_whole_are_not_put_in_order_together",),
    ),
    "a clue is of a name that is borne": Guard(
        "recipes/two_steps", "and index.thing(named).until is None", "",
        ("test_a_former_name_is_never_described",),
    ),
    "a question with a clue has one answer": Guard(
        "recipes/two_steps", "    if ground.doubtful:\n", "    if False:\n",
        ("test_what_might_have_another_answer_is_not_asked_by_a_clue",),
    ),
    "no alias of the answer is in the stem": Guard(
        LINT, "for name in body.accepted[1:] if", "for name in () if",
        ("test_an_alias_that_the_question_tells_is_not_to_be_typed",),
    ),
    "no name of the stem is an option": Guard(
        "distractors", 'if name in told and f" {name} " in words:', "if False:",
        ("test_a_name_in_the_title_of_a_prize_is_no_option",),
        ((LINT, 'if f" {option} " in whole]', "if False]"),),
    ),
    "no word of the stem is in the key alone": Guard(
        LINT, 'only = set(" ".join(folded[:right]).split())', "only = set()",
        ("test_a_word_of_the_question_does_not_point_to_the_key",),
    ),
    "no option stands inside another": Guard(
        LINT, 'if any(f" {a} " in f" {b} "', 'if False and any(f" {a} " in f" {b} "',
        ("test_a_name_inside_another_is_not_offered_beside_it",),
    ),
    "the key is as long as the others": Guard(
        LINT, "if key > max(map(len, body.wrong)) + LENGTH_RANGE:", "if False:",
        ("test_a_key_that_is_much_longer_than_all_others_is_not_shown",),
    ),
    "at most 25 words": Guard(
        LINT, "MOST_WORDS = 25", "MOST_WORDS = 99",
        ("test_a_question_is_no_longer_than_can_be_read_in_time",),
    ),
    "what denies is asked as such": Guard(
        LINT, "if not negative and negatives and", "if False and",
        ("test_a_prize_whose_name_denies_is_not_asked_with_options",),
    ),
    "negatives are a tenth": Guard(
        "selection", "MOST_NEGATIVE = 0.10", "MOST_NEGATIVE = 0.9",
        ("test_negatives_are_at_most_a_tenth_of_a_pack",),
    ),
    "half of the claims are true": Guard(
        "selection", "        yield other\n", "        yield from (other, *islice(told, 9))\n",
        ("test_as_many_claims_are_true_as_are_false",),
    ),
}  # fmt: skip


def copy_without(guard: Guard, folder: Path) -> None:
    """Lay out a copy of the code in a folder, without one guard."""
    shutil.copytree(ROOT / "quiz", folder / "quiz")
    for name in ("tests", "benchmarks", "templates", "static", "questions", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    first = (guard.module, guard.line, guard.without)
    for module, line, without in (first, *guard.also):
        path = folder / "quiz" / "generator" / f"{module}.py"
        text = path.read_text("utf-8")
        if text.count(line) != 1:
            raise LookupError(f"{module} has {text.count(line)} times: {line}")
        path.write_text(text.replace(line, without), "utf-8")


def failing(guard: Guard, folder: Path) -> set[str]:
    """Run the traps of a guard without it, and return which fail."""
    copy_without(guard, folder)
    ran = subprocess.run(
        [*_PYTEST, "-k", " or ".join(guard.traps), *TRAPS],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode not in {0, 1}:
        raise RuntimeError(ran.stdout[-2000:] + ran.stderr[-2000:])
    return set(_FAILED.findall(ran.stdout))
