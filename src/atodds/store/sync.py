"""Make a table hold given rows by writing only what differs: unchanged rows are not touched, nor their search index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from atodds.store.rows import Part, Row, Table


class Changes(NamedTuple):
    """How many rows were new, different, or no longer there."""

    added: int
    changed: int
    removed: int

    def __bool__(self) -> bool:
        """Whether any row differs."""
        return any(self)


def sync_table(connection: sqlite3.Connection, part: Part) -> Changes:
    """Make a table hold exactly the rows of a part. To be called inside a transaction, with foreign keys deferred.

    Of the rows that are there only a hash of 64 bits is kept in memory, not the row: two rows of one key that differ and have the same
    would be taken for equal, once in ten billion billion. Only what differs is sent to SQLite. An
    empty table takes the rows in the order in which they come: the claims of one document then lie side by side in the file.
    """
    table = part.table
    # Names come from the constants of rows.py, never from data.
    places = ", ".join("?" * len(table.columns))
    insert = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({places})"  # noqa: S608
    known = _hashes(connection, table, part.of)
    if not known:
        return Changes(max(0, connection.executemany(insert, part.rows).rowcount), 0, 0)
    added: list[Row] = []
    changed: list[Row] = []
    for row in part.rows:
        key = row[: table.keys]
        found = known.pop(key, None)
        if found is None:
            added.append(row)
        elif found != hash(row):
            changed.append((*row[table.keys :], *key))
    same_key = " AND ".join(f"{k} = ?" for k in table.columns[: table.keys])
    settings = ", ".join(f"{c} = ?" for c in table.columns[table.keys :])
    connection.executemany(f"DELETE FROM {table.name} WHERE {same_key}", known)  # noqa: S608
    connection.executemany(f"UPDATE {table.name} SET {settings} WHERE {same_key}", changed)  # noqa: S608
    connection.executemany(insert, added)
    return Changes(len(added), len(changed), len(known))


def _hashes(connection: sqlite3.Connection, table: Table, of: Collection[str] | None) -> dict[Row, int]:
    """The hash of each row that a table holds, or of those ``of`` some documents or findings, by its key."""
    cursor = connection.cursor()
    cursor.row_factory = None
    select = f"SELECT {', '.join(table.columns)} FROM {table.name}"  # noqa: S608 - names from the constants of rows.py
    if of is None:
        return {row[: table.keys]: hash(row) for row in cursor.execute(select)}
    select += f" WHERE {table.part} IN (SELECT value FROM json_each(?))"  # noqa: S608
    return {row[: table.keys]: hash(row) for row in cursor.execute(select, (json.dumps(sorted(of)),))}
