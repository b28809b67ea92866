"""The queue: which findings, in which order, with what people said of them so far.

All of it is counted and cut by SQL over the derived tables of the store, so that a queue of fifty thousand findings is a page
of fifty rows. A filter that is not known or not valid is left out, never an error: links from older versions keep working.
"""

from __future__ import annotations

import builtins
import json
import sqlite3
from collections import Counter
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
_TOLD = """
SELECT f.*, s.reviewers, s.decision,
  CASE WHEN s.finding IS NULL THEN 'open' WHEN s.stale THEN 'stale' WHEN s.adjudicated THEN 'adjudicated'
    WHEN s.disagreed THEN 'disagreed' ELSE 'decided' END AS standing
FROM {tables}
"""

# Findings with a claim that has the words of a search: from the claims to their findings, or from each finding to its claims.
_LED = """q.id IN (SELECT fc.finding FROM claims_fts t JOIN claims c ON c.rowid = t.rowid JOIN finding_claims fc ON fc.claim = c.id
  WHERE claims_fts MATCH :fts)"""
_ASKED = """EXISTS (SELECT 1 FROM finding_claims fc JOIN claims c ON c.id = fc.claim
  WHERE fc.finding = q.id AND c.rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH :fts))"""
# Of a search that more claims have, the findings are not counted: to follow so many to theirs takes 0.2 seconds where there are 1,000,000
# (benchmarks/review_pages.py). The second then finds those of one page, in the order of the queue, and stops.
MANY_CLAIMS = 20_000

# Values of findings in words, with the number of documents that state them: by voice, and by each value as it was written.
# Updates by time; of others first the values between which the status lies (as in :func:`atodds.review.finding.in_view`).
_VOICES = """
SELECT v.finding, v.value_text, json_array_length(v.documents) FROM voices v JOIN findings f ON f.id = v.finding
WHERE v.finding IN (SELECT value FROM json_each(?))
ORDER BY CASE WHEN f.status = 'updated' THEN (SELECT min(coalesce(c.period_low, d.published, ''))
  FROM json_each(v.claims) j JOIN claims c ON c.id = j.value JOIN documents d ON d.id = c.document)
  ELSE NOT EXISTS (SELECT 1 FROM relations r JOIN json_each(v.claims) j ON j.value IN (r.a, r.b)
    WHERE r.finding = v.finding AND r.relation = f.status) END, v.position
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
    """One page of the queue. ``rows``: columns of ``findings`` plus standing, decision, reviewers, values and sources.

    ``statuses``, ``standings``: how many findings each status or standing would show under the other filters. Where ``counted`` is
    False (:data:`MANY_CLAIMS`) no number says anything; ``more`` tells whether another page follows.
    """

    rows: list[dict[str, Any]]
    total: int
    page: int
    pages: int
    statuses: dict[str, int]
    standings: dict[str, int]
    counted: bool = True
    more: bool = False


def _params(conn: sqlite3.Connection, filters: Filters, only: str | None) -> dict[str, Any]:
    """What the conditions of these filters name. ``many``: whether more claims have the words of a search than are worth following."""
    params = vars(filters) | {"only": only}
    if filters.search:
        escaped = "".join("\\" + c if c in "\\%_" else c for c in filters.search)
        params |= {"fts": fts_query(filters.search), "like": f"%{escaped}%", "limit": MANY_CLAIMS + 1}
        found = "SELECT 1 FROM claims_fts WHERE claims_fts MATCH :fts LIMIT :limit"
        params["many"] = conn.execute(f"SELECT count(*) = :limit FROM ({found})", params).fetchone()[0]  # noqa: S608  from above
    return params


def _where(filters: Filters, *, few: bool = False) -> str:
    """The condition on ``q``; :func:`_params` has what it names. ``few``: for a statement that stops after a page of rows.

    There the sign before the column keeps SQLite from the index by status: it would sort the queue instead of walking along it.
    """
    clauses = []
    if filters.status and filters.status != "all":
        clauses.append("q.status = :status")
    elif not filters.status:
        clauses.append(f"{'+' if few else ''}q.status IN ({_KINDS})")
    if filters.standing:
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
        in_claims = f"CASE WHEN :many THEN {_ASKED} ELSE {_LED} END"
        clauses.append(f"(q.title LIKE :like ESCAPE '\\' OR q.id = :search OR {in_claims})")
    return " AND ".join(clauses) or "1"


def fts_query(words: str) -> str:
    """The words as an FTS5 query: each quoted, so that no operator or quote of a reader's input is a syntax error."""
    return " ".join('"' + w.replace('"', '""') + '"' for w in words.split()) or '""'


