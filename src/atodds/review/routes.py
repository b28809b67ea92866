"""Addresses and what answers them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from datasette import Response

from atodds.review import agreement, decide, decide_names, pages, signin
from atodds.review.desk import desk_of
from atodds.review.links import BASE, Links
from atodds.review.security import PAGE_HEADERS


def routes() -> list[tuple[str, Any]]:
    """All routes of the desk."""
    return [
        (rf"{BASE}$", pages.queue_view),
        (rf"{BASE}/finding/(?P<id>[^/]+)$", pages.finding_view),
        (rf"{BASE}/finding/(?P<id>[^/]+)/verdict$", decide.decide),
        (rf"{BASE}/put-aside$", pages.aside_view),
        (rf"{BASE}/put-aside/(?P<id>[^/]+)/withdraw$", decide.withdraw),
        (rf"{BASE}/documents$", pages.documents_view),
        (rf"{BASE}/document/(?P<id>[^/]+)$", pages.document_view),
        (rf"{BASE}/entity/(?P<key>[^/]+)$", pages.entity_view),
        (rf"{BASE}/entity/(?P<key>[^/]+)/names$", decide_names.decide_names),
        (rf"{BASE}/agreement$", agreement.agreement_view),
        (rf"{BASE}/help$", pages.help_view),
        (rf"{BASE}/sign-in$", signin.sign_in),
        (rf"{BASE}/sign-out$", signin.sign_out),
    ]


def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """What a page that may not be seen answers: the way to sign in for people, a short text for programs.

    None (Datasette's own answer) where this is not a desk with sign-in.
    """
    desk = desk_of(datasette)
    if desk.accounts is None or "text/html" not in request.headers.get("accept", ""):
        return None

    async def answer() -> Response:
        if request.actor is None and request.method == "GET":
            return Response.redirect(Links(datasette).page("sign-in", urlencode({"next": request.full_path})), headers=dict(PAGE_HEADERS))
        return await pages.render(datasette, request, "message", {"title": "Not allowed", "message": message}, 403)

    return answer
