"""``atodds serve``: Datasette with the review pages, on this machine, with a link that signs in.

Left to itself the server shows nothing to whoever is not signed in, answers on the loopback address only, and writes verdicts
and nothing else. ``public`` opens reading to everybody.
"""

from __future__ import annotations

import asyncio
import gc
import getpass
import ipaddress
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

import click

from atodds.collector import live_on
from atodds.errors import UsageError
from atodds.review.accounts import Accounts
from atodds.review.desk import Desk, Invitation, attach
from atodds.review.links import BASE
from atodds.review.questions import settings
from atodds.review.roles import Role
from atodds.store.connection import reading

if TYPE_CHECKING:
    from datasette.app import Datasette

# Names under which a browser reaches a server on the loopback address.
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# Longest time a question typed on the SQL page may take; Datasette's own limit of one second is short for a large dossier.
SQL_LIMIT_MS = 5000
PAGE_ROWS = 50  # rows of one page of a table, as in the queue
# How long a stopping server waits for pages that are being sent, in seconds.
SHUTDOWN_SECONDS = 3


class Place(Protocol):
    """What serving needs to know of a workspace."""

    @property
    def root(self) -> Path: ...  # noqa: D102
    @property
    def claims(self) -> Path: ...  # noqa: D102
    @property
    def database(self) -> Path: ...  # noqa: D102


def make_desk(workspace: Place, *, public: bool = False, blind: bool = False, host: str = "127.0.0.1") -> Desk:
    """The desk of a workspace: accounts beside the database, private unless public."""
    return Desk(
        accounts=Accounts(workspace.root),
        private=not public,
        blind=blind,
        curation=workspace.claims,
        hosts=LOOPBACK if _is_loopback(host) else frozenset(),
    )


def make_datasette(workspace: Place, desk: Desk) -> Datasette:
    """Datasette over the claims database with this desk attached. Raises ``StoreError`` where there is no database to serve."""
    # Imported here: it takes most of a second, and the commands for accounts do not need it.
    from datasette.app import Datasette  # noqa: PLC0415

    with reading(workspace.database):
        pass  # says in words where there is none, or one of another version
    datasette = Datasette(
        [str(workspace.database)],
        default_deny=desk.private,
        secret=desk.accounts.secret() if desk.accounts else None,
        # Facets are those of the settings: to look for more on every page takes Datasette a second on a large dossier.
        settings={"sql_time_limit_ms": SQL_LIMIT_MS, "default_page_size": PAGE_ROWS, "suggest_facets": False},
        config={"databases": {workspace.database.stem: {"tables": settings()}}},
    )
    attach(datasette, desk)
    return datasette


def serve(
    workspace: Place,
    host: str = "127.0.0.1",
    port: int = 8001,
    *,
    open_browser: bool = False,
    public: bool = False,
    blind: bool = False,
    name: str | None = None,
    say: Callable[[str], None] = click.echo,
) -> None:
    """Serve until interrupted. ``port`` 0 takes a free one; ``name``: who the sign-in link signs in (default: the user here).

    Prints the address, and a link that signs ``name`` in as adjudicator, once; when it is used, the next one.

    Raises:
        StoreError: there is no database to serve.
        UsageError: the address cannot be used.
    """
    desk = make_desk(workspace, public=public, blind=blind, host=host)
    datasette = make_datasette(workspace, desk)
    reviewer = name or _user()
    with listen(host, port) as listening:
        base = f"http://{_printable(host)}:{listening.getsockname()[1]}"

        def link() -> str:
            return f"{base}{BASE}/sign-in?{urlencode({'token': desk.invite(reviewer, Role.ADJUDICATOR)})}"

        def used(invitation: Invitation) -> None:
            say(f"{invitation.name} has signed in. For another browser, once: {link()}")

        desk.on_use = used
        first = link()
        say(f"Review pages: {base}{BASE}" + ("" if desk.private else " (readable by everybody)"))
        say(f"Sign in as {reviewer}, once: {first}")
        if not _is_loopback(host):
            say("This address can be reached from other machines, without encryption: put a server with HTTPS in front of it.")
        say("Stop with Ctrl-C.")
        if open_browser:
            webbrowser.open(first)
        try:
            _run(datasette, listening)
        except KeyboardInterrupt:
            say("Stopped.")


def settle() -> None:
    """Tell Python's collector to leave alone what is loaded: it stays as long as the server.

    Otherwise every few dozen pages one takes some 60 ms longer, in which the collector goes through all modules and templates.
    """
    live_on()
    gc.collect()
    gc.freeze()


def _run(datasette: Any, listening: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415  as Datasette above
    from datasette import handle_exception  # noqa: PLC0415

    # Where `rich` is installed Datasette prints every local variable, sessions among them, for each address that is not found.
    handle_exception.rich = None
    app = datasette.app()
    settle()
    config = uvicorn.Config(app, log_level="warning", lifespan="on", timeout_graceful_shutdown=SHUTDOWN_SECONDS)
    asyncio.run(uvicorn.Server(config).serve(sockets=[listening]))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, so that the address is printed only when it is ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        advice = "another server may be running: choose another --port, or 0 for any free one"
        raise UsageError(f"cannot listen on {host} port {port}: {error}", advice=advice) from error
    return listening


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _printable(host: str) -> str:
    if host in {"0.0.0.0", "::"}:  # noqa: S104  compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user id, as in some containers
        return "reviewer"
