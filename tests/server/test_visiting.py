from tests.tools.plain import PlainBrowser
from tests.tools.serving import Visitor


def right_answer(browser):
    """Do the sum."""
    number = int(browser.read().heading.split()[3])
    return str(2 * number)


def test_a_round_is_played_by_links_and_forms_alone(serve):
    bob = PlainBrowser(Visitor(serve().url))
    bob.open("/").follow("Sums").press("Play", pick=("5", "all", "20 s", "Accuracy first"))
    for place in range(1, 6):
        bob.press("Lock it in", pick=(right_answer(bob),))
        assert bob.read().heading == "Right"
        bob.press("Next question" if place < 5 else "See the result")
    assert bob.status == 200
    assert "5 of 5 right" in bob.html


def test_an_account_signs_in_over_the_wire(serve):
    visitor = Visitor(serve().url)
    bob = PlainBrowser(visitor)
    bob.open("/sign-up").press("Make the account", username="Bob", password="a good sentence")
    assert bob.status == 200
    stolen = Visitor(visitor.url, dict(visitor.cookies))
    bob.open("/account").press("Sign out here")
    assert "Bob" not in PlainBrowser(stolen).open("/account").html
    bob.open("/sign-in").press("Sign in", username="bob", password="a good sentence")
    assert "Bob" in bob.open("/account").html
