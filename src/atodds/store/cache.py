"""What was read and extracted, kept between runs by content: a second SQLite file that can be deleted at any time.

An entry is found by a key that names everything its content depends on (the document's bytes and metadata, the version of the
code and of the lexicon), so nothing in here is ever out of date. Entries that a run did not ask for are dropped at its end.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self
from urllib.parse import quote

from atodds.model.records import Claim, Document
from atodds.store.connection import BUSY_SECONDS
from atodds.told import Told, pack, unpack

# Raised when the shape of entries changes: older files are emptied.
CACHE_VERSION = 2
# Documents put since the last commit after which the work is made safe against a kill: half a minute of parsing or so.
COMMIT_EVERY = 20


class ContentCache:
    """Bytes by a key that names everything they depend on. Failure to read or write it costs time, never a result."""

    def __init__(self, path: Path | None, *, write: bool = True) -> None:
        """Open the file; a damaged one is replaced, and without ``path`` or in a read-only folder nothing is kept.

        Without ``write`` the file is only read, and nothing is done where there is none.
        """
        self._pending = 0
        self._used: set[str] = set()
        self._used_under: set[str] = set()
        self._held: dict[str, bytes] = {}  # what was read and nobody has asked for yet
        self._connection = None if path is None else _open(path) if write else _open_to_read(path)

    def get_bytes(self, key: str) -> bytes | None:
        """What is kept under ``key``, or None."""
        self._used.add(key)
        if self._connection is None:
            return None
        with contextlib.suppress(sqlite3.DatabaseError, zlib.error):
            if (data := self._held.pop(key, None)) is not None:
                return zlib.decompress(data)
            row = self._connection.execute("SELECT data FROM entries WHERE key = ?", (key,)).fetchone()
            return zlib.decompress(row[0]) if row else None
        return None

    def has_bytes(self, key: str) -> bool:
        """Whether anything is kept under ``key``; it stays, though nobody asks for it."""
        self._used.add(key)
        if key in self._held:
            return True
        if self._connection is None:
            return False
        with contextlib.suppress(sqlite3.DatabaseError):
            return self._connection.execute("SELECT 1 FROM entries WHERE key = ?", (key,)).fetchone() is not None
        return False

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``."""
        self._used.add(key)
        self._held.pop(key, None)
        if self._connection is None:
            return
        with contextlib.suppress(sqlite3.DatabaseError):
            self._connection.execute("INSERT OR REPLACE INTO entries (key, data) VALUES (?, ?)", (key, zlib.compress(data, 1)))
            self._pending += 1
            if self._pending >= COMMIT_EVERY:
                self._connection.commit()
                self._pending = 0

    def read_all(self) -> Self:
        """Read all that is kept at one time, for whoever asks for nearly all of it: a quarter of the time of asking for each by itself."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.DatabaseError):
                self._held = dict(self._connection.execute("SELECT key, data FROM entries"))
        return self

    def use(self, prefix: str) -> None:
        """Keep what is under keys that begin so, though nobody asks for it: ``prefix`` ends with a vertical bar."""
        self._used_under.add(prefix)

    def prune(self) -> None:
        """Drop what was not asked for since the cache was opened."""
        if self._connection is None:
            return
        with contextlib.suppress(sqlite3.DatabaseError):
            keys = [row[0] for row in self._connection.execute("SELECT key FROM entries")]
            self._connection.executemany("DELETE FROM entries WHERE key = ?", ((k,) for k in keys if not self._is_used(k)))
            self._connection.commit()

    def _is_used(self, key: str) -> bool:
        if key in self._used:
            return True
        ends = (at for at, letter in enumerate(key) if letter == "|")
        return bool(self._used_under) and any(key[: end + 1] in self._used_under for end in ends)

    def close(self) -> None:
        """Write what is pending and close the file."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.DatabaseError):
                self._connection.commit()
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        """The cache itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close it."""
        self.close()


