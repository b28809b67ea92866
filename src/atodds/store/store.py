"""The database: open, save the result of a run, load it, append verdicts."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from atodds.errors import StoreError
from atodds.model.records import RelationKind, Result, Verdict
from atodds.model.stamps import Touched
from atodds.store import journal, load, rows
from atodds.store.connection import check_version, connect, translated
from atodds.store.migrate import migrate
from atodds.store.sync import Changes, sync_table
from atodds.store.verdicts import Reviews


@dataclass(frozen=True, slots=True)
class RunMeta:
    """What is kept of a run: when, by which version, and a hash of everything that its result depends on."""

    at: dt.datetime
    version: str
    fingerprint: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a run changed in the database, by table, and its number."""

    run: int
    tables: Mapping[str, Changes]

    @property
    def changed(self) -> bool:
        """Whether anything but the list of runs is different now."""
        return any(self.tables.values())


class Store:
    """The database of a workspace. A context manager; close it when done."""

    def __init__(self, db: Database, path: Path) -> None:
        """Take over an open database; most callers want :meth:`open`."""
        self.db = db
        self.path = path

    @classmethod
    def open(cls, path: Path | str, *, create: bool = True, write: bool = True) -> Store:
        """Open the database; ``create`` makes or migrates it where needed.

        Raises:
            StoreError: it cannot be opened.
            SchemaError: it is newer than this program, or older and ``create`` is off.
        """
        path = Path(path)
        if not create and not path.is_file():
            raise StoreError("no database yet", advice="`atodds run` makes it", file=str(path))
        if create:
            _make_folder(path.parent)
        connection = connect(path, write=write or create)
        try:
            with translated(path):
                db = Database(connection, execute_plugins=False, recursive_triggers=False)
                if create:
                    migrate(db, path)
                check_version(connection, path)
        except BaseException:
            connection.close()
            raise
        return cls(db, path)

    def close(self) -> None:
        """Close the connection."""
        self.db.close()

    def __enter__(self) -> Store:
        """The store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction that takes the write lock at once: all or nothing, whatever happens inside.

        Raises:
            StoreError: the database cannot be written.
        """
        with translated(self.path):
            self.db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.conn.execute("COMMIT")
            except BaseException:
                self.db.conn.rollback()
                raise

    def save(self, result: Result, run: RunMeta, touched: Touched | None = None) -> Saved:
        """Make the database hold ``result``, in one transaction, and put the verdicts to their findings.

        Only rows that differ are written. Verdicts are never touched. ``touched``: all in which ``result`` may differ from what the last
        run saved, where that is known: the rows of other documents and findings are not even looked at.

        Raises:
            StoreError: the database cannot be written.
        """
        with self.transaction():
            self.db.conn.execute("PRAGMA defer_foreign_keys = ON")
            self.db.conn.execute("DELETE FROM finding_verdicts")
            self.db.conn.execute("DELETE FROM finding_reviews")
            changes = {part.table.name: sync_table(self.db.conn, part) for part in rows.tables(result, touched)}
            journal.place_all(self.db.conn)
            number = self._record_run(result, run)
        return Saved(number, changes)

    def _record_run(self, result: Result, run: RunMeta) -> int:
        conflicts = sum(f.status in (RelationKind.CONFLICT, RelationKind.ARITHMETIC) for f in result.findings)
        row = {
            "at": journal.timestamp(run.at),
            "version": run.version,
            "fingerprint": run.fingerprint,
            "documents": len(result.documents),
            "claims": len(result.claims),
            "findings": len(result.findings),
            "conflicts": conflicts,
            "problems": len(result.problems),
            "meta": json.dumps(dict(run.meta), ensure_ascii=False, sort_keys=True),
        }
        return int(self.db.table("runs").insert(row).last_pk or 0)

    def last_run(self) -> dict[str, object] | None:
        """The row of the last run, or None."""
        with translated(self.path):
            return next(iter(self.db.query("SELECT * FROM runs ORDER BY id DESC LIMIT 1")), None)

    def load(self, *, relations: bool = True) -> Result:
        """All that the last run found; claims in document order, findings in the order of the queue.

        ``relations``: without them, the findings have no relations and no voices; most of the time is spent on their evidence.

        Raises:
            StoreError: the database cannot be read.
        """
        with self._snapshot():
            return load.result(self.db.conn, relations=relations)

    def append_verdict(self, verdict: Verdict) -> bool:
        """Write a verdict; False where it was there already.

        Raises:
            StoreError: another verdict has this id, or the database cannot be written.
        """
        with translated(self.path):
            return journal.append_verdict(self.db.conn, verdict)

    def import_verdicts(self, verdicts: Iterable[Verdict]) -> int:
        """Write many verdicts in one transaction and return how many were new.

        Raises:
            StoreError: one of them has the id of another verdict; none is written then.
        """
        with self.transaction():
            written = sum(journal.write_verdict(self.db.conn, v) for v in verdicts)
            journal.place_all(self.db.conn)
        return written

    def verdicts(self) -> list[Verdict]:
        """All verdicts, oldest first."""
        with self._snapshot():
            return journal.read_verdicts(self.db.conn)

    def settled_verdicts(self) -> list[Verdict]:
        """The adjudicated verdicts that stand: what was decided for everybody, and may leave."""
        with self._snapshot():
            return journal.settled_verdicts(self.db.conn)

    def reviews(self) -> Reviews:
        """All verdicts, each at the finding to which it applies now."""
        with self._snapshot():
            return journal.current_reviews(self.db.conn)

    @contextlib.contextmanager
    def _snapshot(self) -> Iterator[None]:
        """A read transaction: all reads inside see one state of the database."""
        with translated(self.path):
            self.db.conn.execute("BEGIN")
            try:
                yield
            finally:
                self.db.conn.rollback()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the folder cannot be made: {error.strerror}", file=str(folder)) from error
