"""Changes over time: which differences are told as one, how far their links may be weaker, and what carries over to other claims.

A change that is told as one though the link is weak costs a reader little; a contradiction that is none costs trust. So a change
needs less evidence than a conflict, but it has to be one of the same thing: of one subject, or of one measure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from atodds.compare import Outcome
from atodds.link.linker import Pair
from atodds.link.rivals import looks_back
from atodds.link.vetoes import APART_AT_ANY_TIME
from atodds.model.records import Evidence, Relation, RelationKind

# Why a clash is not called a conflict, in a code and in words.
WEAK_LINK = "weak_link"
UNSURE = "differ, but it is not sure enough that they are about the same thing."
# A conflict carries over a weaker link than one that is told, but not over one that speaks against it by more than this.
CARRIED_BITS = -3.0
# A change carries over to all that stands in one data item, as far as pairs are compared at all.
CHANGE_CARRIED_BITS = -9.0
# A change is not told over a link that speaks against it by more than this.
CHANGE_BITS = -5.0
# Nor that an office has a later holder over one that speaks against it by more than this: names of other times are the rule, no sign.
HOLDER_BITS = -2.0
HOLDER = "later_holder"

# What is added to the weight of a pair that differs by its time, when data items are formed. Chosen among 2, 3 and 4 on
# tests/dossiers: with 2 fewer changes are called one, with 4 no more, and the contradictions are the same.
UPDATED_EASE = 3.0
# A count that its own words call unfinished is expected to be followed by another. Against 3 on tests/dossiers more changes are called
# one, and the contradictions are the same.
COUNTED_EASE = 4.5
# Where the text itself tells that the one figure is the earlier one, the change is as good as said.
TOLD_EASE = 4.0
# The more so where it stands beside the later one, of the same measure: "38 % today; three years ago, 27 %".
BESIDE_EASE = 6.0
# What is taken from a pair whose figures are barred as being of two subjects or two properties: without it, rows of a table that name
# their firms stand in one finding. On tests/dossiers nothing changes with 2; with 4 a pair of one thing is parted.
APART_BITS = -2.0
TOLD_CHANGES = frozenset({"change_stated", "earlier_period"})
TOLD_LEVELS = frozenset({("place", "sentence_then"), ("place", "section_then"), ("period", "apart")})
# Where the one figure stands beside the other, which is said to be the earlier one.
BESIDE = frozenset({("place", "sentence_then"), ("place", "section_then")})
# Of something that is counted up, or was changed, a figure may be any number of times the other.
GROWS = frozenset({"counted_up", "change_stated"})
SAME_SUBJECT = frozenset({("subject", "same_named"), ("subject", "same_default"), ("row", "same")})
SAME_PROPERTY = frozenset({("property", "same_concept"), ("property", "shared_concept"), ("property", "same_word"), ("row", "same")})
# A noun that both have may be the whole that the one is a share of, and the thing that the other counts.
SAME_MEASURE = SAME_PROPERTY | {("noun", "same")}
# Both are cells of tables of one document.
CELLS = ("place", "cells")
# The figures are of one place, group or arm.
SAME_SCOPE = ("scope", "common")
# They name what they measure, and it differs, whatever nouns they share.
OTHER_PROPERTY = frozenset({("property", "different"), ("property", "other_word")})
# Both claims name what they measure, and not by one word: they are not brought together for their times.
OTHER_MEASURE = frozenset({("noun", "mentioned"), ("noun", "different"), ("property", "different")})

_Levels = frozenset[tuple[str, str]]


def ease(outcome: Outcome, evidence: Sequence[Evidence]) -> float:
    """What is added to the weight of a pair when data items are formed, in bits: more if only the time differs, less if the thing does."""
    if outcome.reason in APART_AT_ANY_TIME:
        return APART_BITS
    if outcome.relation is not RelationKind.UPDATED:
        return 0.0
    levels = _levels(evidence)
    subject, measure = levels & SAME_SUBJECT, levels & SAME_MEASURE
    one_sentence = ("place", "sentence_then") in levels
    if (subject and levels & BESIDE and (levels & SAME_PROPERTY or one_sentence)) or (one_sentence and measure and SAME_SCOPE in levels):
        eased = BESIDE_EASE
    elif _is_told(outcome.reason, levels) and (subject or (measure and outcome.reason == "change_stated")):
        eased = TOLD_EASE
    else:
        other = levels & OTHER_PROPERTY or (levels & OTHER_MEASURE and not measure)
        eased = 0.0 if other else COUNTED_EASE if outcome.reason == "counted_up" else UPDATED_EASE
    return eased + _size_bits(evidence, outcome.reason)


def too_weak(pair: Pair, reason: str) -> str:
    """``WEAK_LINK`` if a link is too weak to tell a change over it, for the ``reason`` that it would be told for; else "".

    None is where the text looks back from the one to the other, of the same subject and property: the change is written there.
    """
    levels = _levels(pair.evidence)
    if levels & SAME_SUBJECT and levels & SAME_PROPERTY and looks_back(pair.evidence):
        return ""
    least = HOLDER_BITS if reason == HOLDER else CHANGE_BITS
    return WEAK_LINK if pair.weight + _size_bits(pair.evidence, reason) < least else ""


def no_change(pair: Pair, reason: str) -> str:
    """Why two figures are of two things, whatever their times, as a code; "" if they may be of one.

    One is that of another row in a table of names; or one is given as an earlier figure (``reason``: earlier_period), but of what:
    the two share neither subject nor measure, and stand far apart.
    """
    levels = _levels(pair.evidence)
    if ("row", "other_name") in levels and CELLS in levels:
        return "different_subject"  # that the text around the table has one subject says nothing of its rows
    if levels & (SAME_SUBJECT | BESIDE):
        return ""
    if ("row", "other_name") in levels:
        return "different_subject"
    return WEAK_LINK if reason == "earlier_period" and not levels & SAME_MEASURE else ""


def closed(relations: Sequence[Relation]) -> list[Relation]:
    """Let conflicts and changes carry over: who contradicts a claim, or came after it, does so to what says the same.

    A clash whose own link is weak is a conflict after all where one of its claims surely clashes with a claim that the other
    agrees with; and a change where one of its claims is told as the later or earlier figure of one that the other agrees with.
    """
    agrees: dict[str, set[str]] = defaultdict(set)
    told: dict[RelationKind, set[frozenset[str]]] = defaultdict(set)
    for r in relations:
        if r.relation is RelationKind.AGREES:
            agrees[r.a].add(r.b)
            agrees[r.b].add(r.a)
        else:
            told[r.relation].add(frozenset((r.a, r.b)))

    def carried(r: Relation, kind: RelationKind) -> bool:
        return any(frozenset((x, c)) in told[kind] for x, y in ((r.a, r.b), (r.b, r.a)) for c in agrees[y])

    def settled(r: Relation) -> Relation:
        if r.reason == WEAK_LINK:
            for kind, least, words in _CARRIED:
                if r.weight >= least and carried(r, kind):
                    explanation = r.explanation.replace(UNSURE, words)
                    return r.model_copy(update={"relation": kind, "reason": "carried_over", "explanation": explanation})
        return r

    return [settled(r) for r in relations]


# What carries over, over a link of how many bits, and how that is told.
_CARRIED = (
    (RelationKind.CONFLICT, CARRIED_BITS, "cannot both be right: one of them agrees with a claim that the other contradicts."),
    (RelationKind.UPDATED, CHANGE_CARRIED_BITS, "are of different times: one of them agrees with a claim that the other is a change of."),
)


def _levels(evidence: Sequence[Evidence]) -> _Levels:
    return frozenset((e.comparison, e.level) for e in evidence)


def _is_told(reason: str, levels: _Levels) -> bool:
    return reason in TOLD_CHANGES or bool(levels & TOLD_LEVELS)


def _size_bits(evidence: Sequence[Evidence], reason: str) -> float:
    """What the sizes of two figures spoke against their link, where a change explains them: 0 or more bits."""
    if reason not in GROWS and not _is_told(reason, _levels(evidence)):
        return 0.0
    return sum(max(0.0, -e.weight) for e in evidence if e.comparison == "value")
