from functools import cache

import pytest

from quiz.drafting.reviewing import Review
from quiz.errors import BadInputError, ConflictError
from quiz.moments.library import read_library
from quiz.resources import resource

FILE = """\
# my own words at the top
format: 1
id: night
title: A night
sources:
  article: {title: Night}
things:
  ann: {name: Ann Bell, type: person}
  carl: {name: Carl Dorn, type: person}  # my friend
  eve: {name: Eve Fox, type: person}  # a guess
moments:
  - hugged: [ann, carl]   # I was there

  # 2, 90% sure: Ann squeezed Carl.
  # a remark of mine
  - hugged: [ann, carl]
    when: at noon
    status: draft
    source: {article: 2}
  # 3, 60% sure: Eve posed.
  - posed: {who: [eve, ann], with: carl}
    status: draft
    source: {article: 3}
# the end
"""


@cache
def library():
    text = (resource("questions/moments").parent / "kinds.yaml").read_text("utf-8")
    return read_library(text, "kinds.yaml")


@pytest.fixture
def review():
    return Review(FILE, "night.yaml", library())


def test_the_drafts_wait_in_order_with_what_the_file_says_of_them(review):
    first, second = review.pending()
    assert (first.sure, first.words) == (90, "Ann squeezed Carl.")
    assert (second.sure, second.moment.place) == (60, "3")


def test_to_accept_one_changes_its_lines_alone_and_drops_the_sources_sentence(review):
    after = review.accept(review.pending()[0].mark)
    assert after.text == FILE.replace("  # 2, 90% sure: Ann squeezed Carl.\n", "").replace(
        "    when: at noon\n    status: draft\n", "    when: at noon\n"
    )
    assert [one.words for one in after.pending()] == ["Eve posed."]
    assert [moment.status for moment in after.facts().moments] == ["stated", "stated", "draft"]


def test_to_reject_one_takes_its_guessed_things_along_and_nothing_else(review):
    after = review.reject(review.pending()[1].mark)
    assert "Eve" not in after.text
    assert "posed" not in after.text
    assert after.text.endswith("# the end\n")
    assert "# my friend" in after.text
    assert len(after.pending()) == 1


def test_to_reject_all_leaves_a_file_that_can_be_read():
    text = FILE.replace("  - hugged: [ann, carl]   # I was there\n\n", "")
    review = Review(text, "night.yaml", library())
    while review.pending():
        review = review.reject(review.pending()[0].mark)
    assert review.facts().moments == ()


def test_a_role_is_declared_whole_and_open_again(review):
    first = review.pending()[0].mark
    after = review.complete(first, ["with"])
    assert "    complete: [with]\n    status: draft\n" in after.text
    whole = after.pending()[0]
    assert whole.complete == ("with",)
    assert after.complete(whole.mark, []).text == FILE
    with pytest.raises(BadInputError, match="“whit” is no role of “hugged”"):
        review.complete(first, ["whit"])


def test_an_edit_takes_names_keys_and_new_things(review):
    first = review.pending()[0].mark
    after = review.edit(first, {"with": ["carl dorn", "eve", "Gus Hall"], "when": []})
    moment = after.pending()[0].moment
    assert moment.roles == {"who": ("ann",), "with": ("carl", "eve", "gus-hall")}
    assert "  gus-hall: {name: Gus Hall, type: person}\n" in after.text
    assert "a remark of mine" in after.text
    assert moment.place == "2"


@pytest.mark.parametrize("roles", [{"whit": ["ann"]}, {"who": []}, {"with": ["ann", "ann"]}])
def test_an_edit_that_cannot_be_read_is_refused(review, roles):
    with pytest.raises(BadInputError):
        review.edit(review.pending()[0].mark, roles)


def test_a_draft_that_was_changed_meanwhile_is_not_decided(review):
    mark = review.pending()[0].mark
    with pytest.raises(ConflictError):
        review.accept(mark).accept(mark)


def test_moments_that_share_a_line_are_refused():
    text = FILE[: FILE.index("moments:")] + (
        "moments: [{hugged: [ann, carl], status: draft}, {posed: [ann, carl]}]\n"
    )
    with pytest.raises(BadInputError, match="line of its own"):
        Review(text, "night.yaml", library()).pending()
