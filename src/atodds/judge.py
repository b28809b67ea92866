"""What to say of one claim of a draft, from its relations to what the sources say and from what people have decided. Pure.

Verdicts count where they settle a finding (decided, on the evidence as it is now):

* a value that was found wrong (deprecated) is an error, whoever else says it too
* who contradicts the preferred value is in error; who says the same is right, whatever other sources say
* a contradiction with a value that was found wrong, or read wrongly, is none
* whoever uses one of the values that were explained, or are not about the same thing, contradicts nobody in that finding
* where it was confirmed that the sources contradict each other and none is preferred, every value is disputed
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from atodds.compare.times import times_of
from atodds.model.records import Claim, Decision, Finding, Relation, RelationKind
from atodds.report import render
from atodds.report.sarif import Rule
from atodds.report.standing import deciding, settled, when
from atodds.store.verdicts import FindingReview

SAME = frozenset({RelationKind.AGREES, RelationKind.COMPATIBLE})
# Decisions that say whether a claim is right. The others say that it was read or linked wrongly.
_ABOUT_THE_SOURCE = frozenset({Decision.CONFIRMED, Decision.EXPLAINED, Decision.SOURCE_ERROR})
# Decisions after which the values of a finding may stand side by side.
_SIDE_BY_SIDE = frozenset({Decision.EXPLAINED, Decision.NOT_SAME, Decision.EXTRACTION_WRONG})


class Ruling(NamedTuple):
    """What was settled about a claim of a source."""

    finding: str
    decision: Decision
    rank: str
    words: str


class Met(NamedTuple):
    """A claim that a claim of the draft was compared with, and how the two stand to each other."""

    claim: Claim
    relation: Relation
    ruling: Ruling | None = None
    in_draft: bool = False


class Judgement(NamedTuple):
    """What to say: the rule, and what it rests on, the weightiest first."""

    rule: Rule
    grounds: tuple[Met, ...]


def rulings(findings: Iterable[Finding], reviews: Mapping[str, FindingReview]) -> dict[str, Ruling]:
    """What settling verdicts say about each claim, by claim."""
    found: dict[str, Ruling] = {}
    for finding in findings:
        review = reviews.get(finding.id)
        decided = deciding(review)
        if decided is None or not settled(review):
            continue
        verdict = decided.verdict
        ranks = {e.claim: e.rank for e in verdict.evidence}
        words = f"{render.DECISION_WORDS[verdict.decision]} ({render.one_line(verdict.reviewer)}, {when(verdict)[:10]})"
        for claim in finding.claims:
            rank = ranks.get(claim, "normal")
            if claim not in found or rank != "normal":  # a claim of two findings: the one that ranks it
                found[claim] = Ruling(finding.id, verdict.decision, rank, words)
    return found


def judge(claim: Claim, met: Sequence[Met]) -> Judgement:
    """What to say of a claim of a draft that was compared with these."""
    same = [m for m in met if m.relation.relation in SAME and not m.in_draft]
    supports = {m.ruling.finding for m in same if m.ruling}
    preferred = {m.ruling.finding for m in same if m.ruling and m.ruling.rank == "preferred"}
    wrong = [m for m in same if _found_wrong(m) and m.ruling and m.ruling.finding not in preferred]
    clashes = [m for m in met if m.relation.relation is RelationKind.CONFLICT]
    open_clashes = [m for m in clashes if not _is_settled(m, supports)]
    disputed = [m for m in clashes if m not in open_clashes and _is_disputed(m, preferred)]
    changed = [m for m in met if m.relation.relation is RelationKind.UPDATED and not m.in_draft]
    earlier = [m for m in changed if times_of(claim.period, m.claim.period).order > 0]
    grounds: tuple[tuple[Rule, list[Met]], ...] = (
        ("deprecated-value", wrong),
        ("contradicts", open_clashes),
        ("arithmetic", [m for m in met if m.relation.relation is RelationKind.ARITHMETIC and m.in_draft]),
        ("disputed", disputed),
        ("changed-since", [m for m in changed if m not in earlier]),
        ("agrees", [m for m in same if m.relation.relation is RelationKind.AGREES]),
        ("compatible", [m for m in same if m.relation.relation is RelationKind.COMPATIBLE]),
        ("settled", [m for m in clashes if m not in open_clashes and m not in disputed]),
        ("newer", earlier),
    )
    rule: Rule = next((name for name, rests_on in grounds if rests_on), "unsupported")
    return Judgement(rule, _in_order(rule, grounds, met))


def _in_order(rule: Rule, grounds: Sequence[tuple[Rule, list[Met]]], met: Sequence[Met]) -> tuple[Met, ...]:
    """What the rule rests on first, then the others in the order of the rules; what was not compared only where nothing was."""
    if rule == "unsupported":
        return tuple(m for m in met if m.relation.relation is RelationKind.NOT_COMPARABLE and not m.in_draft)
    ordered = next(rests_on for name, rests_on in grounds if name == rule)
    others = [m for _, rests_on in grounds for m in rests_on]
    return tuple({(m.claim.id, m.relation.relation): m for m in (*ordered, *others)}.values())


def _found_wrong(met: Met) -> bool:
    return met.ruling is not None and met.ruling.rank == "deprecated" and met.ruling.decision in _ABOUT_THE_SOURCE


def _is_settled(clash: Met, supports: set[str]) -> bool:
    """Whether a verdict says what to make of this contradiction. ``supports``: findings in which somebody says what the draft says."""
    ruling = clash.ruling
    if ruling is None or ruling.rank == "preferred":
        return False
    return ruling.rank == "deprecated" or ruling.finding in supports


def _is_disputed(clash: Met, preferred: set[str]) -> bool:
    ruling = clash.ruling
    if ruling is None or ruling.rank == "deprecated" or ruling.decision in _SIDE_BY_SIDE:
        return False
    return ruling.finding not in preferred
