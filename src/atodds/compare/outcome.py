"""What a comparison of two values comes to."""

from __future__ import annotations

from typing import NamedTuple

from atodds.model.records import RelationKind


class Outcome(NamedTuple):
    """A relation with the code of its reason and the sentence that explains it."""

    relation: RelationKind
    reason: str
    explanation: str

    @property
    def clashes(self) -> bool:
        """Whether the values cannot both be right at one time."""
        return self.relation is RelationKind.CONFLICT
