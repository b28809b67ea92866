"""Changes over time: what is told as one, how much it eases a link, and what carries over to claims that say the same."""

from __future__ import annotations

import pytest
from link_claims import claim

from atodds.chain import reconcile
from atodds.changes import (
    BESIDE_EASE,
    CHANGE_BITS,
    CHANGE_CARRIED_BITS,
    COUNTED_EASE,
    HOLDER_BITS,
    TOLD_EASE,
    UNSURE,
    UPDATED_EASE,
    WEAK_LINK,
    closed,
    ease,
    no_change,
    too_weak,
)
from atodds.compare import Outcome
from atodds.link.linker import Pair
from atodds.model.records import Evidence, Relation, RelationKind
from atodds.read import read_document

AGREES, CONFLICT, UPDATED, APART = RelationKind.AGREES, RelationKind.CONFLICT, RelationKind.UPDATED, RelationKind.NOT_COMPARABLE


def evidence(words):
    """``subject:same_named value:far=-2.8``: a level each, of no weight where none is given."""
    levels = (part.partition("=") for part in words.split())
    return tuple(Evidence(comparison=name.split(":")[0], level=name.split(":")[1], weight=float(bits or 0)) for name, _, bits in levels)


def relation(a, b, kind, reason="later_period", weight=0.0, levels=""):
    return Relation(a=a, b=b, relation=kind, reason=reason, explanation=f"“1” and “2” {UNSURE}", weight=weight, evidence=evidence(levels))


EASES = [
    # what the text tells, and of what
    ("later_period", "subject:same_named place:section_then property:same_word", BESIDE_EASE),
    # what both have a noun of may be the whole that the one is a share of
    ("later_period", "subject:same_named place:section_then noun:same", TOLD_EASE),
    ("later_period", "subject:mentioned_named place:sentence_then property:same_word scope:common", BESIDE_EASE),
    ("later_period", "subject:mentioned_named place:section_then property:same_word scope:common", UPDATED_EASE),
    ("later_period", "subject:same_named place:sentence_then", BESIDE_EASE),
    ("later_period", "subject:same_named place:section_then", TOLD_EASE),
    ("later_period", "subject:same_default period:apart", TOLD_EASE),
    ("other_period", "row:same period:apart", TOLD_EASE),
    ("change_stated", "subject:different_default property:same_concept", TOLD_EASE),
    ("later_period", "subject:different_default property:same_concept period:apart", UPDATED_EASE),
    ("later_period", "", UPDATED_EASE),
    # each names what it measures, and not by one word
    ("later_period", "subject:same_named noun:different", 0.0),
    ("later_period", "subject:different_default noun:mentioned", 0.0),
    ("later_period", "noun:different property:same_concept", UPDATED_EASE),
    ("later_period", "noun:same property:different", 0.0),
    ("later_period", "noun:same property:other_word", 0.0),
    # how far the figures lie apart says nothing where a change explains it
    ("counted_up", "value:far=-2.8", COUNTED_EASE + 2.8),
    ("counted_up", "value:near=3.2", COUNTED_EASE),
    ("counted_up", "noun:same property:different", 0.0),
    ("later_period", "value:far=-2.8", UPDATED_EASE),
]


def eased(told):
    return ease(Outcome(told.relation, told.reason, told.explanation), told.evidence)


@pytest.mark.parametrize(("reason", "levels", "bits"), EASES)
def test_a_change_eases_a_link(reason, levels, bits):
    assert eased(relation("a", "b", UPDATED, reason, levels=levels)) == pytest.approx(bits)


@pytest.mark.parametrize("kind", [AGREES, CONFLICT, APART])
def test_nothing_else_eases_a_link(kind):
    assert eased(relation("a", "b", kind, levels="subject:same_named place:sentence_then")) == 0.0


NO_CHANGE = [
    ("later_period", "subject:different_default row:other_name", "different_subject"),
    ("later_period", "subject:different_default row:missing", ""),
    ("later_period", "subject:same_named row:other_name", ""),
    ("later_period", "subject:same_default row:other_name place:cells", "different_subject"),
    ("earlier_period", "subject:different_default", WEAK_LINK),
    ("earlier_period", "subject:different_default noun:same", ""),
    ("earlier_period", "subject:different_default place:section_then", ""),
    ("later_period", "subject:different_default", ""),
]


@pytest.mark.parametrize(("reason", "levels", "expected"), NO_CHANGE)
def test_figures_of_two_things_are_no_change(reason, levels, expected):
    assert no_change(Pair(claim("a"), claim("b"), 0.0, evidence(levels)), reason) == expected


