"""A host sees each typed answer once, near misses first."""

from quiz.night.model import Answer
from quiz.night.typed import groups
from quiz.questions.marking import mark
from quiz.questions.model import Typed

BODY = Typed(("Michael Jackson",))


def grouped(*texts, accepted=()):
    answers = [Answer(str(index), (text,), 1.0) for index, text in enumerate(texts)]
    marks = {answer.seat_id: mark(BODY, answer.given) for answer in answers}
    return groups(answers, marks, accepted)


def test_near_misses_come_first_then_wrong_ones_then_right_ones():
    found = grouped("Michael Jackson", "Prince", "Prince", "Jackson", "Madonna")
    assert [(group.text, group.count, group.mark) for group in found] == [
        ("Jackson", 1, "close"),
        ("Prince", 2, "wrong"),
        ("Madonna", 1, "wrong"),
        ("Michael Jackson", 1, "right"),
    ]


def test_spellings_of_one_name_are_one_group_under_the_most_frequent():
    found = grouped("the prince", "Prince", "Prince", "PRINCE!", "Prinse")
    assert [(group.text, set(group.texts), group.count) for group in found] == [
        ("Prince", {"Prince", "the prince", "PRINCE!", "Prinse"}, 5)
    ]


def test_other_names_stay_apart():
    assert len(grouped("Apollo 11", "Apollo 12", "Iceland", "Ireland")) == 4


def test_what_is_marked_otherwise_stays_apart():
    found = grouped("Michael Jackson", "Michael Jackson Junior Senior Maximus")
    assert len(found) == 2


def test_nothing_typed_is_no_answer():
    assert grouped("", "  ") == ()


def test_it_says_what_the_host_accepted():
    found = grouped("Prince", "Madonna", accepted=("prince",))
    assert {group.text: group.is_accepted for group in found} == {"Prince": True, "Madonna": False}


def test_a_thousand_different_answers_are_grouped_too():
    texts = [f"answer number {index}" for index in range(1000)]
    assert sum(group.count for group in grouped(*texts)) == 1000
