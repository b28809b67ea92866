"""Rows of the database to records, whole or by id."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from atodds.model.records import Claim, Document, Finding, Relation, Result, Voice
from atodds.store import rows


def result(connection: sqlite3.Connection, *, relations: bool = True) -> Result:
    """All that the last run found, in canonical order; ``relations``: as in `findings`."""
    cursor = _cursor(connection)
    names: dict[str, list[str]] = defaultdict(list)
    for row in cursor.execute("SELECT entity, name FROM entity_names ORDER BY entity, position"):
        names[row["entity"]].append(row["name"])
    return Result(
        documents=tuple(map(rows.document, cursor.execute("SELECT * FROM documents ORDER BY id").fetchall())),
        claims=tuple(rows.claim(r) for r in cursor.execute("SELECT * FROM claims ORDER BY document, start, value_start, id")),
        findings=tuple(findings(connection, relations=relations)),
        entities=tuple(rows.entity(r, names[r["key"]]) for r in cursor.execute("SELECT * FROM entities ORDER BY key")),
        skipped=tuple(rows.skipped(r) for r in cursor.execute("SELECT * FROM skipped ORDER BY reason")),
        problems=tuple(rows.problem(r) for r in cursor.execute("SELECT * FROM problems ORDER BY position")),
    )


def canonical(result: Result) -> Result:
    """A result as it is loaded again after it was saved."""
    return result.model_copy(
        update={
            "documents": tuple(sorted(result.documents, key=lambda d: d.id)),
            "claims": tuple(sorted(result.claims, key=lambda c: (c.document, c.start, c.value_start, c.id))),
            "entities": tuple(sorted(result.entities, key=lambda e: e.key)),
            "skipped": tuple(sorted(result.skipped, key=lambda s: s.reason)),
            "waiting": (),
        }
    )


def findings(connection: sqlite3.Connection, ids: Sequence[str] | None = None, *, relations: bool = True) -> list[Finding]:
    """Findings in the order of the queue: all, or those with the given ids; without ``relations``, they have none, and no voices."""
    where, arguments = ("1", "[]") if ids is None else ("{} IN (SELECT value FROM json_each(?1))", json.dumps(list(ids)))
    parameters = () if ids is None else (arguments,)
    cursor = _cursor(connection)
    of = where.format("finding")
    claims: dict[str, list[str]] = defaultdict(list)
    for row in cursor.execute(f"SELECT finding, claim FROM finding_claims WHERE {of} ORDER BY finding, position", parameters):  # noqa: S608
        claims[row["finding"]].append(row["claim"])
    related: dict[str, list[Relation]] = defaultdict(list)
    voices: dict[str, list[Voice]] = defaultdict(list)
    if relations:
        for row in cursor.execute(f"SELECT * FROM relations WHERE {of} ORDER BY finding, position", parameters):  # noqa: S608
            related[row["finding"]].append(rows.relation(row))
        for row in cursor.execute(f"SELECT * FROM voices WHERE {of} ORDER BY finding, position", parameters):  # noqa: S608
            voices[row["finding"]].append(rows.voice(row))
    found = cursor.execute(f"SELECT * FROM findings WHERE {where.format('id')} ORDER BY position", parameters)  # noqa: S608
    return [rows.finding(r, claims[r["id"]], related[r["id"]], voices[r["id"]]) for r in found]


def document(connection: sqlite3.Connection, document_id: str) -> Document | None:
    """The document of this id with its text and blocks, or None."""
    row = _cursor(connection).execute("SELECT * FROM documents WHERE id = ?", (document_id,)).fetchone()
    return rows.document(row) if row else None


def findings_of_claims(connection: sqlite3.Connection, claims: Sequence[str]) -> list[str]:
    """Ids of the findings that hold one of these claims."""
    select = "SELECT DISTINCT finding FROM finding_claims WHERE claim IN (SELECT value FROM json_each(?)) ORDER BY finding"
    return [row[0] for row in connection.execute(select, (json.dumps(list(claims)),))]


def claims_by_id(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Claim]:
    """The claims with these ids, as far as there are any."""
    select = "SELECT * FROM claims WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    return {r["id"]: rows.claim(r) for r in _cursor(connection).execute(select, (json.dumps(list(ids)),))}


def _cursor(connection: sqlite3.Connection) -> sqlite3.Cursor:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor
