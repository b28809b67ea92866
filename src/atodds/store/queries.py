"""Questions that the terminal asks, answered as plain rows: no records, so that they start fast."""
# ruff: noqa: S608  (conditions are written here; what a user gives is always an argument)

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from atodds.errors import UsageError

Rows = list[dict[str, Any]]


class _Where:
    """Conditions of a query and their arguments."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.arguments: list[object] = []

    def add(self, condition: str, *arguments: object) -> None:
        """One more condition, with a ``?`` for each argument."""
        self.conditions.append(condition)
        self.arguments.extend(arguments)

    def one_of(self, column: str, values: Sequence[str]) -> None:
        """Any of these values, if there are any."""
        if values:
            self.add(f"{column} IN ({', '.join('?' * len(values))})", *values)

    def like(self, expression: str, part: str | None) -> None:
        """A part of a text, in any case, if one is given. ``expression`` has a ``{}`` for each comparison."""
        if part:
            escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            places = expression.count("{}")
            self.add(expression.format(*["LIKE ? ESCAPE '\\'"] * places), *[f"%{escaped}%"] * places)

    def __str__(self) -> str:
        return " AND ".join(self.conditions) or "1"


def search_words(text: str) -> str:
    """What somebody typed as a query of SQLite's full-text search: all words, in any order; words in quotes as a phrase."""
    parts = text.split('"')
    terms = [f'"{part.strip()}"' for part in parts[1::2] if part.strip()]
    terms += [f'"{word}"' for part in parts[0::2] for word in part.split()]
    return " ".join(terms)


def findings(
    connection: sqlite3.Connection,
    *,
    status: Sequence[str] = (),
    document: str | None = None,
    entity: str | None = None,
    prop: str | None = None,
    search: str | None = None,
    unreviewed: bool = False,
    limit: int | None = None,
) -> Rows:
    """Rows of the view ``queue``, worst first, with ``values`` (what is claimed, most voices first) and ``reason`` of the worst relation.

    ``document``, ``entity``, ``prop``: part of a name. ``search``: words in the quotes, or in the title.
    """
    where = _Where()
    where.one_of("q.status", status)
    in_document = "EXISTS (SELECT 1 FROM finding_claims fc JOIN claims c ON c.id = fc.claim WHERE fc.finding = q.id AND c.document {})"
    where.like(in_document, document)
    where.like("(q.entity {} OR EXISTS (SELECT 1 FROM entity_names n WHERE n.entity = q.entity AND n.name {}))", entity)
    where.like("q.property {}", prop)
    if search and search.strip():
        found = "q.id IN (SELECT fc.finding FROM claims_fts s JOIN claims c ON c.rowid = s.rowid JOIN finding_claims fc ON fc.claim = c.id"
        where.add(f"({found} WHERE claims_fts MATCH ?) OR instr(lower(q.title), lower(?)))", search_words(search), search)
    if unreviewed:
        where.add("q.id IN (SELECT id FROM unreviewed)")
    select = (
        "SELECT q.*, (SELECT r.reason FROM relations r WHERE r.finding = q.id AND r.relation = q.status ORDER BY r.position LIMIT 1)"
        " AS reason"
        f" FROM queue q WHERE {where} ORDER BY q.position LIMIT ?"
    )
    rows = _rows(connection, select, [*where.arguments, -1 if limit is None else limit])
    for row in rows:
        row["values"] = [
            v[0] for v in connection.execute("SELECT value_text FROM voices WHERE finding = ? ORDER BY position", (row["id"],))
        ]
    return rows


def claims(
    connection: sqlite3.Connection,
    *,
    document: str | None = None,
    entity: str | None = None,
    prop: str | None = None,
    search: str | None = None,
    kind: Sequence[str] = (),
    limit: int | None = None,
) -> Rows:
    """Claims in reading order with the finding they belong to."""
    where = _Where()
    where.like("c.document {}", document)
    where.like("c.entity || char(10) || c.subject {}", entity)
    where.like("c.property {}", prop)
    where.one_of("c.kind", kind)
    if search and search.strip():
        where.add("c.rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)", search_words(search))
    select = (
        "SELECT c.id, c.document, c.start, c.quote, c.value_text, c.value_start, c.kind, c.low, c.high, c.unit, c.hedge, c.subject,"
        " c.entity, c.property, c.period_low, c.period_high, c.attribution, c.modality, c.page,"
        " (SELECT min(finding) FROM finding_claims fc WHERE fc.claim = c.id) AS finding"
        f" FROM claims c WHERE {where} ORDER BY c.document, c.start, c.value_start LIMIT ?"
    )
    return _rows(connection, select, [*where.arguments, -1 if limit is None else limit])


def documents(connection: sqlite3.Connection, *, search: str | None = None) -> Rows:
    """Documents with how many claims they make and how often they are contradicted."""
    where = _Where()
    if search and search.strip():
        where.add("d.rowid IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?)", search_words(search))
    select = (
        "SELECT d.id, d.title, d.publisher, d.author, d.published, d.url, d.origin, d.media_type, d.sha256, d.characters,"
        " s.claims, s.contradicted, s.updated, s.agreed"
        f" FROM documents d JOIN documents_contradicted s ON s.document = d.id WHERE {where} ORDER BY d.id"
    )
    return _rows(connection, select, where.arguments)


def resolve(connection: sqlite3.Connection, prefix: str) -> tuple[str, str]:
    """The kind (``claim`` or ``finding``) and the id that begins with ``prefix``.

    Raises:
        UsageError: there is none, or several.
    """
    found = []
    for kind, name in (("finding", "findings"), ("claim", "claims")):
        # Ids are lower-case hexadecimal: everything that begins with the prefix lies between it and it followed by "g".
        select = f"SELECT id FROM {name} WHERE id >= ? AND id < ? ORDER BY id LIMIT 6"
        found += [(kind, row[0]) for row in connection.execute(select, (prefix, prefix + "g"))]
    if not prefix or not found:
        raise UsageError(f"there is no claim or finding {prefix!r}", advice="`atodds findings` and `atodds claims` list the ids")
    if len(found) > 1 and found[0][1] != prefix:
        ids = ", ".join(i for _, i in found[:5])
        raise UsageError(f"{prefix!r} is the beginning of several ids: {ids}{' …' if len(found) > 5 else ''}", advice="give more of it")
    return found[0]


def _rows(connection: sqlite3.Connection, select: str, arguments: Sequence[object]) -> Rows:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return [dict(row) for row in cursor.execute(select, tuple(arguments))]
