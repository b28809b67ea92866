"""Signing in: by a one-time link from the terminal, or by name and password; and signing out.

The session is Datasette's signed actor cookie. An actor that came by password carries the account's epoch: a change of
password ends its sessions, and a change of role takes effect with the next request.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import Any

from datasette import Response
from datasette.utils import baseconv

from atodds.review import pages
from atodds.review.accounts import Accounts
from atodds.review.desk import desk_of
from atodds.review.links import Links
from atodds.review.security import PAGE_HEADERS, local_path

SESSION_SECONDS = 14 * 24 * 3600  # two weeks: a reviewer comes back after a week away without signing in again
# Wrong passwords for one name before it has to wait, and how long they count (OWASP: throttle by account).
TRIES, TRY_SECONDS = 5, 300.0


async def sign_in(datasette: Any, request: Any) -> Response:
    """``/-/atodds/sign-in``: spend a one-time link (GET with ``token``), or the form for name and password."""
    desk = desk_of(datasette)
    if desk.accounts is None:
        return await pages.missing(datasette, request, "Nobody signs in here: these pages are published for reading.")
    following = local_path(request.args.get("next"), Links(datasette).queue())
    if request.method == "POST":
        return await _by_password(datasette, request, desk.accounts, following)
    token = request.args.get("token")
    if token and request.method == "GET":
        invitation = desk.redeem(token)
        if invitation is None:
            return await _form(datasette, request, "This link has been used already, or belongs to an earlier start of the server.", 403)
        if desk.on_use:
            desk.on_use(invitation)
        return _enter(datasette, request, {"id": invitation.name, "atodds": {"role": invitation.role.value}}, following)
    return await _form(datasette, request, "", 200)


async def _by_password(datasette: Any, request: Any, accounts: Accounts, following: str) -> Response:
    fields = await pages.form_fields(request)
    name, password = fields.get("name", "").strip(), fields.get("password", "")
    tries = desk_of(datasette).cache.setdefault("tries", {}).setdefault(name.casefold(), deque(maxlen=TRIES))
    if len(tries) == TRIES and time.monotonic() - tries[0] < TRY_SECONDS:
        return await _form(datasette, request, f"Too many wrong passwords for this name. Wait {TRY_SECONDS / 60:.0f} minutes.", 429)
    account = await asyncio.to_thread(accounts.check, name, password)
    if account is None:
        tries.append(time.monotonic())
        return await _form(datasette, request, "Name and password do not match.", 403)
    tries.clear()
    return _enter(datasette, request, {"id": account.name, "atodds": {"role": account.role.value, "epoch": account.epoch}}, following)


async def _form(datasette: Any, request: Any, error: str, status: int) -> Response:
    desk = desk_of(datasette)
    accounts = bool(desk.accounts and await asyncio.to_thread(desk.accounts.all))
    return await pages.render(
        datasette, request, "sign_in", {"error": error, "accounts": accounts, "next": request.args.get("next", "")}, status
    )


def _enter(datasette: Any, request: Any, actor: dict[str, Any], following: str) -> Response:
    response = Response.redirect(following, status=303, headers=dict(PAGE_HEADERS))
    signed = datasette.sign({"a": actor, "e": baseconv.base62.encode(int(time.time()) + SESSION_SECONDS)}, "actor")
    response.set_cookie("ds_actor", signed, max_age=SESSION_SECONDS, httponly=True, samesite="lax", secure=request.scheme == "https")
    return response


async def sign_out(datasette: Any, request: Any) -> Response:
    """``POST /-/atodds/sign-out``: end the session in this browser."""
    response = Response.redirect(Links(datasette).page("sign-in"), status=303, headers=dict(PAGE_HEADERS))
    if request.method == "POST":
        datasette.delete_actor_cookie(response)
    return response
