"""Taking a verdict: one POST, one transaction."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import Any

from datasette import Forbidden, Response
from datasette.utils import tilde_decode

from atodds.errors import StoreError
from atodds.model.records import Decision
from atodds.review import access, data, pages, queue, teach, verdicts
from atodds.review.desk import desk_of
from atodds.review.labels import DECISION
from atodds.review.links import Links
from atodds.review.security import PAGE_HEADERS

INFO, WARNING, ERROR = 1, 2, 3  # the kinds of messages that Datasette shows on the next page


async def decide(datasette: Any, request: Any) -> Response:
    """``POST /-/atodds/finding/<id>/verdict``: append a verdict in the name of whoever is signed in.

    Cross-site requests are refused by Datasette before they come here (it checks ``Sec-Fetch-Site`` and ``Origin``).
    """
    if request.method != "POST":
        return Response.text("Send the form of the finding's page.\n", status=405, headers={"Allow": "POST", **PAGE_HEADERS})
    if not await access.may(datasette, request.actor, "review"):
        raise Forbidden("Sign in as a reviewer to write a verdict")
    finding_id = tilde_decode(request.url_vars["id"])
    fields = await pages.form_fields(request)
    form = verdicts.Form.from_post(fields)
    errors = form.errors(await access.may(datasette, request.actor, "adjudicate"))
    if errors:
        return await _again(datasette, request, finding_id, form, errors=errors, status=400)
    reviewer = str(request.actor["id"])

    def write(conn: sqlite3.Connection) -> verdicts.Outcome:
        return verdicts.write(conn, finding_id, form, reviewer, dt.datetime.now(dt.UTC))

    database = datasette.databases[desk_of(datasette).database_name(datasette)]
    try:
        outcome = await database.execute_write_fn(write, request=request)
    except StoreError as error:
        return await _again(datasette, request, finding_id, form, errors={"decision": f"Not written: {error}."}, status=409)
    if outcome in {verdicts.Outcome.CHANGED, verdicts.Outcome.GONE}:
        return await _changed(datasette, request, finding_id, form)
    if outcome is verdicts.Outcome.WRITTEN:
        await teach.update(datasette)
    return await _onward(datasette, request, finding_id, form, fields.get("then", ""))


async def withdraw(datasette: Any, request: Any) -> Response:
    """``POST /-/atodds/put-aside/<id>/withdraw``: take back a verdict of one's own that has no finding any more."""
    if request.method != "POST":
        return Response.text("Send the form of the page.\n", status=405, headers={"Allow": "POST", **PAGE_HEADERS})
    if not await access.may(datasette, request.actor, "review"):
        raise Forbidden("Sign in as a reviewer to withdraw a verdict")
    verdict_id, reviewer = tilde_decode(request.url_vars["id"]), str(request.actor["id"])
    database = datasette.databases[desk_of(datasette).database_name(datasette)]
    now = dt.datetime.now(dt.UTC)
    if not await database.execute_write_fn(lambda conn: verdicts.withdraw(conn, verdict_id, reviewer, now), request=request):
        return await pages.missing(datasette, request, "There is no verdict of yours of that id without a finding.")
    await teach.update(datasette)
    datasette.add_message(request, "Verdict withdrawn.", INFO)
    return Response.redirect(Links(datasette).page("put-aside"), status=303)


async def _again(
    datasette: Any,
    request: Any,
    finding_id: str,
    form: verdicts.Form,
    *,
    errors: dict[str, str] | None = None,
    changed: bool = False,
    status: int,
) -> Response:
    """The form once more with all that was typed."""
    only = None if await access.sees_others(datasette, request.actor) else str(request.actor["id"])
    return await pages.show_finding(datasette, request, finding_id, only, form=form, errors=errors, changed=changed, status=status)


async def _changed(datasette: Any, request: Any, finding_id: str, form: verdicts.Form) -> Response:
    """A run has changed the finding, or its claims are in another one now: what was typed, beside the evidence as it is now."""

    def now(conn: sqlite3.Connection) -> tuple[str, str] | None:
        there = finding_id if data.finding(conn, finding_id) else verdicts.successor(conn, form)
        found = data.finding(conn, there) if there else None
        return (found[0].id, found[1]["version"]) if found else None

    found = await data.read(datasette, now)
    if found is None:
        text = "A run has removed this finding while you were looking at it; nothing was written."
        return await pages.missing(datasette, request, text, form.note)
    return await _again(datasette, request, found[0], verdicts.with_version(form, found[1]), changed=True, status=409)


async def _onward(datasette: Any, request: Any, finding_id: str, form: verdicts.Form, then: str) -> Response:
    """To the next finding of the queue, to the queue where there is none, or to the finding again."""
    link = Links(datasette)
    only = None if await access.sees_others(datasette, request.actor) else str(request.actor["id"])
    filters = pages.filters_of(request, only)
    datasette.add_message(request, f"Verdict saved: {DECISION[Decision(form.decision)].name.lower()}.", INFO)
    if then != "next":
        return Response.redirect(link.finding(finding_id, filters.query()), status=303)

    def following(conn: sqlite3.Connection) -> str | None:
        found = data.finding(conn, finding_id)
        return queue.neighbours(conn, filters, found[1]["position"], only)["next"] if found else None

    after = await data.read(datasette, following)
    return Response.redirect(link.finding(after, filters.query()) if after else link.queue(filters.query()), status=303)
