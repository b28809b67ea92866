"""What bars a clash from being a conflict, and what does not."""

from __future__ import annotations

import pytest

from atodds.link.comparisons import weights
from atodds.link.events import event_weights
from atodds.link.vetoes import veto
from atodds.model.records import Evidence, RelationKind

APART, UPDATED = RelationKind.NOT_COMPARABLE, RelationKind.UPDATED

BARRED = [
    ("qualifiers", "exclusive", APART, "different_scope"),
    ("property", "exclusive", APART, "different_property"),
    ("subject", "different_named", APART, "different_subject"),
    ("about", "different_named", APART, "different_subject"),
    ("contrast", "exclusive", APART, "different_property"),
    ("sibling", "sibling", APART, "different_subject"),
    ("place", "sentence", APART, "one_sentence"),
    ("place", "rows", APART, "rows_of_a_table"),
    ("mark", "part", APART, "part_and_whole"),
    ("mark", "difference", APART, "difference"),
    ("mark", "expected", APART, "plan_and_outcome"),
    ("mark", "prior", UPDATED, "earlier_period"),
    ("place", "sentence_then", UPDATED, "earlier_period"),
    ("aspect", "different", APART, "change_and_level"),
]
INSIDE = [
    ("subject", "different_pointed", "different_subject"),
    ("subject", "mentioned_named", "different_scope"),
    ("names", "different", "different_scope"),
]
FREE = [
    ("subject", "same_named"),
    ("subject", "mentioned"),
    ("qualifiers", "one_side"),
    ("property", "different"),
    ("mark", "same"),
    ("mark", "whole"),
    ("row", "missing"),
    ("value", "very_far"),
    ("topic", "none"),
]


def seen(comparison: str, level: str, detail: str = "one / other") -> list[Evidence]:
    return [Evidence(comparison="words", level="3", weight=1.0), Evidence(comparison=comparison, level=level, weight=9.0, detail=detail)]


@pytest.mark.parametrize("one_document", [True, False])
@pytest.mark.parametrize(("comparison", "level", "relation", "reason"), BARRED)
def test_barred(comparison: str, level: str, relation: RelationKind, reason: str, one_document: bool) -> None:
    found = veto(seen(comparison, level), one_document=one_document)
    assert found is not None
    assert (found.relation, found.reason) == (relation, reason)


@pytest.mark.parametrize(("comparison", "level", "reason"), INSIDE)
def test_barred_inside_one_document_only(comparison: str, level: str, reason: str) -> None:
    found = veto(seen(comparison, level), one_document=True)
    assert found is not None
    assert found.reason == reason
    assert veto(seen(comparison, level), one_document=False) is None


@pytest.mark.parametrize(("comparison", "level"), FREE)
def test_not_barred(comparison: str, level: str) -> None:
    assert veto(seen(comparison, level), one_document=True) is None


def test_the_reason_says_what_was_compared() -> None:
    found = veto(seen("subject", "different_named", "Nordvik / Sundal"), one_document=False)
    assert found is not None
    assert "Nordvik / Sundal" in found.words


def test_braces_in_names_do_no_harm() -> None:
    found = veto(seen("subject", "different_named", "{Nordvik} / {0}"), one_document=False)
    assert found is not None
    assert "{Nordvik} / {0}" in found.words


def test_every_barred_level_exists() -> None:
    named = {(c, level) for c, level, *_ in (*BARRED, *INSIDE)}
    assert not {(c, level) for c, level in named if level not in {*weights().get(c, ()), *event_weights().get(c, ())}}


def test_nothing_bars_without_evidence() -> None:
    assert veto([], one_document=True) is None


@pytest.mark.parametrize("level", ["exclusive"])
@pytest.mark.parametrize("comparison", ["property", "contrast"])
def test_of_two_properties_is_no_change_over_time(comparison: str, level: str) -> None:
    evidence = [*seen("mark", "prior"), *seen(comparison, level)]
    found = veto(evidence, one_document=True)
    assert found is not None
    assert (found.relation, found.reason) == (APART, "different_property")


def test_another_scope_does_not_hide_that_a_figure_is_an_earlier_one() -> None:
    found = veto([*seen("mark", "prior"), *seen("qualifiers", "exclusive")], one_document=True)
    assert found is not None
    assert found.relation is UPDATED
