"""Numbered migrations: each a file ``migrations/NNNN_name.sql``, all pending ones applied in one transaction."""

from __future__ import annotations

import importlib.resources
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from atodds.store.connection import SCHEMA_VERSION, refuse_newer, schema_version

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations


def migration_files() -> list[tuple[int, str, str]]:
    """Number, name and SQL of each migration, in order."""
    folder = importlib.resources.files("atodds.store") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [(int(f.name[:4]), f.name.removesuffix(".sql"), f.read_text("utf-8")) for f in files]


def statements(sql: str) -> Iterator[str]:
    """The single statements of a script; a trigger's body stays whole."""
    buffer = ""
    for line in sql.splitlines(keepends=True):
        buffer += line
        if sqlite3.complete_statement(buffer):
            yield buffer.strip()
            buffer = ""


def _registry() -> Migrations:
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415  (0.2 s: only where the schema may change)

    registry = Migrations("atodds")
    for number, name, sql in migration_files():
        registry(name=name)(_as_function(number, sql))
    return registry


def _as_function(number: int, sql: str) -> Callable[[Database], None]:
    def apply(db: Database) -> None:
        for statement in statements(sql):
            db.conn.execute(statement)
        db.conn.execute(f"PRAGMA user_version = {number}")

    return apply


def migrate(db: Database, path: Path) -> None:
    """Bring the database to ``SCHEMA_VERSION``; before an older one is changed, a copy is kept beside it.

    Two programs may do this at once: the second finds it done.

    Raises:
        SchemaError: the database is newer than this program.
    """
    found = schema_version(db.conn)
    refuse_newer(found, path)
    if found == SCHEMA_VERSION:
        return
    if found > 0:
        _keep_copy(db.conn, path.with_name(f"{path.name}.before-{SCHEMA_VERSION}"))
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        refuse_newer(schema_version(db.conn), path)  # another program may have been faster
        _registry().apply(db)
        db.conn.commit()
    except BaseException:
        db.conn.rollback()
        raise


def _keep_copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the database through SQLite's backup interface, which is right while others read and write."""
    with sqlite3.connect(target) as copy:
        connection.backup(copy)
    copy.close()
