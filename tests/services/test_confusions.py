"""How often a wrong option was chosen is told by fact, once enough have answered."""

from pathlib import Path

from quiz.packs.model import Pack
from quiz.questions.model import Choice, Proof, Question
from quiz.services import files, sources
from quiz.services.confusions import chosen, chosen_here
from quiz.services.learning import Taken, learn
from tests.services.conftest import put

PACK = Pack(
    "awards",
    "Awards",
    (
        Question(
            "who", "Who won?", Choice("Ann", ("Bé", "Cy")), proof=Proof("pinned", facts=("f",))
        ),
        Question("whom", "Whom?", Choice("Ann", ("Bé", "Di")), proof=Proof("pinned", facts=("f",))),
        Question("odd", "Odd?", Choice("Ann", ("Bé",)), proof=Proof("pinned", facts=("f", "g"))),
        Question("new", "New?", Choice("Ann", ("Bé",)), proof=Proof("pinned", facts=("h",))),
    ),
)


def answered(house, question, given):
    with house.store.writing() as tx:
        edition = house.shelf.current(tx, "awards")[0]
        taken = [
            Taken(f"{question}{n}", "right" if one == "Ann" else "wrong", (one,), is_player=False)
            for n, one in enumerate(given)
        ]
        learn(tx, edition, question, taken, house.clock())


def test_all_forms_that_ask_one_fact_count_together(either_house):
    house = either_house
    put(house, PACK)
    answered(house, "who", ["Bé"] * 10 + ["Ann"] * 10)
    answered(house, "whom", ["Bé"] * 2 + ["Di"] * 9 + ["Ann"] * 9)
    answered(house, "odd", ["Bé"] * 30)
    answered(house, "new", ["Bé"] * 19)
    with house.store.reading() as tx:
        assert chosen(tx, "awards") == {"f": {"be": 12 / 40, "cy": 0.0, "di": 9 / 20}}
        assert chosen(tx, "another") == {}


def test_a_file_that_is_read_anew_offers_what_players_of_this_house_chose(house):
    source = files.Source(Path("questions/moments/capitals.yaml"), "moments", "capitals")
    before = sources.read(source)
    put(house, before)
    one = next(q for q in before.questions if q.ask == "What is the capital of Albania?")
    with house.store.writing() as tx:
        edition = house.shelf.current(tx, before.id)[0]
        fell = [Taken(f"s{n}", "wrong", one.body.wrong[:1], is_player=False) for n in range(20)]
        learn(tx, edition, one.id, fell, house.clock())
    after = sources.read(source, lambda pack_id: chosen_here(house, pack_id))
    again = next(q for q in after.questions if q.id == one.id)
    liked = one.body.wrong[0]
    assert again.proof.why_wrong(liked).endswith("Of 100 players 100 chose it.")
    others = {q.id: q for q in before.questions}
    assert [q.id for q in after.questions if q.body != others[q.id].body] in ([], [one.id])


def test_without_play_nothing_is_known(house):
    put(house, PACK)
    with house.store.reading() as tx:
        assert chosen(tx, "awards") == {}
