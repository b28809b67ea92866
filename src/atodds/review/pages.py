"""The pages for reading: queue, finding, documents, entities. Each reads one state of the database and fills one template."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from datasette import Forbidden, Response
from datasette.utils import tilde_decode

from atodds.errors import CurationError
from atodds.model.records import RelationKind
from atodds.naming import NameDecision
from atodds.review import access, changed, data, documents, marks, namebook, names, queue
from atodds.review import finding as finding_page
from atodds.review.desk import desk_of
from atodds.review.labels import CHANGED, DECISION, EXPLANATIONS, MODALITY, STANDING, STATUS, in_words
from atodds.review.links import Links
from atodds.review.notes import render_note
from atodds.review.security import PAGE_HEADERS, safe_link
from atodds.review.verdicts import Form

MOST_ASIDE = 50  # verdicts without a finding on their page, the latest; the table of verdicts has the others
ENTITY_CLAIMS = 200  # claims listed on the page of an entity; the table of claims has the others


async def render(datasette: Any, request: Any, template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """A page of the desk: the template with what every page needs, and the security headers."""
    actor = request.actor
    full = {
        "me": (actor or {}).get("id"),
        "role": access.role_of(desk_of(datasette), actor),
        "can_sign_in": desk_of(datasette).accounts is not None,
        "may_read": await access.may(datasette, actor, "read"),
        "may_review": await access.may(datasette, actor, "review"),
        "may_adjudicate": await access.may(datasette, actor, "adjudicate"),
        "link": Links(datasette),
        "STATUS": STATUS,
        "DECISION": DECISION,
        "STANDING": STANDING,
        "CHANGED": CHANGED,
        "EXPLANATIONS": EXPLANATIONS,
        "MODALITY": MODALITY,
        "in_words": in_words,
        "safe_link": safe_link,
        "render_note": render_note,
        "here": request.full_path,
        **context,
    }
    html = await datasette.render_template(f"atodds_{template}.html", full, request=request, view_name=f"atodds-{template}")
    return Response.html(html, status=status, headers=dict(PAGE_HEADERS))


async def form_fields(request: Any) -> dict[str, str]:
    """The fields of a form that was sent; of several of one name the last. Bytes that are no text are replaced."""
    body = await request.post_body()
    return dict(parse_qsl(body.decode("utf-8", "replace").replace("%00", ""), keep_blank_values=True))


async def missing(datasette: Any, request: Any, message: str, kept: str = "") -> Response:
    """The page for what is not there; ``kept``: text of the reader's that would be lost otherwise."""
    return await render(datasette, request, "message", {"title": "Not here", "message": message, "kept": kept}, 404)


async def _reader(datasette: Any, request: Any) -> str | None:
    """Refuse whoever may not read; in blind mode the name whose verdicts alone are shown, else None."""
    if not await access.may(datasette, request.actor, "read"):
        raise Forbidden("Sign in to read this page")
    if await access.sees_others(datasette, request.actor):
        return None
    return str((request.actor or {}).get("id") or "")


def filters_of(request: Any, only: str | None) -> queue.Filters:
    """The filters that the address asks for. In blind mode none tells what others decided."""
    filters = queue.Filters.from_args({key: request.args[key] for key in request.args}, (request.actor or {}).get("id"))
    return filters if only is None else replace(filters, reviewer="")


async def queue_view(datasette: Any, request: Any) -> Response:
    """``/-/atodds``: the queue of findings, worst first."""
    only = await _reader(datasette, request)
    filters = filters_of(request, only)

    def load(conn: sqlite3.Connection) -> dict[str, Any]:
        return {
            "page": queue.load_page(conn, filters, only),
            "progress": queue.progress(conn, only),
            "choices": queue.choices(conn),
            "aside": data.count_put_aside(conn) if only is None else 0,
        }

    context = await data.read(datasette, load)
    review_total = sum(context["page"].statuses.get(k, 0) for k in queue.NEEDS_REVIEW)
    more = {"filters": filters, "review_total": review_total, "RelationKind": RelationKind, "many": queue.MANY_CLAIMS}
    return await render(datasette, request, "queue", {**context, **more})


async def finding_view(datasette: Any, request: Any) -> Response:
    """``/-/atodds/finding/<id>``: the claims of a finding side by side, and the form for the verdict."""
    only = await _reader(datasette, request)
    finding_id = tilde_decode(request.url_vars["id"])
    return await show_finding(datasette, request, finding_id, only)


