"""Packed results give the same diff as whole ones."""

from __future__ import annotations

import time

import pytest
from report_sample import sample, sample_verdicts
from test_diff import MANY, SECONDS, edited, many, result_of

from atodds.errors import StoreError
from atodds.model.records import RelationKind, Result
from atodds.report import diff, export, pack, packed_diff


def packed(result: Result) -> bytes:
    return pack(export(result, verdicts=sample_verdicts(sample())))


@pytest.mark.parametrize("way", [lambda a, b: (a, b), lambda a, b: (b, a), lambda a, b: (a, a)], ids=["edited", "back", "same"])
def test_the_same_as_of_whole_results(way) -> None:
    old, new = way(sample(), edited())
    verdicts = sample_verdicts(sample())
    assert packed_diff(packed(old), packed(new)) == diff(export(old, verdicts=verdicts), export(new, verdicts=verdicts))


def test_nothing_against_something() -> None:
    empty = Result(documents=(), claims=(), findings=())
    found = packed_diff(packed(empty), packed(sample()))
    assert len(found.findings_new) == len(sample().findings)
    assert found.claims_added == len(sample().claims)


def test_weights_are_no_change() -> None:
    heavier = sample().model_copy(update={"findings": tuple(f.model_copy(update={"weight": f.weight + 1}) for f in sample().findings)})
    assert packed(heavier) == packed(sample())


@pytest.mark.parametrize(
    "damaged",
    [b"", b"atodds-packed/0\n", b"atodds-packed/1\nfinding f1 {", b"atodds-packed/1\nnonsense", b"atodds-packed/1\nclaim c1 {}"],
)
def test_what_cannot_be_read_is_said(damaged: bytes) -> None:
    with pytest.raises(StoreError, match="kept result"):
        packed_diff(damaged, packed(sample()))


@pytest.mark.slow
def test_a_hundred_thousand_findings() -> None:
    made = many(range(MANY), RelationKind.AGREES)
    old, new = (pack(export(r)) for r in (result_of(made), result_of(made | many(range(0, MANY, 100), RelationKind.CONFLICT))))
    begin = time.process_time()
    found = packed_diff(old, new)
    took = time.process_time() - begin
    assert len(found.findings_changed) == MANY // 100
    assert took < SECONDS, f"{took:.1f} s"
