"""What is said of a claim of a draft, as tables of cases."""

from __future__ import annotations

import datetime as dt

import pytest

from atodds.judge import Met, Ruling, judge, rulings
from atodds.model.records import (
    Claim,
    Decision,
    EvidenceClaim,
    Finding,
    Period,
    Relation,
    RelationKind,
    Verdict,
    claim_id,
    finding_id,
    finding_version,
)
from atodds.model.values import Quantity
from atodds.store import apply_verdicts

AGREES, COMPATIBLE, CONFLICT, UPDATED, APART, SUM = (
    RelationKind.AGREES,
    RelationKind.COMPATIBLE,
    RelationKind.CONFLICT,
    RelationKind.UPDATED,
    RelationKind.NOT_COMPARABLE,
    RelationKind.ARITHMETIC,
)


def claim(document: str, words: str, year: int | None = None) -> Claim:
    number = float(words)
    period = Period(low=dt.date(year, 1, 1), high=dt.date(year, 12, 31), source="stated") if year else None
    fields = {"id": claim_id(document, words, words, 0), "document": document, "start": 0, "quote": words, "value_text": words}
    return Claim(**fields, value_start=0, value=Quantity(low=number, high=number, unit="1", step=1), period=period)


def met(
    kind: RelationKind, rank: str = "", decision: Decision = Decision.CONFIRMED, *, in_draft: bool = False, year: int | None = None
) -> Met:
    """A claim of a source that stands so to the draft's; ``rank`` by a settling verdict on the one finding, "" without one."""
    other = claim(f"{kind}{rank}{year}{in_draft}.md", "2", year)
    relation = Relation(a="draft", b=other.id, relation=kind, reason="r", explanation="e")
    return Met(other, relation, Ruling("f1", decision, rank, "w") if rank else None, in_draft)


EXPLAINED, NOT_SAME, MISREAD, IN_ERROR = Decision.EXPLAINED, Decision.NOT_SAME, Decision.EXTRACTION_WRONG, Decision.SOURCE_ERROR


@pytest.mark.parametrize(
    ("found", "rule"),
    [
        ([], "unsupported"),
        ([met(APART)], "unsupported"),
        ([met(AGREES)], "agrees"),
        ([met(COMPATIBLE)], "compatible"),
        ([met(COMPATIBLE), met(AGREES)], "agrees"),
        ([met(CONFLICT)], "contradicts"),
        ([met(AGREES), met(CONFLICT)], "contradicts"),
        ([met(UPDATED), met(AGREES)], "changed-since"),
        ([met(SUM, in_draft=True)], "arithmetic"),
        ([met(CONFLICT, in_draft=True)], "contradicts"),
        ([met(AGREES, in_draft=True)], "unsupported"),
        ([met(UPDATED, in_draft=True)], "unsupported"),
    ],
)
def test_without_verdicts(found: list[Met], rule: str) -> None:
    assert judge(claim("draft.md", "1"), found).rule == rule


@pytest.mark.parametrize(
    ("found", "rule"),
    [
        # a value was found wrong
        ([met(AGREES, "deprecated")], "deprecated-value"),
        ([met(COMPATIBLE, "deprecated", IN_ERROR)], "deprecated-value"),
        ([met(AGREES, "deprecated"), met(CONFLICT, "preferred")], "deprecated-value"),
        ([met(AGREES, "deprecated"), met(AGREES)], "deprecated-value"),
        ([met(AGREES, "deprecated", MISREAD)], "agrees"),
        # "about 2" fits the right and the wrong value: it is right
        ([met(COMPATIBLE, "deprecated"), met(COMPATIBLE, "preferred")], "compatible"),
        # the preferred value is fine, whoever says otherwise
        ([met(AGREES, "preferred"), met(CONFLICT, "deprecated")], "agrees"),
        ([met(AGREES, "preferred"), met(CONFLICT, "normal")], "agrees"),
        ([met(CONFLICT, "preferred")], "contradicts"),
        ([met(CONFLICT, "preferred"), met(AGREES, "normal")], "contradicts"),
        # a contradiction with what was found or read wrongly is none
        ([met(CONFLICT, "deprecated")], "settled"),
        ([met(CONFLICT, "deprecated", MISREAD)], "settled"),
        # both values stand, a third does not
        ([met(AGREES, "normal", EXPLAINED), met(CONFLICT, "normal", EXPLAINED)], "agrees"),
        ([met(AGREES, "normal", NOT_SAME), met(CONFLICT, "normal", NOT_SAME)], "agrees"),
        ([met(CONFLICT, "normal", EXPLAINED)], "contradicts"),
        ([met(CONFLICT, "normal", NOT_SAME)], "contradicts"),
        # nobody knows which is right
        ([met(AGREES, "normal"), met(CONFLICT, "normal")], "disputed"),
        ([met(CONFLICT, "normal")], "contradicts"),
        # a verdict settles its own finding only
        ([met(AGREES, "preferred"), met(CONFLICT)], "contradicts"),
    ],
)
def test_with_verdicts(found: list[Met], rule: str) -> None:
    assert judge(claim("draft.md", "1"), found).rule == rule


@pytest.mark.parametrize(("mine", "theirs", "rule"), [(2022, 2023, "changed-since"), (2023, 2022, "newer"), (None, 2022, "changed-since")])
def test_what_is_later(mine: int | None, theirs: int, rule: str) -> None:
    assert judge(claim("draft.md", "1", mine), [met(UPDATED, year=theirs)]).rule == rule


def test_what_it_rests_on_comes_first_and_each_once() -> None:
    found = [met(AGREES), met(APART), met(CONFLICT), met(COMPATIBLE)]
    assert [m.relation.relation for m in judge(claim("draft.md", "1"), found).grounds] == [CONFLICT, AGREES, COMPATIBLE]
    assert [m.relation.relation for m in judge(claim("draft.md", "1"), [met(APART)]).grounds] == [APART]


@pytest.mark.parametrize(
    ("decision", "stale", "ranks"),
    [
        (Decision.CONFIRMED, False, {"1": "preferred", "2": "deprecated"}),
        (Decision.CONFIRMED, True, None),
        (Decision.MORE_EVIDENCE, False, None),
        (Decision.WITHDRAWN, False, None),
    ],
)
def test_only_verdicts_that_settle_rule(decision: Decision, stale: bool, ranks: dict[str, str] | None) -> None:
    a, b = claim("a.md", "1"), claim("b.md", "2")
    relation = Relation(a=a.id, b=b.id, relation=CONFLICT, reason="disjoint_values", explanation="e")
    finding = Finding(id=finding_id(a.id), status=CONFLICT, kind="quantity", title="t", claims=(a.id, b.id), relations=(relation,))
    claims = {c.id: c for c in (a, b)}
    evidence = tuple(
        EvidenceClaim(claim=c.id, document=c.document, quote=c.quote, value_text=c.value_text, rank=rank)
        for c, rank in ((a, "preferred"), (b, "deprecated"))
    )
    version = "another" if stale else finding_version(finding, claims)
    if stale:
        evidence = (evidence[0],)
    fields = {"id": "v", "finding": finding.id, "finding_version": version, "reviewer": "ana", "at": "2024-06-01T12:00:00Z"}
    reviews = apply_verdicts([finding], claims, [Verdict(**fields, decision=decision, evidence=evidence)])
    found = rulings([finding], reviews.findings)
    assert {claims[k].value_text: r.rank for k, r in found.items()} == (ranks or {})
    assert all("ana, 2024-06-01" in r.words for r in found.values())
