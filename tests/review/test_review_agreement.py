"""Agreement of reviewers, held against published figures and cases worked by hand."""

import pytest

from atodds.model.records import Decision
from atodds.review.agreement import agreement, alpha

C, E, N = Decision.CONFIRMED, Decision.EXPLAINED, Decision.NOT_SAME


def table(**rows):
    """Decisions by reviewer: one letter a finding, "." where there is none."""
    letters = {"c": C, "e": E, "n": N, "m": Decision.MORE_EVIDENCE, "s": Decision.SOURCE_ERROR}
    return {name: {str(n): letters[x] for n, x in enumerate(row) if x != "."} for name, row in rows.items()}


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011). Example A: two observers, ten units, binary.
        (table(meg="ceccccccec", owen="eeeccecccc"), 0.095),
        # Example B: two observers, twelve units, five values.
        (table(ben="cceemnnnsmmc", gerry="eceeennnsmmm"), 0.692),
        (table(a="cc", b="cc"), None),  # one kind of decision only
        (table(a="ce", b="ce"), 1.0),
        (table(a="ce", b="ec"), -0.5),  # by hand: observed disagreement 1, expected 8 of 12: 1 - 12/8
        (table(a="c.", b=".e"), None),  # nothing shared
        (table(a="c"), None),
        ({}, None),
    ],
)
def test_alpha(decisions, expected):
    assert alpha(decisions) == (expected if expected is None else pytest.approx(expected, abs=0.0005))


def test_counts_and_pairs():
    found = agreement(table(ana="ccen", ben="cee.", eva="..en"))
    assert found.reviewers == (("ana", 4), ("ben", 3), ("eva", 2))
    assert (found.shared, found.same) == (4, 3)
    assert [(p.a, p.b, p.both, p.same) for p in found.pairs] == [("ana", "ben", 3, 2), ("ana", "eva", 2, 2), ("ben", "eva", 1, 1)]
    assert found.pairs[2].alpha is None
    assert found.confusions == ((C, E, 1),)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({"a": "c"}, "Not defined"),
        ({"a": "cece", "b": "cece"}, "relied on"),
        ({"a": "ce", "b": "ec"}, "differently"),
        ({"a": "cececec", "b": "cececee"}, "tentative"),
    ],
)
def test_words(rows, words):
    assert words in agreement(table(**rows)).words
