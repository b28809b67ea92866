"""Which verdict applies to which finding now, and whether its evidence still stands. Pure: no storage.

A verdict keeps the claims it was given on. It belongs to the finding that now holds most of them. It is *stale* where one of
these claims is gone or changed, has left the finding, or where the finding has claims that the reviewer did not see. A verdict
that no finding takes is *orphaned*; it is kept, and applies again when its claims come back.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from atodds.model.records import Claim, Decision, Finding, Verdict, finding_version


@dataclass(frozen=True, slots=True)
class VerdictState:
    """A verdict as it stands now.

    ``finding``: id of the finding it applies to, or None. ``current``: neither replaced by a later verdict of the same
    reviewer, nor superseded, nor withdrawn. ``changes``: what changed in the evidence since, in words.
    """

    verdict: Verdict
    finding: str | None
    current: bool
    changes: tuple[str, ...] = ()

    @property
    def stale(self) -> bool:
        """Whether the evidence has changed since the verdict was given."""
        return bool(self.changes)


@dataclass(frozen=True, slots=True)
class FindingReview:
    """All verdicts on one finding, oldest first."""

    finding: str
    verdicts: tuple[VerdictState, ...]

    @property
    def current(self) -> tuple[VerdictState, ...]:
        """What each reviewer says now."""
        return tuple(v for v in self.verdicts if v.current)

    @property
    def settled(self) -> VerdictState | None:
        """The latest adjudicated verdict that stands."""
        return next((v for v in reversed(self.current) if v.verdict.adjudicated), None)

    @property
    def disagreed(self) -> bool:
        """Whether reviewers decided differently and nobody has adjudicated."""
        return self.settled is None and len({v.verdict.decision for v in self.current}) > 1

    @property
    def decision(self) -> Decision | None:
        """The adjudicated decision, or the one on which all agree; None where there is none."""
        if self.settled:
            return self.settled.verdict.decision
        return None if self.disagreed or not self.current else self.current[-1].verdict.decision

    @property
    def stale(self) -> bool:
        """Whether the adjudicated verdict, or else one of those that stand, rests on evidence that has changed."""
        return self.settled.stale if self.settled else any(v.stale for v in self.current)


@dataclass(frozen=True, slots=True)
class Reviews:
    """Every verdict in its place: ``findings`` by finding id (only reviewed ones), and those without a finding."""

    findings: Mapping[str, FindingReview]
    orphaned: tuple[VerdictState, ...] = field(default=())

    def states(self) -> Iterable[VerdictState]:
        """All verdicts that apply to a finding."""
        for review in self.findings.values():
            yield from review.verdicts


def utc(at: dt.datetime) -> dt.datetime:
    """The same time in UTC; a time without zone is taken as UTC."""
    return at.astimezone(dt.UTC) if at.tzinfo else at.replace(tzinfo=dt.UTC)


def by_time(verdict: Verdict) -> tuple[dt.datetime, str]:
    """The order of verdicts everywhere: by time, then id."""
    return utc(verdict.at), verdict.id


def apply_verdicts(findings: Sequence[Finding], claims: Mapping[str, Claim], verdicts: Iterable[Verdict]) -> Reviews:
    """Put every verdict to the finding it belongs to now.

    ``claims``: by id; at least those of the findings and those named in evidence that still exist.
    """
    by_id = {f.id: f for f in findings}
    holders: dict[str, list[str]] = defaultdict(list)
    for f in findings:
        for c in f.claims:
            holders[c].append(f.id)
    groups: dict[tuple[bool, str], list[Verdict]] = defaultdict(list)
    for v in sorted(verdicts, key=by_time):
        home = _home(v, holders, by_id)
        groups[home is not None, home or v.finding].append(v)
    reviews: dict[str, FindingReview] = {}
    orphaned: list[VerdictState] = []
    for (placed, key), group in groups.items():
        standing = _standing(group)
        if placed:
            states = (VerdictState(v, key, v.id in standing, _changes(v, by_id[key], claims)) for v in group)
            reviews[key] = FindingReview(key, tuple(states))
        else:
            orphaned += (VerdictState(v, None, v.id in standing, _lost(v, claims)) for v in group)
    order = {f.id: n for n, f in enumerate(findings)}
    orphaned.sort(key=lambda s: by_time(s.verdict))
    return Reviews({k: reviews[k] for k in sorted(reviews, key=order.__getitem__)}, tuple(orphaned))


def _home(verdict: Verdict, holders: Mapping[str, list[str]], findings: Mapping[str, Finding]) -> str | None:
    """The finding with most of the evidence; of equals the one the verdict names, then the smallest id."""
    votes = Counter(f for e in verdict.evidence for f in holders.get(e.claim, ()))
    if votes:
        return min(votes, key=lambda f: (-votes[f], f != verdict.finding, f))
    return verdict.finding if verdict.finding in findings and not verdict.evidence else None


def _standing(group: Sequence[Verdict]) -> set[str]:
    """Ids of the verdicts that stand: the last of each reviewer, unless withdrawn or superseded by somebody."""
    last = {v.reviewer: v for v in group}
    superseded = {v.supersedes for v in group if v.supersedes}
    return {v.id for v in last.values() if v.decision is not Decision.WITHDRAWN and v.id not in superseded}


def _lost(verdict: Verdict, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    changes = []
    for e in verdict.evidence:
        now = claims.get(e.claim)
        if now is None:
            changes.append(f"{e.document} no longer says “{e.value_text}” in these words")
        elif (now.quote, now.value_text) != (e.quote, e.value_text):
            changes.append(f"{e.document} now says “{now.value_text}” where it said “{e.value_text}”")
    return tuple(changes)


def _changes(verdict: Verdict, finding: Finding, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    if verdict.finding_version == finding_version(finding, dict(claims)):
        return ()
    changes = list(_lost(verdict, claims))
    held = set(finding.claims)
    seen = {e.claim for e in verdict.evidence}
    for e in verdict.evidence:
        if e.claim in claims and e.claim not in held:
            changes.append(f"“{e.value_text}” of {e.document} is no longer part of this finding")
    # A verdict without evidence (an old import) can only be told by the finding's version.
    new = [claims[c] for c in finding.claims if c not in seen] if seen else []
    changes += (f"{c.document} now says “{c.value_text}” too" for c in new)
    if not seen:
        changes.append("the evidence is not the one on which this was decided")
    return tuple(changes)
