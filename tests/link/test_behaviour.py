"""How what two claims measure behaves over time, told by their concepts and units."""

from __future__ import annotations

import pytest
from link_claims import LEXICON, claim, number

from atodds.pairing import behaviour_of

CASES = [
    ("a toll is counted up", "deaths", "1", "accumulates"),
    ("a share of it is not", "deaths", "%", "varies"),
    ("sums raised are stated anew, not counted from day to day", "funding", "EUR", "varies"),
]


@pytest.mark.parametrize(("what", "prop", "unit", "expected"), CASES, ids=[c[0] for c in CASES])
def test_behaviour(what, prop, unit, expected):
    a, b = (claim(name, number(n, unit), {"concepts": (prop,)}, property=prop) for name, n in (("a", 12.0), ("b", 19.0)))
    assert behaviour_of(a, b, LEXICON) == behaviour_of(b, a, LEXICON) == expected
