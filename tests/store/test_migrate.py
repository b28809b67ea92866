import os
import sqlite3
from pathlib import Path

import pytest

from atodds.store import Store, migrate
from atodds.store.connection import SCHEMA_VERSION, schema_version

SNAPSHOT = Path(__file__).parent / "schema.sql"


def test_schema_is_the_committed_one(store):
    """After a change of the schema: ATODDS_UPDATE=1 pytest tests/store/test_migrate.py, and read the diff."""
    parts = (r[0] for r in store.db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"))
    schema = ";\n\n".join(parts) + ";\n"
    if os.environ.get("ATODDS_UPDATE"):
        SNAPSHOT.write_text(schema, "utf-8")
    assert schema == SNAPSHOT.read_text("utf-8")


def test_numbers_run_from_one_to_the_version():
    assert [number for number, _, _ in migrate.migration_files()] == list(range(1, SCHEMA_VERSION + 1))


def test_opening_twice_changes_nothing(tmp_path):
    Store.open(tmp_path / "claims.db").close()
    before = (tmp_path / "claims.db").read_bytes()
    Store.open(tmp_path / "claims.db").close()
    assert (tmp_path / "claims.db").read_bytes() == before


@pytest.fixture
def next_version(monkeypatch):
    """A program that is one migration ahead."""
    files = migrate.migration_files()
    added = (SCHEMA_VERSION + 1, f"{SCHEMA_VERSION + 1:04}_more", "ALTER TABLE documents ADD COLUMN extra TEXT;\nCREATE TABLE more (x) ;")
    monkeypatch.setattr(migrate, "migration_files", lambda: [*files, added])
    for module in ("atodds.store.migrate", "atodds.store.connection"):
        monkeypatch.setattr(f"{module}.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    return added


def test_older_database_is_migrated_and_a_copy_kept(tmp_path, request):
    path = tmp_path / "claims.db"
    Store.open(path).close()
    request.getfixturevalue("next_version")
    with Store.open(path) as store:
        assert schema_version(store.db.conn) == SCHEMA_VERSION + 1
        assert "extra" in store.db["documents"].columns_dict
    copy = sqlite3.connect(tmp_path / f"claims.db.before-{SCHEMA_VERSION + 1}")
    assert schema_version(copy) == SCHEMA_VERSION
    copy.close()


def test_a_failing_migration_leaves_the_old_database(tmp_path, monkeypatch, next_version):
    from atodds.errors import StoreError

    path = tmp_path / "claims.db"
    files = migrate.migration_files()
    with monkeypatch.context() as older:
        older.setattr(migrate, "migration_files", lambda: files[:-1])
        older.setattr("atodds.store.migrate.SCHEMA_VERSION", SCHEMA_VERSION)
        older.setattr("atodds.store.connection.SCHEMA_VERSION", SCHEMA_VERSION)
        Store.open(path).close()
    broken = (next_version[0], next_version[1], next_version[2] + "\nINSERT INTO nowhere VALUES (1);")
    monkeypatch.setattr(migrate, "migration_files", lambda: [*files[:-1], broken])
    with pytest.raises(StoreError):
        Store.open(path)
    plain = sqlite3.connect(path)
    assert schema_version(plain) == SCHEMA_VERSION
    assert plain.execute("SELECT count(*) FROM sqlite_master WHERE name = 'more'").fetchone()[0] == 0
    plain.close()


def test_statements_keep_triggers_whole():
    sql = "CREATE TABLE a (b);\n-- a comment; with a semicolon\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\n"
    assert len(list(migrate.statements(sql))) == 2
