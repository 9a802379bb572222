import stat

import pytest

from quiz.errors import StorageError
from quiz.services import upkeep
from quiz.services.house import check, open_house
from quiz.settings import read_settings


def test_the_first_start_makes_all_that_is_missing(tmp_path):
    settings = read_settings({}, tmp_path / "a" / "data")
    house = open_house(settings)
    check(house)
    house.store.close()
    assert sorted(path.name for path in settings.data.iterdir()) == [
        "greenroom.db",
        "moments",
        "packs",
        "secret.key",
    ]
    assert stat.S_IMODE(settings.data.stat().st_mode) == 0o700
    key = settings.data / "secret.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert key.read_text() == house.secret_key
    assert "key" not in repr(house).replace("_key", "")
    assert house.secret_key not in repr(house)


def test_the_next_start_finds_it_all(tmp_path):
    settings = read_settings({}, tmp_path)
    first, second = open_house(settings), open_house(settings)
    assert first.secret_key == second.secret_key
    for house in (first, second):
        house.store.close()


def test_a_key_that_is_set_is_not_written_down(tmp_path):
    settings = read_settings({"QUIZ_SECRET_KEY": "sixteen characters or more"}, tmp_path)
    house = open_house(settings)
    house.store.close()
    assert house.secret_key == "sixteen characters or more"
    assert not (tmp_path / "secret.key").exists()


def test_an_empty_key_file_is_told(tmp_path):
    (tmp_path / "secret.key").touch()
    with pytest.raises(StorageError, match="holds no key"):
        open_house(read_settings({}, tmp_path))


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    settings = read_settings({}, tmp_path / "file" / "data")
    with pytest.raises(StorageError, match="set QUIZ_DATA to a folder that is yours"):
        open_house(settings)
    with pytest.raises(StorageError, match="QUIZ_DATA"):
        upkeep.upgrade(settings)


def test_a_check_makes_no_database(tmp_path):
    settings = read_settings({}, tmp_path)
    (fault,) = upkeep.faults(settings)
    assert "quiz db upgrade" in fault
    assert list(tmp_path.iterdir()) == []
    assert upkeep.upgrade(settings)
    assert not upkeep.upgrade(settings)
    assert upkeep.faults(settings) == []
