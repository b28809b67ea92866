"""Accounts of a team: names, roles and hashed passwords, in a file of their own outside the published database.

Passwords are hashed with scrypt; the parameters are those that the OWASP password storage guide lists for it.
The same folder keeps the secret that signs sessions, so that a restart does not sign everybody out.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import re
import secrets
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from atodds.errors import UsageError
from atodds.review.roles import Role

# OWASP Password Storage Cheat Sheet, scrypt: N=2^15, r=8, p=3 (32 MiB).
SCRYPT_N, SCRYPT_R, SCRYPT_P = 2**15, 8, 3
SCRYPT_MEMORY = 128 * SCRYPT_N * SCRYPT_R * 2  # what OpenSSL must be allowed: twice the working set
SALT_BYTES = 16
SECRET_BYTES = 32
# NIST SP 800-63B: at least eight characters; this is one more person's work than that to guess.
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1024  # so that nobody can make the server hash megabytes
NAME = re.compile(r"[\w][\w .@+-]{0,63}")
FOLDER = ".atodds"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS accounts (
  name TEXT PRIMARY KEY COLLATE NOCASE, role TEXT NOT NULL, salt BLOB NOT NULL, hash BLOB NOT NULL,
  epoch INTEGER NOT NULL DEFAULT 0
) STRICT
"""


@dataclass(frozen=True)
class Account:
    """One person of the team. ``epoch`` grows with every change of password: older sessions end."""

    name: str
    role: Role
    epoch: int = 0


class Accounts:
    """The accounts of one workspace; ``folder`` is made on first use, readable by its owner only."""

    def __init__(self, workspace: Path) -> None:
        """For the workspace in this folder; nothing is read or made yet."""
        self.folder = workspace / FOLDER
        self.path = self.folder / "accounts.db"

    def add(self, name: str, role: Role, password: str) -> Account:
        """Add an account, or give an existing one a new role and password.

        Raises ``UsageError`` for a name or a password that cannot be used.
        """
        name = name.strip()
        if not NAME.fullmatch(name):
            raise UsageError(f"{name!r} cannot be a reviewer's name", advice="use letters, digits, spaces and . _ @ + - (64 at most)")
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise UsageError(f"the password must have {SHORTEST_PASSWORD} characters or more", advice="a few words are easy to remember")
        salt = secrets.token_bytes(SALT_BYTES)
        with self._open() as conn:
            conn.execute(
                "INSERT INTO accounts (name, role, salt, hash) VALUES (?, ?, ?, ?) ON CONFLICT (name)"
                " DO UPDATE SET role = excluded.role, salt = excluded.salt, hash = excluded.hash, epoch = epoch + 1",
                (name, role.value, salt, _hash(password, salt)),
            )
        found = self.find(name)
        if found is None:
            raise UsageError(f"the account {name!r} could not be written")
        return found

    def remove(self, name: str) -> None:
        """Remove an account; its verdicts stay. Raises ``UsageError`` if there is none."""
        with self._open() as conn:
            if not conn.execute("DELETE FROM accounts WHERE name = ?", (name,)).rowcount:
                raise UsageError(f"there is no reviewer {name!r}", advice="`atodds reviewers list` shows who there is")

    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role, at once. Raises ``UsageError`` if there is none."""
        with self._open() as conn:
            if not conn.execute("UPDATE accounts SET role = ? WHERE name = ?", (role.value, name)).rowcount:
                raise UsageError(f"there is no reviewer {name!r}", advice="`atodds reviewers list` shows who there is")

    def all(self) -> list[Account]:
        """All accounts, by name."""
        if not self.path.exists():
            return []
        with self._open() as conn:
            rows = conn.execute("SELECT name, role, epoch FROM accounts ORDER BY name").fetchall()
        return [Account(name, Role(role), epoch) for name, role, epoch in rows]

    def find(self, name: str) -> Account | None:
        """The account of that name (in any case of letters), or None."""
        if not self.path.exists():
            return None
        with self._open() as conn:
            row = conn.execute("SELECT name, role, epoch FROM accounts WHERE name = ?", (name,)).fetchone()
        return Account(row[0], Role(row[1]), row[2]) if row else None

    def check(self, name: str, password: str) -> Account | None:
        """The account, if the password is right. An unknown name takes as long as a wrong password."""
        row = None
        if self.path.exists():
            with self._open() as conn:
                row = conn.execute("SELECT salt, hash FROM accounts WHERE name = ?", (name.strip(),)).fetchone()
        salt, expected = row or (b"\0" * SALT_BYTES, b"")
        given = _hash(password[:LONGEST_PASSWORD], salt)
        return self.find(name.strip()) if hmac.compare_digest(given, expected) else None

    def secret(self) -> str:
        """The secret that signs sessions; made on first use. Where it cannot be kept, it holds for this start of the server."""
        path = self.folder / "secret"
        made = secrets.token_hex(SECRET_BYTES)
        try:
            if not path.exists():
                self._make_folder()
                path.touch(mode=0o600)
                path.write_text(made, encoding="ascii")
            return path.read_text(encoding="ascii").strip() or made
        except OSError:
            return made

    def _make_folder(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")  # accounts and secrets are never committed

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._make_folder()
        if not self.path.exists():
            self.path.touch(mode=0o600)
        conn = sqlite3.connect(self.path)
        try:
            with conn:
                conn.execute(_SCHEMA)
                yield conn
        finally:
            conn.close()


def _hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P, maxmem=SCRYPT_MEMORY)
