"""The waterfall of a link: where it begins and ends, and that every comparison and level has words."""

from __future__ import annotations

import pytest

from atodds.link.comparisons import weights
from atodds.link.events import event_weights
from atodds.link.statements import statement_weights
from atodds.model.records import Evidence, Relation, RelationKind
from atodds.review.evidence import BAR_WIDTH, _words, said, waterfall


def relation(*parts: tuple[str, str, float], weight: float) -> Relation:
    evidence = tuple(Evidence(comparison=c, level=level, weight=bits) for c, level, bits in parts)
    return Relation(
        a="c1", b="c2", relation=RelationKind.CONFLICT, reason="disjoint_values", explanation="x", weight=weight, evidence=evidence
    )


def test_it_begins_with_chance_and_ends_with_the_weight_of_the_link():
    found = waterfall(relation(("subject", "same_named", 3.0), ("sense", "0", -0.5), weight=-1.5))
    assert found is not None
    assert [(s.name, s.found, round(s.weight, 1), round(s.total, 1)) for s in found.steps] == [
        ("to begin with", "two claims by chance", -4.0, -4.0),
        ("subject", "the same, named in both", 3.0, -1.0),
        ("meaning", "unlike", -0.5, -1.5),
    ]
    assert found.total == -1.5
    # Each bar begins where the one before ended; nought is at the right, for the sum never rises above it.
    assert [(s.x, s.width) for s in found.steps] == [(0.0, 96.0), (0.0, 72.0), (60.0, 12.0)]
    assert found.zero == BAR_WIDTH


def test_a_sum_without_a_beginning_and_a_link_without_evidence():
    found = waterfall(relation(("subject", "same_named", 3.0), ("sense", "0", -0.52), weight=2.5))
    assert found is not None
    assert [s.name for s in found.steps] == ["subject", "meaning"]
    assert waterfall(relation(weight=0.0)) is None


@pytest.mark.parametrize(
    ("weight", "odds"),
    [
        (4.1, "17 to 1 for it"),
        (-2.0, "4 to 1 against it"),
        (0.3, "1.2 to 1 for it"),
        (0.0, "as likely as not"),
        (25.0, "more than 1,000 to 1 for it"),
    ],
)
def test_odds(weight, odds):
    found = waterfall(relation(("subject", "same_named", 1.0), weight=weight))
    assert found is not None
    assert found.odds == odds


def test_every_comparison_and_level_has_words_and_no_words_are_left_over():
    levels = {
        (comparison, level)
        for table in (weights(), event_weights(), statement_weights())
        for comparison, row in table.items()
        for level in row
        if comparison != "prior"
    }
    worded = {(comparison, level) for comparison, words in _words().items() for level in words["levels"]}
    assert levels == worded
    for comparison, level in levels:
        name, found, _ = said(Evidence(comparison=comparison, level=level, weight=1.0))
        assert "_" not in name + found


@pytest.mark.parametrize(
    ("comparison", "detail", "shown"),
    [
        ("words", "0.23: valuation, firm", "valuation, firm"),
        ("words", "0.00: ", ""),
        ("sense", "-0.03", ""),
        ("rival", "2.9 bits before c6c8f880f17ea", "2.9 bits apart"),
        ("rival", "c070b60e7182e", ""),
        ("place", "report.md", ""),
        ("property", "death_toll / death_toll", "death toll"),
        ("property", "chips / shortage", "chips / shortage"),
        ("act", "? / ?", ""),
        ("happening", "!arrive, !sign", "arrive, sign"),
        ("period", "2024-01-01 to 2024-12-31 / 2025-02-10 to 2025-02-10", "2024-01-01 to 2024-12-31 / 2025-02-10 to 2025-02-10"),
    ],
)
def test_details_are_words_of_the_claims(comparison, detail, shown):
    assert said(Evidence(comparison=comparison, level="same", weight=0.0, detail=detail))[2] == shown
