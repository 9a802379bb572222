from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from quiz.errors import BadInputError, StorageError
from quiz.store import schema
from quiz.store.store import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        url = request.getfixturevalue("postgres")()
    store = Store(url)
    yield store
    store.close()


def test_a_new_database_gets_the_tables_that_the_code_expects(empty):
    assert schema.revision(empty) is None
    assert schema.upgrade(empty)
    assert schema.revision(empty) == schema.HEAD
    assert schema.difference(empty) == []


def test_a_database_that_is_up_to_date_is_left_alone(store):
    assert not schema.upgrade(store)


def test_it_goes_back_to_nothing_and_up_again(store):
    schema.downgrade(store, "base")
    with store.engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    assert schema.upgrade(store)
    assert schema.difference(store) == []


def test_packs_of_authors_come_through_as_they_were(store):
    schema.downgrade(store, "0006")
    columns = "pack_id, draft_id, owner_id, digest, version, is_shared, saved_at"
    own = f"INSERT INTO own_packs ({columns})"
    with store.writing() as tx:
        for line in (
            "INSERT INTO players (id, name, created_at, seen_at) VALUES ('p', 'Ann', :at, :at)",
            "INSERT INTO moments_drafts VALUES ('m', 'p', 'Prizes', '', :at)",
            "INSERT INTO moments_drafts VALUES ('n', 'p', 'Hats', '', :at)",
            "INSERT INTO pack_versions VALUES ('d', 'own-1', '{}', :body, :at)",
            f"{own} VALUES ('own-1', 'm', 'p', 'd', 3, :yes, :at)",
            f"{own} VALUES ('own-2', 'n', 'p', 'd', 1, :no, :at)",
        ):
            given = {"at": "2026-05-06 20:00:00", "body": b"", "yes": True, "no": False}
            query = text(line)
            tx.execute(query, {key: given[key] for key in query.compile().params})
    schema.upgrade(store)
    with store.reading() as tx:
        asked = text("SELECT pack_id, draft_id, version, visibility FROM own_packs ORDER BY 1")
        found = [("own-1", "m", 3, "unlisted"), ("own-2", "n", 1, "private")]
        assert [tuple(row) for row in tx.execute(asked)] == found
        steps = text("SELECT pack_id, number, digest FROM pack_steps ORDER BY 1")
        assert [tuple(row) for row in tx.execute(steps)] == [("own-1", 3, "d"), ("own-2", 1, "d")]
    schema.downgrade(store, "0006")
    with store.reading() as tx:
        asked = text("SELECT pack_id, version, is_shared FROM own_packs ORDER BY 1")
        assert [tuple(row) for row in tx.execute(asked)] == [("own-1", 3, 1), ("own-2", 1, 0)]
    schema.upgrade(store)


def test_the_newest_revision_is_the_one_the_code_knows():
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_a_database_of_a_newer_greenroom_is_refused_and_left_alone(store):
    with store.writing() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BadInputError, match="newer Greenroom"):
        schema.upgrade(store)
    assert schema.revision(store) == "9999"


def test_a_migration_that_breaks_leaves_nothing_half_done(empty):
    with empty.writing() as tx:
        tx.execute(text("CREATE TABLE reports (id INTEGER)"))  # in the way of the last table
    with pytest.raises(StorageError):
        schema.upgrade(empty)
    with empty.engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["reports"]


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "x.db").write_text("This is not a database, it is a poem. " * 40)
    store = Store(f"sqlite:///{tmp_path / 'x.db'}")
    with pytest.raises(StorageError, match="not a database"):
        schema.upgrade(store)
    store.close()
