"""Datasette's own pages made readable: ids as links, statuses with their signs, JSON as words, ways to the desk."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from atodds.review import access
from atodds.review.desk import desk_of
from atodds.review.labels import DECISION, STATUS
from atodds.review.links import Links
from atodds.review.marks import Span, runs
from atodds.review.security import safe_link

# Cells longer than this are cut on table pages; the row's page and the exports have all of it.
LONGEST_CELL = 400
_FINDING_COLUMNS = {("findings", "id"), ("queue", "id"), ("unreviewed", "id"), ("verdicts", "finding")}
_TABLES_OF_CLAIMS = {"claims", "claims_by_document"}
_DOCUMENTS = {"document", "document_a", "document_b"}
_LISTS = {"scope", "section", "reasons", "changes"}
_LONG = {"text", "blocks", "evidence", "value", "features", "meta"}
# Codes as the words of the desk; looked up for every cell of a page, so made once.
_STATUSES = {kind.value: Markup('<span title="{}">{} {}</span>').format(s.help, s.sign, s.name) for kind, s in STATUS.items()}
_DECISIONS = {decision.value: Markup("{}").format(label.name) for decision, label in DECISION.items()}
# The columns of which a cell is shown in our own way; every other one is Datasette's.
_OURS = {"id", "finding", "entity", "status", "relation", "decision", "verdict", "quote", "url", *_DOCUMENTS, *_LISTS, *_LONG}


def render(datasette: Any, database: str, table: str | None, *, column: str, value: Any, row: Any) -> Markup | None:
    """How a cell of the claims database is shown, or None for Datasette's own way. ``table`` is None in query results."""
    if column not in _OURS or not value or database != desk_of(datasette).database_name(datasette):
        return None
    label = value
    if isinstance(value, dict):  # a foreign key that Datasette has looked up
        value, label = value.get("value"), value.get("label") or value.get("value")
    if not isinstance(value, str):
        return None
    if column == "finding" or (table, column) in _FINDING_COLUMNS:
        return _link(Links(datasette).finding(value), label)
    if column in _DOCUMENTS or (table, column) == ("documents", "id"):
        return _link(Links(datasette).document(value), label)
    if column == "entity":
        return _link(Links(datasette).entity(value), value)
    if column in {"status", "relation"} and value in _STATUSES:
        return _STATUSES[value]
    if column in {"decision", "verdict"} and value in _DECISIONS:
        return _DECISIONS[value]
    if column == "quote" and table in _TABLES_OF_CLAIMS:
        return _quote(value, row)
    if column == "url":
        address = safe_link(value)
        return Markup('<a href="{}" rel="nofollow noopener noreferrer">{}</a>').format(address, value) if address else None
    if column in _LISTS and value.startswith("["):
        return _list(value)
    return _shortened(value) if column in _LONG else None


def _link(path: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(path, words)


def _quote(quote: str, row: Any) -> Markup | None:
    """The quote with the value marked, where the row tells where it stands."""
    columns = set(row.keys())
    if not {"value_text", "value_start"} <= columns:
        return None
    start = row["value_start"]
    pieces = runs(quote, [Span(start, start + len(row["value_text"]), "value")])
    return Markup("").join(Markup("<mark>{}</mark>").format(r.text) if r.keys else Markup("{}").format(r.text) for r in pieces)


def _list(value: str) -> Markup | None:
    try:
        found = json.loads(value)
    except ValueError:
        return None
    return Markup("{}").format("; ".join(map(str, found)) or "–")


def _shortened(value: str) -> Markup:
    return Markup("{}").format(value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - 1] + "…")


def row_links(datasette: Any, database: str, table: str, row: Any) -> list[dict[str, str]]:
    """For the actions menu of a row: its page at the desk."""
    if database != desk_of(datasette).database_name(datasette):
        return []
    link = Links(datasette)
    match table:
        case "findings" | "queue" | "unreviewed":
            return [
                {
                    "href": link.finding(row["id"]),
                    "label": "Review this finding",
                    "description": "Both quotes side by side, and the verdict",
                }
            ]
        case "claims":
            place = link.document(row["document"], row["id"])
            return [{"href": place, "label": "Show it in its document", "description": "The text with this claim marked"}]
        case "documents":
            return [{"href": link.document(row["id"]), "label": "Read with claims marked", "description": "The text as one page"}]
        case "entities":
            return [{"href": link.entity(row["key"]), "label": "What is said about it", "description": "Its names and findings"}]
        case "verdicts":
            return [{"href": link.finding(row["finding"]), "label": "The finding", "description": "If it is still there"}]
    return []


def _to_queue(datasette: Any) -> list[dict[str, str]]:
    return [{"href": Links(datasette).queue(), "label": "Review queue", "description": "Findings, the worst contradiction first"}]


def home_links(datasette: Any) -> list[dict[str, str]]:
    """For the actions menu of the home page."""
    return _to_queue(datasette) if desk_of(datasette).database_name(datasette) else []


def database_links(datasette: Any, database: str) -> list[dict[str, str]]:
    """For the actions menu of the claims database."""
    return _to_queue(datasette) if database == desk_of(datasette).database_name(datasette) else []


def menu(datasette: Any, actor: dict[str, Any] | None) -> Any:
    """For the menu of every page of Datasette."""

    async def links() -> list[dict[str, str]]:
        if not await access.may(datasette, actor, "read"):
            return []
        link = Links(datasette)
        found = [{"href": link.queue(), "label": "Review queue"}, {"href": link.page("documents"), "label": "Documents"}]
        if not actor and desk_of(datasette).accounts:
            found.append({"href": link.page("sign-in"), "label": "Sign in"})
        return found

    return links