class ExtractionCache(ContentCache):
    """Claims of documents, by content.

    ``version``: of everything but the document that claims depend on (code, lexicon, configuration of the extractor).
    """

    def __init__(self, path: Path | None, version: str, *, write: bool = True) -> None:
        """Open the file, as :class:`ContentCache`."""
        super().__init__(path, write=write)
        self.version = version

    def key(self, document: Document, kind: str = "claims") -> str:
        """The key of an entry for ``document``: ``kind`` tells what is kept apart."""
        meta = document.model_dump_json(exclude={"text", "blocks"})
        parts = (kind, self.version, meta, hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest())
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def has(self, document: Document) -> bool:
        """Whether claims are kept for this document; they stay, though nobody asks for them."""
        return self.has_bytes(self.key(document))

    def packed(self, document: Document) -> bytes | None:
        """The claims kept for this document as they were packed, or None."""
        return self.get_bytes(self.key(document))

    def told(self, document: Document) -> Told | None:
        """The claims kept for this document, with what is seldom asked for unread, or None."""
        data = self.packed(document)
        if data is not None:
            with contextlib.suppress(ValueError, LookupError):  # a damaged entry is one that is not there
                return unpack(data)
        return None

    def put(self, document: Document, claims: Sequence[Claim]) -> None:
        """Keep the claims of a document."""
        self.put_packed(document, pack(claims))

    def put_packed(self, document: Document, packed: bytes) -> None:
        """The same of claims that are packed already."""
        self.put_bytes(self.key(document), packed)


class Version:
    """What is kept in a cache under one version of what makes it."""

    def __init__(self, cache: ContentCache, version: str) -> None:
        """``version``: of everything that the keys do not name."""
        self._cache, self._version = cache, version

    def get_bytes(self, key: str) -> bytes | None:
        """What is kept under ``key``, or None."""
        return self._cache.get_bytes(f"{self._version}|{key}")

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``."""
        self._cache.put_bytes(f"{self._version}|{key}", data)

    def use(self, prefix: str) -> None:
        """Keep what is under keys that begin so, though nobody asks for it: ``prefix`` ends with a vertical bar."""
        self._cache.use(f"{self._version}|{prefix}")


def stamps_of_run(fingerprint: str, at: str) -> str:
    """The key for the stamps of what a run saved, told by two columns of its row in the database: it is never that of an earlier state."""
    return f"saved|{fingerprint}|{at}"


class KeptTexts(ContentCache):
    """Texts that were rendered, by what they were rendered from: those of one ``version`` of what renders them."""

    def __init__(self, path: Path | None, version: str) -> None:
        """Open the file, as :class:`ContentCache`."""
        super().__init__(path)
        self.version = version

    def text(self, key: str, make: Callable[[], str]) -> str:
        """The text of this key: kept, or made and kept. ``key`` names all that the text depends on."""
        full = f"{self.version}|{key}"
        data = self.get_bytes(full)
        if data is not None:
            with contextlib.suppress(UnicodeDecodeError):  # a damaged entry is one that is not there
                return data.decode("utf-8", "surrogatepass")
        text = make()
        self.put_bytes(full, text.encode("utf-8", "surrogatepass"))
        return text

    def data(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The same for bytes."""
        full = f"{self.version}|{key}"
        data = self.get_bytes(full)
        if data is None:
            data = make()
            self.put_bytes(full, data)
        return data


def _open(path: Path) -> sqlite3.Connection | None:
    try:
        return _connect(path)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
            with contextlib.suppress(sqlite3.DatabaseError, OSError):
                path.unlink()
                return _connect(path)
        return None


def _open_to_read(path: Path) -> sqlite3.Connection | None:
    with contextlib.suppress(sqlite3.DatabaseError):
        connection = sqlite3.connect(f"file:{quote(os.fspath(path.absolute()))}?mode=ro", uri=True, timeout=BUSY_SECONDS)
        with contextlib.suppress(sqlite3.DatabaseError):
            if connection.execute("PRAGMA user_version").fetchone()[0] == CACHE_VERSION:
                return connection
        connection.close()
    return None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != CACHE_VERSION:
            connection.execute("DROP TABLE IF EXISTS entries")
            connection.execute("CREATE TABLE entries (key TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT")
            connection.execute(f"PRAGMA user_version = {CACHE_VERSION}")
            connection.commit()
        # The worst that a crash of the machine can do is lose this file, which can be made again.
        connection.execute("PRAGMA synchronous = OFF")
    except BaseException:
        connection.close()
        raise
    return connection
