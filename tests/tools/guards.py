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
    f"tests/unit/generator/{name}.py"
    for name in ("test_traps", "test_traps_of_forms", "test_traps_of_names")
)
_PYTEST = (sys.executable, "-m", "pytest", "-q", "--noconftest", "-p", "no:cacheprovider")
_FAILED = re.compile(r"^FAILED \S+::(\w+)", re.MULTILINE)


class Guard(NamedTuple):
    """A guard: the line of a module that keeps it, what stands there without, and its traps.

    ``also`` is a second line that keeps the same (the lint looks once more at what a recipe made).
    """

    module: str
    line: str
    without: str
    traps: tuple[str, ...]
    also: tuple[str, str, str] | None = None


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
        ("test_what_a_doubtful_fact_says_is_no_wrong_option_either",),
    ),
    "groups, members and parts are barred": Guard(
        "distractors", "if index.relatives:", "if False:",
        ("test_a_member_is_never_a_wrong_answer_where_the_group_is_right",
         "test_a_group_is_never_a_wrong_answer_where_its_member_is_right"),
    ),
    "namesakes are barred": Guard(
        "index", "found.union(*shared) if shared else found", "found",
        ("test_a_namesake_of_someone_barred_is_barred",),
    ),
    "company is barred": Guard(
        "distractors", "bool(self.company) and", "False and",
        ("test_someone_who_posed_together_is_no_proof_against_a_chat",
         "test_what_was_accepted_is_no_wrong_prize"),
    ),
    "whoever is never asked about is no option": Guard(
        "index", "key not in self.unasked and", "",
        ("test_a_namesake_of_a_child_is_no_option",),
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
        ("test_a_shared_prize_is_never_asked_as_if_one_had_won_it",),
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
        ("lint", "telling = [item for item in body.items if numbers_in(item)]", "telling = []"),
    ),
    "no number another fact gives": Guard(
        "recipes/number", "if case.ground.doubtful else value", "if False else value",
        ("test_a_year_that_a_doubtful_fact_contradicts_is_not_put_in_order_or_typed",),
    ),
    "no number that the stem tells": Guard(
        "recipes/number", "if tells(stem, value, within):", "if False:",
        ("test_a_year_that_the_name_tells_is_not_asked",),
        ("lint", "tells(question.ask, int(body.value), int(body.within))", "False"),
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
        "lint", "    if one[:1] != other[:1]:\n        return False\n", "    return False\n",
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
        "lint", "found += _typed(body, told)", "found += []",
        ("test_the_answer_is_not_readable_in_the_question",),
    ),
    "what takes long is a quarter": Guard(
        "selection", "MOST_LONG = 0.25", "MOST_LONG = 0.9",
        ("test_what_takes_long_is_at_most_a_quarter_of_a_pack",),
    ),
}  # fmt: skip


def copy_without(guard: Guard, folder: Path) -> None:
    """Lay out a copy of the code in a folder, without one guard."""
    shutil.copytree(ROOT / "quiz", folder / "quiz")
    for name in ("tests", "benchmarks", "templates", "static", "questions", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    first = (guard.module, guard.line, guard.without)
    for module, line, without in (first, guard.also) if guard.also else (first,):
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
