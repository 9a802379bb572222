"""A night on paper with a question of every kind, for the tests of this room."""

from quiz.paper.model import SheetQuestion, SheetRound, Sheets

LETTERS = "ABCDEFGHI"


def lettered(*texts):
    return tuple(zip(LETTERS, texts, strict=False))


def question(number=1, kind="typed", ask="Who opened the show?", **fields):
    return SheetQuestion(number=number, kind=kind, ask=ask, **fields)


def night(*questions, **fields):
    shown = {"title": "Alice’s night", "when": "Friday 20 November, 20:00", "scoring": "1 point"}
    part = SheetRound(1, "Openers", "One point a question.", "General", questions)
    return Sheets(**{**shown, "rounds": (part,)} | fields)


CHOICE = question(
    1,
    "choice",
    "Who won Best New Artist at the 2023 VMAs?",
    options=lettered("Ice Spice", "Dove Cameron", "Karol G", "Sabrina Carpenter"),
    answer="Ice Spice",
    explain="Ice Spice won it on 12 September 2023 in Newark, the night’s first award on stage.",
    source="MTV press release, 13 September 2023 (press.example/vmas-2023)",
    seconds=20,
)
TRUE_FALSE = question(
    2,
    "truefalse",
    "The Moon is larger than Pluto, and by a good deal: its diameter is half as long again.",
    options=lettered("True", "False"),
    answer="True",
    explain="3,475 km against 2,377 km.",
    source="NASA fact sheets",
    seconds=20,
)
MULTI = question(
    3,
    "multi",
    "Which two of these five have a desert that is larger than the whole of Germany?",
    options=lettered(
        "Mongolia, together with the parts that lie in China",
        "Chile",
        "Egypt, Libya and their neighbours in the north of Africa",
        "Spain",
        "Poland",
    ),
    letters=("A", "C"),
    answer="Mongolia, together with the parts that lie in China and Egypt",
    explain="The Gobi and the Sahara.",
    seconds=30,
)
TYPED = question(
    4,
    "typed",
    "Which Norwegian town, with Łódź and Reykjavík its partners, holds the Øya concert?",
    answer="Tromsø",
    explain="A made-up question with letters from all over Europe: ą, ç, đ, ğ, ł, ő, ř, š, ţ, ž.",
    seconds=40,
)
NUMBER = question(
    5, "number", "How far is it to the Moon, in kilometres?", answer="384,400 km", seconds=40
)
ORDER = question(
    6,
    "order",
    "Put these films in order, the oldest first.",
    options=lettered("Alien", "Jaws", "Titanic", "The Matrix"),
    letters=("B", "A", "C", "D"),
    answer="Jaws, Alien, Titanic, The Matrix",
    explain="1975, 1979, 1997, 1999.",
    source="AFI catalogue",
    seconds=60,
)
MATCH = question(
    7,
    "match",
    "Match the capital to its river.",
    lefts=("London", "Paris", "Vienna", "Cairo"),
    options=lettered("Danube", "Nile", "Seine", "Thames"),
    letters=("D", "C", "A", "B"),
    answer="London – Thames, Paris – Seine, Vienna – Danube, Cairo – Nile",
    seconds=60,
)
EVERY_KIND = (CHOICE, TRUE_FALSE, MULTI, TYPED, NUMBER, ORDER, MATCH)
