"""The tables of the database as Parquet files, for readers that SQLite is too small for: DuckDB, Polars, Spark, pandas."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atodds.errors import StoreError, UsageError
from atodds.store.connection import reading, translated

if TYPE_CHECKING:
    import pyarrow as pa

# Every table that is a result or a verdict; the rest are indexes and bookkeeping. In the order of docs/database.md.
TABLES = (
    *("documents", "document_findings", "claims", "entities", "entity_names", "findings", "finding_claims", "relations", "voices"),
    *("skipped", "problems", "verdicts", "verdict_evidence", "finding_verdicts", "finding_reviews", "runs"),
)
# Rows held in memory at once, and one row group of a file: pyarrow's advice is 64 Ki to 1 Mi rows; documents hold whole texts.
ROWS = 10_000


def write_parquet(database: Path, folder: Path) -> list[Path]:
    """Write ``folder``/TABLE.parquet for every table, from one state of the database; the same database gives the same bytes.

    A file that is there is replaced, whole. Columns have the names and types of docs/database.md; ``low`` and ``high``, which are
    numbers or dates, are text.

    Raises:
        UsageError: pyarrow is not installed.
        StoreError: the database cannot be read, or the folder cannot be written.
    """
    try:
        import pyarrow  # noqa: F401, PLC0415
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow, which is not installed", advice="pip install 'atodds[cluster]'") from error
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with reading(database) as connection:
            return [_write(connection, database, table, folder / f"{table}.parquet") for table in TABLES]
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror or error}", file=str(folder)) from error


def _write(connection: sqlite3.Connection, database: Path, table: str, path: Path) -> Path:
    import pyarrow.parquet as pq  # noqa: PLC0415

    partial = path.with_name(f".{path.name}.partial")
    with translated(database):
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        schema = _schema(columns)
        try:
            with pq.ParquetWriter(partial, schema, compression="zstd") as writer:
                for batch in _batches(connection, table, columns, schema):
                    writer.write_batch(batch)
            os.replace(partial, path)
        finally:
            partial.unlink(missing_ok=True)
    return path


def _schema(columns: list[sqlite3.Row]) -> pa.Schema:
    import pyarrow as pa  # noqa: PLC0415

    types = {"INTEGER": pa.int64(), "REAL": pa.float64()}
    return pa.schema([pa.field(c["name"], types.get(c["type"], pa.string())) for c in columns])


def _batches(connection: sqlite3.Connection, table: str, columns: list[sqlite3.Row], schema: pa.Schema) -> Iterator[Any]:
    import pyarrow as pa  # noqa: PLC0415

    keys = [c["name"] for c in sorted(columns, key=lambda c: c["pk"]) if c["pk"]]
    names = ", ".join(f"CAST({c['name']} AS TEXT)" if c["type"] == "ANY" else f'"{c["name"]}"' for c in columns)
    rows = connection.execute(f"SELECT {names} FROM {table} ORDER BY {', '.join(keys) or 'rowid'}")  # noqa: S608 - our own names
    while some := rows.fetchmany(ROWS):
        yield pa.record_batch([pa.array([row[n] for row in some], field.type) for n, field in enumerate(schema)], schema=schema)
