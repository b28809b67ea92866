"""Which claims are no independent voices."""

import pytest

from atodds.model.records import Claim
from atodds.model.values import Quantity
from atodds.review.voices import dependent

LONG = "A survey by the port counted 226 boats adrift after the storm."


def claim(document, quote=LONG, attribution=None):
    number = Quantity(low=226, high=226, unit="1", step=1)
    return Claim(
        id=document + quote, document=document, start=0, quote=quote, value_text="2", value_start=0, value=number, attribution=attribution
    )


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([claim("a", "x 1", "the AI Index"), claim("b", "y 2", "AI Index")], [((1, 2), "the AI Index")]),
        # One says more of the source than the other.
        (
            [claim("a", "x 1", "the AI Index for 2024, which came out"), claim("b", "y 2", "the AI Index for 2024")],
            [((1, 2), "the AI Index for 2024")],
        ),
        ([claim("a", "x 1", "the AI Index"), claim("b", "y 2", "the AI Indexing Board")], []),
        ([claim("a", "x 1", "the police"), claim("b", "y 2", "the coast guard")], []),
        ([claim("a", "x 1", "the police"), claim("a", "y 2", "the police")], []),  # one document is one voice anyway
        ([claim("a", "x 1", "the police"), claim("b", "y 2")], []),
        ([claim("a"), claim("b", LONG.upper().replace(" ", "\n"))], [((1, 2), None)]),
        ([claim("a"), claim("a")], []),
        ([claim("a"), claim("b", LONG.replace("226", "212"))], []),
        ([claim("a", "It has 40 boats."), claim("b", "It has 40 boats.")], []),  # too few words to tell
        ([claim("a", LONG, "the police"), claim("b", LONG, "the police")], [((1, 2), "the police")]),  # said once
        ([claim("a"), claim("b", "y 2", "x"), claim("c"), claim("d", "z", "X")], [((2, 4), "x"), ((1, 3), None)]),
        ([], []),
    ],
)
def test_what_is_said(claims, expected):
    assert [tuple(d) for d in dependent(enumerate(claims, 1))] == expected
