"""Verdicts as the reports show them: which one counts, and whether a finding still waits for somebody."""

from __future__ import annotations

from atodds.model.records import Decision, Record, Verdict
from atodds.store.verdicts import FindingReview, VerdictState, utc

# Decisions after which a finding waits for nobody.
SETTLING = frozenset({Decision.CONFIRMED, Decision.EXPLAINED, Decision.SOURCE_ERROR, Decision.EXTRACTION_WRONG, Decision.NOT_SAME})


class Standing(Record):
    """A verdict as it stands in one result.

    ``current``: neither replaced, superseded nor withdrawn. ``changes``: what changed in its evidence since, in words.
    """

    verdict: Verdict
    current: bool
    changes: tuple[str, ...] = ()

    @property
    def stale(self) -> bool:
        """Whether the evidence has changed since the verdict was given."""
        return bool(self.changes)


def standing(state: VerdictState) -> Standing:
    """A verdict's state as a record."""
    return Standing(verdict=state.verdict, current=state.current, changes=state.changes)


def deciding(review: FindingReview | None) -> VerdictState | None:
    """The verdict that counts: the adjudicated one, or the latest of those that agree; None where nobody has decided."""
    if review is None or review.decision is None:
        return None
    return review.settled or review.current[-1]


def settled(review: FindingReview | None) -> bool:
    """Whether a finding waits for nobody: decided, the evidence as it was, and no more evidence asked for.

    The same rule as the database's view ``unreviewed``.
    """
    return review is not None and review.decision in SETTLING and not review.stale


def when(verdict: Verdict) -> str:
    """When a verdict was given, in UTC, to the second (XML Schema dateTime)."""
    return utc(verdict.at).strftime("%Y-%m-%dT%H:%M:%SZ")
