"""The queue: which findings, in which order, with what people said of them so far.

All of it is one SQL statement over the derived tables of the store, so that a queue of ten thousand findings is a page of
fifty rows. A filter that is not known or not valid is left out, never an error: links from older versions keep working.
"""

from __future__ import annotations

import builtins
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from atodds.model.records import RelationKind
from atodds.review.labels import STANDING

PAGE_SIZE = 50  # rows of one page: two screens, so that a page is read and left behind
# What the queue shows unless asked otherwise: what a person has to look at.
NEEDS_REVIEW = (RelationKind.CONFLICT, RelationKind.ARITHMETIC, RelationKind.UPDATED, RelationKind.NOT_COMPARABLE)
_KINDS = ", ".join(f"'{kind}'" for kind in NEEDS_REVIEW)
LONGEST_SEARCH = 200  # characters; more is a paste by mistake

# What reviewers make of each finding: as the store keeps it, or (in blind mode) of one reviewer's own verdict alone.
# Evidence that has changed comes before everything: whatever was decided, somebody has to look again.
_ALL = "SELECT finding, verdict AS decision, adjudicated, disagreed, stale, reviewers FROM finding_reviews WHERE verdicts > 0"
_OWN = """
SELECT fv.finding, v.decision, 0 AS adjudicated, 0 AS disagreed, fv.stale, v.reviewer AS reviewers
FROM finding_verdicts fv JOIN verdicts v ON v.id = fv.verdict WHERE fv.current = 1 AND v.reviewer = :only
"""
_QUEUE = """
SELECT f.*, s.reviewers, s.decision,
  CASE WHEN s.finding IS NULL THEN 'open' WHEN s.stale THEN 'stale' WHEN s.adjudicated THEN 'adjudicated'
    WHEN s.disagreed THEN 'disagreed' ELSE 'decided' END AS standing
FROM findings f LEFT JOIN ({state}) s ON s.finding = f.id
"""

# Values of findings in words, with the number of documents that state them: by voice, and by each value as it was written.
_VOICES = """
SELECT v.finding, v.value_text, json_array_length(v.documents) FROM voices v JOIN findings f ON f.id = v.finding
WHERE v.finding IN (SELECT value FROM json_each(?))
ORDER BY CASE WHEN f.status = 'updated' THEN (SELECT min(coalesce(c.period_low, d.published, ''))
  FROM json_each(v.claims) j JOIN claims c ON c.id = j.value JOIN documents d ON d.id = c.document) END, v.position
"""
_CLAIMED = """
SELECT fc.finding, min(c.value_text), count(DISTINCT c.document) FROM finding_claims fc JOIN claims c ON c.id = fc.claim
WHERE fc.finding IN (SELECT value FROM json_each(?)) GROUP BY fc.finding, c.value ORDER BY min(fc.position)
"""


@dataclass(frozen=True)
class Filters:
    """What of the queue is asked for; empty means everything. ``mine``: name of the reviewer who asks."""

    status: str = ""
    standing: str = ""
    decision: str = ""
    document: str = ""
    entity: str = ""
    property: str = ""
    reviewer: str = ""
    mine: str = ""
    search: str = ""
    page: int = 1

    @classmethod
    def from_args(cls, args: Mapping[str, str], me: str | None) -> Filters:
        """From the query string; ``mine=1`` needs somebody who is signed in. Unknown values are left out."""
        status, standing = args.get("status", ""), args.get("standing", "")
        page = args.get("page", "1")
        return cls(
            status=status if status == "all" or status in set(RelationKind) else "",
            standing=standing if standing in STANDING else "",
            decision=args.get("decision", ""),
            document=args.get("document", ""),
            entity=args.get("entity", ""),
            property=args.get("property", ""),
            reviewer=args.get("reviewer", ""),
            mine=me if me and args.get("mine") == "1" else "",
            search=args.get("search", "").strip()[:LONGEST_SEARCH],
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1,
        )

    def query(self, **changes: Any) -> str:
        """The query string for these filters with some changed, without ``?``; back on the first page unless told."""
        changed = replace(self, **{"page": 1, **changes})
        pairs = [
            (name, "1" if name == "mine" else str(value)) for name, value in vars(changed).items() if value and (name, value) != ("page", 1)
        ]
        return urlencode(pairs)

    @builtins.property  # the field above hides the name
    def active(self) -> bool:
        """Whether anything is filtered beyond the choice of a status."""
        return any(value for name, value in vars(self).items() if name not in {"page", "status"})


@dataclass(frozen=True)
class Page:
    """One page of the queue. ``rows``: columns of ``findings`` plus standing, decision, reviewers, values and sources."""

    rows: list[dict[str, Any]]
    total: int
    page: int
    pages: int


def _where(filters: Filters, *, without: str = "") -> tuple[str, dict[str, Any]]:
    clauses, params = [], vars(filters).copy()
    if filters.status and filters.status != "all" and without != "status":
        clauses.append("q.status = :status")
    elif not filters.status and without != "status":
        clauses.append(f"q.status IN ({_KINDS})")
    if filters.standing and without != "standing":
        clauses.append("q.standing = :standing")
    if filters.decision:
        clauses.append("q.decision = :decision")
    for column in ("entity", "property"):
        if getattr(filters, column):
            clauses.append(f"q.{column} = :{column}")
    if filters.document:
        clauses.append("q.id IN (SELECT fc.finding FROM claims c JOIN finding_claims fc ON fc.claim = c.id WHERE c.document = :document)")
    for name in ("reviewer", "mine"):
        if getattr(filters, name):
            clauses.append(
                "q.id IN (SELECT fv.finding FROM finding_verdicts fv JOIN verdicts v ON v.id = fv.verdict"  # noqa: S608  two names
                f" WHERE fv.current = 1 AND v.decision != 'withdrawn' AND v.reviewer = :{name})"
            )
    if filters.search:
        params["fts"] = fts_query(filters.search)
        params["like"] = "%" + "".join("\\" + c if c in "\\%_" else c for c in filters.search) + "%"
        clauses.append(
            "(q.title LIKE :like ESCAPE '\\' OR q.id = :search OR q.id IN (SELECT fc.finding FROM claims_fts t"
            " JOIN claims c ON c.rowid = t.rowid JOIN finding_claims fc ON fc.claim = c.id WHERE claims_fts MATCH :fts))"
        )
    return " AND ".join(clauses) or "1", params


