"""Records read back from the claims database, only those that one page needs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from atodds.model.records import Claim, Document, Entity, Finding, Verdict
from atodds.review.desk import desk_of
from atodds.store import journal, load, rows
from atodds.store.connection import BUSY_SECONDS

T = TypeVar("T")
# Documents kept parsed between requests: a reviewer goes back and forth between the few that a finding names.
_KEPT_DOCUMENTS = 16


class Given(NamedTuple):
    """A verdict as it applies to a finding now. ``changes``: what of its evidence changed since, in words."""

    verdict: Verdict
    current: bool
    stale: bool
    changes: tuple[str, ...]


async def read(datasette: Any, function: Callable[[sqlite3.Connection], T]) -> T:
    """What ``function`` finds in the claims database, all of it from one state: a run may commit in between."""
    database = datasette.databases[desk_of(datasette).database_name(datasette)]

    def in_one_state(conn: sqlite3.Connection) -> T:
        conn.execute("BEGIN")
        try:
            return function(conn)
        finally:
            conn.rollback()

    result: T = await database.execute_fn(in_one_state)
    return result


def finding(conn: sqlite3.Connection, finding_id: str) -> tuple[Finding, sqlite3.Row] | None:
    """A finding and its row (``version``, ``position``), or None."""
    row = conn.execute("SELECT version, position FROM findings WHERE id = ?", (finding_id,)).fetchone()
    return (load.findings(conn, [finding_id])[0], row) if row else None


def moved(conn: sqlite3.Connection, finding_id: str) -> str | None:
    """Where the verdicts of a finding that is gone belong now: the finding whose claims have taken its place, or None."""
    row = conn.execute(
        "SELECT fv.finding FROM verdicts v JOIN finding_verdicts fv ON fv.verdict = v.id WHERE v.finding = ? ORDER BY v.at DESC LIMIT 1",
        (finding_id,),
    ).fetchone()
    return str(row[0]) if row else None


def claims_of_document(conn: sqlite3.Connection, document: str, start: int, end: int) -> list[Claim]:
    """The claims of a document whose value begins between two offsets of its text, in reading order."""
    found = conn.execute(
        "SELECT * FROM claims WHERE document = ? AND start + value_start >= ? AND start + value_start < ? ORDER BY start, value_start, id",
        (document, start, end),
    )
    return [rows.claim(row) for row in found]


def claims_of_entity(conn: sqlite3.Connection, key: str, limit: int) -> list[Claim]:
    """The first ``limit`` claims about an entity, by property and document."""
    found = conn.execute("SELECT * FROM claims WHERE entity = ? ORDER BY property, document, start, value_start LIMIT ?", (key, limit))
    return [rows.claim(row) for row in found]


def titles(conn: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The titles of documents, of those that have one."""
    wanted = json.dumps(sorted(set(ids)))
    found = conn.execute("SELECT id, title FROM documents WHERE title != '' AND id IN (SELECT value FROM json_each(?))", (wanted,))
    return dict(found.fetchall())


def document(conn: sqlite3.Connection, document_id: str) -> Document | None:
    """A document with its text and blocks, or None."""
    row = conn.execute("SELECT sha256, title, publisher, author, published, url FROM documents WHERE id = ?", (document_id,)).fetchone()
    if row is None:
        return None
    stamp = tuple(row)
    kept = _KEPT.get(document_id)
    if kept is None or kept[0] != stamp:
        if len(_KEPT) >= _KEPT_DOCUMENTS:
            _KEPT.pop(next(iter(_KEPT)))
        full = conn.execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
        _KEPT[document_id] = kept = (stamp, rows.document(full))
    return kept[1]


_KEPT: dict[str, tuple[tuple[Any, ...], Document]] = {}


def documents(conn: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Document]:
    """The documents of these ids that there are, by id."""
    found = {i: document(conn, i) for i in dict.fromkeys(ids)}
    return {i: d for i, d in found.items() if d is not None}


def entity(conn: sqlite3.Connection, key: str) -> Entity | None:
    """An entity with its names and why they were joined, or None."""
    row = conn.execute("SELECT * FROM entities WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    names = conn.execute("SELECT name FROM entity_names WHERE entity = ? ORDER BY position", (key,))
    return rows.entity(row, [n[0] for n in names])


def verdicts(conn: sqlite3.Connection, finding_id: str) -> list[Given]:
    """All verdicts that belong to a finding now, the latest first."""
    states = {r["verdict"]: r for r in conn.execute("SELECT * FROM finding_verdicts WHERE finding = ?", (finding_id,))}
    given = journal.read_verdicts(conn, "v.id IN (SELECT verdict FROM finding_verdicts WHERE finding = ?)", (finding_id,))
    return [_given(v, states[v.id]) for v in reversed(given)]


def _given(verdict: Verdict, state: sqlite3.Row) -> Given:
    return Given(verdict, bool(state["current"]), bool(state["stale"]), tuple(json.loads(state["changes"])))


def put_aside(conn: sqlite3.Connection) -> list[Given]:
    """Verdicts that no finding takes any more, and that nobody has withdrawn or replaced; the latest first."""
    return [Given(s.verdict, True, True, s.changes) for s in reversed(journal.orphaned_reviews(conn)) if s.current]


def count_put_aside(conn: sqlite3.Connection) -> int:
    """How many verdicts have no finding, withdrawn ones included: the cheap question whether to ask :func:`put_aside`."""
    return int(conn.execute("SELECT count(*) FROM orphaned_verdicts WHERE decision != 'withdrawn'").fetchone()[0])


def prepare(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """Settings of every connection of Datasette to the claims database: writers wait for each other, foreign keys hold."""
    if database == desk_of(datasette).database_name(datasette):
        conn.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        conn.execute("PRAGMA foreign_keys = ON")
