"""The second look at a pair: is there a better partner?"""

from __future__ import annotations

import pytest
from link_claims import claim

from atodds.link.comparisons import weights
from atodds.link.linker import Pair
from atodds.link.rivals import with_rivals
from atodds.model.records import Evidence

A, B = claim("a", document="x.md"), claim("b", document="y.md")
RIVAL_OF_A = claim("r", document="y.md")
ELSEWHERE = claim("e", document="z.md")
SIBLING = claim("s", document="x.md")


def rival(*pairs: Pair) -> str:
    """The level of the first pair."""
    return with_rivals(pairs)[0].evidence[-1].level


ACROSS = [
    (4.0, None, "alone"),
    (4.0, 1.0, "ahead"),
    (4.0, 3.0, "even"),
    (4.0, 5.0, "even"),
    (1.0, 4.0, "behind"),
    (1.0, 7.0, "far_behind"),
    (4.0, -3.5, "alone"),  # too weak to be a rival
]


@pytest.mark.parametrize(("weight", "other", "expected"), ACROSS)
def test_across_documents(weight: float, other: float | None, expected: str) -> None:
    rivals = [] if other is None else [Pair(A, RIVAL_OF_A, other, ())]
    assert rival(Pair(A, B, weight, ()), *rivals) == expected


@pytest.mark.parametrize(("weight", "other", "expected"), ACROSS)
def test_of_the_other_claim_as_well(weight: float, other: float | None, expected: str) -> None:
    rivals = [] if other is None else [Pair(SIBLING, B, other, ())]
    assert rival(Pair(A, B, weight, ()), *rivals) == expected


def test_a_claim_of_a_third_document_is_no_rival() -> None:
    assert rival(Pair(A, B, 4.0, ()), Pair(A, ELSEWHERE, 9.0, ())) == "alone"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(1.0, 1.0, "third"), (1.0, -1.4, "third"), (1.0, -2.0, "inside_alone"), (1.0, None, "inside_alone")],
)
def test_inside_one_document(first: float, second: float | None, expected: str) -> None:
    others = [Pair(A, B, first, ())] + ([] if second is None else [Pair(SIBLING, B, second, ())])
    assert rival(Pair(A, SIBLING, 0.0, ()), *others) == expected


@pytest.mark.parametrize(
    ("weight", "other", "expected"), [(4.0, 1.0, "inside_ahead"), (4.0, 5.0, "inside_even"), (1.0, 7.0, "inside_behind")]
)
def test_a_rival_inside_the_document(weight: float, other: float, expected: str) -> None:
    third = claim("t", document="x.md")
    assert rival(Pair(A, SIBLING, weight, ()), Pair(A, third, other, ())) == expected


def test_a_figure_said_twice_is_no_rival() -> None:
    twin = Pair(A, claim("t", document="x.md"), 9.0, (Evidence(comparison="value", level="same_2", weight=9.0),))
    assert rival(Pair(A, SIBLING, 1.0, ()), twin) == "inside_alone"


def said_again(level: str, weight: float) -> Pair:
    """B and another claim of its document, which state values of this level."""
    return Pair(B, RIVAL_OF_A, weight, (Evidence(comparison="value", level=level, weight=9.0),))


@pytest.mark.parametrize(
    ("level", "weight", "expected"),
    [("same_2", 9.0, "alone"), ("meets_2", 9.0, "alone"), ("same_2", 2.0, "even"), ("near", 9.0, "even")],
)
def test_what_says_the_same_as_the_partner_is_no_rival_of_it(level: str, weight: float, expected: str) -> None:
    pairs = [Pair(A, B, 4.0, ()), Pair(A, RIVAL_OF_A, 4.5, ()), said_again(level, weight)]
    assert rival(*pairs) == expected
    assert rival(pairs[1], pairs[0], pairs[2]) == expected


def test_a_third_figure_is_a_rival_of_both_that_say_the_same() -> None:
    other = claim("o", document="y.md")
    pairs = [Pair(A, B, 4.0, ()), Pair(A, RIVAL_OF_A, 4.5, ()), said_again("same_2", 9.0), Pair(A, other, 9.0, ())]
    assert rival(*pairs) == "far_behind"


def test_the_weight_of_the_level_is_added() -> None:
    (found,) = with_rivals([Pair(A, B, 4.0, ())])
    assert found.weight == pytest.approx(4.0 + weights()["rival"]["alone"], abs=0.01)
    assert [e.comparison for e in found.evidence] == ["rival"]


def test_order_of_pairs_does_not_matter() -> None:
    pairs = [Pair(A, B, 4.0, ()), Pair(A, RIVAL_OF_A, 3.0, ()), Pair(SIBLING, B, 4.5, ()), Pair(A, SIBLING, 0.0, ())]
    forth, back = with_rivals(pairs), with_rivals(pairs[::-1])
    assert [(p.weight, p.evidence[-1].level) for p in forth] == [(p.weight, p.evidence[-1].level) for p in back[::-1]]