def _base(filters: Filters, only: str | None, *, told: bool = False) -> str:
    """The findings that these filters can reach. ``told``: with standing, decision and reviewers, even where no filter asks for them.

    ``only``: the reviewer whose verdicts alone are told (blind mode). Where a filter can only be met by findings with a verdict,
    these are read first; where none asks for verdicts, none is read: most findings of a large dossier have none.
    """
    state = _ALL if only is None else _OWN
    if filters.decision or filters.standing not in ("", "open"):
        return _TOLD.format(tables=f"({state}) s CROSS JOIN findings f ON f.id = s.finding")
    if told or filters.standing:
        return _TOLD.format(tables=f"findings f LEFT JOIN ({state}) s ON s.finding = f.id")
    return "SELECT f.* FROM findings f"


def load_page(conn: sqlite3.Connection, filters: Filters, only: str | None = None) -> Page:
    """One page of the queue, worst first. ``only``: count this reviewer's verdicts alone (blind mode)."""
    params = _params(conn, filters, only)
    if params.get("many"):
        return _uncounted(conn, filters, only, params)
    found = _found(conn, filters, only, params)
    cells = _tally(conn, filters, only) if found is None else Counter((status, standing) for _, status, standing in found)
    shown = set(RelationKind) if filters.status == "all" else {filters.status} if filters.status else set(NEEDS_REVIEW)
    statuses, standings = Counter[str](), Counter[str]()
    for (status, standing), n in cells.items():
        if filters.standing in ("", standing):
            statuses[status] += n
        if status in shown:
            standings[standing] += n
    total = standings[filters.standing] if filters.standing else standings.total()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(filters.page, pages)
    start = (page - 1) * PAGE_SIZE
    where, part = _where(filters, few=True), f"LIMIT {PAGE_SIZE} OFFSET {start}"
    if found is not None:
        places = sorted(place for place, status, standing in found if status in shown and filters.standing in ("", standing))
        where, part = "q.position IN (SELECT value FROM json_each(:places))", ""
        params["places"] = json.dumps(places[start : start + PAGE_SIZE])
    told = _base(filters, only, told=True)
    rows = _dicts(conn.execute(f"SELECT q.* FROM ({told}) q WHERE {where} ORDER BY q.position {part}", params))  # noqa: S608  from above
    _add_values(conn, rows)
    return Page(rows, total, page, pages, statuses, standings, more=page < pages)


def _uncounted(conn: sqlite3.Connection, filters: Filters, only: str | None, params: dict[str, Any]) -> Page:
    """One page of a search for words that very many claims have: its rows, found in the order of the queue, and nothing counted."""
    select = f"SELECT q.* FROM ({_base(filters, only, told=True)}) q WHERE {_where(filters, few=True)} ORDER BY q.position"  # noqa: S608
    part = f"LIMIT {PAGE_SIZE + 1} OFFSET {(filters.page - 1) * PAGE_SIZE}"
    rows = _dicts(conn.execute(f"{select} {part}", params))
    if not rows and filters.page > 1:
        return _uncounted(conn, replace(filters, page=1), only, params)
    more = len(rows) > PAGE_SIZE
    _add_values(conn, rows[:PAGE_SIZE])
    return Page(rows[:PAGE_SIZE], 0, filters.page, 0, {}, {}, counted=False, more=more)


def _found(conn: sqlite3.Connection, filters: Filters, only: str | None, params: dict[str, Any]) -> list[tuple[int, str, str]] | None:
    """Position, status and standing of each finding that the filters leave, of any status and standing; None if nothing is filtered.

    All numbers of the page and its rows are taken from these: what a search costs, it costs once.
    """
    rest = replace(filters, status="all", standing="")
    if not rest.active:
        return None
    select = f"SELECT q.position, q.status, q.standing FROM ({_base(rest, only, told=True)}) q WHERE {_where(rest)}"  # noqa: S608
    cursor = conn.cursor()
    cursor.row_factory = None
    return cursor.execute(select, params).fetchall()


