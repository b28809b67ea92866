"""Pairs worked through in batches: the same findings, whatever the size of a batch."""

from __future__ import annotations

import functools
import itertools

import pytest
from link_claims import LEXICON, claim, number

from atodds import findings
from atodds.chain import reconcile_claims
from atodds.curation import ClaimPair, Curation
from atodds.link.batches import batches
from atodds.model.records import Claim, Document

# Three documents tell of so many things; the third contradicts the others on every fourth.
THINGS = 24


def told_by_three() -> list[Claim]:
    claims = []
    for thing, voice in itertools.product(range(THINGS), range(3)):
        figure = 100.0 + 7 * thing + (1 if voice == 2 and thing % 4 == 0 else 0)
        words = {"kind": ("count",), "how": ("named",), "head": ("employees",), "subj": (f"thing{thing}q",), "concepts": ("employees",)}
        fields = {"document": f"d{voice}.md", "start": thing, "subject": f"Thing{thing}q", "property": "employees"}
        claims.append(claim(f"c{thing:02}-{voice}", number(figure), words, **fields))
    return claims


def declared(a: str, b: str, *, same: bool) -> ClaimPair:
    return ClaimPair.model_construct(file="pairs.yaml", line=1, a=a, b=b, same=same)


def chained(count: int) -> list[tuple[Claim, Claim]]:
    """Pairs in threes that hang together: a-b, b-c, a-c."""
    claims = [claim(f"c{n:03}") for n in range(count * 3)]
    return [pair for n in range(count) for pair in itertools.combinations(claims[n * 3 : n * 3 + 3], 2)]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_batches_have_no_claim_in_common_and_every_pair_once(size):
    pairs = chained(10)
    found = list(batches(pairs, {}, size))
    ids = [{c.id for pair in batch.pairs for c in pair} for batch in found]
    assert all(a.isdisjoint(b) for a, b in itertools.combinations(ids, 2))
    assert [pair for batch in found for pair in batch.pairs] == pairs
    assert all(len(batch.pairs) < size + 3 for batch in found)
    assert len(found) == 1 or len(found) >= len(pairs) / (size + 3)


def test_declared_pairs_hold_batches_together_and_each_is_in_one():
    pairs = chained(10)
    forced = {frozenset(("c000", "c029")): True, frozenset(("x", "y")): True, frozenset(("c003", "c004")): False}
    found = list(batches(pairs, forced, 3))
    assert {p: s for batch in found for p, s in batch.forced.items()} == forced
    assert sum(len(batch.forced) for batch in found) == len(forced)
    home = next(batch for batch in found if frozenset(("c000", "c029")) in batch.forced)
    assert {"c000", "c029"} <= {c.id for pair in home.pairs for c in pair}


@pytest.mark.parametrize("size", [1, 10, 30])
def test_findings_do_not_depend_on_the_size_of_a_batch(size, monkeypatch):
    documents = [Document(id=f"d{n}.md", sha256=f"{n:064}", media_type="text/markdown", text="", blocks=()) for n in range(3)]
    one, apart = (("c01-0", "c02-1"), ("c04-0", "c04-2"))
    curation = Curation(pairs=(declared(*one, same=True), declared(*apart, same=False)))
    whole = reconcile_claims(documents, told_by_three(), lexicon=LEXICON, curation=curation)
    monkeypatch.setattr(findings, "batches", functools.partial(batches, size=size))
    assert reconcile_claims(documents, told_by_three(), lexicon=LEXICON, curation=curation) == whole
    assert len(whole.findings) > THINGS / 2
    assert whole.skipped