def fts_query(words: str) -> str:
    """The words as an FTS5 query: each quoted, so that no operator or quote of a reader's input is a syntax error."""
    return " ".join('"' + w.replace('"', '""') + '"' for w in words.split()) or '""'


def _base(only: str | None) -> str:
    """The queue with the standing that a reader may see: in blind mode only their own verdicts (``only``)."""
    return _QUEUE.format(state=_ALL if only is None else _OWN)


def load_page(conn: sqlite3.Connection, filters: Filters, only: str | None = None) -> Page:
    """One page of the queue, worst first. ``only``: count this reviewer's verdicts alone (blind mode)."""
    where, params = _where(filters)
    params["only"] = only
    base = f"FROM ({_base(only)}) q WHERE {where}"
    total = conn.execute(f"SELECT count(*) {base}", params).fetchone()[0]
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(filters.page, pages)
    params |= {"limit": PAGE_SIZE, "offset": (page - 1) * PAGE_SIZE}
    rows = _dicts(conn.execute(f"SELECT q.* {base} ORDER BY q.position LIMIT :limit OFFSET :offset", params))
    _add_values(conn, rows)
    return Page(rows, total, page, pages)


def counts(conn: sqlite3.Connection, filters: Filters, column: str, only: str | None = None) -> dict[str, int]:
    """How many findings each value of ``column`` (status or standing) has under the other filters."""
    where, params = _where(filters, without=column)
    params["only"] = only
    rows = conn.execute(f"SELECT q.{column}, count(*) FROM ({_base(only)}) q WHERE {where} GROUP BY 1", params)  # noqa: S608
    return dict(rows.fetchall())


def progress(conn: sqlite3.Connection, only: str | None = None) -> tuple[int, int]:
    """How many of the findings that need review are decided for now, and how many there are. "Needs more evidence" leaves one open."""
    done = "count(*) FILTER (WHERE q.standing IN ('decided', 'adjudicated') AND q.decision != 'more_evidence')"
    sql = f"SELECT {done}, count(*) FROM ({_base(only)}) q WHERE q.status IN ({_KINDS})"  # noqa: S608  made of constants
    reviewed, total = conn.execute(sql, {"only": only}).fetchone()
    return reviewed, total


def neighbours(conn: sqlite3.Connection, filters: Filters, position: int, only: str | None = None) -> dict[str, Any]:
    """The findings before and after one in the filtered queue (ids or None), its rank in it, and how many there are.

    Holds for a finding that the filters leave out as well (one just decided): its neighbours are those around its place.
    """
    where, params = _where(filters)
    params |= {"only": only, "at": position}
    base = f"FROM ({_base(only)}) q WHERE {where}"
    before = conn.execute(f"SELECT q.id {base} AND q.position < :at ORDER BY q.position DESC LIMIT 1", params).fetchone()
    after = conn.execute(f"SELECT q.id {base} AND q.position > :at ORDER BY q.position LIMIT 1", params).fetchone()
    rank, total = conn.execute(f"SELECT count(*) FILTER (WHERE q.position <= :at), count(*) {base}", params).fetchone()
    return {"previous": before and before[0], "next": after and after[0], "rank": rank, "total": total}


def choices(conn: sqlite3.Connection) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: documents, entities, properties and reviewers that occur in findings, as (value, name)."""
    queries = {
        "document": "SELECT d.id, coalesce(d.title, d.id) FROM documents d ORDER BY 2, 1",
        "entity": "SELECT f.entity, coalesce(e.name, f.entity) FROM findings f LEFT JOIN entities e ON e.key = f.entity"
        " WHERE f.entity != '' GROUP BY 1 ORDER BY count(*) DESC, 2 LIMIT 300",
        "property": "SELECT property, replace(property, '_', ' ') FROM findings WHERE property != ''"
        " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 300",
        "reviewer": "SELECT DISTINCT reviewer, reviewer FROM verdicts ORDER BY 1",
    }
    return {name: conn.execute(sql).fetchall() for name, sql in queries.items()}


def _add_values(conn: sqlite3.Connection, rows: list[dict[str, Any]]) -> None:
    """Give each row ``values``: in words, and how many documents state each; updates in order of time.

    They are the values of the finding's page, one a column; but of those that are compatible, which share a column there, each.
    """
    values: dict[str, list[tuple[str, int]]] = {}
    voiced = [row["id"] for row in rows if row["status"] != RelationKind.COMPATIBLE]
    for finding, words, documents in conn.execute(_VOICES, [json.dumps(voiced)]):
        values.setdefault(finding, []).append((words, documents))
    others = [row["id"] for row in rows if row["id"] not in values]
    for finding, words, documents in conn.execute(_CLAIMED, [json.dumps(others)]):
        values.setdefault(finding, []).append((words, documents))
    for row in rows:
        row["values"] = values.get(row["id"], [])


def _dicts(cursor: sqlite3.Cursor) -> list[dict[str, Any]]:
    names = [d[0] for d in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
