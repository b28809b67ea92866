"""Make a table hold given rows by writing only what differs: unchanged rows are not touched, nor their search index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from atodds.store.rows import Row, Table


class Changes(NamedTuple):
    """How many rows were new, different, or no longer there."""

    added: int
    changed: int
    removed: int

    def __bool__(self) -> bool:
        """Whether any row differs."""
        return any(self)


def sync_table(connection: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> Changes:
    """Make ``table`` hold exactly ``rows``. To be called inside a transaction, with foreign keys deferred.

    The rows go to a temporary table first, so that memory does not grow with the table and SQLite does the comparing. An empty
    table takes them in the order in which they come: the claims of one document then lie side by side in the file.
    """
    columns = ", ".join(table.columns)
    keys = ", ".join(table.columns[: table.keys])
    same_key = " AND ".join(f"t.{k} = n.{k}" for k in table.columns[: table.keys])
    differs = " OR ".join(f"t.{c} IS NOT n.{c}" for c in table.columns[table.keys :])
    rest = table.columns[table.keys :]
    # Names come from the constants of rows.py, never from data.
    empty = connection.execute(f"SELECT NOT EXISTS (SELECT 1 FROM {table.name})").fetchone()[0]  # noqa: S608
    connection.execute(f"CREATE TEMP TABLE new_rows ({columns}" + (")" if empty else f", PRIMARY KEY ({keys})) WITHOUT ROWID"))
    connection.executemany(f"INSERT INTO new_rows VALUES ({', '.join('?' * len(table.columns))})", rows)  # noqa: S608
    removed = connection.execute(
        f"DELETE FROM {table.name} AS t WHERE NOT EXISTS (SELECT 1 FROM new_rows n WHERE {same_key})"  # noqa: S608
    ).rowcount
    changed = connection.execute(
        f"UPDATE {table.name} AS t SET {', '.join(f'{c} = n.{c}' for c in rest)} FROM new_rows n WHERE {same_key} AND ({differs})"  # noqa: S608
    ).rowcount
    new = "" if empty else f" WHERE NOT EXISTS (SELECT 1 FROM {table.name} t WHERE {same_key})"  # noqa: S608
    added = connection.execute(f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM new_rows n{new}").rowcount  # noqa: S608
    connection.execute("DROP TABLE new_rows")
    return Changes(added, changed, removed)
