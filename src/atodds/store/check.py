"""Whether a database is sound: what `atodds doctor` looks at, and what can be mended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from atodds.model.records import finding_version
from atodds.store import journal, load


class Fault(NamedTuple):
    """Something wrong. ``mendable``: :func:`mend` puts it right."""

    what: str
    mendable: bool = False


def faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Everything that is wrong with the database, in a fixed order; of a damaged file nothing but that."""
    damaged = list(_file(connection))
    if damaged:  # what follows reads records, which need their parts
        yield from damaged
        return
    yield from _quotes(connection)
    yield from _search(connection)
    yield from _verdicts(connection)


def _file(connection: sqlite3.Connection) -> Iterator[Fault]:
    for row in connection.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield Fault(f"the file is damaged: {row[0]}")
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault(f"a row of {table} names something in {parent} that is not there")


def _quotes(connection: sqlite3.Connection) -> Iterator[Fault]:
    """A claim is refused if it is not found verbatim; here it is asked once more, of the database."""
    claims = connection.cursor()
    claims.row_factory = sqlite3.Row
    select = "SELECT id, document, start, quote, value_text, value_start FROM claims WHERE document = ? ORDER BY start, id"
    for document, text, length in connection.execute("SELECT id, text, characters FROM documents ORDER BY id").fetchall():
        if len(text) != length:
            yield Fault(f"the text of {document} is not as long as it was")
        for c in claims.execute(select, (document,)):
            if text[c["start"] : c["start"] + len(c["quote"])] != c["quote"]:
                yield Fault(f"the quote of claim {c['id']} is not in {document} at {c['start']}")
            elif c["quote"][c["value_start"] : c["value_start"] + len(c["value_text"])] != c["value_text"]:
                yield Fault(f"the value of claim {c['id']} is not in its quote at {c['value_start']}")


def _search(connection: sqlite3.Connection) -> Iterator[Fault]:
    for table in ("claims", "documents"):
        indexed = connection.execute(f"SELECT count(*) FROM {table}_fts_docsize").fetchone()[0]  # noqa: S608
        rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        missing = connection.execute(
            f"SELECT count(*) FROM {table} t LEFT JOIN {table}_fts_docsize s ON s.id = t.rowid WHERE s.id IS NULL"  # noqa: S608
        ).fetchone()[0]
        if indexed != rows or missing:
            yield Fault(f"the search index of {table} is out of date", mendable=True)


def _verdicts(connection: sqlite3.Connection) -> Iterator[Fault]:
    reviews = journal.current_reviews(connection)
    kept = {tuple(row) for table in ("finding_verdicts", "finding_reviews") for row in connection.execute(f"SELECT * FROM {table}")}  # noqa: S608
    if kept != {*map(journal.state_row, reviews.states()), *map(journal.review_row, reviews.findings.values())}:
        yield Fault("which verdict applies to which finding is out of date", mendable=True)
    versions = dict(connection.execute("SELECT id, version FROM findings").fetchall())
    for finding in load.findings(connection):
        claims = load.claims_by_id(connection, finding.claims)
        if finding_version(finding, claims) != versions[finding.id]:
            yield Fault(f"the version of finding {finding.id} does not fit its evidence")


def mend(connection: sqlite3.Connection) -> None:
    """Build the search indexes and the table of applying verdicts anew, inside the caller's transaction."""
    for table in ("claims", "documents"):
        connection.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")  # noqa: S608
    journal.place_all(connection)
