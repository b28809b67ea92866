"""The verdict form: what it sends, what is wrong with it, and how it becomes a verdict.

A verdict is appended in one transaction, on the version of the finding that the reviewer saw. If a run has changed the finding
meanwhile nothing is written: the form comes back with all that was typed and the new evidence beside it. The id comes with
the form, so that a double click, or a form sent again after a lost connection, adds nothing.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from atodds.model.records import Claim, Decision, EvidenceClaim, Finding, Verdict
from atodds.review import data
from atodds.review.labels import EXPLANATIONS
from atodds.review.notes import LONGEST_NOTE
from atodds.review.security import safe_link
from atodds.store import journal
from atodds.store import load as store

Rank = Literal["preferred", "normal", "deprecated"]
_RANKS: tuple[Rank, ...] = ("preferred", "normal", "deprecated")
_ID = re.compile(r"[0-9a-f]{32}")
LONGEST_LINK = 2000  # what every browser opens
# Decisions that say something about one of the claims: it must be marked.
_NEEDS_MARK = {
    Decision.SOURCE_ERROR: "Mark the claim that is wrong as deprecated.",
    Decision.EXTRACTION_WRONG: "Mark the claim that was misread as deprecated.",
}


def new_id() -> str:
    """An id for a form that is about to be shown."""
    return "v" + secrets.token_hex(16)


@dataclass(frozen=True)
class Form:
    """What the form holds. ``version``: of the finding as the reviewer saw it; ``ranks``: claim id to rank, where it is not
    normal; ``seen``: the claims that the page showed."""

    id: str
    version: str
    decision: str = ""
    explanation: str = ""
    note: str = ""
    link: str = ""
    adjudicate: bool = False
    ranks: Mapping[str, Rank] = field(default_factory=dict)
    seen: tuple[str, ...] = ()

    @classmethod
    def blank(cls, version: str, verdict: Verdict | None = None) -> Form:
        """The form as first shown: empty, or with the reviewer's own verdict, which a new one will follow."""
        if verdict is None:
            return cls(new_id(), version)
        return cls(
            id=new_id(),
            version=version,
            decision=verdict.decision.value,
            explanation=verdict.explanation or "",
            note=verdict.note,
            link=verdict.link or "",
            adjudicate=verdict.adjudicated,
            ranks={e.claim: e.rank for e in verdict.evidence if e.rank != "normal"},
        )

    @classmethod
    def from_post(cls, fields: Mapping[str, str]) -> Form:
        """From the fields of a request. The reviewer's name is not among them: it comes from the sign-in."""
        ranks: dict[str, Rank] = {}
        for name, value in fields.items():
            for rank in _RANKS:
                if name.startswith("rank-") and value == rank and rank != "normal":
                    ranks[name.removeprefix("rank-")] = rank
        return cls(
            id=fields.get("id", ""),
            version=fields.get("version", ""),
            decision=fields.get("decision", ""),
            explanation=fields.get("explanation", ""),
            note=fields.get("note", "").replace("\r\n", "\n").strip(),
            link=fields.get("link", "").strip(),
            adjudicate=fields.get("adjudicate") == "1",
            ranks=ranks,
            seen=tuple(name.removeprefix("rank-") for name in fields if name.startswith("rank-")),
        )

    def errors(self, may_adjudicate: bool) -> dict[str, str]:
        """What is wrong, by field, in words for the person who filled it in; empty if nothing is."""
        found = {}
        if self.decision not in set(Decision):
            found["decision"] = "Choose a decision."
        elif self.decision == Decision.EXPLAINED and self.explanation not in EXPLANATIONS:
            found["explanation"] = "Choose what explains the difference."
        elif (advice := _NEEDS_MARK.get(Decision(self.decision))) and "deprecated" not in self.ranks.values():
            found["ranks"] = advice
        if len(self.note) > LONGEST_NOTE:
            found["note"] = f"The note is longer than {LONGEST_NOTE:,} characters; put the rest behind a link."
        if self.link and (len(self.link) > LONGEST_LINK or not safe_link(self.link)):
            found["link"] = "Give a complete address that begins with https:// or http://."
        if self.adjudicate and not may_adjudicate:
            found["adjudicate"] = "Only an adjudicator settles a finding."
        if not _ID.fullmatch(self.id.removeprefix("v")):
            found["decision"] = "The form is incomplete; load the page again."
        return found


