import sqlite3
import zlib

import pytest

from atodds.errors import SchemaError, StoreError
from atodds.store import history
from atodds.store.history import KeptRun


def row(number):
    return KeptRun(number, f"2024-06-{number:02}T12:00:00Z", "0.1.0", 2, 5, number)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "history.db"


def test_nothing_is_kept_at_first(path):
    assert history.kept(path) == []
    assert not path.exists()
    with pytest.raises(StoreError, match="no database"):
        history.get(path, 1)


def test_what_is_put_is_got(path):
    history.put(path, row(1), "größer\n".encode(), keep=3)
    assert history.get(path, 1).decode() == "größer\n"
    assert history.kept(path) == [row(1)]


def test_a_bounded_number_is_kept(path):
    for number in range(1, 7):
        history.put(path, row(number), b"%d" % number, keep=3)
    assert [k.run for k in history.kept(path)] == [4, 5, 6]
    with pytest.raises(StoreError, match="run 3 is not kept"):
        history.get(path, 3)


def test_results_of_a_database_that_is_gone_leave(path):
    for number in (1, 2, 3):
        history.put(path, row(number), b"old", keep=10)
    history.put(path, row(2), b"new", keep=10)
    assert [(k.run, history.get(path, k.run)) for k in history.kept(path)] == [(1, b"old"), (2, b"new")]


def test_another_version_is_refused_and_made_anew(path):
    history.put(path, row(1), b"x", keep=2)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(SchemaError, match="another version"):
        history.kept(path)
    assert history.kept_or_none(path) == []
    history.put(path, row(2), b"y", keep=2)
    assert [k.run for k in history.kept(path)] == [2]


def test_damage_is_said_in_words(path):
    history.put(path, row(1), b"x" * 100, keep=2)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE results SET data = ?", (zlib.compress(b"x" * 100)[:-3],))
    connection.close()
    with pytest.raises(StoreError, match="damaged"):
        history.get(path, 1)
    path.write_bytes(b"no database at all, but long enough to look at" * 9)
    with pytest.raises(StoreError, match="not a database"):
        history.put(path, row(2), b"y", keep=2)
