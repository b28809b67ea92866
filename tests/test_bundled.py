"""The whole chain on the bundled example: what a newcomer sees after `make run`."""

from __future__ import annotations

from pathlib import Path

import pytest

from atodds.chain import reconcile
from atodds.evaluate import load_dossier, score
from atodds.model.records import RelationKind

BUNDLED = Path(__file__).parent / "bundled"


@pytest.fixture(scope="module")
def dossier():
    return load_dossier(BUNDLED)


@pytest.fixture(scope="module")
def result(dossier):
    return reconcile(dossier.documents, curation=dossier.curation)


@pytest.fixture(scope="module")
def scores(dossier, result):
    return score(dossier, result)


def test_the_contradictions_are_found_and_nothing_else_is_called_one(scores):
    counts, misses = scores
    assert not misses
    assert (counts.found, counts.found_true, counts.items_hit) == (1, 1, 1)


def test_no_trap_is_flagged(scores):
    assert scores[0].traps_hit == 0


@pytest.mark.parametrize("kind", ["same", "updated", "claims"])
def test_most_of_what_is_no_contradiction_is_understood(scores, kind):
    assert scores[0].shares()[kind] >= 0.8


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"65%", "more than 61.1%"}, RelationKind.CONFLICT),
        ({"238 billion yuan", "300 billion RMB"}, RelationKind.UPDATED),
        ({"1.6 billion yuan", "RMB 1.552 billion"}, RelationKind.COMPATIBLE),
    ],
    ids=["patents", "market value", "revenue"],
)
def test_relation(result, values, kind):
    words = {c.id: c.value_text for c in result.claims}
    called = {r.relation for f in result.findings for r in f.relations if {words[r.a], words[r.b]} == values}
    assert called == {kind}


def test_sums_that_add_up_are_not_complained_about(result):
    assert not [f.title for f in result.findings if f.status is RelationKind.ARITHMETIC]
