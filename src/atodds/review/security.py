"""Headers that keep a hostile document harmless, and the check of the host name.

The pages of the desk carry no inline script or style, so their content security policy allows none: whatever a document
smuggles into a page cannot run or load anything. Datasette's own pages use inline scripts; they get the headers that fit them.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from atodds.review.desk import desk_of

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE_HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_EVERYWHERE = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"DENY",
}


def safe_link(url: str | None) -> str | None:
    """``url`` if it is a complete http or https address, else None. All links from documents and verdicts pass here."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.hostname and not set(url.strip()) & set(" \t\r\n\"'<>\\") else None


def local_path(path: str | None, default: str) -> str:
    """``path`` if it leads to a page of this server, else ``default``: a redirect never leaves the server."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")) or any(ord(c) < 0x20 or c == "\\" for c in path):
        return default
    return path


def wrap(datasette: Any, app: Any) -> Any:
    """The ASGI application with the headers added and, where the desk names its hosts, other host names refused.

    A page of another site that rebinds its name to 127.0.0.1 would otherwise read the documents through the visitor's browser.
    """

    async def guarded(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        hosts = desk_of(datasette).hosts
        if hosts and _host(scope) not in hosts:
            await _refuse(send)
            return

        async def send_with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                present = {key.lower() for key, _ in headers}
                headers += [(key, value) for key, value in _EVERYWHERE.items() if key not in present]
                message = {**message, "headers": headers}
            await send(message)

        await app(scope, receive, send_with_headers)

    return guarded


def _host(scope: dict[str, Any]) -> str:
    raw = next((value for key, value in scope.get("headers", []) if key.lower() == b"host"), b"")
    try:
        return urlsplit("//" + raw.decode("latin-1")).hostname or ""
    except ValueError:
        return ""


async def _refuse(send: Any) -> None:
    body = b"This server answers on its own address only. Open the address that `atodds serve` printed.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
