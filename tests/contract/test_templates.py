"""Templates: they compile, parts have one root, targets exist, nothing is inline."""

import re
from html.parser import HTMLParser

import pytest
from jinja2 import nodes

from quiz.resources import resource
from quiz.web import samples
from quiz.web.app import create_app
from quiz.web.assets import SHEETS
from tests.tools import house as houses

FOLDER = resource("templates")
NAMES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
PARTS = [name for name in NAMES if name.rpartition("/")[2].startswith("_")]
OPEN = {"input", "meta", "link", "br", "img", "hr"}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    house = houses.build(tmp_path_factory.mktemp("house"), {"QUIZ_DEBUG": "yes"})
    yield create_app(house)
    house.store.close()


class Roots(HTMLParser):
    """Collects the elements that stand at the top."""

    def __init__(self):
        super().__init__()
        self.depth, self.roots, self.ids, self.targets = 0, [], [], []

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if self.depth == 0:
            self.roots.append((tag, at.get("id")))
        self.ids += [at["id"]] if "id" in at else []
        self.targets += [value for name, value in attrs if name == "hx-target"]
        self.depth += tag not in OPEN

    def handle_startendtag(self, tag, attrs):
        if self.depth == 0:
            self.roots.append((tag, dict(attrs).get("id")))

    def handle_endtag(self, tag):
        self.depth -= tag not in OPEN


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(app, name):
    app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", PARTS)
def test_a_part_has_one_root_whose_id_is_its_noun(app, name):
    source = (FOLDER / name).read_text("utf-8")
    if "<" not in source:  # all of it is a macro, which is rendered by itself, too
        macros = re.findall(r'from "(macros/\w+\.html)"', source)
        source = "".join((FOLDER / macro).read_text("utf-8") for macro in macros)
    reader = Roots()
    reader.feed(re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL))
    noun = name.rpartition("/")[2].removeprefix("_").removesuffix(".html")
    roots = [root for root in reader.roots if root[0] != "br"]
    assert len(roots) == 1, roots
    assert roots[0][1] in {noun, "top"}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_template_is_inline(name):
    source = (FOLDER / name).read_text("utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|hx-on|hx-vals='js:", source)
    assert not re.search(r"<script(?![^>]*src=)", source)
    assert "|safe" not in source


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("macros/")])
def test_a_macro_never_reads_the_request(app, name):
    source = (FOLDER / name).read_text("utf-8")
    names = {node.name for node in app.jinja_env.parse(source).find_all(nodes.Name)}
    assert not names & {"request", "session", "g", "current_user", "player"}


@pytest.mark.parametrize("name", [n for n in NAMES if not n.startswith("styleguide/")])
def test_every_text_goes_through_gettext(name):
    """Words that stand between tags and are not in a gettext call: only the product's name may."""
    source = (FOLDER / name).read_text("utf-8")
    bare = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->", " ", source, flags=re.DOTALL)
    bare = re.sub(r"<[^>]*>", "\n", bare, flags=re.DOTALL)
    words = set(re.findall(r"[A-Za-z]{2,}", bare))
    assert words <= {"Greenroom", "stage"}  # the product's name; the face a page names in a block


@pytest.mark.parametrize("state", samples.PAGES)
def test_every_target_is_on_the_page(app, state):
    html = app.test_client().get(f"/styleguide/{state}").text
    reader = Roots()
    reader.feed(html)
    assert len(reader.ids) == len(set(reader.ids)), "an id stands twice"
    for target in reader.targets:
        assert target.removeprefix("#") in reader.ids


@pytest.mark.parametrize(
    "page", ["/", "/leaderboards", "/packs/stagecraft", "/sign-in", "/nowhere"]
)
def test_ids_are_unique_and_what_labels_exists(app, page):
    html = app.test_client().get(page).text
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for used in re.findall(r'(?:aria-labelledby|aria-describedby|for)="([^"]+)"', html):
        assert set(used.split()) <= set(ids)


def test_every_sheet_of_style_is_shipped():
    files = {path.stem for path in (resource("static") / "css").glob("*.css")}
    assert files == {name for names in SHEETS.values() for name in names}


def test_scripts_are_short_and_load_nothing_from_elsewhere():
    for path in (resource("static") / "js").rglob("*.js"):
        source = path.read_text("utf-8")
        assert source.count("\n") <= 150
        assert "http:" not in source
        assert "https:" not in source
        assert "innerHTML =" not in source
        assert "eval(" not in source


def test_styles_ask_nobody_else():
    for path in (resource("static") / "css").glob("*.css"):
        assert not re.search(r"url\(\"?(https?:|//|data:)", path.read_text("utf-8"))


def test_colours_are_named_in_the_tokens_alone():
    """Hex colours outside of tokens.css are the few of a thing's own material."""
    for path in (resource("static") / "css").glob("*.css"):
        if path.stem not in {"tokens", "things", "paper"}:
            loose = re.findall(r"#[0-9a-f]{3,8}\b", path.read_text("utf-8"))
            assert len(loose) <= 4, (path.name, loose)
