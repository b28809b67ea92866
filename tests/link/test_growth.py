"""The work of linking grows with the claims, not with their square: operations are counted, not seconds."""

from __future__ import annotations

import datetime as dt
import random
from itertools import combinations, pairwise

import pytest

from atodds.link.blocking import LARGEST_BLOCK, MOST_CANDIDATES, MOST_VISITED, NEIGHBOURS, Blocks, candidate_pairs
from atodds.link.items import ABSENT, LINK, MEAN_SHARE, data_items
from atodds.link.linker import Pair
from atodds.model.records import Claim
from atodds.model.values import DateValue, Quantity

# A claim chooses so many partners at most; each pair is counted once, for the one that chose it.
MOST_PAIRS = MOST_CANDIDATES + NEIGHBOURS


def claim(n: int, words: tuple[str, ...], *, subject: str = "", number: float | None = None, prop: str = "boats") -> Claim:
    number = float(n) if number is None else number
    return Claim(
        id=f"c{n:07}",
        document=f"d{n % 5}.md",
        start=n,
        quote=f"{n}",
        value_text=f"{n}",
        value_start=0,
        value=Quantity(low=number, high=number, unit="1", step=1),
        subject=subject,
        property=prop,
        features={"kind": ("count",), "rest": words},
    )


def spread(count: int) -> list[Claim]:
    """Five claims for each thing, in the words of all the others."""
    return [claim(n, (f"thing{n // 5}", "people", "year"), number=n % 97) for n in range(count)]


def one_entity(count: int) -> list[Claim]:
    """All claims of one entity and one property, in the same words."""
    return [claim(n, ("people", "year", "city", "new"), subject="Ostrea") for n in range(count)]