def with_version(form: Form, version: str) -> Form:
    """The same form for another version of the finding, under a new id."""
    return replace(form, id=new_id(), version=version)


class Outcome(StrEnum):
    """What came of a form."""

    WRITTEN = "written"
    SENT_TWICE = "sent twice"  # the verdict was there already
    CHANGED = "changed"  # the evidence is not what the reviewer saw; nothing was written
    GONE = "gone"  # there is no finding of that id any more; nothing was written


def write(conn: sqlite3.Connection, finding_id: str, form: Form, reviewer: str, now: dt.datetime) -> Outcome:
    """Append the verdict, inside the caller's transaction.

    Raises:
        StoreError: the id belongs to another verdict.
    """
    if journal.read_verdicts(conn, "v.id = ? AND v.reviewer = ?", (form.id, reviewer)):
        return Outcome.SENT_TWICE
    found = data.finding(conn, finding_id)
    if found is None:
        return Outcome.GONE
    finding, row = found
    if row["version"] != form.version:
        return Outcome.CHANGED
    journal.append_verdict(conn, _verdict(conn, finding, form, reviewer, now))
    return Outcome.WRITTEN


def withdraw(conn: sqlite3.Connection, verdict_id: str, reviewer: str, now: dt.datetime) -> bool:
    """Take back a verdict of one's own whose finding is gone, inside the caller's transaction; False if there is no such verdict."""
    found = journal.read_verdicts(conn, "v.id = ? AND v.reviewer = ? AND v.decision != 'withdrawn'", (verdict_id, reviewer))
    placed = conn.execute("SELECT 1 FROM finding_verdicts WHERE verdict = ?", (verdict_id,)).fetchone()
    if not found or placed:
        return False
    (verdict,) = found
    # Its id follows from that of the verdict: a double click withdraws once.
    taken_back = f"w{verdict.id[1:]}"
    if not journal.read_verdicts(conn, "v.id = ?", (taken_back,)):
        changes = {"id": taken_back, "at": max(now, verdict.at + dt.timedelta(microseconds=1)), "decision": Decision.WITHDRAWN}
        changes |= {"explanation": None, "note": "", "link": None, "adjudicated": False, "supersedes": verdict.id}
        journal.append_verdict(conn, verdict.model_copy(update=changes))
    return True


def successor(conn: sqlite3.Connection, form: Form) -> str | None:
    """The finding that now holds most of the claims which the form showed; of equals the first of the queue; None if none does."""
    held = conn.execute(
        "SELECT fc.finding FROM finding_claims fc JOIN findings f ON f.id = fc.finding"
        " WHERE fc.claim IN (SELECT value FROM json_each(?)) GROUP BY fc.finding ORDER BY count(*) DESC, f.position LIMIT 1",
        (json.dumps(list(form.seen)),),
    ).fetchone()
    return str(held[0]) if held else None


def _verdict(conn: sqlite3.Connection, finding: Finding, form: Form, reviewer: str, now: dt.datetime) -> Verdict:
    claims = store.claims_by_id(conn, finding.claims)
    own = next((g.verdict for g in data.verdicts(conn, finding.id) if g.current and g.verdict.reviewer == reviewer), None)
    decision = Decision(form.decision)
    withdrawn = decision is Decision.WITHDRAWN
    return Verdict(
        id=form.id,
        finding=finding.id,
        finding_version=form.version,
        reviewer=reviewer,
        at=max(now, own.at + dt.timedelta(microseconds=1)) if own else now,  # the clock may have been set back: later stays later
        decision=decision,
        explanation=form.explanation if decision is Decision.EXPLAINED else None,
        note=form.note,
        link=safe_link(form.link),
        adjudicated=form.adjudicate and not withdrawn,
        supersedes=own.id if own else None,
        evidence=tuple(_evidence(claims, c, form, withdrawn) for c in finding.claims if c in claims),
    )


def _evidence(claims: Mapping[str, Claim], claim_id: str, form: Form, withdrawn: bool) -> EvidenceClaim:
    claim = claims[claim_id]
    rank: Rank = "normal" if withdrawn else form.ranks.get(claim_id, "normal")
    return EvidenceClaim(claim=claim.id, document=claim.document, quote=claim.quote, value_text=claim.value_text, rank=rank)
