"""Routes: short, named, and none that changes something on GET."""

import ast
from pathlib import Path

import pytest

import quiz.web
from quiz.web.app import create_app
from tests.tools import house as houses

FOLDER = Path(quiz.web.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    house = houses.build(tmp_path_factory.mktemp("house"))
    yield list(create_app(house).url_map.iter_rules())
    house.store.close()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_htmx_flask_is_imported_in_one_place(path):
    imported = "htmx_flask" in path.read_text("utf-8")
    assert imported == (path.stem == "htmx")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_route_is_short(path):
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and any(
            "blueprint" in ast.unparse(decorator) for decorator in node.decorator_list
        ):
            lines = (node.end_lineno or 0) - node.lineno
            assert lines <= 20, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_stays_short(path):
    assert path.read_text("utf-8").count("\n") <= 250


def test_what_changes_something_takes_no_get(rules):
    changing = {"start", "answer", "onward", "report", "name", "sign_out", "password", "revoke"}
    for rule in rules:
        if rule.endpoint.rpartition(".")[2] in {*changing, "delete"}:
            assert not (rule.methods or set()) & {"GET", "HEAD"}