def crowded(count: int) -> list[Claim]:
    """Every block just small enough to be used."""
    rng = random.Random(1)
    words = [f"w{n}" for n in range(max(1, count // 20))]
    return [claim(n, tuple(rng.sample(words, min(8, len(words)))), prop="") for n in range(count)]


SHAPES = [spread, one_entity, crowded]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", [100, 500, 1500])
def test_pairs_are_bounded_by_a_number_for_each_claim(shape, count):
    assert len(candidate_pairs(shape(count))) <= MOST_PAIRS * count


def test_two_things_named_in_both_documents_are_not_held_against_each_other():
    """Documents that list the founding of ten firms: each firm meets itself; one that only one document tells of meets any."""

    def firm(name: str, document: str, prop: str = "staff") -> Claim:
        features = {"kind": ("count",), "how": ("named",), "rest": ("firm",)}
        made = claim(len(name) * 100 + int(document), ("firm",), subject=name, prop=prop)
        return made.model_copy(update={"id": f"{name}{document}{prop}", "document": document, "features": features})

    def met(claims: list[Claim]) -> set[tuple[str, str]]:
        return {tuple(sorted((a.id, b.id))) for a, b in candidate_pairs(claims)}

    listed = [firm(name, document) for name in ("Ada", "Bea", "Cleo") for document in "12"]
    assert met(listed) == {("Ada1staff", "Ada2staff"), ("Bea1staff", "Bea2staff"), ("Cleo1staff", "Cleo2staff")}
    assert ("Ada1staff", "Dido2staff") in met([*listed, firm("Dido", "2")]), "of Dido the other document has nothing"
    assert ("Ada1staff", "Bea2cost") in met([*listed, firm("Bea", "2", "cost")]), "nor of the cost of Bea"
    spoken = [c.model_copy(update={"features": {**c.features, "how": ("default",)}}) for c in listed]
    assert len(met(spoken)) == 15, "who is only guessed is held against all"


@pytest.mark.parametrize("shape", SHAPES)
def test_places_looked_at_are_bounded_for_each_claim(shape):
    claims = shape(1500)
    blocks = Blocks(claims)
    for n in range(len(claims)):
        before = blocks.visited
        blocks.partners(n)
        assert blocks.visited - before <= MOST_VISITED


@pytest.mark.parametrize("shape", SHAPES)
def test_ten_times_the_claims_are_at_most_twelve_times_the_work(shape):
    work = []
    for count in (400, 4000):
        claims = shape(count)
        blocks = Blocks(claims)
        pairs = sum(len(blocks.partners(n)) for n in range(count))
        work.append(blocks.visited + pairs + len(candidate_pairs(claims)))
    assert work[1] <= 12 * work[0]


def test_claims_of_one_thing_meet_however_many_others_there_are():
    claims = spread(4000)
    found = {(a.id, b.id) for a, b in candidate_pairs(claims)}
    for at in range(0, len(claims), 500):
        assert {(a.id, b.id) for a, b in combinations(claims[at : at + 5], 2)} <= found


def test_in_a_crowd_of_one_entity_the_nearest_values_meet():
    claims = one_entity(LARGEST_BLOCK + 100)
    found = {(a.id, b.id) for a, b in candidate_pairs(claims)}
    assert all((a.id, b.id) in found for a, b in pairwise(claims))


def test_words_that_are_common_alone_link_in_pairs():
    """A word of half of all claims says nothing; two such words together still say what a claim is about."""
    # Ten sides and ten places: each word stands in 500 claims, which is too many, each of the hundred pairs of words in 50.
    claims = [claim(n, (f"side{n % 10}", f"place{n // 10 % 10}"), prop="") for n in range((LARGEST_BLOCK + 100) * 10)]
    pairs = candidate_pairs(claims)
    assert pairs
    assert all(a.features == b.features for a, b in pairs)


def test_pairs_do_not_depend_on_the_order_of_the_claims():
    claims = crowded(1200)
    shuffled = claims.copy()
    random.Random(2).shuffle(shuffled)
    one, other = ({frozenset((a.id, b.id)) for a, b in candidate_pairs(c)} for c in (claims, shuffled))
    assert one == other


def test_the_same_value_is_chosen_first():
    """Where more claims share the words than can be compared, the one that states the same value is among those that are."""
    claims = [claim(n, ("people",), prop="") for n in range(LARGEST_BLOCK)]
    day = DateValue(low=dt.date(2024, 5, 1), high=dt.date(2024, 5, 1), precision="day")
    for n in (0, LARGEST_BLOCK - 1):
        claims[n] = claims[n].model_copy(update={"value": day})
    assert (claims[0].id, claims[-1].id) in {(a.id, b.id) for a, b in candidate_pairs(claims)}


def slow_items(pairs: list[Pair]) -> list[list[str]]:
    """What data items are, by definition: the two most strongly linked clusters are joined until none are linked."""
    weights = {frozenset((p.a.id, p.b.id)): p.weight for p in pairs}
    clusters = [[i] for i in sorted({c.id for p in pairs for c in (p.a, p.b)})]
    while True:
        best = None
        for x, y in combinations(range(len(clusters)), 2):
            told = [weights.get(frozenset((a, b)), ABSENT) for a in clusters[x] for b in clusters[y]]
            strength = MEAN_SHARE * sum(told) / len(told) + (1 - MEAN_SHARE) * max(told)
            if strength >= LINK - 1e-9 and (best is None or strength > best[0] + 1e-9):
                best = strength, x, y
        if best is None:
            return sorted(sorted(c) for c in clusters if len(c) > 1)
        _, x, y = best
        clusters[x] += clusters.pop(y)
        clusters.sort(key=min)


@pytest.mark.parametrize("seed", range(8))
def test_data_items_are_those_of_the_definition(seed):
    rng = random.Random(seed)
    claims = [claim(n, ()) for n in range(14)]
    pairs = [Pair(a, b, round(rng.uniform(-9, 6), 2), ()) for a, b in combinations(claims, 2) if rng.random() < 0.4]
    assert data_items(pairs, {}) == slow_items(pairs)


def test_a_chain_of_links_is_no_data_item():
    claims = [claim(n, ()) for n in range(2000)]
    pairs = [Pair(a, b, 3.0, ()) for a, b in pairwise(claims)]
    assert max(len(item) for item in data_items(pairs, {})) <= 4


def test_a_large_data_item_is_found_as_a_whole():
    claims = [claim(n, ()) for n in range(120)]
    assert data_items([Pair(a, b, 5.0, ()) for a, b in combinations(claims, 2)], {}) == [[c.id for c in claims]]
