"""Words and signs for what is kept, as the pages print them. No colour ever stands without one of these."""

from __future__ import annotations

from typing import NamedTuple

from atodds.model.records import Decision, Modality, RelationKind


class Label(NamedTuple):
    """A sign, a short name and a sentence that explains it."""

    sign: str
    name: str
    help: str


STATUS = {
    RelationKind.CONFLICT: Label("≠", "Conflict", "at most one of the values can be right"),
    RelationKind.ARITHMETIC: Label("Σ", "Arithmetic", "the numbers do not add up"),
    RelationKind.UPDATED: Label("→", "Updated", "the values belong to different times"),
    RelationKind.NOT_COMPARABLE: Label("∦", "Not comparable", "the same thing, in terms that cannot be held against each other"),
    RelationKind.COMPATIBLE: Label("≈", "Compatible", "different words that can both be right"),
    RelationKind.AGREES: Label("=", "Agrees", "the same value"),
}
DECISION = {
    Decision.CONFIRMED: Label("≠", "Conflict confirmed", "The sources really contradict each other."),
    Decision.EXPLAINED: Label("≈", "Explained", "Both can be right; say what explains the difference."),
    Decision.SOURCE_ERROR: Label("✗", "Error in a source", "A source is wrong: mark its claim as deprecated."),
    Decision.EXTRACTION_WRONG: Label("✂", "Extraction wrong", "A claim was misread: mark it, and say what it should be."),
    Decision.NOT_SAME: Label("∦", "Not the same thing", "The claims speak of different things; the next run keeps them apart."),
    Decision.MORE_EVIDENCE: Label("?", "Needs more evidence", "It cannot be decided from these documents."),
    Decision.WITHDRAWN: Label("↶", "Withdrawn", "Takes your earlier verdict back."),
}
EXPLANATIONS = {
    "time": "different time",
    "scope": "different scope",
    "definition": "different definition",
    "rounding": "rounding",
    "unit": "unit or currency",
    "estimate": "estimate or forecast",
}
STANDING = {
    "open": Label("○", "No verdict", "nobody has decided yet"),
    "decided": Label("●", "Decided", "all reviewers who decided agree"),
    "disagreed": Label("◐", "Disagreed", "reviewers differ"),
    "stale": Label("◌", "Stale", "the evidence has changed since the verdict"),
    "adjudicated": Label("✓", "Adjudicated", "settled by an adjudicator"),
}
CHANGED = {
    "edited": Label("≠", "Edited", "other words now"),
    "gone": Label("−", "Gone", "no longer said by"),
    "left": Label("−", "Left", "no longer part of this finding, though still said by"),
    "new": Label("+", "New", "not seen when this was decided, said by"),
}
MODALITY = {
    Modality.ASSERTED: "",
    Modality.FORECAST: "forecast",
    Modality.TARGET: "target or plan",
    Modality.ESTIMATE: "estimate",
    Modality.FORMER: "formerly",
    Modality.DENIED: "denied",
    Modality.HYPOTHETICAL: "hypothetical",
}


def in_words(code: str) -> str:
    """A code such as ``disjoint_values`` as words."""
    return code.replace("_", " ")
