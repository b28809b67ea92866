"""A copy of the database that may be read by everybody: one file, with nothing in it that was not meant to leave."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from atodds.store import journal
from atodds.store.connection import check_version, connect, translated

# The triggers that keep verdicts from being deleted: in a copy, where they are still written down in the original, they have to
# stand aside for a moment.
_GUARDS = ("verdicts_no_delete", "verdict_evidence_no_delete")
_SEARCH = ("claims_fts", "documents_fts")


def public_copy(source: Path, target: Path, *, all_verdicts: bool = False) -> None:
    """Copy the database at ``source`` to ``target``, which must not be there, for reading in public.

    The copy is one file without a write-ahead log, so that it can be served as immutable. Verdicts that are not settled are left
    out unless ``all_verdicts``; so is where on this machine a document came from. What was deleted from the original is not in
    the free pages of the copy.

    Raises:
        StoreError: the database cannot be read, or the copy not be written.
    """
    with contextlib.closing(connect(source)) as original, translated(source):
        check_version(original, source)
        original.execute("VACUUM INTO ?", (str(target),))
    with contextlib.closing(sqlite3.connect(target, isolation_level=None)) as copy, translated(target):
        copy.row_factory = sqlite3.Row
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("BEGIN IMMEDIATE")
        copy.execute("UPDATE documents SET origin = NULL WHERE origin NOT LIKE 'http://%' AND origin NOT LIKE 'https://%'")
        if not all_verdicts:
            _keep_settled(copy)
        for table in _SEARCH:  # VACUUM gives rows new numbers, by which the indexes find them
            copy.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608  names from above
        copy.execute("COMMIT")
        copy.execute("PRAGMA journal_mode = DELETE")


def _keep_settled(copy: sqlite3.Connection) -> None:
    """Keep the adjudicated verdicts that stand, and no others: nothing else was said for everybody."""
    kept = {v.id for v in journal.settled_verdicts(copy)}
    triggers = copy.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    guards = {row["name"]: row["sql"] for row in triggers if row["name"] in _GUARDS}
    for name in guards:
        copy.execute(f"DROP TRIGGER {name}")
    gone = [(row[0],) for row in copy.execute("SELECT id FROM verdicts").fetchall() if row[0] not in kept]
    copy.executemany("DELETE FROM finding_verdicts WHERE verdict = ?", gone)
    copy.executemany("DELETE FROM verdict_evidence WHERE verdict = ?", gone)
    copy.executemany("DELETE FROM verdicts WHERE id = ?", gone)
    for sql in guards.values():
        copy.execute(sql)
    journal.place_all(copy)
