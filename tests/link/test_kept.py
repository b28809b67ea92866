"""Links kept between two runs: the findings are those of a run from nothing, and only what a change touches is scored."""

import itertools
import random

import pytest
from link_claims import LEXICON, claim, number
from shelf import Shelf

from atodds import findings, parts
from atodds import groups as groups_module
from atodds.chain import reconcile_claims
from atodds.curation import Alias, ClaimPair, Curation
from atodds.kept import INDEX
from atodds.link.profiles import MOST_BITS, rarity
from atodds.model.records import Document
from atodds.pairing import Here

THINGS = 20
VOICES = 5


class Counting(Here):
    """Counts the pairs that are scored."""

    scored = 0

    def score(self, pairs, **more):
        Counting.scored += len(pairs)
        return super().score(pairs, **more)


def documents():
    return [Document(id=f"d{n}.md", sha256=f"{n:064}", media_type="text/markdown", text="", blocks=()) for n in range(VOICES)]


def told(thing, voice, figure, **features):
    words = {"kind": ("count",), "how": ("named",), "head": ("berths",), "subj": (f"quay{thing}q",), "names": (f"Quay{thing}q",)}
    fields = {"document": f"d{voice}.md", "start": thing, "subject": f"Quay{thing}q", "property": "berths"}
    return claim(f"c{thing:02}-{voice}", number(figure), words | features, **fields)


def told_by_all():
    """The last document contradicts the others on every fourth thing."""
    return [
        told(thing, voice, 101.0 + 10 * thing + (1 if voice == VOICES - 1 and thing % 4 == 0 else 0))
        for voice, thing in itertools.product(range(VOICES), range(THINGS))
    ]


def link(claims, keep=None, **more):
    Counting.scored = 0
    return reconcile_claims(documents(), claims, lexicon=LEXICON, keep=keep, pairing=Counting, **more)


def test_a_second_run_scores_nothing_and_finds_the_same():
    shelf = Shelf()
    alone = link(told_by_all())
    pairs = Counting.scored
    assert link(told_by_all(), shelf) == alone
    assert Counting.scored == pairs > 0
    assert link(told_by_all(), shelf) == alone
    assert Counting.scored == 0
    assert sum(f.status == "conflict" for f in alone.findings) == THINGS // 4


@pytest.mark.parametrize("likely", [float("-inf"), 2.0, float("inf")])
def test_what_was_decided_of_a_pair_is_the_same_when_it_is_decided_again(monkeypatch, likely):
    whole = link(told_by_all())
    monkeypatch.setattr(findings, "LIKELY_BITS", likely)
    assert link(told_by_all()) == whole


def test_a_changed_claim_is_compared_again_with_its_partners_only():
    shelf = Shelf()
    link(told_by_all(), shelf)
    pairs = Counting.scored
    claims = [told(3, 1, 134.0) if c.id == "c03-1" else c for c in told_by_all()]
    found = link(claims, shelf)
    assert 0 < Counting.scored < pairs / 10
    assert found == link(claims)
    assert any(f.status == "conflict" and "c03-1" in f.claims for f in found.findings)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_changes_the_result_is_that_of_a_run_from_nothing(seed):
    chance = random.Random(seed)
    shelf = Shelf()
    claims = told_by_all()
    for _ in range(4):
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(claims))
            thing, voice = int(claims[at].id[1:3]), int(claims[at].id[4:])
            chance.choice(
                [
                    lambda at=at: claims.pop(at),
                    lambda at=at, thing=thing, voice=voice: claims.__setitem__(at, told(thing, voice, 5.0)),
                    lambda at=at, thing=thing, voice=voice: claims.__setitem__(at, told(thing, voice, 111.0, verb=("moor",))),
                    lambda: claims.sort(key=lambda c: chance.random()),
                ]
            )()
        assert link(claims, shelf) == link(claims)


def test_what_people_say_counts_at_once():
    shelf = Shelf()
    link(told_by_all(), shelf)
    pair = ClaimPair.model_construct(file="pairs.yaml", line=1, a="c04-0", b="c04-4", same=False)
    for curation in (
        Curation(pairs=(pair,)),
        Curation(pairs=(pair.model_copy(update={"same": True}),)),
        Curation(names=(Alias.model_construct(file="names.yaml", line=1, names=("Quay4q", "Quay5q")),)),
    ):
        found = link(told_by_all(), shelf, curation=curation)
        assert found == link(told_by_all(), curation=curation)
        assert found != link(told_by_all())


def test_another_exchange_rate_is_another_outcome():
    def sum_of(voice, figure, unit):
        names = ("Ferrylane", "Oldport", "Mudwick")
        words = {"kind": ("money",), "how": ("named",), "head": ("toll",), "concepts": ("revenue",), "names": names, "scope": ("oldport",)}
        fields = {"document": f"d{voice}.md", "subject": "Ferrylane", "property": "revenue"}
        return claim(f"c{voice}", number(figure, unit), words, **fields)

    claims = [sum_of(0, 100.0, "GBP"), sum_of(1, 150.0, "USD")]
    shelf = Shelf()
    for rate in (1.5, 1.1, 1.5):
        rates = {"GBP/USD": rate}
        found = link(claims, shelf, rates=rates)
        assert found == link(claims, rates=rates)
        assert [f.status for f in found.findings] == ["compatible" if rate == 1.5 else "conflict"]


@pytest.mark.parametrize("damage", [b"", b"\n", b"{}\n{}", b"[[],[],[[1,2,3]]]\n[[],[],[[[0]],[]]]", b"\xff\xfe"])
def test_damaged_records_are_made_again(damage):
    shelf = Shelf()
    alone = link(told_by_all(), shelf)
    for key in shelf:
        if not key.endswith(INDEX):
            shelf[key] = damage
    assert link(told_by_all(), shelf) == alone
    assert link(told_by_all(), shelf) == alone
    assert Counting.scored == 0


@pytest.mark.parametrize("damage", [b"", b"no index", None])
def test_a_damaged_or_missing_index_costs_no_more_than_scoring_again(damage):
    shelf = Shelf()
    alone = link(told_by_all(), shelf)
    (index,) = (key for key in shelf if key.endswith(INDEX))
    (found,) = (key for key in shelf if key.endswith("|found"))
    del shelf[found]
    if damage is None:
        del shelf[index]
    else:
        shelf[index] = damage
    assert link(told_by_all(), shelf) == alone


def test_a_record_is_what_was_found():
    shelf = Shelf()
    found = link(told_by_all(), shelf)
    groups = (data for key, data in shelf.items() if "|links|" in key and not key.endswith(INDEX))
    read = [groups_module.unpack_found(groups_module.findings_of(data)) for data in groups]
    assert sorted((f for r in read for f in r.findings), key=lambda f: f.id) == sorted(found.findings, key=lambda f: f.id)
    (record,) = (data for key, data in shelf.items() if key.endswith("|found"))
    whole = parts.unpack(record, bytes.fromhex(record.split(b"\n")[0].decode()))
    assert tuple(whole.claims) == found.claims
    assert tuple(whole.entities) == found.entities
    assert sorted(whole.found.findings, key=lambda f: f.id) == sorted(found.findings, key=lambda f: f.id)


def test_a_claim_more_seldom_changes_how_rare_a_word_is():
    assert rarity(500, 1) == MOST_BITS
    assert rarity(4_000, 1_000) == 2.0
    changed = [n for n in range(40_000, 41_000) if rarity(n, 1_000) != rarity(n + 1, 1_001)]
    assert len(changed) < 3
    assert rarity(100_000, 300) > rarity(100_000, 400) > rarity(100_000, 600)
