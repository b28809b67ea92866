"""What reviewers decided about names: which mean one thing, and which do not. Pure: no storage.

Decisions are a journal, appended and never changed. A later one on the same two names wins over an earlier one; one that is
withdrawn counts as if it had not been made, so that the one before it holds again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, model_validator

from atodds.model.records import Record

# The file of ``claims/`` that the review pages append to, and its section.
JOURNAL = "names-from-review.yaml"
SECTION = "name_decisions"


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return " ".join(text.split())


Name = Annotated[str, AfterValidator(_filled)]


class Say(StrEnum):
    """What is decided about names."""

    SAME = "same"
    NOT_SAME = "not_same"
    WITHDRAWN = "withdrawn"


class NameDecision(Record):
    """One decision of one reviewer. ``pairs``: the names, two by two; ``takes_back``: id of the decision that is withdrawn."""

    id: Annotated[str, Field(pattern=r"^n[0-9a-f]{32}$")]
    at: dt.datetime
    by: Name
    say: Say
    pairs: tuple[tuple[Name, Name], ...] = ()
    takes_back: str | None = None
    note: str = ""

    @model_validator(mode="after")
    def _says_what(self) -> NameDecision:
        if (self.say is Say.WITHDRAWN) != bool(self.takes_back) or (self.say is Say.WITHDRAWN) == bool(self.pairs):
            raise ValueError("must name `pairs` (same, not_same) or the decision that it `takes_back` (withdrawn)")
        return self


class Standing(NamedTuple):
    """A decision that stands, for one pair of names; ``place``: of the decision in the journal."""

    place: int
    a: str
    b: str
    same: bool


def withdrawn(decisions: Iterable[NameDecision]) -> frozenset[str]:
    """Ids of the decisions that were taken back."""
    return frozenset(d.takes_back for d in decisions if d.takes_back)


def standing(decisions: Sequence[NameDecision]) -> list[Standing]:
    """What holds now: for each two names the last decision that was not withdrawn, in the order of the journal."""
    back = withdrawn(decisions)
    last: dict[frozenset[str], Standing] = {}
    for place, decision in enumerate(decisions):
        if decision.id not in back:
            for a, b in decision.pairs:
                last[frozenset((a.casefold(), b.casefold()))] = Standing(place, a, b, decision.say is Say.SAME)
    return sorted(last.values())


def unique(decisions: Iterable[NameDecision]) -> Iterator[NameDecision]:
    """Each decision once: one that was sent twice in the same moment is in the journal twice."""
    seen: set[str] = set()
    for decision in decisions:
        if decision.id not in seen:
            seen.add(decision.id)
            yield decision
