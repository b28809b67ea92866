"""Whether a text says that somebody holds a role no longer: of the name that a claim gives, wherever else the name stands."""

import pytest

from atodds.compare.holdings import one_left
from atodds.model.records import Claim
from atodds.model.values import NameValue


def holder(name, quote, nth=0, start=0):
    """A claim that the ``nth`` mention of ``name`` in ``quote`` is the head; the quote stands at ``start`` of its document."""
    at = -1
    for _ in range(nth + 1):
        at = quote.index(name, at + 1)
    fields = {"id": f"{name}{start}", "document": f"{name}.md", "start": start, "quote": quote, "property": "head"}
    return Claim(**fields, value_text=name, value_start=at, value=NameValue(names=(name,)))


MOE = holder("Moe", "The head of the quay is Moe.")


@pytest.mark.parametrize("start", [0, 700])
@pytest.mark.parametrize(
    ("quote", "nth", "left"),
    [
        ("The former head of the quay Lund lives in Halden.", 0, True),
        ("Lund resigned in May.", 0, True),
        ("The head of the quay is Lund.", 0, False),
        ("The former head was an aunt of Lund, and the head of the quay today is Lund.", 1, False),
        ("Lund, the head of the quay, spoke first; the former chairman Lund is no kin.", 0, False),
    ],
)
def test_of_one_of_two_holders_it_is_said_that_the_role_was_left(quote, nth, left, start):
    assert one_left(holder("Lund", quote, nth, start), MOE) is left
    assert one_left(MOE, holder("Lund", quote, nth, start)) is left
