"""The desk: what the plugin keeps for one running Datasette, beside the database itself.

A desk exists for every Datasette in which the package is installed. ``serve`` attaches one with accounts and sign-in links;
elsewhere (a published database, somebody's own Datasette) it is a desk without sign-in, and the pages are for reading.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from atodds.review.accounts import Accounts
from atodds.review.roles import Role

# The tables by which a database of atodds is known.
TABLES = frozenset({"documents", "claims", "findings", "relations", "verdicts"})
TOKEN_BYTES = 32


@dataclass(frozen=True)
class Invitation:
    """Whom a one-time sign-in link signs in, and as what."""

    name: str
    role: Role


@dataclass
class Desk:
    """Settings and state of the review pages of one Datasette.

    ``private``: nothing is shown to whoever is not signed in. ``blind``: others' verdicts are hidden until one has decided.
    ``curation``: the folder where decisions that teach the next run are written, if any.
    ``hosts``: the host names the server answers to; empty: any. ``on_use``: called when a sign-in link was used.
    """

    accounts: Accounts | None = None
    private: bool = False
    blind: bool = False
    curation: Path | None = None
    hosts: frozenset[str] = frozenset()
    on_use: Callable[[Invitation], None] | None = None
    database: str | None = None
    _links: dict[str, Invitation] = field(default_factory=dict)
    cache: dict[str, Any] = field(default_factory=dict)

    def invite(self, name: str, role: Role) -> str:
        """A new one-time token; only its hash is kept."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self._links[_digest(token)] = Invitation(name, role)
        return token

    def redeem(self, token: str) -> Invitation | None:
        """Whom the token signs in; it is spent by this."""
        digest = _digest(token)
        found = next((kept for kept in self._links if hmac.compare_digest(kept, digest)), None)
        return self._links.pop(found) if found else None

    def database_name(self, datasette: Any) -> str | None:
        """The name under which Datasette serves the claims database, or None if it serves none."""
        if self.database is None or self.database not in datasette.databases:
            self.database = _find_database(datasette)
        return self.database


_desks: weakref.WeakKeyDictionary[Any, Desk] = weakref.WeakKeyDictionary()


def attach(datasette: Any, desk: Desk) -> None:
    """Make ``desk`` the one of this Datasette."""
    _desks[datasette] = desk


def desk_of(datasette: Any) -> Desk:
    """The desk of this Datasette; a plain one for reading if none was attached."""
    desk = _desks.get(datasette)
    if desk is None:
        config = datasette.plugin_config("atodds") or {}
        desk = _desks[datasette] = Desk(blind=bool(config.get("blind", False)), database=config.get("database"))
    return desk


def _find_database(datasette: Any) -> str | None:
    return next((name for name, db in datasette.databases.items() if db.path and _table_names(Path(db.path)) >= TABLES), None)


def _table_names(path: Path) -> set[str]:
    try:
        conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            return {name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        finally:
            conn.close()
    except sqlite3.Error:
        return set()  # not a database, or not readable: not ours


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
