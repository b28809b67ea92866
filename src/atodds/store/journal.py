"""Reading and appending verdicts on an open connection.

The review pages write through Datasette's own connection, the command line through :class:`~atodds.store.store.Store`; both
end here, so that there is one way to write a verdict.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence

from atodds.errors import StoreError
from atodds.model.records import Claim, Verdict
from atodds.store import load, rows
from atodds.store.verdicts import FindingReview, Reviews, VerdictState, apply_verdicts, by_time, utc


def timestamp(at: dt.datetime) -> str:
    """UTC in ISO 8601 with microseconds, so that text sorts as time does; a time without zone is taken as UTC."""
    return utc(at).isoformat(timespec="microseconds")


def append_verdict(connection: sqlite3.Connection, verdict: Verdict) -> bool:
    """Write a verdict and put it to its finding. Returns False where it was there already (same id, same content).

    Joins the caller's transaction, or makes one of its own.

    Raises:
        StoreError: another verdict has this id.
    """
    if connection.in_transaction:
        return _append(connection, verdict)
    connection.execute("BEGIN IMMEDIATE")
    try:
        written = _append(connection, verdict)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return written


def _append(connection: sqlite3.Connection, verdict: Verdict) -> bool:
    if not write_verdict(connection, verdict):
        return False
    _place(connection, verdict)
    return True


def write_verdict(connection: sqlite3.Connection, verdict: Verdict) -> bool:
    """Write the rows of a verdict, inside a transaction, without putting it to a finding: for imports, which do that once.

    Raises:
        StoreError: another verdict has this id.
    """
    known = read_verdicts(connection, "v.id = ?", (verdict.id,))
    if known:
        if known[0] == _normalised(verdict):
            return False
        raise StoreError(f"verdict {verdict.id} is there already with other content; verdicts are appended, never changed")
    connection.executemany(
        "INSERT INTO verdict_evidence (verdict, position, claim, document, quote, value_text, rank) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((verdict.id, n, e.claim, e.document, e.quote, e.value_text, e.rank) for n, e in enumerate(verdict.evidence)),
    )
    v = verdict
    connection.execute(
        "INSERT INTO verdicts (id, finding, finding_version, reviewer, at, decision, explanation, note, link, adjudicated, supersedes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(v.id, v.finding, v.finding_version, v.reviewer, timestamp(v.at), v.decision.value),
            *(v.explanation, v.note, v.link, int(v.adjudicated), v.supersedes),
        ),
    )
    return True


def _normalised(verdict: Verdict) -> Verdict:
    return verdict.model_copy(update={"at": dt.datetime.fromisoformat(timestamp(verdict.at))})


def read_verdicts(connection: sqlite3.Connection, where: str = "1", arguments: Sequence[object] = ()) -> list[Verdict]:
    """Verdicts by time, then id. ``where``: a condition on ``verdicts v``, written by the program, never by a user."""
    evidence: dict[str, list[sqlite3.Row]] = {}
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    select = f"SELECT e.* FROM verdict_evidence e JOIN verdicts v ON v.id = e.verdict WHERE {where} ORDER BY e.verdict, e.position"  # noqa: S608
    for row in cursor.execute(select, tuple(arguments)):
        evidence.setdefault(row["verdict"], []).append(row)
    found = cursor.execute(f"SELECT v.* FROM verdicts v WHERE {where} ORDER BY v.at, v.id", tuple(arguments))  # noqa: S608
    return [rows.verdict(row, evidence.get(row["id"], ())) for row in found]


def current_reviews(connection: sqlite3.Connection) -> Reviews:
    """All verdicts, each at the finding to which it applies now."""
    return _apply(connection, read_verdicts(connection))


def orphaned_reviews(connection: sqlite3.Connection) -> Sequence[VerdictState]:
    """The verdicts that no finding takes now, oldest first, as the last run or verdict left them."""
    return _apply(connection, read_verdicts(connection, "v.id NOT IN (SELECT verdict FROM finding_verdicts)")).orphaned


def settled_verdicts(connection: sqlite3.Connection) -> list[Verdict]:
    """The adjudicated verdicts that stand on a finding, oldest first: nothing else was said for everybody."""
    return sorted((s.verdict for s in current_reviews(connection).states() if s.current and s.verdict.adjudicated), key=by_time)


def standing_verdicts(connection: sqlite3.Connection) -> list[Verdict]:
    """What every reviewer says now, also on findings that are gone, oldest first.

    A finding taken apart by "not the same thing" is gone, and what was decided must still be obeyed.
    """
    reviews = current_reviews(connection)
    return sorted((s.verdict for s in (*reviews.states(), *reviews.orphaned) if s.current), key=by_time)


def place_all(connection: sqlite3.Connection) -> Reviews:
    """Work out anew, inside a transaction, which verdict applies to which finding."""
    reviews = current_reviews(connection)
    connection.execute("DELETE FROM finding_verdicts")
    connection.execute("DELETE FROM finding_reviews")
    _write(connection, reviews)
    return reviews


def _place(connection: sqlite3.Connection, verdict: Verdict) -> None:
    """Put one new verdict to its finding and bring the others on that finding up to date."""
    home = next((s.finding for s in _apply(connection, [verdict]).states()), None)
    if home is None:
        return
    others = read_verdicts(connection, "v.id IN (SELECT verdict FROM finding_verdicts WHERE finding = ?)", (home,))
    reviews = _apply(connection, [*others, verdict])
    connection.executemany("DELETE FROM finding_verdicts WHERE verdict = ?", ((s.verdict.id,) for s in reviews.states()))
    connection.executemany("DELETE FROM finding_reviews WHERE finding = ?", ((f,) for f in reviews.findings))
    _write(connection, reviews)


def _apply(connection: sqlite3.Connection, verdicts: Sequence[Verdict]) -> Reviews:
    """:func:`apply_verdicts` with just the findings and claims that these verdicts can concern."""
    named = sorted({e.claim for v in verdicts for e in v.evidence})
    ids = set(load.findings_of_claims(connection, named)) | {v.finding for v in verdicts if not v.evidence}
    findings = load.findings(connection, sorted(ids))
    claims: dict[str, Claim] = load.claims_by_id(connection, sorted({*named, *(c for f in findings for c in f.claims)}))
    return apply_verdicts(findings, claims, verdicts)


def state_row(s: VerdictState) -> tuple[object, ...]:
    """A row of ``finding_verdicts``: which finding a verdict applies to, whether it stands, and what changed since."""
    return (s.verdict.id, s.finding, int(s.current), int(s.stale), json.dumps(s.changes, ensure_ascii=False))


def review_row(r: FindingReview) -> tuple[object, ...]:
    """A row of ``finding_reviews``: what the verdicts on a finding come to."""
    verdict = "disagreed" if r.disagreed else r.decision and r.decision.value
    names = ",".join(sorted({s.verdict.reviewer for s in r.current})) or None
    return (r.finding, len(r.current), verdict, int(r.settled is not None), int(r.disagreed), int(r.stale), names)


def _write(connection: sqlite3.Connection, reviews: Reviews) -> None:
    connection.executemany(
        "INSERT INTO finding_verdicts (verdict, finding, current, stale, changes) VALUES (?, ?, ?, ?, ?)",
        map(state_row, reviews.states()),
    )
    connection.executemany(
        "INSERT INTO finding_reviews (finding, verdicts, verdict, adjudicated, disagreed, stale, reviewers) VALUES (?, ?, ?, ?, ?, ?, ?)",
        map(review_row, reviews.findings.values()),
    )
