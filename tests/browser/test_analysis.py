"""What play says of a pack, with plots: nothing for axe to find, nothing that scrolls sideways."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, at_home, serving
from tests.browser.looks import axe_faults, faults_in_both_themes, scrolling, walk
from tests.tools import house as houses
from tests.web.test_analysis import PICKED, play

pytestmark = pytest.mark.browser
PAGE = "/packs/stagecraft/analysis"


def test_the_figures_can_be_read_by_everybody(visit, axe, house, tmp_path):
    own = houses.copy(house, tmp_path, clock=houses.Clock())
    play(own, "stagecraft", "gobo", PICKED, "Gobo")
    with serving(own) as address:
        page = at_home(visit, "Alice", server=address)
        page.goto(address + PAGE)
        page.locator("summary", has_text="The same as a table").click()
        page.locator(".item summary").first.click()
        expect(page.locator(".item .chosen")).to_be_visible()
        assert not axe_faults(page, axe)
        walk(page, (address + PAGE,), faults_in_both_themes(axe))
        walk(page, (address + PAGE,), scrolling("Width", (320, 568), PHONE))
    own.store.close()
