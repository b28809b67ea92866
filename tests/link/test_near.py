"""Linking around a few documents only: the same findings as when everything is linked."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from link_claims import claim

from atodds.chain import reconcile_claims
from atodds.changes import BESIDE_EASE
from atodds.curation import ClaimPair, Curation
from atodds.evaluate import load_dossier
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.link.items import data_items
from atodds.link.linker import Pair
from atodds.link.near import pairs_near
from atodds.link.rivals import with_rivals
from atodds.model.records import Claim, Document, Finding
from atodds.pairing import Here

TESTS = Path(__file__).parent.parent
LEXICON = Lexicon.load()
# The bundled sources, and dossiers of tables, of events and of people, by themselves and all in one workspace.
DOSSIERS = ["bundled", "dossiers/measles-tavulau", "dossiers/chips-halvorsen", "dossiers/merger-brisa"]


def read(names: list[str]) -> tuple[list[Document], list[Claim]]:
    documents = [d for name in names for d in load_dossier(TESTS / name).documents]
    return documents, [c for d in documents for c in extract(d, LEXICON)]


@pytest.fixture(scope="module")
def read_of() -> dict[str, tuple[list[Document], list[Claim]]]:
    return {name: read([name]) for name in DOSSIERS}


class Counting(Here):
    """Counts the pairs that are scored."""

    scored = 0

    def score(self, pairs, **options):
        Counting.scored += len(pairs)
        return super().score(pairs, **options)


def findings(documents, claims, near=None, curation=None) -> list[Finding]:
    Counting.scored = 0
    return list(reconcile_claims(documents, claims, lexicon=LEXICON, near=near, curation=curation, pairing=Counting).findings)


def same(near: list[Finding], whole: list[Finding], claims: list[Claim], document: str) -> bool:
    """Whether the findings of a document are those of the whole. One more may be there, of an item in which its claim met nothing."""
    theirs = {c.id for c in claims if c.document == document}
    of_document = [[f for f in found if not theirs.isdisjoint(f.claims)] for found in (near, whole)]
    return bool(near) and of_document[0] == of_document[1] and all(f in whole for f in near)


@pytest.mark.parametrize("name", DOSSIERS)
def test_the_findings_of_each_document_are_those_of_the_whole(read_of, name: str) -> None:
    documents, claims = read_of[name]
    whole = findings(documents, claims)
    for document in documents:
        near = findings(documents, claims, near={document.id})
        assert same(near, whole, claims, document.id), document.id


def test_only_what_is_near_is_scored(read_of) -> None:
    documents = [d for ds, _ in read_of.values() for d in ds]
    claims = [c for _, cs in read_of.values() for c in cs]
    # A draft of one sentence: the first claim of a source.
    draft = [c.model_copy(update={"document": "draft.md"}) for c in claims if c.document == documents[0].id][:1]
    rest = [c for c in claims if c.id != draft[0].id]
    with_draft = [*documents, documents[0].model_copy(update={"id": "draft.md"})]
    near = findings(with_draft, [*rest, *draft], near={"draft.md"})
    scored = Counting.scored
    assert same(near, findings(with_draft, [*rest, *draft]), draft, "draft.md")
    assert scored < Counting.scored / 2


def test_what_a_person_declared_counts_over_any_distance(read_of) -> None:
    documents, claims = read_of["bundled"]
    whole = findings(documents, claims)
    first, last = ([f.claims[0] for f in whole if f.kind == "quantity"])[:2]
    apart = next(r for f in whole for r in f.relations)
    pairs = [
        ClaimPair(a=first, b=last, same=True, file="p.yaml", line=1),
        ClaimPair(a=apart.a, b=apart.b, same=False, file="p.yaml", line=2),
    ]
    curation = Curation(pairs=tuple(pairs))
    declared = findings(documents, claims, curation=curation)
    assert declared != whole
    for document in documents:
        near = findings(documents, claims, near={document.id}, curation=curation)
        assert same(near, declared, claims, document.id)


@pytest.mark.parametrize("seed", range(30))
def test_items_are_the_same_whatever_the_weights(seed: int) -> None:
    """Pairs, weights and eases by chance: the items of one claim are those of the whole."""
    rng = random.Random(seed)
    claims = [claim(f"c{n:02}", document=f"{rng.randrange(6)}.md") for n in range(40)]
    candidates = [(a, b) for i, a in enumerate(claims) for b in claims[i + 1 :] if rng.random() < rng.choice([0.05, 0.2])]
    weight = {(a.id, b.id): rng.uniform(-10, 4) for a, b in candidates}
    eases = {key: rng.choice([0.0, 0.0, 0.0, 2.0, BESIDE_EASE]) for key in weight}
    joined = [frozenset(rng.sample([c.id for c in claims], 2))]

    def score(pairs):
        return [Pair(a, b, weight[a.id, b.id], ()) for a, b in pairs if weight[a.id, b.id] >= -8]

    def ease(pair) -> float:
        return eases[pair.a.id, pair.b.id]

    def items(pairs) -> list[list[str]]:
        return data_items([p._replace(weight=p.weight + ease(p)) for p in pairs], dict.fromkeys(joined, True))

    whole = items(with_rivals(score(candidates)))
    for wanted in ("c00", "c39"):
        near = items(pairs_near(candidates, {wanted}, score=score, ease=ease, same=joined))
        assert [i for i in near if wanted in i] == [i for i in whole if wanted in i]
