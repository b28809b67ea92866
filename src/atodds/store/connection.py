"""Connections to the database, and its errors in words that help. Standard library only: reading a table must start fast."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from atodds.errors import SchemaError, StoreError

# The version of the schema that this program writes: the number of the last file in migrations/.
SCHEMA_VERSION = 2
# How long a writer waits for another one. A run's transaction over a million claims takes under a minute;
# a reviewer's takes milliseconds.
BUSY_SECONDS = 60.0

# What a writer may keep of the database in memory: the indexes by id of 1,000,000 claims. SQLite's own 2 MB make it read and write
# their pages over and over, since ids come in no order.
WRITER_CACHE_KB = 65_536

# What to say for SQLite's result codes (https://www.sqlite.org/rescode.html), by the start of their names.
_WORDS = {
    "SQLITE_BUSY": ("the database is in use by another program", "wait until it has finished, or close it, and try again"),
    "SQLITE_LOCKED": ("the database is in use by another program", "wait until it has finished, or close it, and try again"),
    "SQLITE_READONLY": ("the database cannot be written", "check the permissions of the file and of its folder"),
    "SQLITE_CANTOPEN": ("the database cannot be opened", "check that its folder exists and that you may read and write it"),
    "SQLITE_PERM": ("the database cannot be opened", "check the permissions of the file and of its folder"),
    "SQLITE_FULL": ("the disk is full", "free some space and try again; the database is as it was before"),
    "SQLITE_IOERR": ("the database cannot be read or written", "check the disk; the database is as it was before"),
    "SQLITE_NOTADB": ("this is not a database of atodds", "move the file away; verdicts come back with `atodds verdicts import`"),
    "SQLITE_CORRUPT": ("the database is damaged", "move the file away and run again; verdicts come back with `atodds verdicts import`"),
}


@contextlib.contextmanager
def translated(path: Path | str) -> Iterator[None]:
    """Turn the errors of SQLite into a :class:`StoreError` that says what to do.

    Raises:
        StoreError: for every ``sqlite3.DatabaseError`` inside the block.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", None) or ""
        for start, (message, advice) in _WORDS.items():
            if name.startswith(start):
                raise StoreError(message, advice=advice, file=str(path)) from error
        raise StoreError(f"the database refused: {error}", advice="`atodds doctor` checks it", file=str(path)) from error


def connect(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """A connection with foreign keys on and a busy timeout; rows come as ``sqlite3.Row``.

    A reader works from a read-only folder too. The schema is not looked at: see :func:`check_version`.

    Raises:
        StoreError: the file is missing (for a reader), unreadable or no database.
    """
    if not write and not path.is_file():
        raise StoreError("no database yet", advice="`atodds run` makes it", file=str(path))
    with translated(path):
        connection = _open(path, "rwc" if write else "ro")
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        if write:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA recursive_triggers = ON")
            connection.execute(f"PRAGMA cache_size = -{WRITER_CACHE_KB}")
        return connection


def _open(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(os.fspath(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)
    try:
        connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        # In a folder that cannot be written SQLite cannot make the index of the write-ahead log. Where there is no log the
        # file alone is the whole database, and `immutable` says so.
        log = path.with_name(path.name + "-wal")
        if mode != "ro" or error.sqlite_errorname not in ("SQLITE_CANTOPEN", "SQLITE_READONLY_DIRECTORY") or _has_bytes(log):
            raise
        return sqlite3.connect(uri + "&immutable=1", uri=True, timeout=BUSY_SECONDS)
    return connection


def _has_bytes(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def schema_version(connection: sqlite3.Connection) -> int:
    """The number of the last migration applied; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_version(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database that this program cannot read.

    Raises:
        SchemaError: it was written by a newer atodds, or is older and has not been migrated yet.
    """
    found = schema_version(connection)
    refuse_newer(found, path)
    if found < SCHEMA_VERSION:
        raise SchemaError(
            f"the database is of an older version ({found}; this program reads {SCHEMA_VERSION})",
            advice="`atodds run` brings it up to date",
            file=str(path),
        )


def refuse_newer(found: int, path: Path) -> None:
    """Raise :class:`SchemaError` where ``found`` is newer than this program knows."""
    if found > SCHEMA_VERSION:
        raise SchemaError(
            f"the database was written by a newer atodds (version {found}; this program knows {SCHEMA_VERSION})",
            advice="update atodds; nothing was changed",
            file=str(path),
        )


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection to a database of the right version, in one transaction, closed afterwards.

    Raises:
        StoreError: it cannot be read.
        SchemaError: it is of another version.
    """
    connection = connect(path)
    try:
        with translated(path):
            check_version(connection, path)
            connection.execute("BEGIN")
            yield connection
    finally:
        connection.close()
