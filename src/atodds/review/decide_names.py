"""Joining and parting names: one POST, one entry at the end of the journal, which the next run obeys."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from pathlib import Path
from typing import Any

from datasette import Forbidden, Response
from datasette.utils import tilde_decode

from atodds.errors import CurationError
from atodds.naming import NameDecision
from atodds.review import access, data, namebook, names, pages
from atodds.review.decide import INFO
from atodds.review.desk import desk_of
from atodds.review.links import Links
from atodds.review.security import PAGE_HEADERS

CHANGED = "A run has changed these names since you opened the page. Nothing was written: look at them again, then send it."


async def decide_names(datasette: Any, request: Any) -> Response:
    """``POST /-/atodds/entity/<key>/names``: join, part or take back, in the name of whoever is signed in.

    Cross-site requests are refused by Datasette before they come here (it checks ``Sec-Fetch-Site`` and ``Origin``).
    """
    if request.method != "POST":
        return Response.text("Send the form of the page.\n", status=405, headers={"Allow": "POST", **PAGE_HEADERS})
    if not await access.may(datasette, request.actor, "review"):
        raise Forbidden("Sign in as a reviewer to join or part names")
    folder = desk_of(datasette).curation
    if folder is None:
        return await pages.missing(datasette, request, "This server has no folder in which decisions on names are kept.")
    key = tilde_decode(request.url_vars["key"])
    form = names.NamesForm.from_post(await pages.form_fields(request))
    by, others = str(request.actor["id"]), await access.may(datasette, request.actor, "adjudicate")
    journal, trouble = await asyncio.to_thread(pages.read_namebook, folder)
    if trouble:
        return await _again(datasette, request, key, form, {"do": f"Nothing was written: {trouble}"}, 409)
    if any(d.id == form.id for d in journal):
        return _back(datasette, key)  # a double click

    def load(conn: sqlite3.Connection) -> NameDecision | dict[str, str] | None:
        entity = data.entity(conn, key)
        if entity is None:
            return None
        view = names.load(conn, entity, journal)
        if form.version != view.version:
            return {"changed": CHANGED}
        return names.decide(conn, view, form, by, dt.datetime.now(dt.UTC), any_decision=others)

    decision = await data.read(datasette, load)
    if decision is None:
        return await pages.missing(datasette, request, f"Nothing is known by the name {key}.", form.note)
    if isinstance(decision, dict):
        return await _again(datasette, request, key, form, decision, 409 if "changed" in decision else 400)
    return await _write(datasette, request, key, form, folder, decision)


async def _write(datasette: Any, request: Any, key: str, form: names.NamesForm, folder: Path, decision: NameDecision) -> Response:
    try:
        await asyncio.to_thread(namebook.append, folder, decision)
    except (CurationError, OSError) as error:
        return await _again(datasette, request, key, form, {"do": f"Nothing was written: {error}."}, 409)
    datasette.add_message(request, "Saved. The next run obeys it.", INFO)
    return _back(datasette, key)


def _back(datasette: Any, key: str) -> Response:
    return Response.redirect(Links(datasette).entity(key), status=303)


async def _again(datasette: Any, request: Any, key: str, form: names.NamesForm, errors: dict[str, str], status: int) -> Response:
    only = None if await access.sees_others(datasette, request.actor) else str(request.actor["id"])
    return await pages.show_entity(datasette, request, key, only, form=form, errors=errors, status=status)
