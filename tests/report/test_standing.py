"""Which verdict counts, and which contradictions a report shows as open."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from report_sample import sample, sample_verdicts

from atodds.model.records import Decision, Verdict
from atodds.report.assembly import Assembly
from atodds.report.page import build_page


def verdict(n: int, reviewer: str, decision: Decision, **more: Any) -> Verdict:
    base = sample_verdicts(sample())[0]
    changes = {"id": f"t{n}", "reviewer": reviewer, "at": dt.datetime(2024, 1, n, tzinfo=dt.UTC), "decision": decision}
    return base.model_copy(update=changes | more)


D = Decision
STALE = {"evidence": (sample_verdicts(sample())[0].evidence[0].model_copy(update={"quote": "other words"}),), "finding_version": "old"}


@pytest.mark.parametrize(
    ("given", "settled"),
    [
        ([], False),
        ([verdict(1, "ada", D.CONFIRMED)], True),
        ([verdict(1, "ada", D.MORE_EVIDENCE)], False),
        ([verdict(1, "ada", D.CONFIRMED), verdict(2, "bo", D.CONFIRMED)], True),
        ([verdict(1, "ada", D.CONFIRMED), verdict(2, "bo", D.NOT_SAME)], False),
        ([verdict(1, "ada", D.CONFIRMED), verdict(2, "bo", D.NOT_SAME, adjudicated=True)], True),
        ([verdict(1, "ada", D.CONFIRMED), verdict(2, "ada", D.WITHDRAWN)], False),
        ([verdict(1, "ada", D.MORE_EVIDENCE), verdict(2, "ada", D.EXPLAINED)], True),
        ([verdict(1, "ada", D.CONFIRMED, **STALE)], False),
        ([verdict(1, "ada", D.CONFIRMED, adjudicated=True, **STALE)], False),
    ],
)
def test_a_contradiction_is_open_until_somebody_has_settled_it(given: list[Verdict], settled: bool) -> None:
    page = build_page(Assembly(sample(), given))
    assert (len(page.contradictions), len(page.settled)) == ((1, 1) if settled else (2, 0))


def test_a_stale_verdict_says_what_changed() -> None:
    page = build_page(Assembly(sample(), [verdict(1, "ada", D.CONFIRMED, **STALE)]))
    shown = next(f for f in page.contradictions if f.verdicts)
    assert "where it said" in shown.verdicts[0].changes[0]
