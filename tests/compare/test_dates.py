"""Two dates of one event: cases as a table of sentences, each with the words of its date."""

from __future__ import annotations

import datetime as dt

import pytest

from atodds.compare.dates import compare_dates
from atodds.extract.values import find_values
from atodds.model.records import Claim, RelationKind
from atodds.model.values import DateValue

CONFLICT, AGREES, COMPATIBLE = RelationKind.CONFLICT, RelationKind.AGREES, RelationKind.COMPATIBLE


def dated(text: str) -> Claim:
    (mention,) = (m for m in find_values(text, dt.date(2024, 7, 15)) if isinstance(m.value, DateValue))
    return Claim(
        id=text,
        document=text,
        start=0,
        quote=text,
        value_text=text[mention.start : mention.end],
        value_start=mention.start,
        value=mention.value,
    )


CASES = [
    ("same day", "It opened on 5 May 2024.", "It opened on May 5, 2024.", AGREES, "same_value"),
    ("other day", "It opened on 5 May 2024.", "It opened on 6 May 2024.", CONFLICT, "disjoint_dates"),
    ("day in month", "It opened on 5 May 2024.", "It opened in May 2024.", COMPATIBLE, "date_precision"),
    ("other first and last day", "It runs from 2 to 12 July 2024.", "It runs from 9 to 19 July 2024.", CONFLICT, "different_spans"),
    ("part of a span", "It runs from 2 to 12 July 2024.", "It rained from 3 to 5 July 2024.", COMPATIBLE, "date_precision"),
    ("some day of a span", "It sank between 2 and 12 July 2024.", "It sank between 9 and 19 July 2024.", COMPATIBLE, "date_overlap"),
    ("years", "The plan of 2014 to 2023.", "The plan of 2016 to 2025.", COMPATIBLE, "date_overlap"),
]


@pytest.mark.parametrize(("one", "other", "relation", "reason"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_dates(one: str, other: str, relation: RelationKind, reason: str) -> None:
    for a, b in ((dated(one), dated(other)), (dated(other), dated(one))):
        outcome = compare_dates(a, b)
        assert (outcome.relation, outcome.reason) == (relation, reason)