async def show_finding(
    datasette: Any,
    request: Any,
    finding_id: str,
    only: str | None,
    *,
    form: Form | None = None,
    errors: Mapping[str, str] | None = None,
    changed: bool = False,
    status: int = 200,
) -> Response:
    """The page of a finding; with ``form`` what was sent is in it again, beside its errors."""
    me = (request.actor or {}).get("id")
    filters = filters_of(request, only)

    def load(conn: sqlite3.Connection) -> tuple[finding_page.FindingView, dict[str, Any]] | str | None:
        view = finding_page.load(conn, finding_id)
        return (view, queue.neighbours(conn, filters, view.position, only)) if view else data.moved(conn, finding_id)

    loaded = await data.read(datasette, load)
    if isinstance(loaded, str):  # its document was edited: an old link leads to where its verdicts are
        return Response.redirect(Links(datasette).finding(loaded, filters.query()), headers=dict(PAGE_HEADERS))
    if loaded is None:
        return await missing(
            datasette, request, f"There is no finding {finding_id}. A run may have removed it; the queue shows what there is now."
        )
    view, neighbours = loaded
    own = next((g for g in view.given if g.current and g.verdict.reviewer == me), None)
    given = [g for g in view.given if only is None or own is not None or g.verdict.reviewer == me]
    context = finding_page.context(view) | {
        "given": given,
        "hidden": len(view.given) - len(given),
        "own": own,
        "form": Form.blank(view.version, own.verdict if own else None) if form is None else form,
        "errors": errors or {},
        "changed": changed,
        "neighbours": neighbours,
        "filters": filters,
    }
    return await render(datasette, request, "finding", context, status)


async def documents_view(datasette: Any, request: Any) -> Response:
    """``/-/atodds/documents``: all documents, and how often each is contradicted."""
    await _reader(datasette, request)
    return await render(datasette, request, "documents", {"documents": await data.read(datasette, documents.overview)})


async def document_view(datasette: Any, request: Any) -> Response:
    """``/-/atodds/document/<id>``: the text of a document with every claim marked in it."""
    await _reader(datasette, request)
    document_id = tilde_decode(request.url_vars["id"])
    asked, claim = request.args.get("part", ""), request.args.get("claim")
    part = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    view = await data.read(datasette, lambda conn: documents.load(conn, document_id, part, claim))
    if view is None:
        return await missing(datasette, request, f"There is no document {document_id} in this database.")
    claim_runs = documents.writer(view, Links(datasette))
    return await render(datasette, request, "document", {"view": view, "document": view.document, "claim_runs": claim_runs})


async def entity_view(datasette: Any, request: Any) -> Response:
    """``/-/atodds/entity/<key>``: the names of an entity, why they were joined, and what is said about it."""
    only = await _reader(datasette, request)
    return await show_entity(datasette, request, tilde_decode(request.url_vars["key"]), only)


async def show_entity(
    datasette: Any,
    request: Any,
    key: str,
    only: str | None,
    *,
    form: names.NamesForm | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The page of an entity; with ``form`` what was sent is in it again, beside its errors."""
    filters = queue.Filters(status="all", entity=key, page=filters_of(request, only).page)
    journal, trouble = await asyncio.to_thread(read_namebook, desk_of(datasette).curation)

    def load(conn: sqlite3.Connection) -> dict[str, Any]:
        entity = data.entity(conn, key)
        if entity is None:
            return {"entity": None, "moved": names.key_of(conn, key)}
        view = names.load(conn, entity, journal)
        claims = data.claims_of_entity(conn, key, ENTITY_CLAIMS)
        titles = data.titles(conn, {*(c.document for c in claims), *view.documents})
        return {"entity": entity, "view": view, "page": queue.load_page(conn, filters, only), "claims": claims, "titles": titles}

    context = await data.read(datasette, load)
    if context["entity"] is None:
        if context["moved"]:  # a run has joined it to another, under whose key it is found now
            return Response.redirect(Links(datasette).entity(context["moved"]), headers=dict(PAGE_HEADERS))
        return await missing(datasette, request, f"Nothing is known by the name {key}.", form.note if form else "")
    more = {
        "filters": filters,
        "most": ENTITY_CLAIMS,
        "runs": marks.mark_value,
        "form": form or names.NamesForm(),
        "new_id": namebook.new_id,
        "errors": errors or {},
        "trouble": trouble,
        "keeps_names": desk_of(datasette).curation is not None,
    }
    return await render(datasette, request, "entity", {**context, **more}, status)


def read_namebook(folder: Path | None) -> tuple[list[NameDecision], str]:
    """What was decided about names, and what is wrong with the file, in words, where something is."""
    try:
        return namebook.read(folder), ""
    except CurationError as error:
        return [], f"{error}. {error.advice}".strip()


async def aside_view(datasette: Any, request: Any) -> Response:
    """``/-/atodds/put-aside``: verdicts whose finding is gone. They are never lost; their reviewer can withdraw them."""
    only = await _reader(datasette, request)

    def load(conn: sqlite3.Connection) -> dict[str, Any]:
        given = [g for g in data.put_aside(conn) if only is None or g.verdict.reviewer == only]
        shown = given[:MOST_ASIDE]
        return {"given": shown, "total": len(given), "changed_since": changed.load(conn, None, shown)}

    return await render(datasette, request, "aside", await data.read(datasette, load))


async def help_view(datasette: Any, request: Any) -> Response:
    """``/-/atodds/help``: how to review, and the keys."""
    await _reader(datasette, request)
    return await render(datasette, request, "help", {})