def test_a_toll_may_grow_to_many_times_what_it_was():
    weight = CHANGE_BITS - 1
    pair = Pair(claim("a"), claim("b"), weight, evidence("value:far=-2.8"))
    assert not too_weak(pair, "counted_up")
    assert too_weak(pair, "later_period")


def test_a_later_holder_of_an_office_needs_a_better_link_than_a_later_figure():
    for weight, weak in ((HOLDER_BITS, ""), (HOLDER_BITS - 0.1, WEAK_LINK)):
        pair = Pair(claim("a"), claim("b"), weight, ())
        assert too_weak(pair, "later_holder") == weak
        assert not too_weak(pair, "later_period")


def test_a_change_that_the_text_tells_needs_no_strong_link():
    weight = CHANGE_BITS - 1
    told = "subject:same_named property:same_word place:section_then mark:prior"
    assert not too_weak(Pair(claim("a"), claim("b"), weight, evidence(told)), "later_period")
    assert too_weak(Pair(claim("a"), claim("b"), weight, evidence(told.replace("section_then", "section"))), "later_period")
    assert too_weak(Pair(claim("a"), claim("b"), weight, evidence(told.replace("same_named", "different_named"))), "later_period")


CARRIED = [
    # the relation of a and b, that of b and c, the weight of the weak link of a and c; what a and c are
    (UPDATED, AGREES, -4.0, UPDATED),
    (UPDATED, AGREES, CHANGE_CARRIED_BITS - 1, APART),
    (UPDATED, UPDATED, -1.0, APART),
    (CONFLICT, AGREES, -1.0, CONFLICT),
    (CONFLICT, AGREES, -4.0, APART),
    (AGREES, AGREES, -1.0, APART),
]


@pytest.mark.parametrize(("first", "second", "weight", "expected"), CARRIED)
def test_conflicts_and_changes_carry_over_to_what_says_the_same(first, second, weight, expected):
    given = [relation("a", "b", first), relation("b", "c", second), relation("a", "c", APART, WEAK_LINK, weight)]
    told = closed(given)
    assert told[:2] == given[:2]
    assert told[2].relation is expected
    assert (told[2].reason == "carried_over") is (expected is not APART)
    assert (UNSURE in told[2].explanation) is (expected is APART)


def test_what_is_apart_for_another_reason_stays_so():
    given = [relation("a", "b", UPDATED), relation("b", "c", AGREES), relation("a", "c", APART, "different_subject")]
    assert closed(given) == given


LOOK_BACK = [
    ("The operating margin of Halden Foods was 12.4%, compared with 11.1% a year earlier.", "12.4%", "11.1%"),
    (
        "Halden Foods values its fleet at 3.9 million euros, up from 1.1 million euros in 2019.",
        "3.9 million euros",
        "1.1 million euros",
    ),
    ("The ridership forecast of Halden Metro of 92,000 passengers was lowered in 2023 to 71,000 passengers.", "92,000", "71,000"),
]


@pytest.mark.parametrize(("text", "one", "other"), LOOK_BACK)
def test_a_sentence_that_looks_back_tells_a_change(tmp_path, text, one, other):
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: 2024-05-04\n---\n{text}\n")
    result = reconcile([read_document(path, "a.md")])
    values = {c.id: c.value_text for c in result.claims}
    told = {frozenset((values[r.a], values[r.b])): r.relation for f in result.findings for r in f.relations}
    assert told == {frozenset((one, other)): UPDATED}


def test_companies_of_one_table_are_no_change_of_each_other(tmp_path):
    """A ranking that values many companies: neither is the other at another time."""
    (tmp_path / "table.md").write_text(
        "---\npublished: 2022-05-04\n---\n# Valued firms\n\nHalden Foods and Merrow Lamps lead the list.\n\n"
        "| Company | Founded | Valuation (US$ billion) |\n|---|---|---|\n| Halden Foods | 2013 | 3.3 |\n| Merrow Lamps | 2014 | 2.8 |\n"
    )
    (tmp_path / "wire.md").write_text(
        "---\npublished: 2025-02-04\n---\nHalden Foods, which Castle Ratings valued at $3.3 billion in January, sells soup.\n\n"
        "Merrow Lamps is old. The company is valued at $2.8 billion at present.\n"
    )
    result = reconcile([read_document(tmp_path / name, name) for name in ("table.md", "wire.md")])
    words = {c.id: c.value_text.removeprefix("$").removesuffix(" billion") for c in result.claims}
    updated = [(words[r.a], words[r.b]) for f in result.findings for r in f.relations if r.relation is UPDATED]
    assert ("3.3", "2.8") not in updated
    assert ("2.8", "3.3") not in updated
