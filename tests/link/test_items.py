"""Linked pairs to data items."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from link_claims import claim

from atodds.link.items import ABSENT, LINK, ONE_VOICE, data_items
from atodds.link.linker import Pair
from atodds.model.records import Evidence

STRONG, WEAK = LINK + 3.0, LINK - 0.1
NAMES = "abcdef"
CLAIMS = {name: claim(name) for name in NAMES}


def items(links: dict[str, float], forced: dict[str, bool] | None = None) -> list[str]:
    pairs = [Pair(CLAIMS[a], CLAIMS[b], weight, ()) for (a, b), weight in links.items()]
    return ["".join(item) for item in data_items(pairs, {frozenset(pair): same for pair, same in (forced or {}).items()})]


CASES: list[tuple[str, dict[str, float], list[str]]] = [
    ("a link", {"ab": STRONG}, ["ab"]),
    ("just enough", {"ab": LINK}, ["ab"]),
    ("too weak", {"ab": WEAK}, []),
    ("two items", {"ab": STRONG, "cd": STRONG}, ["ab", "cd"]),
    ("all linked", {"ab": STRONG, "bc": STRONG, "ac": STRONG}, ["abc"]),
    ("one weak link is carried", {"ab": STRONG, "bc": STRONG, "ac": WEAK}, ["abc"]),
    ("no chain over a pair that is far from one", {"ab": STRONG + 2, "bc": LINK + 0.5, "ac": ABSENT}, ["ab"]),
    ("no chain over pairs that were no candidates", {"ab": STRONG + 1, "bc": LINK + 0.1, "cd": STRONG + 1}, ["ab", "cd"]),
]


@pytest.mark.parametrize(("links", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_items(links: dict[str, float], expected: list[str]) -> None:
    assert items(links) == expected


@pytest.mark.parametrize("level", ["same_2", "meets_2"])
def test_claims_of_one_value_count_as_one_voice(level: str) -> None:
    """A figure that stands apart is held against the best-worded of those that say the same, not against their mean."""
    same = (Evidence(comparison="value", level=level, weight=9.0, detail=""),)
    links = {"ab": ONE_VOICE, "ac": ONE_VOICE, "bc": ONE_VOICE, "ad": LINK + 0.5, "bd": ABSENT, "cd": ABSENT}

    def joined(evidence: tuple[Evidence, ...]) -> list[list[str]]:
        pairs = [Pair(CLAIMS[a], CLAIMS[b], w, evidence if "d" not in (a, b) else ()) for (a, b), w in links.items()]
        return data_items(pairs, {})

    assert joined(same) == [["a", "b", "c", "d"]]
    assert joined(()) == [["a", "b", "c"]]
    parted = data_items(
        [Pair(CLAIMS[a], CLAIMS[b], w, same if "d" not in (a, b) else ()) for (a, b), w in links.items()], {frozenset("ab"): False}
    )
    assert not any({"a", "b"} <= set(item) for item in parted)


FORCED: list[tuple[str, dict[str, float], dict[str, bool], list[str]]] = [
    ("declared the same", {"ab": -9.0}, {"ab": True}, ["ab"]),
    ("declared the same, though no candidates", {}, {"ab": True}, ["ab"]),
    ("declared not the same", {"ab": 20.0}, {"ab": False}, []),
    ("not the same, though both are like a third", {"ab": 9.0, "bc": 9.0, "ac": 8.0}, {"ab": False}, ["bc"]),
]


@pytest.mark.parametrize(("links", "forced", "expected"), [c[1:] for c in FORCED], ids=[c[0] for c in FORCED])
def test_what_people_declare_wins(links: dict[str, float], forced: dict[str, bool], expected: list[str]) -> None:
    assert items(links, forced) == expected


def test_the_order_of_pairs_does_not_matter() -> None:
    links = {"ab": STRONG, "bc": STRONG, "ac": WEAK, "cd": LINK + 0.2}
    assert len({tuple(items(dict(order))) for order in permutations(links.items())}) == 1


@given(st.dictionaries(st.sampled_from(["ab", "ac", "ad", "ae", "bc", "bd", "be", "cd", "ce", "de"]), st.floats(-8, 8)))
def test_every_claim_is_in_one_item_at_most(links: dict[str, float]) -> None:
    found = [name for item in items(links) for name in item]
    assert len(found) == len(set(found))
