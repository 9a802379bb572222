"""Packs and questions of every shape that the format allows, for properties."""

from hypothesis import strategies as st

from quiz.packs.model import Pack
from quiz.questions.model import (
    LEVELS,
    Audio,
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Picture,
    Proof,
    Question,
    TrueFalse,
    Typed,
)
from quiz.text import fold

NASTY = (
    *("NO", "no", "Yes", "on", "n", "null", "~", "true", "22:22", "010", "1.10", "1e3", "1_000"),
    *("*NSYNC", "&Burn", "!important", "- dash", "? mark", ": colon", "a: b", "a #b", "#1"),
    *("[x]", "{y}", "a, b", "'", '"', '"quoted"', "it's", "\\", "\\n", "%", "`", "|", ">", "="),
    *("line\nbreak", "tab\there", "wide\u2028line", "no\u00a0break", "😀", "é", "日本", "@home"),
    *("...", "---", "--- x", "2023-09-14", "0x1F", ".5", ".inf", "ends with:", "two  spaces"),
)  # fmt: skip
_CHARS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\ufffe\uffff"
)


def texts(longest: int = 40):
    """Trimmed texts, nasty ones among them."""
    plain = st.text(_CHARS, min_size=1, max_size=longest).map(str.strip).filter(bool)
    return st.one_of(st.sampled_from(NASTY), plain)


def names():
    """Texts with a letter or a digit in them."""
    return texts(20).filter(lambda text: any(map(str.isalnum, fold(text))))


def apart(least: int, most: int):
    """Options that differ after folding."""
    return st.lists(texts(20), min_size=least, max_size=most, unique_by=fold)


@st.composite
def choices(draw):
    answer, *wrong = draw(apart(2, 6))
    return Choice(answer, tuple(wrong))


@st.composite
def multi_selects(draw):
    options = draw(apart(3, 8))
    right = draw(st.integers(2, len(options) - 1))
    return MultiSelect(tuple(options[:right]), tuple(options[right:]))


def numbers():
    value = st.floats(allow_nan=False, allow_infinity=False)
    whole = st.integers(-(10**15), 10**15).map(float)
    within = st.floats(0, 1e6)
    unit = st.one_of(st.just(""), texts(8))
    return st.builds(Number, st.one_of(value, whole), within, percent=st.booleans(), unit=unit)


def orders():
    return apart(3, 8).map(lambda items: Order(tuple(items)))


@st.composite
def matches(draw):
    count = draw(st.integers(3, 6))
    lefts, rights = draw(apart(count, count)), draw(apart(count, count))
    return Match(tuple(zip(lefts, rights, strict=True)))


def bodies():
    typed = st.lists(texts(), min_size=1, max_size=5).map(lambda accepted: Typed(tuple(accepted)))
    return st.one_of(
        *(choices(), multi_selects(), typed, numbers(), orders(), matches()),
        st.builds(TrueFalse, st.booleans()),
    )


def _wrong_options(body):
    if isinstance(body, Choice | MultiSelect):
        return body.wrong
    if isinstance(body, TrueFalse):
        return ("False" if body.answer else "True",)
    if isinstance(body, Order | Match):
        return ()
    return ("any", "thing")


def media(kind):
    """Pictures or sounds; ``None`` mostly."""
    file = st.from_regex(r"media/[A-Za-z0-9][A-Za-z0-9._-]{0,12}", fullmatch=True)
    optional = st.one_of(st.just(""), texts(12))
    some = st.builds(kind, file, texts(), optional, optional)
    return st.one_of(st.none(), st.none(), some)


@st.composite
def questions(draw, ids=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)):  # noqa: B008
    body = draw(bodies())
    empty_or = lambda longest: st.one_of(st.just(""), texts(longest))  # noqa: E731
    lists = st.lists(texts(12), max_size=3).map(tuple)
    reasons = [(option, draw(texts())) for option in _wrong_options(body) if draw(st.booleans())]
    return Question(
        id=draw(ids),
        ask=draw(texts(80)),
        body=body,
        explain=draw(empty_or(120)),
        source=draw(empty_or(60)),
        difficulty=draw(st.sampled_from(LEVELS)),
        form=draw(empty_or(12)),
        proof=Proof(
            rule=draw(st.sampled_from(["author", "pinned", "closed", "scope"])),
            right=draw(empty_or(60)),
            wrong=tuple(reasons),
            facts=draw(lists),
        ),
        tags=draw(lists),
        picture=draw(media(Picture)),
        audio=draw(media(Audio)),
        time=draw(st.one_of(st.just(0), st.integers(5, 600))),
    )


@st.composite
def packs(draw):
    empty_or = lambda longest: st.one_of(st.just(""), texts(longest))  # noqa: E731
    lists = st.lists(texts(12), max_size=3).map(tuple)
    found = draw(st.lists(questions(), min_size=1, max_size=3, unique_by=lambda each: each.id))
    return Pack(
        id=draw(st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)),
        title=draw(texts()),
        questions=tuple(found),
        language=draw(st.sampled_from(["en", "de", "pt-BR", "zh-Hans"])),
        version=draw(texts(10)),
        authors=draw(lists),
        license=draw(empty_or(20)),
        description=draw(empty_or(80)),
        source=draw(empty_or(80)),
        tags=draw(lists),
    )
