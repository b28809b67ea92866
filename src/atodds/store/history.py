"""Results of earlier runs, packed, for what changed since: a file of its own beside the database, which can be deleted at any time.

What is inside a result is no business of this module: it keeps bytes, compressed, a bounded number of them.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from atodds.errors import SchemaError, StoreError
from atodds.store.connection import connect, translated

# Raised when the table changes: files of another version are emptied.
HISTORY_VERSION = 1
# Level 3 of zlib: on packed results a third larger than level 9, in a tenth of the time.
LEVEL = 3


class KeptRun(NamedTuple):
    """A run whose result is kept: its number, when it was (UTC), by which version, and what it found."""

    run: int
    at: str
    version: str
    documents: int
    claims: int
    findings: int


@contextlib.contextmanager
def _opened(path: Path, *, write: bool = False) -> Iterator[sqlite3.Connection]:
    connection = connect(path, write=write)
    try:
        with translated(path):
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found != HISTORY_VERSION and write:
                connection.execute("DROP TABLE IF EXISTS results")
                connection.execute(
                    "CREATE TABLE results (run INTEGER PRIMARY KEY, at TEXT NOT NULL, version TEXT NOT NULL, documents INTEGER NOT NULL,"
                    " claims INTEGER NOT NULL, findings INTEGER NOT NULL, data BLOB NOT NULL) STRICT"
                )
                connection.execute(f"PRAGMA user_version = {HISTORY_VERSION}")
                connection.commit()
            elif found != HISTORY_VERSION:
                message = "the results of earlier runs were kept by another version of atodds"
                raise SchemaError(message, file=str(path), advice="they are kept anew from the next run on that finds a change")
            yield connection
    finally:
        connection.close()


def put(path: Path, run: KeptRun, data: bytes, *, keep: int) -> None:
    """Keep the packed result of a run, and of the runs before it the latest: ``keep`` in all.

    Results of the same or a later number are of a database that is gone, and leave.

    Raises:
        StoreError: the file cannot be written.
    """
    with _opened(path, write=True) as connection, connection:
        connection.execute("DELETE FROM results WHERE run >= ?", (run.run,))
        connection.execute("INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?)", (*run, zlib.compress(data, LEVEL)))
        connection.execute("DELETE FROM results WHERE run NOT IN (SELECT run FROM results ORDER BY run DESC LIMIT ?)", (keep,))


def kept(path: Path) -> list[KeptRun]:
    """The runs whose results are kept, oldest first; none where there is no file.

    Raises:
        SchemaError: another version of atodds wrote the file.
        StoreError: the file cannot be read.
    """
    if not path.is_file():
        return []
    with _opened(path) as connection:
        rows = connection.execute("SELECT run, at, version, documents, claims, findings FROM results ORDER BY run").fetchall()
    return [KeptRun(*row) for row in rows]


def kept_or_none(path: Path) -> list[KeptRun]:
    """The same, or none where the file was written by another version: it is about to be made anew."""
    try:
        return kept(path)
    except SchemaError:
        return []


def get(path: Path, run: int) -> bytes:
    """The packed result of a run.

    Raises:
        StoreError: it is not kept, damaged, or the file cannot be read.
    """
    with _opened(path) as connection:
        row = connection.execute("SELECT data FROM results WHERE run = ?", (run,)).fetchone()
    if row is None:
        raise StoreError(f"the result of run {run} is not kept", file=str(path), advice="`atodds diff --runs` lists those that are")
    try:
        return zlib.decompress(row[0])
    except zlib.error as error:
        advice = "delete the file: results are kept anew"
        raise StoreError(f"the result of run {run} is damaged", file=str(path), advice=advice) from error