def _tally(conn: sqlite3.Connection, filters: Filters, only: str | None) -> dict[tuple[str, str], int]:
    """How many findings there are of each status and standing: those without verdict are what an index counts less those with one."""
    decided = _base(replace(filters, status="all", standing="decided"), only)
    found = conn.execute(f"SELECT q.status, q.standing, count(*) FROM ({decided}) q GROUP BY 1, 2", {"only": only})  # noqa: S608
    cells = {(status, standing): n for status, standing, n in found}
    counted = dict(conn.execute("SELECT status, count(*) FROM findings GROUP BY 1").fetchall())
    for (status, _), n in cells.items():
        counted[status] -= n
    return cells | {(status, "open"): n for status, n in counted.items() if n}


def progress(conn: sqlite3.Connection, only: str | None = None) -> tuple[int, int]:
    """How many of the findings that need review are decided for now, and how many there are. "Needs more evidence" leaves one open."""
    decided = _base(Filters(standing="decided"), only)
    done = f"SELECT count(*) FROM ({decided}) q WHERE q.standing IN ('decided', 'adjudicated') AND q.decision != 'more_evidence'"  # noqa: S608
    reviewed = conn.execute(f"{done} AND q.status IN ({_KINDS})", {"only": only}).fetchone()[0]
    total = conn.execute(f"SELECT count(*) FROM findings WHERE status IN ({_KINDS})").fetchone()[0]  # noqa: S608  constants
    return reviewed, total


def neighbours(conn: sqlite3.Connection, filters: Filters, position: int, only: str | None = None) -> dict[str, Any]:
    """The findings before and after one in the filtered queue (ids or None), its rank in it, and how many there are.

    For a finding that the filters leave out (one just decided) the neighbours are those around its place; ``rank`` is None. Where
    nothing is counted (:data:`MANY_CLAIMS`), ``total`` is None too.
    """
    params = _params(conn, filters, only) | {"at": position}
    if params.get("many"):
        return _beside(conn, filters, only, params)
    places = "max(q.position) FILTER (WHERE q.position < :at), min(q.position) FILTER (WHERE q.position > :at)"
    counted = "count(*) FILTER (WHERE q.position <= :at), count(*) FILTER (WHERE q.position = :at), count(*)"
    select = f"SELECT {places}, {counted} FROM ({_base(filters, only)}) q WHERE {_where(filters)}"  # noqa: S608
    before, after, rank, inside, total = conn.execute(select, params).fetchone()
    at = dict(conn.execute("SELECT position, id FROM findings WHERE position IN (?, ?)", (before, after)).fetchall())
    return {"previous": at.get(before), "next": at.get(after), "rank": rank if inside else None, "total": total}


def _beside(conn: sqlite3.Connection, filters: Filters, only: str | None, params: dict[str, Any]) -> dict[str, Any]:
    """The neighbours of a finding where nothing is counted: looked for from its place on, either way."""
    found: dict[str, Any] = {"rank": None, "total": None}
    for name, sign, order in (("previous", "<", "DESC"), ("next", ">", "ASC")):
        where = f"{_where(filters, few=True)} AND q.position {sign} :at ORDER BY q.position {order} LIMIT 1"
        row = conn.execute(f"SELECT q.id FROM ({_base(filters, only)}) q WHERE {where}", params).fetchone()  # noqa: S608  from above
        found[name] = row[0] if row else None
    return found


def choices(conn: sqlite3.Connection) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: documents, entities, properties and reviewers that occur in findings, as (value, name)."""
    queries = {
        "document": "SELECT d.id, coalesce(d.title, d.id) FROM documents d ORDER BY 2, 1",
        # Counted before they are named: the index of findings by entity is all that is read of these.
        "entity": "SELECT f.entity, coalesce(e.name, f.entity) FROM (SELECT entity, count(*) AS n FROM findings WHERE entity != ''"
        " GROUP BY 1) f LEFT JOIN entities e ON e.key = f.entity ORDER BY f.n DESC, 2 LIMIT 300",
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
